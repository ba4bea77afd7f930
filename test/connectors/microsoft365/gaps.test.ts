import fc from 'fast-check';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { GraphError } from '../../../connectors/microsoft365/errors.ts';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { createMicrosoft365 } from '../../../connectors/microsoft365/index.ts';
import { readUsage } from '../../../connectors/microsoft365/usage-report.ts';
import { rowSchemas } from '../../../src/core/datasets.ts';
import { GapError } from '../../../src/core/errors.ts';
import { gapSchema } from '../../../src/core/gap.ts';
import { gather } from '../../../src/core/gather.ts';
import { PagingError, StatusError } from '../../../src/http/errors.ts';
import { useStrictNock } from '../../nock.ts';
import { graph, jwt, open, organizationAnswer, origin, settings, tenantId, testAccess } from './tenant.ts';

useStrictNock();

const place = 'GET graph.microsoft.com/v1.0/users';
function answer(status: number, code: string, message: string) {
  return new GraphError(place, { status, headers: new Headers(), body: { error: { code, message } } });
}

describe('explain', () => {
  it.each([
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', '', 'licence'],
    [400, 'AadPremiumLicenseRequired', '', 'licence'],
    [403, 'Forbidden', 'Your tenant is not licensed for this feature.', 'licence'],
    [403, '', "Neither tenant is B2C or tenant doesn't have premium license", 'licence'],
    [403, 'Authorization_RequestDenied', 'Insufficient privileges', 'permission'],
    [401, 'Authorization_IdentityNotFound', '', 'permission'],
    [429, 'UnknownError', '', 'throttled'],
    [500, 'AadPremiumLicenseRequired', '', 'network'],
    [503, '', '', 'network'],
    [408, '', '', 'network'],
    [400, 'Directory_ExpiredPageToken', '', 'expired'],
    [404, 'Request_ResourceNotFound', '', 'network'],
    [404, '', '', 'network'],
    [400, 'BadRequest', '', 'malformed'],
    [302, '', '', 'malformed'],
  ])('reads %i %s as it is meant', (status, code, message, kind) => {
    expect(explain(answer(status, code, message)).kind).toBe(kind);
  });

  it.each([
    ['v1.0/organization', 'Organization.Read.All'],
    ['v1.0/users', 'User.Read.All'],
    ['v1.0/groups/g', 'GroupMember.Read.All'],
    ['v1.0/groups/g/transitiveMembers', 'GroupMember.Read.All'],
    ['v1.0/policies/authenticationMethodsPolicy', 'Policy.Read.AuthenticationMethod'],
    ['v1.0/policies/identitySecurityDefaultsEnforcementPolicy', 'Policy.Read.All'],
    ['v1.0/identity/conditionalAccess/policies', 'Policy.Read.All'],
    ['beta/auditLogs/signIns', 'AuditLog.Read.All'],
    ['v1.0/auditLogs/directoryAudits', 'AuditLog.Read.All'],
  ])('names the permission that %s needs', (path, permission) => {
    const refused = new GraphError(`GET graph.microsoft.com/${path}`, {
      status: 403,
      headers: new Headers(),
      body: { error: { code: 'Forbidden', message: 'no' } },
    });
    expect(explain(refused).detail).toMatch(new RegExp(`; grant the application permission ${permission}( |$)`));
  });

  it.each([
    ['graph.microsoft.com/v1.0/users', 'network'],
    ['graph.microsoft.com/v1.0/$batch', 'network'],
    ['graph.microsoft.com/beta/auditLogs/signIns', 'network'],
    ["graph.microsoft.com/v1.0/reports/getOffice365ActiveUserDetail(period='D180')", 'network'],
    ['graph.microsoft.us/v1.0/auditLogs/signIns', 'network'],
    ['dod-graph.microsoft.us/v1.0/users', 'network'],
    ["graph.microsoft.us/v1.0/reports/getOffice365ActiveUserDetail(period='D180')", 'unsupported'],
    ["dod-graph.microsoft.us/v1.0/reports/getOffice365ActiveUserDetail(period='D180')", 'unsupported'],
    ['microsoftgraph.chinacloudapi.cn/v1.0/auditLogs/directoryAudits', 'unsupported'],
    ['microsoftgraph.chinacloudapi.cn/v1.0/groups/g', 'absent'],
    ['graph.microsoft.com/v1.0/groups/g', 'absent'],
    ['graph.microsoft.com/v1.0/users/a/authentication/methods', 'absent'],
    ['graph.microsoft.com/v1.0/servicePrincipals/s/appRoleAssignedTo', 'absent'],
  ])('reads that there is no %s as it is meant: only a national cloud may lack a part', (path, kind) => {
    const body = { error: { code: 'ResourceNotFound', message: 'no' } };
    const gap = explain(new GraphError(`GET ${path}`, { status: 404, headers: new Headers(), body }));
    expect(gap.kind).toBe(kind);
    expect(gap.detail.includes('answered 404 for what every tenant has (ResourceNotFound: no)')).toBe(
      kind === 'network',
    );
  });

  it('cuts long words, and lets no token through', () => {
    const long = explain(answer(403, 'Denied', 'x'.repeat(5_000))).detail;
    expect(long.length).toBeLessThan(400);
    const token = jwt({ tid: tenantId, secret: 'x'.repeat(60) });
    for (const text of [token, `Bearer ${token}`, `token=${token};`, `Bearer abc.def`]) {
      const { detail } = explain(answer(400, 'BadRequest', `bad ${text} end`));
      expect(detail).not.toContain('eyJ');
      expect(detail).not.toContain('abc.def');
      expect(explain(new Error(text)).detail).not.toContain('eyJ');
    }
  });

  it('hands on the gap of another dataset', () => {
    const gap = { kind: 'network', detail: 'lost' } as const;
    expect(explain(new GapError(gap))).toBe(gap);
  });

  it('calls circles malformed and faults of our own crashes', () => {
    expect(explain(new PagingError(place, 'round')).kind).toBe('malformed');
    expect(explain(new TypeError('x is not a function'))).toEqual({
      kind: 'crash',
      detail: 'TypeError: x is not a function',
    });
  });

  it('never throws, whatever is thrown or answered', () => {
    fc.assert(
      fc.property(fc.anything(), fc.integer({ min: 100, max: 999 }), fc.jsonValue(), (thrown, status, body) => {
        const headers = new Headers();
        for (const error of [
          thrown,
          new StatusError(place, { status, headers, body }),
          new GraphError(place, { status, headers, body: { error: body } }),
          new GraphError(place, { status, headers, body: thrown }),
        ]) {
          expect(gapSchema.safeParse(explain(error)).success).toBe(true);
        }
      }),
    );
  });
});

