import { describe, expect, it } from 'vitest';
import {
  adopted,
  answered,
  beginning,
  dueAt,
  dueIn,
  farAheadMs,
  type Memory,
  nextAfter,
  type Plan,
  settled,
  tenantsOf,
} from '../../src/schedule/due.ts';

const at = (instant: string) => new Date(`2026-11-${instant}:00.000Z`);
const nightly: Plan = { cron: '15 3 * * *', timeZone: 'UTC', tenants: ['acme', 'beta'] };
const noon: Plan = { cron: '0 12 * * *', timeZone: 'UTC', tenants: ['acme'] };
const last = (entries: Record<string, string>) => new Map(Object.entries(entries).map(([id, word]) => [id, at(word)]));
const tenantsDue = (memory: Memory, now: Date) => dueIn(memory, now).map(({ tenant }) => tenant);

describe('who is due', () => {
  it('is a tenant with an instant after its last run, from that instant on', () => {
    const lastRuns = last({ acme: '20T03:15', beta: '20T03:15' });
    expect(dueAt([nightly], lastRuns, new Date(at('21T03:15').getTime() - 1))).toEqual([]);
    const due = (tenant: string) => ({ tenant, since: at('21T03:15'), instants: 'one' });
    expect(dueAt([nightly], lastRuns, at('21T03:15'))).toEqual([due('acme'), due('beta')]);
    expect(dueAt([nightly], last({ acme: '21T03:15', beta: '20T03:15' }), at('21T03:15'))).toEqual([due('beta')]);
  });

  it('is due once, however many instants went by', () => {
    expect(dueAt([nightly], last({ acme: '01T03:15' }), at('21T09:00'))).toEqual([
      { tenant: 'acme', since: at('02T03:15'), instants: 'many' },
    ]);
  });

  it('is due once where several plans fall together', () => {
    const twin = { ...noon, cron: '15 3 * * 6' };
    expect(dueAt([nightly, twin], last({ acme: '20T04:00' }), at('21T03:15'))).toEqual([
      { tenant: 'acme', since: at('21T03:15'), instants: 'one' },
    ]);
  });

  it('is nobody of whom no last run is known', () => {
    expect(dueAt([nightly], new Map(), at('21T09:00'))).toEqual([]);
  });

  it('is nobody where the last run is ahead of the clock', () => {
    expect(dueAt([nightly], last({ acme: '22T03:15' }), at('21T09:00'))).toEqual([]);
  });
});

describe('what comes next', () => {
  it('is the earliest instant of all plans, with all whom it concerns', () => {
    const plans = [nightly, noon, { ...noon, tenants: ['beta'] }];
    expect(nextAfter(plans, at('21T03:15'))).toEqual({ at: at('21T12:00'), tenants: ['acme', 'beta'] });
    expect(nextAfter(plans, at('21T12:00'))).toEqual({ at: at('22T03:15'), tenants: ['acme', 'beta'] });
    expect(nextAfter([], at('21T12:00'))).toBeNull();
  });

  it('goes by the zone of each plan', () => {
    const tokyo = { ...nightly, timeZone: 'Asia/Tokyo', tenants: ['beta'] };
    expect(nextAfter([nightly, tokyo], at('21T09:00'))).toEqual({ at: at('21T18:15'), tenants: ['beta'] });
  });

  it('names tenants once and sorted', () => {
    expect(tenantsOf([{ ...nightly, tenants: ['beta', 'acme'] }, noon])).toEqual(['acme', 'beta']);
  });
});

describe('at the beginning', () => {
  it('what was missed since the last run is due, and nothing for who never ran', () => {
    const memory = beginning([nightly], last({ acme: '19T03:15', gone: '01T03:15' }), at('21T09:00'));
    expect(dueIn(memory, at('21T09:00'))).toEqual([{ tenant: 'acme', since: at('20T03:15'), instants: 'many' }]);
    expect(tenantsDue(memory, at('22T03:15'))).toEqual(['acme', 'beta']);
  });

  it('a last run more than a day ahead is not believed, one of less is', () => {
    const now = at('21T09:00');
    const ahead = (ms: number) => beginning([nightly], new Map([['acme', new Date(now.getTime() + ms)]]), now);
    expect(tenantsDue(ahead(farAheadMs), at('22T03:15'))).toEqual(['beta']);
    expect(tenantsDue(ahead(farAheadMs + 1), at('22T03:15'))).toEqual(['acme', 'beta']);
  });
});

