import { describe, expect, it } from 'vitest';
import { organization } from '../../../connectors/microsoft365/organization.ts';
import { useStrictNock } from '../../nock.ts';
import { collect, forbidden, graph, open, organizationAnswer, tenantId } from './tenant.ts';

useStrictNock();

const p1 = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';
const p2 = 'eec0eb4f-6444-4f95-aba0-50c24d67f998';
const governance = 'e866a266-3cff-43a3-acca-0c90a7e00c8b';
const other = '00000000-0000-4000-8000-000000000000';
const sku = (plans: string[], fields: object = {}) => ({
  id: `${tenantId}_${plans.join('-')}`,
  skuId: plans.join('-') || 'nothing',
  capabilityStatus: 'Enabled',
  prepaidUnits: { enabled: 5 },
  servicePlans: plans.map((servicePlanId) => ({ servicePlanId, provisioningStatus: 'Success' })),
  ...fields,
});

async function read(skus: object[]) {
  const session = await open();
  graph().get('/organization').query(true).reply(200, organizationAnswer);
  graph().get('/subscribedSkus').reply(200, { value: skus });
  return collect('organization', organization, session);
}

describe('organization', () => {
  it.each([
    ['nothing', [], 'free'],
    ['another plan', [sku([other])], 'free'],
    ['P1', [sku([other, p1])], 'p1'],
    ['P1 in capitals', [sku([p1.toUpperCase()])], 'p1'],
    ['P2 beside P1', [sku([p1]), sku([p2, p1])], 'p2'],
    ['P2 before P1', [sku([p2]), sku([p1])], 'p2'],
    ['Governance', [sku([p1]), sku([governance])], 'p2'],
    ['P2 that is suspended', [sku([p2], { capabilityStatus: 'Suspended' })], 'free'],
    ['P2 without a seat', [sku([p2], { prepaidUnits: { enabled: 0, warning: 0 } })], 'free'],
    ['P2 of which seats are not told', [sku([p2], { prepaidUnits: { enabled: 0 } })], null],
    ['P2 of a state that is not told', [sku([p2], { capabilityStatus: null }), sku([p1])], null],
    ['P2 of a new state', [sku([p2], { capabilityStatus: 'OfTomorrow' })], null],
    ['P1 of a new state beside P2', [sku([p1], { capabilityStatus: 'OfTomorrow' }), sku([p2])], 'p2'],
    ['P1 in its last weeks', [sku([p1], { capabilityStatus: 'Warning', prepaidUnits: { warning: 5 } })], 'p1'],
    [
      'P2 that is switched off',
      [sku([p2], { servicePlans: [{ servicePlanId: p2, provisioningStatus: 'Disabled' }] })],
      'free',
    ],
    [
      'P2 that is switched off, in small letters',
      [sku([p2], { servicePlans: [{ servicePlanId: p2, provisioningStatus: 'disabled' }] })],
      'free',
    ],
    [
      'P2 that is still to be provisioned',
      [sku([p2], { servicePlans: [{ servicePlanId: p2, provisioningStatus: 'PendingProvisioning' }] })],
      'p2',
    ],
  ])('finds the plan with %s', async (_, skus, plan) => {
    expect(await read(skus)).toEqual({
      rows: [{ id: tenantId, name: 'Acme', domains: ['acme.example'], plan, products: expect.any(Array) }],
      source: undefined,
    });
  });

  it('does not know the plan when licences may not be read, and says so', async () => {
    const session = await open();
    graph().get('/organization').query(true).reply(200, organizationAnswer);
    graph().get('/subscribedSkus').reply(403, forbidden);
    expect(await collect('organization', organization, session)).toMatchObject({
      rows: [{ id: tenantId, plan: null, products: null }],
      gap: { kind: 'permission', detail: expect.stringContaining('LicenseAssignment.Read.All') },
    });
  });

  it('is not there when the organization may not be read', async () => {
    const session = await open();
    graph().get('/organization').query(true).reply(403, forbidden);
    graph().get('/subscribedSkus').reply(200, { value: [] });
    expect(await collect('organization', organization, session)).toMatchObject({
      rows: [],
      gap: { kind: 'permission', detail: expect.stringContaining('Organization.Read.All') },
    });
  });

  it('can be probed', async () => {
    const session = await open();
    graph().get('/organization').query(true).reply(200, organizationAnswer);
    graph().get('/subscribedSkus').reply(200, { value: [] });
    await organization.probe(session);
  });
});

