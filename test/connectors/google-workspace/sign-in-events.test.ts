import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { windowOf } from '../../../connectors/google-workspace/activity-log.ts';
import { strengthOf } from '../../../connectors/google-workspace/login-factors.ts';
import { rowsOf } from '../../../src/core/datasets.ts';
import { useStrictNock } from '../../nock.ts';
import {
  customerId,
  fault,
  mockCustomer,
  mockDomains,
  mockLog,
  mockPolicies,
  mockRoles,
  mockUsage,
  mockUsers,
  origin,
  reports,
  scan,
  stateOf,
  user,
} from './google.ts';

useStrictNock();

const path = `${reports}/activity/users/all/applications/login`;

function mockOthers(users = [user('u1'), user('u2')]): void {
  mockCustomer();
  mockDomains();
  mockUsers([users]);
  mockRoles();
  mockLog('admin');
  mockLog('token');
  mockPolicies();
  mockUsage();
}

type Parameters = Record<string, string | boolean | readonly string[]>;

function event(name: string, parameters: Parameters = {}) {
  return {
    name,
    type: 'login',
    parameters: Object.entries(parameters).map(([key, value]) => {
      if (typeof value === 'string') return { name: key, value };
      return typeof value === 'boolean' ? { name: key, boolValue: value } : { name: key, multiValue: value };
    }),
  };
}

function success(methods: readonly string[], more: Parameters = {}) {
  return event('login_success', { login_type: 'google_password', login_challenge_method: methods, ...more });
}

function activity(
  time: string,
  events: readonly unknown[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id: { time, uniqueQualifier: `q${time}`, applicationName: 'login', customerId },
    actor: { callerType: 'USER', email: 'u1@acme.example', profileId: 'u1' },
    ipAddress: '203.0.113.7',
    networkInfo: { regionCode: 'jp', ipAsn: [1] },
    events,
    ...more,
  };
}

async function eventsOf(...items: Record<string, unknown>[]) {
  mockOthers();
  mockLog('login', items);
  return (await scan()).datasets.signInEvents;
}

test('one row an account, whatever the order of the log', async () => {
  const dataset = await eventsOf(
    activity('2026-11-10T00:00:00.000Z', [success(['password', 'security_key'], { login_type: 'reauth' })]),
    activity('2026-11-20T09:00:00+09:00', [success(['password', 'password', 'google_prompt'])], {
      ipAddress: '198.51.100.9',
      networkInfo: { regionCode: 'US' },
    }),
    activity('2026-11-12T00:00:00.000Z', [success(['password'])], { ipAddress: '2001:db8::1' }),
    activity('2026-11-11T00:00:00.000Z', [success(['password'])], { networkInfo: undefined, ipAddress: undefined }),
    activity('2026-11-09T00:00:00.000Z', [success(['password'])], { ipAddress: '192.0.2.1' }),
  );
  expect(dataset).toEqual({
    state: 'complete',
    source: 'login-log',
    since: '2026-10-22T00:00:00.000Z',
    rows: [
      {
        accountId: 'u1',
        last: {
          at: '2026-11-20T00:00:00.000Z',
          address: '198.51.100.9',
          country: 'US',
          app: null,
          client: null,
          factors: ['password', 'google_prompt'],
        },
        countries: [
          {
            country: null,
            firstAt: '2026-11-11T00:00:00.000Z',
            lastAt: '2026-11-11T00:00:00.000Z',
            address: null,
            app: null,
            count: 1,
          },
          {
            country: 'JP',
            firstAt: '2026-11-09T00:00:00.000Z',
            lastAt: '2026-11-12T00:00:00.000Z',
            address: '2001:db8::1',
            app: null,
            count: 3,
          },
          {
            country: 'US',
            firstAt: '2026-11-20T00:00:00.000Z',
            lastAt: '2026-11-20T00:00:00.000Z',
            address: '198.51.100.9',
            app: null,
            count: 1,
          },
        ],
        factors: [
          { name: 'google_prompt', strength: 'phishable', second: null, lastAt: '2026-11-20T00:00:00.000Z', count: 1 },
          { name: 'password', strength: 'none', second: false, lastAt: '2026-11-20T00:00:00.000Z', count: 5 },
          { name: 'security_key', strength: 'resistant', second: null, lastAt: '2026-11-10T00:00:00.000Z', count: 1 },
        ],
        clients: [],
      },
    ],
  });
});

