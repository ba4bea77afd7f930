import type { LastRuns, Plan, Unended } from '../../src/schedule/due.ts';
import type { ScheduleEvent } from '../../src/schedule/events.ts';
import { type ReadPlans, type RunEnd, type ScheduleEnd, type Timekeeper, timekeeper } from '../../src/schedule/loop.ts';

export interface Run {
  tenants: readonly string[];
  began: Date;
}

/** A computer with two clocks: one that people set, and one that only ever goes on while it is awake. */
export interface Simulation {
  wall: Date;
  mono: number;
  runs: Run[];
  events: ScheduleEvent[];
  naps: number[];
  /** When the newest scan of each tenant began; null: it cannot be asked. */
  store: Map<string, Date> | null;
  /** What is kept of runs that were begun and did not end. */
  unended: Unended;
  keeper: Timekeeper;
  /** Goes on for a while; both clocks do. */
  pass(milliseconds: number): void;
  /** Lets the program run until `onNap` stops it. */
  keep(): Promise<ScheduleEnd>;
  stop(): void;
}

export interface SimulationOptions {
  wall: string | Date;
  plans: readonly Plan[];
  scanNow?: boolean;
  once?: boolean;
  store?: ReadonlyMap<string, Date> | null;
  unended?: Unended;
  /** Tenants whose scans do not reach the store. */
  unstored?: readonly string[];
  /** Called when the loop begins to wait, before time passes. Without it, it stops at the first nap. */
  onNap?(world: Simulation, milliseconds: number): void;
  onRun?(world: Simulation, tenants: readonly string[]): RunEnd | Promise<RunEnd>;
  readPlans?(world: Simulation): ReadPlans;
}

const done: RunEnd = { state: 'ended', exit: 0 };

/** Plays the schedule in a world in which waiting takes no time. */
export function simulate(options: SimulationOptions): Simulation {
  const { plans, onRun = () => done, onNap = (world) => world.stop(), readPlans } = options;
  const controller = new AbortController();
  let isRunning = false;
  const store = options.store === null ? null : new Map(options.store ?? []);
  const start = { plans, scanNow: options.scanNow ?? false, once: options.once ?? false };
  const bare: Omit<Simulation, 'keeper' | 'keep'> = {
    ...{ wall: new Date(options.wall), mono: 0, runs: [], events: [], naps: [], store },
    unended: options.unended ?? new Map(),
    pass(milliseconds) {
      bare.wall = new Date(bare.wall.getTime() + milliseconds);
      bare.mono += milliseconds;
    },
    stop: () => controller.abort(),
  };
  const world = bare as Simulation;
  world.keeper = timekeeper(
    {
      now: () => world.wall,
      elapsed: () => world.mono,
      async nap(milliseconds) {
        world.naps.push(milliseconds);
        onNap(world, milliseconds);
        world.pass(milliseconds);
      },
      signal: controller.signal,
      async readPlans() {
        return readPlans === undefined ? { state: 'read', plans } : readPlans(world);
      },
      async lastRuns(tenants): Promise<LastRuns | null> {
        const known = world.store;
        return known && new Map([...known].filter(([tenant]) => tenants.includes(tenant)));
      },
      unended: async () => world.unended,
      async keepUnended(begun) {
        world.unended = begun;
      },
      async run(tenants) {
        if (isRunning) throw new Error('two runs at once');
        isRunning = true;
        const began = world.wall;
        const end = await onRun(world, tenants);
        isRunning = false;
        if (end.state !== 'ended') return end;
        world.runs.push({ tenants, began });
        for (const tenant of tenants) if (!options.unstored?.includes(tenant)) world.store?.set(tenant, began);
        return end;
      },
      tell: (event) => world.events.push(event),
    },
    start,
  );
  world.keep = () => world.keeper.keep();
  return world;
}
