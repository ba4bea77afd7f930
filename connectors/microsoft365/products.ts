import { z } from 'zod';
import type { Organization } from '../../src/core/datasets.ts';

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

/** Service plans with a mailbox; those for archives, and the foundation that other services build on, have none. */
const mailboxPlan = /^EXCHANGE_[SBL]_(?:STANDARD|ENTERPRISE|DESKLESS|ESSENTIALS)(?:_|$)/i;

function isPaid(name: string): boolean {
  const upper = name.toUpperCase();
  return !freeProducts.has(upper) && !freeNames.test(upper);
}

function productOf({ skuId, skuPartNumber, servicePlans }: Sku): Product {
  const mailboxes = servicePlans.filter(
    ({ servicePlanName, provisioningStatus }) =>
      mailboxPlan.test(servicePlanName ?? '') && provisioningStatus?.toLowerCase() !== 'disabled',
  );
  return {
    id: skuId.toLowerCase(),
    name: skuPartNumber || skuId,
    paid: skuPartNumber ? isPaid(skuPartNumber) : null,
    mailboxPlans: [...new Set(mailboxes.map(({ servicePlanId }) => servicePlanId.toLowerCase()))].sort(),
  };
}

/** The products, sorted by id; those that have ended too, since accounts may still hold them. */
export function productsOf(skus: readonly Sku[]): Product[] {
  const products = new Map(skus.map(productOf).map((product) => [product.id, product]));
  return [...products.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