describe('products', () => {
  const product = async (skuPartNumber: string | null, servicePlans: object[] = [], fields: object = {}) => {
    const { rows } = await read([{ ...sku([]), skuId: 'SKU', skuPartNumber, servicePlans, ...fields }]);
    return rows[0]?.products?.[0];
  };
  const plan = (
    servicePlanId: string,
    servicePlanName: string | null,
    provisioningStatus: string | null = 'Success',
  ) => ({
    servicePlanId,
    servicePlanName,
    provisioningStatus,
  });

  it('are renamed and sorted, each once', async () => {
    const skus = [
      sku([], {
        id: '1',
        skuId: 'Z',
        skuPartNumber: 'SPB',
        servicePlans: [plan('M', 'EXCHANGE_S_STANDARD'), plan(p1, 'AAD_PREMIUM')],
      }),
      sku([], { id: '2', skuId: 'a', skuPartNumber: 'FLOW_FREE' }),
      sku([], { id: '3', skuId: 'A', skuPartNumber: 'FLOW_FREE' }),
    ];
    expect((await read(skus)).rows[0]?.products).toEqual([
      { id: 'a', name: 'FLOW_FREE', paid: false, mailboxPlans: [], standing: 'active', plan: 'none' },
      { id: 'z', name: 'SPB', paid: true, mailboxPlans: ['m'], standing: 'active', plan: 'p1' },
    ]);
  });

  it.each([
    ['SPB', true],
    ['AAD_PREMIUM_P2', true],
    ['SOMETHING_NEW', true],
    ['POWER_BI_PRO', true],
    ['POWERAPPS_PER_USER', true],
    ['MCOEV_VIRTUALUSER_OF_OURS', true],
    ['FLOW_FREE', false],
    ['flow_free', false],
    ['POWER_BI_STANDARD', false],
    ['TEAMS_EXPLORATORY', false],
    ['TEAMS_COMMERCIAL_TRIAL', false],
    ['POWERAPPS_VIRAL', false],
    ['POWERAPPS_DEV', false],
    ['CCIBOTS_PRIVPREV_VIRAL', false],
    ['SOMETHING_NEW_VIRAL', false],
    ['Power_Pages_vTrial_for_Makers', false],
    ['PROJECT_MADEIRA_PREVIEW_IW_SKU', false],
    ['PHONESYSTEM_VIRTUALUSER', false],
    ['PHONESYSTEM_VIRTUALUSER_GOV', false],
    ['STREAM', false],
    ['WINDOWS_STORE', false],
    ['RIGHTSMANAGEMENT_ADHOC', false],
    ['FORMS_PRO', false],
    ['MICROSOFT_BUSINESS_CENTER', false],
    ['STANDARDWOFFPACK_STUDENT', false],
  ])('called %s are paid: %s', async (name, paid) => {
    expect(await product(name)).toMatchObject({ name, paid });
  });

  it.each([null, ''])('without a name are named after their id, and nobody knows what they cost: %j', async (name) => {
    expect(await product(name)).toMatchObject({ id: 'sku', name: 'SKU', paid: null, mailboxPlans: [] });
  });

  it.each([
    ['EXCHANGE_S_STANDARD', ['e']],
    ['EXCHANGE_S_ENTERPRISE', ['e']],
    ['EXCHANGE_S_DESKLESS', ['e']],
    ['EXCHANGE_S_ESSENTIALS', ['e']],
    ['EXCHANGE_B_STANDARD', ['e']],
    ['EXCHANGE_L_STANDARD', ['e']],
    ['EXCHANGE_S_STANDARD_MIDMARKET', ['e']],
    ['EXCHANGE_S_DESKLESS_GOV', ['e']],
    ['exchange_s_enterprise_gov', ['e']],
    ['EXCHANGE_S_FOUNDATION', []],
    ['EXCHANGE_S_FOUNDATION_GOV', []],
    ['EXCHANGE_S_ARCHIVE_ADDON', []],
    ['EXCHANGE_S_ARCHIVE', []],
    ['EXCHANGE_ANALYTICS', []],
    ['MCOSTANDARD', []],
    [null, null],
    ['', null],
  ])('with the plan %s bring mailboxes: %j', async (name, mailboxPlans) => {
    expect(await product('X', [plan('E', name)])).toMatchObject({ mailboxPlans });
  });

  const standard = '9aaf7827-d63c-4b61-89c3-182f06f82e5c';
  const foundation = '113feb6c-3fe4-4440-bddc-54d774bf0318';

  it.each([
    standard,
    standard.toUpperCase(),
    'efb87545-963c-4e0d-99df-69c6916d9eb0',
    '4a82b400-a79f-41a4-b4e2-e94f5787b113',
    '1126bef5-da20-4f07-b45e-ad25d2581aa8',
    '90927877-dcff-4af6-b346-2332c0b15bb7',
    'd42bdbd6-c335-4231-ab3d-c8f348d5aff5',
    'fc52cc4b-ed7d-472d-bbe7-b081c23ecc56',
  ])('bring mailboxes by a plan that is known without a name: %s', async (id) => {
    expect(await product('X', [plan(id, null)])).toMatchObject({ mailboxPlans: [id.toLowerCase()] });
  });

  it.each([
    ['one without a mailbox', [plan(foundation, null)], []],
    ['a known one beside one that nobody knows', [plan(standard, null), plan('E', null)], null],
    ['one that nobody knows, and is switched off', [plan(standard, null), plan('E', null, 'Disabled')], [standard]],
  ])('with plans without a name, %s: %#', async (_, plans, mailboxPlans) => {
    expect(await product('X', plans)).toMatchObject({ mailboxPlans });
  });

  it.each([
    ['Success', ['e']],
    ['PendingProvisioning', ['e']],
    [null, ['e']],
    ['Disabled', []],
    ['disabled', []],
  ])('bring mailboxes by a plan that is %s: %j', async (status, mailboxPlans) => {
    expect(await product('X', [plan('E', 'EXCHANGE_S_STANDARD', status)])).toMatchObject({ mailboxPlans });
  });

  it.each([
    ['Enabled', 'active'],
    ['Warning', 'grace'],
    ['Suspended', 'suspended'],
    ['Deleted', 'ended'],
    ['LockedOut', 'ended'],
    ['OfTomorrow', null],
    [null, null],
  ])('tell how their subscription stands: %s', async (capabilityStatus, standing) => {
    expect(await product('SPB', [], { capabilityStatus })).toMatchObject({ standing, plan: 'none' });
  });

  it('tell which identity licence comes with them, whether it still works or not', async () => {
    const ended = { capabilityStatus: 'Suspended', prepaidUnits: { enabled: 0 } };
    const skus = [sku([p1, p2], ended), sku([p1])];
    expect((await read(skus)).rows[0]?.products).toMatchObject([
      { standing: 'active', plan: 'p1' },
      { standing: 'suspended', plan: 'p2' },
    ]);
  });

  it.each(['Suspended', 'Deleted', 'LockedOut'])('stay in the list when they are %s', async (capabilityStatus) => {
    expect(await product('SPB', [], { capabilityStatus, prepaidUnits: { enabled: 0 } })).toMatchObject({ paid: true });
  });

  it('are none where there are none', async () => {
    expect((await read([])).rows).toMatchObject([{ plan: 'free', products: [] }]);
  });
});
