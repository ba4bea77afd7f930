import { type Belongs, isEmergency, isMember, type Surrounding } from './accounts.ts';
import type { Table, Tenant } from './check.ts';
import type { Snapshot } from './datasets.ts';
import { type Protection, protectionOf } from './enforcement.ts';
import type { Gap } from './gap.ts';
import { rolesOf } from './privilege.ts';
import type { Provider } from './provider.ts';
import type { Account } from './rows/account.ts';
import type { Enforcement } from './rows/enforcement.ts';
import type { Method, Mfa } from './rows/mfa.ts';
import type { Role } from './rows/role.ts';
import type { SignIn } from './rows/sign-in.ts';
import type { SignInEvent } from './rows/sign-in-event.ts';

/** Who signed in when, from where and how, in one directory; what a review of the log needs. */
export interface DirectoryAccess {
  provider: Provider;
  directoryId: string;
  /** The log was read back to this instant; null when that is not known. */
  since: string | null;
  /** Why sign-ins may be missing; null when the log was read whole. */
  gap: Gap | null;
  /** Why accounts may be missing; null when all were read. */
  accountsGap: Gap | null;
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

/** A country from which an account signed in within the window, after sign-ins from elsewhere. */
export interface NewCountry {
  country: string;
  firstAt: string;
}

/** A factor that was passed within the window. `second`: as second factor; null when the log does not say. */
export interface UsedFactor extends Method {
  second: true | null;
}

/** How an account stands, and by which policies. */
export type AccountProtection = Protection &
  Pick<Enforcement, 'policies' | 'trustsDevices' | 'startsAt'> & {
    /** Names of policies that force MFA on others and leave this account out, where MFA is forced in part. */
    leftOutOf: readonly string[];
  };

/** What is known of the sign-ins, factors and rights of one account. */
export interface AccessRow {
  account: Account;
  /** Enabled, not a guest, not an agent, not a declared emergency account. */
  member: Belongs;
  /** A declared emergency account. */
  emergency: boolean;
  /** Null: none on record, or not known. */
  last: LastSignIn | null;
  /** Why the last sign-in is not known; null where it is, and where none is on record. */
  lastGap: Gap | null;
  /** In the order in which they were first seen. Null: the log was not read whole, so an older sign-in may be missing. */
  newCountries: readonly NewCountry[] | null;
  /** Three facts with three sources, of which none stands for another. Null: it could not be read. */
  factors: {
    /** A second factor is registered. */
    enrolled: boolean | null;
    /** Google: what policy allows. */
    allowed: Enforcement['allowedFactors'];
    /** Second factors that were passed within the window, and those that may have been. */
    used: readonly UsedFactor[] | null;
  };
  protection: AccountProtection;
  roles: HeldRoles;
}

/** Administrator roles that an account holds, in whatever way. */
export interface HeldRoles {
  /** By name, each once. `eligible`: it can make the role active, and has not. */
  held: readonly { name: string; eligible: boolean }[];
  /** Why there may be more; null when all were read. */
  gap: Gap | null;
}

interface Facts {
  event: SignInEvent | undefined;
  record: SignIn | undefined;
  mfa: Mfa | undefined;
  enforcement: Enforcement | undefined;
}

interface Logs {
  signIns: Table<SignIn>;
  signInEvents: Table<SignInEvent>;
  enforcement: Table<Enforcement>;
  roles: Table<Role>;
}

const none: readonly never[] = [];
const noRecord: Gap = { kind: 'absent', detail: 'the directory gave no record of this account' };

function lastOf({ event, record }: Facts): LastSignIn | null {
  // Sign-ins without anybody at the keyboard are in the record of the last success, and not in the log.
  if (event !== undefined && event.last !== null) {
    const { at, address, country, app, client, factors } = event.last;
    return { at, source: 'log', address, country, app, client, factors };
  }
  const recorded = record?.lastSuccess ?? null;
  if (record === undefined || recorded === null) return null;
  return { at: recorded, source: record.source, address: null, country: null, app: null, client: null, factors: null };
}

/** A country is new when the log holds an earlier sign-in of the account, from another known country. */
function newCountriesOf(event: SignInEvent | undefined): readonly NewCountry[] {
  if (event === undefined || event.countries.length < 2) return none;
  const known = event.countries.flatMap(({ country, firstAt }) =>
    country === null ? [] : [{ country, firstAt, time: Date.parse(firstAt) }],
  );
  const first = Math.min(...known.map(({ time }) => time));
  return known
    .filter(({ time }) => time > first)
    .sort((a, b) => a.time - b.time || (a.country < b.country ? -1 : 1))
    .map(({ country, firstAt }) => ({ country, firstAt }));
}

/** A challenge that the log calls no second factor is none; what it does not say stays in doubt. */
function usedOf(event: SignInEvent | undefined, { gap }: Table<SignInEvent>): readonly UsedFactor[] | null {
  if (event === undefined) return gap === null ? none : null;
  if (event.factors.length === 0 && event.last?.factors === null) return null;
  return event.factors
    .filter(({ strength, second }) => second !== false && strength !== 'none')
    .map(({ name, strength, second }) => ({ name, strength, second: second === true ? true : null }));
}

function protectedBy(row: Enforcement | undefined, { gap }: Table<Enforcement>, now: Date): AccountProtection {
  if (row === undefined) {
    const nothing = { policies: [], leftOutOf: [], trustsDevices: null, startsAt: null };
    return { state: 'unknown', reason: 'unreadable', gap: gap ?? noRecord, ...nothing };
  }
  const { policies, leftOutOf = none, trustsDevices, startsAt } = row;
  const standing = protectionOf(row, now);
  const { reason } = standing;
  if (standing.state === 'unknown') {
    return { state: 'unknown', reason, gap: standing.gap, policies, leftOutOf, trustsDevices, startsAt };
  }
  return { state: standing.state, reason, policies, leftOutOf, trustsDevices, startsAt };
}

function heldBy(accountId: string, roles: Table<Role>, now: Date): HeldRoles {
  const mine = rolesOf(roles, accountId, now);
  if (mine.length === 0) return { held: none, gap: roles.gap };
  const names = Map.groupBy(mine, ({ roleName }) => roleName);
  const held = [...names].map(([name, all]) => ({ name, eligible: all.every(({ state }) => state === 'eligible') }));
  return { held: held.sort((a, b) => (a.name < b.name ? -1 : 1)), gap: roles.gap };
}

function rowOf(account: Account, facts: Facts, logs: Logs, surrounding: Surrounding): AccessRow {
  const { event, record, mfa, enforcement } = facts;
  const last = lastOf(facts);
  return {
    account,
    member: isMember(account, surrounding),
    emergency: isEmergency(account, surrounding.emergency),
    last,
    lastGap: last === null && record === undefined ? (logs.signIns.gap ?? noRecord) : null,
    newCountries: logs.signInEvents.gap === null ? newCountriesOf(event) : null,
    factors: {
      enrolled: mfa?.registered ?? null,
      allowed: enforcement?.allowedFactors ?? null,
      used: usedOf(event, logs.signInEvents),
    },
    protection: protectedBy(enforcement, logs.enforcement, surrounding.now),
    roles: heldBy(account.id, logs.roles, surrounding.now),
  };
}

function byLogin(a: Account, b: Account): number {
  if (a.login !== b.login) return a.login < b.login ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** What is known of the access of every account, sorted by login. */
export function accessOf(snapshot: Snapshot, surrounding: Surrounding & Pick<Tenant, 'tables'>): DirectoryAccess {
  const { accounts, signInEvents, signIns, mfa, enforcement, roles } = surrounding.tables(snapshot);
  const logs = { signIns, signInEvents, enforcement, roles };
  const rows = accounts.rows.toSorted(byLogin).map((account) => {
    const { id } = account;
    const facts = {
      event: signInEvents.one(id),
      record: signIns.one(id),
      mfa: mfa.one(id),
      enforcement: enforcement.one(id),
    };
    return rowOf(account, facts, logs, surrounding);
  });
  const { provider, directoryId } = snapshot;
  const { since, gap } = signInEvents;
  return { provider, directoryId, since, gap, accountsGap: accounts.gap, rows };
}
