import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/schedule/due.ts';
import { longestNapMs, type RunEnd, retryMs } from '../../src/schedule/loop.ts';
import { healthOf, isStuck } from '../../src/schedule/standing.ts';
import { type Run, type Simulation, type SimulationOptions, simulate } from './simulation.ts';

const nightly: Plan = { cron: '15 3 * * *', timeZone: 'UTC', tenants: ['acme', 'beta'] };
const at = (instant: string) => new Date(`2026-11-${instant}:00.000Z`);
const minuteMs = 60_000;

function begunIn({ runs }: { runs: readonly Run[] }): string[] {
  return runs.map(({ tenants, began }) => `${began.toISOString().slice(8, 16)} ${tenants.join(' ')}`);
}

function until(instant: Date, then: SimulationOptions['onNap'] = undefined): NonNullable<SimulationOptions['onNap']> {
  return (world, milliseconds) => {
    if (world.wall >= instant) world.stop();
    then?.(world, milliseconds);
  };
}

async function play(options: Partial<SimulationOptions>): Promise<Simulation> {
  const world = simulate({ wall: at('21T03:10'), plans: [nightly], ...options });
  await world.keep();
  return world;
}

describe('an undisturbed night', () => {
  it('is one run at the very instant, in naps of a minute at most', async () => {
    const world = await play({ onNap: until(at('21T04:00')) });
    expect(begunIn(world)).toEqual(['21T03:15 acme beta']);
    expect(Math.max(...world.naps)).toBe(longestNapMs);
    expect(world.events.map(({ type }) => type)).toEqual(['planned', 'begins', 'ended', 'planned']);
  });

  it('wakes at the instant, and not up to a minute later', async () => {
    const world = await play({ wall: new Date(at('21T03:14').getTime() + 500), onNap: until(at('21T03:20')) });
    expect(world.naps.slice(0, 2)).toEqual([59_500, 60_000]);
    expect(begunIn(world)).toEqual(['21T03:15 acme beta']);
  });
});

describe('the first start', () => {
  it('scans nothing at once where nothing is known', async () => {
    expect((await play({ wall: at('21T09:00') })).runs).toEqual([]);
  });

  it('makes up once for what was missed since the last scan', async () => {
    const store = new Map([['acme', at('18T03:15')]]);
    const world = await play({ wall: at('21T09:00'), store });
    expect(begunIn(world)).toEqual(['21T09:00 acme']);
    expect(world.events[0]).toMatchObject({
      type: 'begins',
      due: [{ tenant: 'acme', since: at('19T03:15'), instants: 'many' }],
    });
  });

  it('makes nothing up where the store cannot be asked', async () => {
    const world = await play({ store: null, wall: at('21T03:10'), onNap: until(at('21T04:00')) });
    expect(begunIn(world)).toEqual(['21T03:15 acme beta']);
  });

  it('scans all tenants at once where that was asked for, and then by plan', async () => {
    const world = await play({ scanNow: true, onNap: until(at('21T04:00')) });
    expect(begunIn(world)).toEqual(['21T03:10 acme beta', '21T03:15 acme beta']);
  });

  it('ends after one look where that was asked for', async () => {
    const keep = (options: Partial<SimulationOptions>) =>
      simulate({ wall: at('21T09:00'), plans: [nightly], once: true, ...options }).keep();
    expect(await keep({})).toEqual({ state: 'ended', exit: 0 });
    const missed = { store: new Map([['acme', at('18T03:15')]]) };
    expect(await keep({ ...missed, onRun: () => ({ state: 'ended', exit: 3 }) })).toEqual({ state: 'ended', exit: 3 });
    expect(await keep({ ...missed, onRun: () => ({ state: 'refused', exit: 2 }) })).toEqual({
      state: 'ended',
      exit: 2,
    });
  });
});

describe('what falls due while a run goes on', () => {
  it('is done after it, once', async () => {
    const hourly: Plan = { cron: '0 * * * *', timeZone: 'UTC', tenants: ['acme'] };
    let runs = 0;
    const world = await play({
      plans: [hourly],
      onNap: until(at('21T07:30')),
      onRun(one) {
        runs += 1;
        one.pass(runs === 1 ? 150 * minuteMs : 5 * minuteMs);
        return { state: 'ended', exit: 0 };
      },
    });
    expect(begunIn(world)).toEqual(['21T04:00 acme', '21T06:30 acme', '21T07:00 acme']);
  });

  it('waits for runs of other tenants, since they share the folder', async () => {
    const later: Plan = { cron: '30 3 * * *', timeZone: 'UTC', tenants: ['gamma'] };
    const world = await play({
      plans: [nightly, later],
      onNap: until(at('21T05:00')),
      onRun(one) {
        one.pass(60 * minuteMs);
        return { state: 'ended', exit: 0 };
      },
    });
    expect(begunIn(world)).toEqual(['21T03:15 acme beta', '21T04:15 gamma']);
  });
});

