import { describe, expect, it } from 'vitest';
import { accountSubject, candidates, rowAbout } from '../src/core/accounts.ts';
import {
  type Check,
  defineCheck,
  defineTenantCheck,
  fail,
  pass,
  type TenantCheck,
  unknown,
} from '../src/core/check.ts';
import type { Person } from '../src/core/people.ts';
import type { Account } from '../src/core/rows/account.ts';
import type { Mfa } from '../src/core/rows/mfa.ts';
import {
  account,
  brokenLaws,
  brokenTenantLaws,
  type Cases,
  guest,
  listed,
  mfa,
  partial,
  snapshotOf,
  snapshotsOf,
  type TenantScene,
  testCheck,
  testTenantCheck,
} from './check-tester.ts';

type Judge = (row: Mfa | undefined, account: Account) => ReturnType<typeof pass> | ReturnType<typeof fail>;

function checkOf(judge?: Judge, { uses = false } = {}): Check {
  return defineCheck({
    id: 'sample',
    severity: 'low',
    messages: ['bare', 'locked'],
    options: { limit: 1 },
    controls: [],
    needs: uses ? ['accounts'] : ['accounts', 'mfa'],
    uses: uses ? ['mfa'] : [],
    subjects: ({ accounts }) => candidates(accounts, () => true),
    name: accountSubject,
    judge({ account }, tables, { provider }) {
      if (judge !== undefined) return judge(tables.mfa.of(account.id)[0], account);
      const row = rowAbout(tables.mfa, account, provider);
      if ('missing' in row) return unknown(row.missing);
      if (row.registered === false) return fail('bare', 'low');
      return row.usable === false ? fail('locked', 'low') : pass();
    },
  });
}

const bare = { subject: 'ann', message: 'bare', severity: 'low' } as const;
const locked = { subject: 'ann', message: 'locked', severity: 'low' } as const;
const good: Cases = {
  valid: [{ name: 'registered', data: { accounts: [account()], mfa: [mfa()] } }],
  invalid: [
    { name: 'not registered', data: { accounts: [account()], mfa: [mfa({ registered: false })] }, fails: [bare] },
    { name: 'locked', data: { accounts: [account()], mfa: [mfa({ usable: false })] }, fails: [locked] },
  ],
  unknown: [{ name: 'no row', data: { accounts: [account()], mfa: [] }, doubts: [{ subject: 'ann', kind: 'absent' }] }],
};
testCheck(checkOf(), good);

describe('sloppy cases are refused', () => {
  const [registered] = good.valid;
  const [notRegistered, isLocked] = good.invalid;
  if (registered === undefined || notRegistered === undefined || isLocked === undefined) throw new Error('no cases');
  const sloppy: [string, RegExp, Partial<Cases>][] = [
    ['a list without cases', /there is no valid case/, { valid: [] }],
    [
      'a name twice',
      /two cases have the name "locked"/,
      { valid: [{ name: 'locked', data: { accounts: [guest()], mfa: [mfa()] } }] },
    ],
    ['a case twice', /"again" is the same case as/, { valid: [registered, { ...registered, name: 'again' }] }],
    ['a case both valid and invalid', /is the same case as/, { valid: [{ name: 'yes', data: isLocked.data }] }],
    [
      'an invalid case without failures',
      /"none" expects no failure/,
      { invalid: [...good.invalid, { name: 'none', data: {}, fails: [] }] },
    ],
    ['an unknown case without doubts', /"shrug" expects no doubt/, { unknown: [{ name: 'shrug', data: {} }] }],
    [
      'a message that the check does not have',
      /the check has no message "odd"/,
      { invalid: [...good.invalid, { name: 'odd', data: {}, fails: [{ ...bare, message: 'odd' }] }] },
    ],
    ['a message that no case shows', /no case shows the message "locked"/, { invalid: [notRegistered] }],
    [
      'data that the check does not read',
      /"roles" gives roles, which is not read/,
      { valid: [{ name: 'roles', data: { accounts: [account()], roles: [] } }] },
    ],
    [
      'an option that the check does not have',
      /"odd option" sets limits, no option/,
      { valid: [{ ...registered, name: 'odd option', options: { limits: 2 } }] },
    ],
  ];
  it.each(sloppy)('%s', (_name, message, cases) => {
    expect(() => testCheck(checkOf(), { ...good, ...cases })).toThrow(message);
  });
});

