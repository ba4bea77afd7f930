import type { DirectoryAccess } from '../core/access.ts';
import { compareText } from '../core/compare-text.ts';
import { type DatasetName, datasetNames } from '../core/datasets.ts';
import type { DirectoryReport } from '../core/directory-report.ts';
import { daysLeft, endingDays } from '../core/exceptions.ts';
import { type Differences, differencesOf } from '../core/framework-verdicts.ts';
import type { GapKind } from '../core/gap.ts';
import { type MfaCoverage, mfaCoverageOf } from '../core/mfa-coverage.ts';
import type { Report } from '../core/report.ts';
import { finish } from '../core/steps.ts';
import type { Concern, Concerns, HeadlineFacts } from '../messages/headline.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { isoDayIn } from '../messages/when.ts';
import { type AccessListing, listingOf } from './access.ts';
import { type Action, actionsOf } from './actions.ts';
import { type ProgramListing, programListingOf, programsOf } from './applications.ts';
import type { Findings } from './format.ts';
import { type FrameworkRows, frameworkRowsOf } from './framework-rows.ts';
import { type HistoryView, historyViewOf } from './history.ts';
import { type LeaversDoubt, type LeaversView, leaversViewOf } from './leavers.ts';
import { type Person, peopleOf } from './people.ts';
import { isOfAdmin } from './person-accounts.ts';
import { type PhoneEnds, phoneEndsOf } from './phone-ends.ts';
import { visible } from './plain.ts';
import { byVerdict } from './results.ts';
import { type Unread, type Unseen, unreadOf, unseenOf } from './unseen.ts';
import { byUrgency, type Entry, isOpen, isPersonal, rankOf } from './urgency.ts';

/** An accepted finding, and how long it stays so. */
export interface Accepted extends Entry {
  /** Days left; 0 on the last day. */
  days: number;
  /** It ends within 30 days. */
  soon: boolean;
}

/** Counts of datasets, over all directories. */
export interface Coverage {
  complete: number;
  /** All but those that nobody reads. */
  offered: number;
}

/** What every format for people says of a report, worked out once. */
export interface Digest {
  report: Report;
  catalogue: Catalogue;
  timeZone: string;
  people: readonly Person[];
  /** People left out of the list: only that is unknown of them which nobody offers to read. */
  undecidable: number;
  /** Null: there is no HR list. `faulty`: there is one, and it cannot be used. */
  leavers: LeaversView | LeaversDoubt | null;
  /** Directories whose programs are read. */
  programs: readonly ProgramListing[];
  actions: readonly Action[];
  unseen: readonly Unseen[];
  unread: readonly Unread[];
  accepted: readonly Accepted[];
  open: number;
  /** Judgements made or tried. */
  judged: number;
  coverage: Coverage;
  /** Directories of which accounts are known. */
  access: readonly AccessListing[];
  mfa: readonly MfaCoverage[];
  frameworks: readonly FrameworkRows[];
  /** Where frameworks disagree, worst first. */
  differences: Differences;
  /** Accounts that will be stopped at sign-in; null when there are none. */
  phoneEnds: PhoneEnds | null;
  /** What is told of the time before; null: no history is kept. */
  history: HistoryView | null;
  failed: readonly DirectoryReport[];
  /** No directory could be read, so that a zero would be a claim. */
  dark: boolean;
  lead: string;
  subLead: string;
}

/** How many datasets were read in full, of those that are offered at all. */
export function coverageOf({ directories }: Pick<Report, 'directories'>): Coverage {
  const all = directories.flatMap(({ datasets }) => datasetNames.map((name) => datasets[name]));
  return {
    complete: all.filter(({ state }) => state === 'complete').length,
    offered: all.filter(({ gap }) => gap?.kind !== 'unsupported').length,
  };
}

function openOf({ summary }: Report): number {
  return Object.values(summary.failed).reduce((sum, count) => sum + count, 0);
}

function acceptedOf({ results, scan }: Report, timeZone: string): Accepted[] {
  const today = isoDayIn(scan.asOf, timeZone);
  return results
    .flatMap((result) =>
      result.findings.flatMap((finding): Accepted[] => {
        if (finding.exception === undefined) return [];
        const days = Math.max(0, daysLeft(finding.exception, today));
        return [{ result, finding, days, soon: days <= endingDays }];
      }),
    )
    .sort((a, b) => a.days - b.days || byUrgency(a.finding, b.finding));
}

/** No more groups are named than these: the first sentence is to be read at once. */
const groupsNamed = 4;

type Concerning = Omit<Concern, 'title' | 'count'>;

/** By check, the most frequent first. What is not named is counted, so that the numbers add up. */
function grouped(all: readonly Concerning[], { checks }: Catalogue): Concerns {
  const found = Map.groupBy(all, ({ check, admin }) => `${check}/${admin}`);
  const groups = [...found.values()].flatMap((same): Concern[] => {
    const [first] = same;
    if (first === undefined) return [];
    return [{ ...first, title: checks[first.check]?.title ?? first.check, count: same.length }];
  });
  groups.sort((a, b) => b.count - a.count || compareText(a.check, b.check));
  const named = groups.slice(0, groups.length > groupsNamed ? groupsNamed - 1 : groupsNamed);
  return { named, more: named.reduce((rest, { count }) => rest - count, all.length) };
}

