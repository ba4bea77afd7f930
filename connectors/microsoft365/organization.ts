import type { Collector } from '../../src/core/connector.ts';
import type { Organization } from '../../src/core/rows/organization.ts';
import { eachRow } from '../../src/http/pages.ts';
import { bestPlan } from './identity-plan.ts';
import { readOwnTenant } from './own-tenant.ts';
import { productsOf, type Sku, skuShape } from './products.ts';
import type { Session } from './session.ts';

const skusPath = '/subscribedSkus';

/** https://learn.microsoft.com/graph/api/resources/subscribedsku */
const working: ReadonlySet<string> = new Set(['Enabled', 'Warning']);
const ended: ReadonlySet<string> = new Set(['Suspended', 'Deleted', 'LockedOut']);

/** Whether a subscription works; null when it cannot be told. */
function isWorking({ capabilityStatus, prepaidUnits }: Sku): boolean | null {
  const status = capabilityStatus ?? '';
  if (ended.has(status)) return false;
  // In the weeks after its end a subscription still works, and its units count as `warning`.
  const units = [prepaidUnits?.enabled, prepaidUnits?.warning];
  if (!units.some((count) => typeof count === 'number' && count > 0)) {
    return units.every((count) => typeof count === 'number') ? false : null;
  }
  return working.has(status) || null;
}

/** Null: a subscription that may work, or not, makes a difference. */
function planOf(skus: readonly Sku[]): Organization['plan'] {
  const certain = bestPlan(skus.filter((sku) => isWorking(sku) === true));
  const possible = bestPlan(skus.filter((sku) => isWorking(sku) !== false));
  return certain === possible ? certain : null;
}

type Licences = Pick<Organization, 'plan' | 'products'>;

async function readLicences(session: Session): Promise<Licences> {
  const skus: Sku[] = [];
  for await (const sku of eachRow(session.collection(skusPath, skuShape))) skus.push(sku);
  return { plan: planOf(skus), products: productsOf(skus) };
}

async function readOrganization(session: Session): Promise<Organization> {
  const { id, displayName, verifiedDomains } = await readOwnTenant(session);
  const domains = (verifiedDomains ?? []).map(({ name }) => name);
  return { id, name: displayName ?? null, domains, plan: null, products: null };
}

/** The tenant itself. Its plan and products are not known, and the dataset is partial, when licences may not be read. */
export const organization: Collector<Session, 'organization'> = {
  permissions: ['Organization.Read.All', 'LicenseAssignment.Read.All'],
  async *collect(session) {
    const [row, licences] = await Promise.allSettled([readOrganization(session), readLicences(session)]);
    if (row.status === 'rejected') throw row.reason;
    if (licences.status === 'rejected') {
      yield [row.value];
      throw licences.reason;
    }
    yield [{ ...row.value, ...licences.value }];
    return undefined;
  },
  async probe(session) {
    await readOrganization(session);
    await readLicences(session);
  },
};
