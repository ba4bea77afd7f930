import { redundantRole } from '../../checks/redundant-role.ts';
import { account, daysAgo, guest, partial, role, testCheck, unavailable } from '../check-tester.ts';

const found = { subject: 'ann', message: 'redundant', severity: 'low' } as const;
const unknown = { subject: 'ann', kind: 'absent' } as const;
const accounts = [account()];
const top = role({ withinTop: true });
const users = role({ roleName: 'User Administrator', tier: 'high', withinTop: true });
const reader = role({ roleName: 'Reports Reader', tier: 'limited', withinTop: true });
const google = 'google-workspace';

testCheck(redundantRole, {
  valid: [
    { name: 'the top role alone', data: { accounts, roles: [top] } },
    { name: 'the top role alone at Google', provider: google, data: { accounts, roles: [top] } },
    { name: 'the top role twice', data: { accounts, roles: [top, role({ throughGroup: 'admins', withinTop: true })] } },
    { name: 'eligible for another', data: { accounts, roles: [top, { ...users, state: 'eligible' }] } },
    { name: 'another that has ended', data: { accounts, roles: [top, { ...users, endsAt: daysAgo(0) }] } },
    { name: 'another that goes beyond', data: { accounts, roles: [top, { ...users, withinTop: false }] } },
    { name: 'eligible for the top role only', data: { accounts, roles: [{ ...top, state: 'eligible' }, users] } },
    {
      name: 'the top role for a part of the directory',
      data: { accounts, roles: [{ ...top, scope: '/administrativeUnits/1' }, users] },
    },
    { name: 'no top role', verdict: 'not-applicable', data: { accounts, roles: [users, reader] } },
    {
      name: 'no members',
      verdict: 'not-applicable',
      emergency: ['bob'],
      data: {
        accounts: [guest(), account({ id: 'bob' }), account({ id: 'cyd', enabled: false })],
        roles: ['ann', 'bob', 'cyd'].flatMap((holderId) => [
          { ...top, holderId },
          { ...users, holderId },
        ]),
      },
    },
  ],
  invalid: [
    {
      name: 'another beside it',
      data: { accounts, roles: [top, users] },
      fails: [{ ...found, data: { roles: 'User Administrator', top: 'Global Administrator' } }],
    },
    {
      name: 'others beside it at Google',
      provider: google,
      data: {
        accounts,
        roles: [
          role({ roleId: '1', roleName: '_SEED_ADMIN_ROLE', withinTop: true }),
          role({ roleId: '2', roleName: '_USER_MANAGEMENT_ADMIN_ROLE', tier: 'high', withinTop: true }),
          role({
            roleId: '3',
            roleName: '_HELP_DESK_ADMIN_ROLE',
            tier: 'limited',
            withinTop: true,
            throughGroup: 'help',
          }),
        ],
      },
      fails: [
        { ...found, data: { roles: '_HELP_DESK_ADMIN_ROLE, _USER_MANAGEMENT_ADMIN_ROLE', top: '_SEED_ADMIN_ROLE' } },
      ],
    },
    {
      name: 'another for a part of the directory, twice',
      data: {
        accounts,
        roles: [top, { ...users, scope: '/administrativeUnits/1' }, { ...users, scope: '/administrativeUnits/2' }],
      },
      fails: [{ ...found, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'of another name and the same id it is the same role',
      data: { accounts, roles: [top, { ...top, roleName: 'Company Administrator', throughGroup: 'admins' }, reader] },
      fails: [{ ...found, data: { roles: 'Reports Reader' } }],
    },
    {
      name: 'one beside it, not said of another',
      data: { accounts, roles: [top, reader, { ...users, withinTop: null }] },
      fails: [{ ...found, data: { roles: 'Reports Reader' } }],
    },
    {
      name: 'roles are partial: one convicted, one unknown',
      data: {
        accounts: [...accounts, account({ id: 'bob' })],
        roles: partial([top, reader, { ...top, holderId: 'bob' }], 'throttled'),
      },
      fails: [found],
      doubts: [{ subject: 'bob', kind: 'throttled' }],
    },
  ],
  unknown: [
    {
      name: 'not said whether the top role contains another',
      data: { accounts, roles: [top, { ...users, withinTop: null }] },
      doubts: [{ ...unknown, detail: /contains role User Administrator/ }],
    },
    {
      name: 'a snapshot from before',
      data: { accounts, roles: [role(), role({ roleName: 'User Administrator', tier: 'high' })] },
      doubts: [unknown],
    },
    {
      name: 'a role of unknown rights may be the top role',
      data: { accounts, roles: [role({ roleId: 'x', roleName: 'Custom', tier: null }), reader] },
      doubts: [{ ...unknown, detail: /rights not known of role Custom/ }],
    },
    {
      name: 'another beside it, and perhaps disabled',
      data: { accounts: [account({ enabled: null })], roles: [top, users] },
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'roles cannot be read',
      data: { accounts, roles: unavailable() },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
  ],
});
