import {
  all,
  type Belongs,
  type Candidate,
  candidates,
  isEmergency,
  isEnabled,
  isSynced,
  rowAbout,
} from '../src/core/accounts.ts';
import { defineTenantCheck, fail, pass, type Tables, type TenantContext, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { protectionOf } from '../src/core/enforcement.ts';
import type { Gap } from '../src/core/gap.ts';
import { isTopHolder } from '../src/core/privilege.ts';
import type { Account } from '../src/core/rows/account.ts';
import { isPhishable, secondFactorsOf } from '../src/core/second-factors.ts';
import { recency } from '../src/core/sign-ins.ts';

type Read = Tables<'accounts' | 'roles' | 'enforcement' | 'mfa' | 'signIns'>;
type Limits = { min: number; limitDays: number };

const provider = 'microsoft365';

/** By id, so that neither the order of rows nor what accounts are called matters. */
function holdersIn({ accounts, roles }: Read, { emergency, now }: TenantContext<Limits>): readonly Candidate[] {
  const belongs = (account: Account) =>
    all(isEmergency(account, emergency), isEnabled(account), isTopHolder(roles, account.id, now));
  return [...candidates(accounts, belongs)].sort((a, b) => (a.account.id < b.account.id ? -1 : 1));
}

function areFew(holders: readonly Candidate[], min: number, dark: Gap | null): Belongs {
  const doubtful = holders.filter(({ doubt }) => doubt !== null);
  if (holders.length - doubtful.length >= min) return false;
  return dark ?? (holders.length < min ? true : (doubtful[0]?.doubt ?? false));
}

/** What makes the account use MFA, which somebody who has lost every telephone cannot do. */
function isForced(account: Account, { enforcement }: Read, now: Date): Belongs {
  const row = rowAbout(enforcement, account, provider);
  if ('missing' in row) return row.missing;
  const protection = protectionOf(row, now);
  return protection.state === 'unknown' ? protection.gap : protection.state !== 'none';
}

function lacksKey(account: Account, { mfa }: Read): Belongs {
  const row = rowAbout(mfa, account, provider);
  if ('missing' in row) return row.missing;
  const second = secondFactorsOf(row, provider);
  return 'missing' in second ? (mfa.gap ?? second.missing) : isPhishable(second.factors);
}

function isUsed(account: Account, { signIns }: Read, limitDays: number, now: Date): Belongs {
  const record = rowAbout(signIns, account, provider);
  if ('missing' in record) return record.missing;
  const seen = recency(record, account, limitDays, now);
  return seen.state === 'unknown' ? seen.gap : seen.state === 'recent';
}

/** Those of whom something holds for certain, and why it may hold of others. */
function among(holders: readonly Candidate[], holds: (account: Account) => Belongs) {
  const answers = holders.map(({ account, doubt }) => ({ account, answer: all(holds(account), doubt ?? true) }));
  const found = answers.flatMap(({ account, answer }) => (answer === true ? account : []));
  const doubts = answers.flatMap(({ answer }) => (typeof answer === 'object' ? answer : []));
  return { found, doubts };
}

/** Null where more may be among those that were not seen. */
function count(all: readonly unknown[], isWhole: boolean): number | null {
  return isWhole ? all.length : null;
}

function logins(accounts: readonly Account[]): string | null {
  return (
    accounts
      .map(({ login }) => login)
      .sort()
      .join(', ') || null
  );
}

export const emergencyAccess = defineTenantCheck({
  id: 'emergency-access',
  severity: 'medium',
  messages: ['few', 'locked', 'synced', 'used'],
  options: { min: 2, limitDays: 90 },
  controls: controls(
    {
      'CIS M365': { '1.1.2': 'partial', '2.2.1': 'related' },
      'CIS Controls': { '6.5': 'related' },
      'NIST CSF': { 'PR.AA-05': 'related' },
      'NIST SP 800-53': { 'AC-2': 'related' },
      'ISO/IEC 27001': { 'A.5.17': 'related', 'A.8.2': 'related' },
      'SOC 2': { 'CC6.1': 'related' },
    },
    { limits: { 'CIS M365': { '1.1.2': { min: 2 } } } },
  ),
  reads: { microsoft365: { needs: ['accounts', 'roles'], uses: ['enforcement', 'mfa', 'signIns'] } },
  applies: (present) => present.includes(provider),
  subjects: ({ microsoft365 }, { id }) => (microsoft365 === undefined ? [] : [{ id, tables: microsoft365 }]),
  name: ({ id }) => ({ type: 'tenant', id }),
  judge({ tables }, _directories, context) {
    const { options, now, emergency } = context;
    const { min, limitDays } = options;
    // Where no account is declared there is none, whatever could not be read.
    const dark = emergency.size === 0 ? null : (tables.accounts.gap ?? tables.roles.gap);
    const holders = holdersIn(tables, context);
    const certain = holders.flatMap(({ account, doubt }) => (doubt === null ? account : []));
    const few = areFew(holders, min, dark);
    const locked = among(holders, (account) => all(isForced(account, tables, now), lacksKey(account, tables)));
    const synced = among(holders, isSynced);
    const used = among(holders, (account) => isUsed(account, tables, limitDays, now));
    const doubtful = holders.filter(({ doubt }) => doubt !== null);
    const isWhole = dark === null;
    const isLockSeen = isWhole && tables.enforcement.gap === null && tables.mfa.gap === null;
    const isUseSeen = isWhole && tables.signIns.gap === null;
    const facts = {
      ...{
        count: count(certain, isWhole),
        doubtful: count(doubtful, isWhole),
        min,
        limitDays,
        logins: logins(certain),
      },
      ...{ locked: count(locked.found, isLockSeen), lockedLogins: logins(locked.found) },
      ...{ synced: count(synced.found, isWhole), syncedLogins: logins(synced.found) },
      ...{ used: count(used.found, isUseSeen), usedLogins: logins(used.found) },
    };
    if (few === true) return fail('few', 'medium', facts);
    if (locked.found.length > 0) return fail('locked', 'medium', facts);
    if (synced.found.length > 0) return fail('synced', 'medium', facts);
    if (used.found.length > 0) return fail('used', 'medium', facts);
    const doubts = [dark, few === false ? null : few, ...locked.doubts, ...synced.doubts, ...used.doubts];
    const gap = doubts.find((doubt) => doubt !== null) ?? null;
    return gap === null ? pass() : unknown(gap, facts);
  },
});
