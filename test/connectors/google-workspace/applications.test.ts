import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { createGoogleWorkspace } from '../../../connectors/google-workspace/index.ts';
import { rowsOf, type Snapshot } from '../../../src/core/datasets.ts';
import { gather } from '../../../src/core/gather.ts';
import type { Application } from '../../../src/core/rows/application.ts';
import { useStrictNock } from '../../nock.ts';
import {
  assignment,
  customerId,
  type Example,
  fault,
  mockCustomer,
  mockDeletedUsers,
  mockDomains,
  mockLog,
  mockPolicies,
  mockRoles,
  mockUsage,
  mockUsers,
  origin,
  readyAccess,
  reports,
  scan,
  settings,
  stateOf,
  timing,
} from './google.ts';

useStrictNock();

const path = `${reports}/activity/users/all/applications/token`;
const start = '2026-10-22T00:00:00.000Z';

function mockOthers(example: Example = {}, usageDay?: string): void {
  mockCustomer();
  mockDomains();
  mockUsers();
  mockRoles(example);
  mockLog('login');
  mockLog('admin');
  mockPolicies();
  mockUsage(undefined, usageDay);
}

interface Told {
  id?: string | undefined;
  name?: string | undefined;
  scopes?: readonly string[] | undefined;
}

function authorize({ id = 'c1', name = 'Chart', scopes = ['openid'] }: Told): Record<string, unknown> {
  const parameters = [
    { name: 'client_id', value: id },
    { name: 'app_name', value: name },
    { name: 'client_type', value: 'WEB' },
    { name: 'scope_data', multiMessageValue: [] },
    { name: 'scope', multiValue: scopes },
  ];
  return { type: 'auth', name: 'authorize', parameters };
}

let entries = 0;

function entry(
  time: string,
  actor: Record<string, unknown> | undefined,
  ...events: readonly Record<string, unknown>[]
): Record<string, unknown> {
  entries += 1;
  return { id: { time, uniqueQualifier: String(entries), customerId }, actor, events };
}

function mockTokens(...items: readonly Record<string, unknown>[]): void {
  mockLog('token', items);
}

async function scanTokens(...items: readonly Record<string, unknown>[]) {
  mockOthers();
  mockTokens(...items);
  return (await scan()).datasets.applications;
}

const ann = { profileId: 'ann', email: 'ann@acme.example', callerType: 'USER' };
const bob = { profileId: 'bob', email: 'Bob@acme.example', callerType: 'USER' };
const time = '2026-11-20T00:00:00.000Z';

function third(id: string, more: Partial<Application>): Application {
  return {
    id,
    kind: 'third-party',
    clientId: id,
    name: null,
    enabled: null,
    own: null,
    permissions: null,
    delegated: null,
    credentials: [],
    consents: null,
    ...more,
  };
}

test('consents of the last 30 days, summed up by client', async () => {
  mockOthers();
  nock(origin)
    .get(path)
    .query({
      customerId,
      eventName: 'authorize',
      startTime: start,
      maxResults: 1_000,
      fields:
        'nextPageToken,items(id(time,uniqueQualifier,customerId),actor(email,profileId,callerType),' +
        'events(name,parameters(name,value,multiValue)))',
    })
    .reply(200, {
      items: [
        entry('2026-11-20T01:00:00Z', ann, authorize({ scopes: ['z', 'drive'] })),
        entry(
          '2026-11-19T00:00:00Z',
          bob,
          authorize({ scopes: ['drive', 'openid'] }),
          authorize({ id: 'c2', name: '' }),
        ),
        entry('2026-11-18T00:00:00Z', ann, authorize({}), { name: 'revoke', parameters: [] }),
      ],
    });
  expect((await scan()).datasets.applications).toEqual({
    state: 'complete',
    source: 'token-log',
    since: start,
    rows: [
      third('c1', {
        name: 'Chart',
        delegated: ['drive', 'openid', 'z'].map((name) => ({ resource: 'Google', name })),
        consents: { users: 2, lastAt: '2026-11-20T01:00:00.000Z' },
      }),
      third('c2', {
        delegated: [{ resource: 'Google', name: 'openid' }],
        consents: { users: 1, lastAt: '2026-11-19T00:00:00.000Z' },
      }),
    ],
  });
});

test('an empty log is complete', async () => {
  expect(await scanTokens()).toEqual({ state: 'complete', source: 'token-log', since: start, rows: [] });
});

