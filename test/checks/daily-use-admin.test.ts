import { dailyUseAdmin } from '../../checks/daily-use-admin.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Organization } from '../../src/core/rows/organization.ts';
import { account, guest, partial, role, testCheck, unavailable } from '../check-tester.ts';

type Product = NonNullable<Organization['products']>[number];

const business: Product = { id: 'p-business', name: 'SPB', paid: true, mailboxPlans: ['exchange'] };
const mail: Product = { id: 'p-mail', name: 'EXCHANGESTANDARD', paid: true, mailboxPlans: ['exchange', 'kiosk'] };
const security: Product = { id: 'p-security', name: 'AAD_PREMIUM_P2', paid: true, mailboxPlans: [] };

function organization(products: readonly Product[] | null = [business, mail, security]): Organization {
  return { id: 'acme', name: null, domains: [], plan: 'p2', products: products === null ? null : [...products] };
}

function holding(...licences: readonly (Product | [Product, readonly string[]])[]): Account {
  return account({
    licences: licences.map((held) => {
      const [product, off] = 'id' in held ? [held, []] : held;
      return { productId: product.id, disabledPlans: [...off] };
    }),
  });
}

const roles = [role()];
const mailbox = { subject: 'ann', message: 'mailbox', severity: 'medium' } as const;

testCheck(dailyUseAdmin, {
  valid: [
    { name: 'no licence', data: { accounts: [holding()], roles, organization: [organization()] } },
    {
      name: 'no licence, and products that are not known',
      data: { accounts: [holding()], roles, organization: [organization(null)] },
    },
    {
      name: 'a licence without a mailbox',
      data: { accounts: [holding(security)], roles, organization: [organization()] },
    },
    {
      name: 'the mailbox is switched off',
      data: { accounts: [holding([business, ['exchange']])], roles, organization: [organization()] },
    },
    {
      name: 'both mailboxes are switched off',
      data: { accounts: [holding([mail, ['kiosk', 'exchange']])], roles, organization: [organization()] },
    },
    {
      name: 'a smaller role',
      verdict: 'not-applicable',
      data: { accounts: [holding(business)], roles: [role({ tier: 'high' })], organization: [organization()] },
    },
    {
      name: 'no members',
      verdict: 'not-applicable',
      emergency: ['ann'],
      data: {
        accounts: [holding(business), guest({ id: 'gus' })],
        roles: [role(), role({ holderId: 'gus' })],
        organization: [organization()],
      },
    },
    {
      name: 'Google does not part accounts by licences',
      verdict: 'not-applicable',
      provider: 'google-workspace',
      data: { accounts: [holding(business)], roles, organization: [organization()] },
    },
  ],
  invalid: [
    {
      name: 'a mailbox',
      data: { accounts: [holding(business)], roles, organization: [organization()] },
      fails: [{ ...mailbox, data: { products: 'SPB', privileged: true, roles: 'Global Administrator' } }],
    },
    {
      name: 'one of two mailboxes of a product is on, and other products give more',
      data: {
        accounts: [holding([mail, ['exchange']], business, security)],
        roles: [role({ state: 'eligible' })],
        organization: [organization()],
      },
      fails: [{ ...mailbox, data: { products: 'EXCHANGESTANDARD, SPB' } }],
    },
    {
      name: 'a mailbox convicts beside a product that is not known',
      data: { accounts: [holding(security, business)], roles, organization: [organization([business])] },
      fails: [{ ...mailbox, data: { products: 'SPB' } }],
    },
    {
      name: 'among what was read in part',
      data: { accounts: partial([holding(business)]), roles: partial(roles), organization: partial([organization()]) },
      fails: [mailbox],
    },
  ],
  unknown: [
    {
      name: 'licences that the directory does not tell',
      data: { accounts: [account({ licences: null })], roles, organization: [organization()] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /which licences the account has/ }],
    },
    {
      name: 'a snapshot that was saved before',
      data: { accounts: [account()], roles, organization: [organization()] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /which licences the account has/ }],
    },
    {
      name: 'products that could not be read',
      data: { accounts: [holding(business)], roles, organization: partial([organization(null)], 'throttled') },
      doubts: [{ subject: 'ann', kind: 'throttled' }],
      gaps: ['throttled'],
    },
    {
      name: 'products that are not told',
      data: { accounts: [holding(business)], roles, organization: [organization(null)] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /which products the organisation has/ }],
    },
    {
      name: 'a product that is not in the list',
      data: { accounts: [holding(security, business)], roles, organization: [organization([security])] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /what kind of product p-business is/ }],
    },
    {
      name: 'rights not known of the role',
      data: { accounts: [holding(business)], roles: [role({ tier: null })], organization: [organization()] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /rights not known of role/ }],
    },
    {
      name: 'the organisation cannot be read',
      data: { accounts: [holding(business)], roles, organization: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
