import { compareText } from './compare-text.ts';
import type {
  Collector,
  Collectors,
  Connector,
  DirectorySession,
  Surroundings,
  Unsupported,
  Upstream,
} from './connector.ts';
import { type Dataset, type DatasetName, datasetNames, type Rows, rowKeys, type Snapshot } from './datasets.ts';
import { LackingError } from './errors.ts';
import type { Gap, GapKind } from './gap.ts';

/** News of a directory being read, for progress and logs. */
export type GatherEvent =
  | { type: 'rows'; dataset: DatasetName; rows: number }
  | { type: 'wait'; milliseconds: number }
  | { type: 'done'; dataset: DatasetName; state: Dataset<unknown>['state']; rows: number; gap: Gap | null };

/** Which directory is read, and the world in which it is. */
export interface GatherOptions {
  directoryId: string;
  signal: AbortSignal;
  now: () => Date;
  /** The instant that will be judged by; default: when reading begins. */
  asOf?: Date | undefined;
  onEvent?: (event: GatherEvent) => void;
}

function isUnsupported(collector: object): collector is Unsupported {
  return 'unsupported' in collector;
}

/** Sorted by key; of rows with the same key, which paging can bring, the last that was read. */
function sortedOnce<K extends DatasetName>(name: K, rows: Rows[K][]): Rows[K][] {
  const key = rowKeys[name];
  const compare = (a: Rows[K], b: Rows[K]) => {
    const [left, right] = [key(a), key(b)];
    return compareText(left, right);
  };
  const sorted = rows.sort(compare);
  return sorted.filter((row, index) => {
    const next = sorted[index + 1];
    return next === undefined || compare(row, next) !== 0;
  });
}

async function read<Session, K extends DatasetName>(
  name: K,
  collector: Collector<Session, K>,
  session: Session,
  upstream: Upstream,
  explain: (error: unknown) => Gap,
  onEvent: (event: GatherEvent) => void,
): Promise<Dataset<Rows[K]>> {
  const rows: Rows[K][] = [];
  try {
    const reading = collector.collect(session, upstream);
    for (;;) {
      const step = await reading.next();
      if (step.done) {
        return { state: 'complete', rows: sortedOnce(name, rows), ...step.value };
      }
      for (const row of step.value) rows.push(row);
      onEvent({ type: 'rows', dataset: name, rows: rows.length });
    }
  } catch (error) {
    const isLacking = error instanceof LackingError;
    const gap = explain(isLacking ? error.cause : error);
    if (rows.length === 0) return { state: 'unavailable', gap };
    const partial = { state: 'partial', rows: sortedOnce(name, rows), gap } as const;
    return isLacking ? { ...partial, lacking: error.lacking } : partial;
  }
}

/** A directory always holds the account that it is read as, or that made it: an empty list hides them. */
function refuseEmpty(dataset: Dataset<unknown>): Dataset<never> | null {
  if (dataset.state !== 'complete' || dataset.rows.length > 0) return null;
  const detail = 'the directory answered with an empty list of accounts, which cannot be all there is';
  return { state: 'unavailable', gap: { kind: 'malformed', detail } };
}

/** Nothing could be read, for one reason; what nobody reads anyway has a reason of its own. */
function allUnavailable<Session>(collectors: Collectors<Session>, gap: Gap): Snapshot['datasets'] {
  const datasets = datasetNames.map((name) => {
    const collector = collectors[name];
    const reason: Gap = isUnsupported(collector) ? { kind: 'unsupported', detail: collector.unsupported } : gap;
    return [name, { state: 'unavailable', gap: reason }] as const;
  });
  return Object.fromEntries(datasets) as Snapshot['datasets'];
}

/** Gaps after which nothing that was read may be used: it could be somebody else's. */
const poisonous: ReadonlySet<GapKind> = new Set(['identity']);

const day = 86_400_000;

