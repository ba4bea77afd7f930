import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../../src/commands/judge.ts';
import type { OutputOptions } from '../../src/commands/options.ts';
import { runJobs } from '../../src/commands/run.ts';
import type { Report } from '../../src/core/report.ts';
import type { Faults } from '../../src/demo/faults.ts';
import { demoTenantJobs } from '../../src/demo/jobs.ts';
import { startService } from '../../src/demo/service.ts';
import { demoConfiguration, demoDirectories } from '../../src/demo/tenants.ts';
import type { Io } from '../../src/io.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import type { TenantJob } from '../../src/scan.ts';
import type { Spoiler } from './disguises.ts';

export const now = new Date('2026-11-21T00:00:00.000Z');
export const tenants = ['sample-trading', 'kita-clinic'] as const;
const everyFormat = ['json', 'html', 'csv', 'md'] as const;
export const files = [
  ...['report.json', 'report.html', 'report.md'],
  ...['findings.csv', 'access.csv', 'applications.csv', 'changes.csv'],
];

/** What a command said. */
export interface Said {
  status: number;
  out: string;
  err: string;
}

export interface Listener extends Io {
  heard: { out: string; err: string };
}

export function listener(terminal: Io['terminal'], colour = false, columns = 80): Listener {
  const heard = { out: '', err: '' };
  return {
    heard,
    out: (text) => {
      heard.out += text;
    },
    err: (text) => {
      heard.err += text;
    },
    ...{ terminal, colour, columns, env: {}, now: () => now, signal: new AbortController().signal },
  };
}

function optionsOf(out: string, format: OutputOptions['format'], locale: Locale): OutputOptions {
  return {
    ...{ config: join(out, 'none.yaml'), configGiven: false, out, format, saveSnapshot: true, locale },
    ...{ pseudonymise: false, quiet: false, concurrency: 4, frameworks: [] },
  };
}

/** Files by tenant and name, and over all tenants. */
export type Written = ReadonlyMap<string, Buffer>;

export interface Scanned extends Said {
  written: Written;
  /** Every path below the output folder. */
  paths: readonly string[];
}

export interface Told {
  /** Without colours; logs as JSON. */
  scan: Scanned;
  /** The saved snapshots judged again: on a narrow terminal with colours or into a pipe, with logs for people. */
  again: Scanned;
  reports: Readonly<Record<(typeof tenants)[number], Report>>;
}

async function filesIn(out: string): Promise<{ written: Written; paths: readonly string[] }> {
  const paths = (await readdir(out, { recursive: true })).sort();
  const read = paths.filter((path) => /\.\w+$/.test(path));
  const written = new Map(
    await Promise.all(read.map(async (path) => [path, await readFile(join(out, path))] as const)),
  );
  return { written, paths };
}

export interface WorldOptions {
  /** Of reports and of what is said; `en` by default. */
  locale?: Locale;
  /** Whether the snapshots are judged again into a pipe. */
  piped?: boolean;
  faults?: Faults;
  spoiler?: Spoiler;
  /** Changes what is known of the tenants besides their directories. */
  change?: (job: TenantJob) => TenantJob;
}

function spoilt(job: TenantJob, { words, login, roster }: Spoiler): TenantJob {
  const { settings } = job;
  const found = demoConfiguration(now).tenants.find(({ id }) => id === job.id)?.roster ?? null;
  return {
    ...job,
    name: words(job.name, 'configuration name'),
    roster: found === null ? null : async () => parseRoster(roster(found.bytes), found.file),
    settings: {
      ...settings,
      emergency: settings.emergency.map((name) => login(name)),
      links: settings.links.map((names) => names.map((name) => login(name))),
      exceptions: settings.exceptions.map((one) => ({
        ...one,
        subject: login(one.subject),
        reason: words(one.reason, 'configuration reason'),
        approvedBy: words(one.approvedBy, 'configuration approvedBy'),
      })),
    },
  };
}

/** Scans the example tenants as their providers are made to answer, and judges the snapshots again. */
export async function told({
  locale = 'en',
  piped = false,
  faults,
  spoiler,
  change = (job) => job,
}: WorldOptions = {}): Promise<Told> {
  const out = await mkdtemp(join(tmpdir(), 'shisei-hostile-'));
  const directories = demoDirectories(now);
  const service = await startService({ ...directories, now, ...(faults === undefined ? {} : { faults }) });
  try {
    const jobs = demoTenantJobs(directories, service.origin, now, locale)
      .map((job) => (spoiler === undefined ? job : spoilt(job, spoiler)))
      .map(change);
    const said = async (folder: string, io: Listener, run: (io: Io) => Promise<number>): Promise<Scanned> => {
      const status = await run(io);
      return { status, ...io.heard, ...(await filesIn(join(out, folder))) };
    };
    const scan = await said('scan', listener({ out: true, err: false }), (io) => {
      const options = optionsOf(join(out, 'scan'), everyFormat, locale);
      return runJobs(jobs, { options, locale, timeZone: 'UTC', disguise: undisguised, memory: null, io }, undefined);
    });
    const snapshots = tenants.map((id) => join(out, 'scan', id, 'snapshot.ndjson.gz'));
    const again = await said('again', listener({ out: !piped, err: true }, !piped, 40), (io) =>
      judge(snapshots, optionsOf(join(out, 'again'), ['json'], locale), io),
    );
    const reports = Object.fromEntries(
      tenants.map((id) => [id, JSON.parse(scan.written.get(`${id}/report.json`)?.toString() ?? 'null')]),
    ) as Told['reports'];
    return { scan, again, reports };
  } finally {
    await service.close();
    await rm(out, { recursive: true, force: true });
  }
}
