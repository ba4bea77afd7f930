import { calendarOf } from './calendar.ts';
import type { GoogleDirectory, GoogleUser } from './directory.ts';
import type { ActivityRecord, GooglePolicy } from './google-logs.ts';
import { settingOf, systemSettings } from './google-policies.ts';
import { digitsOf } from './ids.ts';
import { day, domain, hour, logOf, random, someone, tenant } from './large-scale.ts';
import { googleScope, scannerServiceAccount } from './scanner.ts';

const rootUnit = '03ph8a2z1large0';
const branchUnit = '03ph8a2z1branch';

/** One in twenty works where nothing is enforced. */
function isAtBranch(index: number): boolean {
  return index % 20 === 19;
}

function policiesOf(now: Date): GooglePolicy[] {
  const enforcement = (enforcedFrom: string, orgUnit: string, order: number) =>
    settingOf(tenant, 'security.two_step_verification_enforcement', { enforcedFrom }, { orgUnit }, order);
  return [
    ...systemSettings(tenant, rootUnit),
    enforcement(calendarOf(now).ago(400), rootUnit, 1),
    enforcement('1970-01-01T00:00:00Z', branchUnit, 2),
  ];
}

/** Lists that many share. */
const organizations = ['Sales', 'Production', '管理部'].map((department) => [
  { primary: true, customType: '', title: '', department },
]);

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
      isEnforcedIn2Sv: !isAtBranch(index),
      lastLoginTime: next() < 0.03 ? '1970-01-01T00:00:00.000Z' : instant(next() ** 4 * 400),
      creationTime: instant(30 + next() * 2000),
      suspended: index >= 3 && next() < 0.08,
      archived: false,
      orgUnitPath: isAtBranch(index) ? '/Branch' : '/',
      ...(index % 10 === 0 ? { aliases: [`u${index}@${domain}`] } : {}),
      externalIds: [{ type: 'organization', value: String(100_000 + index) }],
      organizations: organizations[index % organizations.length] ?? [],
    };
  });
}

/** Consents to programs of third parties: a tenth as many as there are people, and no more than five pages. */
const mostConsents = 5_000;
const programs = 100;

function consentsOf(count: number, now: Date): ActivityRecord[] {
  const rows = Math.min(Math.ceil(count / 10), mostConsents);
  const step = Math.floor((29 * day) / Math.max(1, rows));
  const events = Array.from({ length: programs }, (_, index): ActivityRecord['event'] => ({
    type: 'auth',
    name: index % 20 === 19 ? 'revoke' : 'authorize',
    parameters: [
      { name: 'client_id', value: `${100_000 + index}.apps.googleusercontent.com` },
      { name: 'app_name', value: `Program ${index}` },
      { name: 'client_type', value: 'WEB' },
      { name: 'scope', multiValue: ['openid', `${googleScope}userinfo.email`] },
    ],
  }));
  return Array.from({ length: rows }, (_, index): ActivityRecord => {
    const person = someone(index, count);
    return {
      application: 'token',
      at: new Date(now.getTime() - hour - index * step).toISOString(),
      actor: { id: `1${String(person).padStart(20, '0')}`, email: `user${person}@${domain}` },
      address: null,
      country: null,
      event: events[index % programs] ?? { type: 'auth', name: 'authorize', parameters: [] },
    };
  });
}

function activitiesOf(count: number, now: Date): ActivityRecord[] {
  const { rows, at } = logOf(count, now);
  const methods = [['password', 'google_prompt'], ['password']];
  return Array.from({ length: rows }, (_, index): ActivityRecord => {
    const person = someone(index, count);
    return {
      application: 'login',
      at: new Date(at(index)).toISOString(),
      actor: { id: `1${String(person).padStart(20, '0')}`, email: `user${person}@${domain}` },
      address: `198.51.100.${index % 250}`,
      country: person % 50 === 49 ? 'US' : 'JP',
      event: {
        type: 'login',
        name: 'login_success',
        parameters: [
          { name: 'login_type', value: 'google_password' },
          { name: 'login_challenge_method', multiValue: methods[index % 2] ?? [] },
        ],
      },
    };
  });
}

/** A Google Workspace directory of `count` users for measurements; its users are made when somebody reads them. */
export function largeGoogleDirectory(count: number, now: Date): GoogleDirectory {
  let users: GoogleUser[] | undefined;
  let activities: ActivityRecord[] | undefined;
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
    orgUnits: [
      { orgUnitId: rootUnit, orgUnitPath: '/', name: domain, parentOrgUnitId: null },
      { orgUnitId: branchUnit, orgUnitPath: '/Branch', name: 'Branch', parentOrgUnitId: rootUnit },
    ],
    get users() {
      users ??= googleUsersOf(count, now);
      return users;
    },
    deletedUsers: [],
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
    policies: policiesOf(now),
    get activities() {
      activities ??= [...activitiesOf(count, now), ...consentsOf(count, now)];
      return activities;
    },
    keys: new Map([0, 1].map((index) => [`1${String(index).padStart(20, '0')}`, { securityKeys: 1, passkeys: 0 }])),
  };
}
