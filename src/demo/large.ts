import { calendarOf } from './calendar.ts';
import type {
  GoogleDirectory,
  GoogleUser,
  MicrosoftAccount,
  MicrosoftDirectory,
  Plan,
  RoleAssignment,
} from './directory.ts';
import { digitsOf, guidOf } from './ids.ts';
import { type MethodSet, methodsOf, registrationOf } from './methods.ts';
import { methodsPolicy } from './microsoft-policies.ts';
import { builtInDefinitions, builtInRoles } from './role-definitions.ts';
import { scannerApplication, scannerServiceAccount } from './scanner.ts';
import { skusOf } from './skus.ts';

const tenant = 'large';
const largeTenantId = guidOf(`${tenant}/tenant`);
const domain = 'large.example';
const hour = 3_600_000;
const day = 24 * hour;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function numbered(index: number): string {
  return `5a3e0000-0000-4000-a000-${index.toString(16).padStart(12, '0')}`;
}

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
    },
    application: scannerApplication(tenant),
    subscribedSkus: skusOf(largeTenantId, plan, count),
    get accounts() {
      accounts ??= accountsOf(count, now);
      return accounts;
    },
    groups: [],
    servicePrincipals: [],
    roleDefinitions: builtInDefinitions(),
    roleAssignments: held.slice(0, count).map((role, index) => assignment(index, role)),
    roleEligibilities: [],
    authenticationMethodsPolicy: methodsPolicy(
      { Fido2: ['all_users'], MicrosoftAuthenticator: ['all_users'], Sms: ['all_users'] },
      'migrationComplete',
    ),
    securityDefaults: false,
    concealedNames: false,
  };
}

function googleUsersOf(count: number, now: Date): GoogleUser[] {
  const next = random(count + 1);
  const instant = (days: number) => new Date(now.getTime() - hour - Math.floor(days) * day).toISOString();
  return Array.from({ length: count }, (_, index): GoogleUser => {
    return {
      id: `1${String(index).padStart(20, '0')}`,
      primaryEmail: `user${index}@${domain}`,
      name: { givenName: `User ${index}`, familyName: '利用者', fullName: `User ${index} 利用者` },
      isAdmin: index < 3,
      isDelegatedAdmin: false,
      isEnrolledIn2Sv: index < 3 || next() > 0.1,
      isEnforcedIn2Sv: next() > 0.5,
      lastLoginTime: next() < 0.03 ? '1970-01-01T00:00:00.000Z' : instant(next() ** 4 * 400),
      creationTime: instant(30 + next() * 2000),
      suspended: index >= 3 && next() < 0.08,
      archived: false,
      orgUnitPath: '/',
    };
  });
}

/** A Google Workspace directory of `count` users for measurements; its users are made when somebody reads them. */
export function largeGoogleDirectory(count: number, now: Date): GoogleDirectory {
  let users: GoogleUser[] | undefined;
  const superAdmin = digitsOf(`${tenant}/role`, 17);
  return {
    provider: 'google-workspace',
    customer: {
      id: 'C01large1',
      customerDomain: domain,
      customerCreationTime: '2016-01-01T00:00:00.000Z',
      organizationName: 'Large Sample Corporation',
    },
    admin: `user0@${domain}`,
    serviceAccount: scannerServiceAccount(tenant),
    domains: [{ domainName: domain, isPrimary: true, verified: true, creationTime: '1451606400000' }],
    orgUnits: [{ orgUnitId: '03ph8a2z1large0', orgUnitPath: '/', name: domain, parentOrgUnitId: null }],
    get users() {
      users ??= googleUsersOf(count, now);
      return users;
    },
    roles: [
      {
        roleId: superAdmin,
        roleName: '_SEED_ADMIN_ROLE',
        roleDescription: 'Super Admin',
        isSystemRole: true,
        isSuperAdminRole: true,
        rolePrivileges: [],
      },
    ],
    roleAssignments: [0, 1, 2].map((index) => ({
      roleAssignmentId: digitsOf(`${tenant}/assignment/${index}`, 17),
      roleId: superAdmin,
      assignedTo: `1${String(index).padStart(20, '0')}`,
      assigneeType: 'user',
      scopeType: 'CUSTOMER',
    })),
    groups: [],
  };
}
