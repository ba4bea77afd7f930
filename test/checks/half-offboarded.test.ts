import { expect, it } from 'vitest';
import { halfOffboarded } from '../../checks/half-offboarded.ts';
import {
  account,
  act,
  daysAgo,
  guest,
  listed,
  partial,
  signIn,
  type TenantScene,
  testTenantCheck,
  unavailable,
} from '../check-tester.ts';

type Data = NonNullable<TenantScene['directories']['microsoft365']>;
type Accounts = NonNullable<Data['accounts']>;

function both(microsoft: Accounts, google: Accounts): TenantScene['directories'] {
  return { microsoft365: { accounts: microsoft }, 'google-workspace': { accounts: google } };
}

const off = { enabled: false } as const;
const ann = account({ id: 'm-ann', login: 'ann@example.com' });
const annAtGoogle = account({ id: 'g-ann', login: 'Ann@example.com' });
const faulty: NonNullable<TenantScene['roster']> = {
  state: 'faulty',
  file: 'hr.csv',
  faults: [{ line: 3, problem: 'status', value: 'retired' }],
};
const listDoubt = { kind: 'malformed', detail: /hr\.csv:3/ } as const;
const half = { subject: 'm-ann', message: 'half', severity: 'high' } as const;
const unsaid = { subject: 'm-ann', kind: 'absent' } as const;

