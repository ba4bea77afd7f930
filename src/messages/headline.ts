import type { Severity } from '../core/check.ts';

/** What a summary sentence may speak of. People are counted by their worst open finding. */
export interface HeadlineFacts {
  accounts: number;
  checks: number;
  open: number;
  critical: number;
  high: number;
  unknown: number;
  judged: number;
  criticalPeople: number;
  highPeople: number;
  /** Names of directories that could not be read at all. */
  failed: readonly string[];
  /** Names of the other directories. */
  read: readonly string[];
  allFailed: boolean;
  /** The worst open findings by check: people by theirs, each once, and what is about nobody in particular. */
  concerns: Record<'people' | 'things', Concerns>;
  /** Names of gap kinds behind what could not be judged, most frequent first. */
  reasons: readonly string[];
  /** Names of datasets that nobody read, because this version or the provider offers none. */
  unread: readonly string[];
}

/** So many people or things with the same open finding. */
export interface Concern {
  check: string;
  title: string;
  severity: Severity;
  admin: boolean;
  count: number;
}

/** What weighs most by name, and how many people or things there are besides. */
export interface Concerns {
  named: readonly Concern[];
  more: number;
}

/** The sentences at the head of a report. */
export interface HeadlineTexts {
  /** The first sentence: what matters most, or that nothing could be read. */
  lead: (facts: HeadlineFacts) => string;
  /** What stands below: whom it concerns, and how much is not known. */
  subLead: (facts: HeadlineFacts) => string;
}

/** So much is unknown that what is known must not stand alone. */
export function mostlyUnknown({ unknown, judged }: HeadlineFacts): boolean {
  return unknown * 2 >= judged && unknown > 0;
}
