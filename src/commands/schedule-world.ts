import { checks } from '../../checks/index.ts';
import { timeZoneOf } from '../config/judging.ts';
import { loadConfiguration } from '../config/load.ts';
import { ConfigurationError } from '../config/problems.ts';
import type { RawConfiguration } from '../config/schema.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import type { LastRuns, Plan } from '../schedule/due.ts';
import type { ScheduleWorld } from '../schedule/loop.ts';
import { StoreError } from '../store/errors.ts';
import { describeError } from './errors.ts';
import { UsageError } from './options.ts';
import { partsToScan, type ScanOptions } from './scan.ts';
import { keepUnended, readUnended } from './schedule-unended.ts';
import type { ScheduleVoice } from './schedule-voice.ts';
import { storeFault } from './with-store.ts';

/** The plans, and what else of the configuration the schedule needs. */
export interface Planned {
  plans: readonly Plan[];
  locale: Locale;
  /** Where history is kept. */
  store: string;
  /** The zone in which instants are shown. */
  timeZone: string;
}

type ConfigurationPlace = Pick<ScanOptions, 'config' | 'locale' | 'store' | 'out'>;

function plansOf({ schedule = [], tenants }: RawConfiguration, timeZone: string): Plan[] {
  return schedule.map((plan) => ({
    cron: plan.cron,
    timeZone: plan.timeZone ?? timeZone,
    tenants: plan.tenants ?? tenants.map(({ id }) => id),
  }));
}

/**
 * Reads the plans of the configuration.
 * @throws ConfigurationError when it is wrong, and UsageError when it has no plan
 */
export async function loadPlans(options: ConfigurationPlace, io: Io): Promise<Planned> {
  const { config } = options;
  const needs = partsToScan(options);
  const configuration = await loadConfiguration(config, { env: io.env, checks, locale: options.locale, needs });
  const locale = options.locale ?? configuration.locale;
  const timeZone = timeZoneOf(configuration);
  const plans = plansOf(configuration, timeZone);
  if (plans.length === 0) throw new UsageError(commands(locale).schedule.usage.noPlan(config));
  return { plans, locale, store: configuration.store, timeZone };
}

/** What the world of the schedule is made of. */
export interface WorldParts {
  options: ConfigurationPlace;
  io: Io;
  voice: ScheduleVoice;
  /** What was read last without a mistake; put in place when it is read anew. */
  planned: { current: Planned };
  storedRuns(where: string, tenants: readonly string[]): Promise<LastRuns>;
  scan(tenants: readonly string[]): Promise<number>;
}

/** What the schedule asks of the configuration, the store and the scan. A fault that stays is told once. */
export function scheduleWorld(
  parts: WorldParts,
): Pick<ScheduleWorld, 'readPlans' | 'lastRuns' | 'unended' | 'keepUnended' | 'run'> {
  const { options, io, voice, planned } = parts;
  let brokenBy = '';
  let unreadBy = '';
  let isUnkept = false;

  /** Without it nothing is made up that would not have been, and nobody's scan ends. */
  function warnUnkept(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (!isUnkept) voice.warn('unkept', reason);
    isUnkept = true;
  }

  return {
    async readPlans() {
      try {
        planned.current = await loadPlans(options, io);
        if (brokenBy !== '') voice.whole();
        brokenBy = '';
        return { state: 'read', plans: planned.current.plans };
      } catch (error) {
        if (!(error instanceof ConfigurationError || error instanceof UsageError)) throw error;
        const { text } = describeError(error, io.hide);
        if (text !== brokenBy) voice.warn('broken', text);
        brokenBy = text;
        return { state: 'broken' };
      }
    },

    async lastRuns(tenants) {
      if (!options.store) return null;
      try {
        const found = await parts.storedRuns(planned.current.store, tenants);
        unreadBy = '';
        return found;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        const text = storeFault(error, planned.current.locale);
        if (text !== unreadBy) voice.warn('unread', text);
        unreadBy = text;
        return null;
      }
    },

    async unended() {
      try {
        return await readUnended(options.out);
      } catch (error) {
        warnUnkept(error);
        return new Map();
      }
    },

    async keepUnended(begun) {
      try {
        await keepUnended(options.out, begun);
        if (begun.size > 0) isUnkept = false;
      } catch (error) {
        warnUnkept(error);
      }
    },

    async run(tenants) {
      try {
        const exit = await parts.scan(tenants);
        return { state: exit === exitStatus.wrong ? 'refused' : 'ended', exit };
      } catch (error) {
        if (io.signal.aborted) return { state: 'interrupted' };
        const { text, status } = describeError(error, io.hide);
        voice.warn('refusal', text);
        return { state: status === exitStatus.wrong ? 'refused' : 'ended', exit: status };
      }
    },
  };
}