testTenantCheck(halfOffboarded, {
  valid: [
    { name: 'enabled in both', directories: both([ann], [annAtGoogle]) },
    { name: 'disabled in both', directories: both([{ ...ann, ...off }], [{ ...annAtGoogle, ...off }]) },
    {
      name: 'another account of the same person is enabled there',
      directories: both(
        [
          { ...ann, ...off, employeeId: '7' },
          { ...ann, id: 'm-ann2', login: 'ann2@example.com', employeeId: '7' },
        ],
        [annAtGoogle],
      ),
    },
    {
      name: 'it is not known of a second account, where the first is enabled in both',
      directories: both(
        [
          { ...ann, employeeId: '7' },
          { ...ann, id: 'm-ann2', login: 'ann2@example.com', employeeId: '7', enabled: null },
        ],
        [annAtGoogle],
      ),
    },
    {
      name: 'two people of one name',
      verdict: 'not-applicable',
      directories: both(
        [{ ...ann, name: 'Ann Ono', ...off }],
        [account({ id: 'g-eve', login: 'eve@example.com', name: 'Ann Ono' })],
      ),
    },
    {
      name: 'accounts of one cloud alone',
      verdict: 'not-applicable',
      directories: both([{ ...ann, ...off }], [account({ id: 'g-eve', login: 'eve@example.com' })]),
    },
    {
      name: 'a program',
      verdict: 'not-applicable',
      directories: both([{ ...ann, ...off, kind: 'agent' }], [annAtGoogle]),
    },
    {
      name: 'emergency accounts are nobody who leaves',
      verdict: 'not-applicable',
      emergency: ['ann@example.com'],
      directories: both([{ ...ann, ...off }], [annAtGoogle]),
    },
    {
      name: 'a tenant with Microsoft 365 alone',
      verdict: 'not-applicable',
      directories: { microsoft365: { accounts: [{ ...ann, ...off }] } },
    },
    {
      name: 'a tenant with Google Workspace alone, which could not be read',
      verdict: 'not-applicable',
      directories: { 'google-workspace': { accounts: unavailable() } },
    },
  ],
  invalid: [
    {
      name: 'of two accounts in the open cloud only the enabled one is named as such',
      directories: both(
        [
          { ...ann, employeeId: '7' },
          { ...ann, ...off, id: 'm-ann2', login: 'ann2@example.com', employeeId: '7' },
        ],
        [{ ...annAtGoogle, ...off }],
      ),
      fails: [{ ...half, data: { enabledLogins: 'ann@example.com', disabledLogins: 'Ann@example.com' } }],
    },
    {
      name: 'disabled in Microsoft 365, enabled in Google Workspace',
      directories: {
        microsoft365: {
          accounts: [{ ...ann, ...off }],
          adminActivity: [act({ accountId: 'm-ann', disabledAt: daysAgo(30) })],
          signIns: [signIn({ accountId: 'm-ann', lastSuccess: daysAgo(31) })],
        },
        'google-workspace': {
          accounts: [annAtGoogle],
          signIns: [signIn({ accountId: 'g-ann', lastSuccess: daysAgo(2) })],
        },
      },
      fails: [
        {
          ...half,
          data: {
            enabledIn: 'google-workspace',
            disabledIn: 'microsoft365',
            enabledLogins: 'Ann@example.com',
            disabledLogins: 'ann@example.com',
            joinedBy: 'login',
            disabledAt: daysAgo(30),
            disabledDays: 30,
            lastSuccess: daysAgo(2),
            days: 2,
            source: 'activity',
          },
        },
      ],
    },
    {
      name: 'enabled in Microsoft 365, disabled in Google Workspace',
      directories: {
        microsoft365: { accounts: [ann], signIns: unavailable('licence') },
        'google-workspace': {
          accounts: [{ ...annAtGoogle, ...off, disabledAt: daysAgo(5) }],
          adminActivity: [act({ accountId: 'g-ann', disabledAt: daysAgo(4) })],
        },
      },
      fails: [
        {
          ...half,
          data: { enabledIn: 'microsoft365', disabledAt: daysAgo(5), disabledDays: 5, lastSuccess: null, source: null },
        },
      ],
    },
    {
      name: 'all accounts there are disabled, and of one nothing tells since when',
      directories: both(
        [
          { ...ann, ...off, disabledAt: daysAgo(5), employeeId: '7' },
          { ...ann, id: 'm-ann2', login: 'ann2@example.com', ...off, employeeId: '7' },
        ],
        [annAtGoogle],
      ),
      fails: [{ ...half, data: { disabledLogins: 'ann@example.com, ann2@example.com', disabledAt: null } }],
    },
    {
      name: 'the last of two that were disabled, and the last use of two that are not',
      directories: {
        microsoft365: {
          accounts: [
            { ...ann, ...off, disabledAt: daysAgo(5), employeeId: '7' },
            { ...ann, id: 'm-ann2', login: 'ann2@example.com', ...off, disabledAt: daysAgo(9), employeeId: '7' },
          ],
        },
        'google-workspace': {
          accounts: [annAtGoogle, { ...annAtGoogle, id: 'g-ann2', login: 'a@example.com', employeeId: '7' }],
          signIns: [
            signIn({ accountId: 'g-ann', lastSuccess: daysAgo(8) }),
            signIn({ accountId: 'g-ann2', lastSuccess: daysAgo(7) }),
          ],
        },
      },
      fails: [{ ...half, data: { disabledDays: 5, days: 7, enabledLogins: 'Ann@example.com, a@example.com' } }],
    },
    {
      name: 'what knows of the last use is what is named',
      directories: {
        microsoft365: {
          accounts: [ann, { ...ann, id: 'm-ann2', login: 'a@example.com', employeeId: '7' }],
          signIns: [
            signIn({ accountId: 'm-ann', lastSuccess: daysAgo(8) }),
            signIn({ accountId: 'm-ann2', lastSuccess: daysAgo(7), source: 'usage-report' }),
          ],
        },
        'google-workspace': { accounts: [{ ...annAtGoogle, ...off, employeeId: '7' }] },
      },
      fails: [{ ...half, data: { days: 7, lastSuccess: daysAgo(7), source: 'usage-report' } }],
    },
    {
      name: 'by the HR list, as a guest in one of them',
      roster: [listed({ email: 'ann@example.com', employeeId: '7', name: '小野 杏' })],
      directories: both(
        [guest({ id: 'm-ann', login: 'ann_gmail.com#EXT#@example.com', employeeId: '7', ...off })],
        [annAtGoogle],
      ),
      fails: [{ ...half, data: { joinedBy: 'roster' } }],
    },
    {
      name: 'by a declared link',
      links: [['m-ann', 'g-eve']],
      directories: both([ann], [account({ id: 'g-eve', login: 'eve@example.com', ...off })]),
      fails: [{ ...half, data: { joinedBy: 'link' } }],
    },
    {
      name: 'by a login, where the HR list cannot be used and could neither part nor add accounts',
      roster: faulty,
      directories: both([{ ...ann, ...off }], [annAtGoogle]),
      fails: [{ ...half, data: { joinedBy: 'login' } }],
      doubts: [{ subject: 'acme', ...listDoubt }],
    },
    {
      name: 'an emergency account beside an account that is none',
      emergency: ['m-ann'],
      directories: both([{ ...ann, ...off }], [annAtGoogle]),
      fails: [half],
    },
  ],
  unknown: [
    {
      name: 'an HR list that cannot be used could tie a further account to the person, by its number',
      roster: faulty,
      directories: both(
        [{ ...ann, ...off }, account({ id: 'm-ann2', login: 'ann2@example.com', employeeId: '7' })],
        [annAtGoogle],
      ),
      doubts: [
        { subject: 'm-ann', ...listDoubt },
        { subject: 'acme', ...listDoubt },
      ],
      gaps: ['malformed'],
    },
    {
      name: 'nor by an address, for it could part the accounts',
      roster: faulty,
      directories: both(
        [{ ...ann, ...off, addresses: ['a@example.com'] }],
        [{ ...annAtGoogle, login: 'a@example.com' }],
      ),
      doubts: [
        { subject: 'm-ann', ...listDoubt },
        { subject: 'acme', ...listDoubt },
      ],
    },
    {
      name: 'nobody differs, as far as can be told without the list',
      roster: faulty,
      directories: both([ann], [annAtGoogle]),
      doubts: [{ subject: 'acme', ...listDoubt }],
    },
    {
      name: 'neither the list nor all accounts can be used',
      roster: faulty,
      directories: both(partial([{ ...ann, ...off }], 'throttled'), [annAtGoogle]),
      doubts: [
        { subject: 'm-ann', kind: 'throttled' },
        { subject: 'acme', ...listDoubt },
      ],
      gaps: ['throttled', 'malformed'],
    },
    {
      name: 'it is not known whether one is enabled',
      directories: both([{ ...ann, enabled: null }], [annAtGoogle]),
      doubts: [{ ...unsaid, detail: /whether the account is enabled/ }],
    },
    {
      name: 'nor whether the second of two is, beside one that is disabled',
      directories: both(
        [
          { ...ann, ...off, employeeId: '7' },
          { ...ann, id: 'm-ann2', login: 'ann2@example.com', employeeId: '7', enabled: null },
        ],
        [{ ...annAtGoogle, ...off }],
      ),
      doubts: [unsaid],
    },
    {
      name: 'it is not known whether one is a program',
      directories: both([{ ...ann, ...off, kind: null }], [annAtGoogle]),
      doubts: [{ ...unsaid, detail: /a human or a program/ }],
    },
    {
      name: 'a row that was lost could be the one that is enabled',
      directories: both(partial([{ ...ann, ...off }], 'throttled'), [annAtGoogle]),
      doubts: [{ subject: 'm-ann', kind: 'throttled' }],
      gaps: ['throttled'],
    },
    {
      name: 'nobody differs among those that were read',
      directories: both([ann], partial([annAtGoogle], 'network')),
      gaps: ['network'],
    },
    {
      name: 'both lists were cut off, for two reasons',
      directories: both(partial([{ ...ann, ...off }], 'throttled'), partial([annAtGoogle], 'network')),
      doubts: [{ subject: 'm-ann', kind: 'throttled' }],
      gaps: ['network', 'throttled'],
    },
    {
      name: 'accounts of one cloud cannot be read',
      directories: both([ann], unavailable()),
      doubts: [{ subject: 'acme', kind: 'permission' }],
      gaps: ['permission'],
    },
    {
      name: 'nor those of either, for two reasons',
      directories: both(unavailable('expired'), partial([annAtGoogle], 'network')),
      doubts: [{ subject: 'acme', kind: 'expired' }],
      gaps: ['expired'],
    },
  ],
});

it('an exception may name any account of the person', () => {
  const person = {
    id: 'm-ann',
    joinedBy: ['login'],
    listed: null,
    holdings: [
      { provider: 'microsoft365', account: ann },
      { provider: 'google-workspace', account: annAtGoogle },
    ],
  };
  const name = halfOffboarded.name as (standing: unknown) => unknown;
  expect(name({ person, open: [], closed: [], state: 'half' })).toMatchObject({
    also: ['m-ann', 'ann@example.com', 'g-ann', 'Ann@example.com'],
  });
});
