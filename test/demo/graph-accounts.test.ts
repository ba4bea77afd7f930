import { describe, expect, test } from 'vitest';
import { rows, type World, world } from './ask.ts';

const select =
  'userPrincipalName,mail,proxyAddresses,employeeId,department,onPremisesSyncEnabled,assignedLicenses,accountEnabled';

async function users({ ask }: Pick<World, 'ask'>, directory: World['trading']) {
  const all = rows(await ask(directory, `/v1.0/users?$select=${select}&$top=999`));
  return (login: string) => all.find(({ userPrincipalName }) => String(userPrincipalName).startsWith(`${login}@`));
}

interface Sku {
  skuId: string;
  skuPartNumber: string;
  servicePlans: { servicePlanId: string; servicePlanName: string }[];
}

async function skus({ ask }: Pick<World, 'ask'>, directory: World['trading']): Promise<ReadonlyMap<string, Sku>> {
  const all = rows(await ask(directory, '/v1.0/subscribedSkus')) as unknown as Sku[];
  return new Map(all.map((sku) => [sku.skuPartNumber, sku]));
}

describe('what /users tells of a person', () => {
  test('addresses, the first of which mail is sent from', async () => {
    const { ask, trading } = await world();
    const of = await users({ ask }, trading);
    expect(of('yamada')).toMatchObject({
      mail: 'yamada@sample-trading.example',
      proxyAddresses: ['SMTP:yamada@sample-trading.example', 'smtp:taro.yamada@sample-trading.example'],
    });
    expect(of('ueda_partner.example#EXT#')).toMatchObject({ mail: 'ueda@partner.example' });
  });

  test('number and department, where there are any', async () => {
    const { ask, trading } = await world();
    const of = await users({ ask }, trading);
    expect(of('kuroda')).toMatchObject({ employeeId: '1001', department: '情報システム部' });
    expect(of('patel')).toMatchObject({ employeeId: null, department: expect.any(String) });
    expect(of('adm-fujita')?.employeeId).toBe(of('fujita')?.employeeId);
    expect(of('bg1')).toMatchObject({ employeeId: null, department: null });
  });

  test('whether it comes from the office, did once, or never', async () => {
    const { ask, trading } = await world();
    const of = await users({ ask }, trading);
    const synced = ['tanaka', 'yoshida', 'kuroda'].map((login) => of(login)?.onPremisesSyncEnabled);
    expect(synced).toEqual([true, false, null]);
    const [organization] = rows(await ask(trading, '/v1.0/organization'));
    expect(organization?.onPremisesSyncEnabled).toBe(true);
  });

  test('lists are empty and not null for somebody without', async () => {
    const { ask, trading, large } = await world();
    const of = await users({ ask }, trading);
    expect(of('saito')).toMatchObject({ assignedLicenses: [] });
    const [one] = rows(await ask(large, '/v1.0/users?$select=otherMails,assignedPlans,department&$top=1'));
    expect(one).toMatchObject({ otherMails: [], assignedPlans: [] });
  });
});

describe('licences', () => {
  test('every one that somebody has is a product of the directory', async () => {
    const { ask, trading, clinic, large } = await world();
    for (const directory of [trading, clinic, large]) {
      const known = new Set([...(await skus({ ask }, directory)).values()].map(({ skuId }) => skuId));
      const all = rows(await ask(directory, '/v1.0/users?$select=assignedLicenses&$top=999'));
      const held = all.flatMap(({ assignedLicenses }) => assignedLicenses as { skuId: string }[]);
      expect(held.length).toBeGreaterThan(0);
      expect(held.filter(({ skuId }) => !known.has(skuId))).toEqual([]);
    }
  });

  test('products name service plans, with a mailbox and without', async () => {
    const { ask, trading } = await world();
    const products = await skus({ ask }, trading);
    const plans = (name: string) => products.get(name)?.servicePlans.map(({ servicePlanName }) => servicePlanName);
    expect([...products.keys()].sort()).toEqual(['AAD_PREMIUM_P2', 'FLOW_FREE', 'SPB', 'SPE_E3']);
    expect(plans('SPB')).toContain('EXCHANGE_S_STANDARD');
    expect(plans('SPE_E3')).toContain('EXCHANGE_S_ENTERPRISE');
    expect(plans('AAD_PREMIUM_P2')).toContain('EXCHANGE_S_FOUNDATION');
    expect(plans('FLOW_FREE')).toEqual(['EXCHANGE_S_FOUNDATION', 'FLOW_P2_VIRAL']);
  });

  test('one of the administrators has the mailbox of her product switched off', async () => {
    const { ask, trading } = await world();
    const of = await users({ ask }, trading);
    const business = (await skus({ ask }, trading)).get('SPB');
    const exchange = business?.servicePlans.find(({ servicePlanName }) => servicePlanName === 'EXCHANGE_S_STANDARD');
    expect(of('hayashi')?.assignedLicenses).toContainEqual({
      skuId: business?.skuId,
      disabledPlans: [exchange?.servicePlanId],
    });
    expect(of('kuroda')?.assignedLicenses).toContainEqual({ skuId: business?.skuId, disabledPlans: [] });
  });

  test('a product tells what was selected', async () => {
    const { ask, trading } = await world();
    const [sku] = rows(await ask(trading, '/v1.0/subscribedSkus?$select=skuId,skuPartNumber'));
    expect(Object.keys(sku ?? {})).toEqual(['skuId', 'skuPartNumber']);
    expect((await ask(trading, '/v1.0/subscribedSkus?$top=5')).status).toBe(400);
  });
});

test('the audit log tells who disabled whom, and what changed', async () => {
  const { ask, trading } = await world();
  const all = rows(await ask(trading, '/v1.0/auditLogs/directoryAudits'));
  const disabled = all.filter(({ activityDisplayName }) => activityDisplayName === 'Disable account');
  const targets = disabled.flatMap(({ targetResources }) => targetResources as Record<string, unknown>[]);
  expect(targets.map(({ userPrincipalName }) => String(userPrincipalName).split('@')[0])).toEqual([
    'kojima',
    'noguchi',
    'watanabe',
  ]);
  expect(targets[0]).toMatchObject({
    type: 'User',
    modifiedProperties: [{ displayName: 'AccountEnabled', oldValue: '[true]', newValue: '[false]' }],
  });
  expect(disabled[0]).toMatchObject({ category: 'UserManagement', result: 'success' });
});
