import { severities } from '../check.ts';
import { datasetNames } from '../datasets.ts';
import { daysBetween } from '../days.ts';
import type { LeaversReport } from '../people-report.ts';
import type { DirectoryReport, Report } from '../report.ts';
import { type AccountFacts, staleDays, unusedDays } from './account-facts.ts';

/** Changes when a definition does, so that nobody compares what cannot be compared. */
export const figuresVersion = 1;

export const figureIds = [
  'mfa-enforced',
  'mfa-resistant',
  'phone-only',
  'stale-accounts',
  'stale-guests',
  'leaver-lag',
  'top-admins',
  'unused-admins',
  'exceptions',
  'time-to-fix-critical',
  'time-to-fix-high',
  'time-to-fix-medium',
  'time-to-fix-low',
  'coverage',
] as const;
export type FigureId = (typeof figureIds)[number];

/** `share`: numerator of denominator. `count`: the numerator. `hours`: a median over the numerator's cases. */
export type FigureUnit = 'share' | 'count' | 'hours';

/**
 * One measure of a tenant at one scan, defined the same for every tenant, whatever its options.
 * docs/history.md has the definitions.
 */
export interface Figure {
  id: FigureId;
  version: number;
  unit: FigureUnit;
  /** The share from 0 to 1, the count, or hours. Null: nobody could tell, or there is nobody to tell of. */
  value: number | null;
  numerator: number;
  /** Of how many that could be told. */
  denominator: number;
  /** Of how many more it could not be told; null: nobody knows how many, since accounts could not be read. */
  unknown: number | null;
}

type Answer = boolean | null;

function figureOf(id: FigureId, unit: 'share' | 'count', answers: readonly Answer[], isWhole: boolean = true): Figure {
  const numerator = answers.filter((answer) => answer === true).length;
  const denominator = answers.filter((answer) => answer !== null).length;
  const unknown = isWhole ? answers.length - denominator : null;
  const value = unit === 'share' ? (denominator === 0 ? null : numerator / denominator) : numerator;
  // Where nobody could be judged there is no count.
  return {
    ...{ id, version: figuresVersion, unit, numerator, denominator, unknown },
    value: denominator === 0 && unknown !== 0 ? null : value,
  };
}

/** An answer about somebody of whom it is not known whether they count is not known. */
function answered(belongs: boolean | null, answer: () => Answer): Answer[] {
  if (belongs === false) return [];
  return [belongs === null ? null : answer()];
}

function asked(
  accounts: readonly AccountFacts[],
  belongs: (facts: AccountFacts) => boolean | null,
  answer: (facts: AccountFacts) => Answer,
): Answer[] {
  return accounts.flatMap((facts) => answered(belongs(facts), () => answer(facts)));
}

function isResistant({ registered, methods }: AccountFacts): Answer {
  if (registered === false) return false;
  if (methods === null) return null;
  if (methods.some(({ strength }) => strength === 'resistant')) return true;
  return methods.some(({ strength }) => strength === 'unknown') ? null : false;
}

function isPhoneOnly({ registered, methods }: AccountFacts): Answer {
  if (registered === false) return false;
  if (methods === null) return null;
  return methods.length > 0 && methods.every(({ strength }) => strength === 'phone');
}

/** Younger accounts have had no time to be unused. */
function isStale({ signIn, createdAt }: AccountFacts, asOf: Date): Answer {
  if (signIn === null) return null;
  if (signIn === 'stale') return true;
  if (signIn !== 'never') return false;
  return createdAt === null ? null : daysBetween(createdAt, asOf) > staleDays;
}

function isUnused({ signIn, createdAt }: AccountFacts, asOf: Date): Answer {
  if (signIn === null) return null;
  if (signIn === 'unused' || signIn === 'stale') return true;
  if (signIn !== 'never') return false;
  return createdAt === null ? null : daysBetween(createdAt, asOf) > unusedDays;
}

function isMember({ member }: AccountFacts): boolean | null {
  return member;
}

function isEnabledGuest({ kind, enabled }: AccountFacts): boolean | null {
  if (kind !== null && kind !== 'guest') return false;
  if (enabled === false) return false;
  return kind === null || enabled === null ? null : true;
}

