import type { Dataset } from '../../src/core/datasets.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Role } from '../../src/core/rows/role.ts';
import type { ConditionalAccessPolicy, PolicyGuests, PolicyUsers } from './conditional-access.ts';

/** How an account stands to a policy. A gap: what was read does not tell. */
export type Standing = 'included' | 'excluded' | 'outside' | Gap;

/** Who is in the groups and roles that policies name; ids in lower case. */
export interface Directory {
  /** Accounts of each group. With a gap others may be among them, who could not be read. */
  groups: ReadonlyMap<string, { ids: ReadonlySet<string>; gap: Gap | null }>;
  /** Accounts that hold a role now, by role. */
  holders: ReadonlyMap<string, ReadonlySet<string>>;
  /** Why holders may be missing; null when all are known. */
  rolesGap: Gap | null;
  /** Roles of which holders may be missing; null: any. */
  doubtfulRoles: ReadonlySet<string> | null;
}

type Answer = true | false | Gap;

/** One side of a policy, whom it includes or whom it excludes. */
interface Side {
  everybody: boolean;
  /** By position: 1 for the accounts that are named, or in what is named. */
  named: Uint8Array;
  /** Why others may be on this side too. */
  doubt: Gap | null;
  guests: ((account: Account) => Answer) | null;
}

/** Accounts by their positions in the list, so that a group is looked through once however many policies name it. */
export interface Census {
  /** Position of each account, by its id in lower case. */
  positions: ReadonlyMap<string, number>;
  groups: ReadonlyMap<string, { places: readonly number[]; gap: Gap | null }>;
  holders: ReadonlyMap<string, readonly number[]>;
  /** Why holders of a role may be missing. */
  doubtOf: (role: string) => Gap | null;
}

/** Finds the accounts of each group and role in the list of accounts; others that are in them do not matter. */
export function censusOf(accounts: readonly Account[], directory: Directory): Census {
  const { groups, holders, rolesGap, doubtfulRoles } = directory;
  const positions = new Map(accounts.map(({ id }, position) => [id.toLowerCase(), position]));
  const placesOf = (ids: ReadonlySet<string>) => [...ids].flatMap((id) => positions.get(id) ?? []);
  return {
    positions,
    groups: new Map([...groups].map(([id, { ids, gap }]) => [id, { places: placesOf(ids), gap }])),
    holders: new Map([...holders].map(([id, found]) => [id, placesOf(found)])),
    doubtOf: (role) => (doubtfulRoles?.has(role) === false ? null : rolesGap),
  };
}

/**
 * Accounts that hold each role now. Policies are about built-in roles held for the whole directory, active ones only.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups
 */
export function holdersOf(roles: Dataset<Role>, now: Date): Map<string, Set<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { roleId, holderId, state, scope, endsAt } of rowsOf(roles)) {
    if (state !== 'active' || scope !== '/' || (endsAt !== null && Date.parse(endsAt) <= now.getTime())) continue;
    const key = roleId.toLowerCase();
    const held = holders.get(key) ?? new Set();
    holders.set(key, held.add(holderId.toLowerCase()));
  }
  return holders;
}

function silent(detail: string): Gap {
  return { kind: 'absent', detail };
}

/** What Microsoft calls "guests or external users", when it does not tell kinds apart. */
function isGuestOrExternal({ kind, external }: Account): Answer {
  if (kind === 'guest' || external === true) return true;
  if (kind === null) return silent('the directory does not say whether the account is a guest');
  return external === false ? false : silent('the directory does not say whether the account signs in elsewhere');
}

/** Kinds of guests that are accounts of the directory; partners' administrators and direct connections are not. */
const guestKinds: ReadonlyMap<string, { kind: Account['kind']; external: boolean }> = new Map([
  ['internalguest', { kind: 'guest', external: false }],
  ['b2bcollaborationguest', { kind: 'guest', external: true }],
  ['b2bcollaborationmember', { kind: 'member', external: true }],
]);
const withoutAccount: ReadonlySet<string> = new Set(['none', 'b2bdirectconnectuser', 'serviceprovider']);

