import { type Calendar, calendarOf } from './calendar.ts';
import type { MicrosoftDirectory, MicrosoftGroup } from './directory.ts';
import { guidOf } from './ids.ts';
import { type AccountSketch, accountOf, guestLogin } from './microsoft-account.ts';
import { methodsPolicy } from './microsoft-policies.ts';
import type { RoleAssignment, RoleEligibility } from './microsoft-roles.ts';
import { builtInDefinitions, builtInRoles, customDefinition } from './role-definitions.ts';
import { auditsOf, signInsOf } from './sample-trading-microsoft-logs.ts';
import { conditionalAccessOf, policyGroups } from './sample-trading-policies.ts';
import { address, staff } from './sample-trading-staff.ts';
import { scannerApplication } from './scanner.ts';
import { skusOf } from './skus.ts';

const tenant = 'sample-trading';
export const sampleTradingTenantId = guidOf(`${tenant}/tenant`);
const initialDomain = 'sampletrading.onmicrosoft.example';

/** A name as an intruder would choose it: a formula, a script, and text that runs backwards. */
export const hostileName = '=cmd|\'/c calc\'!A1 <script>alert("x")</script> \u202Efdp.exe';

const keyCustodian = guidOf(`${tenant}/key-custodian`);
const leaveReader = guidOf(`${tenant}/leave-reader`);
const backup = guidOf(`${tenant}/backup-app`);
const day = (date: string, now: Date) => Math.floor((now.getTime() - Date.parse(date)) / 86_400_000);

/** What sets somebody apart from the rest of the staff. */
function exceptional(now: Date): Readonly<Record<string, Partial<AccountSketch>>> {
  return {
    kuroda: { methods: 'password', admin: true },
    yamada: { methods: 'sms', admin: true },
    saito: { methods: 'passkey', admin: true },
    walker: { methods: 'authenticator', admin: true, success: 60 },
    hayashi: { methods: 'hello', admin: true },
    mori: { methods: 'authenticator+sms', admin: true },
    ito: { methods: 'synced-passkey', admin: true },
    onodera: { methods: 'password', admin: true, created: 100, success: null },
    nguyen: { methods: 'authenticator', admin: true },
    tanaka: { methods: 'email', admin: true },
    sasaki: { methods: 'external', admin: true },
    miller: { methods: 'sms' },
    matsumoto: { success: 210 },
    brown: { success: 130 },
    clark: { methods: 'oath', usable: false },
    endo: { enabled: false, success: 40 },
    shimizu: { created: 2, success: 0, unreported: true },
    kato: { methods: 'authenticator+sms' },
    yoshida: { success: 90 },
    yamamoto: { success: 91 },
    nakamura: { created: 120, success: null },
    kobayashi: { created: 45, success: null },
    // Older than the record of successes, and since then nothing but failed attempts.
    suzuki: { created: day('2021-04-01', now), success: null, attempt: 6 },
    takahashi: { methods: 'password' },
    watanabe: { enabled: false, success: 300 },
    okada: { methods: 'hello' },
    davis: { methods: 'passkey' },
  };
}

function sketches(now: Date): AccountSketch[] {
  const special = exceptional(now);
  const people = staff.map(
    ([local, name], index): AccountSketch => ({
      login: address(local),
      name,
      created: 400 + index * 31,
      success: index % 9,
      used: index % 9,
      ...special[local],
    }),
  );
  const guest = (mail: string, name: string, more: Partial<AccountSketch>): AccountSketch => ({
    login: guestLogin(mail, initialDomain),
    name,
    guest: 'Accepted',
    methods: 'password',
    created: 300,
    success: 5,
    ...more,
  });
  return [
    ...people,
    guest('saeki@vendor.example', '佐伯 (Vendor)', { methods: 'authenticator', admin: true }),
    guest('lopez@partner.example', 'Maria Lopez', {}),
    guest('ueda@partner.example', '上田 剛', { success: 160 }),
    guest('novak@partner.example', 'Jan Novak', { created: 200, success: null }),
    guest('fischer@agency.example', 'Lena Fischer', { created: 150, success: null, guest: 'PendingAcceptance' }),
    guest('harada@agency.example', '原田 光', { created: 12, success: null, guest: 'PendingAcceptance' }),
    guest('free-prize@mail.example', hostileName, { created: 20, success: 8 }),
    { login: address('bg1'), name: 'Emergency 1', methods: 'passkey', admin: true, success: 120, created: 1500 },
    { login: address('bg2'), name: 'Emergency 2', methods: 'passkey', admin: true, success: null, created: 1000 },
    {
      login: address('order-agent'),
      name: 'Order agent',
      methods: 'password',
      agentOf: guidOf(`${tenant}/agent`),
      success: 1,
    },
    { login: address('reception'), name: '受付 (shared)', methods: 'password', enabled: false, success: null },
    { login: address('meeting-room-3f'), name: '会議室 3F', methods: 'password', enabled: false, success: null },
    {
      login: address('adm-fujita'),
      name: '藤田 仁 (admin)',
      methods: 'passkey',
      admin: true,
      created: 500,
      success: 3,
    },
    {
      login: address('adm-rossi'),
      name: 'Giulia Rossi (admin)',
      methods: 'authenticator',
      admin: true,
      created: 500,
      success: 45,
    },
    { login: address('intern-06'), name: 'インターン 06', methods: 'authenticator', created: 90, success: null },
    { login: address('backup-job'), name: 'Backup job', methods: 'oath', usable: false, created: 700, success: 1 },
  ];
}

