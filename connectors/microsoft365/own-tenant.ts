import { z } from 'zod';
import { IdentityError, MalformedError } from '../../src/core/errors.ts';
import type { GapKind } from '../../src/core/gap.ts';
import { eachRow } from '../../src/http/pages.ts';
import { explain } from './gaps.ts';
import type { Session } from './session.ts';

const tenantShape = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  verifiedDomains: z.array(z.object({ name: z.string().min(1) })).nullish(),
});

const path = '/organization?$select=id,displayName,verifiedDomains';

/**
 * The tenant as it describes itself: a list of one, which may come in several pages, or say the same twice.
 * @throws IdentityError when it is not the configured one
 */
export async function readOwnTenant(session: Session): Promise<z.infer<typeof tenantShape>> {
  let own: z.infer<typeof tenantShape> | undefined;
  for await (const tenant of eachRow(session.collection(path, tenantShape))) {
    session.verify(tenant.id);
    own = tenant;
  }
  if (own === undefined) throw new MalformedError('/organization', 'no organization');
  return own;
}

/** Faults after which the other datasets may still be readable. */
const bearable: ReadonlySet<GapKind> = new Set(['permission', 'network', 'throttled']);

/**
 * Makes sure that the tenant that answers is the configured one. Where it cannot be asked, the sign-in stands for it, if
 * it is proved to be that tenant's: it was made at the tenant's own address, or its token names the tenant.
 * @throws IdentityError when it is another, or when nothing shows which it is
 */
export async function verifyTenant(session: Session, proved: boolean, signal: AbortSignal): Promise<void> {
  try {
    await readOwnTenant(session);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof IdentityError || !bearable.has(explain(error).kind)) throw error;
    if (!proved) throw new IdentityError('nothing shows which tenant answers: the organization could not be read');
  }
}
