import { phishableAdmin } from '../../checks/phishable-admin.ts';
import {
  account,
  app,
  daysAgo,
  email,
  guest,
  key,
  mfa,
  partial,
  phone,
  role,
  strange,
  testCheck,
  unavailable,
} from '../check-tester.ts';

const phishable = { subject: 'ann', message: 'phishable', severity: 'high' } as const;
const roles = [role()];
const google = 'google-workspace';
const custom = role({ tier: null, roleName: 'Custom' });

testCheck(phishableAdmin, {
  valid: [
    { name: 'a key', data: { accounts: [account()], roles, mfa: [mfa({ methods: [key] })] } },
    { name: 'a key beside a telephone', data: { accounts: [account()], roles, mfa: [mfa({ methods: [phone, key] })] } },
    {
      name: 'a key beside a method of unknown strength',
      data: { accounts: [account()], roles, mfa: [mfa({ methods: [strange, key] })] },
    },
    {
      name: 'a key on an administrator who may be disabled',
      data: { accounts: [account({ enabled: null })], roles, mfa: [mfa({ methods: [key] })] },
    },
    {
      name: 'a key on an account whose role has unknown rights',
      data: { accounts: [account()], roles: [custom], mfa: [mfa({ methods: [key] })] },
    },
    {
      name: 'nobody is privileged',
      verdict: 'not-applicable',
      data: {
        accounts: [account()],
        roles: [role({ tier: 'limited' })],
        mfa: [mfa({ methods: [phone] })],
      },
    },
    {
      name: 'the assignment has ended',
      verdict: 'not-applicable',
      data: { accounts: [account()], roles: [role({ endsAt: daysAgo(1) })], mfa: [mfa({ methods: [phone] })] },
    },
    {
      name: 'a privileged guest is no member',
      verdict: 'not-applicable',
      data: { accounts: [guest()], roles, mfa: [mfa({ methods: [app] })] },
    },
    {
      name: 'a privileged agent is no member',
      verdict: 'not-applicable',
      data: { accounts: [account({ kind: 'agent' })], roles, mfa: [mfa({ methods: [app] })] },
    },
    {
      name: 'an emergency account is no member',
      verdict: 'not-applicable',
      emergency: ['ann@example.com'],
      data: { accounts: [account()], roles, mfa: [mfa({ methods: [phone] })] },
    },
    {
      name: 'Google: a passkey',
      provider: google,
      data: { accounts: [account()], roles, mfa: [mfa({ methods: [{ name: 'passkey', strength: 'resistant' }] })] },
    },
  ],
  invalid: [
    {
      name: 'an app',
      data: { accounts: [account()], roles, mfa: [mfa({ methods: [app, email] })] },
      fails: [{ ...phishable, data: { methods: 'microsoftAuthenticatorPush', roles: 'Global Administrator' } }],
    },
    {
      name: 'no method at all',
      data: { accounts: [account()], roles, mfa: [mfa({ registered: false, methods: [] })] },
      fails: [{ ...phishable, data: { methods: null, othersTold: true } }],
    },
    {
      name: 'eligible for a role of tier high',
      data: {
        accounts: [account()],
        roles: [role({ tier: 'high', roleName: 'Exchange Administrator', state: 'eligible' })],
        mfa: [mfa({ methods: [phone] })],
      },
      fails: [{ ...phishable, data: { roles: 'Exchange Administrator' } }],
    },
    {
      name: 'through a group',
      data: { accounts: [account()], roles: [role({ throughGroup: 'admins' })], mfa: [mfa({ methods: [phone] })] },
      fails: [phishable],
    },
    {
      name: 'privileged beside a role of unknown rights',
      data: { accounts: [account()], roles: [custom, role()], mfa: [mfa({ methods: [app] })] },
      fails: [{ ...phishable, data: { roles: 'Global Administrator' } }],
    },
    {
      name: 'roles are partial: those known are convicted, the others are not listed',
      data: {
        accounts: [account(), account({ id: 'bob' })],
        roles: partial(roles),
        mfa: [mfa({ methods: [phone] }), mfa({ accountId: 'bob', methods: [phone] })],
      },
      fails: [phishable],
    },
    {
      name: 'Google: no key and no passkey',
      provider: google,
      data: { accounts: [account()], roles, mfa: [mfa({ methods: [] })] },
      fails: [{ ...phishable, data: { methods: null, othersTold: false } }],
    },
    {
      name: 'Google: no key, and the table is partial',
      provider: google,
      data: { accounts: [account()], roles, mfa: partial([mfa({ methods: [] })]) },
      fails: [phishable],
    },
  ],
  unknown: [
    {
      name: 'a method of unknown strength and nothing resistant',
      data: { accounts: [account()], roles, mfa: [mfa({ methods: [strange, phone] })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /retinaScan/ }],
    },
    {
      name: 'methods not said',
      data: { accounts: [account()], roles, mfa: [mfa({ methods: null })] },
      doubts: [{ subject: 'ann', kind: 'absent' }],
    },
    {
      name: 'Google: the usage report does not tell yet',
      provider: google,
      data: { accounts: [account()], roles: [role({ roleName: '_SEED_ADMIN_ROLE' })], mfa: [mfa({ methods: null })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /usage report/ }],
    },
    {
      name: 'Google: the usage report cannot be read',
      provider: google,
      data: { accounts: [account()], roles, mfa: partial([mfa({ methods: null })], 'permission') },
      doubts: [{ subject: 'ann', kind: 'permission' }],
    },
    {
      name: 'no row',
      data: { accounts: [account()], roles, mfa: [] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /no record/ }],
    },
    {
      name: 'only a role of unknown rights',
      data: { accounts: [account()], roles: [custom], mfa: [mfa({ methods: [phone] })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /Custom/ }],
    },
    {
      name: 'only a role of unknown rights, and roles are partial',
      data: { accounts: [account()], roles: partial([custom]), mfa: [mfa({ methods: [phone] })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /Custom/ }],
    },
    {
      name: 'an administrator who may be disabled',
      data: { accounts: [account({ enabled: null })], roles, mfa: [mfa({ methods: [phone] })] },
      doubts: [{ subject: 'ann', kind: 'absent', detail: /enabled/ }],
    },
    {
      name: 'roles are partial and name nobody: nobody is listed, nothing passes',
      data: { accounts: [account()], roles: partial([], 'throttled'), mfa: [mfa({ methods: [phone] })] },
      gaps: ['throttled'],
    },
    {
      name: 'roles cannot be read',
      data: { accounts: [account()], roles: unavailable(), mfa: [mfa({ methods: [phone] })] },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
