import { type Dataset, type DatasetName, datasetNames, rowsOf, type Snapshot } from '../core/datasets.ts';
import { detailReader } from './details.ts';
import { type Fields, gapFields, type Reading, rowFields } from './fields.ts';
import { createKnownNames, type KnownNames } from './known-names.ts';
import { readersOf } from './readers.ts';
import { noteNames, type RowReaders, rowOf } from './rows.ts';
import type { Words } from './words.ts';

/** What a provider may repeat in the words with which it refuses; numbers are too much like any other. */
const repeated: ReadonlySet<string> = new Set<Reading>([
  'address',
  'application',
  'credential',
  'department',
  'domain',
  'interface',
  'ip',
  'person',
  'policy',
  'role',
  'tenant',
  'unit',
]);

const fieldsOf = (name: DatasetName): Fields => rowFields[name];

/** The names that a snapshot holds. */
function namesIn(snapshot: Snapshot): KnownNames {
  const names = createKnownNames();
  for (const name of datasetNames) {
    for (const row of rowsOf<object>(snapshot.datasets[name])) {
      noteNames(row, fieldsOf(name), (reading, text) => {
        if (repeated.has(reading)) names.add(text, reading);
      });
    }
  }
  return names;
}

function datasetOf(dataset: Dataset<object>, fields: Fields, readers: RowReaders): Dataset<object> {
  if (dataset.state === 'unavailable') return { ...dataset, gap: rowOf(dataset.gap, gapFields, readers) };
  const rows = dataset.rows.map((row) => rowOf(row, fields, readers));
  return dataset.state === 'complete'
    ? { ...dataset, rows }
    : { ...dataset, rows, gap: rowOf(dataset.gap, gapFields, readers) };
}

const noIds: ReadonlySet<string> = new Set();

/** What was read of a directory, without names and addresses. Ids stay, so that verdicts are about the same subjects. */
export function snapshotIn(words: Words, snapshot: Snapshot): Snapshot {
  let names: KnownNames | undefined;
  const known = () => {
    // Most snapshots have no gaps in which to look for names.
    names ??= namesIn(snapshot);
    return names;
  };
  const detail = detailReader(() => ({ words, readers, known }));
  const readers: RowReaders = readersOf(words, { ids: noIds, detail });
  const datasets = datasetNames.map((name) => [name, datasetOf(snapshot.datasets[name], fieldsOf(name), readers)]);
  return { ...snapshot, datasets: Object.fromEntries(datasets) as Snapshot['datasets'] };
}
