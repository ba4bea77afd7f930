import { topAdminCount } from '../../checks/top-admin-count.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { account, daysAgo, guest, partial, role, type Scene, testCheck, unavailable } from '../check-tester.ts';

const people = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay'];
const accountsOf = (count: number): Account[] => people.slice(0, count).map((id) => account({ id }));
const rolesOf = (accounts: readonly { id: string }[]): Role[] => accounts.map(({ id }) => role({ holderId: id }));

/** So many top administrators, and these accounts beside, who hold the top role too. */
function admins(count: number, ...others: Account[]): Scene['data'] {
  const accounts = [...accountsOf(count), ...others];
  return { accounts, roles: rolesOf(accounts) };
}

const many = { subject: 'directory-1', message: 'many', severity: 'high' } as const;
const few = { subject: 'directory-1', message: 'few', severity: 'medium' } as const;
const unknown = { subject: 'directory-1', kind: 'absent' } as const;
const four = accountsOf(4);
const zoe = { id: 'zoe' };

testCheck(topAdminCount, {
  valid: [
    { name: 'two', data: admins(2) },
    { name: 'four', data: admins(4) },
    { name: 'two at Google', provider: 'google-workspace', data: admins(2) },
    { name: 'five with a maximum of five', options: { max: 5 }, data: admins(5) },
    { name: 'one with a minimum of one', options: { min: 1 }, data: admins(1) },
    {
      name: 'four who hold the role in several ways count once each',
      data: {
        accounts: four,
        roles: four.flatMap(({ id }) => [
          role({ holderId: id }),
          role({ holderId: id, state: 'eligible' }),
          role({ holderId: id, throughGroup: 'admins' }),
        ]),
      },
    },
    { name: 'four, and an emergency account', emergency: ['zoe@example.com'], data: admins(4, account(zoe)) },
    { name: 'four, and a disabled account', data: admins(4, account({ ...zoe, enabled: false })) },
    { name: 'four, and an agent', data: admins(4, account({ ...zoe, kind: 'agent' })) },
    {
      name: 'four, and an assignment that has ended',
      data: {
        accounts: [...four, account(zoe)],
        roles: [...rolesOf(four), role({ holderId: 'zoe', endsAt: daysAgo(0) })],
      },
    },
    {
      name: 'four, and a role that is not top',
      data: {
        accounts: [...four, account(zoe)],
        roles: [...rolesOf(four), role({ holderId: 'zoe', tier: 'high' })],
      },
    },
    {
      name: 'four, an application, and a holder who was deleted',
      data: {
        accounts: four,
        roles: [...rolesOf(four), role({ holderId: 'app-1', holder: 'application' }), role({ holderId: 'ghost' })],
      },
    },
    { name: 'three, and one who may be disabled: four at most', data: admins(3, account({ ...zoe, enabled: null })) },
    {
      name: 'two, and two whose kind is not known: four at most',
      data: admins(2, account({ ...zoe, kind: null }), account({ id: 'yan', kind: null })),
    },
  ],
  invalid: [
    {
      name: 'five',
      data: admins(5),
      fails: [
        {
          ...many,
          data: {
            count: 5,
            max: 4,
            min: 2,
            logins: 'ann@example.com, bob@example.com, cyd@example.com, dan@example.com, eve@example.com',
          },
        },
      ],
    },
    { name: 'five at Google', provider: 'google-workspace', data: admins(5), fails: [many] },
    { name: 'four with a maximum of three', options: { max: 3 }, data: admins(4), fails: [many] },
    { name: 'four and a guest', data: admins(4, guest(zoe)), fails: [{ ...many, data: { count: 5 } }] },
    {
      name: 'four and one who is eligible',
      data: {
        accounts: [...four, account(zoe)],
        roles: [...rolesOf(four), role({ holderId: 'zoe', state: 'eligible' })],
      },
      fails: [many],
    },
    {
      name: 'four and one through a group',
      data: {
        accounts: [...four, account(zoe)],
        roles: [...rolesOf(four), role({ holderId: 'zoe', throughGroup: 'admins' })],
      },
      fails: [many],
    },
    {
      name: 'four and one whose assignment ends tomorrow',
      data: {
        accounts: [...four, account(zoe)],
        roles: [...rolesOf(four), role({ holderId: 'zoe', endsAt: daysAgo(-1) })],
      },
      fails: [many],
    },
    {
      name: 'five for certain, though more may be missing',
      data: { accounts: accountsOf(5), roles: partial(rolesOf(accountsOf(5))) },
      fails: [{ ...many, data: { count: null, doubtful: null } }],
    },
    {
      name: 'five for certain and one in doubt',
      data: admins(5, account({ ...zoe, enabled: null })),
      fails: [{ ...many, data: { count: 5, doubtful: 1 } }],
    },
    { name: 'one', data: admins(1), fails: [{ ...few, data: { count: 1, logins: 'ann@example.com' } }] },
    {
      name: 'none',
      data: { accounts: accountsOf(2), roles: [] },
      fails: [{ ...few, data: { count: 0, logins: '' } }],
    },
    { name: 'two with a minimum of three', options: { min: 3 }, data: admins(2), fails: [few] },
    {
      name: 'one and an emergency account',
      emergency: ['zoe'],
      data: admins(1, account(zoe)),
      fails: [{ ...few, data: { count: 1 } }],
    },
    {
      name: 'none for certain, and one in doubt: one at most',
      data: admins(0, account({ ...zoe, enabled: null })),
      fails: [{ ...few, data: { count: 0, doubtful: 1 } }],
    },
  ],
  unknown: [
    {
      name: 'four, and one who may be disabled',
      data: admins(4, account({ ...zoe, enabled: null })),
      doubts: [{ ...unknown, detail: /enabled/ }],
    },
    {
      name: 'four, and one who may be an agent',
      data: admins(4, account({ ...zoe, kind: null })),
      doubts: [{ ...unknown, detail: /human/ }],
    },
    {
      name: 'one, and one who may be disabled',
      data: admins(1, account({ ...zoe, enabled: null })),
      doubts: [unknown],
    },
    {
      name: 'four, and a role of unknown rights',
      data: {
        accounts: [...four, account(zoe)],
        roles: [...rolesOf(four), role({ holderId: 'zoe', tier: null, roleName: 'Custom' })],
      },
      doubts: [{ ...unknown, detail: /Custom/ }],
    },
    {
      name: 'one, and roles are partial',
      data: { accounts: accountsOf(2), roles: partial(rolesOf(accountsOf(1)), 'throttled') },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'four, and accounts are partial',
      data: { accounts: partial(four, 'network'), roles: rolesOf(accountsOf(6)) },
      doubts: [{ ...unknown, kind: 'network' }],
    },
    {
      name: 'roles cannot be read',
      data: { accounts: four, roles: unavailable() },
      doubts: [{ ...unknown, kind: 'permission' }],
    },
  ],
});
