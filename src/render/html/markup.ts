import { raw, html as template } from 'hono/html';
import type { Severity } from '../../core/check.ts';
import type { Gap } from '../../core/gap.ts';
import type { Verdict } from '../../core/result.ts';
import type { UiTexts } from '../../messages/ui.ts';
import { visible, visibleSentence } from '../plain.ts';
import type { Shown } from '../results.ts';

export type Markup = ReturnType<typeof raw>;
type Piece = Markup | string | number | false | null | undefined | readonly Piece[];

/** A template whose values are escaped. Nothing here is asynchronous, so neither is the result. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Markup {
  return template(strings, ...values) as Markup;
}

export { raw };

/** A name from a directory: made visible, escaped, and kept from reordering what stands beside it. */
export function named(text: string, length?: number): Markup {
  return html`<bdi>${visible(text, length)}</bdi>`;
}

/** Letters that are written from right to left, by the blocks that Unicode keeps for them, and what stands among them. */
const rightToLeft =
  /([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}](?:\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])*)/u;

/** Words in a line: what runs the other way must not pull the numbers and signs beside it along. */
function inLine(text: string): Markup[] {
  return text.split(rightToLeft).map((part, index) => (index % 2 === 1 ? html`<bdi>${part}</bdi>` : html`${part}`));
}

/** A sentence that may hold names from a directory. */
export function said(text: string): Markup {
  return html`<bdi dir="ltr">${inLine(visibleSentence(text))}</bdi>`;
}

/** A sentence of the catalogue, where backticks mark what is to be typed. */
export function prose(text: string): Markup {
  const parts = visibleSentence(text).split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code translate="no">${part}</code>` : inLine(part)))}`;
}

export type IconName = Severity | 'pass' | 'unknown' | 'accepted' | 'na' | 'gap' | 'new' | 'chevron';

export function icon(name: IconName, className = ''): Markup {
  return html`<svg class="icon ${className}" aria-hidden="true"><use href="#i-${name}"/></svg>`;
}

/** Shape, word and colour; any two tell it. */
export function severityMark(severity: Severity, ui: UiTexts): Markup {
  return html`<span class="sev ${severity}">${icon(severity)}${ui.severity[severity]}</span>`;
}

export function unknownMark(ui: UiTexts): Markup {
  return html`<span class="sev unknown">${icon('unknown')}${ui.verdict.unknown}</span>`;
}

/** Five kinds of border, so that a verdict reads in black and white. */
export function verdictBadge(verdict: Shown<Verdict>, severity: Severity, ui: UiTexts): Markup {
  if (verdict === 'fail')
    return html`<span class="badge fail ${severity}">${icon(severity)}${ui.severity[severity]}</span>`;
  if (verdict === 'not-applicable') return html`<span class="badge na">${icon('na')}${ui.verdict[verdict]}</span>`;
  return html`<span class="badge ${verdict}">${icon(verdict)}${ui.verdict[verdict]}</span>`;
}

/** The verdict of a published control: its own word, where a check shows how severe a failure is. */
export function controlBadge(verdict: Shown<Verdict>, severity: Severity, ui: UiTexts): Markup {
  if (verdict !== 'fail') return verdictBadge(verdict, severity, ui);
  return html`<span class="badge fail ${severity}">${icon(severity)}${ui.verdict.fail}</span>`;
}

export function hiddenText(text: string): Markup {
  return html`<span class="visually-hidden">${text}</span>`;
}

export interface Choice {
  id: string;
  label: string;
}

/** Radio buttons that the style sheet reads; without it everything is shown. */
export function filter(group: string, legend: string, choices: readonly Choice[]): Markup | null {
  if (choices.length < 2) return null;
  return html`<fieldset class="filter"><legend>${legend}</legend>${choices.map(
    ({ id, label }, index) =>
      html`<label><input type="radio" name="${group}" id="${id}"${index === 0 && raw(' checked')}>${label}</label>`,
  )}</fieldset>`;
}

export function region(label: string, table: Markup): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${table}</div>`;
}

/** The words of a provider, quoted; null where this program worded the detail, and a sentence says it. */
export function quoted(gap: Gap | undefined, ui: UiTexts, length?: number): Markup | null {
  if (gap === undefined || ui.gapReason(gap) !== null) return null;
  return html` <code class="detail" lang="en">${visible(gap.detail, length)}</code>`;
}

/** Why something is missing, in a sentence. */
export function reasonFor(gap: Gap, ui: UiTexts): Markup {
  return said(ui.gapReason(gap) ?? ui.gap[gap.kind].why);
}
