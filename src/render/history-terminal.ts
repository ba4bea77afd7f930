import stringWidth from 'string-width';
import type { Changes, FindingChangeKind } from '../core/history/changes.ts';
import type { FigureId } from '../core/history/figures.ts';
import type { TrackedFinding } from '../core/history/tracked-finding.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { called } from './called.ts';
import { hanging, pad, plainSigns, shorten, wrap } from './columns.ts';
import { type ChangesView, changedSubject, changedTitle, changesViewOf, type HistoryView } from './history.ts';
import {
  detailOf,
  factWords,
  figureWords,
  lookBackWords,
  sightWords,
  sinceWords,
  stepWords,
  tallyWords,
} from './history-words.ts';
import { visible } from './plain.ts';
import { cloudWord } from './subjects.ts';
import type { TrendRow } from './trend.ts';

/** ASCII, as the marks of severities are; the word beside it says the same. */
const changeMarks: Readonly<Record<FindingChangeKind, string>> = {
  ...{ new: '+', reopened: '+', worse: '^', lost: '?', resolved: 'v', standing: '=' },
};

/** Lines of findings, and of facts and datasets, that a scan shows. */
const shownAtOnce = { findings: 6, others: 4 };

/** Figures that a scan shows; `shisei history` has them all. */
const figuresAtOnce: readonly FigureId[] = ['mfa-enforced', 'mfa-resistant', 'top-admins', 'coverage'];

/** Columns that a title has at least, however narrow the terminal is. */
const leastTitle = 10;

export interface Paper {
  catalogue: Catalogue;
  timeZone: string;
  /** Columns between the margins. */
  width: number;
  bold: (text: string) => string;
  doubtful: (text: string) => string;
}

/** Login and cloud, but for what the name says already. */
function whereabouts({ subject, provider }: TrackedFinding, ui: Catalogue['ui']): string[] {
  const { type, name, login } = subject;
  if (type === 'directory' || type === 'tenant') return [];
  return [...(login === undefined || name === undefined ? [] : [visible(login, 60)]), cloudWord(provider, ui)];
}

/**
 * What became of findings, a line each, what weighs most first.
 * @param inFull with a line below for the account, and since when or why
 */
function findingLines({ told }: ChangesView, paper: Paper, inFull: boolean = false): string[] {
  const { catalogue, width, doubtful, timeZone } = paper;
  const { ui } = catalogue;
  const wide = Math.max(0, ...told.map(({ finding }) => stringWidth(ui.severity[finding.severity])));
  return told.flatMap((change) => {
    const { kind, finding } = change;
    const head = pad(`${changeMarks[kind]} ${plainSigns(ui.history.kind[kind])}`, 18);
    const whom = called(changedSubject(finding, ui), inFull ? 60 : 30, ui);
    const weight = pad(ui.severity[finding.severity], wide);
    const title = `${ui.label(whom)}${changedTitle(change, catalogue)}`;
    const what = `${weight}  ${title}`;
    const mark = kind === 'lost' ? doubtful(head) : head;
    if (!inFull) return [`${mark} ${shorten(what, width - stringWidth(head) - 1)}`];
    const column = stringWidth(head) + 1 + wide + 2;
    const [first = '', ...others] = wrap(title, Math.max(leastTitle, width - column));
    const { note } = detailOf(change, catalogue, timeZone);
    const below = [...whereabouts(finding, ui), ...(note === null ? [] : [note])];
    return [
      `${mark} ${weight}  ${first}`,
      ...others.map((text) => `${' '.repeat(column)}${text}`),
      ...wrap(ui.series(below), width - 4).map((text) => `    ${text}`),
    ];
  });
}

/**
 * Facts and datasets, a line each.
 * @param inFull in as many lines as it takes
 */
