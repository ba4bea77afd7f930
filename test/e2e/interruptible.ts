import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import type { Faults } from '../../src/demo/faults.ts';
import { filesIn } from './left-behind.ts';
import { type Running, start } from './run.ts';
import { openWorld, type World } from './scan-world.ts';

/** One world for all tests of a file, which run one after another, each with an output of its own. */
export interface Place {
  readonly world: World;
  /** The output of the test, as it is named on the command line. */
  readonly out: string;
  /** What goes wrong at the service; nothing when a test begins. */
  faults: Faults;
  /** A scan of the world's tenants into the output of the test. */
  scan(...args: string[]): Running;
  /** The parts of the service that were asked since. */
  askedSince(before: number): string[];
  inOutput(...path: string[]): string;
  keptFile(tenant: string, provider: string): string;
}

export function openPlace(): Place {
  let world: World;
  let faults: Faults;
  let outputs = 0;
  beforeAll(async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'shisei-interruption-'));
    world = await openWorld(cwd, { faults: (request) => faults(request) });
  });
  afterAll(async () => {
    await world.close();
    await rm(world.cwd, { recursive: true, force: true });
  });
  beforeEach(() => {
    faults = () => undefined;
    outputs += 1;
  });
  const outName = () => `out-${outputs}`;
  const inOutput = (...path: string[]) => join(world.cwd, outName(), ...path);
  return {
    get world() {
      return world;
    },
    get out() {
      return outName();
    },
    get faults() {
      return faults;
    },
    set faults(change) {
      faults = change;
    },
    scan: (...args) => start(['scan', '--out', outName(), ...args], world),
    askedSince: (before) => [...new Set(world.service.log.slice(before).map(({ part }) => part))].sort(),
    inOutput,
    keptFile: (tenant, provider) => inOutput('.unfinished', tenant, `${provider}.ndjson.gz`),
  };
}

/** Waits for what a test cannot go on without. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const patience = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > patience) throw new Error(`in vain waited until ${what}`);
    await sleep(2);
  }
}

export async function reportOf(folder: string, tenant: string): Promise<Report> {
  return JSON.parse(await readFile(join(folder, tenant, 'report.json'), 'utf8'));
}

/** What was begun in a folder and not finished. */
export async function draftsIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await filesIn(folder)).filter((name) => name.endsWith('.part'));
}
