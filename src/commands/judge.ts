import { open } from 'node:fs/promises';
import { checks } from '../../checks/index.ts';
import { judgingOf, judgingUnder, timeZoneOf } from '../config/judging.ts';
import { loadConfiguration } from '../config/load.ts';
import { ConfigurationError } from '../config/problems.ts';
import type { RawConfiguration } from '../config/schema.ts';
import type { Io } from '../io.ts';
import { openLog } from '../log.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { undisguised } from '../pseudonyms/disguise.ts';
import { readRoster } from '../roster/read.ts';
import { readSnapshotFile } from '../snapshot-file.ts';
import { conclude, type Delivered, deliver } from './deliver.ts';
import { type OutputOptions, openOutput, UsageError } from './options.ts';
import { warnOfRoster } from './roster-faults.ts';

/** The configuration, if there is one: without it, a snapshot is judged by the settings that were saved in it. */
async function configurationIfThere(options: OutputOptions, io: Io): Promise<RawConfiguration | undefined> {
  try {
    const { locale } = options;
    return await loadConfiguration(options.config, { env: io.env, checks, locale, credentials: 'ignored' });
  } catch (error) {
    const noFile = error instanceof ConfigurationError && error.problems.every(({ kind }) => kind === 'no-file');
    if (noFile && !options.configGiven) return undefined;
    throw error;
  }
}

/** A wrong argument is told apart from a broken snapshot: by the first bytes, which every gzip file has. */
async function refuseOthers(path: string, locale: Locale): Promise<void> {
  const words = commands(locale).judge;
  const file = await open(path).catch(() => {
    throw new UsageError(words.noFile(path));
  });
  try {
    const start = Buffer.alloc(2);
    if ((await file.stat()).isFile()) await file.read(start, 0, 2, 0);
    if (start[0] !== 0x1f || start[1] !== 0x8b) throw new UsageError(words.notSnapshot(path));
  } finally {
    await file.close();
  }
}

/** `shisei judge`: judges saved snapshots again, offline. */
export async function judge(files: readonly string[], options: OutputOptions, io: Io): Promise<number> {
  const configuration = await configurationIfThere(options, io);
  const locale = options.locale ?? configuration?.locale ?? 'en';
  for (const file of files) await refuseOthers(file, locale);
  const scans = [];
  for (const file of files) scans.push(await readSnapshotFile(file));
  const ids = scans.map(({ tenant }) => tenant.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(commands(locale).judge.twice(twice));
  await openOutput(options.out);
  const delivered: Delivered[] = [];
  const log = await openLog({ write: io.err, terminal: io.terminal.err, quiet: options.quiet });
  const timeZone = configuration === undefined ? undefined : timeZoneOf(configuration);
  for (const saved of scans) {
    io.signal.throwIfAborted();
    const tenant = configuration?.tenants.find(({ id }) => id === saved.tenant.id);
    const settings =
      configuration === undefined || tenant === undefined
        ? judgingUnder(saved.settings, options.profile)
        : judgingOf(configuration, tenant, options.profile);
    const delivery = { options, locale, timeZone: timeZone ?? settings.timeZone, disguise: undisguised, io };
    const roster = tenant?.roster === undefined ? saved.roster : await readRoster(tenant.roster);
    warnOfRoster(log, saved.tenant.id, roster);
    delivered.push(await deliver({ ...saved, settings, roster }, delivery));
  }
  const [first] = scans;
  return conclude(delivered, {
    options,
    locale,
    timeZone: timeZone ?? first?.settings.timeZone ?? 'UTC',
    disguise: undisguised,
    io,
  });
}
