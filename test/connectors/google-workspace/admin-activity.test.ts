import nock from 'nock';
import { expect, test } from 'vitest';
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

const path = `${reports}/activity/users/all/applications/admin`;

function mockOthers(): void {
  mockCustomer();
  mockDomains();
  mockUsers([[user('u1'), user('u2')]]);
  mockRoles();
  mockLog('login');
  mockLog('token');
  mockPolicies();
  mockUsage();
}

function act(time: string, actor: Record<string, unknown>, name?: string): Record<string, unknown> {
  return { id: { time, uniqueQualifier: time, customerId }, actor, events: name === undefined ? [] : [{ name }] };
}

test('the newest act of each who acted, within 180 days', async () => {
  mockOthers();
  nock(origin)
    .get(path)
    .query(
      ({ startTime, maxResults, eventName, fields }) =>
        startTime === '2026-05-25T00:00:00.000Z' &&
        maxResults === '1000' &&
        eventName === undefined &&
        String(fields).startsWith('nextPageToken,items('),
    )
    .reply(200, {
      items: [
        act('2026-11-20T00:00:00Z', { profileId: 'u1', callerType: 'USER' }, 'CREATE_USER'),
        act('2026-11-19T00:00:00Z', { profileId: 'u1', callerType: 'USER' }, 'DELETE_USER'),
        act('2026-11-01T00:00:00Z', { email: 'U2@acme.example' }, 'CHANGE_PASSWORD'),
        act('2026-11-02T00:00:00Z', { email: 'u2@acme.example' }),
        act('2026-11-03T00:00:00Z', { callerType: 'KEY', key: 'SYSTEM' }, 'ALERT'),
        act('2026-11-03T00:00:00Z', { profileId: '105250506097979753968' }, 'ALERT'),
      ],
    });
  expect((await scan()).datasets.adminActivity).toEqual({
    state: 'complete',
    source: 'admin-log',
    since: '2026-05-25T00:00:00.000Z',
    rows: [
      { accountId: 'u1', lastAt: '2026-11-20T00:00:00.000Z', activity: 'CREATE_USER' },
      { accountId: 'u2', lastAt: '2026-11-02T00:00:00.000Z', activity: 'unknown' },
    ],
  });
});

test('breaks off on page two', async () => {
  mockOthers();
  nock(origin)
    .get(path)
    .query(({ pageToken }) => pageToken === undefined)
    .reply(200, { items: [act('2026-11-20T00:00:00Z', { profileId: 'u1' }, 'X')], nextPageToken: 'a' });
  nock(origin)
    .get(path)
    .query(({ pageToken }) => pageToken === 'a')
    .reply(403, fault('insufficientPermissions'));
  const { adminActivity } = (await scan()).datasets;
  expect(stateOf(adminActivity)).toBe('partial permission');
  expect(rowsOf(adminActivity)).toHaveLength(1);
  expect(JSON.stringify(adminActivity)).toContain('admin.reports.audit.readonly');
});
