import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signInEvents } from '../../../connectors/microsoft365/sign-in-events.ts';
import type { SignIn } from '../../../src/core/rows/sign-in.ts';
import { createSignInTally, type SuccessfulSignIn } from '../../../src/core/sign-in-tally.ts';
import { useStrictNock } from '../../nock.ts';
import { calm } from '../../surroundings.ts';
import {
  collect,
  complete,
  forbidden,
  graph,
  type Known,
  open,
  origin,
  tenantId,
  testAccess,
  unlicensed,
} from './tenant.ts';

useStrictNock();

const logPath = '/auditLogs/signIns';
const since = '2026-10-22T09:00:00.000Z';
const query = (start = since, $top = '1000') => ({
  $filter: `createdDateTime ge ${start} and status/errorCode eq 0`,
  $top,
});

type Version = Parameters<typeof graph>[0];

function log(version: Version, status: number, body: object, times = 1) {
  graph(version).get(logPath).query(query()).times(times).reply(status, body);
}
function next(version: Version, number: number) {
  return `${origin}/${version}${logPath}?$skiptoken=${number}`;
}
function later(version: Version, number: number, status: number, body: object) {
  graph(version)
    .get(logPath)
    .query({ $skiptoken: String(number) })
    .reply(status, body);
}

let serial = 0;
function event(userId: string | null, createdDateTime: string, fields: object = {}) {
  serial += 1;
  return { id: `event-${serial}`, userId, createdDateTime, status: { errorCode: 0 }, ...fields };
}
const step = (authenticationMethod: string, authenticationStepRequirement: string, succeeded = true) => ({
  authenticationMethod,
  authenticationStepRequirement,
  succeeded,
});

async function read(...value: object[]) {
  const session = await open();
  log('beta', 200, { value });
  return collect('signInEvents', signInEvents, session);
}

