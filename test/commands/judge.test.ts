import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { judge } from '../../src/commands/judge.ts';
import { type OutputOptions, parseFrameworks, parseProfile } from '../../src/commands/options.ts';
import { datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { Report } from '../../src/core/report.ts';
import { writeWhole } from '../../src/output/files.ts';
import { type SavedScan, snapshotStream } from '../../src/snapshot-file.ts';
import { account, role } from '../check-tester.ts';
import { noSettings } from '../no-settings.ts';
import { quietIo } from '../surroundings.ts';

const asOf = '2026-11-21T09:00:00.000Z';
const io = quietIo(new Date(asOf));
const count = 'top-admin-count';

type Saved = Partial<Pick<SavedScan['settings'], 'checks' | 'profile'>>;

/** A scan of a tenant with six top administrators. */
function savedScan({ checks = {}, profile = null }: Saved): SavedScan {
  const ids = Array.from({ length: 6 }, (_, index) => `admin${index}`);
  const rows: Partial<Record<string, unknown[]>> = {
    accounts: ids.map((id) => account({ id })),
    roles: ids.map((holderId) => role({ holderId })),
  };
  const datasets = Object.fromEntries(
    datasetNames.map((name) => [name, { state: 'complete', rows: rows[name] ?? [] }]),
  ) as unknown as Snapshot['datasets'];
  const directory = { provider: 'microsoft365', directoryId: 'd-1', takenAt: asOf } as const;
  return {
    tenant: { id: 'acme', name: 'Acme' },
    scan: { id: 's-1', startedAt: asOf, finishedAt: asOf, asOf },
    settings: { ...noSettings, checks, profile },
    roster: null,
    snapshots: [{ ...directory, requests: { sent: 0, retried: 0 }, datasets }],
  };
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-judge-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

async function judged(saved: Saved, words: readonly string[] = [], profile?: string): Promise<Report> {
  const file = join(folder, 'snapshot.ndjson.gz');
  await writeWhole(file, snapshotStream(savedScan(saved)));
  const frameworks = parseFrameworks(words, 'en');
  const implied = parseProfile(profile, frameworks, 'en');
  const options: OutputOptions = {
    ...{ config: join(folder, 'none.yaml'), configGiven: false, out: join(folder, 'out'), format: ['json'] },
    ...{ saveSnapshot: false, pseudonymise: false, quiet: true, concurrency: 1, frameworks },
    ...(implied === undefined ? {} : { profile: implied }),
  };
  await judge([file], options, io);
  return JSON.parse(await readFile(join(folder, 'out', 'acme', 'report.json'), 'utf8'));
}

function verdictOf({ results }: Report): string | undefined {
  return results.find(({ check }) => check === count)?.verdict;
}

test('a snapshot is judged by the options that were saved with it', async () => {
  expect(verdictOf(await judged({}))).toBe('fail');
  expect(verdictOf(await judged({ checks: { [count]: { max: 8, min: 2 } } }))).toBe('pass');
});

test('--profile takes the place of the saved one, and saved options win over both', async () => {
  expect(verdictOf(await judged({}, [], 'cisa'))).toBe('pass');
  expect(verdictOf(await judged({ profile: 'cisa' }))).toBe('pass');
  expect(verdictOf(await judged({ profile: 'cisa' }, [], 'cis'))).toBe('fail');
  expect(verdictOf(await judged({ checks: { [count]: { max: 8, min: 2 } } }, [], 'cis'))).toBe('pass');
});

test('--framework of a family brings its profile, unless another was named', async () => {
  expect(verdictOf(await judged({}, ['cisa-scuba-m365']))).toBe('pass');
  expect(verdictOf(await judged({}, ['cisa']))).toBe('pass');
  expect(verdictOf(await judged({}, ['cisa'], 'cis'))).toBe('fail');
  expect(verdictOf(await judged({ checks: { [count]: { max: 8, min: 2 } } }, ['cis-m365']))).toBe('pass');
  expect(verdictOf(await judged({ profile: 'cisa' }, ['cis-m365']))).toBe('fail');
});

test('--framework limits results, controls and frameworks to it', async () => {
  const { results, frameworks, notes } = await judged({}, ['cis-m365', 'scs-3']);
  expect(frameworks.map(({ id }) => id)).toEqual(['cis-m365', 'scs-3']);
  const named = new Set(results.flatMap(({ controls }) => controls.map(({ framework }) => framework)));
  expect([...named].sort()).toEqual(['CIS M365', 'SCS ★3']);
  expect(results.every(({ controls }) => controls.length > 0)).toBe(true);
  expect(notes.map(({ id }) => id)).toContain('limited-to-frameworks');
});

test('report.json says of every control how it stands, with the results behind it', async () => {
  const { frameworks, results } = await judged({});
  expect(frameworks.map(({ id }) => id)).not.toContain('cis-gws');
  const cis = frameworks.find(({ id }) => id === 'cis-m365');
  expect(Object.keys(cis ?? {})).toEqual(['framework', 'version', 'id', 'controls']);
  expect(cis?.controls.find(({ id }) => id === '1.1.3')).toEqual({
    id: '1.1.3',
    verdict: 'fail',
    results: [{ check: count, provider: 'microsoft365', verdict: 'fail', strength: 'partial' }],
  });
  const scuba = frameworks.find(({ id }) => id === 'cisa-scuba-m365');
  expect(scuba?.controls.find(({ id }) => id === 'MS.AAD.7.1v1')?.verdict).toBe('pass');
  expect(scuba?.controls.find(({ id }) => id === 'MS.AAD.6.1v1')).toEqual({
    id: 'MS.AAD.6.1v1',
    verdict: 'not covered',
    results: [],
  });
  expect(Object.keys(results[0]?.controls[0] ?? {}).sort()).toEqual([
    'framework',
    'id',
    'strength',
    'verdict',
    'version',
  ]);
});
