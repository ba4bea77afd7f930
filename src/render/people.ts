import { type Severity, severities } from '../core/check.ts';
import { type Provider, providers } from '../core/datasets.ts';
import type { Person as Human } from '../core/people.ts';
import { nameOf, type ReportedLeaver, type ReportedPerson } from '../core/people-report.ts';
import type { CheckResult, Finding } from '../core/report.ts';
import type { Findings } from './format.ts';

/** A finding with the result that it belongs to. */
export interface Entry {
  result: CheckResult;
  finding: Finding;
}

/** All that was found of one human, or of one account that nothing joins to another. */
export interface Person {
  key: string;
  name: string;
  /** Of the first account. */
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
  rolesIn: ReadonlyMap<Provider, readonly string[]>;
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

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The provider, or this version, offers nothing to judge this by. */
export function isUndecidable({ verdict, gap }: Finding): boolean {
  return verdict === 'unknown' && gap?.kind === 'unsupported';
}

const topRoles: ReadonlySet<string> = new Set(['Global Administrator', '_SEED_ADMIN_ROLE']);

function rolesOf(entries: readonly Entry[]): string[] {
  const names = entries.flatMap(({ finding: { data } }) =>
    typeof data.roles === 'string' ? data.roles.split(', ').filter((name) => name !== '') : [],
  );
  return distinct(names).sort((a, b) => Number(topRoles.has(b)) - Number(topRoles.has(a)));
}

export function isPersonal({ subject }: Finding): boolean {
  return subject.type === 'account' || subject.type === 'person';
}

function holdsRight({ finding }: Entry): boolean {
  return finding.data.privileged === true || typeof finding.data.roles === 'string';
}

function firstText(all: readonly (string | undefined)[]): string | undefined {
  return all.find((text) => text !== undefined && text.trim() !== '');
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}

function loginOf({ human, entries }: Group): string | null {
  const found = human?.holdings.map(({ account }) => account.login) ?? [];
  return firstText([...found, ...entries.map(({ finding }) => finding.subject.login)]) ?? null;
}

/** What the report says of people besides findings, by their id. */
interface Known {
  joined: ReadonlyMap<string, ReportedPerson>;
  leavers: ReadonlyMap<string, ReportedLeaver>;
}

function personOf(group: Group, known: Known): Person {
  const { key, human, entries } = group;
  const leaver = human === null ? undefined : known.leavers.get(human.id);
  const sorted = entries.toSorted((a, b) => byUrgency(a.finding, b.finding));
  const open = sorted.filter(({ finding }) => isOpen(finding));
  const providersOf = (all: readonly Entry[]) => {
    const found = new Set(all.map(({ result }) => result.provider));
    return providers.filter((provider) => found.has(provider));
  };
  const login = loginOf(group);
  const told = firstText(entries.map(({ finding }) => finding.subject.name));
  const name = firstText([(human && nameOf(human)) ?? undefined, told, login ?? undefined]);
  const unknown = sorted.filter(({ finding }) => finding.verdict === 'unknown');
  const roles = rolesOf(sorted);
  return {
    key,
    name: name ?? entries[0]?.finding.subject.id ?? key,
    login,
    human,
    joined: (human && known.joined.get(human.id)) ?? null,
    left: leaver === undefined ? null : { day: leaver.leaveDate },
    providers: providersOf(entries),
    open,
    unknown: unknown.filter(({ finding }) => !isUndecidable(finding)),
    undecidable: unknown.filter(({ finding }) => isUndecidable(finding)).length,
    accepted: sorted.filter(({ finding }) => finding.exception !== undefined),
    severity: open[0]?.finding.severity ?? null,
    adminOf: providersOf(entries.filter(holdsRight)),
    roles,
    rolesIn: new Map(
      providers.map((provider) => [provider, rolesOf(sorted.filter(({ result }) => result.provider === provider))]),
    ),
    top: roles.some((name) => topRoles.has(name)),
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
  const worst = new Map<string, number>();
  for (const { result, finding } of open) {
    worst.set(result.check, Math.max(worst.get(result.check) ?? 0, weightOf(finding.severity)));
  }
  return [...worst.values()].reduce((sum, weight) => sum + weight, 0);
}

/** What was found of one human, or of one account without one. */
interface Group {
  key: string;
  human: Human | null;
  entries: Entry[];
}

/** Findings about accounts and persons, by whom they belong to. */
function groupsOf({ report, people }: Pick<Findings, 'report' | 'people'>): Group[] {
  const byId = new Map(people.persons.map((person) => [person.id, person]));
  const humanOf = ({ result: { provider }, finding: { subject } }: Entry): Human | null => {
    if (subject.type === 'person' || provider === null) return byId.get(subject.id) ?? null;
    return people.of(provider, subject.id) ?? null;
  };
  const groups = new Map<Human | string, Group>();
  for (const result of report.results) {
    for (const finding of result.findings) {
      if (!isPersonal(finding)) continue;
      const entry = { result, finding };
      const human = humanOf(entry);
      const alone = `${result.provider ?? 'tenant'}/${finding.subject.id}`;
      const known = groups.get(human ?? alone);
      if (known === undefined) groups.set(human ?? alone, { key: human?.id ?? alone, human, entries: [entry] });
      else known.entries.push(entry);
    }
  }
  return [...groups.values()];
}

/** People with something open or unknown, worst combination first; top administrators before others alike. */
export function peopleOf(findings: Pick<Findings, 'report' | 'people'>): Person[] {
  const { people, leavers } = findings.report;
  const known: Known = {
    joined: new Map(people.joined.map((person) => [person.id, person])),
    leavers: new Map(leavers?.persons.map((person) => [person.id, person])),
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
