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
  id: plans.join('_'),
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
    ['P2 without a seat', [sku([p2], { prepaidUnits: { enabled: 0 } })], 'free'],
    ['P1 in its last weeks', [sku([p1], { capabilityStatus: 'Warning', prepaidUnits: { warning: 5 } })], 'p1'],
    [
      'P2 that is switched off',
      [sku([p2], { servicePlans: [{ servicePlanId: p2, provisioningStatus: 'Disabled' }] })],
      'free',
    ],
  ])('finds the plan with %s', async (_, skus, plan) => {
    expect(await read(skus)).toEqual({
      rows: [{ id: tenantId, name: 'Acme', domains: ['acme.example'], plan }],
      source: undefined,
    });
  });

  it('does not know the plan when licences may not be read, and says so', async () => {
    const session = await open();
    graph().get('/organization').query(true).reply(200, organizationAnswer);
    graph().get('/subscribedSkus').reply(403, forbidden);
    expect(await collect('organization', organization, session)).toMatchObject({
      rows: [{ id: tenantId, plan: null }],
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
