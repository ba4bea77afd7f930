import { secretOf } from './application-sketch.ts';
import { calendarOf } from './calendar.ts';
import { policyOf } from './conditional-access.ts';
import type { MicrosoftDirectory } from './directory.ts';
import { guidOf } from './ids.ts';
import type { MethodSet } from './methods.ts';
import { type AccountSketch, accountOf, guestLogin } from './microsoft-account.ts';
import { methodsPolicy } from './microsoft-policies.ts';
import type { RoleAssignment } from './microsoft-roles.ts';
import { auditsOf, logOf, signsIn } from './month-microsoft-logs.ts';
import { nights, secretLeft } from './month-nights.ts';
import {
  address,
  type Employee,
  emergency,
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
