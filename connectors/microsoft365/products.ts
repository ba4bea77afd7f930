import { z } from 'zod';
import type { Organization } from '../../src/core/rows/organization.ts';
import { bestPlan, isSwitchedOff } from './identity-plan.ts';

/** A product that the organisation has, or once had, licences of. */
export const skuShape = z.object({
  id: z.string().min(1),
  skuId: z.string().min(1),
  skuPartNumber: z.string().nullish(),
  capabilityStatus: z.string().nullish(),
  prepaidUnits: z.object({ enabled: z.number().nullish(), warning: z.number().nullish() }).nullish(),
  servicePlans: z.array(
    z.object({
      servicePlanId: z.string().min(1),
      servicePlanName: z.string().nullish(),
      provisioningStatus: z.string().nullish(),
    }),
  ),
});
export type Sku = z.infer<typeof skuShape>;

type Product = NonNullable<Organization['products']>[number];

/**
 * Products that cost nothing: free editions, those that people fetch for themselves, and what is given along with
 * others. https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
const freeProducts: ReadonlySet<string> = new Set([
  'FLOW_FREE',
  'POWER_BI_STANDARD',
  'POWER_BI_INDIVIDUAL_USER',
  'POWERAPPS_DEV',
  'POWERAPPS_INDIVIDUAL_USER',
  'FORMS_PRO',
  'STREAM',
  'TEAMS_FREE',
  'TEAMS_EXPLORATORY',
  'MICROSOFT_TEAMS_EXPLORATORY_DEPT',
  'MS_TEAMS_IW',
  'SPZA_IW',
  'DYN365_ENTERPRISE_P1_IW',
  'DYNAMICS_365_ONBOARDING_SKU',
  'WINDOWS_STORE',
  'MICROSOFT_BUSINESS_CENTER',
  'RIGHTSMANAGEMENT_ADHOC',
  'MCOPSTNC',
  // Office 365 A1, which schools get for nothing.
  'STANDARDWOFFPACK_FACULTY',
  'STANDARDWOFFPACK_STUDENT',
  'STANDARDWOFFPACK_IW_FACULTY',
  'STANDARDWOFFPACK_IW_STUDENT',
]);

/** Names of trials, and of accounts for telephones without a person; each has endings for governments and schools. */
const freeNames = /(?:^|_)(?:VIRAL|V?TRIAL|PREVIEW)(?:_|$)|^PHONESYSTEM_VIRTUALUSER(?:_|$)/;

/** Names of service plans with a mailbox; those for archives, and the foundation that others build on, have none. */
const mailboxNames = /^EXCHANGE_[SBL]_(?:STANDARD|ENTERPRISE|DESKLESS|ESSENTIALS)(?:_|$)/i;

/**
 * Whether a service plan has a mailbox, by its id, which counts before the name.
 * https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
const knownPlans: ReadonlyMap<string, boolean> = new Map([
  // EXCHANGE_S_STANDARD, _ENTERPRISE, _DESKLESS, _ESSENTIALS and _STANDARD_MIDMARKET
  ['9aaf7827-d63c-4b61-89c3-182f06f82e5c', true],
  ['efb87545-963c-4e0d-99df-69c6916d9eb0', true],
  ['4a82b400-a79f-41a4-b4e2-e94f5787b113', true],
  ['1126bef5-da20-4f07-b45e-ad25d2581aa8', true],
  ['fc52cc4b-ed7d-472d-bbe7-b081c23ecc56', true],
  // EXCHANGE_B_STANDARD and EXCHANGE_L_STANDARD
  ['90927877-dcff-4af6-b346-2332c0b15bb7', true],
  ['d42bdbd6-c335-4231-ab3d-c8f348d5aff5', true],
  // EXCHANGE_S_FOUNDATION
  ['113feb6c-3fe4-4440-bddc-54d774bf0318', false],
]);

type Plan = Sku['servicePlans'][number];

/** Null: neither the id is known, nor is there a name. */
function hasMailbox({ servicePlanId, servicePlanName }: Plan): boolean | null {
  return knownPlans.get(servicePlanId.toLowerCase()) ?? (servicePlanName ? mailboxNames.test(servicePlanName) : null);
}

function mailboxPlansOf(plans: readonly Plan[]): string[] | null {
  const active = plans.filter((plan) => !isSwitchedOff(plan));
  if (active.some((plan) => hasMailbox(plan) === null)) return null;
  return [...new Set(active.filter(hasMailbox).map(({ servicePlanId }) => servicePlanId.toLowerCase()))].sort();
}

function isPaid(name: string): boolean {
  const upper = name.toUpperCase();
  return !freeProducts.has(upper) && !freeNames.test(upper);
}

/** What Microsoft calls the states of a subscription. https://learn.microsoft.com/graph/api/resources/subscribedsku */
const standings: ReadonlyMap<string, NonNullable<Product['standing']>> = new Map([
  ['Enabled', 'active'],
  ['Warning', 'grace'],
  ['Suspended', 'suspended'],
  ['Deleted', 'ended'],
  ['LockedOut', 'ended'],
]);

function productOf({ skuId, skuPartNumber, capabilityStatus, servicePlans }: Sku): Product {
  const plan = bestPlan([{ servicePlans }]);
  return {
    id: skuId.toLowerCase(),
    name: skuPartNumber || skuId,
    paid: skuPartNumber ? isPaid(skuPartNumber) : null,
    mailboxPlans: mailboxPlansOf(servicePlans),
    standing: standings.get(capabilityStatus ?? '') ?? null,
    plan: plan === 'free' ? 'none' : plan,
  };
}

/** The products, sorted by id; those that have ended too, since accounts may still hold them. */
export function productsOf(skus: readonly Sku[]): Product[] {
  const products = new Map(skus.map(productOf).map((product) => [product.id, product]));
  return [...products.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
