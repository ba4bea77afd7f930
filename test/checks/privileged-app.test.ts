import { expect, it } from 'vitest';
import { privilegedApp } from '../../checks/privileged-app.ts';
import { application, daysAgo, partial, role, secret, testCheck, unavailable } from '../check-tester.ts';

const byRole = { subject: 'app', message: 'role', severity: 'high' } as const;
const byPermission = { subject: 'app', message: 'permission', severity: 'high' } as const;
const unknown = { subject: 'app', kind: 'absent' } as const;
const google = 'google-workspace';
const held = role({ holderId: 'app', holder: 'application' });
const limited = { ...held, roleId: 'reader', roleName: 'Reports Reader', tier: 'limited' } as const;
const graph = (...names: (string | null)[]) => names.map((name) => ({ resource: 'Microsoft Graph', name }));
const robot = application({ kind: 'service-account', permissions: null, delegated: null });

/** Those that can become a privileged role, and nothing else convicts. */
const convicting = [
  'RoleManagement.ReadWrite.Directory',
  'AppRoleAssignment.ReadWrite.All',
  'RoleAssignmentSchedule.ReadWrite.Directory',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  'PrivilegedAccess.ReadWrite.AzureAD',
  'PrivilegedAccess.ReadWrite.AzureADGroup',
  'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
  'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
  'Application.ReadWrite.All',
  'UserAuthenticationMethod.ReadWrite.All',
];

