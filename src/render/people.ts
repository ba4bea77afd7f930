import { type Severity, severities } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import { type Provider, providers } from '../core/datasets.ts';
import type { Holding, Person as Human } from '../core/people.ts';
import type { ReportedLeaver, ReportedPerson } from '../core/people-report.ts';
import type { CheckResult, Finding } from '../core/report.ts';
import type { Findings } from './format.ts';
import { everydayFirst, isAdminIn, isTopRole, rolesOf } from './person-accounts.ts';

/** A finding with the result that it belongs to. */
export interface Entry {
  result: CheckResult;
  finding: Finding;
}

/** All that was found of one human, or of one account that nothing joins to another. */
export interface Person {
  key: string;
  name: string;
  /** Of the account of every day: the first without a role, where there is one. */
  login: string | null;
  /** The human behind the accounts; null for an account that no human is behind. */
  human: Human | null;
  /** How weak the accounts are together, where there are several. */
  joined: ReportedPerson | null;
  /** By the HR list; `day` is null where it gives none. Null: has not left, or nobody knows. */
  left: { day: string | null } | null;
  /** Clouds in which something was found. */
  providers: readonly Provider[];
  open: readonly Entry[];
  /** What could not be judged, but for what nobody offers to read. */
  unknown: readonly Entry[];
  /** How much could not be judged because nobody offers to read it. */
  undecidable: number;
  accepted: readonly Entry[];
  /** Worst open severity; null when nothing is open. */
  severity: Severity | null;
  /** Clouds in which some finding says that an administrator's right is held. */
  adminOf: readonly Provider[];
  /** Names of the privileged roles held, as the directories call them, each once, the highest first. */
  roles: readonly string[];
  /** All that was found, most urgent first. */
  entries: readonly Entry[];
  /** Holds the highest role of a directory. */
  top: boolean;
  guest: boolean;
}

const weights: Record<Severity, number> = { low: 1, medium: 5, high: 25, critical: 125 };

export function weightOf(severity: Severity): number {
  return weights[severity];
}

export function rankOf(severity: Severity): number {
  return severities.indexOf(severity);
}

export function isOpen({ verdict, exception }: Finding): boolean {
  return verdict === 'fail' && exception === undefined;
}

/** Open first, worst first; then unknown; then accepted. */
export function byUrgency(a: Finding, b: Finding): number {
  return urgency(b) - urgency(a) || compareText(a.key, b.key);
}

function urgency(finding: Finding): number {
  if (finding.exception !== undefined) return rankOf(finding.severity);
  return rankOf(finding.severity) + (finding.verdict === 'fail' ? 20 : 10);
}

/** The provider, or this version, offers nothing to judge this by. */
export function isUndecidable({ verdict, gap }: Finding): boolean {
  return verdict === 'unknown' && gap?.kind === 'unsupported';
}

export function isPersonal({ subject }: Finding): boolean {
  return subject.type === 'account' || subject.type === 'person';
}

const none: readonly never[] = [];

/** Those that pass. There are tens of thousands of people, so a list is shared or no longer than it must be. */
function those<T>(all: readonly T[], test: (one: T) => boolean): readonly T[] {
  if (all.every(test)) return all;
  return all.some(test) ? [...all.filter(test)] : none;
}

function firstText(all: readonly (string | null | undefined)[]): string | undefined {
  return all.flatMap((text) => text ?? []).find((text) => text.trim() !== '');
}

/** What the report says of people besides findings, by their id. */
interface Known {
  joined: ReadonlyMap<string, ReportedPerson>;
  leavers: ReadonlyMap<string, ReportedLeaver>;
  hasRole: (holding: Holding) => boolean;
}

/** The name of the HR list, else that of an account of every day, else of any; the login of an account of every day. */
function titleOf({ key, human, entries }: Group, { hasRole }: Known): Pick<Person, 'name' | 'login'> {
  const accounts = human === null ? [] : everydayFirst(human, hasRole).map(({ account }) => account);
  const subjects = entries.map(({ finding }) => finding.subject);
  const names = [human?.listed?.name, ...accounts.map(({ name }) => name), ...subjects.map(({ name }) => name)];
  const login = firstText([...accounts.map((account) => account.login), ...subjects.map((subject) => subject.login)]);
  return { name: firstText([...names, login]) ?? subjects[0]?.id ?? key, login: login ?? null };
}