/** A value as documented, and now and then any other. */
function mostly(...documented: unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: fc.constantFrom(...documented) }, fc.jsonValue());
}

/** JSON that mostly looks like an answer of Graph, and is wrong in one place or another. */
function answers(): fc.Arbitrary<unknown> {
  const id = mostly('a', 'b', 'c', tenantId);
  const date = mostly('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123+09:00', null, '2026-02-30T00:00:00Z');
  const type = mostly('#microsoft.graph.user', '#microsoft.graph.servicePrincipal', '#microsoft.graph.odd', undefined);
  const row = fc.record({
    id,
    '@odata.type': type,
    userPrincipalName: mostly('a@x.example', ''),
    displayName: mostly('A', null, ''),
    accountEnabled: mostly(true, false, null),
    userType: mostly('Member', 'Guest', null),
    createdDateTime: date,
    signInActivity: fc.oneof(fc.record({ lastSuccessfulSignInDateTime: date }), mostly(null)),
    isMfaRegistered: mostly(true, false, null),
    isMfaCapable: mostly(true, false),
    methodsRegistered: mostly([], ['sms'], ['__proto__', ''], null),
    principalId: id,
    roleDefinitionId: mostly('a', 'b', '62e90394-69f5-4237-9190-012177145e10'),
    directoryScopeId: mostly('/', null),
    endDateTime: date,
    principal: fc.oneof(fc.record({ '@odata.type': type }), mostly(null)),
    isBuiltIn: mostly(true, false, null),
    rolePermissions: mostly([{ allowedResourceActions: ['a/b/update', 'a/allTasks', ''] }], null),
    verifiedDomains: mostly([{ name: 'x.example' }], null),
    servicePlans: mostly([]),
  });
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({ value: fc.array(row, { maxLength: 3 }) }) },
    fc.record({
      policyMigrationState: mostly('migrationComplete', null),
      authenticationMethodConfigurations: fc.array(
        fc.record({ id, state: mostly('enabled', 'odd'), includeTargets: mostly([{ id: 'all_users' }], null) }),
      ),
    }),
    fc.record({ error: fc.record({ code: fc.string(), message: fc.string() }) }),
    fc.record({ value: fc.constant([]), '@odata.nextLink': fc.oneof(fc.string(), fc.webUrl()) }),
    fc.jsonValue(),
  );
}

