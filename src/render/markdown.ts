import { severities } from '../core/check.ts';
import { datasetNames } from '../core/datasets.ts';
import type { CheckResult, Finding } from '../core/report.ts';
import { findingWords } from './acceptance.ts';
import { type Digest, digestOf, digestSteps, directoryName } from './digest.ts';
import type { Findings, Format, RenderOptions } from './format.ts';
import { access } from './markdown/access.ts';
import { applications } from './markdown/applications.ts';
import { controlsLine, frameworks } from './markdown/frameworks.ts';
import { changes, trend } from './markdown/history.ts';
import { leavers } from './markdown/leavers.ts';
import { mfa } from './markdown/mfa.ts';
import { people } from './markdown/people.ts';
import { codeSpan, own, plainMarkdown, table } from './markdown/text.ts';
import { notAskedWords } from './not-asked.ts';
import { noteGroupsOf } from './notes.ts';
import { visible } from './plain.ts';
import { type Repair, repairsOfResult } from './repairs.ts';
import { byVerdict, findingsInCheck, linesOf, shownResult } from './results.ts';
import { cloudWord, subjectCounts, subjectWord } from './subjects.ts';
import { remedyOf, rowsLeft, unseenWord, whyUnseen } from './unseen.ts';

function figures({ report, open, dark, judged, coverage, catalogue: { ui } }: Digest): string[] {
  const { page, severity, number } = ui;
  const counts = severities.toReversed().map((one) => {
    const count = report.summary.failed[one];
    return `${severity[one]} ${dark && count === 0 ? '?' : number(count)}`;
  });
  const fact = (name: string, value: string) => `- **${ui.label(name).trimEnd()}** ${value}`;
  return [
    fact(dark && open === 0 ? page.openUnknown : page.openFindings(open), ui.series(counts)),
    fact(page.undecided, `${number(report.summary.unknown)} / ${number(judged)}`),
    fact(page.accepted, number(report.summary.excepted)),
    fact(page.readInFull, `${number(coverage.complete)} / ${number(coverage.offered)}`),
    '',
  ];
}

function actions({ actions: todo, catalogue: { ui } }: Digest): string[] {
  if (todo.length === 0) return [];
  const lines = todo.map(
    ({ title, closes, cost, minutes }, index) =>
      `${index + 1}. **${plainMarkdown(title)}**${ui.aside(ui.series([ui.page.closes(closes), ui.cost[cost], ui.duration(minutes)]))}`,
  );
  return [`## ${ui.page.doFirst(todo.length)}`, '', ...lines, ''];
}

function subjectOf(finding: Finding, { report, catalogue: { ui } }: Digest): string {
  return plainMarkdown(subjectWord(finding, report, ui), 80);
}

function stateOf(finding: Finding, { catalogue: { ui } }: Digest): string {
  if (finding.exception !== undefined) return `${ui.verdict.accepted} – ${finding.exception.until}`;
  return finding.verdict === 'unknown' ? `? ${ui.verdict.unknown}` : ui.severity[finding.severity];
}

function repair({ provider, cost, steps, command }: Repair, { catalogue: { ui } }: Digest): string[] {
  return [
    `**${ui.label(ui.page.howToFix)}${ui.provider[provider]}** · ${own(ui.page.costLabel(cost))}`,
    '',
    ...steps.map((step, index) => `${index + 1}. ${own(step)}`),
    '',
    ...(command.length === 0 ? [] : ['```', ...command, '```', '']),
  ];
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
  return [
    `### ${ui.label(word)}${own(title)}${ui.aside(cloud)}`,
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
                subjectOf(finding, digest),
                finding.subject.login === undefined ? '' : codeSpan(visible(finding.subject.login, 80)),
                plainMarkdown(findingWords(result.check, finding, digest.catalogue)),
              ]),
            ...undecidable.map(({ gap, findings: together }) => [
              `? ${ui.verdict.unknown}`,
              subjectCounts(
                together.map(({ subject }) => subject),
                ui,
              ),
              '',
              plainMarkdown(ui.gapReason(gap) ?? ui.gap[gap.kind].why),
            ]),
          ],
        )),
    ...(more > 0 ? [ui.page.moreInCsv(more), ''] : []),
    ...repairsOfResult(result, digest.catalogue).flatMap((fix) => repair(fix, digest)),
    ...controlsLine(result, digest),
  ];
}

