import { secretOf } from './application-sketch.ts';
import { calendarOf, newestFirst } from './calendar.ts';
import { policyOf } from './conditional-access.ts';
import type { MicrosoftAccount, MicrosoftDirectory } from './directory.ts';
import { guidOf } from './ids.ts';
import type { MethodSet } from './methods.ts';
import { type AccountSketch, accountOf, guestLogin } from './microsoft-account.ts';
import type { AuditRecord, SignInRecord } from './microsoft-logs.ts';
import { methodsPolicy } from './microsoft-policies.ts';
import type { RoleAssignment } from './microsoft-roles.ts';
import { signInOf } from './microsoft-sign-ins.ts';
import { nights, secretLeft } from './month-nights.ts';
import {
  address,
  type Employee,
  employees,
  graphId,
  guestAddress,
  managers,
  monthDomain,
  monthInitialDomain,
  monthTenant,
  monthTenantId,
  type Night,
  type Scene,
  sceneOf,
} from './month-people.ts';
import { builtInDefinitions, builtInRoles } from './role-definitions.ts';
import { scannerApplication } from './scanner.ts';
import { licenceOf, type SubscribedSku, skusOf } from './skus.ts';

const emergency = ['bg1', 'bg2'];
/** How far back the log of sign-ins goes. */
const loggedDays = 30;

function planOf({ since }: Scene): 'p1' | 'free' {
  return since(nights.licenceIsGone) ? 'free' : 'p1';
}

function methodsOf(local: string, { since }: Scene): MethodSet {
  if (local === 'nagai') return since(nights.nagaiRegisters) ? 'authenticator' : 'password';
  if (local === 'kondo') return since(nights.kondoGainsPasskey) ? 'passkey' : 'sms';
  if (local !== 'suzuki') return 'authenticator';
  const without = since(nights.suzukiLosesFactors) && !since(nights.suzukiRegisters);
  const again = since(nights.suzukiLosesFactorsAgain) && !since(nights.suzukiRegistersAgain);
  return without || again ? 'password' : 'authenticator';
}

/** Whether somebody signed in on the evening of a night. */
function signsIn(local: string, night: number): boolean {
  if (local === 'baker') return false;
  if (local === 'nagai') return night >= nights.nagaiJoins;
  if (local === 'ogata') return night >= nights.ogataReturns;
  return local !== 'endo' || night <= nights.endoLastDay || night === nights.endoIsUsed;
}

/** When those signed in last who were away before the month began. */
const awaySince: Readonly<Record<string, number>> = { baker: -119, ogata: -59 };

/** The last night on which somebody signed in. */
function lastNightOf(local: string, { night }: Scene): number {
  const before = awaySince[local] ?? 0;
  for (let one = night; one > Math.max(before, 0); one -= 1) if (signsIn(local, one)) return one;
  return before;
}

function isEnabled(local: string, { since }: Scene): boolean {
  if (local === 'ogata') return since(nights.ogataReturns);
  return local !== 'endo' || !since(nights.endoIsDisabledInMicrosoft);
}

function isThere(local: string, { since }: Scene): boolean {
  if (local === 'nagai') return since(nights.nagaiJoins);
  return local !== 'baker' || !since(nights.bakerIsDeleted);
}

function licencesOf(local: string, scene: Scene): NonNullable<AccountSketch['licences']> {
  const none = local === 'ogata' ? !isEnabled(local, scene) : local === 'endo' && scene.since(nights.endoLosesLicence);
  return none ? [] : [licenceOf(planOf(scene) === 'free' ? 'O365_BUSINESS_PREMIUM' : 'SPB')];
}

function sketchOf({ local, name, employeeId, department }: Employee, index: number, scene: Scene): AccountSketch {
  const last = lastNightOf(local, scene);
  return {
    ...{ login: address(local), name, employeeId, department },
    methods: methodsOf(local, scene),
    created: scene.at(local === 'nagai' ? nights.nagaiJoins : -700 - 13 * index),
    success: scene.at(last),
    // The report of use is two days late.
    used: scene.at(last) + 2,
    enabled: isEnabled(local, scene),
    licences: licencesOf(local, scene),
  };
}

