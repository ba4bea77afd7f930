import { type ApplicationSketch, applicationsOf } from './application-sketch.ts';
import { calendarOf } from './calendar.ts';
import type { MicrosoftDirectory } from './directory.ts';
import { guidOf } from './ids.ts';
import { type AccountSketch, accountOf, guestLogin } from './microsoft-account.ts';
import type { AuditRecord } from './microsoft-logs.ts';
import { methodsPolicy } from './microsoft-policies.ts';
import type { RoleAssignment } from './microsoft-roles.ts';
import { builtInDefinitions, builtInRoles } from './role-definitions.ts';
import { scannerApplication } from './scanner.ts';
import { licenceOf, skusOf } from './skus.ts';

const tenant = 'kita-clinic';
const domain = 'kita-clinic.example';
const initialDomain = 'kitaclinic.onmicrosoft.example';
export const kitaClinicTenantId = guidOf(`${tenant}/tenant`);

const address = (local: string) => `${local}@${domain}`;

const office = { licences: [licenceOf('O365_BUSINESS_PREMIUM')] };

const sketches: readonly AccountSketch[] = [
  {
    login: address('kitagawa'),
    name: '北川 院長',
    methods: 'authenticator',
    created: 1600,
    used: 3,
    admin: true,
    extra: { perUserMfaState: 'enforced' },
  },
  { login: address('jimu'), name: '南 事務長', methods: 'passkey', created: 1500, used: 60, admin: true },
  { login: address('bg-kita'), name: 'Emergency', methods: 'passkey', created: 600, admin: true },
  { login: address('oyama'), name: '大山 看護師長', methods: 'authenticator', created: 1400, used: 2 },
  { login: address('nishi'), name: '西 看護師', methods: 'authenticator+sms', created: 800, used: 5 },
  { login: address('higashi'), name: '東 看護師', methods: 'password', created: 700, used: 4 },
  { login: address('evans'), name: 'Grace Evans', methods: 'hello', created: 650, used: 10 },
  { login: address('hoshino'), name: '星野 薬剤師', methods: 'sms', created: 900, used: 7 },
  // Away for longer than the limit.
  { login: address('tsukino'), name: '月野 技師', methods: 'authenticator', created: 1000, used: 120 },
  // Listed in the usage report, without any use in 180 days.
  { login: address('rinji'), name: '臨時 職員', methods: 'authenticator', created: 500, used: null },
  // Without a licence, so the usage report does not list it.
  { login: address('uketsuke'), name: '受付', methods: 'password', created: 800 },
  // The licence is paid for still.
  { login: address('former'), name: '元 職員', methods: 'password', created: 1300, enabled: false, ...office },
  {
    login: address('kinmu'),
    name: '勤務表 (共有)',
    methods: 'password',
    created: 900,
    enabled: false,
    licences: [licenceOf('FLOW_FREE')],
  },
  {
    login: guestLogin('sato@lab.example', initialDomain),
    name: '佐藤 (検査会社)',
    methods: 'password',
    created: 400,
    guest: 'Accepted',
  },
  {
    login: guestLogin('moreau@supplier.example', initialDomain),
    name: 'Luc Moreau',
    methods: 'password',
    created: 210,
    guest: 'PendingAcceptance',
  },
];

const applications: readonly ApplicationSketch[] = [
  {
    key: 'claims',
    name: 'レセプト連携',
    permissions: ['Mail.Send', 'User.Read.All'],
    secrets: [['claims', 80, -90]],
  },
  {
    key: 'booking',
    name: '予約ページ',
    kind: 'foreign',
    permissions: ['Calendars.Read'],
    delegated: ['Calendars.Read', 'User.Read'],
  },
];

function assignment(local: string, roleDefinitionId: string): RoleAssignment {
  return {
    id: guidOf(`${tenant}/assignment/${local}`),
    principalId: guidOf(`${tenant}/${address(local)}`),
    roleDefinitionId,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
    startDateTime: null,
    endDateTime: null,
  };
}

function audit(at: string, activity: string, on: string): AuditRecord {
  const name = 'kitagawa';
  return {
    id: `Directory_${guidOf(`${tenant}/audit/${at}`)}`,
    at,
    activity,
    category: 'UserManagement',
    service: 'Core Directory',
    operation: 'Update',
    result: 'success',
    user: {
      id: guidOf(`${tenant}/${address(name)}`),
      login: address(name),
      name: '北川 院長',
      address: '203.0.113.80',
    },
    application: null,
    target: { id: guidOf(`${tenant}/${address(on)}`), type: 'User', displayName: null, login: address(on) },
  };
}

/** 北サンプル医院: one small Microsoft 365 directory without Entra ID P1. */
export function kitaClinic(now: Date): MicrosoftDirectory {
  const calendar = calendarOf(now);
  return {
    provider: 'microsoft365',
    tenantId: kitaClinicTenantId,
    plan: 'free',
    organization: {
      id: kitaClinicTenantId,
      displayName: '北サンプル医院',
      createdDateTime: '2021-09-01T00:30:00Z',
      domains: [
        { name: domain, isDefault: true, isInitial: false },
        { name: initialDomain, isDefault: false, isInitial: true },
      ],
      onPremisesSyncEnabled: null,
    },
    application: scannerApplication(tenant),
    subscribedSkus: skusOf(kitaClinicTenantId, 'free', 12),
    // Who is listed in the usage report has a licence.
    accounts: sketches.map((sketch) =>
      accountOf(tenant, { ...(sketch.used === undefined ? {} : office), ...sketch }, calendar),
    ),
    groups: [],
    ...applicationsOf(tenant, kitaClinicTenantId, applications, calendar),
    roleDefinitions: builtInDefinitions(),
    roleAssignments: [
      assignment('kitagawa', builtInRoles.globalAdministrator),
      assignment('bg-kita', builtInRoles.globalAdministrator),
      assignment('jimu', builtInRoles.userAdministrator),
      assignment('former', builtInRoles.directoryReaders),
    ],
    roleEligibilities: [],
    groupSchedules: [],
    authenticationMethodsPolicy: methodsPolicy(
      { Fido2: ['all_users'], MicrosoftAuthenticator: ['all_users'], SoftwareOath: ['all_users'] },
      'migrationComplete',
    ),
    // Guests invite guests; programs come in only where they ask for little.
    authorizationPolicy: {
      allowInvitesFrom: 'everyone',
      permissionGrantPoliciesAssigned: [
        'ManagePermissionGrantsForSelf.microsoft-user-default-low',
        'ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team',
      ],
    },
    securityDefaults: false,
    conditionalAccessPolicies: [],
    authenticationStrengths: [],
    // Nobody pays for a log of sign-ins here, so nobody can read one.
    signIns: [],
    audits: [
      audit(calendar.ago(3), 'Reset user password', 'nishi'),
      // Older than the seven days for which the log is kept without a licence.
      audit(calendar.ago(20), 'Add member to role', 'jimu'),
    ],
    concealedNames: false,
  };
}
