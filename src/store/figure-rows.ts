import type { Figure } from '../core/history/figures.ts';
import { type Repair, timeToFixOf } from '../core/history/measure.ts';
import type { TrackedFinding } from '../core/history/tracked-finding.ts';
import { insertAll } from './batches.ts';
import type { Moment } from './versions.ts';
import type { Db } from './work.ts';

const hour = 3_600_000;
const repairDays = 90;

/** A scan that was stored late may be older than the one before it. */
function hoursBetween(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from)) / hour;
}

/** Repairs of the last 90 days. What was accepted was nobody's task, and a new rule repairs nothing. */
async function repairsUntil(db: Db, { tenant, at }: Moment): Promise<Repair[]> {
  const since = new Date(Date.parse(at) - repairDays * 24 * hour).toISOString();
  const rows = await db
    .selectFrom('findings')
    .select(['severity', 'opened_at', 'resolved_at'])
    .where('tenant', '=', tenant)
    .where('resolved_at', '>=', since)
    .where('resolved_at', '<=', at)
    .where('resolved_by_rule', '=', 0)
    .where('accepted', '=', 0)
    .execute();
  return rows.flatMap(({ severity, opened_at: from, resolved_at: to }) => {
    return to === null ? [] : { severity, hours: hoursBetween(from, to), unseen: false };
  });
}

function standingRepairs(standing: readonly TrackedFinding[]): Repair[] {
  return standing.flatMap(({ severity, state, accepted }) => {
    return accepted ? [] : { severity, hours: null, unseen: state === 'unseen' };
  });
}

/**
 * Stores the figures of a scan, with how long repairs take.
 * @param standing what stands after the scan, whose findings were stored
 */
export async function recordFigures(
  db: Db,
  moment: Moment,
  figures: readonly Figure[],
  standing: readonly TrackedFinding[],
): Promise<void> {
  const repairs = [...(await repairsUntil(db, moment)), ...standingRepairs(standing)];
  await insertAll(
    db,
    'figures',
    [...figures, ...timeToFixOf(repairs)].map((figure) => {
      const { id, version, unit, value, numerator, denominator, unknown } = figure;
      const counts = { value, numerator, denominator, unknown };
      return { tenant: moment.tenant, scan: moment.number, figure: id, version, unit, ...counts };
    }),
  );
}
