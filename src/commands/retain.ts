import type { Io } from '../io.ts';
import { openLog } from '../log.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { clearOutdated } from '../output/retention.ts';
import { formats } from '../render/index.ts';
import { visible } from '../render/plain.ts';
import { logLevelOf } from './log-level.ts';
import type { OutputOptions } from './options.ts';

/** Files that lie in the folder of reports itself, and in that of a tenant. */
const overall: ReadonlySet<string> = new Set(['fleet.json', 'fleet.html']);
const perTenant: ReadonlySet<string> = new Set([
  'snapshot.ndjson.gz',
  ...Object.values(formats).flatMap((files) => files.map(({ file }) => file)),
]);

/** After a scan: deletes reports and snapshots that are older than the configuration allows, and says so. */
export async function retain(
  days: number,
  began: Date,
  { options, locale, io }: { options: OutputOptions; locale: Locale; io: Io },
): Promise<void> {
  const clock = { began, now: io.now() };
  const { deleted, failed, doubt } = await clearOutdated({ folder: options.out, days, clock, overall, perTenant });
  const { terminal } = io;
  const level = logLevelOf(io, locale);
  const log = await openLog({ write: io.err, terminal: terminal.err, quiet: options.quiet, level });
  const words = commands(terminal.err ? locale : 'en').retention;
  /** On a terminal in words, since a line of the log has a tenant. */
  const warn = (entry: object, text: string) => {
    if (terminal.err) io.err(`  ${visible(text, 1_000)}\n`);
    else log.warn(entry, text);
  };
  for (const file of deleted) log.info({ file, days }, 'old file deleted');
  for (const { path, reason } of failed) warn({ file: path, reason }, words.failed(path, reason));
  if (doubt !== null) {
    const [modified, now] = [doubt.modified.toISOString(), clock.now.toISOString()];
    warn({ file: doubt.path, modified, now }, words.doubt(doubt.path, modified, now));
  }
  if (deleted.length === 0) return;
  log.info({ deleted: deleted.length, days }, words.deleted(deleted.length, days));
  if (terminal.out && !options.quiet) io.out(`\n  ${commands(locale).retention.deleted(deleted.length, days)}\n`);
}
