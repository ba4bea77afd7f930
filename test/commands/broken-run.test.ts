import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutputOptions } from '../../src/commands/options.ts';
import { runJobs } from '../../src/commands/run.ts';
import { datasetNames } from '../../src/core/datasets.ts';
import type { Report } from '../../src/core/report.ts';
import { demoTenantJobs } from '../../src/demo/jobs.ts';
import { type Service, startService } from '../../src/demo/service.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import type { Io } from '../../src/io.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import type { TenantJob } from '../../src/scan.ts';
import { quietIo } from '../surroundings.ts';

const now = new Date('2026-11-21T09:00:00.000Z');
const hour = 3_600_000;
const year = 365 * 24 * hour;

let out: string;
let service: Service;
let jobs: TenantJob[];
let said: string[];

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'shisei-broken-run-'));
  const directories = demoDirectories(now);
  service = await startService({ ...directories, now });
  jobs = demoTenantJobs(directories, service.origin, now, 'en');
  said = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await service.close();
  await rm(out, { recursive: true, force: true });
});

function world(change: Partial<Io> = {}): Io {
  return quietIo(now, { err: (text) => void said.push(text), ...change });
}

function scanned(tenants: readonly TenantJob[], change: Partial<Io> = {}, locale: Locale = 'en'): Promise<number> {
  const options: OutputOptions = {
    ...{ config: '', configGiven: false, out, format: ['json', 'html'], saveSnapshot: false, pseudonymise: false },
    ...{ quiet: true, concurrency: 4, frameworks: [] },
  };
  const delivery = { options, locale, timeZone: 'UTC', disguise: undisguised, memory: null, io: world(change) };
  return runJobs(tenants, delivery, undefined, false);
}

async function reportOf(tenant: string): Promise<Report> {
  return JSON.parse(await readFile(join(out, tenant, 'report.json'), 'utf8'));
}

/** A tenant that is read, and that makes judging fail by a fault of the program. */
function crashing(job: TenantJob): TenantJob {
  return { ...job, settings: { ...job.settings, timeZone: 'Nowhere/Land' } };
}

describe('a fault of the program in one tenant', () => {
  it.each([
    ['en', 'sample-trading: not finished because of a fault of shisei itself; other tenants are not concerned:'],
    ['ja', 'sample-trading：shisei 自体の不具合により完了しませんでした。'],
  ] as const)('is named, stops no other, and ends with 3, in %s', async (locale, words) => {
    const broken = jobs.map((job) => (job.id === 'sample-trading' ? crashing(job) : job));
    expect(await scanned(broken, {}, locale)).toBe(3);
    expect((await reportOf('kita-clinic')).results.length).toBeGreaterThan(0);
    expect(existsSync(join(out, 'sample-trading'))).toBe(false);
    const text = said.join('');
    expect(text).toContain(words);
    expect(text).toContain('RangeError');
    expect(text).toContain('--resume');
    expect(text).toContain('exit 3: not finished: sample-trading');
    expect(text).not.toContain('shisei stopped');
  });

  it('loses nothing that was read: all is there to go on with', async () => {
    await scanned(jobs.map((job) => (job.id === 'sample-trading' ? crashing(job) : job)));
    expect(await readdir(join(out, '.unfinished'))).toEqual(['kita-clinic', 'sample-trading']);
    const before = service.log.length;
    const delivery = {
      options: {
        ...{ config: '', configGiven: false, out, format: ['json'] as const, saveSnapshot: false, pseudonymise: false },
        ...{ quiet: true, concurrency: 4, frameworks: [] },
      },
      ...{ locale: 'en' as const, timeZone: 'UTC', disguise: undisguised, memory: null, io: world() },
    };
    expect(await runJobs(jobs, delivery, undefined, true)).toBe(0);
    expect(service.log.length).toBe(before);
    expect((await reportOf('sample-trading')).directories.map(({ provider }) => provider)).toEqual([
      'microsoft365',
      'google-workspace',
    ]);
    expect(existsSync(join(out, '.unfinished'))).toBe(false);
  });
});

