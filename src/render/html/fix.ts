import type { Digest } from '../digest.ts';
import type { Repair } from '../repairs.ts';
import { html, type Markup, prose } from './markup.ts';

/** Clicks as numbered steps, the command that does the same, then what it takes. */
export function fixBox(repair: Repair, { catalogue: { ui } }: Digest): Markup {
  const { provider, title, steps, command, minutes, cost, ifStillNeeded } = repair;
  const { page } = ui;
  return html`<div class="fix"><p class="label">${ui.label(page.howToFix)}<b>${ui.provider[provider]}</b> · ${title}</p>
    ${ifStillNeeded && html`<p class="condition">${page.ifStillNeeded}</p>`}
    <ol>${steps.map((step) => html`<li>${prose(step)}</li>`)}</ol>${command.length > 0 && html`<pre lang="en" translate="no"><code>${command.join('\n')}</code></pre>`}
    <p class="meta"><span>${page.effort(ui.duration(minutes))}</span> <span>${page.costLabel(cost)}</span></p></div>`;
}
