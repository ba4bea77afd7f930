import type { Table, Tables } from './check.ts';
import { type DatasetName, datasetNames, gapOf, rowOwners, rowsOf, type Snapshot } from './datasets.ts';

const none: readonly never[] = [];

function table<Row>(rows: readonly Row[], gap: Table<Row>['gap'], owner: (row: Row) => string): Table<Row> {
  let byOwner: Map<string, Row> | undefined;
  let groups: Map<string, Row[]> | undefined;
  return {
    rows,
    gap,
    one(ownerId) {
      byOwner ??= new Map(rows.map((row) => [owner(row), row]));
      return byOwner.get(ownerId);
    },
    of(ownerId) {
      groups ??= Map.groupBy(rows, owner);
      return groups.get(ownerId) ?? none;
    },
  };
}

function tableOf<K extends DatasetName>(snapshot: Snapshot, name: K): Tables<K>[K] {
  const dataset = snapshot.datasets[name];
  return table(rowsOf(dataset), gapOf(dataset), rowOwners[name]);
}

/** The snapshot as checks see it; each index is built once, when first asked for. */
export function tablesOf(snapshot: Snapshot): Tables<DatasetName> {
  return Object.fromEntries(datasetNames.map((name) => [name, tableOf(snapshot, name)])) as Tables<DatasetName>;
}
