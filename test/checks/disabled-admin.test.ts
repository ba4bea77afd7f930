import { disabledAdmin } from '../../checks/disabled-admin.ts';
import { account, daysAgo, partial, role, testCheck, unavailable } from '../check-tester.ts';

const found = { subject: 'ann', message: 'disabled', severity: 'medium' } as const;
const roles = [role()];
const off = account({ enabled: false });

testCheck(disabledAdmin, {
  valid: [
    { name: 'disabled without roles', data: { accounts: [off], roles: [] } },
    { name: 'disabled with a limited role', data: { accounts: [off], roles: [role({ tier: 'limited' })] } },
    { name: 'the assignment has ended', data: { accounts: [off], roles: [role({ endsAt: daysAgo(1) })] } },
    { name: 'perhaps disabled, without roles', data: { accounts: [account({ enabled: null })], roles: [] } },
    { name: 'enabled and privileged', verdict: 'not-applicable', data: { accounts: [account()], roles } },
  ],
  invalid: [
    {
      name: 'a top role',
      data: { accounts: [off], roles },
      fails: [{ ...found, data: { roles: 'Global Administrator', kind: 'member' } }],
    },
    { name: 'suspended at Google', provider: 'google-workspace', data: { accounts: [off], roles }, fails: [found] },
    {
      name: 'eligible for a role of tier high, through a group',
      data: {
        accounts: [off],
        roles: [role({ tier: 'high', roleName: 'User Administrator', state: 'eligible', throughGroup: 'admins' })],
      },
      fails: [{ ...found, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'a guest',
      data: { accounts: [account({ enabled: false, kind: 'guest' })], roles },
      fails: [{ ...found, data: { kind: 'guest' } }],
    },
    { name: 'an agent', data: { accounts: [account({ enabled: false, kind: 'agent' })], roles }, fails: [found] },
    {
      name: 'of unknown kind',
      data: { accounts: [account({ enabled: false, kind: null })], roles },
      fails: [{ ...found, data: { kind: null } }],
    },
    { name: 'an emergency account', emergency: ['ann'], data: { accounts: [off], roles }, fails: [found] },
    {
      name: 'roles are partial: one convicted, one unknown',
      data: { accounts: [off, account({ id: 'bob', enabled: false })], roles: partial(roles, 'throttled') },
      fails: [found],
      doubts: [{ subject: 'bob', kind: 'throttled' }],
    },
  ],
  unknown: [
    {
      name: 'privileged, and perhaps disabled',
      data: { accounts: [account({ enabled: null })], roles },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /enabled/ }],
    },
    {
      name: 'a role of unknown rights',
      data: { accounts: [off], roles: [role({ tier: null, roleName: 'Custom' })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /Custom/ }],
    },
    {
      name: 'nobody is disabled among the accounts that were read',
      data: { accounts: partial([account()], 'network'), roles },
      gaps: ['network'],
    },
    {
      name: 'roles cannot be read',
      data: { accounts: [off], roles: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
