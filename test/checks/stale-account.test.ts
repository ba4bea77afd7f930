import { staleAccount } from '../../checks/stale-account.ts';
import { account, daysAgo, guest, partial, role, signIn, testCheck, unavailable } from '../check-tester.ts';

const stale = { subject: 'ann', message: 'stale', severity: 'medium' } as const;
const never = { ...stale, message: 'never' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const google = 'google-workspace';
const recordStart = '2023-12-01T00:00:00.000Z';
const old = signIn({ lastSuccess: daysAgo(91) });
const report = (lastSuccess: string | null) =>
  signIn({ lastSuccess, recordedSince: lastSuccess === null ? daysAgo(180) : null, source: 'usage-report' });

testCheck(staleAccount, {
  valid: [
    { name: 'today', data: { accounts: [account()], signIns: [signIn({ lastSuccess: daysAgo(0) })] } },
    { name: 'exactly 90 days ago', data: { accounts: [account()], signIns: [signIn({ lastSuccess: daysAgo(90) })] } },
    {
      name: '90 days and 23 hours are 90 whole days',
      data: { accounts: [account()], signIns: [signIn({ lastSuccess: daysAgo(90.96) })] },
    },
    {
      name: '120 days ago with a limit of 120',
      options: { limitDays: 120 },
      data: { accounts: [account()], signIns: [signIn({ lastSuccess: daysAgo(120) })] },
    },
    {
      name: 'never, but created exactly 90 days ago',
      verdict: 'not-applicable',
      data: { accounts: [account({ createdAt: daysAgo(90) })], signIns: [signIn()] },
    },
    {
      name: 'day of creation not known, but a recent success',
      data: { accounts: [account({ createdAt: null })], signIns: [signIn({ lastSuccess: daysAgo(3) })] },
    },
    {
      name: 'perhaps disabled, but a recent success',
      data: { accounts: [account({ enabled: null })], signIns: [signIn({ lastSuccess: daysAgo(4) })] },
    },
    {
      name: 'the usage report shows recent use',
      data: { accounts: [account()], signIns: [report(daysAgo(10))] },
    },
    { name: 'a guest', verdict: 'not-applicable', data: { accounts: [guest()], signIns: [old] } },
    { name: 'an agent', verdict: 'not-applicable', data: { accounts: [account({ kind: 'agent' })], signIns: [old] } },
    {
      name: 'a disabled account',
      verdict: 'not-applicable',
      data: { accounts: [account({ enabled: false })], signIns: [old] },
    },
    {
      name: 'an emergency account',
      verdict: 'not-applicable',
      emergency: ['ann'],
      data: { accounts: [account()], signIns: [old] },
    },
  ],
  invalid: [
    {
      name: '91 days ago',
      data: { accounts: [account()], signIns: [old] },
      fails: [
        { ...stale, data: { lastSuccess: daysAgo(91), days: 91, limitDays: 90, since: null, privileged: false } },
      ],
    },
    {
      name: '91 days ago at Google',
      provider: google,
      data: { accounts: [account()], signIns: [old] },
      fails: [stale],
    },
    {
      name: '46 days ago with a limit of 45',
      options: { limitDays: 45 },
      data: { accounts: [account()], signIns: [signIn({ lastSuccess: daysAgo(46) })] },
      fails: [{ ...stale, data: { limitDays: 45 } }],
    },
    {
      name: 'never, created 91 days ago',
      data: {
        accounts: [account({ createdAt: daysAgo(91) })],
        signIns: [signIn({ recordedSince: recordStart })],
      },
      fails: [{ ...never, data: { lastSuccess: null, since: null, days: null, createdAt: daysAgo(91), ageDays: 91 } }],
    },
    {
      name: 'never at Google',
      provider: google,
      data: { accounts: [account()], signIns: [signIn()] },
      fails: [{ ...never, data: { lastSuccess: null, since: null, days: null } }],
    },
    {
      name: 'none on record, and the account is older than the record: stale since the record began',
      data: {
        accounts: [account({ createdAt: '2023-11-30T23:59:59.000Z' })],
        signIns: [signIn({ recordedSince: recordStart })],
      },
      fails: [{ ...stale, data: { lastSuccess: null, since: '2023-12-01', days: 1086 } }],
    },
    {
      name: 'none on record, created at the very start of the record: never',
      data: { accounts: [account({ createdAt: recordStart })], signIns: [signIn({ recordedSince: recordStart })] },
      fails: [never],
    },
    {
      name: 'listed by the usage report without any date: idle for the whole 180 days',
      data: { accounts: [account()], signIns: [report(null)] },
      fails: [{ ...stale, data: { source: 'usage-report', days: 180, lastSuccess: null } }],
    },
    {
      name: 'the usage report reaches back one day beyond the limit',
      options: { limitDays: 179 },
      data: { accounts: [account()], signIns: [report(null)] },
      fails: [{ ...stale, data: { limitDays: 179 } }],
    },
    {
      name: 'last use 91 days ago by a usage report of 14 days ago',
      data: { accounts: [account()], signIns: [{ ...report(daysAgo(91)), recordedUntil: daysAgo(14) }] },
      fails: [{ ...stale, data: { source: 'usage-report' } }],
    },
    {
      name: 'last use 91 days ago by the usage report',
      data: { accounts: [account()], signIns: [report(daysAgo(91))] },
      fails: [{ ...stale, data: { source: 'usage-report' } }],
    },
    {
      name: 'day of creation not known, but a success older than the limit',
      data: { accounts: [account({ createdAt: null })], signIns: [old] },
      fails: [{ ...stale, data: { createdAt: null } }],
    },
    {
      name: 'privileged by an eligible role',
      data: { accounts: [account()], signIns: [old], roles: [role({ state: 'eligible' })] },
      fails: [{ ...stale, severity: 'high', data: { privileged: true, roles: 'Global Administrator' } }],
    },
    {
      name: 'privileged, never',
      data: { accounts: [account()], signIns: [signIn()], roles: [role({ tier: 'high', throughGroup: 'admins' })] },
      fails: [{ ...never, severity: 'high' }],
    },
    {
      name: 'roles dark',
      data: { accounts: [account()], signIns: [old], roles: unavailable() },
      fails: [{ ...stale, data: { privileged: null } }],
    },
  ],
  unknown: [
    { name: 'no row', data: { accounts: [account()], signIns: [] }, doubts: [{ ...unknown, detail: /no record/ }] },
    {
      name: 'names concealed in the usage report',
      data: { accounts: [account()], signIns: unavailable('concealed') },
      doubts: [{ subject: 'directory-1', kind: 'concealed' }],
    },
    {
      name: 'never, and the day of creation is not known',
      provider: google,
      data: { accounts: [account({ createdAt: null })], signIns: [signIn()] },
      doubts: [{ ...unknown, detail: /created/ }],
    },
    {
      name: 'none on record since 2023-12-01, and the day of creation is not known',
      data: { accounts: [account({ createdAt: null })], signIns: [signIn({ recordedSince: recordStart })] },
      doubts: [{ ...unknown, detail: /created/ }],
    },
    {
      name: 'the usage report reaches back to the limit, and not beyond',
      options: { limitDays: 180 },
      data: { accounts: [account()], signIns: [report(null)] },
      doubts: [{ ...unknown, detail: /reaches back/ }],
    },
    {
      name: 'the usage report ended 15 days ago, so that later use is not known',
      data: { accounts: [account()], signIns: [{ ...report(daysAgo(91)), recordedUntil: daysAgo(15) }] },
      doubts: [{ ...unknown, detail: /ends on/ }],
    },
    {
      name: 'the usage report does not reach back to the limit',
      options: { limitDays: 200 },
      data: { accounts: [account()], signIns: [report(null)] },
      doubts: [{ ...unknown, detail: /reaches back to 2026-05-25/ }],
    },
    {
      name: 'stale, but perhaps disabled',
      data: { accounts: [account({ enabled: null })], signIns: [old] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'stale, but perhaps a guest',
      data: { accounts: [account({ kind: null })], signIns: [old] },
      doubts: [unknown],
    },
    {
      name: 'recent, but the sign-ins are partial',
      data: {
        accounts: [account(), account({ id: 'bob' })],
        signIns: partial([signIn({ lastSuccess: daysAgo(1) })], 'throttled'),
      },
      doubts: [{ subject: 'bob', kind: 'throttled' }],
    },
  ],
});
