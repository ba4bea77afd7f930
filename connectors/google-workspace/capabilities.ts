/** One thing that an administrator can allow: the scope of the token, and the privilege of the impersonated admin. */
export interface Capability {
  /** The least read-only scope, as it is listed in domain-wide delegation. */
  scope: string;
  /** The admin privilege, in the words of the Admin console. */
  privilege: string;
}

const prefix = 'https://www.googleapis.com/auth/';

/**
 * What the connector asks for. Each is a token of its own: one scope that is not delegated fails the whole token.
 * https://developers.google.com/identity/protocols/oauth2/service-account#error-codes
 */
export const capabilities = {
  customer: { scope: `${prefix}admin.directory.customer.readonly`, privilege: 'Domain Settings' },
  domains: { scope: `${prefix}admin.directory.domain.readonly`, privilege: 'Domain Management' },
  users: { scope: `${prefix}admin.directory.user.readonly`, privilege: 'Users > Read' },
  roles: { scope: `${prefix}admin.directory.rolemanagement.readonly`, privilege: 'Admin roles' },
  members: { scope: `${prefix}admin.directory.group.member.readonly`, privilege: 'Groups > Read' },
} as const satisfies Record<string, Capability>;
