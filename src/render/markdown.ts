import { severities } from '../core/check.ts';
import { datasetNames } from '../core/datasets.ts';
import type { CheckResult, Finding, Report } from '../core/report.ts';
import { type Digest, digestOf, directoryName, sentenceOf } from './digest.ts';
import type { Format, RenderOptions } from './format.ts';
import { visible, visibleSentence } from './plain.ts';
import { repairOfResult } from './repairs.ts';
import { byVerdict, controlsOf, findingsInCheck, linesOf } from './results.ts';

const peopleInReport = 50;

/**
 * What forges turn into links and mentions even when it is escaped: addresses, `@name`, `#12`, `!12`, URLs. Only a code
 * span keeps them from it.
 */
const magnets = /[\x21-\x7e]*(?:@|:\/\/|www\.|[#!$%&~^]\d)[\x21-\x7e]*/gi;

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]|<>&#~$@]/g, (sign) => entities[sign] ?? `\\${sign}`);
}

/** At the start of a line these would open a list, or underline a heading. */
function keptFromStarting(text: string): string {
  return text.replace(/^(\d*)([-+=.):])/, '$1\\$2');
}

/** A fence longer than any run of backticks inside; a bar would end the cell of a table even in code. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = longest > 0 ? ' ' : '';
  return `${fence}${room}${text.replaceAll('|', '\\|')}${room}${fence}`;
}

/** Text of a directory: nothing in it can become markup, a link, an image, HTML, or another cell. */
export function plainMarkdown(text: string, length?: number): string {
  const shown = length === undefined ? visibleSentence(text) : visible(text, length);
  let done = '';
  let from = 0;
  for (const found of shown.matchAll(magnets)) {
    done += escaped(shown.slice(from, found.index)) + codeSpan(found[0]);
    from = found.index + found[0].length;
  }
  return keptFromStarting((done + escaped(shown.slice(from))).trim());
}

/** Our own words; backticks in them mark code as they do in Markdown. */
function own(text: string): string {
  return visibleSentence(text)
    .split('`')
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : plainMarkdown(part) === '' ? part : spaced(part)))
    .join('');
}

/** Keeps the spaces around a part, which trimming would eat. */
function spaced(part: string): string {
  const [before = ''] = part.match(/^\s*/) ?? [];
  const [after = ''] = part.match(/\s*$/) ?? [];
  return before + plainMarkdown(part) + after;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row), ''];
}

function figures({ report, open, dark, judged, coverage, catalogue: { ui } }: Digest): string[] {
  const { page, severity, number } = ui;
  const counts = severities.toReversed().map((one) => {
    const count = report.summary.failed[one];
    return `${severity[one]} ${dark && count === 0 ? '?' : number(count)}`;
  });
  return [
    `- **${dark && open === 0 ? page.openUnknown : page.openFindings(open)}**: ${counts.join(', ')}`,
    `- **${page.undecided}**: ${number(report.summary.unknown)} / ${number(judged)}`,
    `- **${page.accepted}**: ${number(report.summary.excepted)}`,
    `- **${page.readInFull}**: ${number(coverage.complete)} / ${number(coverage.offered)}`,
    '',
  ];
}

function actions({ actions: todo, catalogue: { ui } }: Digest): string[] {
  if (todo.length === 0) return [];
  const lines = todo.map(
    ({ title, closes, cost, minutes }, index) =>
      `${index + 1}. **${plainMarkdown(title)}** (${ui.page.closes(closes)}, ${ui.cost[cost]}, ${ui.duration(minutes)})`,
  );
  return [`## ${ui.page.doFirst(todo.length)}`, '', ...lines, ''];
}

function people(digest: Digest): string[] {
  const { people: all, undecidable, catalogue } = digest;
  const { ui } = catalogue;
  if (all.length === 0) return [];
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
  ];
}

function subjectOf({ subject }: Finding): string {
  return plainMarkdown(subject.name ?? subject.login ?? subject.id, 80);
}

function stateOf(finding: Finding, { catalogue: { ui } }: Digest): string {
  if (finding.exception !== undefined) return `${ui.verdict.accepted} – ${finding.exception.until}`;
  return finding.verdict === 'unknown' ? `? ${ui.verdict.unknown}` : ui.severity[finding.severity];
}

function check(result: CheckResult, digest: Digest): string[] {
  const { ui, checks } = digest.catalogue;
  const { verdict, provider, counts } = result;
  const text = checks[result.check];
  const title = (verdict === 'fail' ? text?.title : text?.topic) ?? result.check;
  const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
  const word = verdict === 'fail' ? ui.severity[result.severity] : ui.verdict[verdict];
  const { findings, undecidable } = linesOf(result);
  const more = findings.length - findingsInCheck;
  const fix = repairOfResult(
    findings.map((finding) => ({ result, finding })),
    digest.catalogue,
  );
  const controls = controlsOf(result);
  return [
    `### ${word}: ${own(title)} (${cloud})`,
    '',
    `${codeSpan(result.check)} · ${[
      ui.page.failOf(ui.number(counts.failed), ui.number(counts.judged)),
      ui.page.unknownOf(ui.number(counts.unknown)),
      ui.page.acceptedOf(ui.number(counts.excepted)),
    ].join(' · ')}`,
    '',
    ...(text === undefined ? [] : [own(text.why), '']),
    ...(result.findings.length === 0
      ? []
      : table(
          [ui.page.severityHead, ui.page.subject, ui.page.loginHead, ui.page.finding],
          [
            ...findings
              .slice(0, findingsInCheck)
              .map((finding) => [
                stateOf(finding, digest),
                subjectOf(finding),
                finding.subject.login === undefined ? '' : codeSpan(visible(finding.subject.login, 80)),
                plainMarkdown(finding.text),
              ]),
            ...undecidable.map(({ gap, findings: together }) => [
              `? ${ui.verdict.unknown}`,
              ui.page.accounts(together.length),
              '',
              plainMarkdown(ui.gapReason(gap) ?? ui.gap[gap.kind].why),
            ]),
          ],
        )),
    ...(more > 0 ? [ui.page.moreInCsv(more), ''] : []),
    ...(fix === null
      ? []
      : [
          `**${ui.label(ui.page.howToFix)}${ui.provider[fix.provider]}** · ${own(ui.page.costLabel(fix.cost))}`,
          '',
          ...fix.steps.map((step, index) => `${index + 1}. ${own(step)}`),
          '',
          ...(fix.command.length === 0 ? [] : ['```', ...fix.command, '```', '']),
        ]),
    ...(controls.length === 0 ? [] : [`${ui.label(ui.page.controls)}${own(controls.join(' · '))}`, '']),
  ];
}

