import { describe, expect, it } from 'vitest';
import { privilegedApp } from '../../../checks/privileged-app.ts';
import { createApplications } from '../../../connectors/microsoft365/applications.ts';
import { createMicrosoft365 } from '../../../connectors/microsoft365/index.ts';
import type { Session } from '../../../connectors/microsoft365/session.ts';
import { judge, snapshotOf } from '../../check-tester.ts';
import { useStrictNock } from '../../nock.ts';
import { collect, forbidden, graph, open, origin, settings, tenantId } from './tenant.ts';

useStrictNock();

const graphAppId = '00000003-0000-0000-c000-000000000000';
const principalsSelect =
  'id,appId,displayName,accountEnabled,servicePrincipalType,appOwnerOrganizationId,passwordCredentials,keyCredentials';
const registrationsSelect = 'id,appId,displayName,passwordCredentials,keyCredentials';
const applications = createApplications([{ permissions: ['User.Read.All'] }]);

interface Reply {
  status: number;
  body: object;
}
const ok = (...value: object[]): Reply => ({ status: 200, body: { value } });
const refused: Reply = { status: 403, body: forbidden };

const principal = (id: string, fields: object = {}) => ({
  id,
  appId: `app-${id}`,
  displayName: `App ${id}`,
  accountEnabled: true,
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: 'somebody-else',
  passwordCredentials: [],
  keyCredentials: [],
  ...fields,
});
const registration = (id: string, appId: string, fields: object = {}) => ({
  id,
  appId,
  displayName: `Registered ${id}`,
  passwordCredentials: [],
  keyCredentials: [],
  ...fields,
});

const userRead = 'df021288-bdef-4463-88db-98f22de89214';
const roleWrite = '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8';
const msGraph = ok({
  id: 'graph',
  appRoles: [
    { id: userRead, value: 'User.Read.All' },
    { id: roleWrite, value: 'RoleManagement.ReadWrite.Directory' },
    { id: 'nameless', value: '' },
  ],
});

let serial = 0;
function assigned(principalId: string, appRoleId: string) {
  serial += 1;
  return { id: `assigned-${serial}`, principalId, appRoleId, principalType: 'ServicePrincipal', resourceId: 'graph' };
}
function grant(clientId: string, resourceId: string, scope: string | null, consentType = 'AllPrincipals') {
  serial += 1;
  return { id: `grant-${serial}`, clientId, resourceId, scope, consentType, principalId: null };
}

interface Answers {
  principals?: Reply;
  registrations?: Reply;
  graph?: Reply;
  /** Null: not asked for. */
  assigned?: Reply | null;
  grants?: Reply;
}

async function tenant(answers: Answers = {}): Promise<Session> {
  const session = await open();
  const { principals = ok(principal('a')), registrations = ok(), grants = ok() } = answers;
  const of = { graph: answers.graph ?? msGraph, assigned: answers.assigned === undefined ? ok() : answers.assigned };
  graph()
    .get('/servicePrincipals')
    .query({ $select: principalsSelect, $top: '999' })
    .reply(principals.status, principals.body);
  graph()
    .get('/applications')
    .query({ $select: registrationsSelect, $top: '999' })
    .reply(registrations.status, registrations.body);
  graph()
    .get('/servicePrincipals')
    .query({ $filter: `appId eq '${graphAppId}'`, $select: 'id,appRoles' })
    .reply(of.graph.status, of.graph.body);
  if (of.assigned !== null) {
    graph()
      .get('/servicePrincipals/graph/appRoleAssignedTo')
      .query({ $top: '999' })
      .reply(of.assigned.status, of.assigned.body);
  }
  graph()
    .get('/oauth2PermissionGrants')
    .query({ $filter: "consentType eq 'AllPrincipals'", $top: '999' })
    .reply(grants.status, grants.body);
  return session;
}

const read = async (answers: Answers = {}) => collect('applications', applications, await tenant(answers));

