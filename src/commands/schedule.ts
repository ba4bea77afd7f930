import { setTimeout as sleep } from 'node:timers/promises';
import { checks } from '../../checks/index.ts';
import { timeZoneOf } from '../config/judging.ts';
import { loadConfiguration } from '../config/load.ts';
import { ConfigurationError } from '../config/problems.ts';
import type { RawConfiguration } from '../config/schema.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import { openLog } from '../log.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import type { LastRuns, Plan } from '../schedule/due.ts';
import { type HealthServer, serveHealth } from '../schedule/health.ts';
import { type ReadPlans, type RunEnd, retryMs, timekeeper } from '../schedule/loop.ts';
import { type Notify, serviceManager } from '../schedule/service-manager.ts';
import { healthOf, isStuck } from '../schedule/standing.ts';
import { StoreError } from '../store/errors.ts';
import { describeError } from './errors.ts';
import { lastRunsIn } from './last-runs.ts';
import { logLevelOf } from './log-level.ts';
import { UsageError } from './options.ts';
import type { ProgressStream } from './run.ts';
import type { ScanOptions } from './scan.ts';
import { scheduleVoice, wordsOf } from './schedule-voice.ts';

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

/** @throws UsageError when there is none */
function plansOf(configuration: RawConfiguration, file: string, locale: Locale): Plan[] {
  const { schedule = [], tenants } = configuration;
  if (schedule.length === 0) throw new UsageError(commands(locale).schedule.usage.noPlan(file));
  return schedule.map((plan) => ({
    cron: plan.cron,
    timeZone: plan.timeZone ?? timeZoneOf(configuration),
    tenants: plan.tenants ?? tenants.map(({ id }) => id),
  }));
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
  const load = () => loadConfiguration(options.config, { env: io.env, checks, locale: options.locale });
  let configuration = await load();
  const locale = options.locale ?? configuration.locale;
  const words = commands(locale).schedule;
  if (options.asOf !== undefined) throw new UsageError(words.usage.asOf);
  const plans = plansOf(configuration, options.config, locale);
  const write = (line: string) => io.err(line);
  const level = logLevelOf(io, locale);
  const log = await openLog({ write, terminal: io.terminal.err, quiet: options.quiet, level });
  const timeZone = () => timeZoneOf(configuration);
  const voice = scheduleVoice({ io, log, locale, quiet: options.quiet, retryMs, timeZone });
  const manager = serviceManager(io.env, (reason) => voice.warn('unnotified', reason), parts.notify);
  let brokenBy = '';
  let unreadBy = '';

  async function readPlans(): Promise<ReadPlans> {
    try {
      const read = await load();
      const found = plansOf(read, options.config, locale);
      configuration = read;
      if (brokenBy !== '') voice.whole();
      brokenBy = '';
      return { state: 'read', plans: found };
    } catch (error) {
      if (!(error instanceof ConfigurationError || error instanceof UsageError)) throw error;
      const { text } = describeError(error, io.hide);
      if (text !== brokenBy) voice.warn('broken', text);
      brokenBy = text;
      return { state: 'broken' };
    }
  }

  async function lastRuns(tenants: readonly string[]): Promise<LastRuns | null> {
    if (!options.store) return null;
    try {
      const found = await parts.lastRuns(configuration.store, tenants);
      unreadBy = '';
      return found;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const text = commands(locale).memory.fault(error.kind, error.place, error.reason);
      if (text !== unreadBy) voice.warn('unread', text);
      unreadBy = text;
      return null;
    }
  }

  async function run(tenants: readonly string[]): Promise<RunEnd> {
    try {
      const exit = await runScan({ ...scanOptions, tenant: tenants, resume: false }, io, stream);
      return { state: exit === exitStatus.wrong ? 'refused' : 'ended', exit };
    } catch (error) {
      if (io.signal.aborted) return { state: 'interrupted' };
      const { text, status } = describeError(error, io.hide);
      voice.warn('refusal', text);
      return { state: status === exitStatus.wrong ? 'refused' : 'ended', exit: status };
    }
  }

  const over = new AbortController();
  const ending = AbortSignal.any([io.signal, over.signal]);
  async function nap(milliseconds: number): Promise<void> {
    try {
      await parts.sleep(milliseconds, ending);
    } catch (error) {
      if (!ending.aborted) throw error;
    }
  }

  const keeper = timekeeper(
    {
      ...{ now: io.now, elapsed: parts.elapsed, nap, signal: io.signal, readPlans, lastRuns, run },
      tell(event) {
        voice.event(event);
        void manager?.tell(`STATUS=${wordsOf(event, locale, timeZone(), retryMs)[0] ?? ''}`);
      },
    },
    { plans, scanNow, once },
  );

  async function beat(): Promise<void> {
    const span = manager?.heartbeatMs ?? null;
    while (span !== null && !ending.aborted) {
      await nap(span);
      if (!ending.aborted && !isStuck(keeper.standing(), parts.elapsed())) await manager?.tell('WATCHDOG=1');
    }
  }

  async function openHealth(): Promise<HealthServer | null> {
    if (healthPort === undefined) return null;
    try {
      const server = await serveHealth(healthPort, () => healthOf(keeper.standing(), parts.elapsed()));
      voice.health(server.port);
      return server;
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new UsageError(words.usage.port(healthPort, reason));
    }
  }

  const health = await openHealth();
  const stopping = () => void manager?.tell('STOPPING=1', `STATUS=${words.state.stopping}`);
  io.signal.addEventListener('abort', stopping, { once: true });
  await manager?.tell('READY=1');
  const beating = beat();
  try {
    const end = await keeper.keep();
    if (end.state === 'interrupted') throw io.signal.reason;
    return end.exit;
  } finally {
    over.abort();
    io.signal.removeEventListener('abort', stopping);
    await Promise.all([beating, health?.close()]);
    await manager?.tell('STOPPING=1');
  }
}
