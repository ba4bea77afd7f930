import type { ApiName } from './apis.ts';

/** One thing that an administrator can allow: the scope of the token, and the privilege of the impersonated admin. */
export interface Capability<A extends ApiName = ApiName> {
  /** The API that it opens. */
  api: A;
  /** The least read-only scope, as it is listed in domain-wide delegation. */
  scope: string;
  /** The admin privilege, in the words of the Admin console; null: only a super admin may. */
  privilege: string | null;
}

const prefix = 'https://www.googleapis.com/auth/';

/**
 * What the connector asks for. Each is a token of its own: one scope that is not delegated fails the whole token.
 * https://developers.google.com/identity/protocols/oauth2/service-account#error-codes
 */
export const capabilities = {
  customer: {
    api: 'directory',
    scope: `${prefix}admin.directory.customer.readonly`,
    privilege: 'Domain Settings',
  },
  domains: {
    api: 'directory',
    scope: `${prefix}admin.directory.domain.readonly`,
    privilege: 'Domain Management',
  },
  users: { api: 'directory', scope: `${prefix}admin.directory.user.readonly`, privilege: 'Users > Read' },
  orgUnits: {
    api: 'directory',
    scope: `${prefix}admin.directory.orgunit.readonly`,
    privilege: 'Organizational Units > Read',
  },
  roles: { api: 'directory', scope: `${prefix}admin.directory.rolemanagement.readonly`, privilege: 'Admin roles' },
  members: { api: 'directory', scope: `${prefix}admin.directory.group.member.readonly`, privilege: 'Groups > Read' },
  audit: { api: 'reports', scope: `${prefix}admin.reports.audit.readonly`, privilege: 'Reports' },
  usage: { api: 'reports', scope: `${prefix}admin.reports.usage.readonly`, privilege: 'Reports' },
  // https://docs.cloud.google.com/identity/docs/concepts/overview-policies
  policies: { api: 'cloudidentity', scope: `${prefix}cloud-identity.policies.readonly`, privilege: null },
} as const satisfies Record<string, Capability>;
