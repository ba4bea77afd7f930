import nock from 'nock';
import type { Access } from '../../../connectors/google-workspace/access.ts';
import { tokenAccess } from '../../../connectors/google-workspace/access.ts';
import { createGoogleWorkspace } from '../../../connectors/google-workspace/index.ts';
import { openSession } from '../../../connectors/google-workspace/session.ts';
import type { GoogleWorkspaceSettings } from '../../../connectors/google-workspace/settings.ts';
import type { Dataset, Snapshot } from '../../../src/core/datasets.ts';
import { gather } from '../../../src/core/gather.ts';
import { calm } from '../../surroundings.ts';

export const customerId = 'C01abc23d';
export const origin = 'https://admin.googleapis.com';
export const base = '/admin/directory/v1';
export const reports = '/admin/reports/v1';
export const identityOrigin = 'https://cloudidentity.googleapis.com';

export const settings: GoogleWorkspaceSettings = {
  customerId,
  admin: 'auditor@acme.example',
  credential: { kind: 'keyFile', keyFile: '/nowhere.json' },
};

export const timing = { delayMs: 1, retries: 2, limitMs: 5_000 };

/** A token at hand, for the provider's own origin. */
export const readyAccess: Access = { authorization: tokenAccess(origin, () => 'ya29.ready').authorization };

export function user(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    customerId,
    primaryEmail: `${id}@acme.example`,
    name: { fullName: `Name of ${id}` },
    suspended: false,
    archived: false,
    creationTime: '2020-01-02T03:04:05.000Z',
    lastLoginTime: '2026-11-01T00:00:00.000Z',
    isEnrolledIn2Sv: true,
    isEnforcedIn2Sv: false,
    isAdmin: false,
    isDelegatedAdmin: false,
    orgUnitPath: '/Sales',
    ...more,
  };
}

export interface Example {
  /** Pages of users. */
  users?: readonly (readonly Record<string, unknown>[])[];
  roles?: readonly Record<string, unknown>[];
  assignments?: readonly Record<string, unknown>[];
  /** Members by group id. */
  groups?: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  policies?: readonly Record<string, unknown>[];
  /** Not asked for when undefined. */
  orgUnits?: readonly Record<string, unknown>[] | undefined;
}

export const superAdmin = { roleId: '1', roleName: '_SEED_ADMIN_ROLE', isSuperAdminRole: true, rolePrivileges: [] };

export function assignment(id: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    roleAssignmentId: id,
    roleId: '1',
    assignedTo: 'u1',
    assigneeType: 'USER',
    scopeType: 'CUSTOMER',
    ...more,
  };
}

export function mockCustomer(id = customerId): void {
  nock(origin)
    .get(`${base}/customers/${customerId}`)
    .query(true)
    .reply(200, { id, customerDomain: 'acme.example', postalAddress: { organizationName: 'Acme' } });
}

export function mockDomains(): void {
  nock(origin)
    .get(`${base}/customer/${customerId}/domains`)
    .query(true)
    .reply(200, {
      domains: [
        { domainName: 'acme.example', domainAliases: [{ domainAliasName: 'acme.test' }] },
        { domainName: 'a.example' },
      ],
    });
}

export function mockUsers(pages: Example['users'] = [[user('u1')]]): void {
  pages.forEach((users, index) => {
    nock(origin)
      .get(`${base}/users`)
      .query((query) => !query.showDeleted && query.pageToken === (index === 0 ? undefined : `t${index}`))
      .reply(200, {
        ...(users.length > 0 ? { users } : {}),
        ...(index + 1 < pages.length ? { nextPageToken: `t${index + 1}` } : {}),
      });
  });
}

/** Users that were deleted of late; asked for only when somebody who holds a role is no account. */
export function mockDeletedUsers(...ids: readonly string[]): void {
  nock(origin)
    .get(`${base}/users`)
    .query({
      customer: customerId,
      showDeleted: 'true',
      maxResults: 500,
      fields: 'nextPageToken,users(id,customerId)',
    })
    .reply(200, ids.length === 0 ? {} : { users: ids.map((id) => ({ id, customerId })) });
}

