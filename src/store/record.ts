import type { Changes } from '../core/history/changes.ts';
import { comparable, factChanges, findingChanges, newcomersSince, sightChanges } from '../core/history/changes.ts';
import type { ScanEntry } from '../core/history/entry.ts';
import type { FigurePoint } from '../core/history/history-report.ts';
import { directoryName } from '../core/provider.ts';
import { recordAccounts } from './account-rows.ts';
import { insertAll } from './batches.ts';
import { bitOf } from './codes.ts';
import { changesIn } from './compare.ts';
import { type NewDelivery, putDeliveries } from './deliveries.ts';
import { directoriesEver, recordDirectories } from './directory-rows.ts';
import { recordBindings } from './exceptions.ts';
import { recordFigures } from './figure-rows.ts';
import { recordFindings } from './finding-rows.ts';
import type { Store } from './open.ts';
import { type StoredScan, scansIn } from './scans.ts';
import type { ScanRow } from './schema.ts';
import { storable } from './storable.ts';
import { trendIn } from './trend.ts';
import { recordVerdicts } from './verdict-rows.ts';
import type { Moment } from './versions.ts';
import { type Writing, writing } from './work.ts';

/** How many scans a trend goes back. */
export const trendLength = 12;

/** What the store tells of a scan. */
export interface Recorded {
  /** Instant of the newest scan, where this one was asked for as of an earlier one and is not kept; null: it is kept. */
  newer: string | null;
  /** Against the scan before; null: it is the first of the tenant, or is not kept. */
  changes: Changes | null;
  /** The last scans with this one, oldest first; none where it is not kept. */
  trend: FigurePoint[];
}

/** Puts the tenant in, and gives the number of its next scan. */
async function nextNumber(db: Writing, { id, name }: ScanEntry['tenant']): Promise<number> {
  await db
    .insertInto('tenants')
    .values({ id, name, last_number: 1 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((scope) => ({ name, last_number: scope('tenants.last_number', '+', 1) })),
    )
    .execute();
  const row = await db.selectFrom('tenants').select('last_number').where('id', '=', id).executeTakeFirstOrThrow();
  return row.last_number;
}

function scanRow({ tenant, scan, findings, accounts, ...entry }: ScanEntry, number: number): ScanRow {
  const failing = findings.filter(({ verdict, accepted }) => verdict === 'fail' && !accepted);
  const failed = (severity: string) => failing.filter((finding) => finding.severity === severity).length;
  return {
    tenant: tenant.id,
    number,
    id: scan.id,
    as_of: scan.asOf,
    started_at: scan.startedAt,
    finished_at: scan.finishedAt,
    status: scan.status,
    version: entry.version,
    disguised_by: entry.disguisedBy,
    limited: bitOf(entry.limited),
    accounts: accounts.length,
    failed_critical: failed('critical'),
    failed_high: failed('high'),
    failed_medium: failed('medium'),
    failed_low: failed('low'),
    unknown: findings.filter(({ verdict }) => verdict === 'unknown').length,
    excepted: findings.filter(({ accepted }) => accepted).length,
    hold_reason: null,
    hold_at: null,
  };
}

async function put(
  db: Writing,
  moment: Moment,
  entry: ScanEntry,
  previous: StoredScan | undefined,
): Promise<Changes | null> {
  const ever = await directoriesEver(db, moment.tenant);
  const were = await recordDirectories(db, moment, entry);
  const scanned = { before: new Set(were.map(directoryName)), ever };
  const past = { ...(await recordVerdicts(db, moment, entry)), scanned };
  const areNamesOther = previous !== undefined && previous.disguisedBy !== entry.disguisedBy;
  const { before, standing } = await recordFindings(db, moment, entry, past, areNamesOther);
  const pairs = await recordAccounts(db, moment, entry, areNamesOther);
  await recordFigures(db, moment, entry, standing);
  await recordBindings(db, moment, entry);
  if (previous === undefined) return null;
  const from = { id: previous.id, asOf: previous.asOf, status: previous.status };
  const { id, asOf, status } = entry.scan;
  return {
    from,
    to: { id, asOf, status },
    findings: findingChanges(before, standing),
    facts: factChanges(
      comparable(pairs, {
        directories: were,
        asOf: previous.asOf,
        isSameDisguise: !areNamesOther,
      }),
      newcomersSince(previous.asOf, standing),
    ),
    sight: sightChanges(were, entry.directories),
  };
}

/** What was told when the scan was stored. */
async function again(db: Writing, tenant: string, number: number): Promise<Recorded> {
  const [previous, scan] = await scansIn(db, tenant, { upTo: number, last: 2 });
  const changes = previous === undefined || scan === undefined ? null : await changesIn(db, tenant, previous, scan);
  return { newer: null, changes, trend: await trendIn(db, tenant, { upTo: number, last: trendLength }) };
}

/** Whoever asks for an earlier instant does not ask what has happened since. A clock that is wrong asks for nothing. */
function isLookBack({ asOfGiven, scan }: ScanEntry, newest: StoredScan): boolean {
  return asOfGiven && Date.parse(scan.asOf) < Date.parse(newest.asOf);
}

/**
 * Stores a scan, all of it or nothing, and what is to be told of it. A scan that is stored already stays as it is, and
 * one that was asked for as of an instant before the newest is not stored.
 * @param outbox what is to be told, of the changes since the scan before; null: it is the first of the tenant
 * @throws StoreError
 */
export async function recordScan(
  store: Store,
  entry: ScanEntry,
  outbox: (changes: Changes | null) => readonly NewDelivery[],
): Promise<Recorded> {
  const kept = storable(entry);
  const { tenant, scan } = kept;
  return writing(store, tenant.id, async (db) => {
    const stored = await db
      .selectFrom('scans')
      .select('number')
      .where('tenant', '=', tenant.id)
      .where('id', '=', scan.id)
      .executeTakeFirst();
    if (stored !== undefined) return again(db, tenant.id, stored.number);
    const [previous] = await scansIn(db, tenant.id, { last: 1 });
    if (previous !== undefined && isLookBack(kept, previous)) return { newer: previous.asOf, changes: null, trend: [] };
    const number = await nextNumber(db, tenant);
    await insertAll(db, 'scans', [scanRow(kept, number)]);
    const changes = await put(db, { tenant: tenant.id, number, at: scan.asOf }, kept, previous);
    await putDeliveries(db, outbox(changes));
    return { newer: null, changes, trend: await trendIn(db, tenant.id, { last: trendLength }) };
  });
}
