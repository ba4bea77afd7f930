import { toldOf } from '../core/history/bound-facts.ts';
import type { Finding } from '../core/report.ts';
import type { Catalogue } from '../messages/phrasing.ts';

/** What was found; where it had been accepted before its time was over, that this ended and why, in a further sentence. */
export function findingWords(
  check: string,
  { text, acceptance }: Pick<Finding, 'text' | 'acceptance'>,
  { ui, checks }: Pick<Catalogue, 'ui' | 'checks'>,
): string {
  if (acceptance === undefined || acceptance.void === null) return text;
  return ui.paragraph([text, ui.acceptance.ended(toldOf(acceptance.void), checks[check]?.meanings ?? {})]);
}
