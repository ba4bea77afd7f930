import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/demo/faults.ts';
import { applyFields, parseFields } from '../../src/demo/fields.ts';
import { demoConfiguration, demoDirectories } from '../../src/demo/tenants.ts';
import { demoToken } from '../../src/demo/tokens.ts';
import { now, rows, world } from './ask.ts';

describe('names', () => {
  async function asked(host: string, path: string) {
    const { service, trading } = await world();
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
    const headers = { host, authorization: `Bearer ${demoToken(trading)}` };
    const call = request(`${service.origin}${path}`, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject).end();
    return { ...(await promise), log: service.log };
  }

  test('a provider has its own paths only', async () => {
    expect(await asked('graph.microsoft.com', '/v1.0/organization')).toMatchObject({ status: 200 });
    expect(await asked('graph.microsoft.com', '/admin/directory/v1/users')).toMatchObject({ status: 404 });
    expect(await asked('login.microsoftonline.com', '/v1.0/organization')).toMatchObject({ status: 404 });
  });

  test('links keep the name that was asked', async () => {
    const { text, log } = await asked('graph.microsoft.com', '/v1.0/users?$top=1');
    expect(text).toContain('://graph.microsoft.com/v1.0/users?$top=1&$skiptoken=');
    expect(log[0]).toMatchObject({
      part: 'graph',
      host: 'graph.microsoft.com',
      url: '/v1.0/users?$top=1',
      status: 200,
    });
  });
});

describe('faults', () => {
  const only = (fault: Fault) => ({ faults: ({ nth }: { nth: number }) => (nth === 1 ? fault : undefined) });

  test('an answer of the test instead', async () => {
    const { ask, trading, service } = await world(only({ status: 503, headers: { 'Retry-After': '2' }, body: 'busy' }));
    const answer = await ask(trading, '/v1.0/organization');
    expect([answer.status, answer.headers.get('retry-after'), answer.text]).toEqual([503, '2', 'busy']);
    expect((await ask(trading, '/v1.0/organization')).status).toBe(200);
    expect(service.log.map(({ status }) => status)).toEqual([503, 200]);
  });

  test.each(['before', 'body'] as const)('a connection that is cut (%s)', async (reset) => {
    const { ask, trading } = await world(only({ reset }));
    await expect(ask(trading, '/v1.0/organization')).rejects.toThrow();
    expect((await ask(trading, '/v1.0/organization')).status).toBe(200);
  });

  test('a body that ends too early', async () => {
    const { ask, trading } = await world(only({ truncate: 40 }));
    const answer = await ask(trading, '/v1.0/organization');
    expect([answer.status, answer.text.length, answer.body]).toEqual([200, 40, {}]);
  });

  test('no answer at all', async () => {
    const { service, trading } = await world(only({ stall: true }));
    const headers = { authorization: `Bearer ${demoToken(trading)}` };
    const signal = AbortSignal.timeout(200);
    await expect(fetch(`${service.origin}/v1.0/organization`, { headers, signal })).rejects.toThrow();
  });

  test('one request of a batch', async () => {
    const { ask, trading } = await world({
      faults: ({ url }) =>
        url === '/v1.0/domains' ? { status: 429, headers: { 'Retry-After': '7' }, body: {} } : undefined,
    });
    const requests = ['/organization', '/domains'].map((url) => ({ id: url, method: 'GET', url }));
    const answer = await ask(trading, '/v1.0/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
    expect(rows(answer, 'responses')).toMatchObject([
      { id: '/domains', status: 429, headers: { 'Retry-After': '7' } },
      { id: '/organization', status: 200 },
    ]);
  });
});

describe('masks', () => {
  test.each([
    ['a', { a: { b: 1, c: 2 } }],
    ['a/b', { a: { b: 1 } }],
    ['a(b,c),d/e', { a: { b: 1, c: 2 }, d: [{ e: 3 }] }],
    ['*', { a: { b: 1, c: 2 }, d: [{ e: 3, f: 4 }] }],
  ])('%s', (fields, expected) => {
    const value = { a: { b: 1, c: 2 }, d: [{ e: 3, f: 4 }] };
    expect(applyFields(value, parseFields(fields))).toEqual(expected);
  });

  test.each(['', 'a(', 'a)', 'a,', 'a(b'])('%j is no mask', (fields) => {
    expect(parseFields(fields)).toBeNull();
  });
});

describe('example tenants', () => {
  const directories = demoDirectories(now);

  test('are the same for the same instant', () => {
    expect(demoDirectories(new Date(now))).toEqual(directories);
  });

  test('have no account twice, and nobody in a role or group who is not known', () => {
    for (const {
      accounts,
      groups,
      servicePrincipals,
      roleAssignments,
      roleEligibilities,
    } of directories.microsoft365) {
      const known = new Set([
        ...accounts.map(({ user }) => user.id),
        ...groups.map(({ id }) => id),
        ...servicePrincipals.map(({ id }) => id),
      ]);
      expect(known.size).toBe(accounts.length + groups.length + servicePrincipals.length);
      expect(groups.flatMap(({ members }) => members).filter((id) => !known.has(id))).toEqual([]);
      const gone = [...roleAssignments, ...roleEligibilities].filter(({ principalId }) => !known.has(principalId));
      expect(gone.length).toBeLessThanOrEqual(1);
    }
    for (const { users, groups, roleAssignments } of directories.google) {
      const known = new Set([...users.map(({ id }) => id), ...groups.map(({ id }) => id)]);
      expect(known.size).toBe(users.length + groups.length);
      // Service accounts, which no list of users holds.
      expect(roleAssignments.filter(({ assignedTo }) => !known.has(assignedTo))).toHaveLength(2);
    }
  });

  test('are what the configuration names', () => {
    const { tenants } = demoConfiguration(now);
    const logins = new Set([
      ...directories.microsoft365.flatMap(({ accounts }) => accounts.map(({ user }) => user.userPrincipalName)),
      ...directories.google.flatMap(({ users }) => users.map(({ primaryEmail }) => primaryEmail)),
    ]);
    for (const { breakGlass, exceptions, microsoft365, googleWorkspace } of tenants) {
      expect(
        [...breakGlass, ...exceptions.map(({ subject }) => subject)].filter((login) => !logins.has(login)),
      ).toEqual([]);
      expect(directories.microsoft365.map(({ tenantId }) => tenantId)).toContain(microsoft365?.tenantId);
      if (googleWorkspace !== undefined) expect(logins).toContain(googleWorkspace.admin);
    }
  });

  test('use names of nobody: every address is under .example', () => {
    const logins = directories.microsoft365.flatMap(({ accounts }) =>
      accounts.map(({ user }) => user.userPrincipalName),
    );
    expect(logins.filter((login) => !login.endsWith('.example'))).toEqual([]);
  });
});
