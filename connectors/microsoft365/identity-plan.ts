import type { Organization } from '../../src/core/rows/organization.ts';

/** https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const planIds: ReadonlyMap<string, 'p1' | 'p2'> = new Map([
  ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'p1'],
  ['eec0eb4f-6444-4f95-aba0-50c24d67f998', 'p2'],
  // Entra ID Governance: whatever asks for P2 is satisfied with it.
  ['e866a266-3cff-43a3-acca-0c90a7e00c8b', 'p2'],
]);

/** What comes with a product. */
interface ServicePlan {
  servicePlanId: string;
  provisioningStatus?: string | null | undefined;
}

/** A product with what comes with it. */
interface Licensed {
  servicePlans: readonly ServicePlan[];
}

/**
 * Whether a service is switched off, `Disabled`, in whatever case that is written; one that is still to be provisioned
 * is not. https://learn.microsoft.com/graph/api/resources/serviceplaninfo
 */
export function isSwitchedOff({ provisioningStatus }: Pick<ServicePlan, 'provisioningStatus'>): boolean {
  return provisioningStatus?.toLowerCase() === 'disabled';
}

/** The best identity licence that comes with products, whether they still work or not. */
export function bestPlan(skus: readonly Licensed[]): NonNullable<Organization['plan']> {
  const plans = skus.flatMap(({ servicePlans }) =>
    servicePlans.flatMap((plan) => {
      return isSwitchedOff(plan) ? [] : (planIds.get(plan.servicePlanId.toLowerCase()) ?? []);
    }),
  );
  return plans.includes('p2') ? 'p2' : plans.includes('p1') ? 'p1' : 'free';
}