/** The accounts for administration alone of those who look after the computers. */
function administratorOf(local: string, scene: Scene): AccountSketch {
  const { name = local, employeeId = '' } = employees.find((one) => one.local === local) ?? {};
  const login = address(`adm-${local}`);
  return { login, name: `${name} (admin)`, employeeId, methods: 'passkey', created: scene.at(-500), success: 0 };
}

function sketches(scene: Scene): AccountSketch[] {
  return [
    ...employees.flatMap((one, index) => (isThere(one.local, scene) ? sketchOf(one, index, scene) : [])),
    ...managers.map((local) => administratorOf(local, scene)),
    ...emergency.map((local, index): AccountSketch => {
      const success = scene.at(-200);
      return { login: address(local), name: `Emergency ${index + 1}`, methods: 'passkey', created: success, success };
    }),
    {
      login: guestLogin(guestAddress, monthInitialDomain),
      name: 'Maria Lopez',
      guest: 'Accepted',
      methods: 'password',
      created: scene.at(-300),
      // More than 90 days before that night, and not before the night before it.
      success: scene.at(nights.guestIsStale - 91),
    },
  ];
}

function logOf(accounts: readonly MicrosoftAccount[], scene: Scene): SignInRecord[] {
  const records = accounts.flatMap((account) => {
    const local = account.user.userPrincipalName.replace(`@${monthDomain}`, '');
    if (account.user.userType === 'Guest' || emergency.includes(local)) return [];
    return Array.from({ length: loggedDays }, (_, days) => days).flatMap((days) => {
      const night = scene.night - days;
      if (!signsIn(local, night)) return [];
      const isAway = local === 'sato' && night === nights.satoIsAbroad;
      const abroad = { place: { country: 'VN', city: 'Da Nang' }, address: '192.0.2.44' };
      return [signInOf(account, { days, ...(isAway ? abroad : {}) }, scene)];
    });
  });
  return newestFirst(records);
}

function audit(night: number, activity: string, on: string, scene: Scene): AuditRecord[] {
  if (!scene.since(night)) return [];
  const login = address('adm-mori');
  return [
    {
      id: `Directory_${guidOf(`${monthTenant}/audit/${activity}/${night}`)}`,
      at: scene.ago(scene.at(night)),
      activity,
      category: 'UserManagement',
      service: 'Core Directory',
      operation: 'Update',
      result: 'success',
      user: { id: graphId(login), login, name: '森 彩 (admin)', address: '203.0.113.10' },
      application: null,
      target: { id: graphId(address(on)), type: 'User', displayName: null, login: address(on) },
    },
  ];
}

function auditsOf(scene: Scene): AuditRecord[] {
  return newestFirst([
    ...[-20, -5, 10, 24].flatMap((night) => audit(night, 'Update group', 'mori', scene)),
    ...audit(nights.nagaiJoins, 'Add user', 'nagai', scene),
    ...audit(nights.endoIsDisabledInMicrosoft, 'Disable account', 'endo', scene),
    ...audit(nights.bakerIsDeleted, 'Delete user', 'baker', scene),
  ]);
}

