import type { Leaver } from '../core/leavers.ts';

/** Counts of those who have left and had an account. */
export interface LeaversFacts {
  left: number;
  open: number;
  /** Of these it cannot be told, or nothing tells when the accounts were disabled. */
  unknown: number;
  /** Of these the lag is known. */
  known: number;
  medianHours: number | null;
}

/** Words of the section about those who have left. */
export interface LeaversTexts {
  title: string;
  intro: string;
  facts: (facts: LeaversFacts) => string;
  nobody: string;
  /** The HR list cannot be used; the notes tell why. */
  faulty: string;
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
  moreInCsv: (count: number) => string;
}
