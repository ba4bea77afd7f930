import { unusedAdmin } from '../../checks/unused-admin.ts';
import { account, daysAgo, guest, partial, role, signIn, testCheck, unavailable } from '../check-tester.ts';

const unused = { subject: 'ann', message: 'unused', severity: 'high' } as const;
const never = { ...unused, message: 'never' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const roles = [role()];
const custom = role({ tier: null, roleName: 'Custom' });
const old = signIn({ lastSuccess: daysAgo(46) });
const idle = signIn({ recordedSince: daysAgo(180), source: 'usage-report' });

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
      data: { accounts: [account({ createdAt: daysAgo(10) })], roles, signIns: [idle] },
    },
    {
      name: 'recent on an account whose role has unknown rights',
      data: { accounts: [account()], roles: [custom], signIns: [signIn({ lastSuccess: daysAgo(1) })] },
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
      data: { accounts: [account()], roles, signIns: [idle] },
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
  ],
  unknown: [
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
      data: { accounts: [account({ createdAt: null })], roles, signIns: [idle] },
      doubts: [{ ...unknown, detail: /created/ }],
    },
    {
      name: 'the usage report does not reach back to the limit',
      options: { limitDays: 365 },
      data: { accounts: [account()], roles, signIns: [idle] },
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