function rolesOf({ since }: Scene): RoleAssignment[] {
  const assignment = (local: string, roleDefinitionId: string): RoleAssignment => ({
    id: guidOf(`${monthTenant}/assignment/${local}/${roleDefinitionId}`),
    principalId: graphId(address(local)),
    roleDefinitionId,
    directoryScopeId: '/',
    assignmentType: 'Assigned',
    startDateTime: null,
    endDateTime: null,
  });
  const { globalAdministrator, userAdministrator } = builtInRoles;
  const always = [...managers.map((local) => `adm-${local}`), ...emergency];
  const isTakedaForAWhile = since(nights.takedaIsPromoted) && !since(nights.takedaIsDemoted);
  const isTakeda = isTakedaForAWhile || since(nights.takedaIsPromotedAgain);
  const isBaker = since(nights.bakerIsPromoted) && !since(nights.bakerIsDemoted);
  return [
    ...always.map((local) => assignment(local, globalAdministrator)),
    ...(isTakeda ? [assignment('takeda', globalAdministrator)] : []),
    ...(isBaker ? [assignment('baker', userAdministrator)] : []),
    ...(since(nights.rolesGoDark) ? [assignment('adm-hayashi', userAdministrator)] : []),
  ];
}

/** A subscription that was not renewed works for some weeks, with all its licences under warning. */
function productsOf(scene: Scene): SubscribedSku[] {
  const isEnding = scene.since(nights.licenceIsEnding);
  const bought = skusOf(monthTenantId, planOf(scene), 20).filter(({ skuPartNumber }) => skuPartNumber !== 'SPE_E3');
  return bought.map((sku) => {
    if (!isEnding || sku.skuPartNumber !== 'SPB') return sku;
    const prepaidUnits = { ...sku.prepaidUnits, enabled: 0, warning: sku.prepaidUnits.enabled };
    return { ...sku, capabilityStatus: 'Warning', prepaidUnits };
  });
}

function policies(scene: Scene) {
  const policy = (name: string, sketch: Parameters<typeof policyOf>[3]) =>
    policyOf(guidOf(`${monthTenant}/policy/${name}`), name, scene.ago(scene.at(-400)), sketch);
  const excludeUsers = emergency.map((local) => graphId(address(local)));
  return [
    policy('Require MFA for all users', {
      users: { includeUsers: ['All'], excludeUsers },
      grant: { builtInControls: ['mfa'] },
    }),
    policy('Block legacy authentication', {
      users: { includeUsers: ['All'] },
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      grant: { builtInControls: ['block'] },
    }),
  ];
}

/** Microsoft 365 of the company on a night. */
export function monthMicrosoft(one: Night): MicrosoftDirectory {
  const scene = sceneOf(one);
  const accounts = sketches(scene).map((sketch) => accountOf(monthTenant, sketch, scene));
  const secret = secretOf(monthTenant, ['scanner', scene.at(-140), scene.at(1) - secretLeft], calendarOf(one.now));
  return {
    provider: 'microsoft365',
    tenantId: monthTenantId,
    plan: planOf(scene),
    organization: {
      id: monthTenantId,
      displayName: 'もみじ工房',
      createdDateTime: '2020-04-01T01:00:00Z',
      domains: [
        { name: monthDomain, isDefault: true, isInitial: false },
        { name: monthInitialDomain, isDefault: false, isInitial: true },
      ],
      onPremisesSyncEnabled: null,
    },
    application: { ...scannerApplication(monthTenant), secret: { ...secret, keyId: guidOf(`${monthTenant}/secret`) } },
    subscribedSkus: productsOf(scene),
    accounts,
    groups: [],
    servicePrincipals: [],
    registrations: [],
    permissionGrants: [],
    roleDefinitions: builtInDefinitions(),
    roleAssignments: rolesOf(scene),
    roleEligibilities: [],
    groupSchedules: [],
    authenticationMethodsPolicy: methodsPolicy(
      { Fido2: ['all_users'], MicrosoftAuthenticator: ['all_users'], SoftwareOath: ['all_users'] },
      'migrationComplete',
    ),
    authorizationPolicy: {
      allowInvitesFrom: 'adminsAndGuestInviters',
      permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-low'],
    },
    securityDefaults: false,
    conditionalAccessPolicies: policies(scene),
    authenticationStrengths: [],
    signIns: logOf(accounts, scene),
    audits: auditsOf(scene),
    concealedNames: false,
  };
}
