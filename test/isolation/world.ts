import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { vi } from 'vitest';
import type { OutputOptions } from '../../src/commands/options.ts';
import type { GoogleDirectory, MicrosoftDirectory } from '../../src/demo/directory.ts';
import { startService } from '../../src/demo/service.ts';
import { googleToken, graphToken } from '../../src/demo/tokens.ts';
import type { DirectoryJob } from '../../src/directories.ts';
import type { FormatName } from '../../src/render/index.ts';
import type { TenantJob } from '../../src/scan.ts';
import { quietIo } from '../surroundings.ts';
import { commonId, markedGoogle, markedMicrosoft, type Shape } from './directories.ts';
import { type Front, startFront, type Weather, weathers } from './front.ts';
import { type Mark, marks } from './marks.ts';

export const now = new Date(Math.floor(Date.now() / 1_000) * 1_000);
/** What takes seconds outside takes milliseconds here. */
const timing = { delayMs: 2, windowFactor: 0 };
const formats: readonly FormatName[] = ['json', 'html', 'csv', 'md'];

export interface Plan extends Shape {
  clouds: 'microsoft365' | 'google-workspace' | 'both';
  weather: Weather;
  timeZone: string;
  hasRoster: boolean;
}

/** Some tenants, and how many are scanned at once. */
export interface Crowd {
  tenants: readonly (Plan & { mark: Mark })[];
  concurrency: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  people: fc.integer({ min: 6, max: 12 }),
  seed: fc.nat(1_000_000),
  plan: fc.constantFrom('free', 'p1', 'p2'),
  clouds: fc.constantFrom('microsoft365', 'google-workspace', 'both'),
  // Most are calm: theirs must not change, whatever happens to others.
  weather: fc.constantFrom(...weathers, ...Array<Weather>(8).fill('calm')),
  timeZone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
  hasRoster: fc.boolean(),
});

export const crowds: fc.Arbitrary<Crowd> = fc
  .integer({ min: 8, max: 16 })
  .chain((count) =>
    fc.tuple(marks(count), fc.array(plan, { minLength: count, maxLength: count }), fc.integer({ min: 3, max: count })),
  )
  .map(([all, plans, concurrency]) => ({
    tenants: plans.map((one, index) => ({ ...one, mark: all[index] as Mark })),
    concurrency,
  }));

/** One directory of a tenant: its own way into the service, and the tokens that were handed out for it. */
interface Way {
  front: Front;
  tokens: string[];
  job: DirectoryJob;
}

export interface Place {
  mark: Mark;
  plan: Plan;
  job: TenantJob;
  ways: readonly Way[];
}

export interface World {
  places: readonly Place[];
  close(): Promise<void>;
}

/** @param serial tells a token apart from the others of the directory */
function nextToken(directory: MicrosoftDirectory | GoogleDirectory, serial: { serial: number }): string {
  if (directory.provider === 'google-workspace') {
    const { email: iss, delegatedScopes: scopes } = directory.serviceAccount;
    return googleToken({ sub: directory.admin, iss, scopes, ...serial });
  }
  const { clientId: appid, permissions: roles } = directory.application;
  return graphToken({ tid: directory.tenantId, appid, roles, ...serial });
}

async function openWay(
  directory: MicrosoftDirectory | GoogleDirectory,
  service: string,
  weather: Weather,
): Promise<Way> {
  const front = await startFront(service, weather);
  const tokens: string[] = [];
  const issue = () => {
    const token = nextToken(directory, { serial: tokens.length });
    tokens.push(token);
    return token;
  };
  const { provider } = directory;
  if (provider === 'microsoft365') {
    const { tenantId, application } = directory;
    const access = {
      origin: front.origin,
      token: async () => ({ token: issue(), expiresAt: Date.now() + 3_600_000 }),
    };
    const credential = { kind: 'clientSecret', clientSecret: application.clientSecret } as const;
    const settings = { tenantId, clientId: application.clientId, cloud: 'global', credential } as const;
    const load = async () => {
      const { microsoft365Job } = await import('../../src/directories.ts');
      return microsoft365Job(settings, access, timing).load();
    };
    return { front, tokens, job: { provider, directoryId: tenantId, load } };
  }
  const { customer, admin, serviceAccount } = directory;
  const credential = { kind: 'serviceAccount', serviceAccount: serviceAccount.email } as const;
  const settings = { customerId: customer.id, admin, credential };
  const load = async () => {
    const { googleWorkspaceJob } = await import('../../src/directories.ts');
    const { tokenAccess } = await import('../../connectors/google-workspace/access.ts');
    return googleWorkspaceJob(settings, tokenAccess(front.origin, issue), timing).load();
  };
  return { front, tokens, job: { provider, directoryId: customer.id, load } };
}

