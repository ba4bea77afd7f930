import type { Upstream } from '../../src/core/connector.ts';
import { isUnlicensed } from './gaps.ts';
import type { Session } from './session.ts';

const mostTries = 3;

/**
 * Whether to ask again after "no premium licence": tenants that have one are told so now and then.
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/14118
 */
export function doubtLicence(
  session: Session,
  upstream: Upstream,
): (error: unknown, tries: number) => Promise<boolean> {
  return async (error, tries) => {
    if (!isUnlicensed(error) || tries > mostTries) return false;
    const organization = await upstream('organization');
    const plan = organization.state === 'unavailable' ? null : organization.rows[0]?.plan;
    if (plan !== 'p1' && plan !== 'p2') return false;
    await session.pause();
    return true;
  };
}
