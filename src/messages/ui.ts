import type { Data, Severity } from '../core/check.ts';
import type { DatasetName, Gap, GapKind, Provider } from '../core/datasets.ts';
import type { DatasetReport, Status } from '../core/directory-report.ts';
import type { Verdict } from '../core/evaluate.ts';
import type { NoteId } from '../core/report.ts';
import type { AcceptanceTexts, Meanings } from './acceptance.ts';
import type { AccessTexts } from './access.ts';
import type { ApplicationsTexts } from './applications.ts';
import type { Cost } from './catalogue.ts';
import type { EnforcementWords } from './enforcement.ts';
import type { HistoryTexts } from './history.ts';
import type { LeaversTexts } from './leavers.ts';
import type { FrameworkTexts, MfaTexts } from './mfa.ts';
import type { PeopleTexts } from './people.ts';

/** One kind of gap in words. `why` and `remedy` are whole sentences; a part in backticks is something to type. */
export interface GapText {
  name: string;
  why: string;
  /** `subject` is the dataset as `expectedGaps` names it, such as `google-workspace/policies`. */
  remedy: (subject: string) => string;
}

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

/** A short piece of the sentence about a person. Of several about the same matter only the worst is said. */
export interface Brief {
  about: string;
  text: string;
}

/** What is said of one account of a person, or of several alike. */
export interface Clause {
  /** Name of the cloud; empty where the person is known in one cloud only. */
  cloud: string;
  /** Empty where the person has one account in that cloud. */
  login: string;
  /** The highest role that the account holds; empty without one. */
  role: string;
  briefs: readonly string[];
}

export interface FleetFacts {
  tenants: number;
  failed: number;
  critical: number;
  high: number;
  open: number;
  unknown: number;
}

/** Why a check was not asked at all. */
export type NotAsked = 'noList' | 'noCountries' | 'oneCloud' | 'microsoftOnly';

/** Every word for people that is not about one check. Sentences are functions, since languages count differently. */
export interface UiTexts {
  severity: Record<Severity, string>;
  verdict: Record<Verdict | 'accepted', string>;
  status: Record<Status, string>;
  provider: Record<Provider, string>;
  dataset: Record<DatasetName, string>;
  datasetState: Record<DatasetReport['state'], string>;
  /** A role as its directory calls it, in the words of its console. */
  role: (name: string) => string;
  /** A factor or method; what is not known keeps the name that the provider gives. */
  method: (name: string) => string;
  /** A country by its code, ISO 3166-1 alpha-2; what is none stays as it is. */
  country: (code: string) => string;
  datasetSource: (source: string) => string;
  gap: Record<GapKind, GapText>;
  /** What to do about a gap, by its reason where this program knows it; `subject` as for a kind. */
  remedy: (gap: Gap, subject: string) => string;
  unknownFinding: (gap: Gap | undefined) => string;
  /** The detail of a gap as a sentence, where this program worded it; null for the words of a provider. */
  gapReason: (gap: Gap) => string | null;
  /** For a message id that the catalogue does not know. */
  unnamedFinding: (message: string) => string;
  /** `meanings`: of the messages of the check that the note is about. */
  note: Record<NoteId, (data: Data, meanings: Meanings) => string>;

  number: (count: number) => string;
  ratio: (part: number, whole: number) => string;
  list: (words: readonly string[]) => string;
  /** Words side by side, without "and". */
  series: (words: readonly string[]) => string;
  /** A word that something follows: "Medium: ". */
  label: (word: string) => string;
  quote: (words: string) => string;
  /** Words in brackets, after others. */
  aside: (words: string) => string;
  /** The end of a sentence that another follows. */
  sentence: (words: string) => string;
  /** Sentences one after another. */
  paragraph: (sentences: readonly string[]) => string;
  /** A time zone by its name, for the head of a column. */
  zone: (timeZone: string) => string;
  duration: (minutes: number) => string;
  seconds: (count: number) => string;
  /** "21 Nov 2026, 06:00 JST". */
  instant: (iso: string, timeZone: string) => string;
  /** "21 Nov 2026". */
  day: (iso: string, timeZone: string) => string;
  cost: Record<Cost, string>;
  elsewhere: string;

  lead: (facts: HeadlineFacts) => string;
  subLead: (facts: HeadlineFacts) => string;
  brief: (check: string, message: string, data: Data) => Brief | undefined;
  /** The sentence about a person. */
  combined: (clauses: readonly Clause[]) => string;
  combinedUnknown: (topics: readonly string[]) => string;

  enforcement: EnforcementWords;
  mfa: MfaTexts;
  access: AccessTexts;
  people: PeopleTexts;
  leavers: LeaversTexts;
  applications: ApplicationsTexts;
  acceptance: AcceptanceTexts;
  frameworks: FrameworkTexts;
  history: HistoryTexts;

  page: {
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
    unknownSubjects: (count: number) => string;
    ofJudged: (passed: string, judged: string) => string;
    whyItMatters: string;
    controls: string;
    incomplete: string;
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
    acceptedTitle: string;
    acceptedIntro: string;
    acceptedNone: string;
    severityHead: string;
    loginHead: string;
    countHead: string;
    subject: string;
    finding: string;
    reason: string;
    approvedBy: string;
    until: string;
    daysLeft: (days: number) => string;
    notAsked: Record<NotAsked, string>;
    notesTitle: string;
    notesIntro: string;
    /** Over the faults of the HR list. */
    listUnusable: string;
    listFault: (data: Data) => string;
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
    trendTitle: string;
    trendIntro: string;
    figureHead: string;
    lastScanHead: string;
    stepHead: string;
    /** Over lines of so many scans. */
    lineHead: (scans: number) => string;
    readTitle: string;
    readIntro: string;
    table: (title: string) => string;
    datasetHead: string;
    stateHead: string;
    rowsHead: string;
    sourceHead: string;
    requests: string;
    requestsSent: (sent: number, retried: number) => string;
    accountsHead: string;
    durationHead: string;
    judgedAt: string;
    legend: string;
    outOfScope: string;
    footer: (version: string, schema: number) => string;
    scanId: string;
  };

  terminal: {
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
  };

  fleet: {
    name: string;
    title: (tenants: number, day: string) => string;
    tenants: (count: number) => string;
    lead: (facts: FleetFacts) => string;
    subLead: (facts: FleetFacts) => string;
    notScanned: string;
    criticalTenants: string;
    ofScanned: (count: number) => string;
    openFindings: string;
    highNote: (critical: number, high: number) => string;
    undecided: string;
    undecidedNote: (tenants: number, of: number) => string;
    readInFull: string;
    readNote: (tenants: number) => string;
    all: string;
    allIntro: string;
    key: Record<'critical' | 'high' | 'medium' | 'low' | 'none' | 'unknown' | 'notApplicable', string>;
    tenant: string;
    clouds: string;
    cloud: Record<Provider, string>;
    notDecided: string;
    notJudged: string;
    footer: string;
  };
}
