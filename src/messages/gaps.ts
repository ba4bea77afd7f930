import type { Gap, GapKind } from '../core/gap.ts';

/** One kind of gap in words. `why` and `remedy` are whole sentences; a part in backticks is something to type. */
export interface GapText {
  name: string;
  why: string;
  /** `subject` is the dataset as `expectedGaps` names it, such as `google-workspace/policies`. */
  remedy: (subject: string) => string;
}

/** What could not be told, and why. */
export interface GapTexts {
  gap: Record<GapKind, GapText>;
  /** What to do about a gap, by its reason where this program knows it; `subject` as for a kind. */
  remedy: (gap: Gap, subject: string) => string;
  unknownFinding: (gap: Gap | undefined) => string;
  /** The detail of a gap as a sentence, where this program worded it; null for the words of a provider. */
  gapReason: (gap: Gap) => string | null;
  /** For a message id that the catalogue does not know. */
  unnamedFinding: (message: string) => string;
}
