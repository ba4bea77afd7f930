import { calendarOf } from './calendar.ts';
import type { MicrosoftAccount, MicrosoftDirectory } from './directory.ts';
import { guidOf } from './ids.ts';
import { auditsOf, groupsOf, policiesOf, signInsOf } from './large-access.ts';
import { largeApplications } from './large-applications.ts';
import { day, domain, hour, numbered, random, tenant } from './large-scale.ts';
import { type MethodSet, methodsOf, registrationOf } from './methods.ts';
import type { SignInRecord } from './microsoft-logs.ts';
import { methodsPolicy } from './microsoft-policies.ts';
import type { RoleAssignment } from './microsoft-roles.ts';
import { builtInDefinitions, builtInRoles } from './role-definitions.ts';
import { optionalPermissions, scannerApplication } from './scanner.ts';
import { licenceOf, type Plan, skusOf } from './skus.ts';

const largeTenantId = guidOf(`${tenant}/tenant`);

/** How methods are spread among the people. */
const spread: readonly MethodSet[] = [
  ...Array<MethodSet>(10).fill('authenticator'),
  ...Array<MethodSet>(4).fill('authenticator+sms'),
  'sms',
  'password',
  'passkey',
  'hello',
  'oath',
  'email',
];

/** Everything that people share: objects of a few kinds, not one for each. */
function kinds(now: Date) {
  const created = calendarOf(now).ago(700);
  return spread.map((set) => ({
    registration: registrationOf(set, false),
    methods: methodsOf(set, `${tenant}/${set}`, created),
  }));
}

/** How licences are spread among the people: lists that many share. */
const licences = [
  ...Array.from({ length: 6 }, () => [licenceOf('SPB')]),
  [licenceOf('SPE_E3')],
  [licenceOf('SPB', ['exchange']), licenceOf('FLOW_FREE')],
  [licenceOf('FLOW_FREE')],
  [],
];
const departments = ['Sales', 'Production', 'Logistics', '管理部', null];

function accountsOf(count: number, now: Date): MicrosoftAccount[] {
  const next = random(count);
  const shared = kinds(now);
  const newest = Math.floor(now.getTime() / 1000) * 1000 - hour;
  const instant = (days: number) => new Date(newest - Math.floor(days) * day).toISOString().replace('.000Z', 'Z');
  return Array.from({ length: count }, (_, index): MicrosoftAccount => {
    const id = numbered(index);
    const login = `user${index}@${domain}`;
    const kind = shared[Math.floor(next() * shared.length)];
    const guest = next() < 0.05;
    const createdDateTime = instant(30 + next() * 2000);
    const last = next() < 0.03 ? null : instant(next() ** 4 * 400);
    const activity = {
      lastSignInDateTime: last,
      lastSignInRequestId: id,
      lastNonInteractiveSignInDateTime: last,
      lastNonInteractiveSignInRequestId: id,
      lastSuccessfulSignInDateTime: last,
      lastSuccessfulSignInRequestId: id,
    };
    return {
      user: {
        id,
        userPrincipalName: login,
        displayName: `User ${index} 利用者`,
        mail: login,
        // One in ten has a second address.
        proxyAddresses: index % 10 === 0 ? [`SMTP:${login}`, `smtp:u${index}@${domain}`] : [`SMTP:${login}`],
        employeeId: guest ? null : String(100_000 + index),
        department: guest ? null : (departments[index % departments.length] ?? null),
        onPremisesSyncEnabled: index % 3 === 0 ? true : null,
        assignedLicenses: guest ? [] : (licences[index % licences.length] ?? []),
        accountEnabled: next() > 0.08,
        userType: guest ? 'Guest' : 'Member',
        createdDateTime,
        externalUserState: guest ? 'Accepted' : null,
        ...(last === null ? {} : { signInActivity: activity }),
        perUserMfaState: 'disabled',
      },
      registration: kind?.registration ?? null,
      methods: kind?.methods ?? [],
      usage:
        last === null || guest
          ? null
          : { exchange: last.slice(0, 10), oneDrive: null, sharePoint: null, teams: last.slice(0, 10) },
    };
  });
}

function assignment(index: number, roleDefinitionId: string): RoleAssignment {
  return {
    id: guidOf(`${tenant}/assignment/${index}`),
    principalId: numbered(index),
    roleDefinitionId,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
    startDateTime: null,
    endDateTime: null,
  };
}

/** A Microsoft 365 directory of `count` users for measurements; its accounts are made when somebody reads them. */
export function largeMicrosoftDirectory(count: number, now: Date, plan: Plan = 'p1'): MicrosoftDirectory {
  let accounts: MicrosoftAccount[] | undefined;
  let signIns: SignInRecord[] | undefined;
  const groups = groupsOf(count);
  const held = [
    ...Array<string>(4).fill(builtInRoles.globalAdministrator),
    ...Array<string>(16).fill(builtInRoles.userAdministrator),
    ...Array<string>(20).fill(builtInRoles.globalReader),
  ];
  return {
    provider: 'microsoft365',
    tenantId: largeTenantId,
    plan,
    organization: {
      id: largeTenantId,
      displayName: 'Large Sample Corporation',
      createdDateTime: '2016-01-01T00:00:00Z',
      domains: [{ name: domain, isDefault: true, isInitial: true }],
      onPremisesSyncEnabled: true,
    },
    application: scannerApplication(tenant, optionalPermissions),
    subscribedSkus: skusOf(largeTenantId, plan, count),
    get accounts() {
      accounts ??= accountsOf(count, now);
      return accounts;
    },
    groups,
    ...largeApplications(count, largeTenantId, now),
    roleDefinitions: builtInDefinitions(),
    roleAssignments: held.slice(0, count).map((role, index) => assignment(index, role)),
    roleEligibilities: [],
    groupSchedules: [],
    authenticationMethodsPolicy: methodsPolicy(
      { Fido2: ['all_users'], MicrosoftAuthenticator: ['all_users'], Sms: ['all_users'] },
      'migrationComplete',
    ),
    authorizationPolicy: { allowInvitesFrom: 'adminsAndGuestInviters', permissionGrantPoliciesAssigned: [] },
    securityDefaults: false,
    conditionalAccessPolicies: policiesOf(groups, now),
    authenticationStrengths: [],
    get signIns() {
      signIns ??= signInsOf(count, now);
      return signIns;
    },
    audits: auditsOf(count, now),
    concealedNames: false,
  };
}
