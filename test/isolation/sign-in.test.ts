import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { GoogleDirectory } from '../../src/demo/directory.ts';
import { type Service, startService } from '../../src/demo/service.ts';
import { type Ended, run, workFolder } from '../e2e/run.ts';
import { certificates, hosts, startProxy, worldEnvironment } from '../e2e/world.ts';
import { keyPair } from '../key-pair.ts';
import { markedGoogle, markedMicrosoft, type Shape } from './directories.ts';
import { foreignIn, type Mark, markOf } from './marks.ts';

/** Judged by alone and together, though one scan comes after the other. */
const asOf = new Date(Math.floor(Date.now() / 1_000) * 1_000);

interface Customer {
  mark: Mark;
  clouds: readonly ('microsoft365' | 'googleWorkspace')[];
  shape: Shape;
}

const both = ['microsoft365', 'googleWorkspace'] as const;
const customers: readonly Customer[] = [
  { clouds: both, plan: 'p1' },
  { clouds: ['microsoft365'], plan: 'p2' },
  { clouds: ['googleWorkspace'], plan: 'free' },
  { clouds: ['microsoft365'], plan: 'free' },
  { clouds: both, plan: 'p2' },
  { clouds: ['googleWorkspace'], plan: 'p1' },
].map(({ clouds, plan }, index) => ({
  mark: markOf(['bdfghjklmn', 'cvwxzqrstb', 'dhjwkqvzxc', 'fwqzkxvbhd', 'gzxvqwkjhf', 'hkwxqzvdgb'][index] ?? ''),
  clouds: clouds as Customer['clouds'],
  shape: { people: 6 + index, seed: 100 + index, plan: plan as Shape['plan'] },
}));

interface World {
  /** Holds the configuration and the key, and is the folder that commands run in. */
  cwd: string;
  env: Record<string, string>;
  service: Service;
}

function tenantOf(
  { mark, clouds }: Customer,
  microsoft: { tenantId: string; clientId: string },
  google: GoogleDirectory,
) {
  return [
    `  - id: tenant-${mark.word}`,
    `    name: Company ${mark.tenant}`,
    '    approvedCountries: [JP]',
    ...(clouds.includes('microsoft365')
      ? [
          '    microsoft365:',
          `      tenantId: ${microsoft.tenantId}`,
          `      clientId: ${microsoft.clientId}`,
          `      clientSecret: \${SECRET_${mark.word}}`,
        ]
      : []),
    ...(clouds.includes('googleWorkspace')
      ? [
          '    googleWorkspace:',
          `      customerId: ${google.customer.id}`,
          `      admin: ${google.admin}`,
          '      keyFile: ./key.json',
        ]
      : []),
  ];
}

/** One program of a service provider in every tenant, one service account for every customer; real names, TLS, SDKs. */
async function openWorld(): Promise<World> {
  const cwd = await workFolder();
  const pair = await certificates(hosts);
  const { publicKey, privateKey } = keyPair();
  const made = customers.map((customer) => {
    const google = markedGoogle(customer.mark, customer.shape, asOf);
    const account = { ...google.serviceAccount, publicKey };
    return {
      customer,
      microsoft: markedMicrosoft(customer.mark, customer.shape, asOf),
      google: { ...google, serviceAccount: account },
    };
  });
  const reads = (cloud: Customer['clouds'][number]) => made.filter(({ customer }) => customer.clouds.includes(cloud));
  const service = await startService({
    microsoft365: reads('microsoft365').map(({ microsoft }) => microsoft),
    google: reads('googleWorkspace').map(({ google }) => google),
    now: asOf,
    tls: pair,
  });
  const proxy = await startProxy(hosts, Number(new URL(service.origin).port));
  onTestFinished(async () => {
    await proxy.close();
    await service.close();
  });
  const [first] = made;
  const account = first?.google.serviceAccount;
  const key = {
    type: 'service_account',
    client_email: account?.email,
    client_id: account?.uniqueId,
    private_key_id: 'k1',
    private_key: privateKey,
  };
  await writeFile(join(cwd, 'key.json'), JSON.stringify(key));
  const tenants = made.flatMap(({ customer, microsoft, google }) => {
    const { tenantId, application } = microsoft;
    return tenantOf(customer, { tenantId, clientId: application.clientId }, google);
  });
  await writeFile(join(cwd, 'shisei.yaml'), ['version: 1', 'tenants:', ...tenants, ''].join('\n'));
  const env = await worldEnvironment(cwd, proxy, pair.cert);
  for (const { customer, microsoft } of made) env[`SECRET_${customer.mark.word}`] = microsoft.application.clientSecret;
  return { cwd, env, service };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
}

