import { checks } from '../../checks/index.ts';
import { loadConfiguration } from '../config/load.ts';
import { type DatasetName, datasetNames, type Gap, type Provider } from '../core/datasets.ts';
import { isFault } from '../core/report.ts';
import { type AnyConnector, type DirectoryJob, directoriesOf } from '../directories.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { catalogue, commands } from '../messages/index.ts';
import { columnsOf, wrapped } from '../output/wrap.ts';
import { visible } from '../render/plain.ts';
import { chosenTenants } from './scan.ts';

interface Finding {
  /** Null: the directory could not be opened. */
  dataset: DatasetName | null;
  gap: Gap | null;
  /** What the dataset needs at most: some of it only without a licence. */
  permissions: readonly string[];
}

/** Which directory, and how to write about it. */
interface Place {
  tenant: string;
  provider: Provider;
  locale: Locale;
  columns: number;
}

interface Examination {
  product: string;
  /** Whether the session could be opened; some providers sign in with the first request only. */
  opened: boolean;
  findings: Finding[];
  needed: readonly string[];
  /** Needed by some directories only; neither missed nor too much. */
  optional: readonly string[];
  granted: readonly string[] | null;
}

function askedBy(connector: AnyConnector, which: 'permissions' | 'optional'): string[] {
  const all = datasetNames.flatMap((name) => {
    const collector = connector.datasets[name];
    return 'unsupported' in collector ? [] : (collector[which] ?? []);
  });
  return [...new Set(all)].sort();
}

async function examine(job: DirectoryJob, io: Io): Promise<Examination> {
  const { connector, settings } = await job.load();
  const { product } = connector;
  const needed = askedBy(connector, 'permissions');
  const optional = askedBy(connector, 'optional');
  const explained = async (work: () => Promise<unknown>): Promise<Gap | null> => {
    try {
      await work();
      return null;
    } catch (error) {
      io.signal.throwIfAborted();
      return connector.explain(error);
    }
  };
  let opened: Awaited<ReturnType<AnyConnector['open']>> | undefined;
  const gap = await explained(async () => {
    opened = await connector.open(settings, { signal: io.signal, now: io.now, asOf: io.now() });
  });
  if (opened === undefined)
    return {
      product,
      opened: false,
      findings: [{ dataset: null, gap, permissions: [] }],
      needed,
      optional,
      granted: null,
    };
  const session = opened;
  const findings = await Promise.all(
    datasetNames.flatMap((name) => {
      const collector = connector.datasets[name];
      if ('unsupported' in collector) return [];
      const { permissions } = collector;
      return [explained(() => collector.probe(session)).then((found) => ({ dataset: name, gap: found, permissions }))];
    }),
  );
  let granted: readonly string[] | null = null;
  const unsaid = await explained(async () => {
    granted = await session.granted();
  });
  const all = unsaid === null ? findings : [...findings, { dataset: null, gap: unsaid, permissions: [] }];
  return { product, opened: true, findings: all, needed, optional, granted };
}

/** What to do about a gap; a sign-in that was refused says so itself, since it has no dataset to leave unread. */
function remedyOf({ dataset, gap }: Finding, provider: Provider, locale: Locale): string[] {
  if (gap === null || (dataset === null && gap.kind === 'permission')) return [];
  const text = catalogue(locale).ui.remedy(gap, `${provider}/${dataset ?? 'accounts'}`);
  return [commands(locale).doctor.remedy(text.replaceAll('`', ''))];
}

function describe({ tenant, provider, locale, columns }: Place, examination: Examination): string {
  const { product, opened, findings, needed, optional, granted } = examination;
  const { ui } = catalogue(locale);
  const { doctor } = commands(locale);
  const paragraph = (head: string, text: string) => wrapped(head, text, columns);
  const lines = paragraph('  ', doctor.title(tenant, product));
  const [first] = findings;
  const same = findings.every(
    ({ gap }) => gap !== null && gap.kind === first?.gap?.kind && gap.detail === first.gap.detail,
  );
  const shown = same && opened && first !== undefined ? [{ ...first, dataset: null }] : findings;
  const unnamed = same && opened ? doctor.everything : doctor.identity;
  for (const finding of shown) {
    const { dataset, gap } = finding;
    const state = gap === null ? doctor.readable : doctor.unreadable(ui.gap[gap.kind].name);
    lines.push(...paragraph(`  ${gap === null ? '-' : '?'} `, `${ui.label(dataset ?? unnamed)}${state}`));
    if (gap === null) continue;
    const more = [visible(gap.detail, 400), ...remedyOf(finding, provider, locale)];
    lines.push(...more.flatMap((text) => paragraph('      ', text)));
  }
  if (granted !== null) {
    const extra = granted.filter((permission) => ![...needed, ...optional].includes(permission)).sort();
    const dark = findings.filter(({ gap }) => gap?.kind === 'permission').flatMap(({ permissions }) => permissions);
    const missing = needed.filter((permission) => dark.includes(permission) && !granted.includes(permission));
    if (missing.length > 0) lines.push(...paragraph('  ', doctor.missing(missing.join(', '))));
    if (extra.length > 0) {
      lines.push(...paragraph('  ', doctor.moreThanNeeded(extra.map((name) => visible(name)).join(', '))));
      lines.push(...paragraph('  ', doctor.removeHint));
    }
  } else if (findings.some(({ gap }) => gap === null)) lines.push(...paragraph('  ', doctor.grantedUnknown));
  return `${lines.join('\n')}\n`;
}

/** Says at once what is going on, on a terminal; the result takes the place of the line. */
async function withNotice<T>(text: string, io: Io, work: () => Promise<T>): Promise<T> {
  if (!io.terminal.err) return work();
  io.err(`  ${visible(text)}`);
  try {
    return await work();
  } finally {
    io.err('\r\x1b[2K');
  }
}

/** `shisei doctor`: reads one object of every dataset, and says what can be read, what cannot, and why. */
export async function doctor(
  options: { config: string; tenant: readonly string[]; locale?: Locale },
  io: Io,
): Promise<number> {
  const configuration = await loadConfiguration(options.config, { env: io.env, checks, locale: options.locale });
  const locale = options.locale ?? configuration.locale;
  let dark = false;
  for (const tenant of chosenTenants(configuration, options.tenant, options.config, locale)) {
    for (const job of directoriesOf(tenant)) {
      io.signal.throwIfAborted();
      const { provider } = job;
      const notice = commands(locale).doctor.looking(tenant.id, catalogue(locale).ui.provider[provider]);
      const examination = await withNotice(notice, io, () => examine(job, io));
      dark ||= examination.findings.some(({ dataset, gap }) => {
        if (gap === null) return false;
        // Without accounts a scan fails, whatever the reason.
        if (dataset === null || dataset === 'accounts') return true;
        return isFault(provider, dataset, gap, tenant.expectedGaps);
      });
      const place = { tenant: tenant.id, provider, locale, columns: columnsOf(io) };
      io.out(`${describe(place, examination)}\n`);
    }
  }
  return dark ? exitStatus.unread : exitStatus.fine;
}
