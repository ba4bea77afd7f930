import { missingMfa } from '../../checks/missing-mfa.ts';
import { account, daysAgo, guest, mfa, partial, role, testCheck, unavailable } from '../check-tester.ts';

const none = mfa({ registered: false, usable: false });
const unregistered = { subject: 'ann', message: 'unregistered', severity: 'high' } as const;
const critical = { ...unregistered, severity: 'critical' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const google = 'google-workspace';

testCheck(missingMfa, {
  valid: [
    { name: 'registered and usable', data: { accounts: [account()], mfa: [mfa()] } },
    { name: 'enrolled at Google', provider: google, data: { accounts: [account()], mfa: [mfa({ methods: null })] } },
    {
      name: 'usable, so registered, though the registration is not said',
      data: { accounts: [account()], mfa: [mfa({ registered: null, usable: true })] },
    },
    {
      name: 'an account that may be disabled, but has a factor either way',
      data: { accounts: [account({ enabled: null })], mfa: [mfa()] },
    },
    {
      name: 'an account of unknown kind with a factor',
      data: { accounts: [account({ kind: null })], mfa: [mfa()] },
    },
    {
      name: 'a guest is no member',
      verdict: 'not-applicable',
      data: { accounts: [guest()], mfa: [none] },
    },
    {
      name: 'an agent is no member',
      verdict: 'not-applicable',
      data: { accounts: [account({ kind: 'agent' })], mfa: [none] },
    },
    {
      name: 'a disabled account is no member',
      verdict: 'not-applicable',
      data: { accounts: [account({ enabled: false })], mfa: [none] },
    },
    {
      name: 'an emergency account by login, whatever its case',
      verdict: 'not-applicable',
      emergency: ['ann@example.com'],
      data: { accounts: [account({ login: 'Ann@Example.com' })], mfa: [none] },
    },
    {
      name: 'an emergency account by id',
      verdict: 'not-applicable',
      emergency: ['ann'],
      data: { accounts: [account()], mfa: [none] },
    },
  ],
  invalid: [
    {
      name: 'not registered',
      data: { accounts: [account()], mfa: [none] },
      fails: [{ ...unregistered, data: { registered: false, usable: false, privileged: false, roles: null } }],
    },
    {
      name: 'not enrolled at Google',
      provider: google,
      data: { accounts: [account()], mfa: [mfa({ registered: false, usable: false, methods: null })] },
      fails: [unregistered],
    },
    {
      name: 'registered, but no policy allows it',
      data: { accounts: [account()], mfa: [mfa({ usable: false })] },
      fails: [{ subject: 'ann', message: 'unusable', severity: 'high' }],
    },
    {
      name: 'not registered, and whether it is usable is not said',
      data: { accounts: [account()], mfa: [mfa({ registered: false, usable: null })] },
      fails: [unregistered],
    },
    {
      name: 'privileged by a top role',
      data: { accounts: [account()], mfa: [none], roles: [role()] },
      fails: [{ ...critical, data: { privileged: true, roles: 'Global Administrator' } }],
    },
    {
      name: 'privileged, registered and not usable',
      data: { accounts: [account()], mfa: [mfa({ usable: false })], roles: [role()] },
      fails: [{ subject: 'ann', message: 'unusable', severity: 'critical' }],
    },
    {
      name: 'privileged by an eligible role of tier high, through a group',
      data: {
        accounts: [account()],
        mfa: [none],
        roles: [role({ tier: 'high', roleName: 'User Administrator', state: 'eligible', throughGroup: 'admins' })],
      },
      fails: [{ ...critical, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'privileged until later today',
      data: { accounts: [account()], mfa: [none], roles: [role({ endsAt: daysAgo(-0.1) })] },
      fails: [critical],
    },
    {
      name: 'no longer privileged: the assignment has ended',
      data: { accounts: [account()], mfa: [none], roles: [role({ endsAt: daysAgo(0) })] },
      fails: [unregistered],
    },
    {
      name: 'a limited role is not privileged',
      data: { accounts: [account()], mfa: [none], roles: [role({ tier: 'limited', roleName: 'Reports Reader' })] },
      fails: [unregistered],
    },
    {
      name: 'roles are dark: the severity stays and nobody is called privileged',
      data: { accounts: [account()], mfa: [none], roles: unavailable() },
      fails: [{ ...unregistered, data: { privileged: null, roles: null } }],
    },
    {
      name: 'roles are partial, and the one that was read is privileged',
      data: { accounts: [account()], mfa: [none], roles: partial([role()]) },
      fails: [critical],
    },
    {
      name: 'rights of the role are not known: the severity stays',
      data: { accounts: [account()], mfa: [none], roles: [role({ tier: null, roleName: 'Custom' })] },
      fails: [{ ...unregistered, data: { privileged: null } }],
    },
    {
      name: 'one fails, one passes, one is unknown',
      data: {
        accounts: [account(), account({ id: 'bob' }), account({ id: 'cyd' })],
        mfa: [none, mfa({ accountId: 'bob' })],
      },
      fails: [unregistered],
      doubts: [{ subject: 'cyd', kind: 'absent' }],
    },
    {
      name: 'a partial table convicts those whom it shows',
      data: { accounts: [account(), account({ id: 'bob' })], mfa: partial([none], 'throttled') },
      fails: [unregistered],
      doubts: [{ subject: 'bob', kind: 'throttled' }],
    },
  ],
  unknown: [
    { name: 'no row', data: { accounts: [account()], mfa: [] }, doubts: [{ ...unknown, detail: /no record/ }] },
    {
      name: 'registered, and whether it is usable is not said',
      data: { accounts: [account()], mfa: [mfa({ usable: null })] },
      doubts: [{ ...unknown, detail: /usable/ }],
    },
    {
      name: 'nothing said',
      data: { accounts: [account()], mfa: [mfa({ registered: null, usable: null })] },
      doubts: [{ ...unknown, detail: /registered/ }],
    },
    {
      name: 'not usable, and the registration is not said',
      data: { accounts: [account()], mfa: [mfa({ registered: null, usable: false })] },
      doubts: [unknown],
    },
    {
      name: 'nothing said at Google',
      provider: google,
      data: { accounts: [account()], mfa: [mfa({ registered: null, usable: null, methods: null })] },
      doubts: [unknown],
    },
    {
      name: 'no factor, but the account may be disabled',
      data: { accounts: [account({ enabled: null })], mfa: [none] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'no factor, but the account may be a guest',
      data: { accounts: [account({ kind: null })], mfa: [none] },
      doubts: [{ ...unknown, detail: /member or a guest/ }],
    },
    {
      name: 'the registrations cannot be read',
      data: { accounts: [account()], mfa: unavailable('permission') },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
    {
      name: 'all who were read pass, but accounts are partial',
      data: { accounts: partial([account()], 'network'), mfa: [mfa()] },
      gaps: ['network'],
    },
  ],
});
