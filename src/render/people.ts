import { type Severity, severities } from '../core/check.ts';
import { type Provider, providers } from '../core/datasets.ts';
import type { CheckResult, Finding, Report } from '../core/report.ts';

/** A finding with the result that it belongs to. */
export interface Entry {
  result: CheckResult;
  finding: Finding;
}

/** All that is known of one human, or of one account that no address joins to another. */
export interface Person {
  key: string;
  name: string;
  login: string | null;
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

function isPersonal({ subject }: Finding): boolean {
  return subject.type === 'account' || subject.type === 'person';
}

/** The same address is the same person, in whatever cloud and case. */
function keyOf({ result, finding: { subject } }: Entry): string {
  return subject.login ? `login:${subject.login.toLowerCase()}` : `id:${result.provider}/${subject.id}`;
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

function personOf(key: string, entries: readonly Entry[]): Person {
  const sorted = entries.toSorted((a, b) => byUrgency(a.finding, b.finding));
  const open = sorted.filter(({ finding }) => isOpen(finding));
  const providersOf = (all: readonly Entry[]) => {
    const found = new Set(all.map(({ result }) => result.provider));
    return providers.filter((provider) => found.has(provider));
  };
  const login = firstText(entries.map(({ finding }) => finding.subject.login)) ?? null;
  const name = firstText(entries.map(({ finding }) => finding.subject.name));
  const unknown = sorted.filter(({ finding }) => finding.verdict === 'unknown');
  const roles = rolesOf(sorted);
  return {
    key,
    name: name ?? login ?? entries[0]?.finding.subject.id ?? key,
    login,
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
    guest: entries.some(({ result }) => result.check.includes('guest')),
  };
}

/** Risks that meet in one person weigh more than the same risk twice. */
function combination({ open }: Person): number {
  const worst = new Map<string, number>();
  for (const { result, finding } of open) {
    worst.set(result.check, Math.max(worst.get(result.check) ?? 0, weightOf(finding.severity)));
  }
  return [...worst.values()].reduce((sum, weight) => sum + weight, 0);
}

/** People with something open or unknown, worst combination first; top administrators before others alike. */
export function peopleOf({ results }: Report): Person[] {
  const entries = new Map<string, Entry[]>();
  for (const result of results) {
    for (const finding of result.findings) {
      if (!isPersonal(finding)) continue;
      const entry = { result, finding };
      const key = keyOf(entry);
      const known = entries.get(key);
      if (known === undefined) entries.set(key, [entry]);
      else known.push(entry);
    }
  }
  return [...entries]
    .map(([key, all]) => personOf(key, all))
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
        compareText(a.person.key, b.person.key),
    )
    .map(({ person }) => person);
}
