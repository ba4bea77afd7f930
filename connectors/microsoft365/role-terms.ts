import type { Role } from '../../src/core/rows/role.ts';

/** How long somebody holds something. */
export interface Term {
  /** Null: no end is known. */
  endsAt: string | null;
  /** As that of a role. */
  permanent: NonNullable<Role['permanent']> | null;
}

/** Always, and without an end. */
export const forEver: Term = { endsAt: null, permanent: true };
/** It cannot be told. */
export const untold: Term = { endsAt: null, permanent: null };

/** What PIM tells of one way in which something is held. */
export interface Instance {
  assignmentType?: string | null | undefined;
  endDateTime?: string | null | undefined;
}

function latest(ends: readonly string[]): string | null {
  return ends.reduce<string | null>((last, end) => {
    return last === null || Date.parse(end) > Date.parse(last) ? end : last;
  }, null);
}

/** The term of something that may be held in several ways at once; of what is held in none, it is not told. */
export function termOf(instances: readonly Instance[]): Term {
  if (instances.length === 0) return untold;
  const endless = instances.filter(({ endDateTime }) => !endDateTime);
  if (endless.length === 0)
    return { endsAt: latest(instances.flatMap((way) => way.endDateTime ?? [])), permanent: false };
  const types = endless.map(({ assignmentType }) => assignmentType?.toLowerCase());
  if (types.includes('assigned')) return forEver;
  return types.every((type) => type === 'activated') ? { endsAt: null, permanent: false } : untold;
}

/** The term of what is held only as long as two other things are. */
export function shorter(one: Term, other: Term): Term {
  const ends = [one, other].flatMap(({ endsAt }) => endsAt ?? []);
  const endsAt = ends.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
  if (one.permanent === false || other.permanent === false) return { endsAt, permanent: false };
  return { endsAt, permanent: one.permanent === null || other.permanent === null ? null : true };
}
