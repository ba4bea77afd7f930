import { describe, expect, it } from 'vitest';
import type { Method } from '../../../src/core/datasets.ts';
import type { AccountFacts } from '../../../src/core/history/account-facts.ts';
import { carried, comparable, type FactPair, factChanges } from '../../../src/core/history/fact-changes.ts';
import {
  account,
  app,
  daysAgo,
  events,
  key,
  logOf,
  mfa,
  partial,
  phone,
  role,
  signIn,
  unavailable,
  withDataset,
} from '../../check-tester.ts';
import { directory } from '../directory.ts';
import { entryOf, type Judging } from './scans.ts';

type Data = Parameters<typeof directory>[2];
const complete = <Row>(rows: readonly Row[]) => ({ state: 'complete', rows }) as const;

function facts(data: Data = {}, given: Parameters<typeof account>[0] = {}, how: Judging = {}): AccountFacts {
  const [found] = entryOf([directory('microsoft365', [account(given)], data)], how).accounts;
  if (found === undefined) throw new Error('no account');
  return found;
}

function told(before: AccountFacts, after: AccountFacts): string[] {
  return factChanges([{ before, after }]).map((one) => `${one.kind}: ${one.before} → ${one.after}`);
}

describe('facts of an account', () => {
  const lastly = (days: number, given: Parameters<typeof signIn>[0] = {}) =>
    facts({ signIns: complete([signIn({ lastSuccess: daysAgo(days), ...given })]) }).signIn;

  it.each([
    [45, 'active'],
    [46, 'unused'],
    [90, 'unused'],
    [91, 'stale'],
  ])('%s days since the last sign-in are a class', (days, expected) => {
    expect(lastly(days)).toBe(expected);
  });

  it('a sign-in that nobody recorded is never, where the record is older than the account', () => {
    const since = (days: number, createdAt: string | null) =>
      facts({ signIns: complete([signIn({ recordedSince: daysAgo(days), source: 'usage-report' })]) }, { createdAt })
        .signIn;
    expect(since(180, daysAgo(1000))).toBe('stale');
    expect(since(180, daysAgo(10))).toBe('never');
    expect(since(180, null)).toBe(null);
  });

  it('privilege is known where no other role can give more', () => {
    const high = role({ roleId: 'user-administrator', tier: 'high' });
    expect(facts({ roles: complete([high]) }).privilege).toBe('high');
    expect(facts({ roles: partial([high]) }).privilege).toBe(null);
    expect(facts({ roles: complete([high, role({ roleId: 'custom', tier: null })]) }).privilege).toBe(null);
    expect(facts({ roles: partial([role()]) })).toMatchObject({ privilege: 'top', roles: null });
    expect(facts({ roles: complete([]) }).privilege).toBe('none');
    expect(facts({ roles: unavailable() }).privilege).toBe(null);
  });

  it('countries are known where the log was read whole, back to 30 days', () => {
    const place = { country: 'JP', firstAt: daysAgo(9), lastAt: daysAgo(9), address: null, app: null, count: 1 };
    const log = [events({ countries: [place, { ...place, country: null }] })];
    const countries = (signInEvents: NonNullable<Data>['signInEvents']) =>
      facts(signInEvents === undefined ? {} : { signInEvents }).countries;
    expect(countries(logOf(log, 30))).toEqual(['JP']);
    expect(countries(logOf(log, 29))).toBe(null);
    expect(countries(partial(log))).toBe(null);
    expect(countries(logOf([], 30))).toEqual([]);
  });

  it('an emergency account is one, guest or not', () => {
    expect(facts({}, { kind: 'guest' }, { emergency: ['ann'] })).toMatchObject({ emergency: true, member: false });
  });
});

