import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import type { MethodsPolicy, Policy } from '../../src/core/datasets.ts';
import type { Session } from './session.ts';

const policyShape = z.object({
  policyMigrationState: z.string().nullish(),
  authenticationMethodConfigurations: z.array(
    z.object({
      id: z.string().min(1),
      state: z.string().nullish(),
      includeTargets: z.array(z.object({ id: z.string() })).nullish(),
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
  return {
    id: 'authentication-methods',
    legacyPolicies: legacyPolicies.get(policy.policyMigrationState ?? '') ?? null,
    methods: policy.authenticationMethodConfigurations.map(({ id, state, includeTargets }) => ({
      name: id.toLowerCase(),
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

/** The policy of authentication methods, and whether security defaults are on. */
export const policies: Collector<Session, 'policies'> = {
  permissions: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'],
  async *collect(session) {
    const readings = await Promise.allSettled([readMethods(session), readDefaults(session)]);
    yield readings.flatMap((reading) => (reading.status === 'fulfilled' ? [reading.value] : []));
    const failed = readings.find((reading) => reading.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return undefined;
  },
  async probe(session) {
    await readMethods(session);
    await readDefaults(session);
  },
};
