import { checks } from '../../checks/index.ts';
import { loadConfiguration } from '../config/load.ts';
import { type DatasetName, datasetNames, type Gap } from '../core/datasets.ts';
import { isFault } from '../core/report.ts';
import { type AnyConnector, type DirectoryJob, directoriesOf } from '../directories.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/commands.ts';
import { catalogue } from '../messages/index.ts';
import { visible } from '../render/plain.ts';
import { chosenTenants } from './scan.ts';

interface Finding {
  /** Null: the directory could not be opened. */
  dataset: DatasetName | null;
  gap: Gap | null;
  /** What the dataset needs at most: some of it only without a licence. */
  permissions: readonly string[];
}

interface Examination {
  product: string;
  findings: Finding[];
  needed: readonly string[];
  granted: readonly string[] | null;
}

function neededBy(connector: AnyConnector): string[] {
  const all = datasetNames.flatMap((name) => {
    const collector = connector.datasets[name];
    return 'unsupported' in collector ? [] : collector.permissions;
  });
  return [...new Set(all)].sort();
}

async function examine(job: DirectoryJob, io: Io): Promise<Examination> {
  const { connector, settings } = await job.load();
  const { product } = connector;
  const needed = neededBy(connector);
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
    opened = await connector.open(settings, { signal: io.signal });
  });
  if (opened === undefined)
    return { product, findings: [{ dataset: null, gap, permissions: [] }], needed, granted: null };
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
  return { product, findings: all, needed, granted };
}

function describe(tenant: string, { product, findings, needed, granted }: Examination, locale: Locale): string {
  const { ui } = catalogue(locale);
  const { doctor } = commands(locale);
  const lines = [`  ${doctor.title(tenant, product)}`];
  for (const { dataset, gap } of findings) {
    const name = dataset ?? doctor.identity;
    lines.push(
      `  ${gap === null ? '-' : '?'} ${name}: ${gap === null ? doctor.readable : doctor.unreadable(ui.gap[gap.kind].name)}`,
    );
    if (gap !== null) lines.push(`      ${visible(gap.detail)}`);
  }
  if (granted === null) lines.push(`  ${doctor.grantedUnknown}`);
  else {
    const extra = granted.filter((permission) => !needed.includes(permission)).sort();
    const dark = findings.filter(({ gap }) => gap?.kind === 'permission').flatMap(({ permissions }) => permissions);
    const missing = needed.filter((permission) => dark.includes(permission) && !granted.includes(permission));
    if (missing.length > 0) lines.push(`  ${doctor.missing(missing.join(', '))}`);
    if (extra.length > 0) lines.push(`  ${doctor.moreThanNeeded(extra.join(', '))}`, `  ${doctor.removeHint}`);
  }
  return `${lines.join('\n')}\n`;
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
      const examination = await examine(job, io);
      dark ||= examination.findings.some(({ dataset, gap }) => {
        if (gap === null) return false;
        // Without accounts a scan fails, whatever the reason.
        if (dataset === null || dataset === 'accounts') return true;
        return isFault(job.provider, dataset, gap, tenant.expectedGaps);
      });
      io.out(`${describe(tenant.id, examination, locale)}\n`);
    }
  }
  return dark ? exitStatus.unread : exitStatus.fine;
}