/** When, how long and how far back was read, as the files tell it: logs are kept for a time that ends with the reading. */
const momentsOfReading =
  /"takenAt":"[^"]*"|"since":"[^"]*"|auditSince"?[:=]"?[^";]*|\d+ (?:s|seconds?)\b|\d+ \w{3} \d{4}, \d\d:\d\d UTC/g;

/** What was written about one tenant, without what no two scans share. */
async function textsOf(folder: string, { word }: Mark): Promise<Map<string, string>> {
  const own = join(folder, `tenant-${word}`);
  const { scan } = JSON.parse(await readFile(join(own, 'report.json'), 'utf8'));
  const texts = new Map<string, string>();
  for (const path of (await filesIn(own)).sort()) {
    const bytes = await readFile(path);
    let text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const [name, value] of Object.entries(scan)) if (name !== 'status') text = text.replaceAll(String(value), '');
    texts.set(path.slice(own.length), text.replaceAll(momentsOfReading, ''));
  }
  return texts;
}

/** How a scan ended, and what it could not read though the licence offers it. */
function endedWith({ status, err }: Ended) {
  const warnings = err.split('\n').flatMap((line) => (line.includes('"level":"warn"') ? [JSON.parse(line)] : []));
  const faults = warnings.filter(({ gap }) => gap !== 'licence');
  return { status, gaps: faults.map(({ tenant, dataset, detail }) => `${tenant} ${dataset}: ${detail}`) };
}

const args = ['--format', 'json,html,csv,md', '--save-snapshot', '--as-of', asOf.toISOString(), '--no-store'];

test('six tenants that share a program and a service account are each as if they were alone', async () => {
  const { cwd, env, service } = await openWorld();
  const together = await run(['scan', ...args, '--concurrency', '6'], { cwd, env });
  expect(endedWith(together)).toEqual({ status: 0, gaps: [] });
  const logins = () => service.log.filter(({ part }) => part.endsWith('login')).map(({ url }) => url);
  expect(new Set(logins()).size).toBeGreaterThan(4);
  const all = customers.map(({ mark }) => mark);
  const alone = await Promise.all(
    customers.map(async ({ mark }) => {
      const out = `alone-${mark.word}`;
      const ended = await run(['scan', ...args, '--out', out, '--tenant', `tenant-${mark.word}`], { cwd, env });
      expect(ended.status).toBe(0);
      return { mark, out };
    }),
  );
  let compared = 0;
  for (const { mark, out } of alone) {
    const here = await textsOf(join(cwd, 'shisei-out'), mark);
    const there = await textsOf(join(cwd, out), mark);
    expect([...here.keys()]).toEqual([...there.keys()]);
    for (const [path, text] of here) {
      const lines = (there.get(path) ?? '').split('\n');
      const different = text.split('\n').find((line, index) => line !== lines[index]);
      expect({ path, different: different?.slice(0, 300) }).toEqual({ path, different: undefined });
      expect(foreignIn(text, mark, all)).toEqual([]);
      expect(/(?:applications|changes)\.csv$/.test(path) || text.includes(mark.person)).toBe(true);
      compared += 1;
    }
  }
  process.stdout.write(
    `isolation: ${customers.length} tenants through both official clients, ${compared} files compared\n`,
  );
});

test('a scan writes nowhere but into its output folder, and the history beside the configuration', async () => {
  const { cwd, env } = await openWorld();
  const [home, temporary, out] = ['home', 'tmp', 'out'].map((name) => join(cwd, name)) as [string, string, string];
  await Promise.all([home, temporary].map((folder) => mkdir(folder)));
  const before = await filesIn(cwd);
  const places = { HOME: home, TMPDIR: temporary, TMP: temporary, TEMP: temporary, XDG_CACHE_HOME: home };
  // What is written elsewhere and moved or removed at once would not be found afterwards: Node refuses to write it.
  const NODE_OPTIONS = `--permission --allow-addons --allow-fs-read=* --allow-fs-write=${out}/*`;
  const ended = await run(['scan', ...args, '--out', out], { cwd, env: { ...env, ...places, NODE_OPTIONS } });
  expect(endedWith(ended)).toEqual({ status: 0, gaps: [] });
  const added = async () => (await filesIn(cwd)).filter((path) => !before.includes(path));
  expect((await added()).length).toBeGreaterThan(40);
  expect((await added()).filter((path) => !path.startsWith(`${out}/`))).toEqual([]);
  const stored = args.filter((word) => word !== '--no-store');
  const again = await run(['scan', ...stored, '--out', out], { cwd, env: { ...env, ...places } });
  expect(endedWith(again)).toEqual({ status: 0, gaps: [] });
  expect((await added()).filter((path) => !path.startsWith(`${out}/`))).toEqual([join(cwd, 'shisei.db')]);
});
