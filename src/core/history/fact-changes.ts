import type { Provider } from '../datasets.ts';
import type { AccountFacts } from './account-facts.ts';
import type { DirectoryEntry, ScanEntry } from './entry.ts';
import { haveMethodsChanged } from './method-change.ts';

export const factChangeKinds = [
  'account-new',
  'account-gone',
  'account-enabled',
  'account-disabled',
  'admin-new',
  'role-added',
  'role-removed',
  'methods-changed',
  'country-new',
  'department-changed',
] as const;
export type FactChangeKind = (typeof factChangeKinds)[number];

/** A fact of one account that changed. Lists are joined by commas; null: nothing to name. */
export interface FactChange {
  kind: FactChangeKind;
  provider: Provider;
  account: { id: string; login: string; name: string | null };
  before: string | null;
  after: string | null;
}

function accountKey({ provider, directoryId, id }: AccountFacts): string {
  return `${provider}/${directoryId}/${id}`;
}

/** Facts that are not known now stay as they were known last; countries add up. */
export function carried(before: AccountFacts | undefined, now: AccountFacts): AccountFacts {
  if (before === undefined) return now;
  const countries =
    before.countries === null || now.countries === null
      ? (now.countries ?? before.countries)
      : [...new Set([...before.countries, ...now.countries])].sort();
  return {
    ...now,
    enabled: now.enabled ?? before.enabled,
    kind: now.kind ?? before.kind,
    createdAt: now.createdAt ?? before.createdAt,
    member: now.member ?? before.member,
    department: now.department ?? before.department,
    privilege: now.privilege ?? before.privilege,
    roles: now.roles ?? before.roles,
    registered: now.registered ?? before.registered,
    methods: now.methods ?? before.methods,
    enforcement: now.enforcement ?? before.enforcement,
    signIn: now.signIn ?? before.signIn,
    countries,
  };
}

/** What one scan makes of the accounts that were known. */
export interface AccountsFollowed {
  /** With the facts as they were known last; those too that could not be read now. */
  standing: readonly AccountFacts[];
  /** Their directory was read whole and does not hold them any more. */
  gone: readonly AccountFacts[];
}

/** Follows accounts through one more scan. An account is gone only when the whole list of its directory was read. */
export function followAccounts(
  before: readonly AccountFacts[],
  { accounts, directories }: Pick<ScanEntry, 'accounts' | 'directories'>,
): AccountsFollowed {
  const earlier = new Map(before.map((facts) => [accountKey(facts), facts]));
  const now = new Set(accounts.map(accountKey));
  const whole = new Set(
    directories
      .filter(({ datasets }) => datasets.accounts.state === 'complete')
      .map(({ provider, directoryId }) => `${provider}/${directoryId}`),
  );
  const missing = before.filter((facts) => !now.has(accountKey(facts)));
  const [gone = [], unread = []] = [true, false].map((isGone) =>
    missing.filter(({ provider, directoryId }) => whole.has(`${provider}/${directoryId}`) === isGone),
  );
  return { standing: [...accounts.map((facts) => carried(earlier.get(accountKey(facts)), facts)), ...unread], gone };
}

/** The facts of an account at two scans; undefined: the directory did not hold it. */
export interface FactPair {
  before: AccountFacts | undefined;
  after: AccountFacts | undefined;
}

/** What is known of accounts at two scans. */
export interface Comparison {
  before: readonly AccountFacts[];
  after: readonly AccountFacts[];
  /** The directories of the earlier scan. */
  directories: readonly Pick<DirectoryEntry, 'provider' | 'directoryId' | 'datasets'>[];
  /** Instant of the earlier scan, ISO 8601. */
  since: string;
  /** Names are disguised alike, or not at all, in both. */
  isSameDisguise: boolean;
}

/**
 * The accounts of two scans side by side. One that only the later knows is new where the earlier had the whole list of
 * the directory, or where it was created since; else it had only not been read.
 */
