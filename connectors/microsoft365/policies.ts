import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import type { Authorization, MethodsPolicy, Policy } from '../../src/core/rows/policy.ts';
import type { Session } from './session.ts';

const policyShape = z.object({
  policyMigrationState: z.string().nullish(),
  authenticationMethodConfigurations: z.array(
    z.object({
      id: z.string().min(1),
      state: z.string().nullish(),
      includeTargets: z.array(z.object({ id: z.string().min(1) })).nullish(),
    }),
  ),
});

/**
 * Until a tenant has migrated, policies that no API shows count beside this one.
 * https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage
 */
const legacyPolicies: ReadonlyMap<string, MethodsPolicy['legacyPolicies']> = new Map([
  ['migrationComplete', 'retired'],
  ['preMigration', 'in-force'],
  ['migrationInProgress', 'in-force'],
]);

const enabledBy: ReadonlyMap<string, boolean> = new Map([
  ['enabled', true],
  ['disabled', false],
]);

async function readMethods(session: Session): Promise<MethodsPolicy> {
  const policy = await session.read('/policies/authenticationMethodsPolicy', policyShape);
  const configurations = new Map(
    policy.authenticationMethodConfigurations.map((each) => [each.id.toLowerCase(), each]),
  );
  return {
    id: 'authentication-methods',
    legacyPolicies: legacyPolicies.get(policy.policyMigrationState ?? '') ?? null,
    methods: [...configurations].map(([name, { state, includeTargets }]) => ({
      name,
      enabled: enabledBy.get(state ?? '') ?? null,
      scopes: includeTargets?.map((target) => target.id) ?? null,
    })),
  };
}

const defaultsShape = z.object({ isEnabled: z.boolean() });

async function readDefaults(session: Session): Promise<Policy> {
  const { isEnabled } = await session.read('/policies/identitySecurityDefaultsEnforcementPolicy', defaultsShape);
  return { id: 'security-defaults', enabled: isEnabled };
}

const authorizationShape = z.object({
  id: z.string().min(1),
  allowInvitesFrom: z.string().nullish(),
  defaultUserRolePermissions: z.object({ permissionGrantPoliciesAssigned: z.array(z.string()).nullish() }).nullish(),
});

/**
 * `none` keeps administrators from it too, and is the strictest there is.
 * https://learn.microsoft.com/graph/api/resources/authorizationpolicy#allowinvitesfrom-values
 */
const invitationsFrom: ReadonlyMap<string, Authorization['invitations']> = new Map([
  ['everyone', 'everyone'],
  ['adminsGuestInvitersAndAllMembers', 'members'],
  ['adminsAndGuestInviters', 'inviters'],
  ['none', 'administrators'],
]);

async function readAuthorization(session: Session): Promise<Authorization> {
  const policy = await session.read('/policies/authorizationPolicy', authorizationShape);
  return {
    id: 'authorization',
    invitations: invitationsFrom.get(policy.allowInvitesFrom ?? '') ?? null,
    consentPolicies: policy.defaultUserRolePermissions?.permissionGrantPoliciesAssigned ?? null,
  };
}

/** The policy of authentication methods, whether security defaults are on, and what everybody may do. */
export const policies: Collector<Session, 'policies'> = {
  permissions: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'],
  async *collect(session) {
    const readings = await Promise.allSettled([
      readMethods(session),
      readDefaults(session),
      readAuthorization(session),
    ]);
    yield readings.flatMap((reading) => (reading.status === 'fulfilled' ? [reading.value] : []));
    const failed = readings.find((reading) => reading.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return undefined;
  },
  async probe(session) {
    await readMethods(session);
    await readDefaults(session);
    await readAuthorization(session);
  },
};
