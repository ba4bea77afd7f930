import type { FactChange, FactChangeKind, FindingChange, SightChange } from '../core/history/changes.ts';
import type { Figure, FigureUnit } from '../core/history/figures.ts';
import type { TrackedFinding } from '../core/history/tracked-finding.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import type { UiTexts } from '../messages/ui.ts';
import { isoDayIn } from '../messages/when.ts';
import { called } from './called.ts';
import { type ChangesView, changedText } from './history.ts';
import { type FigureState, stateOfFigure, stepOf, type TrendRow } from './trend.ts';

/** In a line that counts, what is to be done comes first. */
const counted = ['new', 'reopened', 'worse', 'resolved', 'lost'] as const;

function findingTally({ tally }: ChangesView, ui: UiTexts): string[] {
  return counted.flatMap((kind) => (tally[kind] === 0 ? [] : [ui.history.counted(kind, tally[kind])]));
}

function otherTally({ facts, sight }: ChangesView, ui: UiTexts): string[] {
  const darker = sight.filter(({ kind }) => kind === 'darker').length;
  const lighter = sight.length - darker;
  return [
    ...(facts.length === 0 ? [] : [ui.page.factsCounted(facts.length)]),
    ...(darker === 0 ? [] : [ui.page.darkerCounted(darker)]),
    ...(lighter === 0 ? [] : [ui.page.lighterCounted(lighter)]),
  ];
}

/** How many findings became what, and how many facts changed: "2 new, 1 worse, 4 facts changed". */
export function tallyWords(view: ChangesView, ui: UiTexts): string {
  return view.none ? ui.history.none : ui.series([...findingTally(view, ui), ...otherTally(view, ui)]);
}

/** One short line for the first screen: what became of findings, else what changed besides. */
export function glanceWords(view: ChangesView, ui: UiTexts, timeZone: string): string {
  const ofFindings = findingTally(view, ui);
  const told = ofFindings.length > 0 ? ofFindings : otherTally(view, ui);
  return ui.label(ui.page.since(whenBefore(view, ui, timeZone))) + ui.series(told);
}

/** When the earlier scan was: a day, or an instant where the later one was on the same day. */
function whenBefore({ since, until }: ChangesView, ui: UiTexts, timeZone: string): string {
  const isSameDay = isoDayIn(since, timeZone) === isoDayIn(until, timeZone);
  return isSameDay ? ui.instant(since, timeZone) : ui.day(since, timeZone);
}

/** The whole change in one line. */
export function sinceWords(view: ChangesView, ui: UiTexts, timeZone: string): string {
  return ui.label(ui.page.since(whenBefore(view, ui, timeZone))) + tallyWords(view, ui);
}

/** Why a scan of an earlier instant is not compared. */
export function lookBackWords({ asOf, newest }: { asOf: string; newest: string }, ui: UiTexts, zone: string): string {
  return ui.history.lookBack(ui.instant(asOf, zone), ui.instant(newest, zone));
}

function openedWords({ openedAt, cause }: TrackedFinding, ui: UiTexts, timeZone: string): string {
  const day = ui.day(openedAt, timeZone);
  return cause === null ? ui.history.openedOn(day) : ui.history.openedBy(day);
}

/** From what to what a finding got worse; null where its sentence says all. */
function worseWords({ finding, before, reason }: FindingChange, { ui, checks }: Catalogue): string | null {
  if (before === null) return null;
  if (reason === 'severity') return `${ui.severity[before.severity]} → ${ui.severity[finding.severity]}`;
  if (reason !== 'message') return null;
  const meaning = (message: string) => checks[finding.check]?.meanings[message] ?? message;
  return `${meaning(before.message)} → ${meaning(finding.message)}`;
}

/** What there is to say of a change beside its kind, topic and subject. */
export interface ChangeDetail {
  /** What was found, a sentence; null where it would speak of an earlier day. */
  text: string | null;
  /** Since when, or why and by how much it is otherwise; null: nothing. */
  note: string | null;
}

