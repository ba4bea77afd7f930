import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Plan } from '../../src/schedule/due.ts';
import { longestNapMs } from '../../src/schedule/loop.ts';
import { type Simulation, simulate } from './simulation.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const mostRuns = 60;
const start = Date.parse('2026-11-21T00:00:00.000Z');
const tenants = ['acme', 'beta', 'gamma'];

/** Times of day in UTC that are the same every day, so that the test needs no library to know when they are. */
interface Sketch {
  minute: number;
  hours: readonly number[];
  /** Tokyo has no summer time. */
  zone: 'UTC' | 'Asia/Tokyo';
  tenants: readonly string[];
}

const sketches = fc.record<Sketch>({
  minute: fc.constantFrom(0, 1, 15, 59),
  hours: fc.uniqueArray(fc.nat(23), { minLength: 1, maxLength: 5 }),
  zone: fc.constantFrom('UTC', 'Asia/Tokyo'),
  tenants: fc.subarray(tenants, { minLength: 1 }),
});

function planOf({ minute, hours, zone, tenants: whom }: Sketch): Plan {
  return { cron: `${minute} ${hours.join(',')} * * *`, timeZone: zone, tenants: whom };
}

/** Every instant of a tenant's plans in a span of time, the first excluded; by arithmetic. */
function instantsBetween(all: readonly Sketch[], tenant: string, after: number, until: number): number[] {
  const found: number[] = [];
  for (const { minute, hours, zone, tenants: whom } of all) {
    if (!whom.includes(tenant)) continue;
    const shift = zone === 'UTC' ? 0 : 9 * hourMs;
    for (let day = Math.floor((after + shift) / dayMs) - 1; day * dayMs <= until + shift; day += 1) {
      for (const hour of hours) {
        const instant = day * dayMs + hour * hourMs + minute * minuteMs - shift;
        if (instant > after && instant <= until) found.push(instant);
      }
    }
  }
  return found;
}

/** What befalls a computer while the program waits. */
type Mishap =
  | { kind: 'none' }
  /** It sleeps: the wall clock goes on, and timers do not. */
  | { kind: 'sleep'; minutes: number }
  /** The clock is set. */
  | { kind: 'set'; minutes: number }
  /** The program wakes just before, at or just behind the next instant. */
  | { kind: 'edge'; milliseconds: number }
  /** The program is killed, and started again later. */
  | { kind: 'outage'; minutes: number };

const mishaps = (least: number) =>
  fc.oneof<fc.Arbitrary<Mishap>[]>(
    fc.constant({ kind: 'none' }),
    fc.record({ kind: fc.constant('sleep' as const), minutes: fc.nat(60 * 60) }),
    fc.record({ kind: fc.constant('set' as const), minutes: fc.integer({ min: least * 60, max: 20 * 60 }) }),
    fc.record({ kind: fc.constant('edge' as const), milliseconds: fc.integer({ min: -2, max: 2 }) }),
    fc.record({ kind: fc.constant('outage' as const), minutes: fc.nat(60 * 60) }),
  );

interface Ledger {
  /** Up to where each tenant is served: the latest beginning of its runs, else since when it is watched. */
  served: Map<string, number>;
  ran: Set<string>;
  problems: string[];
}

/** Nobody waits while a tenant is due. */
function checkNap(all: readonly Sketch[], ledger: Ledger, now: number): void {
  for (const [tenant, served] of ledger.served) {
    if (!ledger.ran.has(tenant) && served > now) ledger.served.set(tenant, now);
    const open = instantsBetween(all, tenant, ledger.served.get(tenant) ?? 0, now);
    if (open.length > 0) ledger.problems.push(`${tenant} waits for ${open.map((one) => new Date(one).toISOString())}`);
  }
}

