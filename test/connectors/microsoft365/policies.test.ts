import { describe, expect, it } from 'vitest';
import { policies } from '../../../connectors/microsoft365/policies.ts';
import { useStrictNock } from '../../nock.ts';
import { collect, forbidden, graph, open } from './tenant.ts';

useStrictNock();

const path = '/policies/authenticationMethodsPolicy';

async function read(status: number, body: object) {
  const session = await open();
  graph().get(path).reply(status, body);
  return collect('policies', policies, session);
}

describe('policies', () => {
  it('renames the configurations', async () => {
    const { rows } = await read(200, {
      policyMigrationState: 'migrationComplete',
      authenticationMethodConfigurations: [
        { id: 'Sms', state: 'enabled', includeTargets: [{ targetType: 'group', id: 'all_users' }] },
        { id: 'Voice', state: 'disabled', includeTargets: [] },
        { id: 'Fido2', state: 'odd', includeTargets: null },
      ],
    });
    expect(rows).toEqual([
      {
        id: 'authentication-methods',
        legacyPolicies: 'retired',
        methods: [
          { name: 'sms', enabled: true, scopes: ['all_users'] },
          { name: 'voice', enabled: false, scopes: [] },
          { name: 'fido2', enabled: null, scopes: null },
        ],
      },
    ]);
  });

  it.each([
    ['migrationComplete', 'retired'],
    ['preMigration', 'in-force'],
    ['migrationInProgress', 'in-force'],
    ['unknownFutureValue', null],
    [null, null],
    [undefined, null],
  ])('reads the state %s', async (policyMigrationState, legacyPolicies) => {
    const { rows } = await read(200, { policyMigrationState, authenticationMethodConfigurations: [] });
    expect(rows).toMatchObject([{ legacyPolicies }]);
  });

  it('does not take a missing list for an empty one', async () => {
    expect((await read(200, { policyMigrationState: 'preMigration' })).gap).toMatchObject({ kind: 'malformed' });
  });

  it('names its permission', async () => {
    expect((await read(403, forbidden)).gap?.detail).toContain('Policy.Read.AuthenticationMethod');
  });

  it('can be probed', async () => {
    const session = await open();
    graph().get(path).reply(200, { authenticationMethodConfigurations: [] });
    await policies.probe(session);
  });
});