export function detailOf(change: FindingChange, catalogue: Catalogue, timeZone: string): ChangeDetail {
  const { ui } = catalogue;
  const { kind, finding, reason } = change;
  if (kind === 'lost' || kind === 'resolved') {
    const opened = openedWords(finding, ui, timeZone);
    return { text: null, note: reason === null ? opened : ui.series([opened, ui.history.reason[reason]]) };
  }
  const step = worseWords(change, catalogue);
  const why =
    reason === null ? [] : [step === null ? ui.history.reason[reason] : ui.label(ui.history.reason[reason]) + step];
  const notes = finding.state === 'accepted' ? [...why, ui.verdict.accepted] : why;
  return { text: changedText(change, catalogue, timeZone), note: notes.length === 0 ? null : ui.series(notes) };
}

/** A kind of change of a fact, and what changed; null: nothing to name. */
export interface FactWords {
  word: string;
  detail: string | null;
}

const longestName = 80;

const listed: Partial<Record<FactChangeKind, 'method' | 'country' | 'role'>> = {
  ...{ 'admin-new': 'role', 'role-added': 'role', 'role-removed': 'role' },
  ...{ 'methods-changed': 'method', 'country-new': 'country' },
};

/** A name that this program does not know is the directory's own, and must not pass for our words. */
function valueWords(kind: FactChangeKind, value: string | null, ui: UiTexts): string | null {
  if (value === null) return null;
  const sort = listed[kind];
  if (sort === undefined) return called(value, longestName, ui);
  const words = value.split(', ').map((one) => {
    const word = ui[sort](one);
    return word === one ? called(one, longestName, ui) : word;
  });
  return ui.series(words);
}

export function factWords({ kind, before, after }: FactChange, ui: UiTexts): FactWords {
  const [was, is] = [valueWords(kind, before, ui), valueWords(kind, after, ui)];
  return { word: ui.history.fact[kind], detail: ui.history.factDetail(kind, was, is) };
}

/** How far a dataset can be read now, with the kind of what hinders it. */
export function sightWords(change: SightChange, ui: UiTexts): { word: string; detail: string } {
  const { kind, gap } = change;
  const detail = ui.history.sightDetail(change);
  return {
    word: ui.history.sight[kind],
    detail: gap === null ? detail : ui.paragraph([detail + ui.aside(ui.gap[gap.kind].name)]),
  };
}

/** A figure in words: whether it is known, its value, and what it rests on. */
export interface FigureWords {
  state: FigureState;
  value: string;
  basis: string | null;
}

export function figureWords(figure: Figure | null, ui: UiTexts): FigureWords {
  const state = stateOfFigure(figure);
  if (figure === null) return { state, value: ui.history.short('count', null), basis: null };
  return { state, value: ui.history.value(figure), basis: ui.history.basis(figure) };
}

/** By how much a figure changed since the scan before; a dash where nothing can be compared. */
export function stepWords(row: TrendRow, ui: UiTexts): string {
  const step = stepOf(row);
  return step === null ? '–' : ui.history.step(row.unit, step);
}

/** One value of a line. */
function pointWords(point: Figure | null, unit: FigureUnit, ui: UiTexts): string {
  if (point !== null && stateOfFigure(point) === 'none') return ui.history.value(point);
  return ui.history.short(unit, point?.value ?? null);
}

/** From the oldest value of a line to the last: "100 % → 38 %"; null where they look the same or are not known. */
export function spanWords({ unit, points, now }: TrendRow, ui: UiTexts): string | null {
  const oldest = points.find((point) => stateOfFigure(point) === 'known') ?? null;
  if (oldest === null || stateOfFigure(now) !== 'known') return null;
  const [was, is] = [pointWords(oldest, unit, ui), pointWords(now, unit, ui)];
  return was === is ? null : `${was} → ${is}`;
}

/** All values of a line in words, oldest first. */
export function lineWords({ unit, points }: TrendRow, ui: UiTexts): string {
  return ui.series(points.map((point) => pointWords(point, unit, ui)));
}
