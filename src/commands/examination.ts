import { type DatasetName, datasetNames } from '../core/datasets.ts';
import type { Gap } from '../core/gap.ts';
import type { Provider } from '../core/provider.ts';
import type { AnyConnector, DirectoryJob } from '../directories.ts';
import type { Io } from '../io.ts';

/** Whether one thing can be read. */
export interface Probe {
  /** Null: the directory could not be opened, or does not tell what was granted. */
  dataset: DatasetName | null;
  gap: Gap | null;
  /** What the dataset needs at most: some of it only without a licence. */
  permissions: readonly string[];
}

/** What a look at a directory showed. */
export interface Examination {
  provider: Provider;
  product: string;
  /** Whether the session could be opened; some providers sign in with the first request only. */
  opened: boolean;
  probes: readonly Probe[];
  needed: readonly string[];
  /** Needed by some directories only; neither missed nor too much. */
  optional: readonly string[];
  /** Null: the provider does not say. */
  granted: readonly string[] | null;
  /** Roles that the credentials themselves hold; null: not told. A gap: it could not be read, and no scan needs it. */
  roles: readonly string[] | Gap | null;
}

function askedBy(connector: AnyConnector, which: 'permissions' | 'optional'): string[] {
  const all = datasetNames.flatMap((name) => {
    const collector = connector.datasets[name];
    return 'unsupported' in collector ? [] : (collector[which] ?? []);
  });
  return [...new Set(all)].sort();
}

/**
 * Reads one object of every dataset, and what the credentials may do.
 * @throws the reason of the signal when it is aborted
 */
export async function examine({ provider, load }: DirectoryJob, io: Io): Promise<Examination> {
  const { connector, settings } = await load();
  const known = {
    provider,
    product: connector.product,
    needed: askedBy(connector, 'permissions'),
    optional: askedBy(connector, 'optional'),
  };
  /** What it gives, or why it gives nothing. */
  async function asked<T>(work: () => Promise<T>): Promise<{ value: T } | { gap: Gap }> {
    try {
      return { value: await work() };
    } catch (error) {
      io.signal.throwIfAborted();
      return { gap: connector.explain(error) };
    }
  }

  const surroundings = { signal: io.signal, now: io.now, asOf: io.now() };
  const opened = await asked(() => connector.open(settings, surroundings));
  if ('gap' in opened) {
    const probes = [{ dataset: null, gap: opened.gap, permissions: [] }];
    return { ...known, opened: false, probes, granted: null, roles: null };
  }
  const session = opened.value;
  const probing = datasetNames.flatMap((dataset) => {
    const collector = connector.datasets[dataset];
    if ('unsupported' in collector) return [];
    const { permissions } = collector;
    return [
      asked(() => collector.probe(session)).then((found): Probe => {
        return { dataset, gap: 'gap' in found ? found.gap : null, permissions };
      }),
    ];
  });
  const [probes, granted, roles] = await Promise.all([
    Promise.all(probing),
    asked(() => session.granted()),
    asked(async () => (await connector.heldRoles?.(session, settings)) ?? null),
  ]);
  const unsaid: Probe[] = 'gap' in granted ? [{ dataset: null, gap: granted.gap, permissions: [] }] : [];
  return {
    ...known,
    opened: true,
    probes: [...probes, ...unsaid],
    granted: 'gap' in granted ? null : granted.value,
    roles: 'gap' in roles ? roles.gap : roles.value,
  };
}