describe('a clock that is set back', () => {
  it('makes no run again and again of one that was owed', async () => {
    let tries = 0;
    const world = await play({
      ...{ wall: at('21T09:00'), scanNow: true, onNap: until(at('21T08:30')) },
      onRun(one) {
        tries += 1;
        if (tries > 4) one.stop();
        if (tries > 1) return { state: 'ended', exit: 0 };
        one.wall = at('21T08:00');
        return { state: 'refused', exit: 2 };
      },
    });
    expect(tries).toBe(2);
    expect(begunIn(world)).toEqual(['21T08:05 acme beta']);
  });

  it('believes no beginning of a later day than today', async () => {
    const unended = new Map([['acme', at('25T03:15')]]);
    const world = await play({
      ...{ wall: at('21T09:00'), unended, onNap: until(at('21T09:30')) },
      onRun(one) {
        if (one.runs.length > 3) one.stop();
        return { state: 'ended', exit: 0 };
      },
    });
    expect(begunIn(world)).toEqual(['21T09:00 acme']);
  });
});

describe('a run that could not begin', () => {
  it('stays due, and is tried again after five minutes', async () => {
    let tries = 0;
    const world = await play({
      onNap: until(at('21T04:00')),
      onRun: () => {
        tries += 1;
        return tries < 3 ? { state: 'refused', exit: 2 } : { state: 'ended', exit: 0 };
      },
    });
    expect(begunIn(world)).toEqual(['21T03:25 acme beta']);
    expect(tries).toBe(3);
    expect(retryMs).toBe(5 * minuteMs);
  });

  it('is not tried again for tenants that another run has scanned since', async () => {
    const world = await play({
      onNap: until(at('21T04:00')),
      onRun(one, tenants) {
        if (tenants.length === 1) return { state: 'ended', exit: 0 };
        one.store?.set('acme', at('21T03:15'));
        return { state: 'refused', exit: 2 };
      },
    });
    expect(begunIn(world)).toEqual(['21T03:20 beta']);
    expect(world.events).toContainEqual({ type: 'answered', tenants: ['acme'] });
  });

  it('is not due at the next start either where another run has scanned all of them since', async () => {
    const world = await play({
      onNap: until(at('21T04:00')),
      onRun(one, tenants) {
        for (const tenant of tenants) one.store?.set(tenant, at('21T03:15'));
        return { state: 'refused', exit: 2 };
      },
    });
    expect(world.runs).toEqual([]);
    expect(world.unended.size).toBe(0);
  });
});

describe('a configuration that breaks', () => {
  const broken = (world: Simulation) => world.wall < at('21T03:40') && world.wall > at('21T03:12');
  const readPlans: SimulationOptions['readPlans'] = (world) =>
    broken(world) ? { state: 'broken' } : { state: 'read', plans: [nightly] };

  it('holds up what is due by the last good plan, and it is done once when the file is right', async () => {
    const states = new Map<string, string>();
    const world = await play({
      readPlans,
      onNap: until(at('21T05:00'), (one) => {
        states.set(one.wall.toISOString().slice(11, 16), healthOf(one.keeper.standing(), one.mono).status);
      }),
    });
    expect(begunIn(world)).toEqual(['21T03:40 acme beta']);
    expect([states.get('03:12'), states.get('03:13'), states.get('03:20'), states.get('04:00')]).toEqual([
      ...['ok', 'configuration', 'configuration', 'ok'],
    ]);
  });

  it('goes by new plans as soon as they are there', async () => {
    const noon: Plan = { ...nightly, cron: '0 12 * * *', tenants: ['gamma'] };
    const world = await play({
      readPlans: (one) => ({ state: 'read', plans: one.wall < at('21T03:12') ? [nightly] : [noon] }),
      onNap: until(at('21T13:00')),
    });
    expect(begunIn(world)).toEqual(['21T12:00 gamma']);
  });
});

