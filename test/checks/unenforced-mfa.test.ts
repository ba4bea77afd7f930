import { unenforcedMfa } from '../../checks/unenforced-mfa.ts';
import type { DecidingPolicy } from '../../src/core/rows/enforcement.ts';
import {
  account,
  daysAgo,
  enforcement,
  guest,
  now,
  partial,
  refused,
  role,
  testCheck,
  unavailable,
} from '../check-tester.ts';

const none = { subject: 'ann', message: 'none', severity: 'high' } as const;
const partly = { ...none, message: 'partly' } as const;
const google = 'google-workspace';

function policy(name: string, ...conditions: string[]): DecidingPolicy {
  return { id: name, name, conditions };
}

/** Nothing forces MFA on ann. */
const open = enforcement({ state: 'none', reason: 'no-policy' });
const narrowed = enforcement({
  state: 'partly',
  reason: 'narrowed',
  policies: [policy('Away', 'locations:All trusted', 'platforms:android, iOS'), policy('Mail', 'applications')],
});
const scheduled = (startsAt: string) => enforcement({ reason: 'directory', startsAt });
const justAhead = new Date(now.getTime() + 1).toISOString();

testCheck(unenforcedMfa, {
  valid: [
    { name: 'a policy', data: { accounts: [account()], enforcement: [enforcement()] } },
    {
      name: 'security defaults',
      data: { accounts: [account()], enforcement: [enforcement({ reason: 'security-defaults' })] },
    },
    {
      name: 'enforced from this very instant',
      provider: google,
      data: { accounts: [account()], enforcement: [scheduled(now.toISOString())] },
    },
    {
      name: 'enforced, though trusted devices are not asked',
      provider: google,
      data: { accounts: [account()], enforcement: [enforcement({ reason: 'directory', trustsDevices: true })] },
    },
    {
      name: 'enforced on an account that may be disabled',
      data: { accounts: [account({ enabled: null })], enforcement: [enforcement()] },
    },
    {
      name: 'guests, agents and disabled accounts are no members',
      verdict: 'not-applicable',
      data: {
        accounts: [guest(), account({ id: 'bob', kind: 'agent' }), account({ id: 'cyd', enabled: false })],
        enforcement: ['ann', 'bob', 'cyd'].map((accountId) => ({ ...open, accountId })),
      },
    },
    {
      name: 'an emergency account',
      verdict: 'not-applicable',
      emergency: ['ann@example.com'],
      data: { accounts: [account()], enforcement: [open] },
    },
  ],
  invalid: [
    {
      name: 'no policy',
      data: { accounts: [account()], enforcement: [open] },
      fails: [
        {
          ...none,
          data: {
            reason: 'no-policy',
            policy: null,
            condition: null,
            policies: 0,
            policyNames: null,
            leftOut: null,
            privileged: false,
          },
        },
      ],
    },
    {
      name: 'left out by a policy',
      data: {
        accounts: [account()],
        enforcement: [enforcement({ state: 'none', reason: 'excluded', policies: [policy('MFA for all')] })],
      },
      fails: [{ ...none, data: { reason: 'excluded', policy: 'MFA for all', condition: null } }],
    },
    {
      name: 'report-only',
      data: {
        accounts: [account()],
        enforcement: [enforcement({ state: 'none', reason: 'report-only', policies: [policy('Trial')] })],
      },
      fails: [{ ...none, data: { reason: 'report-only', policy: 'Trial' } }],
    },
    {
      name: 'begins a millisecond ahead',
      provider: google,
      data: { accounts: [account()], enforcement: [scheduled(justAhead)] },
      fails: [{ ...none, data: { reason: 'scheduled', startsAt: justAhead } }],
    },
    {
      name: 'enrolment is switched off',
      provider: google,
      data: { accounts: [account()], enforcement: [enforcement({ state: 'none', reason: 'enrolment-off' })] },
      fails: [{ ...none, data: { reason: 'enrolment-off' } }],
    },
    {
      name: 'partly: the policy with the fewest conditions is named',
      data: { accounts: [account()], enforcement: [narrowed] },
      fails: [
        {
          ...partly,
          data: {
            reason: 'narrowed',
            policy: 'Mail',
            condition: 'applications',
            policies: 2,
            policyNames: 'Mail\nAway',
          },
        },
      ],
    },
    {
      name: 'partly: several conditions of one policy',
      data: {
        accounts: [account()],
        enforcement: [{ ...narrowed, policies: narrowed.policies.slice(0, 1) }],
      },
      fails: [{ ...partly, data: { condition: 'locations:All trusted; platforms:android, iOS' } }],
    },
    {
      name: 'partly: of two alike the first by name',
      data: {
        accounts: [account()],
        enforcement: [{ ...narrowed, policies: [policy('B', 'platforms'), policy('A', 'locations')] }],
      },
      fails: [{ ...partly, data: { policy: 'A', condition: 'locations' } }],
    },
    {
      name: 'partly: policies that leave the account out are named, ten of them',
      data: {
        accounts: [account()],
        enforcement: [{ ...narrowed, leftOutOf: Array.from({ length: 11 }, (_, index) => `All ${index}`) }],
      },
      fails: [
        {
          ...partly,
          data: { leftOut: Array.from({ length: 10 }, (_, index) => `All ${index}`).join('\n'), leftOutOf: 11 },
        },
      ],
    },
    {
      name: 'a narrowed policy that begins later stays narrowed',
      data: { accounts: [account()], enforcement: [{ ...narrowed, startsAt: daysAgo(-10) }] },
      fails: [partly],
    },
    {
      name: 'privileged',
      data: { accounts: [account()], enforcement: [open], roles: [role({ state: 'eligible' })] },
      fails: [{ ...none, severity: 'critical', data: { roles: 'Global Administrator' } }],
    },
    {
      name: 'partly and privileged',
      data: { accounts: [account()], enforcement: [narrowed], roles: [role()] },
      fails: [{ ...partly, severity: 'critical' }],
    },
    {
      name: 'a limited role is not privileged',
      data: { accounts: [account()], enforcement: [open], roles: [role({ tier: 'limited' })] },
      fails: [none],
    },
    {
      name: 'roles dark',
      data: { accounts: [account()], enforcement: [open], roles: unavailable() },
      fails: [{ ...none, data: { privileged: null } }],
    },
    {
      name: 'the table is partial: one convicted, one unknown',
      data: { accounts: [account(), account({ id: 'bob' })], enforcement: partial([open], 'throttled') },
      fails: [none],
      doubts: [{ subject: 'bob', kind: 'throttled' }],
    },
  ],
  unknown: [
    {
      name: 'unknown for a reason',
      data: {
        accounts: [account()],
        enforcement: [enforcement({ state: 'unknown', reason: 'unreadable', gap: refused('throttled') })],
      },
      doubts: [{ subject: 'ann', kind: 'throttled' }],
    },
    {
      name: 'unknown for no reason',
      data: { accounts: [account()], enforcement: [enforcement({ state: 'unknown', reason: 'unreadable' })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /whether MFA is enforced/ }],
    },
    {
      name: 'no row',
      data: { accounts: [account()], enforcement: [] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /no record/ }],
    },
    {
      name: 'unprotected, and perhaps disabled',
      data: { accounts: [account({ enabled: null })], enforcement: [open] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /enabled/ }],
    },
    {
      name: 'unprotected, and perhaps a guest',
      data: { accounts: [account({ kind: null })], enforcement: [narrowed] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /member or a guest/ }],
    },
    {
      name: 'the one who was read is protected, others may be missing',
      data: { accounts: [account()], enforcement: partial([enforcement()], 'permission') },
      gaps: ['permission'],
    },
    {
      name: 'not read',
      data: { accounts: [account()], enforcement: unavailable('unsupported') },
      doubts: [{ subject: 'directory-1', kind: 'unsupported' }],
    },
  ],
});