describe('when the clock is set back', () => {
  const ran = answered(
    beginning([nightly], new Map(), at('20T09:00')),
    last({ acme: '21T03:15', beta: '21T03:15' }),
    at('21T03:15'),
  );

  it('the same instant is not due again', () => {
    expect(tenantsDue(settled(ran, at('21T02:00')), at('21T03:15'))).toEqual([]);
    expect(tenantsDue(settled(ran, at('21T02:00')), at('22T03:15'))).toEqual(['acme', 'beta']);
  });

  it('by more than a day, plans do not wait until the clock is there again', () => {
    const back = settled(ran, at('10T09:00'));
    expect(tenantsDue(back, at('10T09:00'))).toEqual([]);
    expect(tenantsDue(back, at('11T03:15'))).toEqual(['acme', 'beta']);
  });

  it('who never ran does not wait either', () => {
    const back = settled(beginning([nightly], new Map(), at('21T04:00')), at('21T02:00'));
    expect(tenantsDue(back, at('21T03:15'))).toEqual(['acme', 'beta']);
  });
});

describe('when the plans change', () => {
  const memory = beginning([nightly], last({ acme: '21T03:15', beta: '21T03:15' }), at('21T03:15'));

  it('plans that are read again unchanged change nothing', () => {
    expect(adopted(memory, [{ ...nightly }], at('21T09:00'))).toEqual(memory);
  });

  it('an instant of a new plan that went by before it was there is not made up', () => {
    const changed = adopted(memory, [{ ...nightly, cron: '0 9 * * *' }], at('21T10:00'));
    expect(tenantsDue(changed, at('21T10:00'))).toEqual([]);
    expect(tenantsDue(changed, at('22T09:00'))).toEqual(['acme', 'beta']);
  });

  it('what was due by the old plan stays due until it is done', () => {
    const changed = adopted(memory, [{ ...nightly, cron: '0 9 * * *' }], at('22T04:00'));
    expect(dueIn(changed, at('22T04:00'))).toEqual([
      { tenant: 'acme', since: at('22T03:15'), instants: 'one' },
      { tenant: 'beta', since: at('22T03:15'), instants: 'one' },
    ]);
    const again = adopted(changed, [{ ...nightly, cron: '0 9 * * *' }], at('22T04:01'));
    expect(tenantsDue(again, at('22T04:01'))).toEqual(['acme', 'beta']);
    expect(tenantsDue(answered(again, last({ acme: '22T04:01' }), at('22T04:01')), at('22T04:01'))).toEqual(['beta']);
  });

  it('who joins is watched from then on, and who leaves is forgotten', () => {
    const changed = adopted(memory, [{ ...nightly, tenants: ['beta', 'new'] }], at('21T10:00'));
    expect(tenantsDue(changed, at('21T10:00'))).toEqual([]);
    expect(tenantsDue(changed, at('22T03:15'))).toEqual(['beta', 'new']);
  });
});

describe('what other runs did', () => {
  const memory = beginning([nightly], last({ acme: '20T03:15', beta: '20T03:15' }), at('21T03:20'));

  it('answers what was due when they began, and no later instant', () => {
    expect(tenantsDue(answered(memory, last({ acme: '21T03:14' }), at('21T03:20')), at('21T03:20'))).toEqual([
      'acme',
      'beta',
    ]);
    expect(tenantsDue(answered(memory, last({ acme: '21T03:15' }), at('21T03:20')), at('21T03:20'))).toEqual(['beta']);
  });

  it('moves no last run back, and concerns nobody without a plan', () => {
    expect(answered(memory, last({ acme: '01T03:15', gone: '21T03:16' }), at('21T03:20')).lastRuns).toEqual(
      memory.lastRuns,
    );
  });
});