export function mockRoles({ roles = [superAdmin], assignments = [assignment('a1')], groups = {} }: Example = {}): void {
  nock(origin).get(`${base}/customer/${customerId}/roles`).query(true).reply(200, { items: roles });
  nock(origin).get(`${base}/customer/${customerId}/roleassignments`).query(true).reply(200, { items: assignments });
  for (const [id, members] of Object.entries(groups)) {
    nock(origin)
      .get(`${base}/groups/${id}/members`)
      .query({ ...membersQuery })
      .reply(200, { members });
  }
}

/** Pages of settings. */
export function mockPolicies(...pages: readonly (readonly Record<string, unknown>[])[]): void {
  const all = pages.length === 0 ? [[]] : pages;
  all.forEach((policies, index) => {
    nock(identityOrigin)
      .get('/v1/policies')
      .query((query) => query.pageToken === (index === 0 ? undefined : `p${index}`))
      .reply(200, {
        ...(policies.length > 0 ? { policies } : {}),
        ...(index + 1 < all.length ? { nextPageToken: `p${index + 1}` } : {}),
      });
  });
}

export function mockOrgUnits(organizationUnits: readonly Record<string, unknown>[]): void {
  nock(origin).get(`${base}/customer/${customerId}/orgunits`).query(true).reply(200, { organizationUnits });
}

/** A page of a log; the query is left to the test. */
/** Accounts sign in, so that a log of logins is never empty. */
const failedLogin = {
  id: { time: '2026-11-20T00:00:00Z', uniqueQualifier: '1', customerId },
  actor: { email: 'nobody@acme.example' },
  events: [{ name: 'login_failure' }],
};

export function mockLog(
  application: 'login' | 'admin' | 'token',
  items: readonly Record<string, unknown>[] = application === 'login' ? [failedLogin] : [],
): void {
  nock(origin)
    .get(`${reports}/activity/users/all/applications/${application}`)
    .query(true)
    .reply(200, items.length === 0 ? {} : { items });
}

export function usageOf(profileId: string, keys: number | null, passkeys: number | null): Record<string, unknown> {
  const parameters = [
    ['accounts:num_security_keys', keys],
    ['accounts:num_passkeys_enrolled', passkeys],
  ].flatMap(([name, count]) => (count === null ? [] : [{ name, intValue: String(count) }]));
  return { entity: { type: 'USER', profileId, customerId }, parameters };
}

/** Answers for the report of a day; the first day that is asked for when none is given. */
export function mockUsage(body: Record<string, unknown> = { usageReports: [usageOf('u1', 0, 0)] }, day = '2026-11-20') {
  nock(origin).get(`${reports}/usage/users/all/dates/${day}`).query(true).reply(200, body);
}

/** Everything that does not come from the Directory API: no setting, empty logs, a usage report. */
export function mockLogs({ policies, orgUnits }: Pick<Example, 'policies' | 'orgUnits'> = {}): void {
  mockPolicies(policies ?? []);
  if (orgUnits !== undefined) mockOrgUnits(orgUnits);
  mockLog('login');
  mockLog('admin');
  mockLog('token');
  mockUsage();
}

const membersQuery = {
  includeDerivedMembership: true,
  maxResults: 200,
  fields: 'nextPageToken,members(id,email,type)',
};

export function mockAll(example: Example = {}): void {
  mockCustomer();
  mockDomains();
  mockUsers(example.users);
  mockRoles(example);
  mockLogs(example);
}

export function fault(reason: string, message = reason, domain = 'global'): Record<string, unknown> {
  return { error: { code: 403, message, errors: [{ reason, message, domain }] } };
}

export function scan(access: Access = readyAccess, configured = settings): Promise<Snapshot> {
  return gather(createGoogleWorkspace(access, timing), configured, {
    directoryId: configured.customerId,
    signal: new AbortController().signal,
    now: () => new Date('2026-11-21T00:00:00Z'),
  });
}

export function open(access: Access = readyAccess) {
  return openSession(settings, calm, { access, timing });
}

/** The gap of a dataset with its state, for one assertion. */
export function stateOf(dataset: Dataset<unknown>): string {
  return dataset.state === 'complete' ? 'complete' : `${dataset.state} ${dataset.gap.kind}`;
}
