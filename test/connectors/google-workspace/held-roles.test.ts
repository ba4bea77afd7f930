import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../connectors/google-workspace/gaps.ts';
import { readHeldRoles } from '../../../connectors/google-workspace/held-roles.ts';
import { openSession } from '../../../connectors/google-workspace/session.ts';
import { useStrictNock } from '../../nock.ts';
import { calm } from '../../surroundings.ts';
import { base, mockCustomer, origin, readyAccess, settings, timing } from './google.ts';

useStrictNock();

async function asked(status: number, body: object): Promise<readonly string[] | null> {
  mockCustomer();
  const session = await openSession(settings, calm, { access: readyAccess, timing });
  nock(origin)
    .get(`${base}/users/${encodeURIComponent(settings.admin)}`)
    .query({ fields: 'isAdmin' })
    .reply(status, body);
  return readHeldRoles(session, settings);
}

describe('whether the impersonated administrator is a super admin', () => {
  it.each([
    ['is', { isAdmin: true }, ['Super Admin']],
    ['is not', { isAdmin: false }, []],
    ['is not said', {}, null],
    ['is not said', { isAdmin: null }, null],
  ])('%s (%j)', async (_name, body, expected) => {
    expect(await asked(200, body)).toEqual(expected);
  });

  it('is a gap where it is refused', async () => {
    const refused = { error: { code: 403, message: 'Not Authorized', errors: [{ reason: 'forbidden' }] } };
    const error = await asked(403, refused).catch((thrown: unknown) => thrown);
    expect(explain(error)).toMatchObject({ kind: 'permission' });
  });
});
