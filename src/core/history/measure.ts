import { severities } from '../check.ts';
import { datasetNames } from '../datasets.ts';
import { daysBetween } from '../days.ts';
import type { DirectoryReport } from '../directory-report.ts';
import { medianOf } from '../median.ts';
import type { Report } from '../report.ts';
import { type AccountFacts, staleDays, unusedDays } from './account-facts.ts';
import { type Figure, type FigureId, figuresVersion } from './figures.ts';
import { type DisabledAt, type LeaverEntry, leaverLagOf } from './leaver-lag.ts';
import type { TrackedFinding } from './tracked-finding.ts';

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

/** Of whom it is not known whether they belong, it is not known whether they count, unless they would not in any case. */
function asked(
  accounts: readonly AccountFacts[],
  unit: 'share' | 'count',
  belongs: (facts: AccountFacts) => boolean | null,
  answer: (facts: AccountFacts) => Answer,
): Answer[] {
  return accounts.flatMap((facts): Answer[] => {
    const isOne = belongs(facts);
    if (isOne === false) return [];
    if (isOne === true) return [answer(facts)];
    return unit === 'count' && answer(facts) === false ? [] : [null];
  });
}

function isResistant({ methods }: AccountFacts): Answer {
  if (methods === null) return null;
  if (methods.some(({ strength }) => strength === 'resistant')) return true;
  return methods.some(({ strength }) => strength === 'unknown') ? null : false;
}

/** Google tells of keys and passkeys alone, so that whoever has none of them may have a phone or an app. */
function isPhoneOnly({ provider, registered, methods }: AccountFacts): Answer {
  const isNothingTold = methods === null || (methods.length === 0 && provider === 'google-workspace');
  if (isNothingTold) return registered === false ? false : null;
  return methods.length > 0 && methods.every(({ strength }) => strength === 'phone');
}

/** A day of creation that is not known stands in nobody's way who is known to have signed in before the limit. */
function isOlder({ createdAt, signIn }: AccountFacts, days: number, asOf: Date): Answer {
  if (createdAt !== null) return daysBetween(createdAt, asOf) > days;
  return signIn === 'never' ? null : true;
}

/** Younger accounts have had no time to be stale. */
function isStale(facts: AccountFacts, asOf: Date): Answer {
  const { signIn } = facts;
  if (signIn === null) return isOlder(facts, staleDays, asOf) === false ? false : null;
  return signIn === 'stale' || signIn === 'never' ? isOlder(facts, staleDays, asOf) : false;
}

function isUnused(facts: AccountFacts, asOf: Date): Answer {
  const { signIn } = facts;
  if (signIn === null) return null;
  if (signIn === 'unused' || signIn === 'stale') return true;
  return signIn === 'never' ? isOlder(facts, unusedDays, asOf) : false;
}

function isMember({ member }: AccountFacts): boolean | null {
  return member;
}

function isEnabledGuest({ kind, enabled }: AccountFacts): boolean | null {
  if (kind !== null && kind !== 'guest') return false;
  if (enabled === false) return false;
  return kind === null || enabled === null ? null : true;
}

/** One role that is privileged suffices, whatever else is held. */
function isAdmin({ member, privilege, roles }: AccountFacts): boolean | null {
  const isPrivileged = roles?.some(({ tier }) => tier === 'top' || tier === 'high') ?? false;
  if (member === false || privilege === 'none') return false;
  return member === null || (privilege === null && !isPrivileged) ? null : true;
}

/** Humans who may sign in, guests too, but for emergency accounts. */
function mayBeTop({ kind, enabled, emergency }: AccountFacts): boolean | null {
  if (emergency || kind === 'agent' || enabled === false) return false;
  return kind === null || enabled === null ? null : true;
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

function acceptedOf({ results }: Pick<Report, 'results'>, isWhole: boolean): Figure {
  const failing = results.flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'fail'));
  return figureOf(
    'exceptions',
    'count',
    failing.map(({ exception }) => exception !== undefined),
    isWhole,
  );
}

/**
 * How many of the findings are accepted, for a scan that was asked for less than all: the others stay as they stood.
 * @param figure as the scan alone tells it
 * @param standing what stands after the scan
 */
export function rememberedAcceptance({ unknown }: Figure, standing: readonly TrackedFinding[]): Figure {
  const seen = standing.filter(({ state }) => state !== 'unseen');
  const accepted = seen.map(({ state }) => state === 'accepted');
  return { ...figureOf('exceptions', 'count', accepted), unknown };
}

function disabledAtIn(accounts: readonly AccountFacts[]): DisabledAt {
  const known = new Map(accounts.map(({ provider, id, disabled }) => [`${provider}/${id}`, disabled]));
  return (provider, id) => known.get(`${provider}/${id}`)?.at ?? null;
}

/** What one scan tells by itself; how long repairs take needs history. */
export function figuresOf(
  { results, directories, notes, scan }: Pick<Report, 'results' | 'directories' | 'notes' | 'scan'>,
  accounts: readonly AccountFacts[],
  leavers: readonly LeaverEntry[] | null,
): Figure[] {
  const asOf = new Date(scan.asOf);
  const isWhole = directories.every(({ datasets }) => datasets.accounts.state === 'complete');
  const isListFaulty = notes.some(({ id }) => id === 'roster-faulty' || id === 'roster-silent');
  const over = (
    [id, unit]: [FigureId, 'share' | 'count'],
    belongs: (facts: AccountFacts) => boolean | null,
    answer: (facts: AccountFacts) => Answer,
  ) => figureOf(id, unit, asked(accounts, unit, belongs, answer), isWhole);
  const enforced = ({ enforcement }: AccountFacts) => (enforcement === null ? null : enforcement === 'enforced');
  const isTop = ({ privilege }: AccountFacts) => (privilege === null ? null : privilege === 'top');
  const stale = (facts: AccountFacts) => isStale(facts, asOf);
  return [
    over(['mfa-enforced', 'share'], isMember, enforced),
    over(['mfa-resistant', 'share'], isMember, isResistant),
    over(['phone-only', 'count'], isMember, isPhoneOnly),
    over(['stale-accounts', 'count'], isMember, stale),
    over(['stale-guests', 'count'], isEnabledGuest, stale),
    leaverLagOf(leavers, isWhole && !isListFaulty, disabledAtIn(accounts)),
    over(['top-admins', 'count'], mayBeTop, isTop),
    over(['unused-admins', 'count'], isAdmin, (facts) => isUnused(facts, asOf)),
    acceptedOf({ results }, isWhole),
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
