import nock from 'nock';
import { expect, test } from 'vitest';
import { tokenAccess } from '../../../connectors/google-workspace/access.ts';
import { policies as collector } from '../../../connectors/google-workspace/policies.ts';
import { rowsOf } from '../../../src/core/datasets.ts';
import { useStrictNock } from '../../nock.ts';
import {
  base,
  customerId,
  identityOrigin,
  mockCustomer,
  mockDomains,
  mockLog,
  mockPolicies,
  mockRoles,
  mockUsage,
  mockUsers,
  open,
  scan,
  stateOf,
} from './google.ts';

useStrictNock();

const full = {
  name: 'policies/akajj264ap2',
  customer: `customers/${customerId}`,
  type: 'ADMIN',
  policyQuery: {
    orgUnit: 'orgUnits/03ph8a2z1root00',
    group: 'groups/01opuj5n1xyz',
    query: "entity.groups.exists(group, group.group_id == groupId('01opuj5n1xyz'))",
    sortOrder: 12.5,
  },
  setting: { type: 'settings/security.password', value: { minimumLength: 12, allowedStrength: 'STRONG' } },
};
const bare = { name: 'policies/b', type: 'SYSTEM', setting: { type: 'settings/api_controls.internal_apps' } };

function mockOthers(): void {
  mockCustomer();
  mockDomains();
  mockUsers();
  mockRoles();
  mockLog('login');
  mockLog('admin');
  mockLog('token');
  mockUsage();
}

test('renames a setting, whole and bare; pages may be empty on the way', async () => {
  mockOthers();
  mockPolicies([full], [], [], [bare]);
  const { policies } = (await scan()).datasets;
  expect(policies).toEqual({
    state: 'complete',
    rows: [
      {
        id: 'policies/akajj264ap2',
        setting: 'security.password',
        origin: 'admin',
        orgUnit: '03ph8a2z1root00',
        group: '01opuj5n1xyz',
        query: full.policyQuery.query,
        sortOrder: 12.5,
        value: { minimumLength: 12, allowedStrength: 'STRONG' },
      },
      {
        id: 'policies/b',
        setting: 'api_controls.internal_apps',
        origin: 'system',
        orgUnit: null,
        group: null,
        query: null,
        sortOrder: null,
        value: {},
      },
    ],
  });
});

test('one list, filtered as Google documents it', async () => {
  mockOthers();
  nock(identityOrigin)
    .get('/v1/policies')
    .query({
      filter: `customer == "customers/${customerId}" && setting.type.matches('^settings/(security|api_controls)\\\\..*$')`,
      pageSize: 100,
      fields: 'nextPageToken,policies(name,customer,type,policyQuery,setting)',
    })
    .matchHeader('authorization', 'Bearer ya29.ready')
    .reply(200, {});
  const { policies } = (await scan()).datasets;
  expect(policies).toEqual({ state: 'complete', rows: [] });
});

test('empty text is nothing, and the all-admins group keeps its name', async () => {
  mockOthers();
  mockPolicies([
    { ...bare, policyQuery: { orgUnit: '', group: 'groups/WORKSPACE_ALL_ADMIN_GROUP', query: '' } },
    { ...bare, name: 'policies/c', type: 'OF_TOMORROW' },
  ]);
  expect(rowsOf((await scan()).datasets.policies)).toMatchObject([
    { orgUnit: null, group: 'WORKSPACE_ALL_ADMIN_GROUP', query: null },
    { origin: 'admin' },
  ]);
});

test('a setting of another customer poisons everything', async () => {
  mockOthers();
  mockPolicies([full, { ...bare, customer: 'customers/C0stranger' }]);
  const { datasets } = await scan();
  expect([datasets.policies, datasets.accounts].map(stateOf)).toEqual(['unavailable identity', 'unavailable identity']);
});

test('429 is waited for', async () => {
  mockOthers();
  nock(identityOrigin)
    .get('/v1/policies')
    .query(true)
    .reply(429, { error: { status: 'RESOURCE_EXHAUSTED' } });
  mockPolicies([full]);
  const snapshot = await scan();
  expect(snapshot.datasets.policies.state).toBe('complete');
  expect(snapshot.requests.retried).toBe(1);
});

test('another origin serves this API too', async () => {
  const local = 'http://127.0.0.1:8099';
  nock(local).get(`${base}/customers/${customerId}`).query(true).reply(200, { id: customerId });
  nock(local).get('/v1/policies').query(true).reply(200, {});
  await collector.probe(await open(tokenAccess(local, () => 'ya29.local')));
});
