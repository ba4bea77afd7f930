import { newestFirst } from './calendar.ts';
import type { GoogleDirectory, GoogleRole } from './directory.ts';
import { type UserSketch, userOf } from './google-account.ts';
import type { ActivityRecord } from './google-logs.ts';
import { settingOf, systemSettings, unordered } from './google-policies.ts';
import { digitsOf } from './ids.ts';
import { nights } from './month-nights.ts';
import {
  address,
  employees,
  googleId,
  managers,
  monthCustomerId,
  monthDomain,
  monthTenant,
  type Night,
  type Scene,
  sceneOf,
} from './month-people.ts';
import { type Origin, passed, success } from './sample-trading-google-logs.ts';
import { scannerServiceAccount } from './scanner.ts';

const rootUnit = '03ph8a2z1momiji';
const office: Origin = { address: '203.0.113.10', country: 'JP' };
/** How far back the log of sign-ins goes. */
const loggedDays = 31;

const members = ['mori', 'hayashi', 'sato', 'suzuki', 'takeda', 'kondo', 'murata', 'endo'];

const role: GoogleRole = {
  roleId: digitsOf(`${monthTenant}/role/super`, 17),
  roleName: '_SEED_ADMIN_ROLE',
  roleDescription: 'Super admin',
  isSystemRole: true,
  isSuperAdminRole: true,
  rolePrivileges: [{ privilegeName: 'APP_ADMIN', serviceId: '00haapch16h1ysv' }],
};

/** The last night on which somebody signed in; 村田 uses the other cloud. */
function lastNightOf(local: string, { night }: Scene): number {
  if (local === 'murata') return -119;
  return local === 'endo' ? Math.min(night, nights.endoLastDay) : night;
}

function sketches(scene: Scene): UserSketch[] {
  return employees
    .filter(({ local }) => members.includes(local))
    .map(({ local, name, employeeId, department }, index): UserSketch => {
      const isSuspended = local === 'endo' && scene.since(nights.endoIsSuspendedInGoogle);
      return {
        ...{ email: address(local), name, employeeId, department },
        created: scene.at(-600 - 11 * index),
        login: scene.at(lastNightOf(local, scene)),
        enrolled: local !== 'sato' || scene.since(nights.satoEnrols),
        enforced: true,
        superAdmin: managers.some((manager) => manager === local),
        ...(isSuspended ? { suspended: scene.at(nights.endoIsSuspendedInGoogle) } : {}),
      };
    });
}

function signInsOf(users: GoogleDirectory['users'], scene: Scene): ActivityRecord[] {
  return users.flatMap((user) => {
    const last = lastNightOf(user.primaryEmail.replace(`@${monthDomain}`, ''), scene);
    return Array.from({ length: loggedDays }, (_, days) => days).flatMap((days) => {
      if (scene.night - days > last) return [];
      const at = Date.parse(scene.agoInMilliseconds(days));
      if (!user.isEnrolledIn2Sv) return [success(user, at, office, ['password'])];
      const factor = user.isAdmin ? 'security_key' : 'google_prompt';
      return [success(user, at, office, ['password', factor]), passed(user, at, office, factor, true)];
    });
  });
}

/** Both who look after the computers did something since the month before. */
function actsOf(scene: Scene): ActivityRecord[] {
  const acts = [
    [-150, 'mori'],
    [-21, 'hayashi'],
    [-4, 'mori'],
  ] as const;
  return acts.map(([night, by]) => ({
    application: 'admin',
    at: scene.agoInMilliseconds(scene.at(night)),
    actor: { id: googleId(by), email: address(by) },
    ...office,
    event: {
      type: 'USER_SETTINGS',
      name: 'CHANGE_PASSWORD',
      parameters: [{ name: 'USER_EMAIL', value: address('takeda') }],
    },
  }));
}

function policiesOf(scene: Scene): GoogleDirectory['policies'] {
  const set = (name: string, value: Readonly<Record<string, unknown>>) =>
    settingOf(monthTenant, name, value, { orgUnit: rootUnit }, 1);
  return unordered([
    ...systemSettings(monthTenant, rootUnit),
    set('security.two_step_verification_enforcement', { enforcedFrom: scene.ago(scene.at(-200)) }),
    set('security.two_step_verification_enforcement_factor', { allowedSignInFactorSet: 'NO_TELEPHONY' }),
    set('api_controls.unconfigured_third_party_apps', { accessLevel: 'ALLOW_SIGN_IN_SCOPES_ONLY' }),
  ]);
}

/** Google Workspace of the company on a night. */
export function monthGoogle(one: Night): GoogleDirectory {
  const scene = sceneOf(one);
  const users = sketches(scene).map((sketch) => userOf(monthTenant, sketch, scene));
  return {
    provider: 'google-workspace',
    customer: {
      id: monthCustomerId,
      customerDomain: monthDomain,
      customerCreationTime: '2021-02-10T03:00:00.000Z',
      organizationName: 'もみじ工房',
    },
    admin: address('mori'),
    serviceAccount: scannerServiceAccount(monthTenant),
    domains: [{ domainName: monthDomain, isPrimary: true, verified: true, creationTime: '1612926000000' }],
    orgUnits: [{ orgUnitId: rootUnit, orgUnitPath: '/', name: monthDomain, parentOrgUnitId: null }],
    users,
    deletedUsers: [],
    roles: [role],
    roleAssignments: managers.map((local) => ({
      roleAssignmentId: digitsOf(`${monthTenant}/assignment/${local}`, 17),
      roleId: role.roleId,
      assignedTo: googleId(local),
      assigneeType: 'user',
      scopeType: 'CUSTOMER',
    })),
    groups: [],
    policies: policiesOf(scene),
    activities: newestFirst([...signInsOf(users, scene), ...actsOf(scene)]),
    keys: new Map(managers.map((local) => [googleId(local), { securityKeys: 2, passkeys: 0 }])),
  };
}
