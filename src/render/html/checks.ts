import type { CheckResult, Finding } from '../../core/report.ts';
import type { Verdict } from '../../core/result.ts';
import { findingWords } from '../acceptance.ts';
import type { Digest } from '../digest.ts';
import { notAskedWords } from '../not-asked.ts';
import { repairsOfResult } from '../repairs.ts';
import { byVerdict, findingsInCheck, linesOf, type Shown, shownResult, type Undecidable } from '../results.ts';
import { subjectCounts, subjectWord } from '../subjects.ts';
import { checkAnchor } from './anchors.ts';
import { bar } from './bar.ts';
import { controlList, disagreement } from './controls.ts';
import { fixBox } from './fix.ts';
import {
  filter,
  hiddenText,
  html,
  type IconName,
  icon,
  type Markup,
  named,
  prose,
  quoted,
  raw,
  reasonFor,
  said,
  verdictBadge,
} from './markup.ts';

function markOf(finding: Finding): IconName {
  if (finding.exception !== undefined) return 'accepted';
  return finding.verdict === 'unknown' ? 'unknown' : finding.severity;
}

function subjectName(finding: Finding, { report, catalogue: { ui } }: Digest): Markup {
  return named(subjectWord(finding, report, ui), 80);
}

function evidence(finding: Finding, check: string, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const mark = markOf(finding);
  const word = mark === 'accepted' || mark === 'unknown' ? ui.verdict[mark] : ui.severity[finding.severity];
  const { login, name } = finding.subject;
  return html`<li>${icon(mark, mark)}<span class="fact">${hiddenText(ui.label(word))}<b>${subjectName(finding, digest)}</b>${ui.label('')}${said(findingWords(check, finding, digest.catalogue))}${quoted(finding.gap, ui)}</span><span class="src">${login !== undefined && name !== undefined && named(login, 80)}</span></li>`;
}

/** One line, however many accounts: nobody offers to read what would decide them. */
function undecidable({ gap, findings }: Undecidable, digest: Digest): Markup {
  const { ui } = digest.catalogue;
  const [first] = findings;
  const single = findings.length === 1 && first !== undefined ? subjectName(first, digest) : null;
  return html`<li>${icon('unknown', 'unknown')}<span class="fact">${hiddenText(ui.label(ui.verdict.unknown))}<b>${
    single ??
    subjectCounts(
      findings.map(({ subject }) => subject),
      ui,
    )
  }</b>${ui.label('')}${reasonFor(gap, ui)}${quoted(gap, ui)}</span><span class="src"></span></li>`;
}

function counts(
  { verdict, counts: { judged, failed, unknown, excepted } }: CheckResult,
  { catalogue: { ui } }: Digest,
): Markup {
  const { page, number } = ui;
  const lines = [
    failed > 0 && html`<b>${page.failOf(number(failed), number(judged))}</b>`,
    unknown > 0 && html`<b class="unknown">${page.unknownOf(number(unknown))}</b>`,
    verdict === 'unknown' && unknown === 0 && html`<b class="unknown">${page.rowsMissing}</b>`,
    excepted > 0 && html`${page.acceptedOf(number(excepted))}`,
  ].filter((line) => line !== false);
  return html`<span class="counts">${lines.map((line) => html`<span>${line}</span>`)}</span>`;
}

function titleOf(result: CheckResult, digest: Digest): Markup {
  const { check, provider, verdict } = result;
  const { ui, checks } = digest.catalogue;
  const text = checks[check];
  const title = (verdict === 'fail' ? text?.title : text?.topic) ?? check;
  const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
  return html`<span class="title">${title}<span class="where"><code translate="no">${check}</code> · ${cloud}</span>${disagreement(result, digest)}</span>`;
}

/** A result that fails while rows are missing may hide more failures. */
function doubt(result: CheckResult, { catalogue: { ui } }: Digest): Markup | null {
  const told = result.findings.flatMap(({ gap }) => (gap === undefined ? [] : [`${gap.kind}\n${gap.detail}`]));
  const silent = result.gaps.filter(({ kind, detail }) => !told.includes(`${kind}\n${detail}`));
  if (silent.length === 0) return null;
  return html`<div class="doubt"><p>${ui.page.incomplete}</p><ul>${silent.map(
    (gap) => html`<li>${reasonFor(gap, ui)}${quoted(gap, ui)}</li>`,
  )}</ul></div>`;
}