describe('arbitrary answers', () => {
  it('never crash the connector, nor make rows of a wrong shape', async () => {
    const connector = createMicrosoft365(testAccess(), { delayMs: 0, retries: 0 });
    const status = fc.oneof({ weight: 20, arbitrary: fc.constant(200) }, fc.constantFrom(204, 302, 400, 403, 404, 500));
    const run = fc.asyncProperty(fc.infiniteStream(fc.tuple(status, answers())), async (stream) => {
      graph().get('/organization').query(true).reply(200, organizationAnswer);
      const scopes = [nock(origin).persist().get(/.*/), nock(origin).persist().post(/.*/)].map((interceptor) =>
        interceptor.reply(() => {
          const next: [number, unknown] = stream.next().value;
          const [code, body] = next;
          return code === 204 ? [204] : [code, JSON.stringify(body), { 'content-type': 'application/json' }];
        }),
      );
      const options = { directoryId: tenantId, signal: new AbortController().signal, now: () => new Date() };
      const snapshot = await gather(connector, settings, options);
      for (const scope of scopes) scope.persist(false);
      nock.cleanAll();
      for (const [name, dataset] of Object.entries(snapshot.datasets)) {
        if (dataset.state !== 'complete') expect(dataset.gap.kind).not.toBe('crash');
        if (dataset.state === 'unavailable') continue;
        for (const row of dataset.rows) rowSchemas[name as keyof typeof rowSchemas].parse(row);
      }
    });
    await fc.assert(run, { numRuns: 60 });
  });

  it('never crash the reader of the usage report', async () => {
    const session = await open();
    const cell = fc.constantFrom('a@x.example', '', '2026-01-01', '"', '"a"', 'True', '\n', 'Is Deleted', '\uFEFF');
    const header = 'Report Refresh Date,User Principal Name,Is Deleted,Teams Last Activity Date\n';
    const table = fc
      .tuple(fc.boolean(), fc.array(fc.array(cell, { maxLength: 5 })))
      .map(([headed, lines]) => (headed ? header : '') + lines.map((line) => line.join(',')).join('\n'));
    await fc.assert(
      fc.asyncProperty(fc.oneof(table, fc.string()), async (text) => {
        const scope = graph()
          .persist()
          .get("/reports/getOffice365ActiveUserDetail(period='D180')")
          .reply(200, text, { 'content-type': 'application/octet-stream' });
        const outcome = await readUsage({ ...session, ask: freshAsk(session) }, 'D180').catch(
          (error: unknown) => error,
        );
        scope.persist(false);
        nock.cleanAll();
        if (outcome instanceof Error) expect(['malformed', 'concealed', 'network']).toContain(explain(outcome).kind);
      }),
      { numRuns: 80 },
    );
  });
});

/** The pace of the report is 14 in ten minutes: here it is asked past the budget. */
function freshAsk(session: Awaited<ReturnType<typeof open>>): typeof session.ask {
  return async (path) => {
    const url = new URL(`${origin}/v1.0${path}`);
    const response = await fetch(url);
    return { place, url, answer: { status: response.status, headers: response.headers, body: await response.text() } };
  };
}