describe('a check that breaks a law is found out', () => {
  const scene = { name: 'two', data: { accounts: [account(), account({ id: 'bob' })], mfa: [mfa()] } };
  const lawsOf = (check: Check) => brokenLaws(check, snapshotOf(check, scene)).join('\n');

  it('an honest check breaks none', () => {
    expect(lawsOf(checkOf())).toBe('');
  });
  it('a missing row read as no', () => {
    const check = checkOf((row) => (row === undefined ? fail('bare', 'low') : pass()));
    expect(lawsOf(check)).toMatch(/mfa cut to 0 of 1 rows: sample\/microsoft365\/ann now fails/);
  });
  it('a missing row read as yes', () => {
    const check = checkOf((row) => (row === undefined ? pass() : fail('bare', 'low')));
    expect(lawsOf(check)).toMatch(/mfa cut to 0 of 1 rows: sample\/microsoft365\/ann now passes/);
  });
  it('a failure made of the darkness of a dataset that may be missing', () => {
    const check = checkOf((row) => (row === undefined ? fail('bare', 'low') : pass()), { uses: true });
    expect(lawsOf(check)).toMatch(/mfa unavailable: .*ann now fails/);
  });
  it('a pass made of the darkness of a dataset that may be missing', () => {
    const check = checkOf((row) => (row === undefined ? pass() : fail('bare', 'low')), { uses: true });
    expect(lawsOf(check)).toMatch(/mfa unavailable: .*ann now passes/);
  });
  it('a judgement that depends on the order of rows', () => {
    let first = '';
    const check = checkOf((_row, { id }) => {
      first ||= id;
      return fail(first === 'ann' ? 'bare' : 'locked', 'low', { first, id });
    });
    const turning: Check = {
      ...check,
      subjects(tables, context) {
        first = '';
        return check.subjects(tables, context);
      },
    };
    expect(lawsOf(turning)).toMatch(/the order of rows matters/);
  });
  it('a row that is not of its schema', () => {
    const broken = { ...account(), createdAt: 'yesterday' };
    expect(() => snapshotOf(checkOf(), { name: 'broken', data: { accounts: [broken] } })).toThrow(/createdAt/);
  });
});

/** Are there two accounts of each person? */
function tenantCheckOf(
  judge?: (person: Person, first: string) => ReturnType<typeof fail> | ReturnType<typeof pass>,
): TenantCheck {
  return defineTenantCheck({
    id: 'tenant-sample',
    severity: 'low',
    messages: ['alone'],
    options: {},
    controls: [],
    reads: {
      microsoft365: { needs: ['accounts'], uses: ['mfa'] },
      'google-workspace': { needs: ['accounts'], uses: [] },
    },
    applies: (present) => present.length === 2,
    subjects: (_directories, { people }) => people().persons,
    name: ({ id }) => ({ type: 'person', id }),
    judge(person, directories) {
      const { microsoft365, 'google-workspace': google } = directories;
      if (judge !== undefined) return judge(person, microsoft365?.accounts.rows[0]?.id ?? '');
      const gap = microsoft365?.accounts.gap ?? google?.accounts.gap ?? null;
      if (gap !== null) return unknown(gap);
      return person.holdings.length > 1 ? pass() : fail('alone', 'low');
    },
  });
}