function personOf(group: Group, known: Known): Person {
  const { key, human, entries } = group;
  const leaver = human === null ? undefined : known.leavers.get(human.id);
  const sorted = entries.toSorted((a, b) => byUrgency(a.finding, b.finding));
  const open = those(sorted, ({ finding }) => isOpen(finding));
  const unknown = those(sorted, ({ finding }) => finding.verdict === 'unknown');
  const roles = rolesOf(sorted);
  return {
    key,
    ...titleOf(group, known),
    human,
    joined: (human && known.joined.get(human.id)) ?? null,
    left: leaver === undefined ? null : { day: leaver.leaveDate },
    providers: those(providers, (provider) => sorted.some(({ result }) => result.provider === provider)),
    open,
    unknown: those(unknown, ({ finding }) => !isUndecidable(finding)),
    undecidable: unknown.filter(({ finding }) => isUndecidable(finding)).length,
    accepted: those(sorted, ({ finding }) => finding.exception !== undefined),
    severity: open[0]?.finding.severity ?? null,
    adminOf: those(providers, (provider) => isAdminIn(provider, sorted)),
    roles,
    entries: sorted,
    top: roles.some(isTopRole),
    guest: human?.holdings.some(({ account }) => account.kind === 'guest') ?? false,
  };
}

/** Clouds in which something was found, or where the person has accounts, if what was found is of no single cloud. */
export function cloudsOf({ providers: found, human }: Person): readonly Provider[] {
  if (found.length > 0 || human === null) return found;
  return providers.filter((provider) => human.holdings.some((holding) => holding.provider === provider));
}

/** Risks that meet in one person weigh more than the same risk twice. */
function combination({ open }: Person): number {
  // The worst come first.
  const isFirst = ({ check }: CheckResult, place: number) =>
    open.findIndex(({ result }) => result.check === check) === place;
  return open.reduce((sum, { result, finding }, place) => {
    return isFirst(result, place) ? sum + weightOf(finding.severity) : sum;
  }, 0);
}

/** What was found of one human, or of one account without one. */
interface Group {
  key: string;
  human: Human | null;
  entries: Entry[];
}

/** Findings about accounts and persons, by whom they belong to. */
function groupsOf({ report, people }: Pick<Findings, 'report' | 'people'>): Group[] {
  let byId: ReadonlyMap<string, Human> | undefined;
  const humanOf = ({ result: { provider }, finding: { subject } }: Entry): Human | null => {
    if (subject.type === 'person' || provider === null) {
      byId ??= new Map(people.persons.map((person) => [person.id, person]));
      return byId.get(subject.id) ?? null;
    }
    return people.of(provider, subject.id) ?? null;
  };
  const groups = new Map<Human | string, Group>();
  for (const result of report.results) {
    for (const finding of result.findings) {
      if (!isPersonal(finding)) continue;
      const entry = { result, finding };
      const human = humanOf(entry);
      const whose = human ?? `${result.provider ?? 'tenant'}/${finding.subject.id}`;
      const known = groups.get(whose);
      const key = typeof whose === 'string' ? whose : whose.id;
      if (known === undefined) groups.set(whose, { key, human, entries: [entry] });
      else known.entries.push(entry);
    }
  }
  return [...groups.values()];
}

/** People with something open or unknown, worst combination first; top administrators before others alike. */
export function peopleOf(findings: Pick<Findings, 'report' | 'people' | 'access'>): Person[] {
  const { people, leavers } = findings.report;
  const holders = new Set(
    findings.access.flatMap(({ provider, rows }) =>
      rows.filter(({ roles }) => roles.held.length > 0).map(({ account }) => `${provider}/${account.id}`),
    ),
  );
  const known: Known = {
    joined: new Map(people.joined.map((person) => [person.id, person])),
    leavers: new Map(leavers?.persons.map((person) => [person.id, person])),
    hasRole: ({ provider, account }) => holders.has(`${provider}/${account.id}`),
  };
  return groupsOf(findings)
    .map((group) => personOf(group, known))
    .filter(({ open, unknown, undecidable }) => open.length + unknown.length + undecidable > 0)
    .map((person) => {
      const rank = person.severity === null ? -1 : rankOf(person.severity);
      return { person, rank, right: person.top ? 2 : person.adminOf.length > 0 ? 1 : 0, weight: combination(person) };
    })
    .sort(
      (a, b) =>
        b.rank - a.rank ||
        b.right - a.right ||
        b.weight - a.weight ||
        b.person.open.length - a.person.open.length ||
        b.person.unknown.length - a.person.unknown.length ||
        compareText(a.person.login?.toLowerCase() ?? '', b.person.login?.toLowerCase() ?? '') ||
        compareText(a.person.key, b.person.key),
    )
    .map(({ person }) => person);
}
