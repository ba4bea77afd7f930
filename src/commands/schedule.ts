import { setTimeout as sleep } from 'node:timers/promises';
import type { Io } from '../io.ts';
import { openLog } from '../log.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import type { LastRuns } from '../schedule/due.ts';
import { type HealthServer, serveHealth } from '../schedule/health.ts';
import { retryMs, timekeeper } from '../schedule/loop.ts';
import { type Notify, type ServiceManager, serviceManager } from '../schedule/service-manager.ts';
import { type Health, healthOf, isStuck } from '../schedule/standing.ts';
import { lastRunsIn } from './last-runs.ts';
import { logLevelOf } from './log-level.ts';
import { UsageError } from './options.ts';
import type { ProgressStream } from './run.ts';
import type { ScanOptions } from './scan.ts';
import { scheduleVoice, wordsOf } from './schedule-voice.ts';
import { loadPlans, scheduleWorld } from './schedule-world.ts';

/** What `schedule` can be told beside the options of its scans. */
export interface ScheduleOptions extends Omit<ScanOptions, 'tenant' | 'resume'> {
  /** All tenants of the plans are scanned at once, and then by plan. */
  now: boolean;
  /** Scans what is due, and ends. */
  once: boolean;
  /** Where health is told, on loopback; 0: anywhere. */
  healthPort?: number;
}

/** The command `scan`. */
export type RunScan = (options: ScanOptions, io: Io, stream: ProgressStream) => Promise<number>;

/** What tests replace: waiting, the store, and the service manager. */
export interface ScheduleParts {
  /** Milliseconds on a clock that nobody sets. */
  elapsed(): number;
  /** Waits; rejects when the signal ends it. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<unknown>;
  lastRuns(where: string, tenants: readonly string[]): Promise<LastRuns>;
  notify?: Notify;
}

const realParts: ScheduleParts = {
  elapsed: () => performance.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  lastRuns: lastRunsIn,
};

/** @throws UsageError when nobody can listen at the port */
async function openHealth(
  port: number | undefined,
  health: () => Health,
  locale: Locale,
): Promise<HealthServer | null> {
  if (port === undefined) return null;
  try {
    return await serveHealth(port, health);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(commands(locale).schedule.usage.port(port, reason));
  }
}

interface Heart {
  nap(milliseconds: number): Promise<void>;
  signal: AbortSignal;
  isStuck(): boolean;
}

/** Tells that the program is alive as often as it is asked to, and only while that is so. */
async function beat(manager: ServiceManager | null, heart: Heart): Promise<void> {
  const span = manager?.heartbeatMs ?? null;
  while (span !== null && !heart.signal.aborted) {
    await heart.nap(span);
    if (!heart.signal.aborted && !heart.isStuck()) await manager?.tell('WATCHDOG=1');
  }
}

/**
 * `shisei schedule`: scans by the plans of the configuration until a signal ends it.
 * @returns 0 when the signal came while nothing was scanned; with `once`, the status of the scan
 * @throws the reason of the signal when it ended a scan
 */
export async function schedule(
  options: ScheduleOptions,
  io: Io,
  stream: ProgressStream,
  runScan: RunScan,
  parts: ScheduleParts = realParts,
): Promise<number> {
  const { now: scanNow, once, healthPort, ...scanOptions } = options;
  const { quiet } = options;
  const planned = { current: await loadPlans(options, io) };
  const { plans, locale } = planned.current;
  const words = commands(locale).schedule;
  if (options.asOf !== undefined) throw new UsageError(words.usage.asOf);
  const level = logLevelOf(io, locale);
  const log = await openLog({ write: (line) => io.err(line), terminal: io.terminal.err, quiet, level });
  const timeZone = () => planned.current.timeZone;
  const voice = scheduleVoice({ io, log, locale, quiet, retryMs, timeZone });
  const manager = serviceManager(io.env, (reason) => voice.warn('unnotified', reason), parts.notify);

  const over = new AbortController();
  const ending = AbortSignal.any([io.signal, over.signal]);
  async function nap(milliseconds: number): Promise<void> {
    try {
      await parts.sleep(milliseconds, ending);
    } catch (error) {
      if (!ending.aborted) throw error;
    }
  }

  const scan = (tenant: readonly string[]) => runScan({ ...scanOptions, tenant, resume: false }, io, stream);
  const world = scheduleWorld({ options, io, voice, planned, storedRuns: parts.lastRuns, scan });
  const keeper = timekeeper(
    {
      ...{ ...world, now: io.now, elapsed: parts.elapsed, nap, signal: io.signal },
      tell(event) {
        voice.event(event);
        void manager?.tell(`STATUS=${wordsOf(event, locale, timeZone(), retryMs)[0] ?? ''}`);
      },
    },
    { plans, scanNow, once },
  );

  const health = await openHealth(healthPort, () => healthOf(keeper.standing(), parts.elapsed()), locale);
  if (health !== null) voice.health(health.port);
  ending.addEventListener('abort', () => void manager?.tell('STOPPING=1', `STATUS=${words.state.stopping}`));
  await manager?.tell('READY=1');
  const beating = beat(manager, { nap, signal: ending, isStuck: () => isStuck(keeper.standing(), parts.elapsed()) });
  try {
    const end = await keeper.keep();
    if (end.state === 'interrupted') throw io.signal.reason;
    return end.exit;
  } finally {
    over.abort();
    await Promise.all([beating, health?.close(), manager?.tell()]);
  }
}