/** Days that a wrong clock counts accuse some and acquit others, and the log of a day to come is empty. */
function clockGap(aheadMs: number | null): Gap | undefined {
  if (aheadMs === null) return undefined;
  const way = aheadMs < 0 ? 'behind' : 'ahead of';
  const days = Math.floor(Math.abs(aheadMs) / day);
  const detail = `the clock of this machine is ${days} days ${way} that of the provider; set it and scan again`;
  return { kind: 'malformed', detail };
}

/**
 * Reads every dataset of a directory, those that do not depend on each other at the same time. Errors become gaps here
 * and nowhere else. Never throws, except when `signal` ends it.
 */
export async function gather<Settings, Session extends DirectorySession>(
  connector: Connector<Settings, Session>,
  settings: Settings,
  options: GatherOptions,
): Promise<Snapshot> {
  const { directoryId, signal, now } = options;
  const onEvent = options.onEvent ?? (() => undefined);
  const takenAt = now();
  const surroundings: Surroundings = {
    signal,
    now,
    asOf: options.asOf ?? takenAt,
    onWait: (milliseconds) => onEvent({ type: 'wait', milliseconds }),
  };
  let session: Session;
  try {
    session = await connector.open(settings, surroundings);
  } catch (error) {
    signal.throwIfAborted();
    return {
      provider: connector.provider,
      directoryId,
      takenAt: takenAt.toISOString(),
      requests: { sent: 0, retried: 0 },
      datasets: allUnavailable(connector.datasets, connector.explain(error)),
    };
  }

  const reads = new Map<DatasetName, Promise<Dataset<unknown>>>();
  /** Whom each dataset has asked for, so that those that wait on each other fail instead of waiting for ever. */
  const asked = new Map<DatasetName, Set<DatasetName>>();
  const waitsOn = (name: DatasetName, other: DatasetName): boolean => {
    return name === other || [...(asked.get(name) ?? [])].some((next) => waitsOn(next, other));
  };
  const upstreamOf = (asker: DatasetName) =>
    (async (name: DatasetName) => {
      if (waitsOn(name, asker)) throw new Error(`the datasets ${asker} and ${name} wait on each other`);
      asked.set(asker, (asked.get(asker) ?? new Set()).add(name));
      return upstream(name);
    }) as Upstream;
  const upstream = (<K extends DatasetName>(name: K) => {
    let reading = reads.get(name);
    if (reading === undefined) {
      const collector = connector.datasets[name];
      const started = isUnsupported(collector)
        ? Promise.resolve<Dataset<Rows[K]>>({
            state: 'unavailable',
            gap: { kind: 'unsupported', detail: collector.unsupported },
          })
        : read(name, collector as Collector<Session, K>, session, upstreamOf(name), connector.explain, onEvent);
      reading = started.then((dataset) => (name === 'accounts' ? (refuseEmpty(dataset) ?? dataset) : dataset));
      reads.set(name, reading);
    }
    return reading as Promise<Dataset<Rows[K]>>;
  }) as Upstream;

  const entries = await Promise.all(
    datasetNames.map(async (name) => {
      const dataset = await upstream(name);
      const rows = dataset.state === 'unavailable' ? 0 : dataset.rows.length;
      const gap = dataset.state === 'complete' ? null : dataset.gap;
      onEvent({ type: 'done', dataset: name, state: dataset.state, rows, gap });
      return [name, dataset] as const;
    }),
  );
  signal.throwIfAborted();
  const foreign = entries.flatMap(([, dataset]) => (dataset.state === 'complete' ? [] : [dataset.gap]));
  const poison = foreign.find((gap) => poisonous.has(gap.kind)) ?? clockGap(session.clockAheadMs());
  return {
    provider: connector.provider,
    directoryId,
    takenAt: takenAt.toISOString(),
    requests: session.requests(),
    datasets:
      poison === undefined
        ? (Object.fromEntries(entries) as Snapshot['datasets'])
        : allUnavailable(connector.datasets, poison),
  };
}
