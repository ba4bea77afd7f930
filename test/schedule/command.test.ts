import { existsSync, mkdtempSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { lastRunsIn } from '../../src/commands/last-runs.ts';
import { UsageError } from '../../src/commands/options.ts';
import type { ScanOptions } from '../../src/commands/scan.ts';
import { type RunScan, type ScheduleOptions, type ScheduleParts, schedule } from '../../src/commands/schedule.ts';
import { ConfigurationError } from '../../src/config/problems.ts';
import type { Io } from '../../src/io.ts';
import { commands } from '../../src/messages/index.ts';
import { longestNapMs } from '../../src/schedule/loop.ts';
import { StoreError } from '../../src/store/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { nightlyEntry } from '../store/nightly.ts';

const root = mkdtempSync(join(tmpdir(), 'shisei-schedule-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const good = `version: 1
schedule: [{ cron: "15 3 * * *" }]
tenants:
  - id: acme
    name: Acme
    googleWorkspace: { customerId: C01abc23d, admin: a@acme.example, serviceAccount: s@p.iam.gserviceaccount.com }
`;
const minuteMs = 60_000;
let number = 0;

/** A machine on which waiting takes no time. */
interface Machine {
  io: Io;
  err: string;
  now: Date;
  elapsed: number;
  config: string;
  stop(): void;
  scans: ScanOptions[];
  told: string[];
  run(options?: Partial<ScheduleOptions>, scan?: RunScan, parts?: Partial<ScheduleParts>): Promise<number>;
  /** Does something when so many minutes have passed. */
  after(minutes: number, work: () => unknown): void;
  lines(): Record<string, unknown>[];
}

const interrupted = new Error('interrupted');
let machine: Machine;

async function started(): Promise<Machine> {
  number += 1;
  const controller = new AbortController();
  const config = join(root, `shisei-${number}.yaml`);
  await writeFile(config, good);
  const tasks: { at: number; work: () => unknown }[] = [];
  const one: Machine = {
    ...{ err: '', now: new Date('2026-11-21T03:10:00.000Z'), elapsed: 0, config, scans: [], told: [] },
    io: {
      out: () => undefined,
      err: (text) => {
        one.err += text;
      },
      ...{ terminal: { out: false, err: false }, colour: false, columns: 80, env: {} },
      now: () => one.now,
      signal: controller.signal,
    },
    stop: () => controller.abort(interrupted),
    after: (minutes, work) => tasks.push({ at: minutes * minuteMs, work }),
    lines: () =>
      one.err
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    async run(options = {}, scan = async () => 0, parts = {}) {
      const given: ScheduleOptions = {
        ...{ config, configGiven: true, out: join(root, `out-${number}`), format: ['json'], saveSnapshot: false },
        ...{ pseudonymise: false, quiet: false, concurrency: 2, frameworks: [], store: false, now: false, once: false },
        ...options,
      };
      const counted: RunScan = (asked, io, stream) => {
        one.scans.push(asked);
        return scan(asked, io, stream);
      };
      return schedule(given, one.io, undefined, counted, {
        elapsed: () => one.elapsed,
        async sleep(milliseconds, signal) {
          // Signs of life do not move the clock: they wait until the schedule has.
          if (milliseconds > longestNapMs) {
            const until = one.elapsed + milliseconds;
            while (one.elapsed < until && !signal.aborted) await new Promise((resolve) => setImmediate(resolve));
            signal.throwIfAborted();
            return;
          }
          for (const task of tasks.splice(0)) {
            if (task.at <= one.elapsed) await task.work();
            else tasks.push(task);
          }
          if (tasks.length === 0) one.stop();
          signal.throwIfAborted();
          one.now = new Date(one.now.getTime() + milliseconds);
          one.elapsed += milliseconds;
          await new Promise((resolve) => setImmediate(resolve));
        },
        lastRuns: lastRunsIn,
        notify: async (words) => {
          one.told.push(words.join(' '));
        },
        ...parts,
      });
    },
  };
  return one;
}

beforeEach(async () => {
  machine = await started();
});

const nothing = () => undefined;

describe('shisei schedule', () => {
  it('scans when it is time, with the options of scan, and ends with 0 on a signal', async () => {
    machine.after(20, nothing);
    expect(await machine.run({ saveSnapshot: true })).toBe(0);
    expect(machine.scans).toEqual([
      {
        ...{
          config: machine.config,
          configGiven: true,
          out: join(root, `out-${number}`),
          format: ['json'],
          saveSnapshot: true,
        },
        ...{
          pseudonymise: false,
          quiet: false,
          concurrency: 2,
          frameworks: [],
          store: false,
          tenant: ['acme'],
          resume: false,
        },
      },
    ]);
    expect(machine.lines().map(({ msg, next, exit }) => [msg, next ?? exit])).toEqual([
      ['scan planned', '2026-11-21T03:15:00.000Z'],
      ['scan begins', undefined],
      ['scan ended', 0],
      ['scan planned', '2026-11-22T03:15:00.000Z'],
    ]);
  });

  it('says so in words on a terminal, in the language and zone of the configuration', async () => {
    await writeFile(machine.config, good.replace('version: 1', 'version: 1\nlocale: ja'));
    machine.io.terminal.err = true;
    machine.now = new Date('2026-11-20T18:10:00.000Z');
    machine.after(10, nothing);
    await machine.run();
    expect(machine.err.split('\n').slice(0, 3)).toEqual([
      '次のスキャン 2026-11-21 03:15 JST：acme',
      'スキャンを開始します：acme',
      'スキャンが終了しました（終了コード 0、0分）：acme',
    ]);
  });

  it('says nothing of it when quiet', async () => {
    machine.io.terminal.err = true;
    machine.after(10, nothing);
    await machine.run({ quiet: true });
    expect(machine.scans.length).toBe(1);
    expect(machine.err).toBe('');
  });

  it('hands on the reason of a signal that ends a scan', async () => {
    const ended = machine.run({ now: true }, async () => {
      machine.stop();
      throw interrupted;
    });
    await expect(ended).rejects.toBe(interrupted);
  });

  it('ends with the status of the scan when it is to look once', async () => {
    expect(await machine.run({ once: true })).toBe(0);
    expect(machine.scans).toEqual([]);
    expect(await machine.run({ once: true, now: true }, async () => 3)).toBe(3);
  });

  it('refuses a configuration without a plan, and what makes no sense here', async () => {
    await expect(machine.run({ asOf: new Date(0) })).rejects.toThrow('--as-of');
    await writeFile(machine.config, good.replace(/schedule.*\n/, ''));
    await expect(machine.run()).rejects.toThrow(UsageError);
    await writeFile(machine.config, good.replace(/schedule.*\n/, 'schedule: []\n'));
    await expect(machine.run()).rejects.toThrow('has no schedule');
    await writeFile(machine.config, good.replace('15 3', '75 3'));
    await expect(machine.run()).rejects.toThrow(ConfigurationError);
    expect(machine.scans).toEqual([]);
  });
});

describe('what goes wrong meanwhile', () => {
  it('a configuration that breaks is told once, and what falls due is done once when it is right', async () => {
    machine.after(2, () => writeFile(machine.config, good.replace('version: 1', 'version: 2')));
    machine.after(30, () => writeFile(machine.config, good));
    machine.after(60, nothing);
    await machine.run();
    const told = machine.lines().filter(({ level }) => level === 'warn');
    expect(told).toEqual([
      expect.objectContaining({
        msg: 'configuration broken',
        reason: expect.stringContaining(`${machine.config}:1:1`),
      }),
    ]);
    const begun = machine.lines().filter(({ msg }) => msg === 'scan begins');
    expect(begun).toEqual([
      expect.objectContaining({ due: [{ tenant: 'acme', since: '2026-11-21T03:15:00.000Z', instants: 'one' }] }),
    ]);
    expect(machine.scans.length).toBe(1);
  });

  it('a scan that cannot begin is told and tried again', async () => {
    machine.after(30, nothing);
    let tries = 0;
    await machine.run({}, async () => {
      tries += 1;
      if (tries === 1) throw new UsageError('the folder is in use');
      return 0;
    });
    expect(
      machine
        .lines()
        .filter(({ level }) => level === 'warn')
        .map(({ msg, reason }) => [msg, reason]),
    ).toEqual([
      ['scan not begun or broken off', 'the folder is in use'],
      ['scan refused', undefined],
    ]);
    expect(tries).toBe(2);
  });

  it('a scan that crashes is told, and the next one comes by plan', async () => {
    machine.after(30, nothing);
    await machine.run({ now: true }, async () => {
      throw new Error('boom');
    });
    expect(machine.scans.length).toBe(2);
    expect(
      machine
        .lines()
        .filter(({ msg }) => msg === 'scan ended')
        .map(({ exit }) => exit),
    ).toEqual([3, 3]);
  });

  it('a store that cannot be asked is told once, and ends nothing', async () => {
    machine.after(60, nothing);
    const lastRuns = async () => {
      throw new StoreError('unreachable', 'postgres://db.example/shisei', 'refused');
    };
    await machine.run({ store: true }, undefined, { lastRuns });
    expect(machine.lines().filter(({ msg }) => msg === 'last scans not read').length).toBe(1);
    expect(machine.scans.length).toBe(1);
  });
});

describe('the store', () => {
  const place = join(root, 'shisei.db');

  it('that holds nothing yet tells of no last run', async () => {
    await (await openStore(place)).close();
    expect(await lastRunsIn(place, ['acme'])).toEqual(new Map());
  });

  it('tells when the newest scan of each tenant began, and a run that was missed since is made up', async () => {
    const store = await openStore(place);
    const entries = [nightlyEntry(0, 'acme'), nightlyEntry(1, 'acme'), nightlyEntry(0, 'beta')];
    for (const entry of entries) await recordScan(store, entry, () => []);
    await store.close();
    const newest = new Date(nightlyEntry(1, 'acme').scan.startedAt);
    expect(await lastRunsIn(place, ['acme', 'gamma'])).toEqual(new Map([['acme', newest]]));

    await writeFile(machine.config, good.replace('version: 1', `version: 1\nstore: ${place}`));
    machine.now = new Date(newest.getTime() + 10 * 24 * 60 * minuteMs);
    expect(await machine.run({ store: true, once: true })).toBe(0);
    expect(machine.scans.map(({ tenant }) => tenant)).toEqual([['acme']]);
    expect(machine.lines()[0]).toMatchObject({ msg: 'scan begins', due: [{ tenant: 'acme', instants: 'many' }] });
  });
});

describe('a run that was begun', () => {
  const out = join(root, 'begun', 'out');
  const note = join(out, '.scheduled.json');
  const ended = () => machine.run({ once: true, out });

  it('and that a signal ended is made up at the next start, once', async () => {
    const asked = machine.run({ now: true, out }, async () => {
      expect(JSON.parse(await readFile(note, 'utf8')).since).toEqual({ acme: '2026-11-21T03:10:00.000Z' });
      machine.stop();
      throw interrupted;
    });
    await expect(asked).rejects.toBe(interrupted);
    machine = await started();
    expect(await ended()).toBe(0);
    expect(machine.scans.map(({ tenant }) => tenant)).toEqual([['acme']]);
    machine = await started();
    expect(await ended()).toBe(0);
    expect(machine.scans).toEqual([]);
    expect(existsSync(note)).toBe(false);
  });

  it('is not made up by a note that cannot be read, which is told', async () => {
    await mkdir(out, { recursive: true });
    await writeFile(note, '{"shisei":');
    expect(await ended()).toBe(0);
    expect(machine.scans).toEqual([]);
    expect(machine.lines()).toContainEqual(expect.objectContaining({ level: 'warn', msg: 'begun scans not kept' }));
    await rm(note);
  });

  it('goes on where that cannot be kept, which is told once', async () => {
    const file = join(root, `no-folder-${number}`);
    await writeFile(file, '');
    machine.after(60, nothing);
    expect(await machine.run({ now: true, out: join(file, 'out') })).toBe(0);
    expect(machine.scans.length).toBe(2);
    expect(machine.lines().filter(({ msg }) => msg === 'begun scans not kept').length).toBe(1);
  });
});

describe('health', () => {
  it('is told on loopback while the schedule goes on', async () => {
    const answers: unknown[] = [];
    machine.after(10, async () => {
      const { port } = machine.lines().find(({ msg }) => msg === 'health is told') ?? {};
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
      answers.push(answer.status, await answer.json());
    });
    await machine.run({ healthPort: 0 });
    expect(answers).toEqual([
      200,
      {
        ...{ status: 'ok', next: '2026-11-22T03:15:00.000Z', running: [] },
        last: { acme: { startedAt: '2026-11-21T03:15:00.000Z', exit: 0 } },
      },
    ]);
  });

  it('refuses a port that is taken, before anything is scanned', async () => {
    const { serveHealth } = await import('../../src/schedule/health.ts');
    const other = await serveHealth(0, () => ({ status: 'ok', next: null, running: [], last: {} }));
    try {
      await expect(machine.run({ healthPort: other.port, now: true })).rejects.toThrow(`--health-port ${other.port}`);
    } finally {
      await other.close();
    }
    expect(machine.scans).toEqual([]);
  });
});

describe('systemd', () => {
  it('is told of readiness, of what comes next, of life, and of the end', async () => {
    machine.io = { ...machine.io, env: { NOTIFY_SOCKET: '/run/systemd/notify', WATCHDOG_USEC: String(240 * 1e6) } };
    machine.after(10, nothing);
    await machine.run();
    expect(machine.told[0]).toBe('READY=1');
    expect(machine.told).toContain('STATUS=Next scan 2026-11-21 03:15 UTC: acme');
    expect(machine.told).toContain('STATUS=Scan begins: acme');
    expect(machine.told).toContain('WATCHDOG=1');
    expect(machine.told).toContain(`STOPPING=1 STATUS=${commands('en').schedule.state.stopping}`);
  });

  it('that cannot be told is a line of the log, and ends nothing', async () => {
    machine.io = { ...machine.io, env: { NOTIFY_SOCKET: '/run/systemd/notify' } };
    machine.after(10, nothing);
    const notify = async () => {
      throw new Error('it is not installed');
    };
    expect(await machine.run({}, undefined, { notify })).toBe(0);
    expect(machine.lines().filter(({ msg }) => msg === 'systemd not told')).toEqual([
      expect.objectContaining({ level: 'warn', reason: 'it is not installed' }),
    ]);
    expect(machine.scans.length).toBe(1);
  });
});
