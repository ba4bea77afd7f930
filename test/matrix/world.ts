import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Snapshot } from '../../src/core/datasets.ts';
import { gather } from '../../src/core/gather.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { JudgingSettings } from '../../src/core/report.ts';
import type { Roster } from '../../src/core/roster.ts';
import type { GoogleDirectory, MicrosoftDirectory } from '../../src/demo/directory.ts';
import type { FaultRequest, Faults } from '../../src/demo/faults.ts';
import { demoGoogleJob, demoMicrosoftJob, demoTenantJobs } from '../../src/demo/jobs.ts';
import { type RequestRecord, type Service, startService } from '../../src/demo/service.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';

export const now = new Date('2026-11-21T09:00:00.000Z');

/** Patience of a hurried reader: what takes minutes outside takes milliseconds here. No machine is slower than the limit. */
const hurried = { delayMs: 1, limitMs: 20_000, retries: 3, patienceMs: 2_000, windowFactor: 0 };

export const worldNames = ['p2', 'free', 'google'] as const;
export type WorldName = (typeof worldNames)[number];

/** `longestPage`: so short that lists have several. */
const places: Record<WorldName, { tenant: string; provider: Provider; longestPage: number }> = {
  p2: { tenant: 'sample-trading', provider: 'microsoft365', longestPage: 20 },
  free: { tenant: 'kita-clinic', provider: 'microsoft365', longestPage: 8 },
  google: { tenant: 'sample-trading', provider: 'google-workspace', longestPage: 20 },
};

/** Whose directory it is. */
export function providerOf(name: WorldName): Provider {
  return places[name].provider;
}

/** One directory of an example tenant, served on loopback with whatever faults a cell asks for. */
export interface World {
  name: WorldName;
  provider: Provider;
  settings: JudgingSettings;
  roster: Roster | null;
  /** Where links to strangers lead. */
  stranger: Stranger;
  /**
   * Reads the directory while the service has these faults.
   * @param limitMs how long an answer is waited for
   */
  read(faults: Faults, limitMs?: number): Promise<Reading>;
  close(): Promise<void>;
}

export interface Reading {
  snapshot: Snapshot;
  log: readonly RequestRecord[];
}

/** A server that nobody should talk to. */
export interface Stranger {
  origin: string;
  /** Authorization headers that it was sent. */
  credentials: string[];
  close(): Promise<void>;
}

async function startStranger(): Promise<Stranger> {
  const credentials: string[] = [];
  const server = createServer((request, response) => {
    if (request.headers.authorization !== undefined) credentials.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function jobOf(
  provider: Provider,
  directories: { microsoft: MicrosoftDirectory | undefined; google: GoogleDirectory | undefined },
  origin: string,
  limitMs: number,
) {
  const timing = { ...hurried, limitMs };
  const { microsoft, google } = directories;
  if (provider === 'microsoft365' && microsoft !== undefined) return demoMicrosoftJob(microsoft, origin, timing);
  if (google !== undefined) return demoGoogleJob(google, origin, timing);
  throw new Error(`no example tenant has a directory of ${provider}`);
}

/** Starts a world; it reads one directory at a time. */
export async function openWorld(name: WorldName): Promise<World> {
  const { tenant, provider, longestPage } = places[name];
  const serving = { seed: 7, longestPage };
  const all = demoDirectories(now);
  const directories = {
    microsoft365: all.microsoft365.map((directory) => ({ ...directory, serving })),
    google: all.google.map((directory) => ({ ...directory, serving })),
  };
  let faults: Faults = () => undefined;
  const answer: Faults = (request: FaultRequest) => faults(request);
  const service: Service = await startService({ ...directories, now, faults: answer });
  const stranger = await startStranger();
  const job = demoTenantJobs(directories, service.origin, now, 'en').find(({ id }) => id === tenant);
  if (job === undefined) throw new Error(`there is no example tenant ${tenant}`);
  const directoryId = job.directories.find((directory) => directory.provider === provider)?.directoryId ?? '';
  const microsoft = directories.microsoft365.find(({ tenantId }) => tenantId === directoryId);
  const google = directories.google.find(({ customer }) => customer.id === directoryId);
  const roster = job.roster === null ? null : await job.roster();

  return {
    name,
    provider,
    settings: { ...job.settings, expectedGaps: [] },
    roster,
    stranger,
    async read(wanted, limitMs = hurried.limitMs) {
      const { connector, settings } = await jobOf(provider, { microsoft, google }, service.origin, limitMs).load();
      faults = wanted;
      const from = service.log.length;
      const signal = AbortSignal.timeout(60_000);
      const snapshot = await gather(connector, settings, { directoryId, signal, now: () => now, asOf: now });
      faults = () => undefined;
      return { snapshot, log: service.log.slice(from) };
    },
    async close() {
      await service.close();
      await stranger.close();
    },
  };
}