function row(result: CheckResult, index: number, digest: Digest): Markup {
  const { ui, checks } = digest.catalogue;
  const { verdict, severity, counts: numbers, check } = result;
  const { findings, undecidable: together } = linesOf(result);
  const more = findings.length - findingsInCheck;
  const controls = controlList(result, digest);
  const marks = [verdict === 'fail' && 'is-fail', (verdict === 'unknown' || numbers.unknown > 0) && 'is-unknown'];
  const repairs = repairsOfResult(result, digest.catalogue);
  return html`<details class="row check ${marks.filter((mark) => mark !== false).join(' ')}" id="${checkAnchor(result)}"${index === 0 && verdict === 'fail' && raw(' open')}>
    <summary>${verdictBadge(verdict, severity, ui)}
      ${titleOf(result, digest)}
      ${counts(result, digest)}
      ${bar(result)}
      ${icon('chevron')}
    </summary>
    <div class="inner">${checks[check] !== undefined && html`<p class="why">${checks[check].why}</p>`}
      ${result.findings.length > 0 && html`<div><ul class="evidence">${findings.slice(0, findingsInCheck).map((finding) => evidence(finding, check, digest))}${together.map((one) => undecidable(one, digest))}</ul>${more > 0 && html`<p class="more">${ui.page.moreInCsv(more)}</p>`}</div>`}
      ${doubt(result, digest)}
      ${repairs.length > 0 && html`<div class="repairs">${repairs.map((repair) => fixBox(repair, digest))}</div>`}
      ${controls}
    </div>
  </details>`;
}

function quietRow(result: CheckResult, digest: Digest): Markup {
  const { ui, checks } = digest.catalogue;
  const { severity, check, provider, counts: numbers } = result;
  const verdict = shownResult(result);
  const cloud = provider === null ? ui.elsewhere : ui.provider[provider];
  const passed = numbers.judged - numbers.excepted;
  const reason = notAskedWords(result, digest, ui);
  const controls = controlList(result, digest);
  return html`<li class="check ${verdict === 'pass' && 'is-pass'}" id="${checkAnchor(result)}">${verdictBadge(verdict, severity, ui)}<span class="title">${checks[check]?.topic ?? check}<span class="where"><code translate="no">${check}</code></span>${reason !== null && html`<span class="where">${prose(reason)}</span>`}${disagreement(result, digest)}${controls}</span><span class="src">${cloud}${numbers.judged > 0 && html`<br>${ui.page.ofJudged(ui.number(passed), ui.number(numbers.judged))}`}${numbers.excepted > 0 && html`<br>${ui.page.acceptedOf(ui.number(numbers.excepted))}`}</span></li>`;
}

function choices(results: readonly CheckResult[], { catalogue: { ui } }: Digest) {
  const { page } = ui;
  const has = (verdict: Verdict) => results.some((result) => shownResult(result) === verdict);
  const undecided = results.some(({ verdict, counts: numbers }) => verdict === 'unknown' || numbers.unknown > 0);
  return [
    { id: 'c-all', label: page.all },
    ...(has('fail') ? [{ id: 'c-fail', label: page.failing }] : []),
    ...(undecided ? [{ id: 'c-unknown', label: page.unknown }] : []),
    ...(has('pass') ? [{ id: 'c-pass', label: page.passing }] : []),
  ];
}

export function checksSection(digest: Digest): Markup {
  const { report, catalogue } = digest;
  const { page } = catalogue.ui;
  const results = report.results.toSorted(byVerdict);
  const tally: Record<Shown<Verdict>, number> = { pass: 0, accepted: 0, fail: 0, unknown: 0, 'not-applicable': 0 };
  for (const result of results) tally[shownResult(result)] += 1;
  const loud = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown');
  const quiet = results.filter(({ verdict }) => verdict === 'pass' || verdict === 'not-applicable');
  return html`<section id="checks" aria-labelledby="h-checks">
  <h2 id="h-checks">${page.checksTitle}</h2>
  <p class="intro">${page.checksIntro(tally)}</p>
  ${filter('c', page.show, choices(results, digest))}
  ${loud.length > 0 && html`<div class="rows">${loud.map((result, index) => row(result, index, digest))}</div>`}
  ${quiet.length > 0 && html`<ul class="quiet">${quiet.map((result) => quietRow(result, digest))}</ul>`}
</section>`;
}
