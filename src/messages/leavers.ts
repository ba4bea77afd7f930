import type { Leaver } from '../core/leavers.ts';

/** Counts of those who have left and had an account. */
export interface LeaversFacts {
  left: number;
  open: number;
  /** Of those who are open, with a day of leaving; null: none has one. */
  longestDays: number | null;
  /** An account of theirs was used after they had left. */
  used: number;
  /** It cannot be told whether an account of theirs is enabled. */
  doubtful: number;
  closed: number;
  /** Of those who are closed the lag is known. */
  known: number;
  medianHours: number | null;
}

/** Words of the section about those who have left. */
export interface LeaversTexts {
  title: string;
  intro: string;
  facts: (facts: LeaversFacts) => string;
  nobody: string;
  /** No HR list is configured. */
  noList: string;
  /** The HR list cannot be used, or has no column that tells who has left; the notes tell more. */
  doubt: Record<'faulty' | 'silent', string>;
  /** A label, for lines of the terminal. */
  label: string;
  heads: Record<'person' | 'leaveDate' | 'state' | 'lag' | 'accounts', string>;
  state: Record<Leaver['state'], string>;
  /** Hours from the last day of work to the disabling of the last account. */
  lag: (hours: number) => string;
  lagUnknown: string;
  /** Days since the last day of work, where an account is open; null: no date is given. */
  openFor: (days: number | null) => string;
  noDate: string;
  disabledOn: (day: string) => string;
  /** A day after the last day of work. */
  lastUsed: (day: string) => string;
  moreInCsv: (count: number) => string;
}
