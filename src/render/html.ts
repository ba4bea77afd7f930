import { severities } from '../core/check.ts';
import type { UiTexts } from '../messages/ui.ts';
import { type Digest, digestOf, digestSteps } from './digest.ts';
import type { Findings, Format, RenderOptions } from './format.ts';
import type { HistoryView } from './history.ts';
import { acceptedSection } from './html/accepted.ts';
import { accessSection } from './html/access.ts';
import { applicationsSection } from './html/applications.ts';
import { changesSection } from './html/changes.ts';
import { checksSection } from './html/checks.ts';
import { frameworksSection } from './html/frameworks.ts';
import { leaversSection } from './html/leavers.ts';
import { html, icon, type Markup, severityMark } from './html/markup.ts';
import { mfaSection } from './html/mfa.ts';
import { page } from './html/page.ts';
import { peopleSection } from './html/people.ts';
import { notesSection, readSection } from './html/read.ts';
import { reportStyle } from './html/style.ts';
import { historyStyle } from './html/style-history.ts';
import { summarySection } from './html/summary.ts';
import { trendSection } from './html/trend.ts';
import { unseenSection } from './html/unseen.ts';
import { noteGroupsOf } from './notes.ts';
import { visible } from './plain.ts';

function header({ report, timeZone, catalogue: { ui } }: Digest): Markup {
  const { finishedAt } = report.scan;
  return html`<header class="top"><span class="mark">shisei<small>${ui.page.name}</small></span><span>${ui.page.scanned} <time datetime="${finishedAt}">${ui.instant(finishedAt, timeZone)}</time></span></header>`;
}

/** What is new or worse; what could not be compared is not known. */
function changedMark(history: HistoryView, { number }: UiTexts): string {
  if (history.state === 'unavailable') return '?';
  if (history.state === 'look-back' || history.changes === null) return '–';
  const { tally } = history.changes;
  return number(tally.new + tally.reopened + tally.worse);
}

function navigation(digest: Digest): Markup {
  const { people, undecidable, report, unseen, accepted, coverage, mfa, access, frameworks, catalogue } = digest;
  const { leavers, programs, history } = digest;
  const { ui } = catalogue;
  const { nav, sections } = ui.page;
  const counted = (id: keyof typeof nav, count: number, present = count > 0): Array<[keyof typeof nav, string]> =>
    present ? [[id, ui.number(count)]] : [];
  const entries: Array<[keyof typeof nav, string]> = [
    ['summary', ''],
    ...(history === null ? [] : [['changes', changedMark(history, ui)] satisfies [keyof typeof nav, string]]),
    ...counted('people', people.length, people.length + undecidable + report.people.unjoined.length > 0),
    ...(leavers === null ? [['leavers', '–'] satisfies [keyof typeof nav, string]] : []),
    ...(typeof leavers === 'string' ? [['leavers', '?'] satisfies [keyof typeof nav, string]] : []),
    ...(leavers === null || typeof leavers === 'string' ? [] : counted('leavers', leavers.facts.left, true)),
    ...(mfa.some(({ members }) => members > 0) ? [['mfa', ''] satisfies [keyof typeof nav, string]] : []),
    ...(access.length > 0 ? [['access', ''] satisfies [keyof typeof nav, string]] : []),
    ...(programs.length > 0 ? [['applications', ''] satisfies [keyof typeof nav, string]] : []),
    ...counted('checks', report.results.length, true),
    ...counted('frameworks', frameworks.length),
    ...(history?.state === 'kept' ? [['trend', ''] satisfies [keyof typeof nav, string]] : []),
    ...counted('unseen', unseen.length, true),
    ...counted('accepted', accepted.length),
    ...counted('notes', noteGroupsOf(report, ui).length),
    ['read', `${coverage.complete}/${coverage.offered}`],
  ];
  return html`<nav class="rail" aria-label="${sections}"><ol>${entries.map(
    ([id, count]) => html`<li><a href="#${id}">${nav[id]}${count !== '' && html` <span>${count}</span>`}</a></li>`,
  )}</ol></nav>`;
}

function footer({ report, catalogue: { ui } }: Digest): Markup {
  const { page: words, verdict } = ui;
  return html`<footer><div class="legend" role="group" aria-label="${words.legend}">${severities.toReversed().map((severity) => html`${severityMark(severity, ui)} `)}
    <span class="badge unknown">${icon('unknown')}${verdict.unknown}</span> <span class="badge accepted">${icon('accepted')}${verdict.accepted}</span> <span class="badge pass">${icon('pass')}${verdict.pass}</span></div>
  <p>${words.outOfScope}</p>
  <p>${words.footer(visible(report.tool.version, 40), report.schema)} · ${words.scanId} <code translate="no">${visible(report.scan.id, 60)}</code></p></footer>`;
}

function pageOf(digest: Digest): string {
  const { report, timeZone, catalogue } = digest;
  const { ui, locale } = catalogue;
  const body = html`${header(digest)}
${navigation(digest)}
<main id="main" tabindex="-1">
${summarySection(digest)}${changesSection(digest)}
${peopleSection(digest)}
${leaversSection(digest)}
${mfaSection(digest)}
${accessSection(digest)}
${applicationsSection(digest)}
${checksSection(digest)}
${frameworksSection(digest)}${trendSection(digest)}
${unseenSection(digest)}
${acceptedSection(digest)}
${notesSection(digest)}
${readSection(digest)}
</main>
${footer(digest)}`;
  const title = ui.page.title(visible(report.tenant.name, 100), ui.day(report.scan.finishedAt, timeZone));
  const style = digest.history === null ? reportStyle : reportStyle + historyStyle;
  return page({ locale, title, skip: ui.page.skip, style, body });
}

/** The report as one page that needs nothing beside itself. */
export function renderHtml(findings: Findings, { catalogue, timeZone }: RenderOptions): string {
  return pageOf(digestOf(findings, catalogue, timeZone));
}

/** The same in steps: of a large tenant, each takes its time. */
function* htmlChunks(findings: Findings, { catalogue, timeZone }: RenderOptions): Generator<string> {
  const digest = yield* digestSteps(findings, catalogue, timeZone);
  yield '';
  yield pageOf(digest);
}

export const htmlFormat: Format = { file: 'report.html', render: htmlChunks };
