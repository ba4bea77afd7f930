import { describe, expect, it } from 'vitest';
import { createMicrosoft365 } from '../../../connectors/microsoft365/index.ts';
import { openSession } from '../../../connectors/microsoft365/session.ts';
import { gather } from '../../../src/core/gather.ts';
import { useStrictNock } from '../../nock.ts';
import { calm } from '../../surroundings.ts';
import { graph, organizationAnswer, origin, settings, tenantId, testAccess, timing } from './tenant.ts';

useStrictNock();

const own = organizationAnswer.value[0];
const foreign = { ...own, id: '3f1c0000-0000-4000-8000-0000000000ff' };
const next = `${origin}/v1.0/organization?$skiptoken=1`;

function answer(value: object): void {
  graph().get('/organization').query(true).reply(200, value);
}

function open() {
  return openSession(settings, calm, { access: testAccess(), timing });
}

describe('the tenant that answers', () => {
  it.each([
    ['twice on a page', [{ value: [own, own] }]],
    ['after an empty page', [{ value: [], '@odata.nextLink': next }, { value: [own] }]],
    ['once more on a second page', [{ value: [own], '@odata.nextLink': next }, { value: [own] }]],
  ])('may say so %s', async (_, pages) => {
    for (const page of pages) answer(page);
    expect((await open()).tenantId).toBe(tenantId);
  });

  it('has to be there', async () => {
    answer({ value: [] });
    await expect(open()).rejects.toThrow('no organization');
  });

  it.each([
    ['beside it', [{ value: [own, foreign] }]],
    ['on a later page', [{ value: [own], '@odata.nextLink': next }, { value: [foreign] }]],
  ])('is no other, even one %s', async (_, pages) => {
    for (const page of pages) answer(page);
    await expect(open()).rejects.toThrow('the configured one is');
  });

  it('makes everything unusable where it is another one in the middle of the scan', async () => {
    answer(organizationAnswer);
    answer({ value: [foreign] });
    graph().persist().get(/./).reply(200, { value: [] });
    const connector = createMicrosoft365(testAccess(), timing);
    const { signal, now } = calm;
    const { datasets } = await gather(connector, settings, { directoryId: tenantId, signal, now });
    for (const dataset of Object.values(datasets)) {
      expect(dataset).toMatchObject({ state: 'unavailable', gap: { kind: 'identity' } });
    }
  });
});