function quiet(results: readonly CheckResult[], { catalogue: { ui, checks } }: Digest): string[] {
  return results.map(({ check: id, provider, verdict, counts }) => {
    const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
    return `- ${ui.verdict[verdict]}: ${own(checks[id]?.topic ?? id)} (${cloud}, ${ui.number(counts.judged)})`;
  });
}

function unseen(digest: Digest): string[] {
  const { unseen: all, report, catalogue } = digest;
  const { ui, checks } = catalogue;
  if (all.length === 0) return [];
  return [
    `## ${ui.page.unseenTitle}`,
    '',
    ui.page.unseenIntro(report.summary.unknown),
    '',
    ...all.map(({ provider, datasets, gap, accounts, checks: hidden }) => {
      const topics = hidden.map(({ check: id, count }) => ui.page.hiddenJudgements(checks[id]?.topic ?? id, count));
      const ids = hidden.map(({ check: id }) => id);
      const whole = ui.list(datasets.map((name) => ui.dataset[name]));
      const what = whole === '' ? (accounts > 0 ? ui.page.accounts(accounts) : ui.list(ids)) : whole;
      const text = ui.gap[gap.kind];
      const reason = ui.gapReason(gap);
      const why = reason === null ? `${text.why} ${plainMarkdown(gap.detail, 300)}` : plainMarkdown(reason);
      const remedy = own(text.remedy(`${provider}/${datasets[0] ?? 'accounts'}`));
      const hides = topics.length === 0 ? ui.page.hidesNothing : own(ui.page.hidesChecks(ui.list(topics)));
      return `- **${text.name}**: ${ui.provider[provider]}, ${what}. ${why} ${hides} ${remedy}`;
    }),
    '',
  ];
}

function accepted({ accepted: all, catalogue: { ui, checks } }: Digest): string[] {
  if (all.length === 0) return [];
  const { page } = ui;
  const rows = all.map(({ result, finding, days }) => [
    subjectOf(finding),
    own(checks[result.check]?.title ?? result.check),
    plainMarkdown(finding.exception?.reason ?? ''),
    plainMarkdown(finding.exception?.approvedBy ?? '', 80),
    `${finding.exception?.until ?? ''} (${page.daysLeft(days)})`,
  ]);
  return [
    `## ${page.acceptedTitle}`,
    '',
    page.acceptedIntro,
    '',
    ...table([page.subject, page.finding, page.reason, page.approvedBy, page.until], rows),
  ];
}

function notes({ report, catalogue: { ui } }: Digest): string[] {
  if (report.notes.length === 0) return [];
  return [`## ${ui.page.notesTitle}`, '', ...report.notes.map(({ text }) => `- ${own(text)}`), ''];
}

function read({ report, catalogue }: Digest): string[] {
  const { ui } = catalogue;
  const { directories } = report;
  const heads = [
    ui.page.datasetHead,
    ...directories.map((one) => plainMarkdown(directoryName(one, directories, catalogue))),
  ];
  const rows = datasetNames.map((name) => [
    ui.dataset[name],
    ...directories.map(({ datasets }) => {
      const { state, rows: count, gap } = datasets[name];
      if (gap?.kind === 'unsupported') return ui.page.unreadTitle;
      return `${ui.datasetState[state]}${state === 'unavailable' ? '' : ` (${ui.number(count)})`}`;
    }),
  ]);
  return [`## ${ui.page.readTitle}`, '', ...table(heads, rows)];
}

/** The report for a ticket or a wiki. */
export function renderMarkdown(report: Report, { catalogue, timeZone }: RenderOptions): string {
  const digest = digestOf(report, catalogue, timeZone);
  const { ui } = catalogue;
  const results = report.results.toSorted(byVerdict);
  const loud = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown');
  const rest = results.filter(({ verdict }) => verdict === 'pass' || verdict === 'not-applicable');
  return [
    `# ${plainMarkdown(report.tenant.name, 100)}`,
    '',
    `${ui.page.name} · ${ui.instant(report.scan.finishedAt, timeZone)} · ${ui.status[report.scan.status]}`,
    '',
    `**${own(digest.lead)}** ${own(digest.subLead)}`,
    '',
    ...figures(digest),
    ...actions(digest),
    ...people(digest),
    `## ${ui.page.checksTitle}`,
    '',
    ...loud.flatMap((result) => check(result, digest)),
    ...quiet(rest, digest),
    ...(rest.length > 0 ? [''] : []),
    ...unseen(digest),
    ...accepted(digest),
    ...notes(digest),
    ...read(digest),
    `${ui.page.footer(visible(report.tool.version, 40), report.schema)} · ${codeSpan(visible(report.scan.id, 60))}`,
    '',
  ].join('\n');
}

export const markdownFormat: Format = {
  file: 'report.md',
  render: ({ report }, options) => renderMarkdown(report, options),
};
