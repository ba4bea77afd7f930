import { type Judgement, type Subject, type Table, unknown } from './check.ts';
import { daysBetween } from './days.ts';
import { type Gap, silent } from './gap.ts';
import type { Provider } from './provider.ts';
import type { Account } from './rows/account.ts';

/** Whether an account belongs to those whom a rule is about. A gap: the directory does not say. */
export type Belongs = true | false | Gap;

/** An account with what is known of its belonging: certain, or doubtful for the reason given. */
export interface Candidate {
  account: Account;
  doubt: Gap | null;
}

/** What besides the account tells whether it belongs: declared emergency accounts, and the instant to judge by. */
export interface Surrounding {
  emergency: ReadonlySet<string>;
  now: Date;
}

/** Declared emergency accounts, by login without case or by id, as `Surrounding` wants them. */
export function emergencySet(declared: readonly string[]): ReadonlySet<string> {
  return new Set(declared.flatMap((name) => [name, name.toLowerCase()]));
}

/** Whether an account is declared an emergency account. */
export function isEmergency(account: Account, emergency: ReadonlySet<string>): boolean {
  return emergency.size > 0 && (emergency.has(account.id) || emergency.has(account.login.toLowerCase()));
}

/** Whether a human is behind the account. */
export function isHuman(account: Account): Belongs {
  return account.kind === null ? silent('whether the account is a human or a program') : account.kind !== 'agent';
}

/** Whether the account may sign in. */
export function isEnabled(account: Account): Belongs {
  return account.enabled ?? silent('whether the account is enabled');
}

/** Whether the account may not sign in. */
export function isDisabled(account: Account): Belongs {
  return account.enabled === null ? silent('whether the account is enabled') : !account.enabled;
}

/** Comes from an on-premises directory. */
export function isSynced({ synced }: Account): Belongs {
  return synced ?? silent('whether the account comes from an on-premises directory');
}

/** Enabled, not a guest, not an agent, not a declared emergency account. */
export function isMember(account: Account, { emergency }: Surrounding): Belongs {
  if (account.kind === 'guest' || account.kind === 'agent' || isEmergency(account, emergency)) return false;
  if (account.enabled === false) return false;
  return account.kind === null ? silent('whether the account is a member or a guest') : isEnabled(account);
}

/** Enabled, from outside. */
export function isEnabledGuest(account: Account): Belongs {
  if (account.kind === 'member' || account.kind === 'agent' || account.enabled === false) return false;
  return account.kind === null ? silent('whether the account is a member or a guest') : isEnabled(account);
}

/** Created more than `days` whole days ago. `lastSuccess` stands in where the day of creation is not known. */
export function isOlderThan(account: Account, days: number, now: Date, lastSuccess: string | null): Belongs {
  if (account.createdAt !== null) return daysBetween(account.createdAt, now) > days;
  if (lastSuccess !== null && daysBetween(lastSuccess, now) > days) return true;
  return silent('when the account was created');
}

/** All of the conditions: false wins over doubt, doubt over true. */
export function all(...conditions: readonly Belongs[]): Belongs {
  if (conditions.includes(false)) return false;
  return conditions.find((condition) => condition !== true) ?? true;
}

/** The accounts that belong, and those that may. */
export function* candidates(accounts: Table<Account>, belongs: (account: Account) => Belongs): Generator<Candidate> {
  for (const account of accounts.rows) {
    const answer = belongs(account);
    if (answer !== false) yield { account, doubt: answer === true ? null : answer };
  }
}

/** Nobody is convicted while it is in doubt whether the rule is about the account. */
export function unlessDoubtful<M extends string>(doubt: Gap | null, judgement: Judgement<M>): Judgement<M> {
  return doubt !== null && judgement.verdict === 'fail' ? unknown(doubt, judgement.data) : judgement;
}

/** The account as reports name it. */
export function accountSubject({ account }: Candidate): Subject {
  return {
    type: 'account',
    id: account.id,
    login: account.login,
    ...(account.name === null ? {} : { name: account.name }),
  };
}

/** The row that a table holds about an account; a gap when it holds none. */
export function rowAbout<Row>(table: Table<Row>, account: Account, provider: Provider): Row | { missing: Gap } {
  const row = table.one(account.id);
  if (row !== undefined) return row;
  return { missing: table.gap ?? { kind: 'absent', detail: `${provider} gave no record for this account` } };
}
