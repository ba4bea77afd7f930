import type { Table } from './check.ts';
import type {
  Account,
  DecidingPolicy,
  Enforcement,
  Gap,
  Method,
  Mfa,
  Provider,
  SignIn,
  SignInEvent,
  Snapshot,
} from './datasets.ts';
import { type Protection, protectionOf } from './enforcement.ts';
import { tablesOf } from './tables.ts';

/** Who signed in when, from where and how, in one directory; what a review of the log needs. */
export interface DirectoryAccess {
  provider: Provider;
  directoryId: string;
  /** The log was read back to this instant; null when that is not known. */
  since: string | null;
  /** Why sign-ins may be missing; null when the log was read whole. */
  gap: Gap | null;
  rows: readonly AccessRow[];
}

/** Where and how an account last signed in. Null: the log does not say. */
export interface LastSignIn {
  at: string;
  /** `log`: one sign-in of the log; others: the provider's own record of the last success, which tells the time alone. */
  source: 'log' | SignIn['source'];
  address: string | null;
  country: string | null;
  app: string | null;
  client: string | null;
  factors: readonly string[] | null;
}

export interface AccessRow {
  account: Account;
  /** Null: none on record. */
  last: LastSignIn | null;
  /** Countries first seen within the window, though the log holds earlier sign-ins of the account. */
  newCountries: readonly string[];
  /** Three facts with three sources, of which none stands for another. Null: it could not be read. */
  factors: {
    /** A second factor is registered. */
    enrolled: boolean | null;
    /** Google: what policy allows. */
    allowed: string | null;
    /** Names of the second factors that were passed within the window. */
    used: readonly Pick<Method, 'name' | 'strength'>[] | null;
  };
  /** Null: not read. */
  protection: (Protection & { policies: readonly DecidingPolicy[]; trustsDevices: boolean | null }) | null;
}

function lastOf(event: SignInEvent | undefined, record: SignIn | undefined): LastSignIn | null {
  const recorded = record?.lastSuccess ?? null;
  // Sign-ins without anybody at the keyboard are in the record of the last success, and not in the log.
  if (event !== undefined) return { ...event.last, source: 'log' };
  if (record === undefined || recorded === null) return null;
  return { at: recorded, source: record.source, address: null, country: null, app: null, client: null, factors: null };
}

/** A country is new when the log holds an earlier sign-in of the account, from another known country. */
function newCountriesOf(event: SignInEvent | undefined): string[] {
  const known = (event?.countries ?? []).flatMap(({ country, firstAt }) =>
    country === null ? [] : [{ country, firstAt }],
  );
  const first = known.reduce<string | null>(
    (least, { firstAt }) => (least === null || firstAt < least ? firstAt : least),
    null,
  );
  return known
    .filter(({ firstAt }) => first !== null && firstAt > first)
    .map(({ country }) => country)
    .sort();
}

function usedOf(event: SignInEvent | undefined, events: Table<SignInEvent>): AccessRow['factors']['used'] {
  if (event !== undefined) return event.factors.map(({ name, strength }) => ({ name, strength }));
  return events.gap === null ? [] : null;
}

function rowOf(
  account: Account,
  row: {
    event: SignInEvent | undefined;
    record: SignIn | undefined;
    mfa: Mfa | undefined;
    enforcement: Enforcement | undefined;
  },
  events: Table<SignInEvent>,
  now: Date,
): AccessRow {
  const { event, record, mfa, enforcement } = row;
  return {
    account,
    last: lastOf(event, record),
    newCountries: events.gap === null ? newCountriesOf(event) : [],
    factors: {
      enrolled: mfa?.registered ?? null,
      allowed: enforcement?.allowedFactors?.set ?? null,
      used: usedOf(event, events),
    },
    protection:
      enforcement === undefined
        ? null
        : {
            ...protectionOf(enforcement, now),
            policies: enforcement.policies,
            trustsDevices: enforcement.trustsDevices,
          },
  };
}

/** What is known of the access of every account, sorted by login. */
export function accessOf(snapshot: Snapshot, now: Date): DirectoryAccess {
  const { accounts, signInEvents, signIns, mfa, enforcement } = tablesOf(snapshot);
  const rows = accounts.rows
    .toSorted((a, b) => (a.login < b.login ? -1 : a.login > b.login ? 1 : 0))
    .map((account) => {
      const { id } = account;
      const about = {
        event: signInEvents.one(id),
        record: signIns.one(id),
        mfa: mfa.one(id),
        enforcement: enforcement.one(id),
      };
      return rowOf(account, about, signInEvents, now);
    });
  const { provider, directoryId } = snapshot;
  return { provider, directoryId, since: signInEvents.since, gap: signInEvents.gap, rows };
}
