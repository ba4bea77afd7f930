import { describe, expect, it } from 'vitest';
import { adminActivity } from '../../../connectors/microsoft365/admin-activity.ts';
import { useStrictNock } from '../../nock.ts';
import { calm } from '../../surroundings.ts';
import { collect, forbidden, graph, open, origin, testAccess } from './tenant.ts';

useStrictNock();

const trailPath = '/auditLogs/directoryAudits';
const start = '2026-05-25T09:00:00.000Z';
const query = (from = start, $top = '1000') => ({ $filter: `activityDateTime ge ${from}`, $top });

function trail(status: number, body: object, from = start) {
  graph().get(trailPath).query(query(from)).reply(status, body);
}

let serial = 0;
function act(actor: string | null, activityDateTime: string, fields: object = {}) {
  serial += 1;
  return {
    id: `act-${serial}`,
    activityDateTime,
    activityDisplayName: 'Update user',
    category: 'UserManagement',
    loggedByService: 'Core Directory',
    result: 'success',
    initiatedBy: { user: actor === null ? null : { id: actor, displayName: null }, app: null },
    targetResources: [{ id: 'somebody', type: 'User' }],
    ...fields,
  };
}

async function read(...value: object[]) {
  const session = await open();
  trail(200, { value });
  return collect('adminActivity', adminActivity, session);
}
const later = '2026-11-20T00:00:00Z';
const earlier = '2026-11-10T00:00:00Z';