const passed = { login_challenge_status: 'Challenge Passed.' };

describe('factors', () => {
  test.each([
    ['the last of a list', [success(['password', 'idv_any_phone', 'passkey'])], 'password:false passkey:null'],
    [
      'said to be second',
      [success(['password', 'passkey'], { is_second_factor: true })],
      'password:false passkey:true',
    ],
    ['said to be none', [success(['passkey'], { is_second_factor: false })], 'passkey:false'],
    ['a password alone', [success(['password'], { is_second_factor: true })], 'password:false'],
    ['no challenge', [success(['none'])], 'none:null'],
    ['not told', [event('login_success')], ''],
    ['an empty list', [success([])], ''],
    ['as one value', [event('login_success', { login_challenge_method: 'security_key' })], 'security_key:null'],
    ['a name of tomorrow', [success(['password', 'iris_scan'])], 'iris_scan:null password:false'],
    [
      'a verification',
      [
        event('login_verification', {
          login_challenge_method: ['idv_preregistered_phone'],
          is_second_factor: true,
          ...passed,
        }),
        success(['password']),
      ],
      'idv_preregistered_phone:true password:false',
    ],
    [
      'told twice',
      [
        event('login_verification', {
          login_challenge_method: ['passkey'],
          is_second_factor: true,
          ...passed,
        }),
        success(['password', 'passkey']),
      ],
      'passkey:true password:false',
    ],
    [
      'a verification that failed',
      [
        event('login_verification', {
          login_challenge_method: ['idv_preregistered_phone'],
          is_second_factor: true,
          login_challenge_status: 'Challenge Failed.',
        }),
        success(['password']),
      ],
      'password:false',
    ],
    [
      'a verification that is no second factor',
      [
        event('login_verification', {
          login_challenge_method: ['idv_preregistered_phone'],
          is_second_factor: false,
          ...passed,
        }),
        success(['password']),
      ],
      'password:false',
    ],
    [
      'a challenge, which is not an ending',
      [event('login_challenge', { login_challenge_method: ['idv_any_phone'], ...passed }), success(['password'])],
      'password:false',
    ],
  ])('%s', async (_name, events, expected) => {
    const dataset = await eventsOf(activity('2026-11-20T00:00:00Z', events));
    const said = rowsOf(dataset)[0]?.factors.map(({ name, second }) => `${name}:${second}`);
    expect(said?.sort().join(' ')).toBe(expected.split(' ').sort().join(' '));
  });

  test.each([
    ['idv_preregistered_phone', 'phone'],
    ['idv_any_phone', 'phone'],
    ['security_key', 'resistant'],
    ['passkey', 'resistant'],
    ['cross_device', 'resistant'],
    ['google_authenticator', 'phishable'],
    ['google_prompt', 'phishable'],
    ['device_prompt', 'phishable'],
    ['offline_otp', 'phishable'],
    ['security_key_otp', 'phishable'],
    ['backup_code', 'phishable'],
    ['internal_two_factor', 'phishable'],
    ['password', 'none'],
    ['none', 'none'],
    ['captcha', 'none'],
    ['knowledge_preregistered_phone', 'none'],
    ['knowledge_employee_id', 'none'],
    ['idv_preregistered_email', 'none'],
    ['login_location', 'none'],
    ['saml', 'unknown'],
    ['oidc', 'unknown'],
    ['other', 'unknown'],
    ['iris_scan', 'unknown'],
  ])('%s is %s', (name, strength) => {
    expect(strengthOf(name)).toBe(strength);
  });
});

