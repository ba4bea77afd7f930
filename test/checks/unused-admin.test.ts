import { unusedAdmin } from '../../checks/unused-admin.ts';
import { account, act, daysAgo, guest, logOf, partial, role, signIn, testCheck, unavailable } from '../check-tester.ts';

const unused = { subject: 'ann', message: 'unused', severity: 'high' } as const;
const never = { ...unused, message: 'never' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const roles = [role()];
const custom = role({ tier: null, roleName: 'Custom' });
const old = signIn({ lastSuccess: daysAgo(46) });
const unnamed = signIn({ recordedSince: daysAgo(180), source: 'usage-report' });
const idle = { ...unused, message: 'idle', severity: 'medium' } as const;
const seen = { accounts: [account()], roles, signIns: [signIn({ lastSuccess: daysAgo(1) })] };
/** An audit trail of so many days, with ann's last act so many days ago. */
const trail = (days: number, lastDays: number) => logOf([act({ lastAt: daysAgo(lastDays) })], days);

testCheck(unusedAdmin, {
  valid: [
    {
      name: 'exactly 45 days ago',
      data: { accounts: [account()], roles, signIns: [signIn({ lastSuccess: daysAgo(45) })] },
    },
    {
      name: '46 days ago with a limit of 90',
      options: { limitDays: 90 },
      data: { accounts: [account()], roles, signIns: [old] },
    },
    {
      name: 'never, but created exactly 45 days ago',
      data: { accounts: [account({ createdAt: daysAgo(45) })], roles, signIns: [signIn()] },
    },
    {
      name: 'without a date in the usage report, but created 10 days ago',
      data: { accounts: [account({ createdAt: daysAgo(10) })], roles, signIns: [unnamed] },
    },
    {
      name: 'recent on an account whose role has unknown rights',
      data: { accounts: [account()], roles: [custom], signIns: [signIn({ lastSuccess: daysAgo(1) })] },
    },
    { name: 'acts: exactly 90 days ago', data: { ...seen, adminActivity: trail(180, 90) } },
    {
      name: 'acts: 91 days ago with a limit of 91',
      options: { idleDays: 91 },
      data: { ...seen, adminActivity: trail(180, 91) },
    },
    { name: 'acts: none, in a trail of less than 90 days', data: { ...seen, adminActivity: logOf([], 89.99) } },
    {
      name: 'acts: 91 days ago, in a trail that is whole for 89 days',
      data: { ...seen, adminActivity: trail(89, 91) },
    },
    { name: 'acts: none, and it is not known since when', data: { ...seen, adminActivity: [] } },
    { name: 'acts: the licence does not offer the trail', data: { ...seen, adminActivity: unavailable('licence') } },
    { name: 'acts: the trail is not read', data: { ...seen, adminActivity: unavailable('unsupported') } },
    {
      name: 'acts: lately, in a trail that was read in part',
      data: { ...seen, adminActivity: partial([act({ lastAt: daysAgo(90) })], 'network') },
    },
    {
      name: 'acts: none, but created exactly 90 days ago',
      data: { ...seen, accounts: [account({ createdAt: daysAgo(90) })], adminActivity: logOf([], 180) },
    },
    {
      name: 'acts: none, created exactly 90 days ago, and the trail cannot be read',
      data: { ...seen, accounts: [account({ createdAt: daysAgo(90) })], adminActivity: unavailable() },
    },
    { name: 'not privileged', verdict: 'not-applicable', data: { accounts: [account()], roles: [], signIns: [old] } },
    {
      name: 'a limited role',
      verdict: 'not-applicable',
      data: { accounts: [account()], roles: [role({ tier: 'limited' })], signIns: [old] },
    },
    {
      name: 'the assignment has ended',
      verdict: 'not-applicable',
      data: { accounts: [account()], roles: [role({ endsAt: daysAgo(0) })], signIns: [old] },
    },
    { name: 'a guest', verdict: 'not-applicable', data: { accounts: [guest()], roles, signIns: [old] } },
    {
      name: 'a disabled administrator',
      verdict: 'not-applicable',
      data: { accounts: [account({ enabled: false })], roles, signIns: [old] },
    },
    {
      name: 'an emergency account',
      verdict: 'not-applicable',
      emergency: ['ann@example.com'],
      data: { accounts: [account()], roles, signIns: [old] },
    },
  ],
  invalid: [
    {
      name: '46 days ago',
      data: { accounts: [account()], roles, signIns: [old] },
      fails: [{ ...unused, data: { days: 46, limitDays: 45, roles: 'Global Administrator', privileged: true } }],
    },
    {
      name: '46 days ago at Google',
      provider: 'google-workspace',
      data: { accounts: [account()], roles: [role({ roleName: '_SEED_ADMIN_ROLE' })], signIns: [old] },
      fails: [unused],
    },
    {
      name: '31 days ago with a limit of 30',
      options: { limitDays: 30 },
      data: { accounts: [account()], roles, signIns: [signIn({ lastSuccess: daysAgo(31) })] },
      fails: [unused],
    },
    {
      name: 'never, created 46 days ago',
      data: { accounts: [account({ createdAt: daysAgo(46) })], roles, signIns: [signIn()] },
      fails: [{ ...never, data: { ageDays: 46 } }],
    },
    {
      name: 'none on record since before the account was made: unused',
      data: {
        accounts: [account({ createdAt: '2020-01-01T00:00:00.000Z' })],
        roles,
        signIns: [signIn({ recordedSince: '2023-12-01T00:00:00.000Z' })],
      },
      fails: [{ ...unused, data: { since: '2023-12-01', lastSuccess: null } }],
    },
    {
      name: 'without a date in the usage report',
      data: { accounts: [account()], roles, signIns: [unnamed] },
      fails: [{ ...unused, data: { source: 'usage-report', days: 180 } }],
    },
    {
      name: 'eligible, through a group, of tier high',
      data: {
        accounts: [account()],
        roles: [role({ tier: 'high', roleName: 'User Administrator', state: 'eligible', throughGroup: 'admins' })],
        signIns: [old],
      },
      fails: [{ ...unused, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'two roles, each named once',
      data: {
        accounts: [account()],
        roles: [
          role(),
          role({ throughGroup: 'admins' }),
          role({ tier: 'high', roleName: 'Exchange Administrator' }),
          role({ tier: 'limited', roleName: 'Reports Reader' }),
        ],
        signIns: [old],
      },
      fails: [{ ...unused, data: { roles: 'Exchange Administrator, Global Administrator' } }],
    },
    {
      name: 'day of creation not known, but a success older than the limit',
      data: { accounts: [account({ createdAt: null })], roles, signIns: [old] },
      fails: [unused],
    },
    {
      name: 'roles are partial: those known are convicted, the others are not listed',
      data: {
        accounts: [account(), account({ id: 'bob' })],
        roles: partial(roles),
        signIns: [old, { ...old, accountId: 'bob' }],
      },
      fails: [unused],
    },
    {
      name: 'acts: 91 days ago',
      data: { ...seen, adminActivity: trail(180, 91) },
      fails: [
        {
          ...idle,
          data: {
            lastAct: daysAgo(91),
            actDays: 91,
            activity: 'Reset password (by admin)',
            idleDays: 90,
            auditSince: daysAgo(180),
            days: 1,
            roles: 'Global Administrator',
          },
        },
      ],
    },
    {
      name: 'acts: none, in a trail of exactly 90 days',
      data: { ...seen, adminActivity: logOf([], 90) },
      fails: [{ ...idle, data: { lastAct: null, actDays: null, activity: null, auditSince: daysAgo(90) } }],
    },
    {
      name: 'acts: those of another account do not count',
      data: { ...seen, adminActivity: logOf([act({ accountId: 'bob' })], 180) },
      fails: [idle],
    },
    {
      name: 'acts: none at Google, created 91 days ago',
      provider: 'google-workspace',
      data: { ...seen, accounts: [account({ createdAt: daysAgo(91) })], adminActivity: logOf([], 180) },
      fails: [idle],
    },
    {
      name: 'acts: 31 days ago with a limit of 30',
      options: { idleDays: 30 },
      data: { ...seen, adminActivity: trail(30, 31) },
      fails: [{ ...idle, data: { idleDays: 30 } }],
    },
    {
      name: 'unused stands over idle',
      data: { ...seen, signIns: [old], adminActivity: logOf([], 180) },
      fails: [unused],
    },
    {
      name: 'unused though something was done, as by a program in the name of the account',
      data: { ...seen, signIns: [old], adminActivity: trail(180, 1) },
      fails: [unused],
    },
    {
      name: 'never stands over idle',
      data: { ...seen, signIns: [signIn()], adminActivity: logOf([], 180) },
      fails: [never],
    },
    {
      name: 'unused, and the trail cannot be read',
      data: { ...seen, signIns: [old], adminActivity: unavailable() },
      fails: [unused],
    },
  ],
  unknown: [
    {
      name: 'acts: the trail cannot be read',
      data: { ...seen, adminActivity: unavailable() },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
    {
      name: 'acts: the trail was read in part',
      data: { ...seen, adminActivity: partial([act({ lastAt: daysAgo(91) })], 'throttled') },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'acts: a licence that let some of the trail be read offers it',
      data: { ...seen, adminActivity: partial([act({ accountId: 'bob' })], 'licence') },
      doubts: [{ ...unknown, kind: 'licence' }],
    },
    {
      name: 'acts: none, and the day of creation is not known',
      data: { ...seen, accounts: [account({ createdAt: null })], adminActivity: logOf([], 180) },
      doubts: [{ ...unknown, detail: /created/ }],
    },
    {
      name: 'acts: none, and perhaps disabled',
      data: { ...seen, accounts: [account({ enabled: null })], adminActivity: logOf([], 180) },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'acts: none, and only a role of unknown rights',
      data: { ...seen, roles: [custom], adminActivity: logOf([], 180) },
      doubts: [{ ...unknown, detail: /Custom/ }],
    },
    {
      name: 'no row',
      data: { accounts: [account()], roles, signIns: [] },
      doubts: [{ ...unknown, detail: /no record/ }],
    },
    {
      name: 'never, and the day of creation is not known',
      data: { accounts: [account({ createdAt: null })], roles, signIns: [signIn()] },
      doubts: [{ ...unknown, detail: /created/ }],
    },
    {
      name: 'without a date in the usage report, and the day of creation is not known',
      data: { accounts: [account({ createdAt: null })], roles, signIns: [unnamed] },
      doubts: [{ ...unknown, detail: /created/ }],
    },
    {
      name: 'the usage report does not reach back to the limit',
      options: { limitDays: 365 },
      data: { accounts: [account()], roles, signIns: [unnamed] },
      doubts: [{ ...unknown, detail: /reaches back/ }],
    },
    {
      name: 'only a role of unknown rights',
      data: { accounts: [account()], roles: [custom], signIns: [old] },
      doubts: [{ ...unknown, detail: /Custom/ }],
    },
    {
      name: 'perhaps disabled',
      data: { accounts: [account({ enabled: null })], roles, signIns: [old] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'roles are partial and name nobody',
      data: { accounts: [account()], roles: partial([], 'throttled'), signIns: [old] },
      gaps: ['throttled'],
    },
    {
      name: 'sign-ins cannot be read',
      data: { accounts: [account()], roles, signIns: unavailable('licence') },
      doubts: [{ subject: 'directory-1', kind: 'licence' }],
    },
  ],
});