describe('sign-in events', () => {
  it('end with the instant that is judged by', async () => {
    const asOf = new Date('2026-11-20T09:00:00.000Z');
    const session = await open(testAccess(), { ...calm, asOf });
    const value = [event('a', '2026-11-20T09:00:00.000Z'), event('a', '2026-11-20T09:00:00.001Z')];
    graph('beta').get(logPath).query(query('2026-10-21T09:00:00.000Z')).reply(200, { value });
    const { rows } = await collect('signInEvents', signInEvents, session);
    expect(rows).toMatchObject([{ last: { at: '2026-11-20T09:00:00.000Z' }, countries: [{ count: 1 }] }]);
  });

  it('sum up the successes of an account, whatever their order', async () => {
    const tokyo = {
      appDisplayName: 'Outlook',
      clientAppUsed: 'Browser',
      ipAddress: '192.0.2.1',
      location: { city: 'Chiyoda', countryOrRegion: 'JP' },
    };
    const result = await read(
      event('a', '2026-11-02T00:00:00Z', {
        ...tokyo,
        authenticationDetails: [
          step('Password', 'Primary authentication'),
          step('Text message', 'Multifactor authentication'),
        ],
      }),
      event('a', '2026-11-20T00:00:00.5Z', {
        appDisplayName: 'Teams',
        clientAppUsed: 'Mobile Apps and Desktop clients',
        ipAddress: '198.51.100.7',
        location: { countryOrRegion: 'fr' },
        authenticationDetails: [step('Passkey (device-bound)', 'Primary authentication')],
      }),
      event('a', '2026-11-03T00:00:00Z', {
        ...tokyo,
        appDisplayName: 'Word',
        ipAddress: '192.0.2.9',
        authenticationDetails: [step('Password', 'Primary authentication'), step('Retina scan', 'Third', true)],
      }),
      event('b', '2026-11-01T00:00:00Z'),
    );
    expect(result).toEqual({
      source: 'sign-in-log-beta',
      since,
      rows: [
        {
          accountId: 'a',
          last: {
            at: '2026-11-20T00:00:00.5Z',
            address: '198.51.100.7',
            country: 'FR',
            app: 'Teams',
            client: 'Mobile Apps and Desktop clients',
            factors: ['Passkey (device-bound)'],
          },
          countries: [
            {
              country: 'FR',
              firstAt: '2026-11-20T00:00:00.5Z',
              lastAt: '2026-11-20T00:00:00.5Z',
              address: '198.51.100.7',
              app: 'Teams',
              count: 1,
            },
            {
              country: 'JP',
              firstAt: '2026-11-02T00:00:00Z',
              lastAt: '2026-11-03T00:00:00Z',
              address: '192.0.2.9',
              app: 'Word',
              count: 2,
            },
          ],
          factors: [
            {
              name: 'Passkey (device-bound)',
              strength: 'resistant',
              second: true,
              lastAt: '2026-11-20T00:00:00.5Z',
              count: 1,
            },
            { name: 'Password', strength: 'none', second: false, lastAt: '2026-11-03T00:00:00Z', count: 2 },
            { name: 'Retina scan', strength: 'unknown', second: null, lastAt: '2026-11-03T00:00:00Z', count: 1 },
            { name: 'Text message', strength: 'phone', second: true, lastAt: '2026-11-02T00:00:00Z', count: 1 },
          ],
          clients: [
            { name: 'Browser', lastAt: '2026-11-03T00:00:00Z', count: 2 },
            { name: 'Mobile Apps and Desktop clients', lastAt: '2026-11-20T00:00:00.5Z', count: 1 },
          ],
        },
        {
          accountId: 'b',
          last: {
            at: '2026-11-01T00:00:00Z',
            address: null,
            country: null,
            app: null,
            client: null,
            factors: null,
          },
          countries: [
            {
              country: null,
              firstAt: '2026-11-01T00:00:00Z',
              lastAt: '2026-11-01T00:00:00Z',
              address: null,
              app: null,
              count: 1,
            },
          ],
          factors: [],
          clients: [],
        },
      ],
    });
  });

  it.each([
    ['a failure', { status: { errorCode: 50126 } }],
    ['an interrupted one', { status: { errorCode: 50140 } }],
    ['one of nobody', { userId: null }],
    ['one of an empty id', { userId: '' }],
    ['one of the id of nobody', { userId: '00000000-0000-0000-0000-000000000000' }],
  ])('leave out %s', async (_, fields) => {
    const { rows, gap } = await read(event('a', '2026-11-20T00:00:00Z', fields), event('b', '2026-11-20T00:00:00Z'));
    expect(rows.map(({ accountId }) => accountId)).toEqual(['b']);
    expect(gap).toBeUndefined();
  });

  it.each([
    ['does not say how it ended', { status: { errorCode: null } }],
    ['has no ending', { status: null }],
    ['lies in the future', { createdDateTime: '2026-11-23T00:00:00Z' }],
  ])('are not whole where one %s: it may be a success', async (_, fields) => {
    const session = await open();
    for (const version of ['beta', 'v1.0'] as const) {
      log(version, 200, { value: [event('b', '2026-11-20T00:00:00Z'), event('a', '2026-11-20T00:00:00Z', fields)] });
      if ('createdDateTime' in fields) break;
    }
    expect((await collect('signInEvents', signInEvents, session)).gap?.kind).toBe('malformed');
  });

  it.each([
    ['JP', 'JP'],
    [' us ', 'US'],
    ['', null],
    ['Japan', null],
    ['--', null],
    [null, null],
    [undefined, null],
  ])('read the country %s as %s', async (countryOrRegion, country) => {
    const { rows } = await read(event('a', '2026-11-20T00:00:00Z', { location: { countryOrRegion } }));
    expect(rows[0]?.last?.country).toBe(country);
    expect(rows[0]?.countries.map((entry) => entry.country)).toEqual([country]);
  });

  it('say nothing where the log has an empty word', async () => {
    const empty = { appDisplayName: '', clientAppUsed: '', ipAddress: '' };
    const { rows } = await read(event('a', '2026-11-20T00:00:00Z', empty));
    expect(rows).toMatchObject([{ last: { address: null, app: null, client: null }, clients: [] }]);
  });

  it('keep apart a phone as first and as second factor', async () => {
    const sms = (requirement: string) => ({ authenticationDetails: [step('Text message', requirement)] });
    const { rows } = await read(
      event('a', '2026-11-20T00:00:00Z', sms('Primary authentication')),
      event('a', '2026-11-19T00:00:00Z', sms('Multifactor authentication')),
    );
    expect(rows[0]?.factors.map(({ second, count }) => [second, count])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });

  it('are none in a tenant where nobody signed in', async () => {
    expect(await read()).toEqual({ rows: [], source: 'sign-in-log-beta', since });
  });

  const used = (accountId: string, lastSuccess: string | null, source: SignIn['source'] = 'activity'): SignIn => ({
    accountId,
    lastSuccess,
    recordedSince: null,
    source,
  });
  const yesterday = '2026-11-20T08:59:59Z';
  const contradicting = ['a', 'b', 'c'].map((id) => used(id, yesterday));

  it.each([
    ['signed in more than a day ago', contradicting],
    ['signed in at the start of the log', ['a', 'b', 'c'].map((id) => used(id, '2026-10-22T09:00:00.001Z'))],
    ['signed in, among others of whom nothing is known', [...contradicting, used('d', null)]],
  ])('are malformed where the log is empty, though three accounts %s', async (_, signIns) => {
    for (const isBetaThere of [true, false]) {
      const session = await open();
      if (!isBetaThere) log('beta', 400, { error: { code: 'BadRequest', message: 'no' } });
      log(isBetaThere ? 'beta' : 'v1.0', 200, { value: [] });
      const result = await collect('signInEvents', signInEvents, session, { signIns: complete(...signIns) });
      expect(result).toMatchObject({
        rows: [],
        gap: { kind: 'malformed', detail: expect.stringContaining('no sign-in') },
      });
    }
  });

  it.each([
    ['two accounts signed in: their devices may have stayed so', contradicting.slice(1)],
    [
      'the third signed in a day ago, and the log is late',
      [...contradicting.slice(1), used('c', '2026-11-20T09:00:00Z')],
    ],
    ['the third signed in before the log begins', [...contradicting.slice(1), used('c', since)]],
    ['they used something, which is no sign-in', ['a', 'b', 'c'].map((id) => used(id, yesterday, 'usage-report'))],
    ['nobody is known to have signed in', ['a', 'b', 'c'].map((id) => used(id, null))],
  ])('may be none where %s', async (_, signIns) => {
    const session = await open();
    log('beta', 200, { value: [] });
    const result = await collect('signInEvents', signInEvents, session, { signIns: complete(...signIns) });
    expect(result).toEqual({ rows: [], source: 'sign-in-log-beta', since });
  });

  it('are not contradicted where the log holds one of anybody', async () => {
    const session = await open();
    log('beta', 200, { value: [event(null, '2026-11-20T00:00:00Z')] });
    const { gap } = await collect('signInEvents', signInEvents, session, { signIns: complete(...contradicting) });
    expect(gap).toBeUndefined();
  });

  it('are contradicted only by what was before the instant that is judged by', async () => {
    const session = await open(testAccess(), { ...calm, asOf: new Date('2026-11-20T09:00:00Z') });
    graph('beta').get(logPath).query(query('2026-10-21T09:00:00.000Z')).reply(200, { value: [] });
    const { gap } = await collect('signInEvents', signInEvents, session, { signIns: complete(...contradicting) });
    expect(gap).toBeUndefined();
  });

  it('are read over pages of beta', async () => {
    const session = await open();
    log('beta', 200, { value: [event('a', '2026-11-20T00:00:00Z')], '@odata.nextLink': next('beta', 1) });
    later('beta', 1, 200, { value: [], '@odata.nextLink': next('beta', 2) });
    later('beta', 2, 200, { value: [event('a', '2026-11-01T00:00:00Z'), event('b', '2026-11-01T00:00:00Z')] });
    const { rows } = await collect('signInEvents', signInEvents, session);
    expect(rows.map(({ accountId, countries }) => [accountId, countries[0]?.count])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('are counted once where the reading begins again', async () => {
    const session = await open();
    const first = [event('a', '2026-11-20T00:00:00Z')];
    log('beta', 200, { value: first, '@odata.nextLink': next('beta', 1) });
    later('beta', 1, 400, { error: { code: 'Directory_ExpiredPageToken', message: 'expired' } });
    log('beta', 200, { value: first, '@odata.nextLink': next('beta', 2) });
    later('beta', 2, 200, { value: [event('a', '2026-11-19T00:00:00Z')] });
    const { rows, gap } = await collect('signInEvents', signInEvents, session);
    expect(gap).toBeUndefined();
    expect(rows[0]?.countries[0]?.count).toBe(2);
  });
});

describe('the window', () => {
  it.each([
    ['now', '2026-11-21T09:00:00Z', since, since],
    [
      'the start of the scan, some minutes ago',
      '2026-11-21T08:50:00Z',
      '2026-10-22T08:50:00.000Z',
      '2026-10-22T08:50:00.000Z',
    ],
    ['a day ago', '2026-11-20T09:00:00Z', '2026-10-21T09:00:00.000Z', '2026-10-21T09:00:00.000Z'],
    [
      'longer ago, where the log has lost what lay before',
      '2026-11-20T08:59:59Z',
      '2026-10-21T08:59:59.000Z',
      '2026-10-21T09:00:00.000Z',
    ],
    ['ten days ago', '2026-11-11T09:00:00Z', '2026-10-12T09:00:00.000Z', '2026-10-21T09:00:00.000Z'],
    ['now, where the instant of judging lies ahead', '2027-02-01T00:00:00Z', since, since],
  ])('reaches back 30 days from %s', async (_, asOf, start, promised) => {
    const session = await open(testAccess(), { ...calm, asOf: new Date(asOf) });
    graph('beta').get(logPath).query(query(start)).reply(200, { value: [] });
    expect((await collect('signInEvents', signInEvents, session)).since).toBe(promised);
  });
});

describe('without beta', () => {
  it.each([
    ['does not know the question', 400, { error: { code: 'BadRequest', message: 'Invalid filter clause' } }, 1],
    ['is not there', 404, { error: { code: 'UnknownError', message: 'no' } }, 1],
    ['is not made', 501, { error: { code: 'NotImplemented', message: 'no' } }, 1],
  ])('the log is read where beta %s', async (_, status, body, times) => {
    const session = await open();
    log('beta', status, body, times);
    log('v1.0', 200, { value: [event('a', '2026-11-20T00:00:00Z')], '@odata.nextLink': next('v1.0', 1) });
    later('v1.0', 1, 200, { value: [event('a', '2026-11-19T00:00:00Z')] });
    const result = await collect('signInEvents', signInEvents, session);
    expect(result).toMatchObject({
      source: 'sign-in-log',
      since,
      rows: [{ accountId: 'a', last: { factors: null }, factors: [], countries: [{ count: 2 }] }],
    });
    expect(result.gap).toBeUndefined();
  });

  it.each([
    ['is not found by what stands before it', 404, {}, 1, 'network'],
    ['is in trouble', 500, {}, 4, 'network'],
    ['answers an error as a success', 200, { error: { code: 'Oops', message: 'no' } }, 1, 'malformed'],
    ['answers in another shape', 200, { values: [] }, 1, 'malformed'],
  ])('the log is partial where beta %s: v1.0 tells less', async (_, status, body, times, kind) => {
    const session = await open();
    log('beta', status, body, times);
    log('v1.0', 200, { value: [event('a', '2026-11-20T00:00:00Z')] });
    const result = await collect('signInEvents', signInEvents, session);
    expect(result).toMatchObject({ rows: [{ accountId: 'a', last: { factors: null } }], gap: { kind } });
  });

  it('the log is partial where the connection to beta breaks', async () => {
    const session = await open();
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    graph('beta').get(logPath).query(true).times(4).replyWithError(reset);
    log('v1.0', 200, { value: [event('a', '2026-11-20T00:00:00Z')] });
    expect(await collect('signInEvents', signInEvents, session)).toMatchObject({
      rows: [{ accountId: 'a' }],
      gap: { kind: 'network', detail: expect.stringContaining('/beta/') },
    });
  });

  it('nothing else is asked where the licence is refused for good, and is there', async () => {
    const known: Known = { organization: complete({ id: tenantId, name: null, domains: [], plan: 'p2' }) };
    const session = await open();
    log('beta', 403, unlicensed, 4);
    expect(await collect('signInEvents', signInEvents, session, known)).toMatchObject({
      rows: [],
      gap: { kind: 'network', detail: expect.stringContaining('the tenant has the licence') },
    });
  });

  it('an event that comes again on the same page or the next is counted once', async () => {
    const session = await open();
    const [a, b, c] = ['20', '19', '18'].map((day) => event('a', `2026-11-${day}T00:00:00Z`));
    log('beta', 200, { value: [a, a, b], '@odata.nextLink': next('beta', 1) });
    later('beta', 1, 200, { value: [b, c], '@odata.nextLink': next('beta', 2) });
    later('beta', 2, 200, { value: [c] });
    const { rows } = await collect('signInEvents', signInEvents, session);
    expect(rows[0]?.countries[0]?.count).toBe(3);
  });

  it('it is unavailable where both are refused, for the reason of the second', async () => {
    const session = await open();
    log('beta', 400, { error: { code: 'BadRequest', message: 'no' } });
    log('v1.0', 403, forbidden);
    expect(await collect('signInEvents', signInEvents, session)).toMatchObject({
      rows: [],
      gap: { kind: 'permission', detail: expect.stringContaining('AuditLog.Read.All') },
    });
  });

  it.each([
    ['licence', 403, unlicensed, 1],
    ['permission', 403, forbidden, 1],
    ['permission', 401, { error: { code: 'InvalidAuthenticationToken', message: 'no' } }, 2],
    ['throttled', 429, {}, 4],
  ])('nothing else is asked after a refusal for want of %s: %i', async (kind, status, body, times) => {
    const session = await open();
    log('beta', status, body, times);
    expect(await collect('signInEvents', signInEvents, session)).toMatchObject({ rows: [], gap: { kind } });
  });

  it('does not believe at once that a tenant with a plan has none', async () => {
    const known: Known = { organization: complete({ id: tenantId, name: null, domains: [], plan: 'p1' }) };
    const session = await open();
    log('beta', 403, unlicensed, 2);
    log('beta', 200, { value: [event('a', '2026-11-20T00:00:00Z')] });
    const { rows, gap } = await collect('signInEvents', signInEvents, session, known);
    expect(rows).toHaveLength(1);
    expect(gap).toBeUndefined();
  });
});

describe('a log that breaks off', () => {
  it.each([
    ['refused', 403, forbidden, 'permission'],
    ['unlicensed', 403, unlicensed, 'licence'],
    ['not understood', 400, { error: { code: 'BadRequest', message: 'no' } }, 'malformed'],
    ['an event without an instant', 200, { value: [{ id: 'e', userId: 'b' }] }, 'malformed'],
    ['a word for a step', 200, { value: [{ ...event('b', since), authenticationDetails: 'none' }] }, 'malformed'],
  ])('keeps what was read, and does not turn to v1.0: %s', async (_, status, body, kind) => {
    const session = await open();
    log('beta', 200, { value: [event('a', '2026-11-20T00:00:00Z')], '@odata.nextLink': next('beta', 1) });
    later('beta', 1, status, body);
    const result = await collect('signInEvents', signInEvents, session);
    expect(result).toMatchObject({ rows: [{ accountId: 'a' }], gap: { kind } });
    expect(result).not.toHaveProperty('since');
  });

  it.each([
    ['another version', next('v1.0', 1)],
    ['another host', 'https://graph.microsoft.com.evil.example/beta/auditLogs/signIns?$skiptoken=1'],
    ['another scheme', 'http://graph.microsoft.com/beta/auditLogs/signIns?$skiptoken=1'],
  ])('is not followed to %s', async (_, link) => {
    const session = await open();
    log('beta', 200, { value: [event('a', '2026-11-20T00:00:00Z')], '@odata.nextLink': link });
    expect(await collect('signInEvents', signInEvents, session)).toMatchObject({
      rows: [{ accountId: 'a' }],
      gap: { kind: 'malformed', detail: expect.stringContaining('refused to follow') },
    });
  });
});

describe('a log that comes round again', () => {
  it('is malformed, and named by its version', async () => {
    const session = await open();
    log('beta', 200, { value: [event('a', '2026-11-20T00:00:00Z')], '@odata.nextLink': next('beta', 1) });
    later('beta', 1, 200, { value: [event('a', '2026-11-19T00:00:00Z')], '@odata.nextLink': next('beta', 1) });
    expect(await collect('signInEvents', signInEvents, session)).toMatchObject({
      rows: [{ accountId: 'a' }],
      gap: { kind: 'malformed', detail: expect.stringContaining('graph.microsoft.com/beta/auditLogs/signIns') },
    });
  });
});

describe('the probe of the log', () => {
  it('reads one event', async () => {
    const session = await open();
    graph().get(logPath).query(query(since, '1')).reply(200, { value: [] });
    await signInEvents.probe(session);
    graph().get(logPath).query(query(since, '1')).reply(403, unlicensed);
    await expect(signInEvents.probe(session)).rejects.toThrow('403');
  });
});

describe('the tally', () => {
  const signIn = fc.record({
    accountId: fc.constantFrom('a', 'b'),
    at: fc.integer({ min: 0, max: 5_000 }).map((ms) => new Date(ms).toISOString()),
    address: fc.constantFrom('192.0.2.1', null),
    country: fc.constantFrom('JP', 'FR', null),
    app: fc.constantFrom('Teams', null),
    client: fc.constantFrom('Browser', 'IMAP4', null),
    factors: fc.constantFrom([{ name: 'Text message', strength: 'phone' as const, second: true }], null),
  });

  function rowsOf(signIns: readonly SuccessfulSignIn[]) {
    const tally = createSignInTally();
    for (const each of signIns) tally.add(each);
    return tally.rows().sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  }

  it('does not depend on the order, and loses nothing', () => {
    const distinct = fc.uniqueArray(signIn, { selector: ({ at }) => at, maxLength: 30 });
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.nat()), (signIns, order) => {
        const rows = rowsOf(signIns);
        const shuffled = signIns
          .map((each) => ({ each, key: Number(order.next().value) }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(rowsOf(shuffled)).toEqual(rows);
        const counted = rows.flatMap(({ countries }) => countries.map(({ count }) => count));
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(signIns.length);
        for (const { accountId, last, countries } of rows) {
          const own = signIns.filter((each) => each.accountId === accountId).map(({ at }) => at);
          expect(last?.at).toBe(own.toSorted().at(-1));
          expect(countries.map(({ firstAt }) => firstAt).toSorted()[0]).toBe(own.toSorted()[0]);
        }
      }),
    );
  });

  it('compares instants and not their letters', () => {
    const at = (instant: string): SuccessfulSignIn => ({
      accountId: 'a',
      at: instant,
      address: null,
      country: null,
      app: null,
      client: null,
      factors: null,
    });
    const rows = rowsOf([at('2026-11-20T00:00:00.5Z'), at('2026-11-20T00:00:00Z')]);
    expect(rows[0]?.last?.at).toBe('2026-11-20T00:00:00.5Z');
    expect(rows[0]?.countries[0]).toMatchObject({ firstAt: '2026-11-20T00:00:00Z', lastAt: '2026-11-20T00:00:00.5Z' });
  });
});
