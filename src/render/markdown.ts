import { severities } from '../core/check.ts';
import { datasetNames } from '../core/datasets.ts';
import type { CheckResult, Finding } from '../core/report.ts';
import { type Digest, digestOf, directoryName, sentenceOf } from './digest.ts';
import type { Findings, Format, RenderOptions } from './format.ts';
import { access } from './markdown/access.ts';
import { controlsLine, frameworks } from './markdown/frameworks.ts';
import { mfa } from './markdown/mfa.ts';
import { codeSpan, own, plainMarkdown, table } from './markdown/text.ts';
import { visible } from './plain.ts';
import { repairOfResult } from './repairs.ts';
import { byVerdict, findingsInCheck, linesOf } from './results.ts';
import { rowsLeft, whyUnseen } from './unseen.ts';

const peopleInReport = 50;

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
    ...controlsLine(result, digest),
  ];
}

function quiet(results: readonly CheckResult[], { catalogue: { ui, checks } }: Digest): string[] {
  return results.map(({ check: id, provider, verdict, counts }) => {
    const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
    return `- ${ui.label(ui.verdict[verdict])}${own(checks[id]?.topic ?? id)}${ui.aside(ui.series([cloud, ui.number(counts.judged)]))}`;
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
      const { provider, datasets, gap, accounts, checks: hidden } = one;
      const topics = hidden.map(({ check: id, count }) => ui.page.hiddenJudgements(checks[id]?.topic ?? id, count));
      const ids = hidden.map(({ check: id }) => id);
      const whole = ui.list(datasets.map((name) => ui.dataset[name]));
      const what = whole === '' ? (accounts > 0 ? ui.page.accounts(accounts) : ui.list(ids)) : whole;
      const text = ui.gap[gap.kind];
      const detail = ui.gapReason(gap) === null ? ` ${codeSpan(visible(gap.detail, 300))}` : '';
      const rows = rowsLeft(one, ui);
      const why = [plainMarkdown(whyUnseen(one, ui)), ...(rows === null ? [] : [rows])];
      const remedy = own(ui.remedy(gap, `${provider}/${datasets[0] ?? 'accounts'}`));
      const hides = topics.length === 0 ? ui.page.hidesNothing : own(ui.page.hidesChecks(ui.list(topics)));
      return `- **${ui.label(text.name).trimEnd()}** ${ui.sentence(ui.label(ui.provider[provider]) + what)}${ui.paragraph([...why, hides, remedy])}${detail}`;
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
    (finding.exception?.until ?? '') + ui.aside(page.daysLeft(days)),
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
      return `${ui.datasetState[state]}${state === 'unavailable' ? '' : ui.aside(ui.number(count))}`;
    }),
  ]);
  return [`## ${ui.page.readTitle}`, '', ...table(heads, rows)];
}

/** The report for a ticket or a wiki. */
export function renderMarkdown(findings: Findings, { catalogue, timeZone }: RenderOptions): string {
  const digest = digestOf(findings, catalogue, timeZone);
  const { report } = digest;
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
    ...mfa(digest),
    ...access(digest),
    `## ${ui.page.checksTitle}`,
    '',
    ...loud.flatMap((result) => check(result, digest)),
    ...quiet(rest, digest),
    ...(rest.length > 0 ? [''] : []),
    ...frameworks(digest),
    ...unseen(digest),
    ...accepted(digest),
    ...notes(digest),
    ...read(digest),
    `${ui.page.footer(visible(report.tool.version, 40), report.schema)} · ${codeSpan(visible(report.scan.id, 60))}`,
    '',
  ].join('\n');
}

export const markdownFormat: Format = { file: 'report.md', render: renderMarkdown };