function otherLines({ facts, sight }: ChangesView, paper: Paper, inFull: boolean = false): string[] {
  const { catalogue, width, doubtful } = paper;
  const { ui } = catalogue;
  const after = (mark: string, text: string) => {
    const lines = inFull ? wrap(text, width - 4) : [shorten(text, width - 2)];
    return lines.map((line, index) => (index === 0 ? `${mark} ${line}` : `    ${line}`));
  };
  const alike = Map.groupBy(sight, (change) =>
    [change.kind, change.provider, sightWords(change, ui).detail].join('\n'),
  );
  const ofSight = [...alike.values()].flatMap((changes) => {
    const [change] = changes;
    if (change === undefined) return [];
    const { word, detail } = sightWords(change, ui);
    const datasets = ui.series(changes.map(({ dataset }) => ui.dataset[dataset]));
    const what = `${ui.label(ui.provider[change.provider])}${ui.label(datasets)}${detail}`;
    return after(change.kind === 'darker' ? doubtful('?') : 'v', `${ui.label(word)}${what}`);
  });
  const ofFacts = facts.flatMap(({ account, ...change }) => {
    const { word, detail } = factWords({ account, ...change }, ui);
    const whom = called(account.name ?? account.login, inFull ? 60 : 30, ui);
    const login = account.name === null ? [] : [visible(account.login, 60)];
    const which = inFull ? ui.aside(ui.series([...login, ui.provider[change.provider]])) : '';
    const what = detail === null ? `${whom}${which}` : `${ui.label(`${whom}${which}`)}${detail}`;
    return after('*', `${ui.label(word)}${what}`);
  });
  return [...ofSight, ...ofFacts];
}

function some(lines: readonly string[], room: number, ui: Catalogue['ui']): string[] {
  const left = lines.length - room;
  return [...lines.slice(0, room), ...(left > 0 ? [`  ${ui.terminal.more(left)}`] : [])];
}

function figures(rows: readonly TrendRow[], { catalogue: { ui }, width }: Paper): string[] {
  const chosen = rows.filter(({ id }) => figuresAtOnce.includes(id));
  const names = chosen.map(({ id }) => plainSigns(ui.history.figure[id]));
  const wide = Math.max(0, ...names.map((name) => stringWidth(name)));
  return chosen.map((row, index) => {
    const { state, value, basis } = figureWords(row.now, ui);
    const mark = state === 'unknown' ? '? ' : '';
    const parts = [`${mark}${value}${basis === null ? '' : ui.aside(basis)}`, stepWords(row, ui)];
    return shorten(`${pad(names[index] ?? '', wide)}  ${parts.filter((part) => part !== '').join('  ')}`, width);
  });
}

/** A short block after a scan: what changed, and a few figures; nothing where no history is kept. */
export function historyBlock(history: HistoryView | null, paper: Paper): string[] {
  if (history === null) return [];
  const { catalogue, width, bold, timeZone } = paper;
  const { ui } = catalogue;
  const head = ['', bold(ui.page.nav.changes)];
  if (history.state === 'unavailable')
    return [...head, ...hanging(`? ${visible(ui.history.unavailable(history.reason), 600)}`, width)];
  if (history.state === 'look-back') return [...head, ...hanging(lookBackWords(history, ui, timeZone), width)];
  const trend = figures(history.trend, paper);
  const below = trend.length === 0 ? [] : ['', bold(ui.page.nav.trend), ...trend];
  const { changes } = history;
  if (changes === null) return [...head, ...hanging(ui.history.first, width), ...below];
  return [
    ...head,
    ...hanging(sinceWords(changes, ui, timeZone), width),
    ...some(findingLines(changes, paper), shownAtOnce.findings, ui),
    ...some(otherLines(changes, paper), shownAtOnce.others, ui),
    ...below,
  ];
}

/** Name and id of a tenant over a line, as after a scan. */
export function titleLines({ id, name }: { id: string; name: string }, { bold, width }: Paper): string[] {
  const beside = `   ${id}`;
  const shown = shorten(visible(name, 100), Math.max(10, width - stringWidth(beside)));
  return [`${bold(shown)}${shorten(beside, Math.max(0, width - stringWidth(shown)))}`, '-'.repeat(width)];
}

/** Everything that changed, for `shisei diff`. */
export function changesInFull(changes: Changes, paper: Paper): string[] {
  const { catalogue, width } = paper;
  const { ui } = catalogue;
  const view = changesViewOf(changes);
  const others = otherLines(view, paper, true);
  return [
    ...hanging(tallyWords(view, ui), width),
    ...(view.told.length > 0 ? ['', ...findingLines(view, paper, true)] : []),
    ...(others.length > 0 ? ['', ...others] : []),
    '',
    ...hanging(ui.history.standing(view.tally.standing), width),
  ];
}
