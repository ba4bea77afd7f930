import { compareText } from '../core/compare-text.ts';
import { nextInstant } from './cron.ts';

/** When some tenants are scanned. */
export interface Plan {
  /** Five fields. */
  cron: string;
  /** IANA name. */
  timeZone: string;
  tenants: readonly string[];
}

/** A tenant whose time has come. */
export interface Due {
  tenant: string;
  /** The first instant that no run has answered yet. */
  since: Date;
  /** How many instants one run now answers; `many`: more than one. */
  instants: 'one' | 'many';
}

/** For each tenant the instant up to which all is done: its last run began then, or nothing was planned before. */
export type LastRuns = ReadonlyMap<string, Date>;

/** Since when each tenant is due whose run was begun and has not ended. */
export type Unended = ReadonlyMap<string, Date>;

/** What is kept between two looks at the clock. */
export interface Memory {
  plans: readonly Plan[];
  lastRuns: LastRuns;
  /** Tenants whose last run is none: nothing more than since when their plans are watched. */
  unrun: ReadonlySet<string>;
  /** Tenants that are due whatever the plans say, and since when. */
  owed: ReadonlyMap<string, Date>;
}

/** A last run so far ahead was told by a clock that was wrong; less far ahead, the clock was set back a little. */
export const farAheadMs = 24 * 3_600_000;

function isFarAhead(instant: Date, now: Date): boolean {
  return instant.getTime() - now.getTime() > farAheadMs;
}

function later(one: Date | undefined, other: Date): Date {
  return one !== undefined && one > other ? one : other;
}

/** Tenants of plans, each once, sorted. */
export function tenantsOf(plans: readonly Plan[]): string[] {
  return [...new Set(plans.flatMap(({ tenants }) => tenants))].sort();
}

function plansFor(tenant: string, plans: readonly Plan[]): Plan[] {
  return plans.filter(({ tenants }) => tenants.includes(tenant));
}

function earliest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((first, one) => (first === null || one < first ? one : first), null);
}

function firstAfter(tenant: string, plans: readonly Plan[], after: Date): Date | null {
  const instants = plansFor(tenant, plans).flatMap(({ cron, timeZone }) => nextInstant(cron, timeZone, after) ?? []);
  return earliest(instants);
}

/**
 * Tenants that have an instant after their last run and not after now. However many instants went by, and of however
 * many plans, a tenant is due once. A tenant without a last run is not due: nothing is known to have been missed.
 */
export function dueAt(plans: readonly Plan[], lastRuns: LastRuns, now: Date): Due[] {
  return tenantsOf(plans).flatMap((tenant) => {
    const last = lastRuns.get(tenant);
    if (last === undefined) return [];
    const since = firstAfter(tenant, plans, last);
    if (since === null || since > now) return [];
    const second = firstAfter(tenant, plans, since);
    return [{ tenant, since, instants: second !== null && second <= now ? 'many' : 'one' }];
  });
}

/** The next instant of any plan after now, and whom it concerns; null: there is none. */
export function nextAfter(plans: readonly Plan[], now: Date): { at: Date; tenants: string[] } | null {
  const next = plans.flatMap((plan) => {
    const at = nextInstant(plan.cron, plan.timeZone, now);
    return at === null ? [] : [{ plan, at }];
  });
  const at = earliest(next.map((one) => one.at));
  if (at === null) return null;
  const concerned = next.filter((one) => one.at.getTime() === at.getTime()).map(({ plan }) => plan);
  return { at, tenants: tenantsOf(concerned) };
}

/** What is due by plans, and what is owed besides. */
export function dueIn({ plans, lastRuns, owed }: Memory, now: Date): Due[] {
  const planned = dueAt(plans, lastRuns, now);
  const others = [...owed].filter(([tenant]) => !planned.some((due) => due.tenant === tenant));
  return [...planned, ...others.map(([tenant, since]): Due => ({ tenant, since, instants: 'one' }))].sort((a, b) =>
    compareText(a.tenant, b.tenant),
  );
}

function samePlans(tenant: string, before: readonly Plan[], after: readonly Plan[]): boolean {
  const shape = (plans: readonly Plan[]) =>
    JSON.stringify(
      plansFor(tenant, plans)
        .map(({ cron, timeZone }) => `${cron} ${timeZone}`)
        .sort(),
    );
  return shape(before) === shape(after);
}

/**
 * The beginning. What was missed while nothing ran is known of tenants that have a last run; of others nothing was, but
 * for a run of theirs that did not end.
 * @param stored last runs as the store knows them; of the far future they are not believed
 * @param unended since when tenants are due whose run was begun and did not end
 */
export function beginning(plans: readonly Plan[], stored: LastRuns, now: Date, unended: Unended = new Map()): Memory {
  const tenants = tenantsOf(plans);
  const believed = new Map([...stored].filter(([, began]) => !isFarAhead(began, now)));
  const owed = tenants.flatMap((tenant) => {
    const since = unended.get(tenant);
    return since === undefined ? [] : [[tenant, since] as const];
  });
  const memory: Memory = {
    plans,
    lastRuns: new Map(tenants.map((tenant) => [tenant, believed.get(tenant) ?? now])),
    unrun: new Set(tenants.filter((tenant) => !believed.has(tenant))),
    owed: new Map(owed),
  };
  return answered(memory, believed, now);
}

/**
 * Takes over plans that were read anew. What was due by the old ones stays due; instants of a plan that was not there
 * when they went by are nobody's.
 */
export function adopted(memory: Memory, plans: readonly Plan[], now: Date): Memory {
  const due = new Map(dueIn(memory, now).map(({ tenant, since }) => [tenant, since]));
  const lastRuns = new Map<string, Date>();
  const unrun = new Set<string>();
  const owed = new Map<string, Date>();
  for (const tenant of tenantsOf(plans)) {
    const last = memory.lastRuns.get(tenant);
    const isSame = last !== undefined && samePlans(tenant, memory.plans, plans);
    const since = due.get(tenant);
    lastRuns.set(tenant, isSame ? last : later(last, now));
    if (last === undefined || memory.unrun.has(tenant)) unrun.add(tenant);
    if (since !== undefined && (!isSame || memory.owed.has(tenant))) owed.set(tenant, since);
  }
  return { plans, lastRuns, unrun, owed };
}

/** After the clock was set back: nobody waits for a future that it only seemed to have reached. */
export function settled(memory: Memory, now: Date): Memory {
  const isAhead = (tenant: string, last: Date) => isFarAhead(last, now) || (memory.unrun.has(tenant) && last > now);
  const lastRuns = new Map([...memory.lastRuns].map(([tenant, last]) => [tenant, isAhead(tenant, last) ? now : last]));
  // What is owed since later than now would be owed again after each run.
  const owed = new Map([...memory.owed].map(([tenant, since]) => [tenant, since > now ? now : since]));
  return { ...memory, lastRuns, owed };
}

/** After runs began at these instants, here or elsewhere: all that was due of these tenants until then is answered. */
export function answered(memory: Memory, began: LastRuns, now: Date): Memory {
  const lastRuns = new Map(memory.lastRuns);
  const unrun = new Set(memory.unrun);
  const owed = new Map(memory.owed);
  for (const [tenant, at] of began) {
    if (!lastRuns.has(tenant) || isFarAhead(at, now)) continue;
    lastRuns.set(tenant, later(lastRuns.get(tenant), at));
    unrun.delete(tenant);
    const since = owed.get(tenant);
    if (since !== undefined && at >= since) owed.delete(tenant);
  }
  return { ...memory, lastRuns, unrun, owed };
}
