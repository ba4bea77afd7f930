import type { Table, Tables } from './check.ts';
import {
  type Dataset,
  type DatasetName,
  datasetNames,
  gapOf,
  type Rows,
  rowOwners,
  rowsOf,
  type Snapshot,
} from './datasets.ts';

const none: readonly never[] = [];

function table<Row>(dataset: Dataset<Row>, owner: (row: Row) => string, until: string): Table<Row> {
  const rows = rowsOf(dataset);
  let byOwner: Map<string, Row> | undefined;
  let groups: Map<string, Row[]> | undefined;
  return {
    rows,
    gap: gapOf(dataset),
    since: dataset.state === 'complete' ? (dataset.since ?? null) : null,
    until,
    one(ownerId) {
      if (byOwner === undefined) {
        byOwner = new Map();
        for (const row of rows) byOwner.set(owner(row), row);
      }
      return byOwner.get(ownerId);
    },
    of(ownerId) {
      groups ??= Map.groupBy(rows, owner);
      return groups.get(ownerId) ?? none;
    },
  };
}

function tableOf<K extends DatasetName>(snapshot: Snapshot, name: K): Tables<K>[K] {
  return table<Rows[K]>(snapshot.datasets[name], rowOwners[name], snapshot.takenAt);
}

/** The snapshot, which never changes, as checks see it; each index is built once, when first asked for. */
export function tablesOf(snapshot: Snapshot): Tables<DatasetName> {
  return Object.fromEntries(datasetNames.map((name) => [name, tableOf(snapshot, name)])) as Tables<DatasetName>;
}

/** The same for all who judge one tenant, so that they share the indexes. */
export function shareTables(): (snapshot: Snapshot) => Tables<DatasetName> {
  const known = new Map<Snapshot, Tables<DatasetName>>();
  return (snapshot) => {
    const tables = known.get(snapshot) ?? tablesOf(snapshot);
    known.set(snapshot, tables);
    return tables;
  };
}