describe('a signal', () => {
  it('while a tenant is judged ends it before anything of it is written', async () => {
    const controller = new AbortController();
    const reason = new Error('interrupted');
    // Whether the zone is right is asked when judging begins.
    const settings = new Proxy(jobs[0]?.settings ?? ({} as TenantJob['settings']), {
      get(target, key) {
        if (key === 'exceptions') setImmediate(() => controller.abort(reason));
        return Reflect.get(target, key);
      },
    });
    const [first] = jobs;
    if (first === undefined) throw new Error('the demo has tenants');
    const run = scanned([{ ...first, settings }], { signal: controller.signal });
    await expect(run).rejects.toBe(reason);
    expect(existsSync(join(out, first.id, 'report.json'))).toBe(false);
    expect(said.join('')).toContain('Interrupted: 0 of 1 tenants were finished and written.');
    expect(said.join('')).toContain('--resume');
  });
});

describe('a clock that jumps', () => {
  it.each<[string, (call: number) => number]>([
    ['forth by an hour with every look', (call) => call * hour],
    ['back by an hour with every look', (call) => -call * hour],
    ['back and forth by a year', (call) => (call % 2 === 0 ? year : -year)],
    ['a year ahead for a moment', (call) => (call === 3 ? year : 0)],
  ])('%s ends no scan before it began, and crashes nothing', async (_name, offset) => {
    let calls = 0;
    const jumping = () => {
      calls += 1;
      return new Date(now.getTime() + offset(calls));
    };
    const status = await scanned(jobs, { now: jumping });
    const kinds = new Set<string>();
    for (const { id } of jobs) {
      const { scan, directories } = await reportOf(id);
      expect(Date.parse(scan.finishedAt)).toBeGreaterThanOrEqual(Date.parse(scan.startedAt));
      for (const { datasets } of directories) {
        for (const name of datasetNames) kinds.add(datasets[name].gap?.kind ?? 'none');
      }
    }
    // Logs may not reach to where a wrong clock would have them read from; then that is said.
    expect(['crash', 'network', 'throttled', 'expired', 'identity'].filter((kind) => kinds.has(kind))).toEqual([]);
    expect(status).toBe(kinds.has('malformed') || kinds.has('unsupported') ? 3 : 0);
    expect(calls).toBeGreaterThan(4);
  });

  it('under tokens and limits too makes nobody wait for ever, crashes nothing, and hides nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const jumps = [year, -year, 5 * hour, -3 * hour, 0];
    let asked = 0;
    const directories = demoDirectories(now);
    const other = await startService({
      ...directories,
      now,
      faults: () => {
        asked += 1;
        if (asked % 9 === 0) vi.setSystemTime(now.getTime() + (jumps[(asked / 9) % jumps.length] ?? 0));
        return undefined;
      },
    });
    try {
      const tenants = demoTenantJobs(directories, other.origin, now, 'en');
      const status = await scanned(tenants, { now: () => new Date() });
      const reports = await Promise.all(tenants.map(({ id }) => reportOf(id)));
      for (const { scan } of reports) {
        expect(Date.parse(scan.finishedAt)).toBeGreaterThanOrEqual(Date.parse(scan.startedAt));
      }
      // The service goes by the same clock, so it may refuse a token twice in a row; then that is said.
      const gaps = reports.flatMap(({ directories: all }) =>
        all.flatMap(({ datasets }) => datasetNames.map((name) => datasets[name].gap?.kind)),
      );
      expect(gaps).not.toContain('crash');
      expect([0, 3]).toContain(status);
      expect(reports.every(({ scan }) => scan.status === 'complete') && status === 3).toBe(false);
    } finally {
      await other.close();
    }
    expect(asked).toBeGreaterThan(40);
  });
});
