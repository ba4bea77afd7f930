import { guestAdmin } from '../../checks/guest-admin.ts';
import { account, daysAgo, guest, partial, role, testCheck, unavailable } from '../check-tester.ts';

const found = { subject: 'ann', message: 'guest', severity: 'critical' } as const;
const roles = [role()];
const custom = role({ tier: null, roleName: 'Custom' });

testCheck(guestAdmin, {
  valid: [
    { name: 'a guest without roles', data: { accounts: [guest()], roles: [] } },
    { name: 'a guest with a limited role', data: { accounts: [guest()], roles: [role({ tier: 'limited' })] } },
    {
      name: 'the assignment has ended',
      data: { accounts: [guest()], roles: [role({ endsAt: daysAgo(1) })] },
    },
    { name: 'perhaps disabled, without roles', data: { accounts: [guest({ enabled: null })], roles: [] } },
    { name: 'a privileged member', verdict: 'not-applicable', data: { accounts: [account()], roles } },
    {
      name: 'a disabled guest',
      verdict: 'not-applicable',
      data: { accounts: [guest({ enabled: false })], roles },
    },
  ],
  invalid: [
    {
      name: 'a top role',
      data: { accounts: [guest()], roles },
      fails: [{ ...found, data: { roles: 'Global Administrator', invitation: 'accepted' } }],
    },
    {
      name: 'at Google',
      provider: 'google-workspace',
      data: { accounts: [guest({ invitation: null })], roles },
      fails: [found],
    },
    {
      name: 'eligible for a role of tier high, through a group',
      data: {
        accounts: [guest()],
        roles: [role({ tier: 'high', roleName: 'User Administrator', state: 'eligible', throughGroup: 'partners' })],
      },
      fails: [{ ...found, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'an emergency account that is a guest',
      emergency: ['ann'],
      data: { accounts: [guest()], roles },
      fails: [found],
    },
    {
      name: 'an invitation not yet accepted',
      data: { accounts: [guest({ invitation: 'pending' })], roles },
      fails: [{ ...found, data: { invitation: 'pending' } }],
    },
    {
      name: 'privileged beside a role of unknown rights',
      data: { accounts: [guest()], roles: [custom, role()] },
      fails: [found],
    },
    {
      name: 'roles are partial: one convicted, one unknown',
      data: { accounts: [guest(), guest({ id: 'bob' })], roles: partial(roles, 'throttled') },
      fails: [found],
      doubts: [{ subject: 'bob', kind: 'throttled' }],
    },
  ],
  unknown: [
    {
      name: 'a role of unknown rights',
      data: { accounts: [guest()], roles: [custom] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /Custom/ }],
    },
    {
      name: 'privileged, but perhaps disabled',
      data: { accounts: [guest({ enabled: null })], roles },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /enabled/ }],
    },
    {
      name: 'privileged, but perhaps a member',
      data: { accounts: [guest({ kind: null })], roles },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /member or a guest/ }],
    },
    {
      name: 'no guest among the accounts that were read',
      data: { accounts: partial([account()], 'network'), roles },
      gaps: ['network'],
    },
    {
      name: 'roles cannot be read',
      data: { accounts: [guest()], roles: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
