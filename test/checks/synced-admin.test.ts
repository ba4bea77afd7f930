import { syncedAdmin } from '../../checks/synced-admin.ts';
import { account, daysAgo, guest, partial, role, testCheck, unavailable } from '../check-tester.ts';

const synced = { subject: 'ann', message: 'synced', severity: 'high' } as const;
const comes = account({ synced: true });

testCheck(syncedAdmin, {
  valid: [
    { name: 'an administrator of the cloud alone', data: { accounts: [account({ synced: false })], roles: [role()] } },
    { name: 'synchronised, without a role', verdict: 'not-applicable', data: { accounts: [comes], roles: [] } },
    {
      name: 'synchronised, with a role that is not privileged',
      verdict: 'not-applicable',
      data: { accounts: [comes], roles: [role({ tier: 'limited' })] },
    },
    {
      name: 'a role that has ended',
      verdict: 'not-applicable',
      data: { accounts: [comes], roles: [role({ endsAt: daysAgo(0) })] },
    },
    {
      name: 'no members',
      verdict: 'not-applicable',
      emergency: ['ann@example.com'],
      data: {
        accounts: [comes, guest({ id: 'gus', synced: true }), account({ id: 'old', enabled: false, synced: true })],
        roles: [role(), role({ holderId: 'gus' }), role({ holderId: 'old' })],
      },
    },
    {
      name: 'Google has no such accounts',
      verdict: 'not-applicable',
      provider: 'google-workspace',
      data: { accounts: [comes], roles: [role()] },
    },
  ],
  invalid: [
    {
      name: 'the top role',
      data: { accounts: [comes], roles: [role()] },
      fails: [{ ...synced, data: { privileged: true, roles: 'Global Administrator' } }],
    },
    {
      name: 'a high role, eligible through a group',
      data: {
        accounts: [comes],
        roles: [role({ tier: 'high', roleName: 'User Administrator', state: 'eligible', throughGroup: 'admins' })],
      },
      fails: [{ ...synced, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'among what was read in part',
      data: { accounts: partial([comes]), roles: partial([role()]) },
      fails: [synced],
    },
  ],
  unknown: [
    {
      name: 'the directory does not say whether it is synchronised',
      data: { accounts: [account({ synced: null })], roles: [role()] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /comes from an on-premises directory/ }],
    },
    {
      name: 'a snapshot that was saved before',
      data: { accounts: [account()], roles: [role()] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /comes from an on-premises directory/ }],
    },
    {
      name: 'rights not known of the role',
      data: { accounts: [comes], roles: [role({ tier: null, roleName: 'Helper' })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /rights not known of role Helper/ }],
    },
    {
      name: 'it is not known whether the account is enabled',
      data: { accounts: [account({ synced: true, enabled: null })], roles: [role()] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /whether the account is enabled/ }],
    },
    {
      name: 'roles cannot be read',
      data: { accounts: [comes], roles: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
      gaps: ['permission'],
    },
  ],
});
