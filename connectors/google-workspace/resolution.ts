import type { Gap } from '../../src/core/gap.ts';
import type { Setting } from '../../src/core/rows/policy.ts';
import { type Condition, conditionOf } from './policy-query.ts';

/** Whether something holds for an account. A gap: it cannot be told, and why. */
export type Match = boolean | Gap;

/** Where an account stands in the directory. */
export interface Standing {
  /** In the organisational unit, or below it. */
  isIn(unitId: string): Match;
  /** A member of the group, directly or through groups. */
  belongsTo(groupId: string): Match;
}

const licences: Gap = {
  kind: 'unsupported',
  detail: 'no read-only permission shows the licences that a setting is limited to',
};
const otherWords: Gap = {
  kind: 'unsupported',
  detail: 'a setting is limited in words that this version does not know',
};

function opposite(match: Match): Match {
  return typeof match === 'boolean' ? !match : match;
}

/** One `decisive` decides; else one that is in doubt leaves all in doubt. */
function combined(matches: readonly Match[], decisive: boolean): Match {
  if (matches.includes(decisive)) return decisive;
  return matches.find((match) => typeof match === 'object') ?? !decisive;
}

/** Whether a condition holds, in three values. */
export function holds(condition: Condition, standing: Standing): Match {
  switch (condition.is) {
    case 'everybody':
      return true;
    case 'unit':
      return standing.isIn(condition.id);
    case 'group':
      return standing.belongsTo(condition.id);
    case 'licensed':
      return licences;
    case 'unreadable':
      return otherWords;
    case 'not':
      return opposite(holds(condition.of, standing));
    default:
      return combined(
        condition.of.map((part) => holds(part, standing)),
        condition.is === 'any',
      );
  }
}

/** A setting with whom it is for. */
export interface Rule {
  setting: Setting;
  condition: Condition;
}

/** The rules of one setting, from the one that wins to the last; rules of equal rank are a step together. */
export type Ladder = readonly (readonly Rule[])[];

function orderOf({ sortOrder }: Setting): number {
  return sortOrder ?? Number.NEGATIVE_INFINITY;
}

function before(a: Setting, b: Setting): number {
  const [left, right] = [orderOf(a), orderOf(b)];
  if (left !== right) return left > right ? -1 : 1;
  if (a.origin !== b.origin) return a.origin === 'admin' ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export function ladderOf(settings: readonly Setting[]): Ladder {
  const steps: Rule[][] = [];
  let last: Setting | undefined;
  for (const setting of settings.toSorted(before)) {
    const isLevel = last !== undefined && orderOf(last) === orderOf(setting) && last.origin === setting.origin;
    const step = isLevel ? steps.at(-1) : undefined;
    const rule = { setting, condition: conditionOf(setting) };
    if (step === undefined) steps.push([rule]);
    else step.push(rule);
    last = setting;
  }
  return steps;
}

/** One field of a setting: where it is, what it may hold, and what Google takes when nobody set it. */
export interface Field<T> {
  name: string;
  /** Undefined for what is not as documented. */
  read: (raw: unknown) => T | undefined;
  fallback: T;
}

/** What holds for an account, and the setting that decides; null: nobody set it. Or why that cannot be told. */
export type Resolved<T> = { value: T; by: Setting | null } | { gap: Gap };

interface Possible<T> {
  value: T | undefined;
  by: Setting | null;
  /** Null: it certainly holds. */
  doubt: Gap | null;
}

/** Every value that the field may have, down to the first that certainly holds: the last. */
function possibilities<T>(ladder: Ladder, { name, read, fallback }: Field<T>, standing: Standing) {
  const likely: Possible<T>[] = [];
  for (const step of ladder) {
    const sure: Possible<T>[] = [];
    for (const { setting, condition } of step) {
      const raw = setting.value[name];
      if (raw == null) continue;
      const match = holds(condition, standing);
      if (match === true) sure.push({ value: read(raw), by: setting, doubt: null });
      else if (match !== false) likely.push({ value: read(raw), by: setting, doubt: match });
    }
    const last = sure.pop();
    if (last !== undefined) return { likely: [...likely, ...sure], last };
  }
  const unset: Possible<T> = { value: fallback, by: null, doubt: null };
  return { likely, last: unset };
}

function odd(by: Setting | null | undefined, name: string): Gap {
  const where = `policies.list: ${by?.setting ?? 'setting'}.${name}`;
  return { kind: 'malformed', detail: `${where}: not as documented, or set twice with the same order` };
}

/**
 * What one field of a setting is for an account, as Google works it out: of the rules that hold, the one with the
 * greatest order wins, field by field. A rule that may or may not hold matters only if it could change the outcome.
 */
export function resolve<T extends string | boolean | null>(
  ladder: Ladder,
  field: Field<T>,
  standing: Standing,
): Resolved<T> {
  const { likely, last } = possibilities(ladder, field, standing);
  const { value, by } = last;
  const differing = [...likely, last].filter((other) => other.value === undefined || other.value !== value);
  if (value !== undefined && differing.length === 0) return { value, by };
  return { gap: differing.find(({ doubt }) => doubt !== null)?.doubt ?? odd(differing[0]?.by, field.name) };
}