export function factPairs({ before, after, directories, since, isSameDisguise }: Comparison): FactPair[] {
  const earlier = new Map(before.map((facts) => [accountKey(facts), facts]));
  const later = new Set(after.map(accountKey));
  const read = new Map(
    directories.map(({ provider, directoryId, datasets }) => [`${provider}/${directoryId}`, datasets.accounts.state]),
  );
  const isNew = ({ provider, directoryId, createdAt }: AccountFacts) => {
    const state = read.get(`${provider}/${directoryId}`);
    if (state === undefined || state === 'complete') return state === 'complete';
    return createdAt !== null && Date.parse(createdAt) > Date.parse(since);
  };
  return [
    ...after.flatMap((facts): FactPair[] => {
      const was = earlier.get(accountKey(facts));
      if (was === undefined) return isNew(facts) ? [{ before: undefined, after: facts }] : [];
      return [{ before: isSameDisguise ? was : { ...was, department: null }, after: facts }];
    }),
    ...before.filter((facts) => !later.has(accountKey(facts))).map((facts) => ({ before: facts, after: undefined })),
  ];
}

function namesOf(roles: NonNullable<AccountFacts['roles']>): string | null {
  return roles.length === 0 ? null : roles.map(({ name }) => name).join(', ');
}

function methodsOf({ methods }: AccountFacts): string | null {
  return methods === null || methods.length === 0 ? null : methods.map(({ name }) => name).join(', ');
}

const powers = ['none', 'high', 'top'] as const;

function isRaised(before: AccountFacts['privilege'], after: AccountFacts['privilege']): boolean {
  return before !== null && after !== null && powers.indexOf(after) > powers.indexOf(before);
}

/** What is not known on one side has not changed. */
function between(before: AccountFacts, after: AccountFacts): Array<Pick<FactChange, 'kind' | 'before' | 'after'>> {
  const found: Array<Pick<FactChange, 'kind' | 'before' | 'after'>> = [];
  const add = (kind: FactChangeKind, was: string | null, is: string | null) =>
    found.push({ kind, before: was, after: is });
  if (before.enabled === false && after.enabled === true) add('account-enabled', null, null);
  if (before.enabled === true && after.enabled === false) add('account-disabled', null, null);
  const [had, has] = [before.roles, after.roles];
  const isNewAdmin = isRaised(before.privilege, after.privilege);
  if (isNewAdmin) add('admin-new', had && namesOf(had), has && namesOf(has));
  if (had !== null && has !== null) {
    const added = has.filter(({ id }) => !had.some((role) => role.id === id));
    const removed = had.filter(({ id }) => !has.some((role) => role.id === id));
    if (added.length > 0 && !isNewAdmin) add('role-added', null, namesOf(added));
    if (removed.length > 0) add('role-removed', namesOf(removed), null);
  }
  if (before.methods !== null && after.methods !== null && haveMethodsChanged(before.methods, after.methods)) {
    add('methods-changed', methodsOf(before), methodsOf(after));
  }
  if (before.countries !== null && after.countries !== null) {
    const known = before.countries;
    const fresh = after.countries.filter((country) => !known.includes(country));
    if (fresh.length > 0) add('country-new', known.join(', ') || null, fresh.join(', '));
  }
  if (before.department !== null && after.department !== null && before.department !== after.department) {
    add('department-changed', before.department, after.department);
  }
  return found;
}

function factChangesOf({ before, after }: FactPair): FactChange[] {
  const known = after ?? before;
  if (known === undefined) return [];
  const { provider, id, login, name } = known;
  const told = { provider, account: { id, login, name } };
  if (after === undefined) return [{ kind: 'account-gone', ...told, before: null, after: null }];
  if (before !== undefined) return between(before, after).map((change) => ({ ...change, ...told }));
  const isAdmin = after.privilege === 'top' || after.privilege === 'high';
  return [
    { kind: 'account-new', ...told, before: null, after: null },
    ...(isAdmin
      ? [{ kind: 'admin-new', ...told, before: null, after: after.roles && namesOf(after.roles) } satisfies FactChange]
      : []),
  ];
}

/** What changed about accounts, by what is known on both sides. */
export function factChanges(pairs: readonly FactPair[]): FactChange[] {
  const order = (kind: FactChangeKind) => factChangeKinds.indexOf(kind);
  const key = ({ provider, account }: FactChange) => `${provider}/${account.login}/${account.id}`;
  return pairs
    .flatMap(factChangesOf)
    .sort((a, b) => order(a.kind) - order(b.kind) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
