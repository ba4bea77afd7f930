import { describe, expect, it } from 'vitest';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { readHeldRoles } from '../../../connectors/microsoft365/held-roles.ts';
import { useStrictNock } from '../../nock.ts';
import { forbidden, graph, open, origin, settings } from './tenant.ts';

useStrictNock();

const principal = '3f1c0000-0000-4000-8000-0000000000aa';

function mockPrincipals(value: readonly object[]): void {
  graph()
    .get('/servicePrincipals')
    .query({ $filter: `appId eq '${settings.clientId}'`, $select: 'id' })
    .reply(200, { value });
}

const assignments = () => graph().get('/roleManagement/directory/roleAssignments');
const query = { $filter: `principalId eq '${principal}'`, $expand: 'roleDefinition' };

describe('the roles of the application that reads', () => {
  it('are read over all pages, each once, by name and else by id', async () => {
    const session = await open();
    mockPrincipals([{ id: principal }]);
    const next = `${origin}/v1.0/roleManagement/directory/roleAssignments?$skiptoken=2`;
    const row = (id: string, roleDefinitionId: string, roleDefinition: object | null) => ({
      id,
      roleDefinitionId,
      roleDefinition,
    });
    assignments()
      .query(query)
      .reply(200, {
        value: [row('a1', 'r1', { displayName: 'User Administrator' }), row('a2', 'r2', null)],
        '@odata.nextLink': next,
      });
    assignments()
      .query({ $skiptoken: '2' })
      .reply(200, {
        value: [
          row('a3', 'r1', { displayName: 'User Administrator' }),
          row('a4', 'r3', { displayName: 'Directory Readers' }),
        ],
      });
    expect(await readHeldRoles(session)).toEqual(['Directory Readers', 'User Administrator', 'r2']);
  });

  it('are none where none is assigned', async () => {
    const session = await open();
    mockPrincipals([{ id: principal }]);
    assignments().query(query).reply(200, { value: [] });
    expect(await readHeldRoles(session)).toEqual([]);
  });

  it('are not known where nobody says which application it is', async () => {
    expect(await readHeldRoles({ ...(await open()), clientId: '' })).toBeNull();
  });

  it.each([
    ['is not in the directory', []],
    ['has an id that could change the question', [{ id: "x' or principalId ne 'y" }]],
  ])('are not readable where its principal %s', async (_name, value) => {
    const session = await open();
    mockPrincipals(value);
    const error = await readHeldRoles(session).catch((thrown: unknown) => thrown);
    expect(explain(error)).toMatchObject({ kind: 'malformed' });
  });

  it('are refused where the permission is missing', async () => {
    const session = await open();
    graph().get('/servicePrincipals').query(true).reply(403, forbidden);
    const error = await readHeldRoles(session).catch((thrown: unknown) => thrown);
    expect(explain(error)).toMatchObject({ kind: 'permission' });
  });
});