testCheck(privilegedApp, {
  valid: [
    { name: 'nothing at all', data: { applications: [application()], roles: [] } },
    { name: 'a limited role', data: { applications: [application()], roles: [limited] } },
    {
      name: 'a role that has ended',
      data: { applications: [application()], roles: [{ ...held, endsAt: daysAgo(0) }] },
    },
    {
      name: 'permissions that cannot become a role',
      data: {
        applications: [
          application({
            permissions: graph(
              'RoleManagement.Read.Directory',
              'RoleManagement.ReadWrite.Exchange',
              'Application.ReadWrite.OwnedBy',
              'Directory.ReadWrite.All',
              'User.ReadWrite.All',
            ),
          }),
        ],
        roles: [],
      },
    },
    {
      name: 'such a name of another interface, and one without a name',
      data: {
        applications: [
          application({
            permissions: ['Application.ReadWrite.All', null].map((name) => ({ resource: 'Our own interface', name })),
          }),
        ],
        roles: [],
      },
    },
    {
      name: 'such a permission in the name of a user only',
      data: { applications: [application({ delegated: graph('Application.ReadWrite.All') })], roles: [] },
    },
    {
      name: 'a service account with a limited role',
      provider: google,
      data: { applications: [robot], roles: [limited] },
    },
    {
      name: 'a service account with a limited role, which has no row',
      provider: google,
      data: { applications: [], roles: [limited] },
    },
    {
      name: 'an application of somebody else',
      provider: google,
      data: {
        applications: [
          application({ kind: 'third-party', permissions: null, consents: { users: 3, lastAt: daysAgo(1) } }),
        ],
        roles: [],
      },
    },
    {
      name: 'roles of people, and of programs that are no longer',
      verdict: 'not-applicable',
      data: {
        applications: [],
        roles: [role(), role({ holderId: 'ghost', holder: 'unknown' }), { ...held, endsAt: daysAgo(1) }],
      },
    },
  ],
  invalid: [
    {
      name: 'a top role',
      data: {
        applications: [application({ clientId: 'client-1', name: 'Backup', credentials: [secret(1, 90)] })],
        roles: [held],
      },
      fails: [
        {
          ...byRole,
          data: {
            roles: 'Global Administrator',
            permissions: null,
            kind: 'application',
            clientId: 'client-1',
            enabled: true,
            own: true,
            credentials: 1,
          },
        },
      ],
    },
    {
      name: 'a service account with a role of tier high',
      provider: google,
      data: { applications: [robot], roles: [{ ...held, tier: 'high', roleName: '_USER_MANAGEMENT_ADMIN_ROLE' }] },
      fails: [{ ...byRole, data: { roles: '_USER_MANAGEMENT_ADMIN_ROLE', kind: 'service-account' } }],
    },
    {
      name: 'a managed identity, eligible, through a group',
      data: {
        applications: [application({ kind: 'managed-identity' })],
        roles: [{ ...held, tier: 'high', roleName: 'User Administrator', state: 'eligible', throughGroup: 'admins' }],
      },
      fails: [{ ...byRole, data: { roles: 'User Administrator' } }],
    },
    {
      name: 'a holder that is among no applications',
      data: { applications: [application()], roles: [{ ...held, holderId: 'other' }] },
      fails: [{ ...byRole, subject: 'other', data: { kind: null, enabled: null, credentials: null } }],
    },
    {
      name: 'a role whose holder nobody calls an application',
      data: { applications: [application()], roles: [{ ...held, holder: 'unknown' }] },
      fails: [byRole],
    },
    {
      name: 'each of the permissions',
      data: {
        applications: convicting.map((name) => application({ id: name, permissions: graph(name) })),
        roles: [],
      },
      fails: convicting.map((name) => ({ ...byPermission, subject: name, data: { permissions: name, roles: null } })),
    },
    {
      name: 'a permission of an application of another organisation that is disabled',
      data: {
        applications: [
          application({ enabled: false, own: false, permissions: graph('User.Read.All', 'Application.ReadWrite.All') }),
        ],
        roles: [],
      },
      fails: [{ ...byPermission, data: { permissions: 'Application.ReadWrite.All', enabled: false, own: false } }],
    },
    {
      name: 'a role over a permission',
      data: { applications: [application({ permissions: graph(...convicting.slice(0, 2)) })], roles: [held] },
      fails: [
        {
          ...byRole,
          data: { permissions: 'AppRoleAssignment.ReadWrite.All, RoleManagement.ReadWrite.Directory' },
        },
      ],
    },
    {
      name: 'a role, and permissions that were not read',
      data: { applications: [application({ permissions: null })], roles: [held] },
      fails: [{ ...byRole, data: { permissions: null } }],
    },
    {
      name: 'a permission beside one without a name, and a role of unknown rights',
      data: {
        applications: [application({ permissions: graph(null, 'Application.ReadWrite.All') })],
        roles: [{ ...held, tier: null, roleName: 'Custom' }],
      },
      fails: [byPermission],
    },
    {
      name: 'both tables were read in part: what was read convicts',
      data: {
        applications: partial([
          application({ permissions: graph('Application.ReadWrite.All') }),
          application({ id: 'other' }),
        ]),
        roles: partial([{ ...held, holderId: 'third' }], 'throttled'),
      },
      fails: [byPermission, { ...byRole, subject: 'third' }],
      doubts: [{ subject: 'other', kind: 'throttled' }],
    },
  ],
  unknown: [
    {
      name: 'a role of unknown rights',
      data: { applications: [application()], roles: [{ ...held, tier: null, roleName: 'Custom' }] },
      doubts: [{ ...unknown, detail: /rights not known of role Custom/ }],
    },
    {
      name: 'a permission without a name',
      data: { applications: [application({ permissions: graph('User.Read.All', null) })], roles: [] },
      doubts: [{ ...unknown, detail: /no name/ }],
    },
    {
      name: 'permissions of an application that were not read',
      data: { applications: [application({ permissions: null })], roles: [] },
      doubts: [{ ...unknown, detail: /which permissions/ }],
    },
    {
      name: 'permissions of a managed identity that were not read, for a reason',
      data: {
        applications: partial([application({ kind: 'managed-identity', permissions: null })], 'network'),
        roles: [],
      },
      doubts: [{ ...unknown, kind: 'network' }],
    },
    {
      name: 'a limited role of a program that is among no applications',
      data: { applications: [], roles: [limited] },
      doubts: [{ ...unknown, detail: /which permissions/ }],
    },
    {
      name: 'a limited role of a program at Google, where applications were read in part',
      provider: google,
      data: { applications: partial([], 'throttled'), roles: [limited] },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'roles were read in part',
      data: { applications: [application()], roles: partial([], 'throttled') },
      doubts: [{ ...unknown, kind: 'throttled' }],
    },
    {
      name: 'applications cannot be read',
      data: { applications: unavailable(), roles: [limited] },
      doubts: [{ subject: 'directory-1', kind: 'permission' }],
    },
    {
      name: 'roles cannot be read',
      provider: google,
      data: { applications: [robot], roles: unavailable('licence') },
      doubts: [{ subject: 'directory-1', kind: 'licence' }],
    },
  ],
});

it('an exception may name an application by its client id', () => {
  const name = privilegedApp.name as (program: unknown) => unknown;
  expect(name({ id: 'sp-1', row: application({ id: 'sp-1', clientId: 'client-1' }) })).toMatchObject({
    also: ['client-1'],
  });
});
