import picocolors from 'picocolors';
import type { Changes } from '../core/history/changes.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import { catalogue, commands } from '../messages/index.ts';
import { columnsOf } from '../output/wrap.ts';
import { type ChangesOf, changesCsvOf } from '../render/changes-csv.ts';
import { wrap } from '../render/columns.ts';
import { changesJsonOf } from '../render/history-json.ts';
import { changeLines } from '../render/history-pipe.ts';
import { changesInFull, titleLines } from '../render/history-terminal.ts';
import { minuteIn } from '../render/moment.ts';
import { visible } from '../render/plain.ts';
import { changesBetween } from '../store/compare.ts';
import { findScan, type StoredScan, scansOf } from '../store/scans.ts';
import { UsageError } from './options.ts';
import { inPast, type Past, type PastOptions, type PastTenant } from './past.ts';

/** What `shisei diff` can be told. */
export interface DiffOptions extends PastOptions {
  /** Words for the earlier and the later scan; not given: `previous` and `latest`. */
  scans: readonly string[];
  format: 'text' | 'json' | 'csv';
}

/** Scans that a mistake names. */
const scansNamed = 3;

interface Compared extends PastTenant {
  /** Null: there is one scan only. */
  changes: Changes | null;
}

async function found(word: string, { id }: PastTenant, { store, locale }: Past): Promise<StoredScan> {
  const scan = await findScan(store, id, word);
  if (scan !== null) return scan;
  const newest = (await scansOf(store, id)).toReversed().slice(0, scansNamed);
  const known = newest.map((one) => `${one.id} (${one.asOf.slice(0, 10)})`);
  throw new UsageError(commands(locale).past.usage.noScan(id, word, known));
}

async function compared(tenant: PastTenant, words: readonly string[], past: Past): Promise<Compared> {
  const [first, second = 'latest'] = words;
  if (first === undefined && (await findScan(past.store, tenant.id, 'previous')) === null) {
    return { ...tenant, changes: null };
  }
  const from = await found(first ?? 'previous', tenant, past);
  const to = await found(second, tenant, past);
  return { ...tenant, changes: await changesBetween(past.store, tenant.id, from, to) };
}

function forPeople({ id, name, timeZone, changes }: Compared, { locale }: Past, io: Io): string {
  const texts = catalogue(locale);
  const words = commands(locale).past;
  const { bold, magenta } = picocolors.createColors(io.colour);
  const paper = { catalogue: texts, timeZone, width: columnsOf(io) - 2, bold, doubtful: magenta };
  const title = titleLines({ id, name }, paper);
  if (changes === null) return linesOf([...title, words.usage.single(id)]);
  const zone = texts.ui.zone(timeZone);
  const [from, to] = [changes.from, changes.to].map(({ asOf }) => minuteIn(asOf, timeZone));
  const backwards = changes.from.asOf > changes.to.asOf ? [words.backwards] : [];
  return linesOf([
    ...title,
    `${words.between(from ?? '', to ?? '')} ${zone}`,
    ...(changes.from.id === changes.to.id ? wrap(words.same, paper.width) : backwards),
    '',
    ...changesInFull(changes, paper),
  ]);
}

function linesOf(lines: readonly string[]): string {
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

function forPipes({ id, changes }: Compared): string {
  const lines = changes === null ? ['changes none, first scan'] : changeLines(changes, Number.POSITIVE_INFINITY);
  return lines.map((line) => `${visible(id)}: ${line}\n`).join('');
}

function write(all: readonly Compared[], format: DiffOptions['format'], past: Past, io: Io): void {
  if (format === 'json') {
    for (const chunk of changesJsonOf(all.map(({ id, changes }) => ({ tenant: id, changes })))) io.out(chunk);
    return;
  }
  if (format === 'csv') {
    const known = all.flatMap(({ id, timeZone, changes }): ChangesOf[] => {
      return changes === null ? [] : [{ tenant: id, timeZone, changes }];
    });
    for (const chunk of changesCsvOf(known, catalogue(past.locale))) io.out(chunk);
    return;
  }
  if (io.terminal.out) io.out(all.map((one) => forPeople(one, past, io)).join('\n'));
  else for (const one of all) io.out(forPipes(one));
}

/** Words that mean a scan of any tenant; all others are the beginning of an id, which belongs to one. */
const ofAnyTenant = /^(latest|previous|\d{4}-\d{2}-\d{2})$/;

/** The tenants whose scans are named by id; all, where no id is given or nobody has it. */
async function meant(scans: readonly string[], { tenants, store }: Past): Promise<readonly PastTenant[]> {
  const ids = scans.filter((word) => !ofAnyTenant.test(word));
  if (ids.length === 0) return tenants;
  const named: PastTenant[] = [];
  for (const tenant of tenants) {
    const known = await Promise.all(ids.map((word) => findScan(store, tenant.id, word)));
    if (known.every((scan) => scan !== null)) named.push(tenant);
  }
  return named.length === 0 ? tenants : named;
}

/** `shisei diff`: what changed between two stored scans of each tenant. */
export async function diff({ scans, format, ...options }: DiffOptions, io: Io): Promise<number> {
  return inPast(options, io, async (past) => {
    const all: Compared[] = [];
    for (const tenant of await meant(scans, past)) {
      io.signal.throwIfAborted();
      all.push(await compared(tenant, scans, past));
    }
    write(all, format, past, io);
    return exitStatus.fine;
  });
}
