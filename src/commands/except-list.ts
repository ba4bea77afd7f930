import { compareText } from '../core/compare-text.ts';
import { daysLeft, endingDays } from '../core/exceptions.ts';
import type { DeclaredException } from '../core/report.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import type { ExceptionState } from '../messages/except.ts';
import { commands } from '../messages/index.ts';
import { exceptionsOf, type StoredException } from '../store/exceptions.ts';
import { chosenTenants } from './chosen-tenants.ts';
import { rowOf } from './except.ts';
import { coveredBy, type Sight, sightOf } from './except-sight.ts';
import { type ExceptFormat, exceptFormats, type ListedException } from './except-table.ts';
import { UsageError } from './options.ts';
import { type Opened, type StoreOptions, withStore } from './with-store.ts';

/** What `shisei except list` can be told. */
export interface ExceptListOptions extends StoreOptions {
  /** Ids; not given, or empty: all of the configuration. */
  tenant?: readonly string[];
  /** `text`, `json` or `csv`. Text, the default: a table on a terminal, else an exception a line. */
  format?: string;
}

/** How it stands by the newest scan. What it is void for it covers no more. */
function standingOf(exception: DeclaredException, sight: Sight): Pick<ListedException, 'state' | 'void' | 'covers'> {
  const { bound = [] } = exception;
  const found = coveredBy(exception, sight).map(({ key }) => key);
  const ended = bound.filter(({ void: change }) => change !== null);
  const mine = ended.filter(({ finding }) => found.includes(finding));
  const covers = found.filter((key) => !ended.some(({ finding }) => finding === key));
  // What it was void for and is not there any more says nothing of what it covers.
  const [told] = mine.length > 0 || covers.length > 0 ? mine : ended;
  const left = daysLeft(exception, sight.today);
  const state = (): ExceptionState => {
    if (left < 0) return 'expired';
    if (ended.length > 0 && covers.length === 0) return 'void';
    if (sight.scan === null) return 'unseen';
    if (covers.length === 0) return 'idle';
    return left <= endingDays ? 'ending' : 'holds';
  };
  return { state: state(), void: told?.void ?? null, covers: left < 0 ? [] : covers };
}

function listed(exception: DeclaredException, origin: StoredException['origin'], sight: Sight): ListedException {
  const { id = null, check, subject, reason, approvedBy, until } = exception;
  return {
    ...{ id, tenant: sight.tenant, check, subject, reason, approvedBy, until },
    ...{ daysLeft: daysLeft(exception, sight.today), origin, ...standingOf(exception, sight) },
  };
}

/** Those of the configuration at hand, whether a scan has told of them or not, and those that were given by command. */
function listOf(known: readonly StoredException[], sight: Sight): ListedException[] {
  const { configured } = sight;
  return [
    ...configured.map((declared) => listed(rowOf(declared, known) ?? declared, 'configuration', sight)),
    ...known.filter(({ origin }) => origin === 'command').map((one) => listed(one, 'command', sight)),
  ].sort((a, b) => {
    const key = ({ until, check, subject, id }: ListedException) => [until, check, subject, id ?? ''].join('\n');
    return compareText(key(a), key(b));
  });
}

function formatIn(word: string, io: Io, locale: Locale): ExceptFormat {
  if (word === 'text') return io.terminal.out ? 'table' : 'lines';
  if (word === 'json' || word === 'csv') return word;
  throw new UsageError(commands(locale).except.format(word, 'text, json, csv'));
}

/**
 * `shisei except list`: how accepted risks stand by the newest scan.
 * @throws UsageError
 */
export async function exceptList(options: ExceptListOptions, io: Io): Promise<number> {
  const look = async ({ store, configuration, locale }: Opened) => {
    const format = formatIn(options.format ?? 'text', io, locale);
    const tenants = chosenTenants(configuration, options.tenant ?? [], options.config, locale);
    const all: ListedException[] = [];
    for (const { id } of tenants) {
      const sight = await sightOf(store, configuration, id, io);
      all.push(...listOf(await exceptionsOf(store, id), sight));
    }
    if (all.length === 0 && format === 'table') {
      io.out(`${commands(locale).except.none(tenants.map(({ id }) => id))}\n`);
      return exitStatus.fine;
    }
    io.out(exceptFormats[format](all, { locale, io }));
    return exitStatus.fine;
  };
  return withStore(options, io, look, { access: 'read' });
}
