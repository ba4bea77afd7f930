import type { FactChange, FindingChange, SightChange } from '../../core/history/changes.ts';
import type { Digest } from '../digest.ts';
import { type ChangesView, changedSubject, changedTitle, changeGroups, partOf } from '../history.ts';
import {
  detailOf,
  factWords,
  figureWords,
  lineWords,
  lookBackWords,
  sightWords,
  sinceWords,
  stepWords,
} from '../history-words.ts';
import { visible } from '../plain.ts';
import { cloudWord } from '../subjects.ts';
import type { TrendRow } from '../trend.ts';
import { codeSpan, own, plainMarkdown, table } from './text.ts';

/** Arrow up: new; aslant: worse. Arrow down: resolved. A question mark: nobody can see it. The word says it too. */
const marks = { new: '↑', reopened: '↑', worse: '↗', lost: '?', resolved: '↓', standing: '' } as const;

function findingCells(change: FindingChange, { catalogue, timeZone }: Digest): string[] {
  const { ui } = catalogue;
  const { finding, kind } = change;
  const { login } = finding.subject;
  const { text, note } = detailOf(change, catalogue, timeZone);
  return [
    `${marks[kind]} ${ui.history.kind[kind]}`,
    ui.severity[finding.severity],
    plainMarkdown(changedSubject(finding, ui), 80),
    login === undefined ? '' : codeSpan(visible(login, 80)),
    cloudWord(finding.provider, ui),
    own(changedTitle(change, catalogue)),
    [note, text].flatMap((part) => (part === null ? [] : plainMarkdown(part))).join(' · '),
  ];
}

function more(count: number, { catalogue: { ui } }: Digest): string[] {
  return count > 0 ? [ui.page.moreChanges(count), ''] : [];
}

function findings({ groups }: ChangesView, digest: Digest): string[] {
  const { ui } = digest.catalogue;
  const { page, history } = ui;
  const heads = [
    page.stepHead,
    page.severityHead,
    page.subject,
    page.loginHead,
    ui.mfa.cloud,
    page.finding,
    history.detail,
  ];
  return changeGroups.flatMap((name) => {
    const { shown, more: left } = partOf(groups[name]);
    if (shown.length === 0) return [];
    return [
      `### ${page.changeGroups[name]}`,
      '',
      ...table(
        heads,
        shown.map((change) => findingCells(change, digest)),
      ),
      ...more(left, digest),
    ];
  });
}

function factLine(change: FactChange, { catalogue: { ui } }: Digest): string {
  const { account, provider } = change;
  const { word, detail } = factWords(change, ui);
  const name = account.name === null ? '' : `${plainMarkdown(account.name, 80)} `;
  const values = detail === null ? '' : ` – ${plainMarkdown(detail)}`;
  return `- **${word}** ${name}${codeSpan(visible(account.login, 80))}${ui.aside(ui.provider[provider])}${values}`;
}

function sightLine(change: SightChange, { catalogue: { ui } }: Digest): string {
  const { word, detail } = sightWords(change, ui);
  const { kind, provider, dataset, gap } = change;
  const quote = gap === null || ui.gapReason(gap) !== null ? '' : ` ${codeSpan(visible(gap.detail, 300))}`;
  const mark = kind === 'darker' ? '? ' : '';
  return `- **${mark}${word}** ${ui.label(ui.provider[provider])}${ui.dataset[dataset]} – ${plainMarkdown(detail)}${quote}`;
}

function told(view: ChangesView, digest: Digest): string[] {
  const { catalogue, timeZone } = digest;
  const { ui } = catalogue;
  const facts = partOf(view.facts);
  return [
    `**${own(sinceWords(view, ui, timeZone))}**`,
    '',
    ...findings(view, digest),
    ...(facts.shown.length === 0 ? [] : [`### ${ui.page.factsChanged}`, '']),
    ...facts.shown.map((change) => factLine(change, digest)),
    ...(facts.shown.length === 0 ? [] : ['']),
    ...more(facts.more, digest),
    ...(view.sight.length === 0 ? [] : [`### ${ui.page.sightChanged}`, '']),
    ...view.sight.map((change) => sightLine(change, digest)),
    ...(view.sight.length === 0 ? [] : ['']),
    own(ui.history.standing(view.tally.standing)),
    '',
  ];
}

/** What became of findings, facts and datasets since the scan before; nothing where no history is kept. */
export function changes(digest: Digest): string[] {
  const { history, catalogue } = digest;
  const { ui } = catalogue;
  if (history === null) return [];
  const head = [`## ${ui.page.changesTitle}`, ''];
  if (history.state === 'unavailable') {
    return [...head, `**? ${ui.verdict.unknown}** ${plainMarkdown(ui.history.unavailable(history.reason))}`, ''];
  }
  if (history.state === 'look-back') return [...head, own(lookBackWords(history, ui, digest.timeZone)), ''];
  return history.changes === null ? [...head, own(ui.history.first), ''] : [...head, ...told(history.changes, digest)];
}

function trendCells(row: TrendRow, { catalogue: { ui } }: Digest): string[] {
  const { state, value, basis } = figureWords(row.now, ui);
  const shown = state === 'unknown' ? `? ${value}` : `**${value}**`;
  return [
    ui.history.figure[row.id],
    shown,
    basis === null ? '' : own(basis),
    own(stepWords(row, ui)),
    own(lineWords(row, ui)),
  ];
}

/** The figures of the last scans; nothing where the scan is not in the history. */
export function trend(digest: Digest): string[] {
  const { history, catalogue } = digest;
  if (history === null || history.state !== 'kept') return [];
  const { page, history: words } = catalogue.ui;
  const scans = Math.max(0, ...history.trend.map(({ points }) => points.length));
  const heads = [page.figureHead, page.lastScanHead, words.detail, page.stepHead, page.lineHead(scans)];
  return [
    `## ${page.trendTitle}`,
    '',
    own(page.trendIntro),
    '',
    ...table(
      heads,
      history.trend.map((row) => trendCells(row, digest)),
    ),
  ];
}
