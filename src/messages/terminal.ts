/** Words of the summary in a terminal. */
export interface TerminalTexts {
  people: (count: number) => string;
  settings: (count: number) => string;
  applications: (count: number) => string;
  unknown: (judged: number, results: number) => string;
  acceptedSoon: (soon: number) => string;
  findings: (count: number) => string;
  read: (complete: number, offered: number) => string;
  accounts: (count: number) => string;
  requests: (count: number) => string;
  notSeen: string;
  notes: string;
  reports: string;
  more: (count: number) => string;
  morePeople: (count: number) => string;
  exit: Record<1 | 3, string>;
}
