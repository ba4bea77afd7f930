import type { Severity } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import { gapOf, provenanceOf, rowsOf } from '../core/datasets.ts';
import { daysBetween } from '../core/days.ts';
import type { Gap } from '../core/gap.ts';
import type { Finding, Report } from '../core/report.ts';
import type { Application, Credential, Permission } from '../core/rows/application.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import type { UiTexts } from '../messages/ui.ts';
import { isoDayIn } from '../messages/when.ts';
import type { Findings } from './format.ts';
import { visible } from './plain.ts';
import { byUrgency, type Entry, isOpen, rankOf } from './urgency.ts';

/** More programs of one directory than this are left to applications.csv. */
const applicationsInPage = 50;
const namesShown = 5;
const credentialsShown = 3;

/** A program with what was found of it. */
export interface ProgramRow {
  id: string;
  /** Null: it holds a role, and is not among the programs that were read. */
  application: Application | null;
  /** Its name, or the id by which it signs in: text that every format still escapes. */
  name: string;
  /** Worst first. */
  entries: readonly Entry[];
  /** Worst open severity; null when nothing is open. */
  severity: Severity | null;
}

/** The programs of one directory. */
export interface Programs {
  provider: Findings['applications'][number]['provider'];
  rows: readonly ProgramRow[];
  /** Why programs may be missing; null when all were read. */
  gap: Gap | null;
  /** Of a log: it was read back to this instant. */
  since: string | null;
}

/** What a page shows of them. */
export interface ProgramListing extends Programs {
  shown: readonly ProgramRow[];
  more: number;
  /** Of these there is nothing to tell. */
  quiet: number;
  /** What programs may do as any user was read of none of them. */
  isDelegatedDark: boolean;
}

function entriesBySubject({ results }: Report, provider: Programs['provider']): Map<string, Entry[]> {
  const found = results
    .filter((result) => result.provider === provider)
    .flatMap((result) => result.findings.map((finding) => ({ result, finding })))
    .filter(({ finding }) => finding.subject.type === 'application');
  return Map.groupBy(found, ({ finding }) => finding.subject.id);
}

function rowOf(id: string, application: Application | null, all: readonly Entry[]): ProgramRow {
  const entries = all.toSorted((a, b) => byUrgency(a.finding, b.finding));
  const names = [application?.name, entries[0]?.finding.subject.name, application?.clientId];
  const name = names.find((word) => word !== null && word !== undefined && word.trim() !== '') ?? id;
  return {
    id,
    application,
    name,
    entries,
    severity: entries.find(({ finding }) => isOpen(finding))?.finding.severity ?? null,
  };
}

/** Something that a reviewer should know: what it may do, what it signs in with, or that this was not read. */
function isTelling({ application, entries }: ProgramRow, isDelegatedDark: boolean): boolean {
  if (application === null || entries.length > 0) return true;
  const { permissions, delegated, credentials, consents, unneeded } = application;
  const rights = [permissions, ...(isDelegatedDark ? [] : [delegated])].some((all) => all === null || all.length > 0);
  return rights || credentials.length > 0 || consents !== null || unneeded !== undefined;
}

/** Administrator rights first, then other findings, then the scanner, then those that may do most or are used most. */
function byWeight(a: ProgramRow, b: ProgramRow): number {
  const rank = ({ severity, entries }: ProgramRow) =>
    severity === null ? Number(entries.length > 0) : rankOf(severity) + 2;
  const own = ({ application }: ProgramRow) => Number(application?.unneeded !== undefined);
  const users = ({ application }: ProgramRow) => application?.consents?.users ?? 0;
  const rights = ({ application }: ProgramRow) =>
    (application?.permissions?.length ?? 0) + (application?.delegated?.length ?? 0);
  return (
    rank(b) - rank(a) ||
    own(b) - own(a) ||
    users(b) - users(a) ||
    rights(b) - rights(a) ||
    compareText(a.name.toLowerCase(), b.name.toLowerCase()) ||
    compareText(a.id, b.id)
  );
}

/** The programs of every directory that offers them, those first that a reviewer looks at first. */
export function programsOf({ report, applications }: Pick<Findings, 'report' | 'applications'>): Programs[] {
  return applications
    .filter(({ dataset }) => gapOf(dataset)?.kind !== 'unsupported')
    .map(({ provider, dataset }) => {
      const entries = entriesBySubject(report, provider);
      const rows = rowsOf(dataset).map((row) => rowOf(row.id, row, entries.get(row.id) ?? []));
      const known = new Set(rows.map(({ id }) => id));
      const unlisted = [...entries].filter(([id]) => !known.has(id)).map(([id, all]) => rowOf(id, null, all));
      const { since = null } = provenanceOf(dataset);
      return { provider, rows: [...rows, ...unlisted].sort(byWeight), gap: gapOf(dataset), since };
    });
}

