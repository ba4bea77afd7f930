import type { ScanEntry } from '../core/history/entry.ts';
import { type DisabledAt, rememberedLag } from '../core/history/leaver-lag.ts';
import { type Repair, rememberedAcceptance, timeToFixOf } from '../core/history/measure.ts';
import type { TrackedFinding } from '../core/history/tracked-finding.ts';
import { insertAll } from './batches.ts';
import type { Moment } from './versions.ts';
import type { Db } from './work.ts';

const hour = 3_600_000;
const repairDays = 90;

/** Null: they are in no such order. Instants are asked for, clocks go wrong, and a scan may be stored late. */
function hoursBetween(from: string, to: string): number | null {
  const hours = (Date.parse(to) - Date.parse(from)) / hour;
  return hours > 0 ? hours : null;
}

/**
 * Repairs of the last 90 days. What was accepted was nobody's task, a new rule repairs nothing, and what was resolved
 * before it was there tells of no time.
 */
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
    const hours = to === null ? null : hoursBetween(from, to);
    return hours === null ? [] : { severity, hours, unseen: false };
  });
}

function standingRepairs(standing: readonly TrackedFinding[]): Repair[] {
  return standing.flatMap(({ severity, state, accepted, lostBy }) => {
    // Of a directory that is scanned no more nobody waits for a repair.
    return accepted || lostBy === 'not-scanned' ? [] : { severity, hours: null, unseen: state === 'unseen' };
  });
}

/** When accounts were disabled, as it was known last. */
async function disablingsIn(db: Db, { tenant }: Moment): Promise<DisabledAt> {
  const rows = await db
    .selectFrom('accounts')
    .select(['provider', 'account_id', 'disabled_at'])
    .where('tenant', '=', tenant)
    .where('to_scan', 'is', null)
    .where('disabled_at', 'is not', null)
    .execute();
  const known = new Map(rows.map(({ provider, account_id: id, disabled_at: at }) => [`${provider}/${id}`, at]));
  return (provider, id) => known.get(`${provider}/${id}`) ?? null;
}

/**
 * Stores the figures of a scan, with how long repairs take.
 * @param standing what stands after the scan, whose findings and accounts were stored
 */
export async function recordFigures(
  db: Db,
  moment: Moment,
  { figures, leavers, limited }: Pick<ScanEntry, 'figures' | 'leavers' | 'limited'>,
  standing: readonly TrackedFinding[],
): Promise<void> {
  const disabledAt = await disablingsIn(db, moment);
  const own = figures.map((figure) => {
    if (figure.id === 'exceptions' && limited) return rememberedAcceptance(figure, standing);
    return figure.id === 'leaver-lag' ? rememberedLag(figure, leavers, standing, disabledAt) : figure;
  });
  const repairs = [...(await repairsUntil(db, moment)), ...standingRepairs(standing)];
  await insertAll(
    db,
    'figures',
    [...own, ...timeToFixOf(repairs)].map((figure) => {
      const { id, version, unit, value, numerator, denominator, unknown } = figure;
      const counts = { value, numerator, denominator, unknown };
      return { tenant: moment.tenant, scan: moment.number, figure: id, version, unit, ...counts };
    }),
  );
}
