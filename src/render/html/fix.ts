import type { Provider } from '../../core/datasets.ts';
import type { Digest } from '../digest.ts';
import { visible } from '../plain.ts';
import { html, type Markup, prose } from './markup.ts';

export interface Repair {
  check: string;
  providers: readonly Provider[];
  /** How many findings it closes. */
  count: number;
}

/** Clicks as numbered steps, the command that does the same, then what it takes. */
export function fixBox({ check, providers, count }: Repair, { catalogue: { ui, checks } }: Digest): Markup | null {
  const text = checks[check];
  const fixes = providers.flatMap((provider) => text?.fix[provider] ?? []);
  if (text === undefined || fixes.length === 0) return null;
  const { page } = ui;
  return html`<div class="fix"><p class="label">${ui.label(page.howToFix)}${text.action(count)}</p>
    ${fixes.map(
      ({ steps, command }) =>
        html`<ol>${steps.map((step) => html`<li>${prose(step)}</li>`)}</ol>${command !== undefined && html`<pre lang="en" translate="no"><code>${visibleLines(command)}</code></pre>`}`,
    )}
    <p class="meta"><span>${page.effort(ui.duration(text.effort.minutesEach * count))}</span> <span>${page.costLabel(ui.cost[text.effort.cost])}</span></p></div>`;
}

function visibleLines(command: string): string {
  return command
    .split('\n')
    .map((line) => visible(line, 1000))
    .join('\n');
}
