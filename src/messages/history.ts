import type { ChangeReason, FactChangeKind, FindingChangeKind, SightChange } from '../core/history/changes.ts';
import type { Figure, FigureId, FigureUnit } from '../core/history/figures.ts';
import type { TrackedState } from '../core/history/tracked-finding.ts';

/** Words for what changed since earlier scans, and for the figures of a trend; sentences end with a full stop. */
export interface HistoryTexts {
  /** What became of a finding. */
  kind: Record<FindingChangeKind, string>;
  /** What each of these means, a sentence. */
  kindNote: Record<FindingChangeKind, string>;
  /** A number of findings of which the same became: "3 new". */
  counted: (kind: FindingChangeKind, count: number) => string;
  /** How many stand as they stood, a sentence. */
  standing: (count: number) => string;
  /** Why a finding is worse, or news, or stands otherwise: a clause without a full stop. */
  reason: Record<ChangeReason, string>;
  state: Record<TrackedState, string>;
  /** What changed about an account. */
  fact: Record<FactChangeKind, string>;
  /** Both sides of a changed fact, already in words; null: nothing to name. */
  factDetail: (kind: FactChangeKind, before: string | null, after: string | null) => string | null;
  /** A dataset of which less, or more, could be read. */
  sight: Record<SightChange['kind'], string>;
  /** How far it was read before and now. */
  sightDetail: (change: Pick<SightChange, 'before' | 'after'>) => string;

  figure: Record<FigureId, string>;
  /** What a figure counts, a sentence. */
  figureNote: Record<FigureId, string>;
  /** The value; where it is null, that nobody can tell, or that there is nobody to tell of. */
  value: (figure: Pick<Figure, 'unit' | 'value' | 'numerator' | 'denominator' | 'unknown'>) => string;
  /** What the value rests on: of how many, and of how many more it is not known; null: there is nothing to add. */
  basis: (figure: Pick<Figure, 'id' | 'unit' | 'value' | 'numerator' | 'denominator' | 'unknown'>) => string | null;
  /** By how much a value changed: percent points, a number or hours. */
  step: (unit: FigureUnit, change: number) => string;
  /** A value without its basis, for lines of many: whole percent, a number, or hours; null: not known. */
  short: (unit: FigureUnit, value: number | null) => string;

  /** Head of a column. */
  detail: string;
  /** There is no scan before. */
  first: string;
  /** The store could not be used; `reason` is for people. */
  unavailable: (reason: string) => string;
  /** It is neither compared nor kept, since it was judged as of an instant before the newest scan; both in words. */
  lookBack: (asOf: string, newest: string) => string;
  /** Nothing is kept. */
  off: string;
  /** Beside what stands nothing differs. */
  none: string;
  /** @param when the instant of the scan that is compared with, in words */
  since: (when: string) => string;
  /** A finding that a scan found first on a day, in words. */
  openedOn: (day: string) => string;
  /** The same where it may be older, since nobody could look before. */
  openedBy: (day: string) => string;
  /** It was found, resolved, and found again. */
  reopened: string;
}
