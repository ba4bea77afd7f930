import { leaverAccount } from '../../checks/leaver-account.ts';
import type { Roster } from '../../src/core/roster.ts';
import {
  account,
  daysAgo,
  events,
  guest,
  listed,
  partial,
  role,
  signIn,
  testCheck,
  unavailable,
} from '../check-tester.ts';

// It is 2026-11-21, 09:00 UTC.
const yesterday = '2026-11-20';
const known = { addresses: [] };
const ann = account(known);
const left = listed({ leaveDate: '2026-10-31', status: 'left', name: '小野 杏' });
const high = { subject: 'ann', message: 'enabled', severity: 'high' } as const;
const critical = { subject: 'ann', message: 'used', severity: 'critical' } as const;
const faulty: Roster = {
  state: 'faulty',
  file: 'hr.csv',
  faults: [{ line: 7, problem: 'date', value: '31 March' }],
};

testCheck(leaverAccount, {
  valid: [
    { name: 'somebody who works here', roster: [listed()], data: { accounts: [ann] } },
    {
      name: 'somebody on leave',
      roster: [listed({ status: 'leave', leaveDate: yesterday })],
      data: { accounts: [ann] },
    },
    { name: 'the last day of work', roster: [listed({ leaveDate: '2026-11-21' })], data: { accounts: [ann] } },
    {
      name: 'the last day of work where the tenant is, which is over in UTC',
      timeZone: 'Pacific/Midway',
      roster: [listed({ leaveDate: yesterday })],
      data: { accounts: [ann] },
    },
    {
      name: 'left by the list, with a day of leaving that lies ahead',
      roster: [listed({ status: 'left', leaveDate: '2026-12-31' })],
      data: { accounts: [ann] },
    },
    {
      name: 'it does not matter whether the account of a colleague is enabled',
      roster: [listed()],
      data: { accounts: [account({ ...known, enabled: null })] },
    },
    {
      name: 'the login of a colleague wins over an alias that was handed on by a leaver',
      roster: [listed(), { ...left, line: 3, email: 'bob@example.com' }],
      data: { accounts: [account({ addresses: ['bob@example.com'] })] },
    },
    {
      name: 'disabled',
      verdict: 'not-applicable',
      roster: [left],
      data: { accounts: [account({ ...known, enabled: false })], signIns: [signIn({ lastSuccess: daysAgo(1) })] },
    },
    {
      name: 'nobody of the list',
      verdict: 'not-applicable',
      roster: [left],
      data: { accounts: [account({ id: 'eve', ...known })] },
    },
    { name: 'there is no list', verdict: 'not-applicable', data: { accounts: [ann] } },
    {
      name: 'there is no list, and nothing could be read',
      verdict: 'not-applicable',
      data: { accounts: unavailable() },
    },
  ],
  invalid: [
    {
      name: 'the day after the last one',
      roster: [listed({ leaveDate: yesterday, employeeId: '0042', name: '小野 杏', line: 9 })],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: daysAgo(3) })] },
      fails: [
        {
          ...high,
          data: {
            leaveDate: yesterday,
            leftDays: 1,
            listedAs: '小野 杏',
            employeeId: '0042',
            line: 9,
            joinedBy: null,
            used: false,
            days: 3,
          },
        },
      ],
    },
    {
      name: 'never used',
      roster: [listed({ leaveDate: yesterday })],
      data: { accounts: [ann], signIns: [signIn()] },
      fails: [{ ...high, data: { leftDays: 1, used: false, lastSuccess: null, source: null } }],
    },
    {
      name: 'left without a date, and used',
      roster: [listed({ status: 'left' })],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: daysAgo(1) })] },
      fails: [{ ...high, data: { leaveDate: null, leftDays: null, used: null, lastSuccess: daysAgo(1) } }],
    },
    {
      name: 'a date that has passed wins over a status',
      roster: [listed({ status: 'active', leaveDate: yesterday })],
      data: { accounts: [ann] },
      fails: [{ ...high, data: { used: null } }],
    },
    {
      name: 'used on the last day of work',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-10-31T23:59:59Z' })] },
      fails: [{ ...high, data: { used: false } }],
    },
    {
      name: 'used on the day after',
      provider: 'google-workspace',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-11-01T00:00:00Z' })] },
      fails: [{ ...critical, data: { used: true, lastSuccess: '2026-11-01T00:00:00Z', days: 20, source: 'activity' } }],
    },
    {
      name: 'used on the day after where the tenant is',
      timeZone: 'Asia/Tokyo',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-10-31T15:00:00Z' })] },
      fails: [critical],
    },
    {
      name: 'used on the last day where the tenant is, which is the next one in UTC',
      timeZone: 'America/Los_Angeles',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-11-01T06:59:59Z' })] },
      fails: [{ ...high, data: { used: false } }],
    },
    {
      name: 'used on the day after, by the usage report',
      timeZone: 'Asia/Tokyo',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-11-01T00:00:00Z', source: 'usage-report' })] },
      fails: [{ ...critical, data: { source: 'usage-report' } }],
    },
    {
      name: 'a day of the usage report that may be the last one of work',
      timeZone: 'America/Los_Angeles',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-11-01T00:00:00Z', source: 'usage-report' })] },
      fails: [{ ...high, data: { used: null, lastSuccess: '2026-11-01T00:00:00Z' } }],
    },
    {
      name: 'a usage report that ends before the day of leaving',
      roster: [left],
      data: {
        accounts: [ann],
        signIns: [signIn({ lastSuccess: daysAgo(30), source: 'usage-report', recordedUntil: '2026-10-31T00:00:00Z' })],
      },
      fails: [{ ...high, data: { used: null } }],
    },
    {
      name: 'a record that begins on the day of leaving',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ recordedSince: '2026-10-31T12:00:00Z' })] },
      fails: [{ ...high, data: { used: false, lastSuccess: null, source: null } }],
    },
    {
      name: 'a record that begins later',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ recordedSince: '2026-11-01T00:00:00Z' })] },
      fails: [{ ...high, data: { used: null } }],
    },
    {
      name: 'the log of sign-ins knows of a later one',
      provider: 'google-workspace',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: daysAgo(40) })], signInEvents: [events()] },
      fails: [{ ...critical, data: { lastSuccess: daysAgo(1), days: 1, source: 'log' } }],
    },
    {
      name: 'only the log of sign-ins can be read',
      roster: [left],
      data: { accounts: [ann], signIns: unavailable('licence'), signInEvents: [events()] },
      fails: [critical],
    },
    {
      name: 'the log knows of none since, and nothing else could be read',
      roster: [listed({ leaveDate: yesterday })],
      data: { accounts: [ann], signIns: unavailable(), signInEvents: [events()], roles: unavailable() },
      fails: [{ ...high, data: { used: null, lastSuccess: daysAgo(1), privileged: null } }],
    },
    {
      name: 'an administrator, by an alias of the one who left',
      roster: [{ ...left, email: 'ann.ono@example.com' }],
      data: { accounts: [account({ addresses: ['ann.ono@example.com'] })], roles: [role()] },
      fails: [{ ...high, data: { privileged: true, roles: 'Global Administrator' } }],
    },
    {
      name: 'by the number, and never by the name',
      roster: [{ ...left, email: null, employeeId: '００４２' }],
      data: {
        accounts: [account({ ...known, employeeId: '0042' }), account({ id: 'eve', name: '小野 杏', ...known })],
      },
      fails: [{ ...high, data: { listedAs: '小野 杏' } }],
    },
    {
      name: 'a guest, an agent and an emergency account of people who left',
      emergency: ['bob'],
      roster: [left, { ...left, line: 3, email: 'bob@example.com' }, { ...left, line: 4, email: 'cyd@example.com' }],
      data: {
        accounts: [guest(known), account({ id: 'bob', ...known }), account({ id: 'cyd', kind: 'agent', ...known })],
      },
      fails: [
        { ...high, data: { kind: 'guest' } },
        { ...high, subject: 'bob' },
        { ...high, subject: 'cyd', data: { kind: 'agent' } },
      ],
    },
    {
      name: 'an account that a link alone ties to the one who left',
      roster: [left],
      links: [['ann', 'adm']],
      data: {
        accounts: [{ ...ann, enabled: false }, account({ id: 'adm', name: '管理', ...known })],
        signIns: [signIn({ accountId: 'adm', lastSuccess: daysAgo(1) })],
      },
      fails: [{ ...critical, subject: 'adm', data: { listedAs: '小野 杏', joinedBy: 'link', days: 1 } }],
    },
    {
      name: 'a day of the usage report that ends the day after in Japan',
      timeZone: 'Asia/Tokyo',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-10-31T00:00:00Z', source: 'usage-report' })] },
      fails: [{ ...high, data: { used: null } }],
    },
    {
      name: 'a day of the usage report that ends on the last day in Japan',
      timeZone: 'Asia/Tokyo',
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-10-30T00:00:00Z', source: 'usage-report' })] },
      fails: [{ ...high, data: { used: false } }],
    },
    {
      name: 'a usage report that ends two days ago knows nothing of yesterday',
      roster: [left],
      data: {
        accounts: [ann],
        signIns: [signIn({ lastSuccess: daysAgo(30), source: 'usage-report', recordedUntil: '2026-11-19T00:00:00Z' })],
      },
      fails: [{ ...high, data: { used: null } }],
    },
    {
      name: 'a leaver among accounts that were read in part',
      roster: [left],
      data: { accounts: partial([ann]) },
      fails: [high],
    },
  ],
  unknown: [
    {
      name: 'it is not known whether the account is enabled',
      roster: [left],
      data: { accounts: [account({ ...known, enabled: null })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /whether the account is enabled/ }],
    },
    {
      name: 'aliases of two people',
      roster: [left, listed({ line: 3, email: 'bob@example.com' })],
      data: { accounts: [account({ id: 'eve', addresses: ['ann@example.com', 'bob@example.com'] })] },
      doubts: [{ subject: 'eve', kind: 'absent', detail: /several people of the HR list/ }],
    },
    {
      name: 'no match, and further addresses are not known',
      roster: [left],
      data: { accounts: [account({ id: 'eve', addresses: null })] },
      doubts: [{ subject: 'eve', kind: 'absent', detail: /which other addresses/ }],
    },
    {
      name: 'a match by number alone, while an address that is not known could be of somebody else',
      roster: [{ ...left, employeeId: '0042' }],
      data: { accounts: [account({ id: 'eve', employeeId: '0042', addresses: null })] },
      doubts: [{ subject: 'eve', kind: 'absent', detail: /which other addresses/ }],
    },
    {
      name: 'a list with a fault',
      roster: faulty,
      data: { accounts: [ann] },
      doubts: [{ subject: 'directory-1', kind: 'malformed', detail: /hr\.csv:7: date$/ }],
      gaps: ['malformed'],
    },
    {
      name: 'a list without a status and without a day of leaving',
      roster: { state: 'read', file: 'hr.csv', tellsLeavers: false, people: [listed({ status: null })] },
      data: { accounts: [ann] },
      doubts: [{ subject: 'directory-1', kind: 'absent', detail: /no column that tells who has left/ }],
      gaps: ['absent'],
    },
    {
      name: 'an account that was lost could be one of somebody who left, as a link says',
      roster: [left],
      links: [['eve', 'lost@example.com']],
      data: { accounts: partial([account({ id: 'eve', ...known })], 'network') },
      doubts: [{ subject: 'eve', kind: 'network' }],
      gaps: ['network'],
    },
    {
      name: 'accounts cannot be read, nor the list',
      provider: 'google-workspace',
      roster: faulty,
      data: { accounts: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'malformed' }],
      gaps: ['malformed', 'permission'],
    },
    {
      name: 'nobody who left among accounts that were read in part',
      roster: [left],
      data: { accounts: partial([]) },
      gaps: ['permission'],
    },
  ],
});