function isAdmin({ member, privilege }: AccountFacts): boolean | null {
  if (member === false || privilege === 'none') return false;
  return member === null || privilege === null ? null : true;
}

/** Humans who may sign in, guests too; emergency accounts are members for nobody, so that they are left out. */
function mayBeTop({ member, kind, enabled }: AccountFacts): boolean | null {
  if (kind === 'guest') return enabled;
  return member;
}

function lagOf(leavers: LeaversReport | null): Figure {
  const known = leavers?.known ?? 0;
  return {
    ...{ id: 'leaver-lag', version: figuresVersion, unit: 'hours', value: leavers?.medianHours ?? null },
    ...{ numerator: known, denominator: leavers?.persons.length ?? 0, unknown: leavers?.unknown ?? 0 },
  };
}

function coverageOf(directories: readonly DirectoryReport[]): Figure {
  const datasets = directories.flatMap((directory) => datasetNames.map((name) => directory.datasets[name]));
  const offered = datasets.filter(({ gap }) => gap?.kind !== 'unsupported');
  return figureOf(
    'coverage',
    'share',
    offered.map(({ state }) => state === 'complete'),
  );
}

function acceptedOf({ results }: Pick<Report, 'results'>): Figure {
  const failing = results.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'fail'));
  return figureOf(
    'exceptions',
    'count',
    failing.map(({ exception }) => exception !== undefined),
  );
}

/** What one scan tells by itself; how long repairs take needs history. */
export function figuresOf(
  { results, directories, leavers, scan }: Pick<Report, 'results' | 'directories' | 'leavers' | 'scan'>,
  accounts: readonly AccountFacts[],
): Figure[] {
  const asOf = new Date(scan.asOf);
  const isWhole = directories.every(({ datasets }) => datasets.accounts.state === 'complete');
  const over = (
    [id, unit]: [FigureId, 'share' | 'count'],
    belongs: (facts: AccountFacts) => boolean | null,
    answer: (facts: AccountFacts) => Answer,
  ) => figureOf(id, unit, asked(accounts, belongs, answer), isWhole);
  const enforced = ({ enforcement }: AccountFacts) => (enforcement === null ? null : enforcement === 'enforced');
  const isTop = ({ privilege }: AccountFacts) => (privilege === null ? null : privilege === 'top');
  const stale = (facts: AccountFacts) => isStale(facts, asOf);
  return [
    over(['mfa-enforced', 'share'], isMember, enforced),
    over(['mfa-resistant', 'share'], isMember, isResistant),
    over(['phone-only', 'count'], isMember, isPhoneOnly),
    over(['stale-accounts', 'count'], isMember, stale),
    over(['stale-guests', 'count'], isEnabledGuest, stale),
    lagOf(leavers),
    over(['top-admins', 'count'], mayBeTop, isTop),
    over(['unused-admins', 'count'], isAdmin, (facts) => isUnused(facts, asOf)),
    acceptedOf({ results }),
    coverageOf(directories),
  ];
}

/** A finding that was repaired, or is still open, with its severity. */
export interface Repair {
  severity: (typeof severities)[number];
  /** Hours from the scan that saw it first to the one that saw it gone; null: it stands. */
  hours: number | null;
  /** Nobody can see whether it stands. */
  unseen: boolean;
}

function medianOf(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/**
 * Median hours to repair by severity, over what was repaired within the last 90 days, beside what stands.
 * @param repairs of the last 90 days, with all that stands
 */
export function timeToFixOf(repairs: readonly Repair[]): Figure[] {
  return severities.toReversed().map((severity): Figure => {
    const mine = repairs.filter((repair) => repair.severity === severity);
    const hours = mine.flatMap((repair) => repair.hours ?? []);
    const unknown = mine.filter(({ unseen }) => unseen).length;
    return {
      ...{ id: `time-to-fix-${severity}`, version: figuresVersion, unit: 'hours', value: medianOf(hours) },
      ...{ numerator: hours.length, denominator: mine.length - unknown, unknown },
    };
  });
}
