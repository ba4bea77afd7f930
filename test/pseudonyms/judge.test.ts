import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { judge } from '../../src/commands/judge.ts';
import type { OutputOptions } from '../../src/commands/options.ts';
import { ConfigurationError } from '../../src/config/problems.ts';
import { datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { Report } from '../../src/core/report.ts';
import { writeWhole } from '../../src/output/files.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { keyFileName } from '../../src/pseudonyms/key-file.ts';
import { createDisguise, disguised } from '../../src/pseudonyms/keyed.ts';
import { readSnapshotFile, type SavedScan, snapshotStream } from '../../src/snapshot-file.ts';
import { account, mfa, role } from '../check-tester.ts';
import { noSettings } from '../no-settings.ts';
import { quietIo } from '../surroundings.ts';

const asOf = '2026-11-21T09:00:00.000Z';
const secret = 'correct horse battery staple';
const names = ['acme.example', 'Taro', '山田', 'Acme', 'Field sales', 'Parental'];

/** Two administrators without a second factor, of whom one has left. */
function plainScan(): SavedScan {
  const people = [
    account({
      id: 'id-1',
      login: 'Taro.Yamada@acme.example',
      name: '山田 太郎',
      department: 'Field sales',
      addresses: [],
    }),
    account({ id: 'id-2', login: 'hanako@acme.example', name: 'Hanako Suzuki', employeeId: '1002', addresses: [] }),
  ];
  const rows: Partial<Record<string, unknown[]>> = {
    accounts: people,
    mfa: people.map(({ id }) => mfa({ accountId: id, registered: false })),
    roles: people.map(({ id }) => role({ holderId: id })),
  };
  const datasets = Object.fromEntries(
    datasetNames.map((name) => [name, { state: 'complete', rows: rows[name] ?? [] }]),
  ) as unknown as Snapshot['datasets'];
  const directory = { provider: 'microsoft365', directoryId: 'd-1', takenAt: asOf } as const;
  return {
    tenant: { id: 't-1', name: 'Acme K.K.' },
    scan: { id: 's-1', startedAt: asOf, finishedAt: asOf, asOf },
    settings: noSettings,
    roster: null,
    snapshots: [{ ...directory, requests: { sent: 0, retried: 0 }, datasets }],
  };
}

const exception =
  '{ check: missing-mfa, subject: TARO.yamada@acme.example, reason: Parental leave, approvedBy: Hanako, until: 2027-01-01 }';
const directory =
  '{ tenantId: 3f1c2d4e-0000-4000-8000-000000000001, clientId: 3f1c2d4e-0000-4000-8000-000000000001, azureCli: true }';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-pseudonyms-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

async function save(scan: SavedScan): Promise<string> {
  const file = join(folder, 'snapshot.ndjson.gz');
  await writeWhole(file, snapshotStream(scan));
  return file;
}

async function hidden(under = secret): Promise<SavedScan> {
  return disguised(plainScan(), createDisguise(await pseudonymKeyOf(under)));
}

async function configure(id: string, ...more: readonly string[]): Promise<void> {
  const lines = ['version: 1', ...more.filter((line) => !line.startsWith(' ')), 'tenants:', `  - id: ${id}`];
  const tenant = ['    name: Acme K.K.', `    microsoft365: ${directory}`, `    exceptions: [${exception}]`];
  const source = [...lines, ...tenant, ...more.filter((line) => line.startsWith(' ')), ''].join('\n');
  await writeFile(join(folder, 'shisei.yaml'), source);
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the configuration
const fromVariable = 'pseudonymKey: ${KEY}';

interface Judged {
  report: Report;
  err: string;
  /** Everything that was written and said. */
  all: string;
}

async function judged(
  file: string,
  more: Partial<OutputOptions> = {},
  env: Record<string, string> = {},
): Promise<Judged> {
  const said: string[] = [];
  const err: string[] = [];
  const io = quietIo(new Date(asOf), { out: (text) => said.push(text), err: (text) => err.push(text), env });
  const options: OutputOptions = {
    ...{ config: join(folder, 'shisei.yaml'), configGiven: false, out: join(folder, 'out'), format: ['json', 'csv'] },
    ...{ saveSnapshot: false, pseudonymise: false, quiet: false, concurrency: 1, frameworks: [], ...more },
  };
  await judge([file], options, io);
  const reports = join(folder, 'out', 't-1');
  const texts = await Promise.all(
    (await readdir(reports))
      .filter((name) => !name.endsWith('.gz'))
      .map((name) => readFile(join(reports, name), 'utf8')),
  );
  const report = JSON.parse(await readFile(join(reports, 'report.json'), 'utf8'));
  return { report, err: err.join(''), all: [...texts, ...said, ...err].join('\n') };
}

function accepted({ results }: Report): string[] {
  const findings = results.find(({ check }) => check === 'missing-mfa')?.findings ?? [];
  return findings.flatMap(({ subject, exception: valid }) => (valid === undefined ? [] : subject.id));
}

function namesIn(text: string): string[] {
  return names.filter((name) => text.toLowerCase().includes(name.toLowerCase()));
}

describe('a snapshot with pseudonyms', () => {
  it('is judged by a configuration of real names, under the key that it names', async () => {
    await configure('t-1', fromVariable);
    const { report, err, all } = await judged(await save(await hidden()), {}, { KEY: secret });
    expect({ accepted: accepted(report), err, names: namesIn(all) }).toEqual({
      accepted: ['id-1'],
      err: '',
      names: [],
    });
  });

  it('is judged so with a key in the file beside the configuration', async () => {
    await configure('t-1');
    await writeFile(join(folder, keyFileName), secret, { mode: 0o600 });
    const { report, err } = await judged(await save(await hidden()));
    expect({ accepted: accepted(report), err }).toEqual({ accepted: ['id-1'], err: '' });
  });

  it('is compared with the HR list of the configuration', async () => {
    await configure('t-1', fromVariable, '    roster: hr.csv');
    const lines = [
      'email,employee_id,name,status',
      'Taro.Yamada@acme.example,1001,山田 太郎,left',
      ',１００２,Hanako,active',
    ];
    await writeFile(join(folder, 'hr.csv'), lines.join('\n'));
    const { report, all } = await judged(await save(await hidden()), {}, { KEY: secret });
    const failing = report.results.filter(({ check, verdict }) => check.endsWith('-account') && verdict === 'fail');
    expect(failing.map(({ check, findings }) => [check, ...findings.map(({ subject }) => subject.id)])).toEqual([
      ['leaver-account', 'id-1'],
    ]);
    expect(namesIn(all)).toEqual([]);
  });

  it.each([
    ['is not set', fromVariable, {}, null],
    ['is another', fromVariable, { KEY: 'another horse battery staple' }, null],
    ['is in no file', '', {}, null],
    ['is in a file that holds another', '', {}, 'another horse battery staple'],
  ])('is judged as it was saved, and that is said, where the key %s', async (_name, line, env, file) => {
    await configure('t-1', ...(line === '' ? [] : [line]), '    roster: hr.csv');
    await writeFile(join(folder, 'hr.csv'), 'email,name\nTaro.Yamada@acme.example,山田 太郎');
    if (file !== null) await writeFile(join(folder, keyFileName), file, { mode: 0o600 });
    const before = await readdir(folder);
    const { report, err, all } = await judged(await save(await hidden()), {}, env as Record<string, string>);
    expect(accepted(report)).toEqual([]);
    expect(report.leavers).toBeNull();
    expect(err).toMatch(/^t-1: the snapshot holds pseudonyms, and their key is not at hand\..*\n$/);
    expect(namesIn(all)).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual([...before, 'out', 'snapshot.ndjson.gz'].sort());
  });

  it('is judged without a word where no configuration is about it', async () => {
    const file = await save(await hidden());
    expect((await judged(file)).err).toBe('');
    await configure('somebody-else', fromVariable);
    expect((await judged(file)).err).toBe('');
  });

  it('is not disguised again', async () => {
    const scan = await hidden();
    const file = await save(scan);
    await configure('somebody-else', fromVariable);
    const options = { pseudonymise: true, saveSnapshot: true };
    const same = await judged(file, options, { KEY: secret });
    expect(same.err).toBe('');
    expect(await readSnapshotFile(join(folder, 'out', 't-1', 'snapshot.ndjson.gz'))).toEqual(scan);
    const other = await judged(file, options, { KEY: 'another horse battery staple' });
    expect(other.err).toContain('They stay as they are');
    expect(await readSnapshotFile(join(folder, 'out', 't-1', 'snapshot.ndjson.gz'))).toEqual(scan);
  });
});

describe('a snapshot with real names', () => {
  it('is disguised with what the configuration says', async () => {
    await configure('t-1', fromVariable);
    const options = { pseudonymise: true, saveSnapshot: true };
    const { report, all } = await judged(await save(plainScan()), options, { KEY: secret });
    expect({ accepted: accepted(report), names: namesIn(all) }).toEqual({ accepted: ['id-1'], names: [] });
    const saved = await readSnapshotFile(join(folder, 'out', 't-1', 'snapshot.ndjson.gz'));
    const { settings, ...scan } = await hidden();
    expect(saved).toEqual({ ...scan, settings: saved.settings });
    expect(saved.settings.exceptions).toHaveLength(settings.exceptions.length + 1);
  });

  it('makes a key in the folder of the configuration, unless that is the one of the reports', async () => {
    await configure('t-1');
    const file = await save(plainScan());
    await expect(judged(file, { pseudonymise: true, out: folder })).rejects.toThrow('--out');
    expect(await readdir(folder)).not.toContain(keyFileName);
    const { err } = await judged(file, { pseudonymise: true });
    expect(err).toContain(join(folder, keyFileName));
  });

  it('says nothing of people where their HR list cannot be used', async () => {
    await configure('t-1', fromVariable, '    roster: acme-staff.csv');
    await writeFile(join(folder, 'acme-staff.csv'), 'email,name,leave_date\nTaro acme.example,山田 太郎,Parental');
    const { err, all } = await judged(await save(plainScan()), { pseudonymise: true }, { KEY: secret });
    expect(err).toContain('HR list not used');
    expect(err).toMatch(/file-[0-9a-v]{10}:2/);
    expect(namesIn(all)).toEqual([]);
  });

  it('stays plain where nobody asked for pseudonyms, with or without a key', async () => {
    await configure('t-1', fromVariable);
    const file = await save(plainScan());
    for (const env of [{}, { KEY: secret }]) {
      const { report, err } = await judged(file, {}, env);
      expect({ accepted: accepted(report), err, name: report.tenant.name }).toEqual({
        ...{ accepted: ['id-1'], err: '', name: 'Acme K.K.' },
      });
    }
  });
});

describe('the key of the configuration', () => {
  it.each([
    ['is too short', { KEY: '0123456789abcde' }, { kind: 'wrong', expected: 'pseudonym-key' }],
    ['is not set', {}, { kind: 'unset-variable', about: 'KEY' }],
  ])('that %s is a mistake of the file, which is not repeated', async (_name, env, problem) => {
    await configure('t-1', fromVariable);
    const judging = judged(await save(plainScan()), { pseudonymise: true }, env as Record<string, string>);
    const error = await judging.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigurationError);
    const { problems } = error as ConfigurationError;
    expect(problems).toEqual([expect.objectContaining({ ...problem, line: 2, key: 'pseudonymKey' })]);
    expect(JSON.stringify(problems)).not.toContain('0123456789');
    expect(await readdir(folder)).not.toContain(keyFileName);
  });
});