function assignment(login: string, roleDefinitionId: string, more: Partial<RoleAssignment> = {}): RoleAssignment {
  const principalId = more.principalId ?? guidOf(`${tenant}/${login}`);
  return {
    id: guidOf(`assignment/${login}/${roleDefinitionId}`),
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
    startDateTime: null,
    endDateTime: null,
    ...more,
  };
}

function assignments(calendar: Calendar, groups: readonly MicrosoftGroup[]): RoleAssignment[] {
  const operations = groups[0]?.id ?? '';
  return [
    assignment(address('kuroda'), builtInRoles.globalAdministrator),
    assignment(address('yamada'), builtInRoles.globalAdministrator),
    assignment(address('saito'), builtInRoles.globalAdministrator),
    assignment(address('walker'), builtInRoles.globalAdministrator),
    assignment(address('hayashi'), builtInRoles.globalAdministrator),
    assignment(address('bg1'), builtInRoles.globalAdministrator),
    assignment(address('bg2'), builtInRoles.globalAdministrator),
    assignment(address('kuroda'), builtInRoles.sharePointAdministrator),
    assignment('operations', builtInRoles.exchangeAdministrator, { principalId: operations }),
    assignment(address('onodera'), builtInRoles.helpdeskAdministrator),
    assignment(address('nguyen'), keyCustodian),
    assignment(address('kato'), leaveReader),
    assignment(address('tanaka'), builtInRoles.userAdministrator),
    assignment(address('sasaki'), builtInRoles.authenticationAdministrator, {
      directoryScopeId: `/administrativeUnits/${guidOf(`${tenant}/osaka`)}`,
    }),
    assignment(guestLogin('saeki@vendor.example', initialDomain), builtInRoles.userAdministrator),
    assignment(guestLogin('lopez@partner.example', initialDomain), builtInRoles.directoryReaders),
    assignment(address('endo'), builtInRoles.userAdministrator),
    assignment(address('adm-fujita'), builtInRoles.conditionalAccessAdministrator, {
      assignmentType: 'Activated',
      startDateTime: calendar.ago(0),
      endDateTime: calendar.ago(-0.5),
    }),
    assignment(address('adm-rossi'), builtInRoles.securityAdministrator, {
      startDateTime: calendar.ago(30),
      endDateTime: calendar.ago(-60),
    }),
    assignment(address('yoshida'), builtInRoles.globalReader),
    assignment('backup', builtInRoles.applicationAdministrator, { principalId: backup }),
    // The principal was deleted, the assignment stayed.
    assignment('gone', builtInRoles.securityReader, { principalId: guidOf(`${tenant}/gone`) }),
  ];
}

function eligibilities(calendar: Calendar): RoleEligibility[] {
  const eligible = (login: string, roleDefinitionId: string, endDateTime: string | null): RoleEligibility => ({
    id: guidOf(`eligibility/${login}/${roleDefinitionId}`),
    principalId: guidOf(`${tenant}/${login}`),
    roleDefinitionId,
    directoryScopeId: '/',
    startDateTime: calendar.ago(120),
    endDateTime,
  });
  return [
    eligible(address('mori'), builtInRoles.globalAdministrator, null),
    eligible(address('adm-fujita'), builtInRoles.conditionalAccessAdministrator, calendar.ago(-245)),
  ];
}

/** Microsoft 365 of サンプル商事株式会社. */
export function sampleTradingMicrosoft(now: Date): MicrosoftDirectory {
  const calendar = calendarOf(now);
  const accounts = sketches(now).map((sketch) => accountOf(tenant, sketch, calendar));
  const id = (login: string) => guidOf(`${tenant}/${address(login)}`);
  const group = (name: string, members: readonly string[], roles: boolean): MicrosoftGroup => ({
    id: guidOf(`${tenant}/group/${name}`),
    displayName: name,
    isAssignableToRole: roles ? true : null,
    visibility: roles ? 'Private' : null,
    members,
  });
  const night = group('IT operations, night', [id('ito'), backup], false);
  const groups = [group('IT operations', [night.id, id('saito')], true), night, ...policyGroups()];
  return {
    provider: 'microsoft365',
    tenantId: sampleTradingTenantId,
    plan: 'p2',
    organization: {
      id: sampleTradingTenantId,
      displayName: 'サンプル商事株式会社',
      createdDateTime: '2019-06-03T01:12:00Z',
      domains: [
        { name: 'sample-trading.example', isDefault: true, isInitial: false },
        { name: initialDomain, isDefault: false, isInitial: true },
      ],
    },
    application: scannerApplication(tenant),
    subscribedSkus: skusOf(sampleTradingTenantId, 'p2', 50),
    accounts,
    groups,
    servicePrincipals: [{ id: backup, appId: guidOf(`${tenant}/backup-app-id`), displayName: 'Backup connector' }],
    roleDefinitions: [
      ...builtInDefinitions(),
      customDefinition(keyCustodian, 'Key custodian', ['microsoft.directory/applications/credentials/update']),
      customDefinition(leaveReader, 'Sign-in report reader', ['microsoft.directory/signInReports/allProperties/read']),
    ],
    roleAssignments: assignments(calendar, groups),
    roleEligibilities: eligibilities(calendar),
    authenticationMethodsPolicy: methodsPolicy(
      { Email: ['all_users'], Fido2: ['all_users'], MicrosoftAuthenticator: ['all_users'], Sms: ['all_users'] },
      'migrationComplete',
    ),
    securityDefaults: false,
    conditionalAccessPolicies: conditionalAccessOf(calendar),
    authenticationStrengths: [],
    signIns: signInsOf(accounts, calendar, now),
    audits: auditsOf(accounts, calendar),
    concealedNames: true,
  };
}
