import type { CheckResult } from '../../core/report.ts';
import type { Digest } from '../digest.ts';
import { disagreementOf, frameworkControlsOf, frameworkName } from '../results.ts';
import { html, type Markup } from './markup.ts';

/** The controls that a check answers, folded into a line: how they stand is told framework by framework. */
export function controlList(result: CheckResult, { catalogue: { ui } }: Digest): Markup | null {
  const all = frameworkControlsOf(result);
  if (all.length === 0) return null;
  const words = all.map((one) => ui.label(frameworkName(one)) + ui.frameworks.byStrength(one.groups));
  return html`<details class="controls"><summary>${ui.page.controls}</summary><p>${words.join(' · ')}</p></details>`;
}

/** Said in the line of a check, before it is unfolded. */
export function disagreement(result: CheckResult, { catalogue: { ui } }: Digest): Markup | null {
  const words = disagreementOf(result, ui);
  return words === null ? null : html`<span class="disagree">${words}</span>`;
}
