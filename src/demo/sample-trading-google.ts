import { type Calendar, calendarOf, newestFirst } from './calendar.ts';
import type { GoogleDirectory, GoogleGroup, GoogleRole, GoogleRoleAssignment } from './directory.ts';
import { type UserSketch, userOf } from './google-account.ts';
import { digitsOf } from './ids.ts';
import { tokenActivitiesOf } from './sample-trading-google-apps.ts';
import { activitiesOf, keysOf } from './sample-trading-google-logs.ts';
import { exempt, isEnforced, orgUnits, placeOf, policiesOf, units } from './sample-trading-google-policies.ts';
import { address, domain, recordOf, staff } from './sample-trading-staff.ts';
import { scannerServiceAccount } from './scanner.ts';

const tenant = 'sample-trading';
export const sampleTradingCustomerId = 'C01sampl1';
export const sampleTradingAuditor = address('auditor');

const userId = (local: string) => digitsOf(`${tenant}/${address(local)}`, 21);
const roleId = (name: string) => digitsOf(`${tenant}/role/${name}`, 17);
const guest = 'guest-1a2b3c@sample-trading.example';

const shopDomain = 'sample-trading-shop.example';
/** The account of somebody who is called otherwise in Microsoft 365, and nothing tells that it is the same human. */
export const shopAccount = `hiroshi@${shopDomain}`;

/** These have Microsoft 365 only, or another address here. */
const withoutGoogle: ReadonlySet<string> = new Set([
  'shimizu',
  'kobayashi',
  'watanabe',
  'ikeda',
  'goto',
  'dubois',
  'patel',
  'hirano',
]);

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
  // The address of somebody who left was handed on.
  okada: { aliases: [address('watanabe')] },
  ueno: { login: 195 },
};

/** Those who left lately, and what became of their accounts. */
function leavers(calendar: Calendar): Readonly<Record<string, Partial<UserSketch>>> {
  return {
    kojima: { suspended: calendar.onDay(8, '00:45'), login: 12 },
    noguchi: { suspended: calendar.onDay(20, '08:20'), login: 20 },
    arai: { login: 47 },
  };
}

function accounts(calendar: Calendar): UserSketch[] {
  const left = leavers(calendar);
  const people = staff
    .filter(([local]) => !withoutGoogle.has(local))
    .map(
      ([local, name], index): UserSketch => ({
        email: address(local),
        name,
        created: 380 + index * 29,
        login: index % 8,
        orgUnitPath: placeOf(local, index),
        ...recordOf(local),
        ...special[local],
        ...left[local],
      }),
    );
  return [
    ...people,
    { email: shopAccount, name: 'Ikeda Hiroshi', created: 300, login: 2 },
    // Known to no HR list: one by the number of the firm that sent her, one by an alias.
    { email: `claire@${shopDomain}`, name: 'Claire Dubois', created: 300, login: 3, ...recordOf('dubois') },
    { email: address('p.patel'), name: 'Priya Patel', created: 250, login: 1, aliases: [address('patel')] },
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
      employeeId: '1051',
      // Handed on by somebody who has an account in the other cloud still.
      aliases: [address('hirano')],
      orgUnitPath: '/Contractors/Trainees',
    },
    { email: address('retired-01'), name: '旧 社員', suspended: 400, login: 420, created: 2000 },
  ];
}

function sketches(calendar: Calendar): UserSketch[] {
  return accounts(calendar).map((sketch) => {
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
    // Service accounts, which the API calls users.
    assignment('_READ_ONLY_ADMIN_ROLE', digitsOf(`${tenant}/reporting-service-account`, 21)),
    assignment('_USER_MANAGEMENT_ADMIN_ROLE', digitsOf(`${tenant}/joiners-service-account`, 21)),
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
  const users = sketches(calendar).map((sketch) => userOf(tenant, sketch, calendar));
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
      { domainName: shopDomain, isPrimary: false, verified: true, creationTime: '1612839600000' },
    ],
    orgUnits,
    users,
    deletedUsers: [
      {
        ...userOf(tenant, { email: address('temp-2024'), name: '臨時 職員', created: 500, login: 60 }, calendar),
        deletionTime: calendar.agoInMilliseconds(9),
      },
    ],
    roles,
    roleAssignments: assignments(calendar, operations),
    groups: [operations, night, exempted],
    policies: policiesOf(exempted.id, calendar),
    activities: newestFirst([...activitiesOf(users, calendar, now), ...tokenActivitiesOf(users, calendar)]),
    keys: keysOf(users),
  };
}