describe('administrative activity', () => {
  it('ends with the instant that is judged by', async () => {
    const session = await open(testAccess(), { ...calm, asOf: new Date('2026-11-20T09:00:00.000Z') });
    const value = [act('a', '2026-11-20T09:00:00Z'), act('a', '2026-11-20T09:00:00.001Z')];
    trail(200, { value }, '2026-05-24T09:00:00.000Z');
    const { rows } = await collect('adminActivity', adminActivity, session);
    expect(rows).toMatchObject([{ accountId: 'a', lastAt: '2026-11-20T09:00:00Z' }]);
  });

  it('is the newest act of each account, whatever the order', async () => {
    const result = await read(
      act('a', earlier, { activityDisplayName: 'Add user' }),
      act('a', '2026-11-20T00:00:00.5Z', { activityDisplayName: 'Delete user' }),
      act('a', later, { activityDisplayName: 'Update policy' }),
      act('b', '2026-11-01T08:00:00.1234567+09:00'),
    );
    expect(result).toEqual({
      source: undefined,
      since: '2026-10-31T23:00:00.123Z',
      rows: [
        { accountId: 'a', lastAt: '2026-11-20T00:00:00.5Z', activity: 'Delete user', disabledAt: null },
        { accountId: 'b', lastAt: '2026-10-31T23:00:00.123Z', activity: 'Update user', disabledAt: null },
      ],
    });
  });

  it.each([
    ['failed', { result: 'failure' }],
    ['failed in capitals', { result: 'Failure' }],
    ['timed out', { result: 'timeout' }],
    ['was done by a program', { initiatedBy: { user: null, app: { displayName: 'Substrate' } } }],
    ['was done by nobody that is told', { initiatedBy: null }],
    ['was done by an empty id', { initiatedBy: { user: { id: '' } } }],
  ])('is not what %s, which yet proves how far the trail reaches', async (_, fields) => {
    expect(await read(act('a', earlier, fields), act('b', later))).toEqual({
      source: undefined,
      since: earlier,
      rows: [{ accountId: 'b', lastAt: later, activity: 'Update user', disabledAt: null }],
    });
  });

  it.each([
    ['a password reset', { loggedByService: 'Self-service Password Management' }],
    ['a factor that was registered', { loggedByService: 'Authentication Methods' }],
    ['a provisioning', { loggedByService: 'account provisioning' }],
    ['a changed password', { activityDisplayName: 'Change user password' }],
    ['a changed password, as it is called elsewhere', { activityDisplayName: 'Change password (self-service)' }],
    ['the same, told in capitals', { activityDisplayName: 'Change user password', targetResources: [{ id: 'A' }] }],
  ])('is not %s of the own account', async (_, fields) => {
    const { rows, since } = await read(act('a', later, { targetResources: [{ id: 'a' }], ...fields }));
    expect(rows).toEqual([]);
    expect(since).toBe(later);
  });

  it.each([
    ['a password reset of somebody else', { loggedByService: 'Self-service Password Management' }],
    ['a factor of another', { loggedByService: 'Authentication Methods' }],
    [
      'a self-service upon more than the own account',
      { loggedByService: 'Authentication Methods', targetResources: [{ id: 'a' }, { id: 'policy' }] },
    ],
    ['a self-service upon nothing that is told', { loggedByService: 'Authentication Methods', targetResources: [] }],
    ['one whose target is not told', { loggedByService: 'Authentication Methods', targetResources: [{ id: null }] }],
    ['one without a list of targets', { loggedByService: 'Authentication Methods', targetResources: null }],
    ['an act upon the own account that is not known', { targetResources: [{ id: 'a' }] }],
    ['an act of a service that is not known', { loggedByService: 'New Service', targetResources: [{ id: 'a' }] }],
    ['an act without a service', { loggedByService: null, targetResources: [{ id: 'a' }] }],
    ['an act that does not say how it ended', { result: null }],
    ['an act that ended in a new way', { result: 'unknownFutureValue' }],
  ])('is %s, so that nobody is called idle wrongly', async (_, fields) => {
    expect((await read(act('a', later, fields))).rows).toMatchObject([{ accountId: 'a', lastAt: later }]);
  });

  it('has no word for an act without a name', async () => {
    expect((await read(act('a', later, { activityDisplayName: null }))).rows).toMatchObject([{ activity: '' }]);
  });

  it('also tells when an account was disabled last, whoever did it, and of those too who did nothing', async () => {
    const of = (id: string, fields: object = {}) => ({
      activityDisplayName: 'Disable account',
      targetResources: [{ id, type: 'User' }],
      ...fields,
    });
    const { rows } = await read(
      act('a', earlier, of('gone')),
      act(null, later, of('gone')),
      act('a', '2026-11-01T00:00:00Z', of('gone')),
      act('gone', '2026-11-02T00:00:00Z'),
      act('a', earlier, of('other')),
    );
    expect(rows).toEqual([
      { accountId: 'gone', lastAt: '2026-11-02T00:00:00Z', activity: 'Update user', disabledAt: later },
      { accountId: 'a', lastAt: earlier, activity: 'Disable account', disabledAt: null },
      { accountId: 'other', lastAt: null, activity: null, disabledAt: earlier },
    ]);
  });

  const switched = (oldValue: string | null, newValue: string | null, displayName = 'AccountEnabled') => ({
    targetResources: [{ id: 'x', type: 'User', modifiedProperties: [{ displayName, oldValue, newValue }] }],
  });

  it.each([
    ['the event of its own', { activityDisplayName: 'disable Account', targetResources: [{ id: 'x' }] }],
    ['a change of the account', switched('[true]', '[false]')],
    ['a change that tells no value before', switched(null, '["False"]')],
    ['a change in plain words', switched('true', 'false')],
  ])('knows a disabled account by %s', async (_, fields) => {
    expect((await read(act(null, later, fields))).rows).toEqual([
      { accountId: 'x', lastAt: null, activity: null, disabledAt: later },
    ]);
  });

  it.each([
    ['failed', { activityDisplayName: 'Disable account', result: 'failure' }],
    ['does not say how it ended', { activityDisplayName: 'Disable account', result: null }],
    ['is of another category', { activityDisplayName: 'Disable account', category: 'DeviceManagement' }],
    ['is upon a device', { activityDisplayName: 'Disable account', targetResources: [{ id: 'x', type: 'Device' }] }],
    ['names nobody', { activityDisplayName: 'Disable account', targetResources: [{ id: null }, { id: '' }] }],
    ['has no targets', { activityDisplayName: 'Disable account', targetResources: null }],
    ['enables', { activityDisplayName: 'Enable account' }],
    ['switches on', switched('[false]', '[true]')],
    ['changes nothing', switched('[false]', '[false]')],
    ['tells no new value', switched('[true]', null)],
    ['is about something else', switched('[true]', '[false]', 'ShowInAddressList')],
    ['is a creation', { activityDisplayName: 'Add user', ...switched(null, '[false]') }],
  ])('takes nobody for disabled by an event that %s', async (_, fields) => {
    const { rows, gap } = await read(act(null, later, fields));
    expect(gap).toBeUndefined();
    expect(rows).toEqual([]);
  });

  it('counts nobody as disabled after the instant that is judged by', async () => {
    const session = await open(testAccess(), { ...calm, asOf: new Date('2026-11-20T09:00:00.000Z') });
    const disabling = { activityDisplayName: 'Disable account', targetResources: [{ id: 'x', type: 'User' }] };
    const value = [act(null, '2026-11-20T09:00:00.001Z', disabling), act(null, '2026-11-20T09:00:00Z', disabling)];
    trail(200, { value }, '2026-05-24T09:00:00.000Z');
    const { rows } = await collect('adminActivity', adminActivity, session);
    expect(rows).toMatchObject([{ accountId: 'x', disabledAt: '2026-11-20T09:00:00Z' }]);
  });

  it('proves nothing where nothing was read', async () => {
    expect(await read()).toEqual({ source: undefined, rows: [] });
  });

  it('is read over pages', async () => {
    const session = await open();
    const next = `${origin}/v1.0${trailPath}?$skiptoken=1`;
    trail(200, { value: [act('a', later)], '@odata.nextLink': next });
    graph()
      .get(trailPath)
      .query({ $skiptoken: '1' })
      .reply(200, { value: [act('a', earlier), act('b', earlier)] });
    const result = await collect('adminActivity', adminActivity, session);
    expect(result.rows.map(({ accountId, lastAt }) => [accountId, lastAt])).toEqual([
      ['a', later],
      ['b', earlier],
    ]);
    expect(result.since).toBe(earlier);
  });

  it.each([
    ['refused', 403, forbidden, 'permission'],
    ['malformed', 200, { value: [{ id: 'x', activityDateTime: 'yesterday' }] }, 'malformed'],
  ])('is partial where a later page is %s, and then proves nothing', async (_, status, body, kind) => {
    const session = await open();
    trail(200, { value: [act('a', later)], '@odata.nextLink': `${origin}/v1.0${trailPath}?$skiptoken=1` });
    graph().get(trailPath).query({ $skiptoken: '1' }).reply(status, body);
    const result = await collect('adminActivity', adminActivity, session);
    expect(result).toMatchObject({ rows: [{ accountId: 'a' }], gap: { kind } });
    expect(result).not.toHaveProperty('since');
  });

  it('names its permission', async () => {
    const session = await open();
    trail(403, forbidden);
    const { rows, gap } = await collect('adminActivity', adminActivity, session);
    expect(rows).toEqual([]);
    expect(gap?.detail).toContain('grant the application permission AuditLog.Read.All');
  });

  it.each([
    ['the instant of judging, where it is past', '2026-11-11T09:00:00Z', '2026-05-15T09:00:00.000Z'],
    ['now, where the instant of judging lies ahead', '2027-02-01T00:00:00Z', start],
  ])('is asked for 180 days back from %s', async (_, asOf, from) => {
    const session = await open(testAccess(), { ...calm, asOf: new Date(asOf) });
    trail(200, { value: [] }, from);
    expect((await collect('adminActivity', adminActivity, session)).gap).toBeUndefined();
  });

  it('is probed with one act', async () => {
    const session = await open();
    graph().get(trailPath).query(query(start, '1')).reply(200, { value: [] });
    await adminActivity.probe(session);
    graph().get(trailPath).query(query(start, '1')).reply(403, forbidden);
    await expect(adminActivity.probe(session)).rejects.toThrow('403');
  });
});
