import type { Holding, Person as Human } from '../core/people.ts';
import type { Provider } from '../core/provider.ts';
import type { Entry } from './urgency.ts';

/** What was found of one account of a person. */
export interface PersonAccount {
  provider: Provider;
  id: string;
  login: string | null;
  /** Names of the privileged roles that this account holds, the highest first. */
  roles: readonly string[];
  /** Some finding says that this account holds an administrator's right. */
  isAdmin: boolean;
  entries: readonly Entry[];
}

const none: readonly never[] = [];
const topRoles: ReadonlySet<string> = new Set(['Global Administrator', '_SEED_ADMIN_ROLE']);

/** Whether a role is the highest of its directory. */
export function isTopRole(name: string): boolean {
  return topRoles.has(name);
}

/** Privileged roles by name, each once, the highest first. */
export function rolesOf(entries: readonly Entry[]): readonly string[] {
  const names = entries.flatMap(({ finding: { data } }) =>
    typeof data.roles === 'string' ? data.roles.split(', ').filter((name) => name !== '') : [],
  );
  if (names.length === 0) return none;
  return [...new Set(names)].sort((a, b) => Number(isTopRole(b)) - Number(isTopRole(a)));
}

function holdsRight({ finding: { data } }: Entry): boolean {
  return data.privileged === true || typeof data.roles === 'string';
}

/** Findings by the account that they are about, in their order; what is about the whole person is in none. */
export function accountsOf(entries: readonly Entry[]): PersonAccount[] {
  const groups = new Map<string, PersonAccount & { entries: Entry[] }>();
  for (const entry of entries) {
    const { provider } = entry.result;
    const { type, id, login = null } = entry.finding.subject;
    if (type !== 'account' || provider === null) continue;
    const key = `${provider}/${id}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { provider, id, login, roles: [], isAdmin: false, entries: [entry] });
    else known.entries.push(entry);
  }
  return [...groups.values()].map((account) => {
    return { ...account, roles: rolesOf(account.entries), isAdmin: account.entries.some(holdsRight) };
  });
}

/** Whether the account that a finding is about is an administrator's, by all that was found. */
export function isOfAdmin({ result: { provider }, finding: { subject } }: Entry, entries: readonly Entry[]): boolean {
  if (subject.type !== 'account' || provider === null) return false;
  return entries.some((entry) => {
    const { type, id } = entry.finding.subject;
    return entry.result.provider === provider && type === 'account' && id === subject.id && holdsRight(entry);
  });
}

/** Whether one of the accounts in a cloud is an administrator's. */
export function isAdminIn(cloud: Provider, entries: readonly Entry[]): boolean {
  return entries.some((entry) => {
    return entry.result.provider === cloud && entry.finding.subject.type === 'account' && holdsRight(entry);
  });
}

/** Accounts of every day before those that hold a role. */
export function everydayFirst({ holdings }: Human, hasRole: (holding: Holding) => boolean): readonly Holding[] {
  if (holdings.length < 2) return holdings;
  return holdings.toSorted((a, b) => Number(hasRole(a)) - Number(hasRole(b)));
}

/** The login, where the person has several accounts in that cloud and the cloud does not tell which is meant. */
export function tellingLogin(human: Human | null, provider: Provider, accountId: string): string | null {
  const own = human?.holdings.filter((holding) => holding.provider === provider) ?? [];
  return own.length < 2 ? null : (own.find(({ account }) => account.id === accountId)?.account.login ?? null);
}
