import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RequestRecord } from '../../src/demo/service.ts';
import { plantedWorld } from './planted.ts';
import { root, run } from './run.ts';
import { hosts } from './world.ts';

/** The only POSTs there are: sign-ins, and Graph's batches, whose items are requests of their own. */
const posts: readonly RegExp[] = [
  /^login\.microsoftonline\.com\/[0-9a-f-]{36}\/oauth2\/v2\.0\/token$/,
  /^oauth2\.googleapis\.com\/token$/,
  /^graph\.microsoft\.com\/(?:v1\.0|beta)\/\$batch$/,
];

/** To whom a token of each provider may go. */
const bearers: Readonly<Record<string, RequestRecord['bearer']>> = {
  'graph.microsoft.com': 'microsoft365',
  'admin.googleapis.com': 'google-workspace',
  'cloudidentity.googleapis.com': 'google-workspace',
};

/** All that was granted to the application, and what the SDK adds of its own. */
const whole = ['https://graph.microsoft.com/.default', 'openid', 'offline_access', 'profile'];

/** Scopes and permissions that the documentation names. */
async function documented(): Promise<Set<string>> {
  const page = await readFile(join(root, 'docs/permissions.md'), 'utf8');
  return new Set([...page.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

const prefix = 'https://www.googleapis.com/auth/';

test.each(['scan', 'doctor'])(
  '%s only reads, asks nobody but the providers, and each with its own token',
  async (command) => {
    const world = await plantedWorld();
    const { status } = await run([command], world);
    expect(status).toBe(0);
    const { log } = world.service;

    // Nobody else, and each of them: else nothing was looked at.
    expect([...new Set(world.wanted)].sort()).toEqual(hosts.map((host) => `${host}:443`).sort());
    expect([...new Set(log.map(({ host }) => host))].sort()).toEqual([...hosts].sort());
    const tenants = new Set(log.flatMap(({ host, path }) => (host.startsWith('login.') ? [path.split('/')[1]] : [])));
    expect(tenants.size).toBe(2);

    const writing = log.filter(({ method, host, path }) => {
      return method !== 'GET' && !(method === 'POST' && posts.some((allowed) => allowed.test(`${host}${path}`)));
    });
    expect(writing).toEqual([]);
    expect(log.filter(({ batched, method }) => batched && method !== 'GET')).toEqual([]);
    const sent = log.filter(({ method }) => method === 'POST').map(({ host, path }) => `${host}${path}`);
    const unsent = posts.filter((allowed) => !sent.some((address) => allowed.test(address)));
    // The doctor looks at one object of each kind, and needs no batch.
    expect(unsent).toEqual(command === 'doctor' ? posts.slice(-1) : []);
    expect(log.some(({ batched }) => batched)).toBe(command === 'scan');

    const strays = log.filter(({ host, bearer }) => bearer !== (bearers[host] ?? null));
    expect(strays.map(({ method, host, path, bearer }) => `${method} ${host}${path} ${bearer}`)).toEqual([]);

    const known = await documented();
    const asked = [...new Set(log.flatMap(({ scopes }) => scopes))];
    // Those of Microsoft are granted to the application beforehand, and asked for as a whole.
    const ofMicrosoft = asked.filter((scope) => !scope.startsWith(prefix));
    expect(ofMicrosoft.filter((scope) => !whole.includes(scope))).toEqual([]);
    expect(ofMicrosoft).toContain(whole[0]);
    const ofGoogle = asked.filter((scope) => scope.startsWith(prefix));
    expect(ofGoogle.filter((scope) => !known.has(scope) || !scope.endsWith('.readonly'))).toEqual([]);
    expect(ofGoogle.length).toBeGreaterThan(5);
  },
);

test('no permission that the documentation asks for writes', async () => {
  const known = [...(await documented())];
  expect(known.length).toBeGreaterThan(20);
  expect(known.filter((name) => /write|manage(?!ment)|full/i.test(name))).toEqual([]);
  expect(known.filter((name) => name.startsWith(prefix) && !name.endsWith('.readonly'))).toEqual([]);
});
