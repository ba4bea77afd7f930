import type { Severity } from '../core/check.ts';
import { compareText } from '../core/compare-text.ts';
import type { Holding, Person as Human } from '../core/people.ts';
import type { ReportedLeaver, ReportedPerson } from '../core/people-report.ts';
import { type Provider, providers } from '../core/provider.ts';
import type { CheckResult } from '../core/report.ts';
import type { Findings } from './format.ts';
import { everydayFirst, isAdminIn, isTopRole, rolesOf } from './person-accounts.ts';
import { byUrgency, type Entry, isOpen, isPersonal, isUndecidable, rankOf, weightOf } from './urgency.ts';

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

const none: readonly never[] = [];

/** Those that pass. There are tens of thousands of people, so a list is shared or no longer than it must be. */
function those<T>(all: readonly T[], test: (one: T) => boolean): readonly T[] {
  if (all.every(test)) return all;
  return all.some(test) ? [...all.filter(test)] : none;
}

/** The first that says something. */
function firstText<T>(all: readonly T[], textOf: (one: T) => string | null | undefined): string | undefined {
  for (const one of all) {
    const text = textOf(one);
    if (text?.trim()) return text;
  }
  return undefined;
}

/** What the report says of people besides findings, by their id. */
interface Known {
  joined: ReadonlyMap<string, ReportedPerson>;
  leavers: ReadonlyMap<string, ReportedLeaver>;
  hasRole: (holding: Holding) => boolean;
}

/** The name of the HR list, else that of an account of every day, else of any; the login of an account of every day. */
function titleOf({ key, human, entries }: Group, { hasRole }: Known): Pick<Person, 'name' | 'login'> {
  const holdings = human === null ? none : everydayFirst(human, hasRole);
  const login =
    firstText(holdings, ({ account }) => account.login) ?? firstText(entries, ({ finding }) => finding.subject.login);
  const name =
    firstText([human?.listed?.name], (listed) => listed) ??
    firstText(holdings, ({ account }) => account.name) ??
    firstText(entries, ({ finding }) => finding.subject.name);
  return { name: name ?? login ?? entries[0]?.finding.subject.id ?? key, login: login ?? null };
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
      const right = person.top ? 2 : person.adminOf.length > 0 ? 1 : 0;
      return { person, rank, right, weight: combination(person), login: person.login?.toLowerCase() ?? '' };
    })
    .sort(
      (a, b) =>
        b.rank - a.rank ||
        b.right - a.right ||
        b.weight - a.weight ||
        b.person.open.length - a.person.open.length ||
        b.person.unknown.length - a.person.unknown.length ||
        compareText(a.login, b.login) ||
        compareText(a.person.key, b.person.key),
    )
    .map(({ person }) => person);
}
