import { licensedDisabled } from '../../checks/licensed-disabled.ts';
import { account, act, daysAgo, organization, partial, product, testCheck, unavailable } from '../check-tester.ts';

const found = { subject: 'ann', message: 'licensed', severity: 'low' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const licence = (productId = 'sku-1') => ({ productId, disabledPlans: [] });
const off = account({ enabled: false, licences: [licence()] });
const bought = [organization()];
const free = product({ id: 'sku-2', name: 'FLOW_FREE', paid: false });
const dark = product({ id: 'sku-3', name: 'NEW_PRODUCT', paid: null });

testCheck(licensedDisabled, {
  valid: [
    { name: 'no licence', data: { accounts: [{ ...off, licences: [] }], organization: bought } },
    {
      name: 'no licence, and products that cannot be read',
      data: { accounts: [{ ...off, licences: [] }], organization: unavailable() },
    },
    {
      name: 'a free one',
      data: {
        accounts: [{ ...off, licences: [licence('sku-2')] }],
        organization: [organization({ products: [free] })],
      },
    },
    {
      name: 'perhaps disabled, without a licence',
      data: { accounts: [account({ enabled: null, licences: [] })], organization: bought },
    },
    {
      name: 'enabled and licensed',
      verdict: 'not-applicable',
      data: { accounts: [account({ licences: [licence()] })], organization: bought },
    },
    {
      name: 'Google',
      provider: 'google-workspace',
      verdict: 'not-applicable',
      data: { accounts: [off], organization: bought },
    },
  ],
  invalid: [
    {
      name: 'a paid one',
      data: { accounts: [{ ...off, disabledAt: daysAgo(30) }], organization: bought },
      fails: [{ ...found, data: { licences: 'SPB', count: 1, disabledAt: daysAgo(30) } }],
    },
    {
      name: 'a paid one, of an account that somebody disabled',
      data: { accounts: [off], organization: bought, adminActivity: [act({ disabledAt: daysAgo(40) })] },
      fails: [{ ...found, data: { disabledAt: daysAgo(40) } }],
    },
    {
      name: 'a paid one, and no log',
      data: { accounts: [off], organization: bought, adminActivity: unavailable('licence') },
      fails: [{ ...found, data: { disabledAt: null } }],
    },
    {
      name: 'all of its plans switched off',
      data: {
        accounts: [{ ...off, licences: [{ productId: 'sku-1', disabledPlans: ['exchange'] }] }],
        organization: bought,
      },
      fails: [found],
    },
    {
      name: 'two paid ones, a free one and one that is not known',
      data: {
        accounts: [{ ...off, licences: ['sku-4', 'sku-1', 'sku-2', 'sku-3'].map(licence) }],
        organization: [organization({ products: [product(), free, dark, product({ id: 'sku-4', name: 'EMS' })] })],
      },
      fails: [{ ...found, data: { licences: 'EMS, SPB', count: 2, disabledAt: null } }],
    },
    {
      name: 'a guest, an agent and an emergency account',
      emergency: ['cyd'],
      data: {
        accounts: [
          { ...off, kind: 'guest' },
          { ...off, id: 'bob', kind: 'agent' },
          { ...off, id: 'cyd' },
        ],
        organization: bought,
      },
      fails: [found, { ...found, subject: 'bob' }, { ...found, subject: 'cyd' }],
    },
    {
      name: 'accounts and products were read in part: what was read convicts',
      data: { accounts: partial([off]), organization: partial(bought) },
      fails: [found],
    },
  ],
  unknown: [
    {
      name: 'licences are not said',
      data: { accounts: [{ ...off, licences: null }], organization: bought },
      doubts: [{ ...unknown, detail: /which licences/ }],
    },
    {
      name: 'a snapshot from before',
      data: { accounts: [account({ enabled: false })], organization: bought },
      doubts: [{ ...unknown, detail: /which licences/ }],
    },
    {
      name: 'products are not said',
      data: { accounts: [off], organization: [organization({ products: null })] },
      doubts: [{ ...unknown, detail: /which products/ }],
    },
    {
      name: 'products cannot be read',
      data: { accounts: [off], organization: unavailable('permission') },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
    {
      name: 'a product that the organisation does not have',
      data: { accounts: [{ ...off, licences: [licence('sku-9')] }], organization: bought },
      doubts: [{ ...unknown, detail: /sku-9/ }],
    },
    {
      name: 'not said whether a product costs something',
      data: {
        accounts: [{ ...off, licences: [licence('sku-3')] }],
        organization: [organization({ products: [dark] })],
      },
      doubts: [{ ...unknown, detail: /NEW_PRODUCT/ }],
    },
    {
      name: 'licensed, and perhaps disabled',
      data: { accounts: [{ ...off, enabled: null }], organization: bought },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'nobody is disabled among the accounts that were read',
      data: { accounts: partial([account()], 'network'), organization: bought },
      gaps: ['network'],
    },
    {
      name: 'accounts cannot be read',
      data: { accounts: unavailable(), organization: bought },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
