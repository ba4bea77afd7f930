import { z } from 'zod';
import { checks } from '../../checks/index.ts';
import { plannedChecks } from '../config/schema.ts';
import { daysLeft, isSameRisk } from '../core/exceptions.ts';
import type { DeclaredException } from '../core/report.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import type { ExceptTexts } from '../messages/except.ts';
import { catalogue, commands } from '../messages/index.ts';
import { visible } from '../render/plain.ts';
import { addException, exceptionsOf, removeException, type StoredException } from '../store/exceptions.ts';
import { chosenTenants } from './chosen-tenants.ts';
import { boundNow, coveredBy, type Sight, sightOf } from './except-sight.ts';
import { UsageError } from './options.ts';
import { type Opened, type StoreOptions, withStore } from './with-store.ts';

/** What `shisei except add` is told. */
export interface ExceptAddOptions extends StoreOptions {
  tenant: string;
  check: string;
  /** Login, without case, or id. */
  subject: string;
  reason: string;
  approvedBy: string;
  /** Last day on which it holds, `2027-03-31`. */
  until: string;
}

const optionNames = {
  tenant: '--tenant',
  check: '--check',
  subject: '--subject',
  reason: '--reason',
  approvedBy: '--approved-by',
  until: '--until',
} as const;

/** What was given, without spaces around it. */
function givenIn(options: ExceptAddOptions, words: ExceptTexts): Omit<ExceptAddOptions, keyof StoreOptions> {
  const given = { ...options };
  for (const [key, name] of Object.entries(optionNames) as Array<[keyof typeof optionNames, string]>) {
    given[key] = options[key].trim();
    if (given[key] === '') throw new UsageError(words.missing(name));
  }
  const { tenant, check, subject, reason, approvedBy, until } = given;
  return { tenant, check, subject, reason, approvedBy, until };
}

function refuseCheck(check: string, words: ExceptTexts): void {
  if (checks.some(({ id }) => id === check)) return;
  const isPlanned = plannedChecks.some((id) => id === check);
  throw new UsageError(isPlanned ? words.planned(check) : words.noCheck(check));
}

/** The same day of the next year; of 29 February the day after it would be. */
function yearAfter(day: string): string {
  return `${String(Number(day.slice(0, 4)) + 1).padStart(4, '0')}${day.slice(4)}`;
}

function refuseEnd(until: string, today: string, words: ExceptTexts): void {
  if (!z.iso.date().safeParse(until).success) throw new UsageError(words.noDay(until));
  if (until < today) throw new UsageError(words.past(until, today));
}

/** Whether it does not cover anything any more, or nothing of what another is to cover now. */
function isVoid({ bound = [] }: DeclaredException, wanted: readonly string[]): boolean {
  const ended = new Set(bound.flatMap(({ finding, void: change }) => (change === null ? [] : finding)));
  if (wanted.length > 0 && wanted.every((key) => ended.has(key))) return true;
  return bound.length > 0 && ended.size === bound.length;
}

/** An exception that accepts the same risk. */
interface Twin {
  until: string;
  /** Null: the configuration declares it. */
  id: string | null;
}

/** Who accepts the same risk twice would take back one of them, and wonder. */
function twinOf(
  wanted: DeclaredException,
  known: readonly StoredException[],
  { today, configured }: Sight,
): Twin | null {
  const keys = (wanted.bound ?? []).map(({ finding }) => finding);
  const holds = (one: DeclaredException) => isSameRisk(one, wanted) && one.until >= today && !isVoid(one, keys);
  const byCommand = known.find((one) => one.origin === 'command' && holds(one));
  if (byCommand !== undefined) return byCommand;
  const declared = configured.find((one) => holds({ ...one, bound: rowOf(one, known)?.bound ?? [] }));
  return declared === undefined ? null : { until: declared.until, id: null };
}