describe('who', () => {
  test.each([
    ['by profile', { profileId: 'u2', email: 'u1@acme.example' }, ['u2']],
    ['by address, in any case', { email: 'U2@Acme.Example' }, ['u2']],
    ['an address of nobody', { email: 'gone@acme.example' }, []],
    ['the placeholder', { profileId: '105250506097979753968' }, []],
    ['the placeholder, with an address', { profileId: '105250506097979753968', email: 'u1@acme.example' }, ['u1']],
    ['a program', { callerType: 'KEY', key: 'SYSTEM', profileId: 'u1' }, []],
    ['a caller of no kind', { profileId: 'u1' }, ['u1']],
    ['nobody', {}, []],
  ])('%s', async (_name, actor, expected) => {
    const dataset = await eventsOf(activity('2026-11-20T00:00:00Z', [success(['password'])], { actor }));
    expect(rowsOf(dataset).map(({ accountId }) => accountId)).toEqual(expected);
    expect(dataset.state).toBe('complete');
  });

  test('failures and warnings are no sign-in', async () => {
    const dataset = await eventsOf(
      activity('2026-11-20T00:00:00Z', [event('login_failure'), event('suspicious_login'), event('logout')]),
    );
    expect(dataset).toMatchObject({ state: 'complete', rows: [] });
  });

  test.each([
    ['no events', { events: undefined }],
    ['an empty list of events', { events: [] }],
    ['an event without a name', { events: [{ ...success(['password']), name: undefined }] }],
  ])('an entry with %s may be a sign-in that is not told', async (_name, more) => {
    const told = activity('2026-11-20T00:00:00Z', [success(['password'])], { actor: { profileId: 'u1' } });
    const dataset = await eventsOf(told, activity('2026-11-20T00:00:02Z', [], more));
    expect(stateOf(dataset)).toBe('partial malformed');
    expect(rowsOf(dataset)).toHaveLength(1);
  });

  test('a log without a login is not believed where accounts signed in since', async () => {
    expect(stateOf(await eventsOf())).toBe('unavailable malformed');
  });

  test('a second factor that was passed is kept, though no sign-in followed', async () => {
    const dataset = await eventsOf(
      activity('2026-11-20T00:00:01Z', [
        event('login_verification', { login_challenge_method: ['idv_any_phone'], is_second_factor: true, ...passed }),
      ]),
    );
    expect(rowsOf(dataset)).toMatchObject([
      { last: null, countries: [], factors: [{ name: 'idv_any_phone', strength: 'phone', second: true }] },
    ]);
  });

  test('an address that could be anybody, while the accounts are not whole', async () => {
    mockCustomer();
    mockDomains();
    mockRoles();
    mockLog('admin');
    mockLog('token');
    mockPolicies();
    mockUsage();
    nock(origin).get('/admin/directory/v1/users').query(true).reply(403, fault('forbidden'));
    const actor = { email: 'u1@acme.example' };
    mockLog('login', [
      activity('2026-11-20T00:00:00Z', [success(['password'])], { actor }),
      activity('2026-11-20T00:00:01Z', [success(['password'])], { actor: { profileId: 'u9' } }),
    ]);
    const { signInEvents } = (await scan()).datasets;
    expect(stateOf(signInEvents)).toBe('partial permission');
    expect(rowsOf(signInEvents)).toHaveLength(1);
  });
});

test.each([
  ['jp', 'JP'],
  ['ZZ', null],
  ['', null],
  ['JPN', null],
])('the region %s is the country %s', async (regionCode, country) => {
  const dataset = await eventsOf(activity('2026-11-20T00:00:00Z', [success([])], { networkInfo: { regionCode } }));
  expect(rowsOf(dataset)[0]?.last?.country).toBe(country);
});

