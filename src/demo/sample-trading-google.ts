import { type Calendar, calendarOf } from './calendar.ts';
import type { GoogleDirectory, GoogleGroup, GoogleRole, GoogleRoleAssignment } from './directory.ts';
import { type UserSketch, userOf } from './google-account.ts';
import { digitsOf } from './ids.ts';
import { activitiesOf, keysOf } from './sample-trading-google-logs.ts';
import { exempt, isEnforced, orgUnits, placeOf, policiesOf, units } from './sample-trading-google-policies.ts';
import { address, domain, staff } from './sample-trading-staff.ts';
import { scannerServiceAccount } from './scanner.ts';

const tenant = 'sample-trading';
export const sampleTradingCustomerId = 'C01sampl1';
export const sampleTradingAuditor = address('auditor');

const userId = (local: string) => digitsOf(`${tenant}/${address(local)}`, 21);
const roleId = (name: string) => digitsOf(`${tenant}/role/${name}`, 17);
const guest = 'guest-1a2b3c@sample-trading.example';

/** These have Microsoft 365 only. */
const withoutGoogle = new Set(['shimizu', 'kobayashi', 'watanabe', 'ikeda', 'goto', 'dubois', 'patel']);

const special: Readonly<Record<string, Partial<UserSketch>>> = {
  kuroda: { superAdmin: true },
  saito: { superAdmin: true },
  walker: { superAdmin: true, login: 60 },
  tanaka: { delegated: true, enrolled: false },
  miller: { delegated: true, login: 70 },
  onodera: { delegated: true, created: 100, login: null },
  ito: { delegated: true },
  sasaki: { delegated: true },
  endo: { superAdmin: true, suspended: 30, login: 40 },
  matsumoto: { login: 210 },
  brown: { login: 130 },
  clark: { enrolled: false },
  nakamura: { created: 120, login: null, enrolled: false },
  yoshida: { login: 90 },
  yamamoto: { login: 91 },
  takahashi: { enrolled: false },
  fujita: { archived: 15, login: 200 },
};

function accounts(): UserSketch[] {
  const people = staff
    .filter(([local]) => !withoutGoogle.has(local))
    .map(
      ([local, name], index): UserSketch => ({
        email: address(local),
        name,
        created: 380 + index * 29,
        login: index % 8,
        orgUnitPath: placeOf(local, index),
        ...special[local],
      }),
    );
  return [
    ...people,
    // Only a super admin may read the settings: https://docs.cloud.google.com/identity/docs/concepts/overview-policies
    { email: sampleTradingAuditor, name: 'Posture auditor', superAdmin: true, login: 2, created: 200 },
    { email: address('bg-google'), name: 'Emergency Google', superAdmin: true, login: 150, created: 1200 },
    {
      email: guest,
      name: 'Lena Fischer',
      guestOf: 'fischer@agency.example',
      orgUnitPath: '/Contractors',
      created: 150,
      login: null,
      enrolled: false,
    },
    {
      email: address('guest-4d5e6f'),
      name: '上田 剛',
      guestOf: 'ueda@partner.example',
      orgUnitPath: '/Contractors',
      created: 300,
      login: 160,
      enrolled: false,
    },
    {
      email: address('guest-7a8b9c'),
      name: 'Maria Lopez',
      guestOf: 'lopez@partner.example',
      orgUnitPath: '/Contractors',
      created: 300,
      login: 4,
    },
    { email: address('printer'), name: 'スキャナー 複合機', created: 800, login: null, enrolled: false },
    {
      email: address('kita'),
      name: '北 翼',
      created: 20,
      login: null,
      enrolled: false,
      orgUnitPath: '/Contractors/Trainees',
    },
    { email: address('retired-01'), name: '旧 社員', suspended: 400, login: 420, created: 2000 },
  ];
}

function sketches(): UserSketch[] {
  return accounts().map((sketch) => {
    const local = sketch.email.replace(`@${domain}`, '');
    return { enforced: isEnforced(local, sketch.orgUnitPath ?? '/'), ...sketch };
  });
}

function role(name: string, privileges: readonly string[], more: Partial<GoogleRole> = {}): GoogleRole {
  return {
    roleId: roleId(name),
    roleName: name,
    roleDescription: name,
    isSystemRole: false,
    isSuperAdminRole: false,
    rolePrivileges: privileges.map((privilegeName) => ({ privilegeName, serviceId: '00haapch16h1ysv' })),
    ...more,
  };
}

