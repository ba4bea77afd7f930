import {
  adopted,
  answered,
  beginning,
  type Due,
  dueIn,
  type LastRuns,
  nextAfter,
  type Plan,
  settled,
  type Unended,
} from './due.ts';
import type { ScheduleEvent } from './events.ts';
import type { Standing } from './standing.ts';

/** How a run ended. */
export type RunEnd =
  | { state: 'ended'; exit: number }
  /** It could not begin, and nobody was contacted: it stays due. */
  | { state: 'refused'; exit: number }
  /** The signal ended it. */
  | { state: 'interrupted' };

/** Plans as they are now, or that they cannot be read; why was told already. */
export type ReadPlans = { state: 'read'; plans: readonly Plan[] } | { state: 'broken' };

/** All that the loop touches. */
export interface ScheduleWorld {
  now(): Date;
  /** Milliseconds on a clock that nobody sets. */
  elapsed(): number;
  /** Waits, and ends early without an error when the signal asks for it. */
  nap(milliseconds: number): Promise<void>;
  signal: AbortSignal;
  readPlans(): Promise<ReadPlans>;
  /** When the newest scan of each tenant began, as the store knows; null: it cannot be asked. */
  lastRuns(tenants: readonly string[]): Promise<LastRuns | null>;
  /** What `keepUnended` was told last, by this program or one before it; nothing where that is not known. */
  unended(): Promise<Unended>;
  /** Keeps, beyond the end of this program, whose run is begun; with nobody in it, that none is. */
  keepUnended(begun: Unended): Promise<void>;
  run(tenants: readonly string[]): Promise<RunEnd>;
  tell(event: ScheduleEvent): void;
}

export interface ScheduleStart {
  plans: readonly Plan[];
  /** All tenants are due at once. */
  scanNow: boolean;
  /** Ends when nothing is due, or after one run. */
  once: boolean;
}

/** How the loop ended: by a signal in the middle of a run, or with an exit status. */
export type ScheduleEnd = { state: 'interrupted' } | { state: 'ended'; exit: number };

export interface Timekeeper {
  keep(): Promise<ScheduleEnd>;
  standing(): Standing;
}

/** A timer does not notice a clock that is set or a machine that slept, so that none is longer. */
export const longestNapMs = 60_000;
/** After a run that could not begin. */
export const retryMs = 5 * 60_000;

/** Scans what is due, one run at a time, until the signal. */
export function timekeeper(world: ScheduleWorld, { plans, scanNow, once }: ScheduleStart): Timekeeper {
  let memory = beginning(plans, new Map(), world.now());
  let isBroken = false;
  let retryAt = 0;
  let beatAt = world.elapsed();
  let running: Standing['running'] = null;
  const last = new Map<string, { startedAt: Date; exit: number; done: boolean }>();
  let planned = '';

  async function begin(): Promise<void> {
    const tenants = [...memory.lastRuns.keys()];
    const stored = await world.lastRuns(tenants);
    const unended = await world.unended();
    const now = world.now();
    memory = beginning(plans, stored ?? new Map(), now, unended);
    if (unended.size > 0 && memory.owed.size === 0) await world.keepUnended(new Map());
    if (scanNow) memory = { ...memory, owed: new Map(tenants.map((tenant) => [tenant, now])) };
  }

  async function readAgain(): Promise<void> {
    const found = await world.readPlans();
    if (found.state === 'read') {
      memory = adopted(memory, found.plans, world.now());
      for (const tenant of last.keys()) if (!memory.lastRuns.has(tenant)) last.delete(tenant);
      if (isBroken) retryAt = 0;
    }
    isBroken = found.state === 'broken';
  }

  /** Whom no other run has scanned since it was due. */
  async function stillDue(due: readonly Due[]): Promise<{ due: readonly Due[]; known: LastRuns | null }> {
    const known = await world.lastRuns(due.map(({ tenant }) => tenant));
    if (known === null) return { due, known };
    const now = world.now();
    memory = answered(memory, known, now);
    const still = dueIn(memory, now);
    const gone = due.filter(({ tenant }) => !still.some((one) => one.tenant === tenant));
    if (gone.length > 0) world.tell({ type: 'answered', tenants: gone.map(({ tenant }) => tenant) });
    if (still.length === 0) await world.keepUnended(new Map());
    return { due: still, known };
  }

  /** Where something could not be read, or a tenant broke off, the store knows whose scan is there all the same. */
  async function remember(tenants: readonly string[], startedAt: Date, exit: number, known: LastRuns | null) {
    const isPlain = exit === 0 || exit === 1;
    const after = isPlain || exit === 2 || known === null ? null : await world.lastRuns(tenants);
    for (const tenant of tenants) {
      const isNew = after !== null && after.get(tenant)?.getTime() !== known?.get(tenant)?.getTime();
      last.set(tenant, { startedAt, exit, done: isPlain || isNew });
    }
  }

  async function runDue(found: readonly Due[]): Promise<RunEnd | null> {
    const { due, known } = await stillDue(found);
    if (due.length === 0) return null;
    const tenants = due.map(({ tenant }) => tenant);
    const startedAt = world.now();
    running = { tenants, since: world.elapsed() };
    world.tell({ type: 'begins', due, at: startedAt });
    await world.keepUnended(new Map(due.map(({ tenant, since }) => [tenant, since])));
    const end = await world.run(tenants);
    if (end.state === 'interrupted') return end;
    const took = world.elapsed() - running.since;
    if (end.state === 'refused') retryAt = world.elapsed() + retryMs;
    else memory = answered(memory, new Map(tenants.map((tenant) => [tenant, startedAt])), startedAt);
    if (end.state === 'ended') await world.keepUnended(new Map());
    await remember(tenants, startedAt, end.exit, known);
    running = null;
    beatAt = world.elapsed();
    world.tell({ type: end.state, tenants, exit: end.exit, milliseconds: took });
    planned = '';
    return end;
  }

  /** Looks once at what is due. */
  async function round(): Promise<RunEnd | null> {
    await readAgain();
    const now = world.now();
    memory = settled(memory, now);
    const due = dueIn(memory, now);
    if (due.length === 0 || isBroken || world.elapsed() < retryAt || world.signal.aborted) return null;
    return runDue(due);
  }

  function tellNext(): number {
    const now = world.now();
    const next = nextAfter(memory.plans, now);
    const word = next === null ? 'none' : `${next.at.toISOString()} ${next.tenants.join(' ')}`;
    if (word !== planned) world.tell({ type: 'planned', next });
    planned = word;
    const waits = [longestNapMs];
    if (next !== null) waits.push(next.at.getTime() - now.getTime());
    if (retryAt > world.elapsed()) waits.push(retryAt - world.elapsed());
    return Math.max(1, Math.ceil(Math.min(...waits)));
  }

  return {
    async keep() {
      await begin();
      while (!world.signal.aborted) {
        beatAt = world.elapsed();
        const end = await round();
        if (end?.state === 'interrupted') return end;
        if (once) return { state: 'ended', exit: end?.exit ?? 0 };
        if (end?.state !== 'ended' && !world.signal.aborted) await world.nap(tellNext());
      }
      return { state: 'ended', exit: 0 };
    },
    standing: () => ({
      next: nextAfter(memory.plans, world.now())?.at ?? null,
      running,
      last,
      isBroken,
      beatAt,
    }),
  };
}