function isOfKind(account: Account, type: string): Answer {
  const wanted = guestKinds.get(type);
  const among = isGuestOrExternal(account);
  if (among === false || withoutAccount.has(type)) return false;
  if (wanted === undefined) return silent(`it is not known which accounts Microsoft calls ${type}`);
  const { kind, external } = account;
  if (kind !== null && kind !== wanted.kind) return false;
  if (external !== null && external !== undefined && external !== wanted.external) return false;
  if (kind === null) return silent('the directory does not say whether the account is a guest');
  return external === wanted.external || silent('the directory does not say whether the account signs in elsewhere');
}

function anyOf(answers: readonly Answer[]): Answer {
  return answers.find((answer) => answer === true) ?? answers.find((answer) => answer !== false) ?? false;
}

function guestsOf(guests: PolicyGuests, users: readonly string[]): Side['guests'] {
  const types = (guests?.guestOrExternalUserTypes ?? '').split(',').map((type) => type.trim().toLowerCase());
  const named = types.filter((type) => type !== '');
  const isAnyGuest = users.includes('guestsorexternalusers');
  if (named.length === 0 && !isAnyGuest) return null;
  const membership = guests?.externalTenants?.membershipKind?.toLowerCase() ?? 'all';
  return (account) => {
    if (isAnyGuest && isGuestOrExternal(account) !== false) return isGuestOrExternal(account);
    const answer = anyOf(named.map((type) => isOfKind(account, type)));
    // Guests of some organisations only, and where an account comes from is not told.
    const isSome = answer === true && membership !== 'all' && account.external !== false;
    return isSome ? silent('the directory does not say which organisation the account comes from') : answer;
  };
}

interface Named {
  users: readonly string[] | null | undefined;
  groups: readonly string[] | null | undefined;
  roles: readonly string[] | null | undefined;
  guests: PolicyGuests;
}

function lower(values: readonly string[] | null | undefined): string[] {
  return (values ?? []).map((value) => value.toLowerCase());
}

function sideOf({ users, groups, roles, guests }: Named, census: Census): Side {
  const named = new Uint8Array(census.positions.size);
  const words = lower(users);
  let doubt: Gap | null = null;
  for (const word of words) {
    const position = census.positions.get(word);
    if (position !== undefined) named[position] = 1;
  }
  for (const group of lower(groups)) {
    const members = census.groups.get(group);
    for (const position of members?.places ?? []) named[position] = 1;
    doubt ??= members?.gap ?? null;
  }
  for (const role of lower(roles)) {
    for (const position of census.holders.get(role) ?? []) named[position] = 1;
    doubt ??= census.doubtOf(role);
  }
  return { everybody: words.includes('all'), named, doubt, guests: guestsOf(guests, words) };
}

function isOn({ everybody, named, doubt, guests }: Side, account: Account, position: number): Answer {
  if (everybody || named[position] === 1) return true;
  const guest = guests === null ? false : guests(account);
  return guest === false ? (doubt ?? false) : guest;
}

/** Groups that a policy names, ids in lower case. */
export function groupsOf({ conditions: { users } }: ConditionalAccessPolicy): string[] {
  return [...(users?.includeGroups ?? []), ...(users?.excludeGroups ?? [])].map((id) => id.toLowerCase());
}

/** Whether whom a policy is about depends on roles. */
export function namesRoles({ conditions: { users } }: ConditionalAccessPolicy): boolean {
  return (users?.includeRoles ?? []).length + (users?.excludeRoles ?? []).length > 0;
}

/** How accounts, given with their position, stand to a policy; asking is cheap however many groups it names. */
export function scopeOf(
  policy: ConditionalAccessPolicy,
  census: Census,
): (account: Account, position: number) => Standing {
  const users: Partial<PolicyUsers> = policy.conditions.users ?? {};
  const included = sideOf(
    {
      users: users.includeUsers,
      groups: users.includeGroups,
      roles: users.includeRoles,
      guests: users.includeGuestsOrExternalUsers,
    },
    census,
  );
  const excluded = sideOf(
    {
      users: users.excludeUsers,
      groups: users.excludeGroups,
      roles: users.excludeRoles,
      guests: users.excludeGuestsOrExternalUsers,
    },
    census,
  );
  return (account, position) => {
    const isIn = isOn(included, account, position);
    if (isIn === false) return 'outside';
    const isOut = isOn(excluded, account, position);
    if (isOut === true) return isIn === true ? 'excluded' : 'outside';
    if (isIn !== true) return isIn;
    return isOut === false ? 'included' : isOut;
  };
}
