import {
  type Changes,
  comparable,
  type FactPair,
  factChanges,
  findingChanges,
  newcomersSince,
  sightChanges,
} from '../core/history/changes.ts';
import { namelessFinding } from '../core/history/other-names.ts';
import { accountColumns, factsIn } from './account-rows.ts';
import { directoriesAt } from './directory-rows.ts';
import type { Store } from './open.ts';
import type { StoredScan } from './scans.ts';
import { standingIn } from './standing.ts';
import { type Db, heldAt, reading } from './work.ts';

interface Span {
  from_scan: number;
  to_scan: number | null;
}

function holdsAt({ from_scan: from, to_scan: to }: Span, number: number): boolean {
  return from <= number && (to === null || to > number);
}

/** Accounts that are known otherwise at one scan than at the other, each as the versions that hold there. */
async function pairsBetween(db: Db, tenant: string, from: number, to: number): Promise<FactPair[]> {
  const [low, high] = from < to ? [from, to] : [to, from];
  const rows = await db
    .selectFrom('accounts')
    .select([...accountColumns, 'from_scan', 'to_scan'])
    .where('tenant', '=', tenant)
    .where((scope) =>
      scope.or([
        scope.and([scope('to_scan', '>', low), scope('to_scan', '<=', high), scope('from_scan', '<=', low)]),
        scope.and([scope('from_scan', '>', low), scope('from_scan', '<=', high), heldAt(scope, high)]),
      ]),
    )
    .execute();
  const byAccount = Map.groupBy(rows, (row) => `${row.provider}/${row.directory_id}/${row.account_id}`);
  return [...byAccount.values()].map((versions) => {
    const [before, after] = [from, to].map((number) => versions.find((row) => holdsAt(row, number)));
    return { before: before && factsIn(before), after: after && factsIn(after) };
  });
}

/** What differs between two scans of a tenant. */
export async function changesIn(db: Db, tenant: string, from: StoredScan, to: StoredScan): Promise<Changes> {
  const refOf = ({ id, asOf, status }: StoredScan) => ({ id, asOf, status });
  const [was, after] = [await standingIn(db, tenant, from.number), await standingIn(db, tenant, to.number)];
  const isSameDisguise = from.disguisedBy === to.disguisedBy;
  const before = isSameDisguise ? was : was.map(namelessFinding);
  const [were, are] = [await directoriesAt(db, tenant, from.number), await directoriesAt(db, tenant, to.number)];
  return {
    from: refOf(from),
    to: refOf(to),
    findings: findingChanges(before, after),
    facts: factChanges(
      comparable(await pairsBetween(db, tenant, from.number, to.number), {
        directories: were,
        asOf: from.asOf,
        isSameDisguise,
      }),
      newcomersSince(from.asOf, after),
    ),
    sight: sightChanges(were, are),
  };
}

/** What differs between two scans of a tenant. */
export async function changesBetween(store: Store, tenant: string, from: StoredScan, to: StoredScan): Promise<Changes> {
  return reading(store, (db) => changesIn(db, tenant, from, to));
}
