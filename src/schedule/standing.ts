import { compareText } from '../core/compare-text.ts';

/** How the schedule stands at a moment. Spans of time are in milliseconds of a clock that nobody sets. */
export interface Standing {
  /** The next instant of any plan. */
  next: Date | null;
  running: { tenants: readonly string[]; since: number } | null;
  /** The last run of each tenant since the program began; `done`: it is known that the tenant was scanned. */
  last: ReadonlyMap<string, { startedAt: Date; exit: number; done: boolean }>;
  /** The configuration cannot be used as it is now. */
  isBroken: boolean;
  /** When the loop last looked at the clock. */
  beatAt: number;
}

/** In the order of what is told first. */
export type HealthStatus =
  /** The loop does not look at the clock any more, or a run takes longer than a day. */
  | 'stuck'
  | 'configuration'
  /** The last run of a tenant is not known to have scanned it. */
  | 'failed'
  | 'ok';

/** What `GET /healthz` answers; instants are ISO 8601. */
export interface Health {
  status: HealthStatus;
  next: string | null;
  running: readonly string[];
  last: Readonly<Record<string, { startedAt: string; exit: number }>>;
}

const longestSilenceMs = 5 * 60_000;
const longestRunMs = 24 * 3_600_000;

/** Whether the loop has stopped turning. */
export function isStuck({ running, beatAt }: Standing, elapsed: number): boolean {
  return running === null ? elapsed - beatAt > longestSilenceMs : elapsed - running.since > longestRunMs;
}

/** How the schedule is, for those who watch it. */
export function healthOf(standing: Standing, elapsed: number): Health {
  const { next, running, last, isBroken } = standing;
  const hasFailed = [...last.values()].some(({ done }) => !done);
  const status = isStuck(standing, elapsed) ? 'stuck' : isBroken ? 'configuration' : hasFailed ? 'failed' : 'ok';
  const told = [...last]
    .sort(([a], [b]) => compareText(a, b))
    .map(([tenant, { startedAt, exit }]) => {
      return [tenant, { startedAt: startedAt.toISOString(), exit }] as const;
    });
  return { status, next: next?.toISOString() ?? null, running: running?.tenants ?? [], last: Object.fromEntries(told) };
}
