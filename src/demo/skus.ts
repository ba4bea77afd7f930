import { guidOf } from './ids.ts';

/** Licence of the directory: `p2` contains `p1`. */
export type Plan = 'free' | 'p1' | 'p2';

export interface SubscribedSku {
  accountId: string;
  accountName: string;
  id: string;
  skuId: string;
  skuPartNumber: string;
  capabilityStatus: string;
  appliesTo: string;
  consumedUnits: number;
  prepaidUnits: { enabled: number; suspended: number; warning: number; lockedOut: number };
  subscriptionIds: readonly string[];
  servicePlans: readonly {
    servicePlanId: string;
    servicePlanName: string;
    provisioningStatus: string;
    appliesTo: string;
  }[];
}

/** A licence as a user has it. */
export interface AssignedLicense {
  disabledPlans: readonly string[];
  skuId: string;
}

/** https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const plans = {
  exchange: ['9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'EXCHANGE_S_STANDARD'],
  exchange2: ['efb87545-963c-4e0d-99df-69c6916d9eb0', 'EXCHANGE_S_ENTERPRISE'],
  /** Comes with products that have no mailbox. */
  foundation: ['113feb6c-3fe4-4440-bddc-54d774bf0318', 'EXCHANGE_S_FOUNDATION'],
  flow: ['50e68c76-46c6-4674-81f9-75456511b170', 'FLOW_P2_VIRAL'],
  p1: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM'],
  p2: ['eec0eb4f-6444-4f95-aba0-50c24d67f998', 'AAD_PREMIUM_P2'],
} as const;

export type PlanName = keyof typeof plans;

interface Product {
  skuId: string;
  includes: readonly PlanName[];
}

const products = {
  O365_BUSINESS_PREMIUM: { skuId: 'f245ecc8-75af-4f8e-b61f-27d8114de5f3', includes: ['exchange'] },
  SPB: { skuId: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', includes: ['exchange', 'p1'] },
  SPE_E3: { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', includes: ['exchange2', 'p1'] },
  AAD_PREMIUM_P2: { skuId: '84a661c4-e949-4bd2-a560-ed7766fcaf2b', includes: ['foundation', 'p1', 'p2'] },
  FLOW_FREE: { skuId: 'f30db892-07e9-47e9-837c-80727f46fd3d', includes: ['foundation', 'flow'] },
} as const satisfies Readonly<Record<string, Product>>;

export type ProductName = keyof typeof products;

/** A licence of the product, without some of its service plans. */
export function licenceOf(product: ProductName, without: readonly PlanName[] = []): AssignedLicense {
  return { disabledPlans: without.map((name) => plans[name][0]), skuId: products[product].skuId };
}

function skuOf(tenantId: string, product: ProductName, units: number): SubscribedSku {
  const { skuId, includes } = products[product];
  return {
    accountId: tenantId,
    accountName: 'sample',
    id: `${tenantId}_${skuId}`,
    skuId,
    skuPartNumber: product,
    capabilityStatus: 'Enabled',
    appliesTo: 'User',
    consumedUnits: Math.min(units, 10),
    prepaidUnits: { enabled: units, suspended: 0, warning: 0, lockedOut: 0 },
    subscriptionIds: [guidOf(`${tenantId}/${skuId}`)],
    servicePlans: includes.map((name) => ({
      servicePlanId: plans[name][0],
      servicePlanName: plans[name][1],
      provisioningStatus: 'Success',
      appliesTo: 'User',
    })),
  };
}

/** Business Standard has no Entra ID P1; Business Premium has; P2 comes as an addition, and contains P1. */
export function skusOf(tenantId: string, plan: Plan, units: number): SubscribedSku[] {
  // A free product comes with licences for everybody.
  const free = skuOf(tenantId, 'FLOW_FREE', 10_000);
  if (plan === 'free') return [skuOf(tenantId, 'O365_BUSINESS_PREMIUM', units), free];
  const base = [skuOf(tenantId, 'SPB', units), skuOf(tenantId, 'SPE_E3', 10), free];
  return plan === 'p1' ? base : [...base, skuOf(tenantId, 'AAD_PREMIUM_P2', 10)];
}
