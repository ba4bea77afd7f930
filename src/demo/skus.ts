import type { Plan, SubscribedSku } from './directory.ts';

const plans = {
  exchange: ['9aaf7827-d63c-4b61-89c3-182f06f82e5c', 'EXCHANGE_S_STANDARD'],
  p1: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM'],
  p2: ['eec0eb4f-6444-4f95-aba0-50c24d67f998', 'AAD_PREMIUM_P2'],
} as const;

type PlanName = keyof typeof plans;

function sku(
  tenantId: string,
  skuId: string,
  skuPartNumber: string,
  units: number,
  includes: readonly PlanName[],
): SubscribedSku {
  return {
    id: `${tenantId}_${skuId}`,
    skuId,
    skuPartNumber,
    capabilityStatus: 'Enabled',
    appliesTo: 'User',
    consumedUnits: units,
    prepaidUnits: { enabled: units, suspended: 0, warning: 0, lockedOut: 0 },
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
  const standard = 'f245ecc8-75af-4f8e-b61f-27d8114de5f3';
  const premium = 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46';
  const addition = '84a661c4-e949-4bd2-a560-ed7766fcaf2b';
  if (plan === 'free') return [sku(tenantId, standard, 'O365_BUSINESS_PREMIUM', units, ['exchange'])];
  const base = sku(tenantId, premium, 'SPB', units, ['exchange', 'p1']);
  if (plan === 'p1') return [base];
  return [base, sku(tenantId, addition, 'AAD_PREMIUM_P2', Math.min(units, 10), ['p1', 'p2'])];
}
