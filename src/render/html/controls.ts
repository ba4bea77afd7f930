import type { CheckResult } from '../../core/report.ts';
import type { Digest } from '../digest.ts';
import { controlGroupsOf, disagreementOf } from '../results.ts';
import { controlBadge, html, type Markup } from './markup.ts';

/** Frameworks judge the same facts by their own rules: each keeps its verdict, none is averaged with another. */
export function controlList(result: CheckResult, { catalogue: { ui } }: Digest): Markup | null {
  const groups = controlGroupsOf(result);
  if (groups.length === 0) return null;
  return html`<ul class="verdicts">${groups.map(
    (group) =>
      html`<li>${controlBadge(group.verdict, result.severity, ui)}<span lang="en"><b>${group.framework}</b> ${group.version}</span><span class="ids">${ui.frameworks.byStrength(group.groups)}</span></li>`,
  )}</ul>`;
}

/** Said in the line of a check, before it is unfolded. */
export function disagreement(result: CheckResult, { catalogue: { ui } }: Digest): Markup | null {
  const words = disagreementOf(result, ui);
  return words === null ? null : html`<span class="disagree">${words}</span>`;
}