/** The programs that a page shows, those that matter most first. */
export function programListingOf(programs: Programs): ProgramListing {
  const known = programs.rows.flatMap(({ application }) => application ?? []);
  const isDark = known.length > 0 && known.every(({ delegated }) => delegated === null);
  // The only right of a third party of Google is what users let it do.
  const isDelegatedDark = programs.provider === 'microsoft365' && isDark;
  const telling = programs.rows.filter((row) => isTelling(row, isDelegatedDark));
  return {
    ...programs,
    shown: telling.slice(0, applicationsInPage),
    more: Math.max(0, telling.length - applicationsInPage),
    quiet: programs.rows.length - telling.length,
    isDelegatedDark,
  };
}

/** What stands above the table: what the list holds, how far back it goes, and what was not read of any program. */
export function programsIntro(
  { provider, since, isDelegatedDark }: ProgramListing,
  { ui }: Catalogue,
  timeZone: string,
): string {
  const { about, since: sinceWords, delegatedUnread } = ui.applications;
  return ui.paragraph([
    about[provider],
    ...(since === null ? [] : [sinceWords(ui.day(since, timeZone))]),
    ...(isDelegatedDark ? [delegatedUnread] : []),
  ]);
}

/** What kind of program it is, whose, and whether it is switched off. */
export function kindWords({ application }: ProgramRow, { ui: { applications: words } }: Catalogue): string[] {
  if (application === null) return [words.unlisted];
  const { kind, own, enabled, unneeded } = application;
  const isRegistered = kind === 'application';
  const origin = own === null ? words.originUnknown : own ? words.own : words.foreign;
  return [
    words.kind[kind],
    ...(isRegistered ? [origin] : []),
    ...(enabled === false ? [words.disabled] : []),
    ...(unneeded === undefined ? [] : [words.scanner]),
  ];
}

/** Findings about what the program may do, and those about how it signs in. */
export function findingsAbout({ entries }: ProgramRow, about: 'rights' | 'credentials'): Finding[] {
  return entries
    .filter(({ result }) => (result.check === 'stale-credential') === (about === 'credentials'))
    .map(({ finding }) => finding);
}

/** Names that findings speak of. */
function namedIn(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(
    entries.flatMap(({ finding: { data } }) =>
      typeof data.permissions === 'string' ? data.permissions.split(', ') : [],
    ),
  );
}

/** A few of the permissions by name, those first that a finding speaks of, and how many more there are. */
export function permissionNames(
  all: readonly Permission[],
  { entries }: Pick<ProgramRow, 'entries'>,
  { applications: words }: UiTexts,
): { names: string[]; more: number } {
  const grave = namedIn(entries);
  const names = all.map(({ name }) => name ?? words.nameless);
  const sorted = [...new Set([...names.filter((name) => grave.has(name)), ...names])];
  return {
    names: sorted.slice(0, namesShown).map((name) => visible(name, 80)),
    more: Math.max(0, sorted.length - namesShown),
  };
}

function endOf({ endsAt }: Credential): number {
  return endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(endsAt);
}

/** Those first that end first. */
export function credentialsByEnd(credentials: readonly Credential[]): Credential[] {
  return credentials.toSorted((a, b) => endOf(a) - endOf(b) || compareText(a.id, b.id));
}

/** A few of the credentials in words, and how many more there are. */
export function credentialWords(
  credentials: readonly Credential[],
  asOf: string,
  timeZone: string,
  { applications: words }: UiTexts,
): { lines: string[]; more: number } {
  const now = new Date(asOf);
  const lines = credentialsByEnd(credentials).map(({ kind, startsAt, endsAt }) =>
    words.credential({
      kind,
      age: startsAt === null ? null : daysBetween(startsAt, now),
      endsOn: endsAt === null ? null : isoDayIn(endsAt, timeZone),
      expired: endsAt !== null && Date.parse(endsAt) <= now.getTime(),
    }),
  );
  return { lines: lines.slice(0, credentialsShown), more: Math.max(0, lines.length - credentialsShown) };
}
