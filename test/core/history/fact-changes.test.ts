import { describe, expect, it } from 'vitest';
import type { AccountFacts } from '../../../src/core/history/account-facts.ts';
import {
  carried,
  comparable,
  type FactPair,
  factChanges,
  newcomersSince,
} from '../../../src/core/history/fact-changes.ts';
import type { Method } from '../../../src/core/rows/mfa.ts';
import {
  account,
  act,
  app,
  daysAgo,
  events,
  key,
  logOf,
  mfa,
  now,
  partial,
  phone,
  role,
  signIn,
  unavailable,
  withDataset,
} from '../../check-tester.ts';
import { directory } from '../directory.ts';
import { entryOf, type Judging, tracked } from './scans.ts';

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

  it('tell when it was disabled, and what tells it; of one that is enabled it is past', () => {
    const trail = logOf([act({ disabledAt: daysAgo(3) })], 90);
    const disabled = (given: Parameters<typeof account>[0]) => facts({ adminActivity: trail }, given).disabled;
    expect(disabled({ enabled: false })).toEqual({ at: daysAgo(3), source: 'audit-trail' });
    expect(disabled({ enabled: false, disabledAt: daysAgo(2) })).toEqual({ at: daysAgo(2), source: 'directory' });
    expect(disabled({ enabled: true, disabledAt: daysAgo(2) })).toBeNull();
    expect(disabled({ enabled: null })).toBeNull();
    expect(facts({}, { enabled: false }).disabled).toBeNull();
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

  describe('is the first country ever', () => {
    const unused = (ageDays: number, given: Partial<AccountFacts> = {}): AccountFacts => ({
      ...facts({ signIns: complete([signIn()]) }, { createdAt: daysAgo(ageDays) }),
      ...{ countries: [], ...given },
    });
    const since = (before: AccountFacts, countries: readonly string[], foreign: readonly string[] = []) => {
      const newcomers = { asOf: now.toISOString(), foreign: new Set(foreign) };
      const after = { ...before, signIn: 'active' as const, countries };
      return factChanges([{ before, after }], newcomers).map(({ kind, after: told }) => `${kind} ${told}`);
    };

    it('not of somebody new', () => {
      expect(since(unused(3), ['JP'])).toEqual([]);
      expect(since(unused(90), ['JP'])).toEqual([]);
    });

    it('of an account that was there unused for longer, or nobody knows how long', () => {
      expect(since(unused(91), ['JP'])).toEqual(['country-new JP']);
      expect(since(unused(3, { createdAt: null }), ['JP'])).toEqual(['country-new JP']);
    });

    it('of somebody who had signed in before, or of whom that is not known', () => {
      for (const signIn of ['active', 'unused', 'stale', null] as const) {
        expect(since(unused(3, { signIn }), ['JP'])).toEqual(['country-new JP']);
      }
    });

    it('of somebody new who comes from outside the approved countries, or from several', () => {
      expect(since(unused(3), ['VN'], ['microsoft365/ann'])).toEqual(['country-new VN']);
      expect(since(unused(3), ['VN'], ['google-workspace/ann'])).toEqual([]);
      expect(since(unused(3), ['JP', 'VN'])).toEqual(['country-new JP, VN']);
    });

    it('and what stands tells who came from outside', () => {
      const abroad = tracked({ check: 'foreign-sign-in', subject: { type: 'account', id: 'ann' } });
      const { foreign } = newcomersSince(now.toISOString(), [abroad, tracked()]);
      expect([...foreign]).toEqual(['microsoft365/ann']);
    });
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

  it('of roles is told once, where more power was seen before the roles were', () => {
    const helpdesk = { id: 'h', name: 'Helpdesk', tier: 'limited', eligible: false } as const;
    const top = { id: 't', name: 'Global Administrator', tier: 'top', eligible: false } as const;
    const before: AccountFacts = { ...facts(), privilege: 'none', roles: [helpdesk] };
    const halfDark = carried(before, { ...facts(), privilege: 'top', roles: null });
    expect(told(before, halfDark)).toEqual(['admin-new: Helpdesk → null']);
    expect(told(halfDark, { ...facts(), privilege: 'top', roles: [helpdesk, top] })).toEqual([]);
    const dark = carried(before, { ...facts(), privilege: null, roles: null });
    expect(told(dark, { ...facts(), privilege: 'top', roles: [helpdesk, top] })).toEqual([
      'admin-new: Helpdesk → Helpdesk, Global Administrator',
    ]);
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
