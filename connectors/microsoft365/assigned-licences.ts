import { z } from 'zod';
import type { Account } from '../../src/core/rows/account.ts';

export const assignedLicenceShape = z.object({
  skuId: z.string().min(1),
  disabledPlans: z.array(z.string().min(1)).nullish(),
});
type AssignedLicence = z.infer<typeof assignedLicenceShape>;

type Licences = NonNullable<Account['licences']>;

/** Renames the licences of one account; null when the directory does not say. */
export type LicenceReader = (assigned: readonly AssignedLicence[] | null | undefined) => Licences | null;

/** Tens of thousands of accounts hold the same few sets of licences: each is made once, whatever its order. */
export function createLicenceReader(): LicenceReader {
  const sets = new Map<string, Licences>();
  /** By what was read as it was read, since most of it is spelled alike. */
  const spellings = new Map<string, Licences>();
  const setOf = (assigned: readonly AssignedLicence[]) => {
    const licences = assigned
      .map(({ skuId, disabledPlans }) => ({
        productId: skuId.toLowerCase(),
        disabledPlans: (disabledPlans ?? []).map((plan) => plan.toLowerCase()).sort(),
      }))
      .sort((a, b) => (a.productId < b.productId ? -1 : 1));
    const key = licences.map(({ productId, disabledPlans }) => [productId, ...disabledPlans].join(' ')).join('\n');
    const known = sets.get(key) ?? licences;
    sets.set(key, known);
    return known;
  };
  return (assigned) => {
    if (assigned === undefined || assigned === null) return null;
    const spelling = JSON.stringify(assigned);
    const known = spellings.get(spelling) ?? setOf(assigned);
    spellings.set(spelling, known);
    return known;
  };
}
