import { type Calendar, calendarOf } from './calendar.ts';
import type { GoogleDirectory, GoogleGroup, GoogleRole, GoogleRoleAssignment } from './directory.ts';
import { type UserSketch, userOf } from './google-account.ts';
import { digitsOf } from './ids.ts';
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
  kuroda: { superAdmin: true, enforced: true },
  saito: { superAdmin: true, enforced: true },
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

function sketches(): UserSketch[] {
  const people = staff
    .filter(([local]) => !withoutGoogle.has(local))
    .map(
      ([local, name], index): UserSketch => ({
        email: address(local),
        name,
        created: 380 + index * 29,
        login: index % 8,
        orgUnitPath: index % 3 === 0 ? '/営業部' : '/',
        ...special[local],
      }),
    );
  return [
    ...people,
    { email: sampleTradingAuditor, name: 'Posture auditor', delegated: true, enforced: true, login: 2, created: 200 },
    { email: address('bg-google'), name: 'Emergency Google', superAdmin: true, login: 150, created: 1200 },
    {
      email: guest,
      name: 'Lena Fischer',
      guestOf: 'fischer@agency.example',
      created: 150,
      login: null,
      enrolled: false,
    },
    {
      email: address('guest-4d5e6f'),
      name: '上田 剛',
      guestOf: 'ueda@partner.example',
      created: 300,
      login: 160,
      enrolled: false,
    },
    { email: address('guest-7a8b9c'), name: 'Maria Lopez', guestOf: 'lopez@partner.example', created: 300, login: 4 },
    { email: address('printer'), name: 'スキャナー 複合機', created: 800, login: null, enrolled: false },
    { email: address('kita'), name: '北 翼', created: 20, login: null, enrolled: false },
    { email: address('retired-01'), name: '旧 社員', suspended: 400, login: 420, created: 2000 },
  ];
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
  role('Posture auditor', [
    'USERS_RETRIEVE',
    'GROUPS_RETRIEVE',
    'ORGANIZATION_UNITS_RETRIEVE',
    'ADMIN_REPORTING_ACCESS',
  ]),
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
  const superAdmins = ['kuroda', 'saito', 'walker', 'endo', 'bg-google'];
  return [
    ...superAdmins.map((local) => assignment('_SEED_ADMIN_ROLE', userId(local))),
    assignment('_USER_MANAGEMENT_ADMIN_ROLE', userId('tanaka')),
    assignment('_GROUPS_ADMIN_ROLE', userId('miller')),
    assignment('_HELP_DESK_ADMIN_ROLE', userId('onodera')),
    assignment('_HELP_DESK_ADMIN_ROLE', operations.id, { assigneeType: 'group' }),
    assignment('_USER_MANAGEMENT_ADMIN_ROLE', userId('sasaki'), {
      scopeType: 'ORG_UNIT',
      orgUnitId: '03ph8a2z1sales0',
      expirationDetails: { expireTime: calendar.agoInMilliseconds(-30) },
    }),
    assignment('Posture auditor', userId('auditor')),
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
    orgUnits: [
      { orgUnitId: '03ph8a2z1root00', orgUnitPath: '/', name: domain, parentOrgUnitId: null },
      { orgUnitId: '03ph8a2z1sales0', orgUnitPath: '/営業部', name: '営業部', parentOrgUnitId: '03ph8a2z1root00' },
    ],
    users: sketches().map((sketch) => userOf(tenant, sketch, calendar)),
    roles,
    roleAssignments: assignments(calendar, operations),
    groups: [operations, night],
  };
}