test('the log is read back from the instant that is judged by', async () => {
  mockOthers({}, '2026-10-31');
  nock(origin)
    .get(path)
    .query(
      ({ startTime, endTime }) => startTime === '2026-10-02T00:00:00.000Z' && endTime === '2026-11-01T00:00:00.000Z',
    )
    .reply(200, {});
  const { applications } = (await scanAsOf('2026-11-01T00:00:00Z')).datasets;
  expect(applications).toMatchObject({ state: 'complete', since: '2026-10-02T00:00:00.000Z' });
});

function scanAsOf(asOf: string): Promise<Snapshot> {
  return gather(createGoogleWorkspace(readyAccess, timing), settings, {
    directoryId: customerId,
    signal: new AbortController().signal,
    now: () => new Date('2026-11-21T00:00:00Z'),
    asOf: new Date(asOf),
  });
}

describe('whose consents count', () => {
  const consentsOf = async (...actors: readonly (Record<string, unknown> | undefined)[]) => {
    const rows = rowsOf(await scanTokens(...actors.map((actor) => entry(time, actor, authorize({})))));
    return rows.map(({ consents }) => consents?.users);
  };

  test.each([
    ['one twice', [ann, ann], 1],
    ['two', [ann, bob], 2],
    ['one by id and by the address alone', [{ email: 'BOB@acme.example' }, bob], 1],
    ['two by the address alone', [{ email: 'a@acme.example' }, { email: 'b@acme.example' }], 2],
    ['nobody in particular, twice', [{ profileId: '105250506097979753968' }, undefined], 1],
    ['a key beside a user', [{ callerType: 'KEY', key: 'SYSTEM' }, ann], 2],
  ])('%s', async (_name, actors, users) => {
    expect(await consentsOf(...actors)).toEqual([users]);
  });
});

describe('what an application is called, and what it asked for', () => {
  const [older, newer] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];

  test.each([
    [
      'the newest name',
      [entry(newer, ann, authorize({ name: 'New' })), entry(older, ann, authorize({ name: 'Old' }))],
      'New',
    ],
    [
      'in whatever order',
      [entry(older, ann, authorize({ name: 'Old' })), entry(newer, ann, authorize({ name: 'New' }))],
      'New',
    ],
    [
      'a name over none',
      [entry(newer, ann, authorize({ name: ' ' })), entry(older, ann, authorize({ name: 'Old' }))],
      'Old',
    ],
    ['of two at once', [entry(newer, ann, authorize({ name: 'B' })), entry(newer, ann, authorize({ name: 'A' }))], 'A'],
  ])('%s', async (_name, items, name) => {
    expect(rowsOf(await scanTokens(...items)).map((row) => row.name)).toEqual([name]);
  });

  test.each([
    ['a list', { multiValue: ['b', 'a', 'b', ''] }, ['a', 'b']],
    ['one text', { value: 'b  a' }, ['a', 'b']],
    ['an empty list', { multiValue: [] }, []],
    ['nothing', {}, null],
  ])('scopes as %s', async (_name, said, names) => {
    const event = {
      name: 'authorize',
      parameters: [
        { name: 'client_id', value: 'c1' },
        { name: 'scope', ...said },
      ],
    };
    const [row] = rowsOf(await scanTokens(entry(time, ann, event)));
    expect(row?.delegated?.map(({ name }) => name) ?? null).toEqual(names);
  });
});