function quiet(results: readonly CheckResult[], digest: Digest): string[] {
  const { ui, checks } = digest.catalogue;
  return results.map((result) => {
    const { check: id, provider, counts } = result;
    const reason = notAskedWords(result, digest, ui);
    const judged = reason === null ? ui.number(counts.judged) : own(reason);
    const accepted = counts.excepted > 0 ? [ui.page.acceptedOf(ui.number(counts.excepted))] : [];
    const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
    return `- ${ui.label(ui.verdict[shownResult(result)])}${own(checks[id]?.topic ?? id)}${ui.aside(ui.series([cloud, judged, ...accepted]))}`;
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
    ...all.map((one) => {
      const { provider, gap, checks: hidden } = one;
      const topics = hidden.map(({ check: id, count }) => ui.page.hiddenJudgements(checks[id]?.topic ?? id, count));
      const what = ui.label(cloudWord(provider, ui)) + unseenWord(one, catalogue);
      const text = ui.gap[gap.kind];
      const detail = ui.gapReason(gap) === null ? ` ${codeSpan(visible(gap.detail, 300))}` : '';
      const rows = rowsLeft(one, ui);
      const why = [plainMarkdown(whyUnseen(one, ui)), ...(rows === null ? [] : [rows])];
      const remedy = own(remedyOf(one, ui));
      const hides = topics.length === 0 ? ui.page.hidesNothing : own(ui.page.hidesChecks(ui.list(topics)));
      return `- **${ui.label(text.name).trimEnd()}** ${ui.sentence(what)}${ui.paragraph([...why, hides, remedy])}${detail}`;
    }),
    '',
  ];
}

function accepted(digest: Digest): string[] {
  const { accepted: all, catalogue } = digest;
  const { ui, checks } = catalogue;
  if (all.length === 0) return [];
  const { page } = ui;
  const rows = all.map(({ result, finding, days }) => [
    subjectOf(finding, digest),
    cloudWord(result.provider, ui),
    own(checks[result.check]?.title ?? result.check),
    plainMarkdown(finding.exception?.reason ?? ''),
    plainMarkdown(finding.exception?.approvedBy ?? '', 80),
    (finding.exception?.until ?? '') + ui.aside(page.daysLeft(days)),
  ]);
  return [
    `## ${page.acceptedTitle}`,
    '',
    page.acceptedIntro,
    '',
    ...table([page.subject, ui.mfa.cloud, page.finding, page.reason, page.approvedBy, page.until], rows),
  ];
}

function notes({ report, catalogue: { ui } }: Digest): string[] {
  if (report.notes.length === 0) return [];
  const groups = noteGroupsOf(report, ui).flatMap(({ text, lines }) => [
    `- ${own(text)}`,
    ...lines.map((line) => `  - ${own(line)}`),
  ]);
  return [`## ${ui.page.notesTitle}`, '', ...groups, ''];
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
      return `${ui.datasetState[state]}${state === 'unavailable' ? '' : ui.aside(ui.number(count))}`;
    }),
  ]);
  return [`## ${ui.page.readTitle}`, '', ...table(heads, rows)];
}

function pageOf(digest: Digest): string {
  const { report, timeZone } = digest;
  const { ui } = digest.catalogue;
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
    ...changes(digest),
    ...people(digest),
    ...leavers(digest),
    ...mfa(digest),
    ...access(digest),
    ...applications(digest),
    `## ${ui.page.checksTitle}`,
    '',
    ...loud.flatMap((result) => check(result, digest)),
    ...quiet(rest, digest),
    ...(rest.length > 0 ? [''] : []),
    ...frameworks(digest),
    ...trend(digest),
    ...unseen(digest),
    ...accepted(digest),
    ...notes(digest),
    ...read(digest),
    `${ui.page.footer(visible(report.tool.version, 40), report.schema)} · ${codeSpan(visible(report.scan.id, 60))}`,
    '',
  ].join('\n');
}

/** The report for a ticket or a wiki. */
export function renderMarkdown(findings: Findings, { catalogue, timeZone }: RenderOptions): string {
  return pageOf(digestOf(findings, catalogue, timeZone));
}

/** The same in steps: of a large tenant, each takes its time. */
function* markdownChunks(findings: Findings, { catalogue, timeZone }: RenderOptions): Generator<string> {
  const digest = yield* digestSteps(findings, catalogue, timeZone);
  yield '';
  yield pageOf(digest);
}

export const markdownFormat: Format = { file: 'report.md', render: markdownChunks };