function rosterOf(mark: Mark): string {
  const lines = Array.from({ length: 6 }, (_, index) => {
    const status = index % 3 === 2 ? 'left,2026-08-31' : 'active,';
    return `user${index}@${mark.person}.example,${100_000 + index},User ${mark.person},${status}`;
  });
  return ['email,employee_id,name,status,leave_date', ...lines, ''].join('\n');
}

/** One service for all, with a way of its own for each directory. */
export async function openWorld(tenants: Crowd['tenants']): Promise<World> {
  const made = tenants.map(({ mark, ...one }) => ({
    mark,
    plan: one,
    microsoft365: one.clouds === 'google-workspace' ? [] : [markedMicrosoft(mark, one, now)],
    google: one.clouds === 'microsoft365' ? [] : [markedGoogle(mark, one, now)],
  }));
  const service = await startService({
    microsoft365: made.flatMap(({ microsoft365 }) => microsoft365),
    google: made.flatMap(({ google }) => google),
    now,
  });
  const places = await Promise.all(
    made.map(async ({ mark, plan: one, microsoft365, google }): Promise<Place> => {
      const ways = await Promise.all(
        [...microsoft365, ...google].map((directory) => openWay(directory, service.origin, one.weather)),
      );
      const { parseRoster } = await import('../../src/roster/parse.ts');
      const job: TenantJob = {
        id: `tenant-${mark.word}`,
        name: `Company ${mark.tenant}`,
        directories: ways.map((way) => way.job),
        settings: {
          emergency: [`user0@${mark.person}.example`],
          exceptions: [
            {
              check: 'stale-account',
              subject: commonId,
              reason: `leave ${mark.person}`,
              approvedBy: `boss@${mark.person}.example`,
              until: '2027-03-31',
            },
          ],
          expectedGaps: [],
          profile: null,
          checks: {},
          timeZone: one.timeZone,
          approvedCountries: ['JP'],
          links: [[`user5@${mark.person}.example`, `u6.${mark.person}@${mark.person}.example`]],
          unusedKeys: [],
        },
        roster: one.hasRoster ? async () => parseRoster(Buffer.from(rosterOf(mark)), `${mark.thing}.csv`) : null,
      };
      return { mark, plan: one, job, ways };
    }),
  );
  return {
    places,
    async close() {
      await Promise.all(places.flatMap(({ ways }) => ways.map(({ front }) => front.close())));
      await service.close();
    },
  };
}

/** Everything that a scan wrote. */
export interface Written {
  status: number;
  /** Texts by path below the output folder. */
  files: ReadonlyMap<string, string>;
  /** What went to stdout, one call each, and to stderr, one line each. */
  out: readonly string[];
  err: readonly string[];
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }): Promise<[string, string]> => {
      const path = join(parentPath, name);
      const bytes = await readFile(path);
      return [path.slice(folder.length + 1), (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')];
    }),
  );
  return new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Scans as `shisei scan --save-snapshot` does, with the modules that are loaded now. */
export async function scan(places: readonly Place[], concurrency: number): Promise<Written> {
  const { runJobs } = await import('../../src/commands/run.ts');
  const { undisguised } = await import('../../src/pseudonyms/disguise.ts');
  const folder = await mkdtemp(join(tmpdir(), 'shisei-isolation-'));
  const out: string[] = [];
  const err: string[] = [];
  const io = quietIo(now, { out: (text) => void out.push(text), err: (text) => void err.push(text) });
  const options: OutputOptions = {
    config: '',
    configGiven: false,
    out: folder,
    format: formats,
    saveSnapshot: true,
    pseudonymise: false,
    quiet: false,
    concurrency,
    frameworks: [],
  };
  const delivery = { options, locale: 'en', timeZone: 'UTC', disguise: undisguised, memory: null, io } as const;
  try {
    const jobs = places.map(({ job }) => job);
    const status = await runJobs(jobs, delivery, undefined);
    const hidden = (text: string) => text.replaceAll(folder, '(out)');
    return {
      status,
      files: await filesIn(folder),
      out: out.map(hidden),
      err: err
        .join('')
        .split('\n')
        .filter((line) => line !== '')
        .map(hidden),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Forgets every module of ours, as a new process would begin. */
export function forgetModules(): void {
  vi.resetModules();
}
