import type { Digest } from '../digest.ts';
import { visible } from '../plain.ts';
import { sentenceOf } from '../sentence.ts';
import { codeSpan, plainMarkdown, table } from './text.ts';
import { unjoined } from './unjoined.ts';

const peopleInReport = 50;

/** People with something open or unknown, worst first, and accounts that could not be joined. */
export function people(digest: Digest): string[] {
  const { people: all, undecidable, catalogue } = digest;
  const { ui } = catalogue;
  const apart = unjoined(digest);
  if (all.length === 0) return apart.length === 0 ? [] : [`## ${ui.page.peopleTitle}`, '', ...apart];
  const rows = all
    .slice(0, peopleInReport)
    .map((person) => [
      person.severity === null ? `? ${ui.verdict.unknown}` : ui.severity[person.severity],
      plainMarkdown(person.name, 80),
      person.login === null ? '' : codeSpan(visible(person.login, 80)),
      plainMarkdown(sentenceOf(person, digest)),
      person.open.length > 0 ? ui.page.findings(person.open.length) : ui.page.unknowns(person.unknown.length),
    ]);
  const more = all.length - peopleInReport;
  return [
    `## ${ui.page.peopleTitle}`,
    '',
    ...table([ui.page.severityHead, ui.page.subject, ui.page.loginHead, ui.page.finding, ui.page.countHead], rows),
    ...(more > 0 ? [ui.page.morePeopleInCsv(more), ''] : []),
    ...(undecidable > 0 ? [`${ui.page.peopleUndecidable(undecidable)} ${ui.page.nav.unseen}`, ''] : []),
    ...apart,
  ];
}
