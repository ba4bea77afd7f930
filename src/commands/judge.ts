import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checks } from '../../checks/index.ts';
import { timeZoneOf } from '../config/judging.ts';
import { loadConfiguration } from '../config/load.ts';
import { ConfigurationError } from '../config/problems.ts';
import type { RawConfiguration } from '../config/schema.ts';
import type { Io } from '../io.ts';
import { openLog } from '../log.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { undisguised } from '../pseudonyms/disguise.ts';
import { readSnapshotFile, type SavedScan } from '../snapshot-file.ts';
import { type Delivered, deliver, handed } from './deliver.ts';
import { dressed } from './dress.ts';
import { inFolder } from './folder.ts';
import { logLevelOf } from './log-level.ts';
import { type OutputOptions, UsageError } from './options.ts';
import { concludeOutcome } from './outcome.ts';
import { warnOfRoster } from './roster-faults.ts';

/** The configuration, if there is one: without it, a snapshot is judged by the settings that were saved in it. */
async function configurationIfThere(options: OutputOptions, io: Io): Promise<RawConfiguration | undefined> {
  try {
    const { locale, pseudonymise } = options;
    const needs = pseudonymise ? (['roster', 'pseudonymKey'] as const) : (['roster'] as const);
    return await loadConfiguration(options.config, { env: io.env, checks, locale, needs });
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
  const level = logLevelOf(io, locale);
  for (const file of files) await refuseOthers(file, locale);
  const scans: SavedScan[] = [];
  for (const file of files) scans.push(await readSnapshotFile(file));
  const ids = scans.map(({ tenant }) => tenant.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UsageError(commands(locale).judge.twice(twice));
  const folder = configuration === undefined ? '.' : dirname(options.config);
  const key = { configured: configuration?.pseudonymKey, folder };
  const dress = await dressed(scans, { options, configuration, key, locale, io });
  const log = await openLog({ write: io.err, terminal: io.terminal.err, quiet: options.quiet, level });
  const timeZone = configuration === undefined ? undefined : timeZoneOf(configuration);
  const usual = { options, locale, disguise: undisguised, memory: null, io };
  const delivered: Delivered[] = [];
  const failures: Array<{ tenant: string; error: unknown }> = [];
  return inFolder(usual, async () => {
    for (const saved of scans) {
      if (io.signal.aborted) break;
      try {
        const scan = await dress(saved);
        warnOfRoster(log, scan.tenant.id, scan.roster);
        delivered.push(await deliver(handed(scan), { ...usual, timeZone: timeZone ?? scan.settings.timeZone }));
      } catch (error) {
        failures.push({ tenant: saved.tenant.id, error });
      }
    }
    const outcome = { total: scans.length, delivered, failures, hint: null };
    const [first] = scans;
    return concludeOutcome(outcome, { ...usual, timeZone: timeZone ?? first?.settings.timeZone ?? 'UTC' });
  });
}
