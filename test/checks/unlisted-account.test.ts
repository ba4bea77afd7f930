import { unlistedAccount } from '../../checks/unlisted-account.ts';
import { account, daysAgo, guest, listed, partial, role, signIn, testCheck, unavailable } from '../check-tester.ts';

const known = { addresses: [] };
const eve = account({ id: 'eve', ...known });
const unlisted = { subject: 'eve', message: 'unlisted', severity: 'medium' } as const;

testCheck(unlistedAccount, {
  valid: [
    { name: 'the login is in the list', roster: [listed({ email: 'eve@example.com' })], data: { accounts: [eve] } },
    {
      name: 'the login is in the list, in other letters',
      provider: 'google-workspace',
      roster: [listed({ email: 'eve@example.com' })],
      data: { accounts: [account({ id: 'eve', login: 'Eve@Example.com' })] },
    },
    {
      name: 'an alias is',
      roster: [listed()],
      data: { accounts: [account({ id: 'eve', addresses: ['ann@example.com'] })] },
    },
    {
      name: 'the number is',
      roster: [listed({ email: null, employeeId: 'A-7' })],
      data: { accounts: [account({ id: 'eve', ...known, employeeId: ' a-7 ' })] },
    },
    {
      name: 'the number is, and further addresses are not known',
      roster: [listed({ email: null, employeeId: 'A-7' })],
      data: { accounts: [account({ id: 'eve', employeeId: 'A-7' })] },
    },
    {
      name: 'somebody who has left is in the list',
      roster: [listed({ status: 'left', leaveDate: '2026-01-31' })],
      data: { accounts: [account(known)] },
    },
    {
      name: 'guests, agents, disabled and emergency accounts belong to nobody of the list',
      verdict: 'not-applicable',
      emergency: ['eve'],
      roster: [listed()],
      data: {
        accounts: [
          eve,
          guest({ id: 'gus', ...known }),
          account({ id: 'bot', kind: 'agent', ...known }),
          account({ id: 'old', enabled: false, ...known }),
        ],
      },
    },
    { name: 'there is no list', verdict: 'not-applicable', data: { accounts: [eve] } },
    {
      name: 'linked to an account of somebody in the list',
      roster: [listed()],
      links: [['eve', 'ann']],
      data: { accounts: [eve, account({ ...known, enabled: false })] },
    },
  ],
  invalid: [
    {
      name: 'nobody of the list',
      roster: [listed()],
      data: {
        accounts: [
          account(known),
          account({ id: 'eve', name: 'Ann Ono', addresses: ['e@example.com'], employeeId: '9', department: 'Sales' }),
        ],
        signIns: [signIn({ accountId: 'eve', lastSuccess: daysAgo(3) })],
        roles: [role({ holderId: 'eve' })],
      },
      fails: [
        {
          ...unlisted,
          data: { employeeId: '9', department: 'Sales', days: 3, ageDays: 1000, privileged: true },
        },
      ],
    },
    {
      name: 'never by the name alone',
      provider: 'google-workspace',
      roster: [listed({ name: 'Eve Ito' })],
      data: {
        accounts: [account({ id: 'eve', name: 'Eve Ito', ...known })],
        signIns: unavailable(),
        roles: unavailable(),
      },
      fails: [{ ...unlisted, data: { lastSuccess: null, privileged: null, employeeId: null, department: null } }],
    },
    {
      name: 'no number is no number of the list',
      roster: [listed({ employeeId: null })],
      data: { accounts: [account({ id: 'eve', ...known, employeeId: null })] },
      fails: [unlisted],
    },
    {
      name: 'one for certain, and one in doubt',
      roster: [listed()],
      data: { accounts: [eve, account({ id: 'dan' })] },
      fails: [unlisted],
      doubts: [{ subject: 'dan', kind: 'absent' }],
    },
    {
      name: 'linked to an account that is not in the list either',
      roster: [listed()],
      links: [['eve', 'dan']],
      data: { accounts: [eve, account({ id: 'dan', ...known, enabled: false })] },
      fails: [unlisted],
    },
    {
      name: 'a list that does not tell who has left tells who is unlisted',
      roster: { state: 'read', file: 'hr.csv', tellsLeavers: false, people: [listed({ status: null })] },
      data: { accounts: [eve] },
      fails: [unlisted],
    },
  ],
  unknown: [
    {
      name: 'further addresses are not known',
      roster: [listed()],
      data: { accounts: [account({ id: 'eve' })] },
      doubts: [{ subject: 'eve', kind: 'absent', detail: /which other addresses the account has/ }],
    },
    {
      name: 'nor is any that a number of nobody comes with',
      provider: 'google-workspace',
      roster: [listed({ employeeId: '1' })],
      data: { accounts: [account({ id: 'eve', addresses: null, employeeId: '2' })] },
      doubts: [{ subject: 'eve', kind: 'absent', detail: /which other addresses the account has/ }],
    },
    {
      name: 'aliases of two people',
      roster: [listed(), listed({ line: 3, email: 'bob@example.com' })],
      data: { accounts: [account({ id: 'eve', addresses: ['ann@example.com', 'bob@example.com'] })] },
      doubts: [{ subject: 'eve', kind: 'absent', detail: /several people/ }],
    },
    {
      name: 'it is not known whether it is a member',
      roster: [listed()],
      data: { accounts: [account({ id: 'eve', kind: null, ...known })] },
      doubts: [{ subject: 'eve', kind: 'absent', detail: /a member or a guest/ }],
    },
    {
      name: 'a list with a fault',
      roster: { state: 'faulty', file: 'hr.csv', faults: [{ line: null, problem: 'empty', value: null }] },
      data: { accounts: [eve] },
      doubts: [{ subject: 'directory-1', kind: 'malformed', detail: /hr\.csv: empty$/ }],
      gaps: ['malformed'],
    },
    {
      name: 'an account that was lost could be one of somebody in the list, as a link says',
      roster: [listed()],
      links: [['eve', 'lost@example.com']],
      data: { accounts: partial([eve], 'throttled') },
      doubts: [{ subject: 'eve', kind: 'throttled' }],
      gaps: ['throttled'],
    },
    {
      name: 'accounts cannot be read',
      roster: [listed()],
      data: { accounts: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