const roles: readonly GoogleRole[] = [
  // What a super administrator may do cannot be told from the privileges, only from the mark.
  role('_SEED_ADMIN_ROLE', ['SUPPORT', 'APP_ADMIN'], { isSystemRole: true, isSuperAdminRole: true }),
  role('_USER_MANAGEMENT_ADMIN_ROLE', ['USERS_RETRIEVE', 'USERS_CREATE', 'USERS_UPDATE'], { isSystemRole: true }),
  role('_GROUPS_ADMIN_ROLE', ['GROUPS_ALL', 'USERS_RETRIEVE'], { isSystemRole: true }),
  role('_HELP_DESK_ADMIN_ROLE', ['USERS_RETRIEVE', 'USERS_SECURITY'], { isSystemRole: true }),
  role('_READ_ONLY_ADMIN_ROLE', ['ADMIN_REPORTING_ACCESS'], { isSystemRole: true }),
];

function assignment(name: string, assignedTo: string, more: Partial<GoogleRoleAssignment> = {}): GoogleRoleAssignment {
  return {
    roleAssignmentId: digitsOf(`${tenant}/assignment/${name}/${assignedTo}`, 17),
    roleId: roleId(name),
    assignedTo,
    assigneeType: 'user',
    scopeType: 'CUSTOMER',
    ...more,
  };
}

function assignments(calendar: Calendar, operations: GoogleGroup): GoogleRoleAssignment[] {
  const superAdmins = ['kuroda', 'saito', 'walker', 'endo', 'bg-google', 'auditor'];
  return [
    ...superAdmins.map((local) => assignment('_SEED_ADMIN_ROLE', userId(local))),
    assignment('_USER_MANAGEMENT_ADMIN_ROLE', userId('tanaka')),
    assignment('_GROUPS_ADMIN_ROLE', userId('miller')),
    assignment('_HELP_DESK_ADMIN_ROLE', userId('onodera')),
    assignment('_HELP_DESK_ADMIN_ROLE', operations.id, { assigneeType: 'group' }),
    assignment('_USER_MANAGEMENT_ADMIN_ROLE', userId('sasaki'), {
      scopeType: 'ORG_UNIT',
      orgUnitId: units.sales,
      expirationDetails: { expireTime: calendar.agoInMilliseconds(-30) },
    }),
    assignment('_READ_ONLY_ADMIN_ROLE', digitsOf(`${tenant}/reporting-service-account`, 21)),
  ];
}

/** Google Workspace of サンプル商事株式会社. */
export function sampleTradingGoogle(now: Date): GoogleDirectory {
  const calendar = calendarOf(now);
  const group = (name: string, local: string, members: GoogleGroup['members']): GoogleGroup => ({
    id: `0${digitsOf(`${tenant}/group/${local}`, 13)}g`,
    email: address(local),
    name,
    members,
  });
  const night = group('IT operations, night', 'it-night', [{ id: userId('ito'), role: 'MEMBER' }]);
  const operations = group('IT operations', 'it-operations', [
    { id: userId('saito'), role: 'OWNER' },
    { id: night.id, role: 'MEMBER' },
  ]);
  const exempted = group(
    'Without 2-step verification',
    'no-2sv',
    exempt.map((local) => ({ id: userId(local), role: 'MEMBER' })),
  );
  const users = sketches().map((sketch) => userOf(tenant, sketch, calendar));
  return {
    provider: 'google-workspace',
    customer: {
      id: sampleTradingCustomerId,
      customerDomain: domain,
      customerCreationTime: '2020-02-10T03:00:00.000Z',
      organizationName: 'サンプル商事株式会社',
    },
    admin: sampleTradingAuditor,
    serviceAccount: scannerServiceAccount(tenant),
    domains: [
      { domainName: domain, isPrimary: true, verified: true, creationTime: '1581303600000' },
      { domainName: 'sample-trading-shop.example', isPrimary: false, verified: true, creationTime: '1612839600000' },
    ],
    orgUnits,
    users,
    roles,
    roleAssignments: assignments(calendar, operations),
    groups: [operations, night, exempted],
    policies: policiesOf(exempted.id, calendar),
    activities: activitiesOf(users, calendar, now),
    keys: keysOf(users),
  };
}