describe('a change of facts', () => {
  const admin = facts({ roles: complete([role()]) });
  const reader = role({ roleId: 'reader', roleName: 'Reports Reader', tier: 'limited' });
  const nobody = facts({ roles: complete([]) });

  it('is a new administrator, a role added or removed', () => {
    expect(told(nobody, admin)).toEqual(['admin-new: null → Global Administrator']);
    expect(told(nobody, facts({ roles: complete([reader]) }))).toEqual(['role-added: null → Reports Reader']);
    expect(told(admin, nobody)).toEqual(['role-removed: Global Administrator → null']);
    expect(
      told(
        admin,
        facts({ roles: complete([role({ roleId: 'global-administrator', roleName: 'Renamed', state: 'eligible' })]) }),
      ),
    ).toEqual([]);
  });

  it('is an account enabled again, or disabled', () => {
    expect(told(facts({}, { enabled: false }), facts())).toEqual(['account-enabled: null → null']);
    expect(told(facts(), facts({}, { enabled: false }))).toEqual(['account-disabled: null → null']);
    expect(told(facts({}, { enabled: null }), facts())).toEqual([]);
  });

  it('is other methods, but not other names for them', () => {
    const methods = (...all: Method[]) => facts({ mfa: complete([mfa({ methods: all })]) });
    expect(told(methods(phone), methods(key, app))).toEqual([
      'methods-changed: mobilePhone → fido2SecurityKey, microsoftAuthenticatorPush',
    ]);
    expect(told(methods(key, phone), methods(phone, key))).toEqual([]);
    expect(told(methods(phone), facts({ mfa: complete([mfa({ registered: false, methods: [] })]) }))).toEqual([
      'methods-changed: mobilePhone → null',
    ]);
    expect(told(methods(phone), facts({ mfa: unavailable() }))).toEqual([]);
  });

  it('is a country that was never seen, and not one that was seen before the window', () => {
    const from = (...countries: string[]): AccountFacts => ({ ...facts(), countries });
    const dark: AccountFacts = { ...facts(), countries: null };
    expect(told(from('JP'), from('JP', 'US'))).toEqual(['country-new: JP → US']);
    expect(told(from(), from('JP'))).toEqual(['country-new: null → JP']);
    expect(told(dark, from('JP'))).toEqual([]);
    const known = [from('US'), from('JP'), dark, from()].reduce((before, now) => carried(before, now), from('JP'));
    expect(told(known, from('US'))).toEqual([]);
  });

  it('is another department, unless names are disguised otherwise', () => {
    const [before, after] = [facts({}, { department: 'Sales' }), facts({}, { department: '営業' })];
    expect(told(before, after)).toEqual(['department-changed: Sales → 営業']);
    const all = { asOf: daysAgo(1), directories: [] };
    expect(factChanges(comparable([{ before, after }], { ...all, isSameDisguise: false }))).toEqual([]);
    expect(factChanges(comparable([{ before, after }], { ...all, isSameDisguise: true }))).toHaveLength(1);
  });

  const kinds = (
    read: Parameters<typeof entryOf>[0],
    before: AccountFacts | undefined,
    after: AccountFacts | undefined,
  ) => {
    const { directories } = entryOf(read);
    const earlier = { directories, asOf: daysAgo(1), isSameDisguise: true };
    return factChanges(comparable([{ before, after }], earlier)).map(({ kind }) => kind);
  };

  it('is an account that came, with its roles, or went', () => {
    const whole = [directory('microsoft365', [])];
    expect(kinds(whole, undefined, admin)).toEqual(['account-new', 'admin-new']);
    expect(kinds(whole, admin, undefined)).toEqual(['account-gone']);
    expect(kinds([], undefined, admin)).toEqual([]);
  });

  it('is an account that came, where the list before was cut, only if it was made since', () => {
    const cut = [withDataset(directory('microsoft365', []), 'accounts', partial([]))];
    const made = (createdAt: string | null) => kinds(cut, undefined, facts({}, { createdAt }));
    expect(made(daysAgo(2))).toEqual([]);
    expect(made(null)).toEqual([]);
    expect(made(daysAgo(0.5))).toEqual(['account-new']);
  });

  it('comes in one order, also for two directories of one provider that hold the same id', () => {
    const disabled = facts({}, { enabled: false });
    const inside = (directoryId: string): FactPair => {
      const login = 'same@example.com';
      const after = { ...admin, directoryId, login, name: directoryId };
      return { before: { ...disabled, directoryId, login }, after: { ...after, enabled: true } };
    };
    const pairs = ['b', 'c', 'a'].map(inside);
    const names = (some: readonly FactPair[]) =>
      factChanges(some).map(({ kind, account: { name } }) => `${kind} ${name}`);
    expect(names(pairs).filter((one) => one.startsWith('account-enabled'))).toEqual(
      ['a', 'b', 'c'].map((name) => `account-enabled ${name}`),
    );
    expect(names(pairs.toReversed())).toEqual(names(pairs));
  });
});
