import { standingAdmin } from '../../checks/standing-admin.ts';
import { account, daysAgo, guest, partial, role, testCheck, unavailable } from '../check-tester.ts';

const found = { subject: 'ann', message: 'standing', severity: 'medium' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const accounts = [account()];
const standing = role({ permanent: true });
const users = { roleName: 'User Administrator', tier: 'high' } as const;
const custom = { roleName: 'Custom', tier: null } as const;
const asked = role({ ...users, state: 'eligible', permanent: false });

testCheck(standingAdmin, {
  valid: [
    { name: 'eligible', data: { accounts, roles: [role({ state: 'eligible', permanent: false })] } },
    { name: 'activated for a while', data: { accounts, roles: [role({ permanent: false, endsAt: daysAgo(-1) })] } },
    {
      name: 'active until a day',
      data: { accounts, roles: [role({ ...users, permanent: false, endsAt: daysAgo(-90) })] },
    },
    {
      name: 'eligible without an end, whatever is said of permanence',
      data: { accounts, roles: [{ ...asked, permanent: null }] },
    },
    {
      name: 'a limited role for good beside one on request',
      data: { accounts, roles: [asked, role({ roleName: 'Reports Reader', tier: 'limited', permanent: true })] },
    },
    {
      name: 'a role of unknown rights that ends',
      data: { accounts, roles: [asked, role({ ...custom, permanent: false })] },
    },
    {
      name: 'an assignment that has ended',
      verdict: 'not-applicable',
      data: { accounts, roles: [role({ permanent: true, endsAt: daysAgo(0) })] },
    },
    {
      name: 'for good, and no members',
      verdict: 'not-applicable',
      emergency: ['eve'],
      data: {
        accounts: [
          guest(),
          account({ id: 'bob', enabled: false }),
          account({ id: 'cyd', kind: 'agent' }),
          account({ id: 'eve' }),
        ],
        roles: ['ann', 'bob', 'cyd', 'eve'].map((holderId) => role({ holderId, permanent: true })),
      },
    },
    {
      name: 'a limited role for good',
      verdict: 'not-applicable',
      data: { accounts, roles: [role({ tier: 'limited', permanent: true })] },
    },
    {
      name: 'Google, which has no eligible roles',
      provider: 'google-workspace',
      verdict: 'not-applicable',
      data: { accounts, roles: [standing] },
    },
    {
      name: 'Google, where nothing can be read',
      provider: 'google-workspace',
      verdict: 'not-applicable',
      data: { accounts, roles: unavailable() },
    },
  ],
  invalid: [
    {
      name: 'a top role',
      data: { accounts, roles: [standing] },
      fails: [{ ...found, data: { roles: 'Global Administrator', groups: null, others: null } }],
    },
    {
      name: 'a role of tier high, for a part of the directory',
      data: { accounts, roles: [role({ ...users, permanent: true, scope: '/administrativeUnits/1' })] },
      fails: [{ ...found, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'through groups',
      data: {
        accounts,
        roles: [
          role({ permanent: true, throughGroup: 'group-2' }),
          role({ ...users, permanent: true, throughGroup: 'group-1' }),
        ],
      },
      fails: [{ ...found, data: { roles: 'Global Administrator, User Administrator', groups: 'group-1, group-2' } }],
    },
    {
      name: 'one for good, another on request, the first on request too',
      data: { accounts, roles: [standing, asked, role({ state: 'eligible', permanent: false })] },
      fails: [{ ...found, data: { roles: 'Global Administrator', others: 'User Administrator' } }],
    },
    {
      name: 'one for good, not said of another',
      data: { accounts, roles: [standing, role({ ...users, permanent: null })] },
      fails: [{ ...found, data: { others: 'User Administrator' } }],
    },
    {
      name: 'roles are partial: one convicted, one unknown',
      data: {
        accounts: [...accounts, account({ id: 'bob' })],
        roles: partial([standing, { ...asked, holderId: 'bob' }], 'throttled'),
      },
      fails: [found],
      doubts: [{ subject: 'bob', kind: 'throttled' }],
    },
  ],
  unknown: [
    {
      name: 'not said whether it stands',
      data: { accounts, roles: [role({ permanent: null }), asked] },
      doubts: [{ ...unknown, detail: /Global Administrator is active without an end/ }],
    },
    {
      name: 'a snapshot from before',
      data: { accounts, roles: [role()] },
      doubts: [{ ...unknown, detail: /without an end/ }],
    },
    {
      name: 'one on request, and one of unknown rights for good',
      data: { accounts, roles: [asked, role({ ...custom, permanent: true })] },
      doubts: [{ ...unknown, detail: /rights not known of role Custom/ }],
    },
    {
      name: 'a role of unknown rights alone, for good',
      data: { accounts, roles: [role({ ...custom, permanent: true })] },
      doubts: [{ ...unknown, detail: /Custom/ }],
    },
    {
      name: 'for good, and perhaps disabled',
      data: { accounts: [account({ enabled: null })], roles: [standing] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'roles cannot be read',
      data: { accounts, roles: unavailable('licence') },
      doubts: [{ subject: 'directory-1', kind: 'licence' }],
    },
    {
      name: 'accounts were read in part',
      data: { accounts: partial([account()], 'network'), roles: [asked] },
      gaps: ['network'],
    },
  ],
});
