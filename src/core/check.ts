import type { DatasetName, Rows, Snapshot } from './datasets.ts';
import type { Gap } from './gap.ts';
import type { Listing } from './listing.ts';
import type { People } from './people.ts';
import type { Provider } from './provider.ts';
import type { Roster } from './roster.ts';
import type { Account } from './rows/account.ts';

/** From the least to the worst. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** The worst of them; undefined where there is none. */
export function worst(all: readonly Severity[]): Severity | undefined {
  return severities.findLast((severity) => all.includes(severity));
}

/** Facts behind a verdict, for evidence and for scripts. Instants are ISO 8601 in UTC. */
export type Data = Record<string, string | number | boolean | null>;

/** Whom or what a finding is about. */
export interface Subject {
  type: 'account' | 'directory' | 'tenant' | 'application' | 'person';
  id: string;
  login?: string;
  name?: string;
}

/** A subject with further words by which people name it, such as an exception: ids and logins. */
export interface Named extends Subject {
  also?: readonly string[];
}

/** A table as checks see it. */
export interface Table<Row> {
  rows: readonly Row[];
  /** Why rows may be missing; null when every row was read. */
  gap: Gap | null;
  /** Of a log: the instant since which it is complete; null when that is not known, or the table is no log. */
  since: string | null;
  /** When it was read: it says nothing of what came later. */
  until: string;
  /** The row about an account, or other owner, in a table that holds one for each. */
  one(ownerId: string): Row | undefined;
  /** The rows about one account, or other owner. */
  of(ownerId: string): readonly Row[];
}

/** The tables of some datasets, as checks see them. */
export type Tables<N extends DatasetName> = { [K in N]: Table<Rows[K]> };

/** What a check says of one subject. */
export type Judgement<M extends string> =
  | { verdict: 'pass' }
  | { verdict: 'fail'; message: M; severity: Severity; data: Data }
  | { verdict: 'unknown'; gap: Gap; data: Data };

/** What is known of a tenant besides its directories. */
export interface Tenant {
  id: string;
  /** The instant to judge by. */
  now: Date;
  /** The calendar day of an instant where the tenant is, `2026-11-21`. */
  dayOf(instant: Date): string;
  /** Logins, in lower case, and ids of declared emergency accounts. */
  emergency: ReadonlySet<string>;
  /** Countries, ISO 3166-1 alpha-2, that sign-ins may come from; null: nobody said which. */
  approvedCountries: ReadonlySet<string> | null;
  /** The HR list; null: there is none. */
  roster: Roster | null;
  /** Whom of the HR list an account belongs to, by itself or by another of its human; null: nobody, or there is no list. */
  listed(provider: Provider, account: Account): Listing;
  /** The humans behind the accounts of all directories. */
  people(): People;
  /** A snapshot as checks see it; whoever asks shares its indexes. */
  tables(snapshot: Snapshot): Tables<DatasetName>;
}

/** What a check of the whole tenant knows besides tables. It never reads a clock. */
export interface TenantContext<O> extends Tenant {
  options: O;
}

/** What a check of one directory knows besides tables. It never reads a clock. */
export interface Context<O> extends TenantContext<O> {
  provider: Provider;
  directoryId: string;
}

/** `exact`: the control asks for just this; `partial`: for this among others; `related`: for something near. */
export const strengths = ['exact', 'partial', 'related'] as const;
export type Strength = (typeof strengths)[number];

/** An identifier of a published control that a check answers. */
export interface Control {
  framework: string;
  version: string;
  id: string;
  /** How much of the control the check answers. */
  strength: Strength;
  /** Limits of its own, which stand in for the check's options, whatever those are set to. */
  limits?: Options;
  /** Failures that this control accepts; null: it cannot be told whether it does. What is not given accepts none. */
  tolerates?: (failure: Failure) => boolean | null;
}

/** What a control may look at to tell whether it accepts a failure. */
export interface Failure {
  message: string;
  data: Data;
}

/** Datasets that a rule reads. */
export interface Reading<N extends DatasetName> {
  /** Without one of these nobody can be judged: all is unknown. */
  needs: readonly N[];
  /** `judge` knows what to say without these, so that they may be missing. */
  uses: readonly N[];
}

/** Settings of a tenant that a rule may judge by, beside its options. */
export type JudgedSetting = 'approvedCountries';

/** Whole numbers with defaults; `shisei.yaml` may override each. */
export type Options = Readonly<Record<string, number>>;

