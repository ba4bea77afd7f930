import { staleGuest } from '../../checks/stale-guest.ts';
import { account, daysAgo, guest, partial, signIn, testCheck, unavailable } from '../check-tester.ts';

const stale = { subject: 'ann', message: 'stale', severity: 'medium' } as const;
const never = { ...stale, message: 'never' } as const;
const unaccepted = { ...stale, message: 'unaccepted' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const old = signIn({ lastSuccess: daysAgo(91) });

testCheck(staleGuest, {
  valid: [
    { name: 'exactly 90 days ago', data: { accounts: [guest()], signIns: [signIn({ lastSuccess: daysAgo(90) })] } },
    {
      name: 'recent at Google, which keeps no invitations',
      provider: 'google-workspace',
      data: { accounts: [guest({ invitation: null })], signIns: [signIn({ lastSuccess: daysAgo(1) })] },
    },
    {
      name: 'perhaps disabled, but a recent success',
      data: { accounts: [guest({ enabled: null })], signIns: [signIn({ lastSuccess: daysAgo(1) })] },
    },
    {
      name: 'invited exactly 90 days ago, not yet accepted',
      verdict: 'not-applicable',
      data: { accounts: [guest({ createdAt: daysAgo(90), invitation: 'pending' })], signIns: [signIn()] },
    },
    {
      name: 'a disabled guest',
      verdict: 'not-applicable',
      data: { accounts: [guest({ enabled: false, invitation: 'pending' })], signIns: [old] },
    },
    { name: 'a stale member', verdict: 'not-applicable', data: { accounts: [account()], signIns: [old] } },
    {
      name: 'an agent',
      verdict: 'not-applicable',
      data: { accounts: [account({ kind: 'agent' })], signIns: [old] },
    },
  ],
  invalid: [
    {
      name: '91 days ago',
      data: { accounts: [guest()], signIns: [old] },
      fails: [{ ...stale, data: { days: 91, limitDays: 90, lastSuccess: daysAgo(91), invitation: 'accepted' } }],
    },
    {
      name: '31 days ago with a limit of 30',
      options: { limitDays: 30 },
      data: { accounts: [guest()], signIns: [signIn({ lastSuccess: daysAgo(31) })] },
      fails: [{ ...stale, data: { limitDays: 30 } }],
    },
    {
      name: 'never, created 91 days ago',
      data: { accounts: [guest({ createdAt: daysAgo(91) })], signIns: [signIn()] },
      fails: [{ ...never, data: { ageDays: 91 } }],
    },
    {
      name: 'never at Google',
      provider: 'google-workspace',
      data: { accounts: [guest({ invitation: null })], signIns: [signIn()] },
      fails: [never],
    },
    {
      name: 'never accepted stands over never signed in, and the data tells the rest',
      data: {
        accounts: [guest({ createdAt: daysAgo(91), invitation: 'pending' })],
        signIns: [signIn()],
      },
      fails: [{ ...unaccepted, data: { invitation: 'pending', lastSuccess: null, ageDays: 91 } }],
    },
    {
      name: 'never accepted stands over stale',
      data: { accounts: [guest({ invitation: 'pending' })], signIns: [old] },
      fails: [{ ...unaccepted, data: { lastSuccess: daysAgo(91), days: 91 } }],
    },
    {
      name: 'never accepted needs no sign-ins',
      data: { accounts: [guest({ invitation: 'pending' })], signIns: unavailable('licence') },
      fails: [{ ...unaccepted, data: { lastSuccess: null, source: null } }],
    },
    {
      name: 'none on record, and the guest is older than the record',
      data: {
        accounts: [guest({ createdAt: '2022-01-01T00:00:00.000Z' })],
        signIns: [signIn({ recordedSince: '2023-12-01T00:00:00.000Z' })],
      },
      fails: [{ ...stale, data: { since: '2023-12-01' } }],
    },
    {
      name: 'an emergency account that is a guest stays a guest',
      emergency: ['ann'],
      data: { accounts: [guest()], signIns: [old] },
      fails: [stale],
    },
  ],
  unknown: [
    {
      name: 'accepted, and no row',
      data: { accounts: [guest()], signIns: [] },
      doubts: [{ ...unknown, detail: /no record/ }],
    },
    {
      name: 'accepted, and sign-ins cannot be read',
      data: { accounts: [guest()], signIns: unavailable('licence') },
      doubts: [{ ...unknown, kind: 'licence' }],
    },
    {
      name: 'accepted, and not among the sign-ins that were read',
      data: { accounts: [guest()], signIns: partial([], 'throttled') },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'never accepted, and the day of creation is not known',
      data: { accounts: [guest({ createdAt: null, invitation: 'pending' })], signIns: [signIn()] },
      doubts: [{ ...unknown, detail: /created/ }],
    },
    {
      name: 'never accepted, but perhaps disabled',
      data: { accounts: [guest({ enabled: null, invitation: 'pending' })], signIns: [signIn()] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'stale, but perhaps a member',
      data: { accounts: [guest({ kind: null })], signIns: [old] },
      doubts: [unknown],
    },
    {
      name: 'the record does not reach back to the limit',
      options: { limitDays: 200 },
      data: {
        accounts: [guest()],
        signIns: [signIn({ recordedSince: daysAgo(180), source: 'usage-report' })],
      },
      doubts: [{ ...unknown, detail: /reaches back/ }],
    },
    {
      name: 'accounts cannot be read',
      data: { accounts: unavailable(), signIns: [old] },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
