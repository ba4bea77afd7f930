import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { OutputOptions } from '../../src/commands/options.ts';
import { scan } from '../../src/commands/scan.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { keyFileName } from '../../src/pseudonyms/key-file.ts';
import { readSnapshotFile } from '../../src/snapshot-file.ts';
import { quietIo } from '../surroundings.ts';

const secret = 'correct horse battery staple';
const names = ['Acme', 'taro', 'hanako', 'Parental', 'staff'];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-pseudonyms-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

/** A tenant whose key file holds no key, so that nobody can sign in and nobody is contacted. */
async function configure(...more: readonly string[]): Promise<void> {
  const source = [
    ...['version: 1', ...more, 'tenants:', '  - id: t-1', '    name: Acme K.K.', '    roster: acme-staff.csv'],
    '    googleWorkspace: { customerId: C01, admin: taro@acme.example, keyFile: key.json }',
    '    breakGlass: [hanako@acme.example]',
    '    links: [[taro@acme.example, google-workspace/hanako@acme.example]]',
    '    exceptions:',
    '      - { check: missing-mfa, subject: taro@acme.example, reason: Parental leave, approvedBy: Hanako, until: 2027-01-01 }',
    '',
  ];
  await writeFile(join(folder, 'shisei.yaml'), source.join('\n'));
  await writeFile(join(folder, 'key.json'), '{}');
  await writeFile(
    join(folder, 'acme-staff.csv'),
    'email,name\ntaro@acme.example,山田 太郎\nhanako acme.example,Hanako',
  );
}

async function scanned(env: Record<string, string>, more: Partial<OutputOptions> = {}) {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const io = quietIo(new Date('2026-11-21T09:00:00.000Z'), { out: say, err: say, env });
  const options = {
    ...{ config: join(folder, 'shisei.yaml'), configGiven: true, out: join(folder, 'out') },
    ...{ format: ['json', 'csv', 'md', 'html'] as const, saveSnapshot: true, pseudonymise: true, quiet: false },
    ...{ concurrency: 1, frameworks: [], tenant: [], resume: false, store: false, ...more },
  };
  const status = await scan(options, io, undefined);
  const reports = join(folder, 'out', 't-1');
  const files = (await readdir(reports)).filter((name) => !name.endsWith('.gz') && !name.startsWith('.'));
  const texts = await Promise.all(files.map((name) => readFile(join(reports, name), 'utf8')));
  const snapshot = await readSnapshotFile(join(reports, 'snapshot.ndjson.gz'));
  return { status, said: said.join(''), texts, snapshot };
}

function namesIn(texts: readonly string[]): string[] {
  return names.filter((name) => texts.some((text) => text.toLowerCase().includes(name.toLowerCase())));
}

it('under the key of the configuration writes and says no name, not even those of the configuration', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the configuration
  await configure('pseudonymKey: ${KEY}');
  const { status, said, texts, snapshot } = await scanned({ KEY: secret });
  expect(status).toBe(3);
  expect(said).toMatch(/HR list not used, file-[0-9a-v]{10}:3/);
  expect(namesIn([said, ...texts, JSON.stringify(snapshot)])).toEqual([]);
  expect(snapshot.disguisedBy).toBe((await pseudonymKeyOf(secret)).fingerprint);
  expect([said, ...texts, JSON.stringify(snapshot)].filter((text) => text.includes(secret))).toEqual([]);
  expect(await readdir(folder)).not.toContain(keyFileName);
});

it('without one makes a key beside the configuration', async () => {
  await configure();
  const { said, texts, snapshot } = await scanned({});
  const made = (await readFile(join(folder, keyFileName), 'utf8')).trim();
  expect(snapshot.disguisedBy).toBe((await pseudonymKeyOf(made)).fingerprint);
  expect(namesIn([said, ...texts, JSON.stringify(snapshot)])).toEqual([]);
});

it('makes none where nobody asked for pseudonyms', async () => {
  await configure();
  const { texts, snapshot } = await scanned({}, { pseudonymise: false });
  expect(snapshot.disguisedBy).toBeUndefined();
  expect(namesIn([...texts, JSON.stringify(snapshot)])).toEqual(names);
  expect(await readdir(folder)).not.toContain(keyFileName);
});