describe('applications', () => {
  it('are told their permissions where the first page about Microsoft Graph is empty', async () => {
    const next = `${origin}/v1.0/servicePrincipals?$skiptoken=graph`;
    const session = await tenant({
      graph: { status: 200, body: { value: [], '@odata.nextLink': next } },
      assigned: ok(assigned('a', roleWrite)),
    });
    graph().get('/servicePrincipals').query({ $skiptoken: 'graph' }).reply(200, msGraph.body);
    const { rows, gap } = await collect('applications', applications, session);
    expect(gap).toBeUndefined();
    expect(rows).toMatchObject([{ permissions: [{ name: 'RoleManagement.ReadWrite.Directory' }] }]);
  });

  it('are service principals, with their registrations', async () => {
    const { rows, gap } = await read({
      principals: ok(
        principal('a', {
          appOwnerOrganizationId: tenantId.toUpperCase(),
          passwordCredentials: [
            {
              keyId: 'k2',
              displayName: 'CI',
              startDateTime: '2026-01-01T00:00:00Z',
              endDateTime: '2026-06-30T00:00:00Z',
            },
          ],
        }),
        principal('b', { accountEnabled: false }),
      ),
      registrations: ok(
        registration('r', 'APP-A', {
          keyCredentials: [
            {
              keyId: 'k1',
              usage: 'Verify',
              displayName: 'CN=ci',
              startDateTime: null,
              endDateTime: '2027-01-01T09:00:00+09:00',
            },
          ],
        }),
      ),
      assigned: ok(assigned('a', userRead), assigned('A', roleWrite), assigned('b', userRead)),
      grants: ok(grant('a', 'b', ' User.Read Mail.Read')),
    });
    expect(gap).toBeUndefined();
    expect(rows).toEqual([
      {
        id: 'a',
        kind: 'application',
        clientId: 'app-a',
        name: 'App a',
        enabled: true,
        own: true,
        permissions: [
          { resource: 'Microsoft Graph', name: 'RoleManagement.ReadWrite.Directory' },
          { resource: 'Microsoft Graph', name: 'User.Read.All' },
        ],
        delegated: [
          { resource: 'App b', name: 'Mail.Read' },
          { resource: 'App b', name: 'User.Read' },
        ],
        credentials: [
          { kind: 'certificate', id: 'k1', name: 'CN=ci', startsAt: null, endsAt: '2027-01-01T00:00:00.000Z' },
          { kind: 'secret', id: 'k2', name: 'CI', startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-06-30T00:00:00Z' },
        ],
        consents: null,
      },
      {
        id: 'b',
        kind: 'application',
        clientId: 'app-b',
        name: 'App b',
        enabled: false,
        own: false,
        permissions: [{ resource: 'Microsoft Graph', name: 'User.Read.All' }],
        delegated: [],
        credentials: [],
        consents: null,
      },
    ]);
  });

  it('are registrations too that nothing stands for, which hold nothing', async () => {
    const secret = { keyId: 'k', displayName: null, startDateTime: null, endDateTime: null };
    const { rows } = await read({
      registrations: ok(registration('r', 'elsewhere', { passwordCredentials: [secret] }), registration('s', 'app-a')),
      assigned: ok(assigned('r', userRead)),
    });
    expect(rows.slice(1)).toEqual([
      {
        id: 'r',
        kind: 'application',
        clientId: 'elsewhere',
        name: 'Registered r',
        enabled: null,
        own: true,
        permissions: [],
        delegated: [],
        credentials: [{ kind: 'secret', id: 'k', name: null, startsAt: null, endsAt: null }],
        consents: null,
      },
    ]);
  });

  it.each([
    ['a managed identity', { servicePrincipalType: 'ManagedIdentity' }, { kind: 'managed-identity' }],
    ['the same in small letters', { servicePrincipalType: 'managedidentity' }, { kind: 'managed-identity' }],
    ['a kind of old', { servicePrincipalType: 'Legacy' }, { kind: 'application' }],
    ['a kind that is not told', { servicePrincipalType: null }, { kind: 'application' }],
    ['one without a name', { displayName: null }, { name: null }],
    ['one with an empty name', { displayName: '' }, { name: null }],
    ['one without a client', { appId: null }, { clientId: null }],
    ['one that does not say whether it is enabled', { accountEnabled: null }, { enabled: null }],
    ['one that does not say whose it is', { appOwnerOrganizationId: null }, { own: null }],
    ['one of ours', { appOwnerOrganizationId: tenantId }, { own: true }],
    ['one without lists of credentials', { passwordCredentials: null, keyCredentials: undefined }, { credentials: [] }],
  ])('are told of %s', async (_, fields, expected) => {
    const { rows, gap } = await read({ principals: ok(principal('a', fields)) });
    expect(gap).toBeUndefined();
    expect(rows).toMatchObject([expected]);
  });

  it('are named after their registration where they have no name themselves', async () => {
    const { rows } = await read({
      principals: ok(principal('a', { displayName: null, appOwnerOrganizationId: null })),
      registrations: ok(registration('r', 'app-a')),
    });
    expect(rows).toMatchObject([{ name: 'Registered r', own: true }]);
  });

  it('cost six requests, however many there are', async () => {
    const all = Array.from({ length: 600 }, (_, index) => principal(`p${index}`));
    const session = await tenant({
      principals: ok(...all),
      registrations: ok(...all.slice(0, 300).map(({ id, appId }) => registration(`r-${id}`, appId))),
      assigned: ok(...all.slice(0, 300).map(({ id }) => assigned(id, userRead))),
    });
    const { rows } = await collect('applications', applications, session);
    expect(rows).toHaveLength(600);
    // The first one told which tenant it is.
    expect(session.requests().sent).toBe(1 + 5);
  });

  it('are read over pages', async () => {
    const next = (path: string) => `${origin}/v1.0${path}?$skiptoken=1`;
    const half = (path: string, ...value: object[]): Reply => ({
      status: 200,
      body: { value, '@odata.nextLink': next(path) },
    });
    const lists = {
      principals: ['/servicePrincipals', principal('a'), principal('b')],
      registrations: ['/applications', registration('r', 'app-a'), registration('s', 'app-b')],
      assigned: ['/servicePrincipals/graph/appRoleAssignedTo', assigned('a', userRead), assigned('b', roleWrite)],
      grants: ['/oauth2PermissionGrants', grant('a', 'a', 'x'), grant('b', 'b', 'y')],
    } as const;
    const session = await tenant({
      principals: half(lists.principals[0], lists.principals[1]),
      registrations: half(lists.registrations[0], lists.registrations[1]),
      assigned: half(lists.assigned[0], lists.assigned[1]),
      grants: half(lists.grants[0], lists.grants[1]),
    });
    for (const [path, , second] of Object.values(lists)) {
      graph()
        .get(path)
        .query({ $skiptoken: '1' })
        .reply(200, { value: [second] });
    }
    expect((await collect('applications', applications, session)).rows).toMatchObject([
      { id: 'a', own: true, permissions: [{ name: 'User.Read.All' }], delegated: [{ name: 'x' }] },
      { id: 'b', own: true, permissions: [{ name: 'RoleManagement.ReadWrite.Directory' }], delegated: [{ name: 'y' }] },
    ]);
  });
});

describe('permissions of applications', () => {
  it('go by the names that privileged-app knows', async () => {
    const { rows } = await read({
      principals: ok(principal('a'), principal('b')),
      assigned: ok(assigned('a', roleWrite), assigned('b', userRead)),
    });
    const scene = { name: 'as they were read', data: { applications: rows } };
    const { failed, passed } = judge(privilegedApp, snapshotOf(privilegedApp, scene));
    expect([...failed, ...passed]).toEqual(['privileged-app/microsoft365/a', 'privileged-app/microsoft365/b']);
    expect(failed.size).toBe(1);
  });

  it('have no name where Graph knows none, and are told once', async () => {
    const { rows } = await read({
      assigned: ok(...[userRead, 'unheard-of', userRead.toUpperCase(), 'NAMELESS'].map((role) => assigned('a', role))),
    });
    expect(rows[0]?.permissions).toEqual([
      { resource: 'Microsoft Graph', name: null },
      { resource: 'Microsoft Graph', name: 'User.Read.All' },
    ]);
  });

  it('are none for those who are only assigned to Graph, and for users and groups', async () => {
    const { rows } = await read({
      assigned: ok(assigned('a', '00000000-0000-0000-0000-000000000000'), assigned('some-user', userRead)),
    });
    expect(rows).toMatchObject([{ id: 'a', permissions: [] }]);
  });

  it.each([
    ['Graph is not read', { graph: refused, assigned: null }, 'permission'],
    ['Graph is not there', { graph: ok(), assigned: null }, 'malformed'],
    ['Graph tells no roles', { graph: ok({ id: 'graph' }), assigned: null }, 'malformed'],
    ['who holds them is not read', { assigned: refused }, 'permission'],
  ])('are not known where %s', async (_, answers, kind) => {
    const { rows, gap } = await read({ ...answers, grants: ok(grant('a', 'a', 'x')) });
    expect(rows).toMatchObject([{ id: 'a', permissions: null, delegated: [{ name: 'x' }] }]);
    expect(rows[0]).not.toHaveProperty('unneeded');
    expect(gap?.kind).toBe(kind);
  });
});

describe('consents for everybody', () => {
  it('are told by the name of what they open, or by its id', async () => {
    const { rows } = await read({
      principals: ok(principal('a'), principal('b', { displayName: null })),
      grants: ok(grant('A', 'gone', ' z  y '), grant('a', 'B', 'x'), grant('a', 'a', 'x x'), grant('a', 'A', 'x')),
    });
    expect(rows[0]?.delegated).toEqual([
      { resource: 'App a', name: 'x' },
      { resource: 'B', name: 'x' },
      { resource: 'gone', name: 'y' },
      { resource: 'gone', name: 'z' },
    ]);
  });

  it('are not those of single people, nor of unknown kinds, nor empty ones', async () => {
    const { rows } = await read({
      grants: ok(
        grant('a', 'a', 'Mail.Read', 'Principal'),
        grant('a', 'a', 'Mail.Read', 'unknownFutureValue'),
        grant('a', 'a', ' '),
        grant('a', 'a', null),
        grant('nobody', 'a', 'x'),
      ),
    });
    expect(rows).toMatchObject([{ id: 'a', delegated: [] }]);
  });

  it('are not known without their permission, which is no gap', async () => {
    const { rows, gap } = await read({ grants: refused });
    expect(rows).toMatchObject([{ id: 'a', permissions: [], delegated: null }]);
    expect(gap).toBeUndefined();
  });

  it('are not known where the list breaks off, which is one', async () => {
    const link = `${origin}/v1.0/oauth2PermissionGrants?$skiptoken=1`;
    const grants = { status: 200, body: { value: [grant('a', 'a', 'x')], '@odata.nextLink': link } };
    const session = await tenant({ grants });
    graph().get('/oauth2PermissionGrants').query({ $skiptoken: '1' }).times(4).reply(500, {});
    const { rows, gap } = await collect('applications', applications, session);
    expect(rows).toMatchObject([{ id: 'a', permissions: [], delegated: null }]);
    expect(gap?.kind).toBe('network');
  });
});

describe('credentials of applications', () => {
  const key = (keyId: string, usage: string | null, fields: object = {}) => ({ keyId, usage, ...fields });
  const ids = async (fields: object) => {
    const { rows, gap } = await read({ principals: ok(principal('a', fields)) });
    expect(gap).toBeUndefined();
    return rows[0]?.credentials.map(({ kind, id }) => [kind, id]);
  };

  const span = { startDateTime: '2025-01-01T00:00:00Z', endDateTime: '2028-01-01T00:00:00Z' };
  const thumbprint = { customKeyIdentifier: 'thumbprint' };
  const sign = key('private', 'Sign', { ...span, ...thumbprint });
  const verify = key('public', 'Verify', { ...span, ...thumbprint });
  const opener = { keyId: 'private', ...span, ...thumbprint };
  const three = [
    ['certificate', 'private'],
    ['certificate', 'public'],
    ['secret', 'private'],
  ];

  it('are not those by which Entra signs tokens for single sign-on', async () => {
    const own = key('own', 'Verify', { ...span, customKeyIdentifier: 'other' });
    const next = { ...span, customKeyIdentifier: 'next' };
    const keyCredentials = [sign, verify, own, key('next', 'sign', next), key('next public', 'verify', next)];
    const passwordCredentials = [
      { ...opener, keyId: 'PRIVATE', startDateTime: '2025-01-01T09:00:00.000+09:00' },
      { keyId: 'secret', ...span, ...thumbprint },
      { keyId: 'next', ...span },
    ];
    expect(await ids({ keyCredentials, passwordCredentials })).toEqual([
      ['certificate', 'own'],
      ['secret', 'secret'],
    ]);
  });

  it.each([
    ['the secret starts at another time', { secret: { startDateTime: '2025-01-01T00:00:01Z' } }],
    ['the secret ends at another time', { secret: { endDateTime: '2299-12-31T00:00:00Z' } }],
    ['the secret does not say when it ends', { secret: { endDateTime: null } }],
    ['the secret has another id', { secret: { keyId: 'private ' } }],
    ['the public key starts at another time', { public: { startDateTime: '2025-01-01T00:00:01Z' } }],
    ['the public key ends at another time', { public: { endDateTime: '2299-12-31T00:00:00Z' } }],
    ['the public key has another identifier', { public: { customKeyIdentifier: 'Thumbprint' } }],
    ['the public key has no identifier', { public: { customKeyIdentifier: null } }],
    ['the public key is of unknown use', { public: { usage: null } }],
    ['the private key is of another use', { private: { usage: 'Verify' } }],
    ['the private key is of unknown use', { private: { usage: null } }],
    ['nothing has an identifier', { private: { customKeyIdentifier: '' }, public: { customKeyIdentifier: '' } }],
    [
      'nothing says when it ends',
      { private: { endDateTime: null }, public: { endDateTime: null }, secret: { endDateTime: null } },
    ],
  ])('are all three where %s', async (_, parts: { private?: object; public?: object; secret?: object }) => {
    const keyCredentials = [
      { ...sign, ...parts.private },
      { ...verify, ...parts.public },
    ];
    const found = await ids({ keyCredentials, passwordCredentials: [{ ...opener, ...parts.secret }] });
    expect(found?.map(([kind, id]) => [kind, id?.trim()]).toSorted()).toEqual(three);
  });

  it.each([
    ['no secret opens the private key', { keyCredentials: [sign, verify] }, 2],
    ['there is no public key', { keyCredentials: [sign], passwordCredentials: [opener] }, 2],
    ['there is no private key', { keyCredentials: [verify], passwordCredentials: [opener] }, 2],
    [
      'two public keys are alike',
      { keyCredentials: [sign, verify, { ...verify, keyId: 'b' }], passwordCredentials: [opener] },
      4,
    ],
    ['two secrets are alike', { keyCredentials: [sign, verify], passwordCredentials: [opener, opener] }, 4],
  ])('are all where %s', async (_, fields, count) => {
    expect(await ids(fields)).toHaveLength(count);
  });

  it('of a registration are all, whatever they are said to be for', async () => {
    const fields = { keyCredentials: [sign, verify], passwordCredentials: [opener] };
    const { rows } = await read({
      principals: ok(principal('a', fields), principal('b')),
      registrations: ok(registration('r', 'app-b', fields), registration('s', 'elsewhere', fields)),
    });
    expect(rows.map(({ id, credentials }) => [id, credentials.map((one) => [one.kind, one.id]).toSorted()])).toEqual([
      ['a', []],
      ['b', three],
      ['s', three],
    ]);
  });

  it('of a registration do not go with what its service principal signs by', async () => {
    const { rows } = await read({
      principals: ok(principal('a', { keyCredentials: [sign, verify], passwordCredentials: [opener] })),
      registrations: ok(registration('r', 'app-a', { passwordCredentials: [opener], keyCredentials: [verify] })),
    });
    expect(rows[0]?.credentials.map(({ kind, id }) => [kind, id]).toSorted()).toEqual(three.slice(1));
  });

  it('are malformed where an instant is none', async () => {
    const passwordCredentials = [{ keyId: 'k', endDateTime: 'tomorrow' }];
    expect(await read({ principals: ok(principal('a', { passwordCredentials })) })).toMatchObject({
      rows: [],
      gap: { kind: 'malformed', detail: expect.stringContaining('endDateTime') },
    });
  });
});

describe('what the scanner does not need', () => {
  const scanner = principal('me', { appId: settings.clientId.toUpperCase() });

  it('is told of its own row alone, and leaves out what has no name', async () => {
    const { rows } = await read({
      principals: ok(scanner, principal('a')),
      assigned: ok(...['me', 'a'].flatMap((id) => [userRead, roleWrite, 'nameless'].map((role) => assigned(id, role)))),
    });
    expect(rows[0]).toMatchObject({ id: 'me', unneeded: ['RoleManagement.ReadWrite.Directory'] });
    expect(rows[1]).not.toHaveProperty('unneeded');
  });

  it('is nothing where it holds what is asked for, and no more', async () => {
    const { rows } = await read({ principals: ok(scanner), assigned: ok(assigned('me', userRead)) });
    expect(rows).toMatchObject([{ unneeded: [] }]);
  });

  it('is nobody’s where Microsoft chooses the application', async () => {
    const session = await tenant({ principals: ok(principal('a', { appId: null }), principal('b')) });
    const { rows } = await collect('applications', applications, { ...session, clientId: '' });
    expect(rows.map((row) => 'unneeded' in row)).toEqual([false, false]);
  });

  it('is nothing that any part of the connector asks for, be it optional', async () => {
    const { datasets } = createMicrosoft365();
    const asked = Object.values(datasets).flatMap((collector) =>
      'unsupported' in collector ? [] : [...collector.permissions, ...(collector.optional ?? [])],
    );
    const names = [...new Set(asked), 'Mail.ReadWrite'];
    const session = await tenant({
      principals: ok(scanner),
      graph: ok({ id: 'graph', appRoles: names.map((value) => ({ id: `role-${value}`, value })) }),
      assigned: ok(...names.map((name) => assigned('me', `role-${name}`))),
    });
    if ('unsupported' in datasets.applications) throw new Error('applications are not read');
    const { rows } = await collect('applications', datasets.applications, session);
    expect(rows[0]?.permissions).toHaveLength(names.length);
    expect(rows[0]?.unneeded).toEqual(['Mail.ReadWrite']);
  });
});

describe('applications that cannot be read', () => {
  it('are not there where service principals are refused, and the permission is named', async () => {
    const { rows, gap } = await read({ principals: refused });
    expect(rows).toEqual([]);
    expect(gap).toMatchObject({
      kind: 'permission',
      detail: expect.stringContaining('grant the application permission Application.Read.All'),
    });
  });

  it('are not believed to be none: Microsoft has some everywhere', async () => {
    expect(await read({ principals: ok() })).toMatchObject({ rows: [], gap: { kind: 'malformed' } });
  });

  it('are partial where registrations are refused', async () => {
    const { rows, gap } = await read({ registrations: refused });
    expect(rows).toMatchObject([{ id: 'a', permissions: [] }]);
    expect(gap).toMatchObject({ kind: 'permission', detail: expect.stringContaining('Application.Read.All') });
  });

  it('do not become registrations without a principal where principals break off', async () => {
    const link = `${origin}/v1.0/servicePrincipals?$skiptoken=1`;
    const session = await tenant({
      principals: { status: 200, body: { value: [principal('a')], '@odata.nextLink': link } },
      registrations: ok(registration('r', 'app-b')),
    });
    graph().get('/servicePrincipals').query({ $skiptoken: '1' }).reply(403, forbidden);
    const { rows, gap } = await collect('applications', applications, session);
    expect(rows.map(({ id }) => id)).toEqual(['a']);
    expect(gap?.kind).toBe('permission');
  });

  it('are found by the probe', async () => {
    const session = await open();
    const one = (path: string, $select: string) => graph().get(path).query({ $select, $top: '1' });
    one('/servicePrincipals', principalsSelect).times(2).reply(200, { value: [] });
    one('/applications', registrationsSelect).reply(200, { value: [] });
    await applications.probe(session);
    one('/applications', registrationsSelect).reply(403, forbidden);
    await expect(applications.probe(session)).rejects.toThrow('403');
  });
});