describe('the one pass', () => {
  const page = (token: string | undefined, status: number, body: nock.Body) =>
    nock(origin)
      .get(path)
      .query(({ pageToken }) => pageToken === token)
      .reply(status, body);

  test('asks for the window and nothing else, with a mask that keeps the page token', async () => {
    mockOthers();
    nock(origin)
      .get(path)
      .query(
        ({ startTime, endTime, maxResults, fields, eventName, filters, customerId: whose }) =>
          startTime === '2026-10-22T00:00:00.000Z' &&
          endTime === undefined &&
          maxResults === '1000' &&
          whose === customerId &&
          eventName === undefined &&
          filters === undefined &&
          String(fields).startsWith('nextPageToken,items('),
      )
      .reply(200, { items: [activity('2026-11-20T00:00:00Z', [event('login_failure')])] });
    expect((await scan()).datasets.signInEvents).toMatchObject({ state: 'complete', rows: [] });
  });

  test('pages, empty ones among them', async () => {
    mockOthers();
    page(undefined, 200, { items: [activity('2026-11-20T00:00:00Z', [success([])])], nextPageToken: 'a' });
    page('a', 200, { nextPageToken: 'b' });
    page('b', 200, { items: [activity('2026-11-19T00:00:00Z', [success([])])] });
    expect(rowsOf((await scan()).datasets.signInEvents)[0]?.countries[0]?.count).toBe(2);
  });

  test('breaks off on page two: what was counted stays', async () => {
    mockOthers();
    page(undefined, 200, { items: [activity('2026-11-20T00:00:00Z', [success([])])], nextPageToken: 'a' });
    page('a', 403, fault('forbidden'));
    const { signInEvents } = (await scan()).datasets;
    expect(stateOf(signInEvents)).toBe('partial permission');
    expect(rowsOf(signInEvents)).toHaveLength(1);
  });

  test('a page token that expires does not begin the count again', async () => {
    mockOthers();
    page(undefined, 200, { items: [activity('2026-11-20T00:00:00Z', [success([])])], nextPageToken: 'a' });
    page('a', 400, fault('invalid', 'Invalid page token'));
    const { signInEvents } = (await scan()).datasets;
    expect(stateOf(signInEvents)).toBe('partial expired');
    expect(rowsOf(signInEvents)[0]?.countries[0]?.count).toBe(1);
  });

  test.each([
    ['an instant that is none', { id: { time: 'yesterday' } }, 'unavailable malformed'],
    ['the epoch', { id: { time: '1970-01-01T00:00:00Z' } }, 'unavailable malformed'],
    ['no instant', { id: {} }, 'unavailable malformed'],
    ['another customer', { id: { time: '2026-11-20T00:00:00Z', customerId: 'C0stranger' } }, 'unavailable identity'],
  ])('%s', async (_name, more, state) => {
    expect(stateOf(await eventsOf(activity('2026-11-20T00:00:00Z', [success([])], more)))).toBe(state);
  });

  test('without the privilege, though Google says 401: asked once, and the privilege is named', async () => {
    mockOthers();
    page(undefined, 401, fault('authError', 'Access denied. You are not authorized to read activity records.'));
    const { signInEvents } = (await scan()).datasets;
    expect(stateOf(signInEvents)).toBe('unavailable permission');
    expect(JSON.stringify(signInEvents)).toContain('privilege \\"Reports\\"');
  });

  test('a limit that comes as 503 is throttled', async () => {
    mockOthers();
    for (let count = 0; count < 3; count += 1)
      page(undefined, 503, fault('backendError', 'Quota exceeded for this minute'));
    expect(stateOf((await scan()).datasets.signInEvents)).toBe('unavailable throttled');
  });
});

test.each([
  ['2026-11-21T00:00:00.000Z', 30, '2026-10-22T00:00:00.000Z', undefined],
  ['2027-11-21T00:00:00.000Z', 30, '2026-10-22T00:00:00.000Z', undefined],
  ['2026-11-11T00:00:00.000Z', 30, '2026-10-12T00:00:00.000Z', '2026-11-11T00:00:00.000Z'],
  ['2026-11-21T00:00:00.000Z', 180, '2026-05-25T00:00:00.000Z', undefined],
  ['2026-06-01T00:00:00.000Z', 30, '2026-05-25T00:00:00.000Z', '2026-06-01T00:00:00.000Z'],
])('judged by %s, %s days: from %s to %s', (asOf, days, startTime, endTime) => {
  const now = new Date('2026-11-21T00:00:00.000Z');
  expect(windowOf({ now, asOf: new Date(asOf) }, days)).toEqual(
    endTime === undefined ? { startTime } : { startTime, endTime },
  );
});

test('a log that no longer reaches back so far', () => {
  const now = new Date('2026-11-21T00:00:00.000Z');
  expect(() => windowOf({ now, asOf: new Date('2026-05-25T00:00:00.000Z') }, 30)).toThrow('180 days');
});