/** What every check has, whatever it judges. `M` are its message ids, `O` its options. */
interface Rule<M extends string, O extends Options> {
  id: string;
  /** Severity of the check when nothing fails. */
  severity: Severity;
  messages: readonly M[];
  options: O;
  controls: readonly Control[];
  /** Settings of the tenant that limit what passes, as options do; not given: none. */
  settings?: readonly JudgedSetting[];
  /** A failure rests on what the HR list says of the subject: that the list names it no more repairs nothing. */
  byList?: boolean;
}

/**
 * A rule over one directory. `N` are the datasets it reads, `S` what it judges, which carries what `judge` needs to know
 * of the subject.
 */
export interface Check<
  N extends DatasetName = DatasetName,
  M extends string = string,
  O extends Options = Options,
  S = unknown,
> extends Rule<M, O>,
    Reading<N> {
  /** What the rule for one provider reads beside. */
  at?: { readonly [P in Provider]?: Partial<Reading<N>> };
  /** Whether the rule is about this directory, whatever can be read of it; when not given, it is. */
  applies?(context: Context<O>): boolean;
  /** What nobody can be judged without, beside the datasets, and why it is missing; null when it is there. */
  lacks?(context: Context<O>): Gap | null;
  /**
   * Messages that nobody can be given by what was read, although somebody passes; not given: none. That such a finding is
   * not there says nothing.
   */
  mute?(tables: Tables<N>, context: Context<O>): readonly M[];
  /** Who is judged; their order does not matter. */
  subjects(tables: Tables<N>, context: Context<O>): Iterable<S>;
  /** The subject as reports name it. */
  name(subject: S): Named;
  /** Pure. Under a partial table it may convict by what was read, but never because a row is missing. */
  judge(subject: S, tables: Tables<N>, context: Context<O>): Judgement<M>;
}

/** The tables of the directories that a tenant has. */
export type Directories<N extends DatasetName> = { readonly [P in Provider]?: Tables<N> };

/** A rule over all directories of a tenant together. */
export interface TenantCheck<
  N extends DatasetName = DatasetName,
  M extends string = string,
  O extends Options = Options,
  S = unknown,
> extends Rule<M, O> {
  scope: 'tenant';
  /** What it reads of the directories of each provider. */
  reads: { readonly [P in Provider]?: Reading<N> };
  /** Whether the rule is about a tenant with these directories. */
  applies(providers: readonly Provider[], context: TenantContext<O>): boolean;
  /** As that of a check of one directory. */
  lacks?(context: TenantContext<O>): Gap | null;
  subjects(directories: Directories<N>, context: TenantContext<O>): Iterable<S>;
  name(subject: S): Named;
  /** As that of a check of one directory. */
  judge(subject: S, directories: Directories<N>, context: TenantContext<O>): Judgement<M>;
}

/** A check of a directory, or of a tenant. */
export type AnyCheck = Check | TenantCheck;

/** Whether a check judges all directories of a tenant together. */
export function isTenantCheck(check: AnyCheck): check is TenantCheck {
  return 'scope' in check;
}

/** All that a check reads of a directory of one provider. */
export function readingOf(check: AnyCheck, provider: Provider): Reading<DatasetName> {
  if (isTenantCheck(check)) return check.reads[provider] ?? { needs: [], uses: [] };
  const { needs, uses, at } = check;
  const beside = at?.[provider];
  return { needs: [...needs, ...(beside?.needs ?? [])], uses: [...uses, ...(beside?.uses ?? [])] };
}

/** Somebody looked, and nothing is wrong. */
export function pass(): Judgement<never> {
  return { verdict: 'pass' };
}

/** Something is wrong; `data` is what the message speaks of. */
export function fail<M extends string>(message: M, severity: Severity, data: Data = {}): Judgement<M> {
  return { verdict: 'fail', message, severity, data };
}

/** It cannot be told, for the reason given. */
export function unknown(gap: Gap, data: Data = {}): Judgement<never> {
  return { verdict: 'unknown', gap, data };
}

/** Keeps a check's own types while it is written; the engine sees every check alike. */
export function defineCheck<N extends DatasetName, M extends string, O extends Options, S>(
  check: Check<N, M, O, S>,
): Check {
  return check as unknown as Check;
}

/** The same for a check of the whole tenant. */
export function defineTenantCheck<N extends DatasetName, M extends string, O extends Options, S>(
  check: Omit<TenantCheck<N, M, O, S>, 'scope'>,
): TenantCheck {
  return { scope: 'tenant', ...check } as unknown as TenantCheck;
}
