import { figureIds } from '../core/history/figures.ts';
import type { FigurePoint } from '../core/history/history-report.ts';
import type { Store } from './open.ts';
import { type ScanRange, scansIn } from './scans.ts';
import { sound } from './sound.ts';
import { type Db, reading } from './work.ts';

/** The figures of scans of a tenant, oldest scan first. */
export async function trendIn(db: Db, tenant: string, range: ScanRange = {}): Promise<FigurePoint[]> {
  const scans = await scansIn(db, tenant, range);
  const rows = await db
    .selectFrom('figures')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('scan', '>=', scans[0]?.number ?? 0)
    .where('scan', '<=', scans.at(-1)?.number ?? 0)
    .execute();
  const byScan = Map.groupBy(rows, (row) => sound('figures', row).scan);
  const order = (id: (typeof figureIds)[number]) => figureIds.indexOf(id);
  return scans.map(({ number, id, asOf, status }) => {
    const figures = (byScan.get(number) ?? []).map(
      ({ figure, version, unit, value, numerator, denominator, unknown }) => {
        return { id: figure, version, unit, value, numerator, denominator, unknown };
      },
    );
    return { scan: { id, asOf, status }, figures: figures.sort((a, b) => order(a.id) - order(b.id)) };
  });
}

/** @param last only so many of the newest scans; not given: all */
export async function trendOf(store: Store, tenant: string, last?: number): Promise<FigurePoint[]> {
  return reading(store, (db) => trendIn(db, tenant, last === undefined ? {} : { last }));
}
