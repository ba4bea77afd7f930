import { isEmergency, isMember } from '../accounts.ts';
import type { Tables, Tenant } from '../check.ts';
import { compareText } from '../compare-text.ts';
import type { DatasetName, Snapshot } from '../datasets.ts';
import { type Disabling, disablingOf } from '../disabling.ts';
import { protectionOf } from '../enforcement.ts';
import { darkRoles, privilegeOf, rolesOf } from '../privilege.ts';
import type { Provider } from '../provider.ts';
import type { Account } from '../rows/account.ts';
import type { Method } from '../rows/mfa.ts';
import type { Role } from '../rows/role.ts';
import { secondFactorsOf } from '../second-factors.ts';
import { windowGap } from '../sign-in-log.ts';
import { recency } from '../sign-ins.ts';

/**
 * How long ago the last successful sign-in was, the same for every tenant: up to 45 days, up to 90, longer, or never.
 * The limits are those of `unused-admin` and `stale-account`; a class changes seldom, a date every day.
 */
export const signInClasses = ['active', 'unused', 'stale', 'never'] as const;
export type SignInClass = (typeof signInClasses)[number];
export const unusedDays = 45;
export const staleDays = 90;

/** A role that an account holds, in whatever way. */
export interface HeldRole {
  id: string;
  name: string;
  tier: Role['tier'];
  /** It is active for all that is known; else the account can make it so. */
  eligible: boolean;
}

/** What history keeps of an account. Null: not known, since the provider did not say or could not be asked. */
export interface AccountFacts {
  provider: Provider;
  directoryId: string;
  id: string;
  login: string;
  name: string | null;
  kind: Account['kind'];
  enabled: boolean | null;
  createdAt: string | null;
  /** When it was disabled last. Null: it is enabled, or nothing tells. */
  disabled: Disabling | null;
  department: string | null;
  /** A declared emergency account. */
  emergency: boolean;
  /** Enabled, not a guest, not an agent, not a declared emergency account. */
  member: boolean | null;
  /** By all roles; null where one that was not read, or whose rights are not known, could give more. */
  privilege: 'top' | 'high' | 'none' | null;
  /** By id, each once. */
  roles: readonly HeldRole[] | null;
  /** A second factor is registered. */
  registered: boolean | null;
  /** Registered second factors, by name. */
  methods: readonly Method[] | null;
  enforcement: 'enforced' | 'partly' | 'none' | null;
  signIn: SignInClass | null;
  /** Countries, ISO 3166-1 alpha-2, of successful sign-ins within 30 days; sorted. Null: the log tells less. */
  countries: readonly string[] | null;
}

type Read = Tables<DatasetName>;

function rolesHeld({ roles }: Read, accountId: string, now: Date): readonly HeldRole[] | null {
  // What could not be read may be one more.
  if (roles.gap !== null) return null;
  const held = Map.groupBy(rolesOf(roles, accountId, now), ({ roleId }) => roleId);
  return [...held]
    .flatMap(([id, all]) =>
      all.slice(0, 1).map(({ roleName: name, tier }) => {
        return { id, name, tier, eligible: all.every(({ state }) => state === 'eligible') };
      }),
    )
    .sort((a, b) => compareText(a.id, b.id));
}

function privilegeIn({ roles }: Read, accountId: string, now: Date): AccountFacts['privilege'] {
  const privilege = privilegeOf(roles, accountId, now);
  if (privilege === 'top' || privilege === 'none') return privilege;
  const doubt = roles.gap ?? darkRoles(rolesOf(roles, accountId, now));
  return privilege === 'high' && doubt === null ? 'high' : null;
}

function methodsIn({ mfa }: Read, accountId: string, provider: Provider): readonly Method[] | null {
  const row = mfa.one(accountId);
  if (row === undefined) return null;
  const found = secondFactorsOf(row, provider);
  // Google's enrolment says nothing of keys.
  if ('missing' in found) return provider === 'microsoft365' && row.registered === false ? [] : null;
  return [...new Map(found.factors.map((method) => [method.name, method])).values()].sort((a, b) =>
    compareText(a.name, b.name),
  );
}

function signInClassOf({ signIns }: Read, account: Account, now: Date): SignInClass | null {
  const record = signIns.one(account.id);
  if (record === undefined) return null;
  const beyond = recency(record, account, staleDays, now);
  if (beyond.state === 'never') return 'never';
  if (beyond.state === 'stale') {
    if (beyond.since === null) return 'stale';
    if (account.createdAt === null) return null;
    // The record is older than the account, so that nothing on record is nothing ever.
    return Date.parse(account.createdAt) >= Date.parse(beyond.since) ? 'never' : 'stale';
  }
  const within = recency(record, account, unusedDays, now);
  if (within.state === 'recent') return 'active';
  return within.state === 'stale' && beyond.state === 'recent' ? 'unused' : null;
}

/** What was read of a cut or short log would be too little to tell later which country is new. */
function countriesOf(log: Read['signInEvents'], accountId: string, now: Date): readonly string[] | null {
  if (windowGap(log, now) !== null) return null;
  const places = log.one(accountId)?.countries ?? [];
  return [...new Set(places.flatMap(({ country }) => country ?? []))].sort(compareText);
}

function factsOf(account: Account, snapshot: Snapshot, tenant: Tenant, tables: Read): AccountFacts {
  const { provider, directoryId } = snapshot;
  const { id, login, name, kind, enabled, createdAt, department = null } = account;
  const { now } = tenant;
  const row = tables.enforcement.one(id);
  const protection = row === undefined ? 'unknown' : protectionOf(row, now).state;
  const member = isMember(account, tenant);
  return {
    ...{ provider, directoryId, id, login, name, kind, enabled, createdAt, department },
    disabled: enabled === false ? disablingOf(account, tables.adminActivity) : null,
    emergency: isEmergency(account, tenant.emergency),
    member: typeof member === 'boolean' ? member : null,
    privilege: privilegeIn(tables, id, now),
    roles: rolesHeld(tables, id, now),
    registered: tables.mfa.one(id)?.registered ?? null,
    methods: methodsIn(tables, id, provider),
    enforcement: protection === 'unknown' ? null : protection,
    signIn: signInClassOf(tables, account, now),
    countries: countriesOf(tables.signInEvents, id, now),
  };
}

/** The facts of one account; undefined: the directory was not read, or does not hold it. */
export function accountFactsIn(
  snapshots: readonly Snapshot[],
  tenant: Tenant,
): (provider: Provider, accountId: string) => AccountFacts | undefined {
  return (provider, accountId) => {
    const snapshot = snapshots.find((one) => one.provider === provider);
    if (snapshot === undefined) return undefined;
    const tables = tenant.tables(snapshot);
    const account = tables.accounts.one(accountId);
    return account === undefined ? undefined : factsOf(account, snapshot, tenant, tables);
  };
}

const atOnce = 2_000;

/** The facts of every account that was read, by id; a step now and then. */
export function* accountFactsSteps(snapshot: Snapshot, tenant: Tenant): Generator<undefined, AccountFacts[]> {
  const tables = tenant.tables(snapshot);
  const facts: AccountFacts[] = [];
  for (const account of tables.accounts.rows) {
    facts.push(factsOf(account, snapshot, tenant, tables));
    if (facts.length % atOnce === 0) yield;
  }
  return facts.sort((a, b) => compareText(a.id, b.id));
}