/** Nobody is scanned without an instant that no run has answered. */
function checkRun(all: readonly Sketch[], ledger: Ledger, whom: readonly string[], now: number): void {
  for (const tenant of whom) {
    if (instantsBetween(all, tenant, ledger.served.get(tenant) ?? 0, now).length === 0) {
      ledger.problems.push(`${tenant} was scanned for nothing at ${new Date(now).toISOString()}`);
    }
    ledger.served.set(tenant, Math.max(now, ledger.ran.has(tenant) ? (ledger.served.get(tenant) ?? 0) : 0));
    ledger.ran.add(tenant);
  }
}

function nextInstantOf(all: readonly Sketch[], now: number): number {
  return Math.min(...tenants.flatMap((tenant) => instantsBetween(all, tenant, now, now + 2 * dayMs)));
}

interface Life {
  all: readonly Sketch[];
  script: readonly Mishap[];
  /** How long runs take, one after the other. */
  runMinutes: readonly number[];
  /** Without it, nothing is known behind an outage. */
  hasStore: boolean;
}

async function live({ all, script, runMinutes, hasStore }: Life): Promise<Ledger> {
  const plans = all.map(planOf);
  const planned = [...new Set(all.flatMap((one) => one.tenants))];
  const ledger: Ledger = { served: new Map(), ran: new Set(), problems: [] };
  let left = [...script];
  let runs = 0;
  let wall = start;
  let store = hasStore ? new Map<string, Date>() : null;
  while (left.length > 0) {
    if (!hasStore) ledger.ran.clear();
    for (const tenant of planned) if (!ledger.ran.has(tenant)) ledger.served.set(tenant, wall);
    let outage = 0;
    const world: Simulation = simulate({
      ...{ wall: new Date(wall), plans, store },
      onRun(at, whom) {
        checkRun(all, ledger, whom, at.wall.getTime());
        runs += 1;
        at.pass((runMinutes[runs % runMinutes.length] ?? 0) * minuteMs);
        // Where runs take longer than the time between them, there is no end of them.
        if (runs >= mostRuns) {
          left = [];
          at.stop();
        }
        return { state: 'ended', exit: 0 };
      },
      onNap(at, milliseconds) {
        const now = at.wall.getTime();
        checkNap(all, ledger, now);
        if (milliseconds < 1 || milliseconds > longestNapMs) ledger.problems.push(`a nap of ${milliseconds} ms`);
        const [mishap, ...others] = left;
        left = others;
        if (mishap === undefined) return at.stop();
        if (mishap.kind === 'sleep' || mishap.kind === 'set') at.wall = new Date(now + mishap.minutes * minuteMs);
        if (mishap.kind === 'edge') at.wall = new Date(nextInstantOf(all, now) + mishap.milliseconds - milliseconds);
        if (mishap.kind !== 'outage') return;
        outage = mishap.minutes * minuteMs;
        at.stop();
      },
    });
    await world.keep();
    store = world.store;
    wall = world.wall.getTime() + outage;
  }
  return ledger;
}

const livesUnder = (least: number) =>
  fc.record<Life>({
    all: fc.array(sketches, { minLength: 1, maxLength: 4 }),
    script: fc.array(mishaps(least), { minLength: 1, maxLength: 40, size: 'max' }),
    runMinutes: fc.array(fc.nat(30 * 60), { minLength: 1, maxLength: 5 }),
    hasStore: fc.boolean(),
  });

it('each instant is answered by one run, however long runs take, the machine sleeps, is off, or its clock is set forward', async () => {
  await fc.assert(
    fc.asyncProperty(livesUnder(0), async (life) => {
      expect((await live(life)).problems).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

it('a clock that is set back by less than a day makes no run twice, and none is left out', async () => {
  await fc.assert(
    fc.asyncProperty(livesUnder(-20), async (life) => {
      // Set back again and again, it would be behind by more than a day, of which another test tells.
      let behind = 0;
      const script = life.script.filter((mishap) => {
        if (mishap.kind !== 'set' || mishap.minutes >= 0) return true;
        behind -= mishap.minutes;
        return behind < 24 * 60;
      });
      expect((await live({ ...life, script })).problems).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
