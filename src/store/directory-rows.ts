import { datasetNames } from '../core/datasets.ts';
import type { DatasetReport } from '../core/directory-report.ts';
import type { DirectoryEntry, ScanEntry } from '../core/history/entry.ts';
import { byProvider } from '../core/provider.ts';
import { optionalFromJson, optionalJson } from './codes.ts';
import type { DatasetRow, DirectoryRow } from './schema.ts';
import { type Held, type Moment, type Said, turnOver, turnoverOf } from './versions.ts';
import { type Db, heldAt } from './work.ts';

function directoryRow({ provider, directoryId, name, status }: DirectoryEntry): Said<DirectoryRow> {
  return { provider, directory_id: directoryId, name, status };
}

function datasetRows({ provider, directoryId, datasets }: DirectoryEntry): Array<Said<DatasetRow>> {
  return datasetNames.map((dataset) => {
    const { state, rows, gap, source = null } = datasets[dataset];
    const reason = { gap_kind: gap?.kind ?? null, gap: optionalJson(gap) };
    return { provider, directory_id: directoryId, dataset, state, row_count: rows, ...reason, source };
  });
}

function datasetIn({ state, row_count: rows, gap, source }: Said<DatasetRow>): DatasetReport {
  const reason = optionalFromJson<NonNullable<DatasetReport['gap']>>(gap);
  return { state, rows, ...(reason === null ? {} : { gap: reason }), ...(source === null ? {} : { source }) };
}

interface HeldDirectories {
  directories: ReadonlyArray<Held<DirectoryRow>>;
  datasets: ReadonlyArray<Held<DatasetRow>>;
}

/** @param number of a scan; null: what holds now */
async function heldDirectories(db: Db, tenant: string, number: number | null): Promise<HeldDirectories> {
  const directories = await db
    .selectFrom('directories')
    .select(['version_id', 'provider', 'directory_id', 'name', 'status'])
    .where('tenant', '=', tenant)
    .where((scope) => heldAt(scope, number))
    .execute();
  const datasets = await db
    .selectFrom('datasets')
    .select(['version_id', 'provider', 'directory_id', 'dataset', 'state', 'row_count', 'gap_kind', 'gap', 'source'])
    .where('tenant', '=', tenant)
    .where((scope) => heldAt(scope, number))
    .execute();
  return { directories, datasets };
}

function entriesIn({ directories, datasets }: HeldDirectories): DirectoryEntry[] {
  return directories
    .map(({ provider, directory_id: directoryId, name, status }) => {
      const mine = datasets.filter((row) => row.provider === provider && row.directory_id === directoryId);
      const known = Object.fromEntries(mine.map((row) => [row.dataset, datasetIn(row)]));
      // A dataset that is newer than the scan was not read at it.
      const none: DatasetReport = { state: 'unavailable', rows: 0 };
      const all = Object.fromEntries(datasetNames.map((dataset) => [dataset, known[dataset] ?? none]));
      return { provider, directoryId, name, status, datasets: all as DirectoryEntry['datasets'] };
    })
    .sort(byProvider);
}

/** The directories at a scan, with the states of their datasets. */
export async function directoriesAt(db: Db, tenant: string, number: number): Promise<DirectoryEntry[]> {
  return entriesIn(await heldDirectories(db, tenant, number));
}

function place({ provider, directory_id }: { provider: string; directory_id: string }): string {
  return `${provider}/${directory_id}`;
}

/** Directories as `provider/id` that scans of a tenant held, as far as the store goes back. */
export async function directoriesEver(db: Db, tenant: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('directories')
    .select(['provider', 'directory_id'])
    .distinct()
    .where('tenant', '=', tenant)
    .execute();
  return new Set(rows.map(place));
}

/** Stores the directories and states of datasets of a scan as far as they changed, and gives those of before. */
export async function recordDirectories(
  db: Db,
  moment: Moment,
  { directories }: Pick<ScanEntry, 'directories'>,
): Promise<DirectoryEntry[]> {
  const before = await heldDirectories(db, moment.tenant, null);
  const gone = () => false;
  await turnOver(
    db,
    'directories',
    moment,
    turnoverOf<DirectoryRow>(before.directories, directories.map(directoryRow), place, gone),
  );
  const rows = directories.flatMap(datasetRows);
  const keyOf = (row: Said<DatasetRow>) => `${place(row)}/${row.dataset}`;
  await turnOver(db, 'datasets', moment, turnoverOf<DatasetRow>(before.datasets, rows, keyOf, gone));
  return entriesIn(before);
}