const joined = {
  microsoft365: { accounts: [account()] },
  'google-workspace': { accounts: [account({ id: 'g', login: 'ann@example.com' })] },
};
const single = { microsoft365: { accounts: [account()] }, 'google-workspace': { accounts: [] } };
const goodTenant: Cases<TenantScene> = {
  valid: [
    { name: 'two accounts of one login', directories: joined },
    { name: 'one cloud', verdict: 'not-applicable', directories: { microsoft365: { accounts: [account()] } } },
    {
      name: 'joined by the HR list',
      roster: [listed({ employeeId: '7' })],
      directories: {
        ...joined,
        'google-workspace': { accounts: [account({ id: 'g', login: 'a@b.example', employeeId: '7' })] },
      },
    },
    {
      name: 'joined by a link',
      links: [['ann', 'g']],
      directories: { ...joined, 'google-workspace': { accounts: [account({ id: 'g', login: 'a@b.example' })] } },
    },
  ],
  invalid: [
    { name: 'one account', directories: single, fails: [{ subject: 'ann', message: 'alone', severity: 'low' }] },
  ],
  unknown: [
    {
      name: 'cut off',
      directories: { ...single, microsoft365: { accounts: partial([account()]) } },
      doubts: [{ subject: 'ann', kind: 'permission' }],
    },
  ],
};
testTenantCheck(tenantCheckOf(), goodTenant);

describe('sloppy cases of a tenant are refused', () => {
  const [two] = goodTenant.valid;
  if (two === undefined) throw new Error('no cases');
  const sloppy: [string, RegExp, Partial<Cases<TenantScene>>][] = [
    ['a list without cases', /there is no unknown case/, { unknown: [] }],
    ['a case twice', /"again" is the same case as "two accounts/, { valid: [two, { ...two, name: 'again' }] }],
    ['a message that no case shows', /there is no invalid case\n.*no case shows the message "alone"/, { invalid: [] }],
    [
      'data that the check does not read of that cloud',
      /"mfa" gives mfa, which is not read/,
      { valid: [{ name: 'mfa', directories: { ...joined, 'google-workspace': { accounts: [], mfa: [] } } }] },
    ],
  ];
  it.each(sloppy)('%s', (_name, message, cases) => {
    expect(() => testTenantCheck(tenantCheckOf(), { ...goodTenant, ...cases })).toThrow(message);
  });
  it('the HR list and links part cases', () => {
    const listless = { ...two, name: 'the same with a list', roster: [listed({ employeeId: '9' })] };
    const linked = { ...two, name: 'the same with a link', links: [['ann', 'g']] };
    expect(() =>
      testTenantCheck(tenantCheckOf(), { ...goodTenant, valid: [two, listless, linked], invalid: [] }),
    ).toThrow(/^sloppy cases for tenant-sample:\nthere is no invalid case\nno case shows the message "alone"$/);
  });
});

describe('a check of a tenant that breaks a law is found out', () => {
  const lawsOf = (check: TenantCheck, directories: TenantScene['directories']) =>
    brokenTenantLaws(check, snapshotsOf(check, { name: '', directories })).join('\n');

  it('an honest check breaks none', () => {
    expect(lawsOf(tenantCheckOf(), joined)).toBe('');
  });
  it('a row that was lost read as no', () => {
    const check = tenantCheckOf(({ holdings }) => (holdings.length > 1 ? pass() : fail('alone', 'low')));
    expect(lawsOf(check, joined)).toMatch(/google-workspace accounts cut to 0 of 1 rows: .*\/tenant\/ann now fails/);
    expect(lawsOf(check, joined)).toMatch(/microsoft365 accounts cut to 0 of 1 rows: .*\/tenant\/g now fails/);
  });
  it('a row that was lost read as yes', () => {
    const check = tenantCheckOf(({ holdings }) => (holdings.length > 1 ? fail('alone', 'low') : pass()));
    expect(lawsOf(check, joined)).toMatch(/accounts cut to 0 of 1 rows: .*ann now passes/);
  });
  it('a judgement that depends on the order of rows', () => {
    const check = tenantCheckOf((_person, first) => fail('alone', 'low', { first }));
    const two = { ...joined, microsoft365: { accounts: [account(), account({ id: 'bob' })] } };
    expect(lawsOf(check, two)).toMatch(/the order of rows matters/);
  });
});
