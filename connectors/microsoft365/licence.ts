import type { Upstream } from '../../src/core/connector.ts';
import type { Organization } from '../../src/core/rows/organization.ts';
import { UnfoundedRefusalError } from './errors.ts';
import { isUnlicensed } from './gaps.ts';
import type { Session } from './session.ts';

const mostTries = 3;

type Plan = NonNullable<Organization['plan']>;

/** Plans with the sign-in activity and the registration report. */
export const premium: readonly Plan[] = ['p1', 'p2'];

/**
 * Whether to ask again after "no premium licence": tenants that have one of the plans are told so now and then. What
 * comes back throws an UnfoundedRefusalError when such a tenant is refused again and again: it is no fact of the tenant.
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/14118
 */
export function doubtLicence(
  session: Session,
  upstream: Upstream,
  plans: readonly Plan[],
): (error: unknown, tries: number) => Promise<boolean> {
  return async (error, tries) => {
    if (!isUnlicensed(error)) return false;
    const organization = await upstream('organization');
    const plan = organization.state === 'unavailable' ? null : organization.rows[0]?.plan;
    if (!plan || !plans.includes(plan)) return false;
    if (tries > mostTries) throw new UnfoundedRefusalError(error);
    await session.pause();
    return true;
  };
}