describe('a signal', () => {
  it('ends the loop with 0 while nothing is scanned', async () => {
    const world = simulate({ wall: at('21T03:10'), plans: [nightly] });
    expect(await world.keep()).toEqual({ state: 'ended', exit: 0 });
  });

  it('that ends a run is told, and nothing more is begun', async () => {
    const world = simulate({
      ...{ wall: at('21T03:15'), plans: [nightly], scanNow: true },
      onRun(one) {
        one.stop();
        return { state: 'interrupted' };
      },
    });
    expect(await world.keep()).toEqual({ state: 'interrupted' });
    expect(world.events.map(({ type }) => type)).toEqual(['begins']);
  });

  it('that ends the very first run leaves it due at the next start, until one ends', async () => {
    const options = {
      ...{ plans: [nightly], store: new Map<string, Date>(), onNap: until(at('21T03:20')) },
      onRun(one: Simulation): RunEnd {
        one.stop();
        return { state: 'interrupted' };
      },
    };
    const first = simulate({ ...options, wall: at('21T03:10') });
    expect(await first.keep()).toEqual({ state: 'interrupted' });
    expect(first.unended).toEqual(new Map(nightly.tenants.map((tenant) => [tenant, at('21T03:15')])));
    const second = simulate({ ...options, wall: at('21T05:00'), unended: first.unended });
    expect(await second.keep()).toEqual({ state: 'interrupted' });
    const third = await play({ wall: at('21T07:00'), unended: second.unended });
    expect(begunIn(third)).toEqual(['21T07:00 acme beta']);
    expect(third.unended.size).toBe(0);
  });

  it('that came after a tenant of the run was stored leaves only the others due', async () => {
    const unended = new Map(nightly.tenants.map((tenant) => [tenant, at('21T03:15')]));
    const world = await play({ wall: at('21T05:00'), unended, store: new Map([['acme', at('21T03:15')]]) });
    expect(begunIn(world)).toEqual(['21T05:00 beta']);
    expect(world.events.map(({ type }) => type)).toEqual(['begins', 'ended', 'planned']);
  });

  it('leaves nothing due where the run could end, or the tenant has no plan any more', async () => {
    const world = await play({ onNap: until(at('21T04:00')) });
    expect(world.unended.size).toBe(0);
    const later = await play({ wall: at('21T09:00'), unended: new Map([['gone', at('21T03:15')]]) });
    expect(later.runs).toEqual([]);
    expect(later.unended.size).toBe(0);
  });

  it('that came before the first look begins no run', async () => {
    const world = simulate({ wall: at('21T03:15'), plans: [nightly], scanNow: true });
    world.stop();
    await world.keep();
    expect(world.runs).toEqual([]);
  });
});

describe('health', () => {
  async function healthAfter(exit: number, store: SimulationOptions['store'], stored: boolean) {
    const world = await play({
      ...{ scanNow: true, store: store ?? null },
      onRun(one, tenants) {
        if (!stored) return { state: exit === 2 ? 'refused' : 'ended', exit };
        for (const tenant of tenants) one.store?.set(tenant, one.wall);
        return { state: 'ended', exit };
      },
    });
    return healthOf(world.keeper.standing(), world.mono);
  }

  it('tells the next instant and the last runs', async () => {
    expect(await healthAfter(0, new Map(), true)).toEqual({
      status: 'ok',
      next: '2026-11-21T03:15:00.000Z',
      running: [],
      last: {
        acme: { startedAt: '2026-11-21T03:10:00.000Z', exit: 0 },
        beta: { startedAt: '2026-11-21T03:10:00.000Z', exit: 0 },
      },
    });
  });

  it.each([
    [0, 'ok'],
    [1, 'ok'],
    [2, 'failed'],
    [3, 'failed'],
  ])('after status %i, where the store knows nothing, is %s', async (exit, status) => {
    expect((await healthAfter(exit, null, false)).status).toBe(status);
  });

  it('after status 3 is well where the scan of each tenant is in the store', async () => {
    const world = await play({ scanNow: true, onRun: () => ({ state: 'ended', exit: 3 }) });
    expect(healthOf(world.keeper.standing(), world.mono)).toMatchObject({ status: 'ok', last: { acme: { exit: 3 } } });
  });

  it('after status 3 is not well where the scan of a tenant is missing there', async () => {
    const options: Partial<SimulationOptions> = { scanNow: true, onRun: () => ({ state: 'ended', exit: 3 }) };
    const world = await play({ ...options, unstored: ['beta'], store: new Map([['beta', at('20T03:15')]]) });
    expect(healthOf(world.keeper.standing(), world.mono).status).toBe('failed');
  });

  it('names who is scanned while it goes on', async () => {
    let seen: readonly string[] = [];
    await play({
      scanNow: true,
      onRun(one) {
        seen = healthOf(one.keeper.standing(), one.mono).running;
        return { state: 'ended', exit: 0 };
      },
    });
    expect(seen).toEqual(['acme', 'beta']);
  });

  it('is stuck when the loop is silent for more than five minutes, or a run takes more than a day', () => {
    const idle = { next: null, running: null, last: new Map(), isBroken: false, beatAt: 1_000 };
    expect(isStuck(idle, 1_000 + 5 * minuteMs)).toBe(false);
    expect(isStuck(idle, 1_001 + 5 * minuteMs)).toBe(true);
    const busy = { ...idle, running: { tenants: ['acme'], since: 1_000 } };
    expect(isStuck(busy, 1_000 + 24 * 60 * minuteMs)).toBe(false);
    expect(isStuck(busy, 1_001 + 24 * 60 * minuteMs)).toBe(true);
    expect(healthOf(busy, 1_001 + 24 * 60 * minuteMs).status).toBe('stuck');
  });
});