/** The worst findings, each person counted once, under what weighs most. */
function concernsOf(report: Report, people: readonly Person[], catalogue: Catalogue): HeadlineFacts['concerns'] {
  const things = report.results.flatMap(({ check, findings }) =>
    findings
      .filter((finding) => isOpen(finding) && !isPersonal(finding))
      .map(({ severity }): Concerning => ({ check, severity, admin: false })),
  );
  const personal = people.flatMap(({ open: [first], entries }): Concerning[] => {
    if (first === undefined) return [];
    const { result, finding } = first;
    return [{ check: result.check, severity: finding.severity, admin: isOfAdmin(first, entries) }];
  });
  const all = [...personal, ...things];
  const worst = all.reduce((rank, { severity }) => Math.max(rank, rankOf(severity)), -1);
  const isWorst = ({ severity }: Concerning) => rankOf(severity) === worst;
  return { people: grouped(personal.filter(isWorst), catalogue), things: grouped(things.filter(isWorst), catalogue) };
}

function reasonsOf({ results }: Report, { ui }: Catalogue): string[] {
  const counts = new Map<GapKind, number>();
  for (const { findings } of results) {
    for (const { gap, verdict } of findings) {
      if (gap !== undefined && verdict === 'unknown') counts.set(gap.kind, (counts.get(gap.kind) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([kind]) => ui.gap[kind].name);
}

type NamedDirectory = Pick<DirectoryReport, 'provider' | 'directoryId' | 'name'>;

/** The directory in words: the cloud, and its own name where a cloud occurs twice. */
export function directoryName(directory: NamedDirectory, all: readonly NamedDirectory[], { ui }: Catalogue): string {
  const cloud = ui.provider[directory.provider];
  const twice = all.filter(({ provider }) => provider === directory.provider).length > 1;
  return twice ? `${cloud} ${visible(directory.name ?? directory.directoryId, 60)}` : cloud;
}

/** The name of the directory that accounts belong to. */
export function cloudOf(
  { provider, directoryId }: Pick<DirectoryAccess, 'provider' | 'directoryId'>,
  { report: { directories }, catalogue }: Pick<Digest, 'report' | 'catalogue'>,
): string {
  const found = directories.find((one) => one.provider === provider && one.directoryId === directoryId);
  return directoryName(found ?? { provider, directoryId, name: null }, directories, catalogue);
}

/** Failures that every directory shares come from datasets that none of them reads. */
function unreadEverywhere(unread: readonly Unread[], directories: number): DatasetName[] {
  const [first] = unread;
  if (first === undefined || unread.length < directories) return [];
  return first.datasets.filter((name) => unread.every(({ datasets }) => datasets.includes(name)));
}

/** What the first screen, the terminal and the pages share, worked out once. */
export function digestOf(findings: Findings, catalogue: Catalogue, timeZone: string): Digest {
  return finish(digestSteps(findings, catalogue, timeZone));
}

/** The same in steps, which of a large tenant take their time; they say nothing. */
export function* digestSteps(findings: Findings, catalogue: Catalogue, timeZone: string): Generator<'', Digest> {
  const { report, access } = findings;
  const { ui } = catalogue;
  const everyone = peopleOf(findings);
  yield '';
  const people = everyone.filter(({ open, unknown }) => open.length + unknown.length > 0);
  const failed = report.directories.filter(({ status }) => status === 'failed');
  const unread = unreadOf(report);
  const open = openOf(report);
  const known = access.filter(({ rows }) => rows.length > 0);
  const judged = report.results.reduce((sum, { counts }) => sum + counts.judged, 0);
  const ofSeverity = (severity: string) => people.filter((person) => person.severity === severity).length;
  const facts: HeadlineFacts = {
    accounts: report.summary.accounts,
    checks: new Set(
      report.results.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail').map(({ check }) => check),
    ).size,
    open,
    critical: report.summary.failed.critical,
    high: report.summary.failed.high,
    unknown: report.summary.unknown,
    judged,
    criticalPeople: ofSeverity('critical'),
    highPeople: ofSeverity('high'),
    failed: failed.map((directory) => directoryName(directory, report.directories, catalogue)),
    read: report.directories
      .filter(({ status }) => status !== 'failed')
      .map((directory) => directoryName(directory, report.directories, catalogue)),
    allFailed: failed.length === report.directories.length,
    concerns: concernsOf(report, people, catalogue),
    reasons: reasonsOf(report, catalogue),
    unread: unreadEverywhere(unread, report.directories.length).map((name) => ui.dataset[name]),
  };
  yield '';
  const actions = actionsOf(report, catalogue);
  const unseen = unseenOf(report, access);
  yield '';
  const listings = known.map(listingOf);
  yield '';
  return {
    report,
    catalogue,
    timeZone,
    people,
    undecidable: everyone.length - people.length,
    leavers: leaversViewOf(report, timeZone),
    programs: programsOf(findings).map(programListingOf),
    actions,
    unseen,
    unread,
    accepted: acceptedOf(report, timeZone),
    open,
    judged,
    coverage: coverageOf(report),
    access: listings,
    mfa: known.map(mfaCoverageOf),
    frameworks: frameworkRowsOf(report),
    differences: differencesOf(report.results.toSorted(byVerdict)),
    phoneEnds: phoneEndsOf(report),
    history: historyViewOf(report.history),
    failed,
    dark: facts.allFailed,
    lead: ui.lead(facts),
    subLead: ui.subLead(facts),
  };
}