/** The row of an exception of the configuration; undefined: no scan has told the store of it. */
export function rowOf(declared: DeclaredException, known: readonly StoredException[]): StoredException | undefined {
  const { check, subject, reason, approvedBy, until } = declared;
  const words = JSON.stringify([check, subject, reason, approvedBy, until]);
  return known.find(
    (one) =>
      one.origin === 'configuration' &&
      JSON.stringify([one.check, one.subject, one.reason, one.approvedBy, one.until]) === words,
  );
}

/** What the exception is bound to, or why it is not yet. */
function boundLines({ bound = [], check }: DeclaredException, sight: Sight, locale: Locale): string[] {
  const words = commands(locale).except;
  const { ui, checks: texts } = catalogue(locale);
  const { scan, standing } = sight;
  if (scan === null) return [words.noScan];
  if (bound.length === 0) return [scan.disguisedBy === null ? words.nothingFound(scan.asOf) : words.disguised];
  const meanings = texts[check]?.meanings ?? {};
  return [
    words.boundAt(bound.length, scan.asOf),
    ...bound.map(({ finding, facts }) => {
      const found = standing.find(({ key }) => key === finding);
      const whom = found === undefined ? finding : (found.subject.login ?? found.subject.name ?? found.subject.id);
      const cloud = found?.provider == null ? '' : ui.aside(ui.provider[found.provider]);
      return `  ${ui.label(`${visible(whom, 100)}${cloud}`)}${ui.acceptance.bound(facts, meanings).join(' · ')}`;
    }),
  ];
}

async function add({ store, configuration, locale }: Opened, options: ExceptAddOptions, io: Io): Promise<number> {
  const words = commands(locale).except;
  const { tenant, ...wanted } = givenIn(options, words);
  chosenTenants(configuration, [tenant], options.config, locale);
  refuseCheck(wanted.check, words);
  const sight = await sightOf(store, configuration, tenant, io);
  refuseEnd(wanted.until, sight.today, words);
  const bound = await boundNow(store, sight, coveredBy(wanted, sight));
  const given = await addException(store, tenant, { ...wanted, bound }, io.now(), (known) =>
    twinOf({ ...wanted, bound }, known, sight),
  );
  if (given.state === 'refused') throw new UsageError(words.twin(given.twin.until, given.twin.id));
  const added = given.exception;
  if (wanted.until > yearAfter(sight.today)) io.err(`${words.long(wanted.until)}\n`);
  const { id, check, subject, until } = added;
  const days = daysLeft(added, sight.today);
  const lines = [words.added({ id, check, subject: visible(subject, 100), until, days })];
  io.out(`${[...lines, ...boundLines(added, sight, locale)].join('\n')}\n`);
  return exitStatus.fine;
}

/**
 * `shisei except add`: accepts a risk until a day, bound to the facts of the newest scan.
 * @throws UsageError
 */
export async function exceptAdd(options: ExceptAddOptions, io: Io): Promise<number> {
  return withStore(options, io, (opened) => add(opened, options, io), { begins: true });
}

/**
 * `shisei except remove ID`: takes back an exception that was given by command.
 * @param word its id, or a beginning of it that no other has
 * @throws UsageError
 */
export async function exceptRemove(word: string, options: StoreOptions, io: Io): Promise<number> {
  return withStore(options, io, async ({ store, locale }) => {
    const words = commands(locale).except;
    const known = await exceptionsOf(store);
    const meant = word.trim().toLowerCase();
    const exact = known.filter(({ id }) => id === meant);
    const found = exact.length > 0 || meant === '' ? exact : known.filter(({ id }) => id.startsWith(meant));
    const [exception] = found;
    if (exception === undefined) throw new UsageError(words.noSuchId(word));
    if (found.length > 1) {
      throw new UsageError(
        words.ambiguous(
          word,
          found.map(({ id }) => id),
        ),
      );
    }
    const { id, check, subject, tenant, origin } = exception;
    if (origin === 'configuration') throw new UsageError(words.configured(id, options.config));
    await removeException(store, id, io.now());
    io.out(`${words.removed({ id, tenant, check, subject: visible(subject, 100) })}\n`);
    return exitStatus.fine;
  });
}