describe('pages', () => {
  const page = (token: string | undefined, items: readonly Record<string, unknown>[], next?: string) =>
    nock(origin)
      .get(path)
      .query(({ pageToken, eventName }) => pageToken === token && eventName === 'authorize')
      .reply(200, { items, ...(next === undefined ? {} : { nextPageToken: next }) });
  const pages = (count: number, last?: string) => {
    for (let index = 0; index < count; index += 1) {
      const at = new Date(Date.UTC(2026, 10, 20 - index)).toISOString();
      const item = entry(at, ann, authorize({ id: `c${index}` }));
      page(index === 0 ? undefined : `p${index}`, [item], index + 1 < count ? `p${index + 1}` : last);
    }
  };

  test('ten pages that are all there is reach back to the start', async () => {
    mockOthers();
    pages(10);
    const { applications } = (await scan()).datasets;
    expect(applications).toMatchObject({ state: 'complete', since: start });
    expect(rowsOf(applications)).toHaveLength(10);
  });

  test('of more than ten, the newest ten are read, and the log reaches back to their oldest entry', async () => {
    mockOthers();
    pages(10, 'p10');
    const { applications } = (await scan()).datasets;
    expect(applications).toMatchObject({ state: 'complete', since: '2026-11-11T00:00:00.000Z' });
    expect(rowsOf(applications)).toHaveLength(10);
  });

  test('ten empty pages reach back nowhere', async () => {
    mockOthers();
    for (let index = 0; index < 10; index += 1) page(index === 0 ? undefined : `p${index}`, [], `p${index + 1}`);
    const { applications } = (await scan()).datasets;
    expect(applications).toEqual({
      state: 'complete',
      source: 'token-log',
      since: '2026-11-21T00:00:00.000Z',
      rows: [],
    });
  });

  test('breaks off on page two', async () => {
    mockOthers();
    page(undefined, [entry(time, ann, authorize({}))], 'p1');
    nock(origin)
      .get(path)
      .query(({ pageToken }) => pageToken === 'p1')
      .reply(403, fault('insufficientPermissions'));
    const { applications } = (await scan()).datasets;
    expect(stateOf(applications)).toBe('partial permission');
    expect(JSON.stringify(applications)).toContain('admin.reports.audit.readonly');
    expect(rowsOf(applications)).toHaveLength(1);
  });

  test.each([
    ['a consent without a client', entry(time, ann, { name: 'authorize', parameters: [] })],
    ['a consent at no time', entry('1970-01-01T00:00:00Z', ann, authorize({ id: 'c2' }))],
  ])('%s is malformed, and leaves what was read', async (_name, odd) => {
    const applications = await scanTokens(entry(time, ann, authorize({})), odd);
    expect(stateOf(applications)).toBe('partial malformed');
    expect(rowsOf(applications).map(({ id }) => id)).toEqual(['c1']);
  });

  test('an entry of another customer poisons everything', async () => {
    const foreign = { ...entry(time, ann, authorize({})), id: { time, customerId: 'C0stranger' } };
    expect(stateOf(await scanTokens(foreign))).toBe('unavailable identity');
  });
});

describe('service accounts that hold roles', () => {
  const assignments = [
    assignment('a1'),
    assignment('a2', { assignedTo: '107' }),
    assignment('a3', { assignedTo: '107', roleId: '2' }),
    assignment('a4', { assignedTo: '108', assigneeType: 'SERVICE_ACCOUNT' }),
    assignment('a5', { assignedTo: '109' }),
  ];

  test('are applications, each once; deleted users are not', async () => {
    mockOthers({ assignments });
    mockDeletedUsers('109');
    mockTokens();
    const { applications } = (await scan()).datasets;
    expect(applications).toMatchObject({ state: 'complete', source: 'token-log' });
    expect(rowsOf(applications)).toEqual([
      third('107', { kind: 'service-account' }),
      third('108', { kind: 'service-account' }),
    ]);
  });

  test('one that users consented to is one row', async () => {
    mockOthers({ assignments });
    mockDeletedUsers('109');
    mockTokens(entry(time, ann, authorize({ id: '107', name: 'Robot' })));
    expect(rowsOf((await scan()).datasets.applications)[0]).toEqual(
      third('107', {
        kind: 'service-account',
        name: 'Robot',
        delegated: [{ resource: 'Google', name: 'openid' }],
        consents: { users: 1, lastAt: time },
      }),
    );
  });

  test('are listed when the log cannot be read', async () => {
    mockOthers({ assignments: [assignment('a4', { assignedTo: '108', assigneeType: 'SERVICE_ACCOUNT' })] });
    nock(origin).get(path).query(true).reply(403, fault('forbidden'));
    const { applications } = (await scan()).datasets;
    expect(stateOf(applications)).toBe('partial permission');
    expect(rowsOf(applications).map(({ id }) => id)).toEqual(['108']);
  });

  test('are listed when the log no longer reaches back so far', async () => {
    mockCustomer();
    mockDomains();
    mockUsers();
    mockRoles({ assignments: [assignment('a4', { assignedTo: '108', assigneeType: 'SERVICE_ACCOUNT' })] });
    mockPolicies();
    mockUsage(undefined, '2026-05-24');
    const { applications } = (await scanAsOf('2026-05-25T00:00:00Z')).datasets;
    expect(stateOf(applications)).toBe('partial unsupported');
    expect(rowsOf(applications).map(({ id }) => id)).toEqual(['108']);
  });

  test('known ones are listed when roles are not whole', async () => {
    mockOthers({
      assignments: [
        assignment('a1', { assignedTo: 'dark', assigneeType: 'GROUP' }),
        assignment('a4', { assignedTo: '108', assigneeType: 'SERVICE_ACCOUNT' }),
      ],
    });
    nock(origin)
      .get(/groups\/dark\/members/)
      .reply(403, fault('forbidden'));
    mockTokens(entry(time, ann, authorize({})));
    const { applications } = (await scan()).datasets;
    expect(stateOf(applications)).toBe('partial permission');
    expect(JSON.stringify(applications)).toContain('groups/dark/members');
    expect(rowsOf(applications).map(({ id }) => id)).toEqual(['108', 'c1']);
  });
});
