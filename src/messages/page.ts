import type { Data } from '../core/check.ts';
import type { Verdict } from '../core/result.ts';

/** Why a check was not asked at all. */
export type NotAsked = 'noList' | 'noCountries' | 'oneCloud' | 'microsoftOnly';

/** Words of the report as a page. */
export interface PageTexts {
  name: string;
  title: (tenant: string, day: string) => string;
  scanned: string;
  skip: string;
  sections: string;
  nav: Record<
    | 'summary'
    | 'changes'
    | 'people'
    | 'leavers'
    | 'mfa'
    | 'access'
    | 'applications'
    | 'checks'
    | 'frameworks'
    | 'trend'
    | 'unseen'
    | 'accepted'
    | 'notes'
    | 'read',
    string
  >;

  // The first screen.
  openFindings: (count: number) => string;
  /** Where nothing could be read. */
  openUnknown: string;
  undecided: string;
  undecidedOf: (judged: number) => string;
  why: string;
  accepted: string;
  /** `days` until the first of them ends; null when none ends soon. */
  acceptedNote: (count: number, days: number | null) => string;
  readInFull: string;
  readNote: (clouds: number) => string;
  doFirst: (count: number) => string;
  closes: (count: number) => string;
  together: (closed: number, open: number, critical: number, allCritical: number) => string;
  whoItConcerns: string;
  /** Those not shown: so many of them critical, so many others. */
  morePeople: (critical: number, others: number) => string;
  lookedAt: string;
  notLookedAt: string;
  couldNotSee: string;

  // People, and what is said of each finding.
  peopleTitle: string;
  peopleIntro: (people: number, unsure: number) => string;
  peopleElsewhere: (count: number) => string;
  /** People of whom only facts are unknown that nobody reads. */
  peopleUndecidable: (count: number) => string;
  /** Stands before a repair that follows the removal of the account. */
  ifStillNeeded: string;
  /** On paper, where a repair is printed once. */
  fixUnder: (titles: string) => string;
  byCheck: string;
  show: string;
  everyone: string;
  criticalOnly: string;
  administrators: string;
  withUnknowns: string;
  administrator: string;
  guest: string;
  findings: (count: number) => string;
  unknowns: (count: number) => string;
  moreInCsv: (count: number) => string;
  morePeopleInCsv: (count: number) => string;
  howToFix: string;
  effort: (time: string) => string;
  costLabel: (cost: string) => string;

  // By check.
  checksTitle: string;
  checksIntro: (counts: Record<Verdict | 'accepted', number>) => string;
  all: string;
  failing: string;
  unknown: string;
  passing: string;
  failOf: (failed: string, judged: string) => string;
  unknownOf: (unknown: string) => string;
  acceptedOf: (accepted: string) => string;
  /** Nobody is unknown, yet the result is: somebody may not have been read. */
  rowsMissing: string;
  ofJudged: (passed: string, judged: string) => string;
  controls: string;
  incomplete: string;

  // What could not be seen.
  unseenTitle: string;
  /** `undecided` judgements are behind the gaps that follow. */
  unseenIntro: (undecided: number) => string;
  unseenNone: string;
  gapWhy: string;
  gapHides: string;
  gapToDo: string;
  hidesChecks: (topics: string) => string;
  /** A topic with the number of its judgements that could not be made. */
  hiddenJudgements: (topic: string, count: number) => string;
  hidesNothing: string;
  partialRows: (rows: number) => string;
  /** Of every account there is a row, and so many tell nothing. */
  allRows: (rows: number, unknown: number) => string;
  checksCrashed: (topics: string) => string;
  unreadTitle: string;
  unreadIntro: string;

  // Accepted risks.
  acceptedTitle: string;
  acceptedIntro: string;
  severityHead: string;
  loginHead: string;
  countHead: string;
  subject: string;
  finding: string;
  reason: string;
  approvedBy: string;
  until: string;
  daysLeft: (days: number) => string;

  // Checks that were not asked.
  notAsked: Record<NotAsked, string>;

  // Notes.
  notesTitle: string;
  notesIntro: string;
  /** Over the faults of the HR list. */
  listUnusable: string;
  listFault: (data: Data) => string;

  // What changed.
  changesTitle: string;
  /** Over changes of findings of the kinds that are told together. */
  changeGroups: Record<'added' | 'worse' | 'lost' | 'resolved', string>;
  factsChanged: string;
  /** In the line of the first screen. */
  since: (when: string) => string;
  factsCounted: (count: number) => string;
  darkerCounted: (datasets: number) => string;
  lighterCounted: (datasets: number) => string;
  sightChanged: string;
  moreChanges: (count: number) => string;

  // The trend.
  trendTitle: string;
  trendIntro: string;
  figureHead: string;
  lastScanHead: string;
  stepHead: string;
  /** Over lines of so many scans. */
  lineHead: (scans: number) => string;

  // What was read.
  readTitle: string;
  readIntro: string;
  table: (title: string) => string;
  datasetHead: string;
  rowsHead: string;
  requests: string;
  requestsSent: (sent: number, retried: number) => string;
  accountsHead: string;
  durationHead: string;
  judgedAt: string;

  // The foot.
  legend: string;
  outOfScope: string;
  footer: (version: string, schema: number) => string;
  scanId: string;
}
