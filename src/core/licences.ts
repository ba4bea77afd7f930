import type { Table } from './check.ts';
import { type Gap, silent } from './gap.ts';
import type { Account } from './rows/account.ts';
import type { Organization } from './rows/organization.ts';

type Licence = NonNullable<Account['licences']>[number];
type Product = NonNullable<Organization['products']>[number];

/** Products that an account has licences of, as far as that is certain. */
export interface HeldProducts {
  /** Their names, sorted, each once. */
  names: readonly string[];
  /** Why there may be more; null: there are no more. */
  doubt: Gap | null;
}

/** @param counts whether a licence of a product is one of those asked for; null: it cannot be told */
function heldBy(
  { licences }: Account,
  organization: Table<Organization>,
  counts: (product: Product, licence: Licence) => boolean | null,
): HeldProducts {
  if (licences === null || licences === undefined) {
    return { names: [], doubt: silent('which licences the account has') };
  }
  if (licences.length === 0) return { names: [], doubt: null };
  const products = organization.rows[0]?.products;
  if (products === null || products === undefined) {
    return { names: [], doubt: organization.gap ?? silent('which products the organisation has licences of') };
  }
  const known = new Map(products.map((product) => [product.id, product]));
  const answers = licences.map((licence) => {
    const product = known.get(licence.productId);
    return { licence, product, counted: product === undefined ? null : counts(product, licence) };
  });
  const names = answers.flatMap(({ product, counted }) =>
    product !== undefined && counted === true ? product.name : [],
  );
  const dark = answers.flatMap(({ licence, product, counted }) => {
    return counted === null ? (product?.name ?? licence.productId) : [];
  });
  const [first] = dark.sort();
  const doubt = first === undefined ? null : silent(`what kind of product ${first} is`);
  return { names: [...new Set(names)].sort(), doubt };
}

/** Products that give an account a mailbox: it has a licence, and the mailbox is not switched off for it. */
export function mailboxOf(account: Account, organization: Table<Organization>): HeldProducts {
  return heldBy(account, organization, ({ mailboxPlans }, { disabledPlans }) => {
    return mailboxPlans === null ? null : mailboxPlans.some((plan) => !disabledPlans.includes(plan));
  });
}

/** Products that cost something. */
export function paidLicencesOf(account: Account, organization: Table<Organization>): HeldProducts {
  return heldBy(account, organization, ({ paid }) => paid);
}
