import { applicationId, applicationsOf } from '../../src/demo/application-sketch.ts';
import { calendarOf } from '../../src/demo/calendar.ts';
import type {
  GoogleDirectory,
  GoogleGroup,
  GoogleUser,
  MicrosoftAccount,
  MicrosoftDirectory,
  MicrosoftGroup,
} from '../../src/demo/directory.ts';
import { digitsOf, guidOf } from '../../src/demo/ids.ts';
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import { policiesOf } from '../../src/demo/large-access.ts';
import { largeGoogleDirectory } from '../../src/demo/large-google.ts';
import { numbered, random } from '../../src/demo/large-scale.ts';
import { builtInDefinitions, builtInRoles } from '../../src/demo/role-definitions.ts';
import { licenceOf, type Plan, skusOf } from '../../src/demo/skus.ts';
import type { Mark } from './marks.ts';

/** What is alike in all tenants: whatever ids are made of, and somebody who works for all of them. */
const shared = 'shared';
export const consultant = 'consultant@partner.example';

export interface Shape {
  /** Number of people, some ten; those of other tenants have the same ids. */
  people: number;
  /** Decides who is in which group and holds which role. */
  seed: number;
  plan: Plan;
}

function domainOf({ person }: Mark): string {
  return `${person}.example`;
}

/** Some of a list, by a throw for each. */
function some<Item>(items: readonly Item[], next: () => number): Item[] {
  return items.filter(() => next() < 0.4);
}

/** The report is some days old, and tells of no later use. */
function reported(usage: MicrosoftAccount['usage'], now: Date): MicrosoftAccount['usage'] {
  if (usage === null) return null;
  const until = calendarOf(now).dayAgo(5);
  const day = (used: string | null) => (used === null || used < until ? used : until);
  const { exchange, oneDrive, sharePoint, teams } = usage;
  return { exchange: day(exchange), oneDrive: day(oneDrive), sharePoint: day(sharePoint), teams: day(teams) };
}

function markedAccount(account: MicrosoftAccount, index: number, mark: Mark, now: Date): MicrosoftAccount {
  const login = index === 1 ? consultant : `user${index}@${domainOf(mark)}`;
  const further = `u${index}.${mark.person}@${domainOf(mark)}`;
  const user = {
    ...account.user,
    userPrincipalName: login,
    mail: login,
    displayName: `User ${index} ${mark.person}`,
    proxyAddresses: [`SMTP:${login}`, `smtp:${further}`],
    department: `Sales ${mark.person}`,
  };
  return { ...account, user, usage: reported(account.usage, now) };
}

function microsoftGroups(accounts: readonly MicrosoftAccount[], mark: Mark, next: () => number): MicrosoftGroup[] {
  const people = accounts.map(({ user }) => user.id);
  const group = (name: string, members: readonly string[], isAssignableToRole: boolean | null): MicrosoftGroup => ({
    id: guidOf(`${shared}/group/${name}`),
    displayName: `${name} ${mark.thing}`,
    isAssignableToRole,
    visibility: null,
    members,
  });
  const inner = group('inner', some(people, next), null);
  return [
    group('field', [inner.id, ...some(people, next)], null),
    group('exceptions', some(people, next), null),
    group('outside', some(people, next), null),
    inner,
    group('admins', [inner.id, ...some(people, next)], true),
  ];
}

/** A tenant of Microsoft 365 whose ids are those of all others, and whose names are its own. */
export function markedMicrosoft(mark: Mark, { people, seed, plan }: Shape, now: Date): MicrosoftDirectory {
  const next = random(seed);
  const tenantId = guidOf(mark.word);
  const large = largeMicrosoftDirectory(people, now, plan);
  const accounts = large.accounts.map((account, index) => markedAccount(account, index, mark, now));
  const groups = microsoftGroups(accounts, mark, next);
  const custom = guidOf(`${shared}/role/custom`);
  const program = (key: string, permissions: readonly string[]) => ({
    key,
    name: `${key} ${mark.thing}`,
    permissions,
    secrets: [[`secret ${mark.thing}`, 100, next() < 0.5 ? 10 : -300]] as const,
    consents: { users: some(accounts, next).map(({ user }) => user.id), scopes: ['User.Read'] },
  });
  const rights = ['User.Read.All', 'Application.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'];
  const programs = ['backup', 'mailer', 'sync'].map((key) => program(key, some(rights, next)));
  const holders = [
    ...some(accounts, next).map(({ user }) => user.id),
    applicationId(shared, 'backup'),
    groups.at(-1)?.id ?? '',
  ];
  const roles = [builtInRoles.globalAdministrator, builtInRoles.userAdministrator, custom];
  const chosen = holders.flatMap((holder) => some(roles, next).map((role) => [holder, role] as const));
  // No tenant is without an administrator, and none that claims to be is believed.
  const held = chosen.length > 0 ? chosen : [[accounts[0]?.user.id ?? '', builtInRoles.globalAdministrator] as const];
  return {
    ...large,
    tenantId,
    organization: {
      ...large.organization,
      id: tenantId,
      displayName: `Company ${mark.tenant}`,
      domains: [{ name: domainOf(mark), isDefault: true, isInitial: true }],
    },
    // One program for all customers, as a service provider has it.
    application: { ...large.application, clientSecret: `secret-of-${mark.word}` },
    subscribedSkus: skusOf(tenantId, plan, people),
    accounts: accounts.map((account) => {
      return { ...account, user: { ...account.user, assignedLicenses: next() < 0.5 ? [licenceOf('SPB')] : [] } };
    }),
    groups,
    ...applicationsOf(shared, tenantId, programs, calendarOf(now)),
    roleDefinitions: [
      ...builtInDefinitions(),
      {
        id: custom,
        templateId: custom,
        displayName: `Desk ${mark.thing}`,
        description: null,
        isBuiltIn: false,
        isEnabled: true,
        allowedResourceActions: some(['microsoft.directory/users/password/update'], next),
      },
    ],
    roleAssignments: held.map(([principalId, roleDefinitionId]) => ({
      id: guidOf(`${shared}/assignment/${principalId}/${roleDefinitionId}`),
      principalId,
      roleDefinitionId,
      directoryScopeId: '/',
      assignmentType: 'Assigned' as const,
      startDateTime: null,
      endDateTime: null,
    })),
    conditionalAccessPolicies: policiesOf(groups, now).map((policy) => {
      return { ...policy, displayName: `${policy.displayName} ${mark.thing}` };
    }),
    signIns: large.signIns.map((entry, index) => ({
      ...entry,
      login: `user@${domainOf(mark)}`,
      name: `User ${mark.person}`,
      app: `Mail ${mark.thing}`,
      address: `2001:db8:${mark.network}::${index}`,
    })),
    audits: large.audits.map((entry) => ({
      ...entry,
      activity: `Update user ${mark.thing}`,
      user: entry.user === null ? null : { ...entry.user, login: `user@${domainOf(mark)}`, name: mark.person },
    })),
  };
}

function markedUser(user: GoogleUser, index: number, mark: Mark): GoogleUser {
  const fullName = `User ${index} ${mark.person}`;
  return {
    ...user,
    primaryEmail: index === 4 ? consultant : `user${index}@${domainOf(mark)}`,
    name: { givenName: `User ${index}`, familyName: mark.person, fullName },
    aliases: [`u${index}.${mark.person}@${domainOf(mark)}`],
    orgUnitPath: user.orgUnitPath === '/' ? '/' : `/Branch ${mark.thing}`,
  };
}

function googleGroups(users: readonly GoogleUser[], mark: Mark, next: () => number): GoogleGroup[] {
  const members = () => some(users, next).map(({ id }) => ({ id, role: 'MEMBER' as const }));
  const group = (name: string, more: GoogleGroup['members']): GoogleGroup => ({
    id: digitsOf(`${shared}/group/${name}`, 15),
    email: `${name}@${domainOf(mark)}`,
    name: `${name} ${mark.thing}`,
    members: [...members(), ...more],
  });
  const inner = group('inner', []);
  return [inner, group('admins', [{ id: inner.id, role: 'MEMBER' }])];
}

/** A customer of Google Workspace whose ids are those of all others, and whose names are its own. */
export function markedGoogle(mark: Mark, { people, seed }: Shape, now: Date): GoogleDirectory {
  const next = random(seed + 1);
  const large = largeGoogleDirectory(people, now);
  const users = large.users.map((user, index) => markedUser(user, index, mark));
  const groups = googleGroups(users, mark, next);
  const desk = digitsOf(`${shared}/role/desk`, 17);
  const held = [...some(users.slice(3), next).map(({ id }) => id), groups[1]?.id ?? ''];
  return {
    ...large,
    customer: {
      ...large.customer,
      id: `C0${mark.word}`,
      customerDomain: domainOf(mark),
      organizationName: `Company ${mark.tenant}`,
    },
    admin: `user0@${domainOf(mark)}`,
    domains: [{ domainName: domainOf(mark), isPrimary: true, verified: true, creationTime: '1451606400000' }],
    orgUnits: large.orgUnits.map((unit) =>
      unit.parentOrgUnitId === null
        ? { ...unit, name: domainOf(mark) }
        : { ...unit, name: `Branch ${mark.thing}`, orgUnitPath: `/Branch ${mark.thing}` },
    ),
    users,
    groups,
    roles: [
      ...large.roles,
      {
        roleId: desk,
        roleName: `Desk ${mark.thing}`,
        roleDescription: mark.thing,
        isSystemRole: false,
        isSuperAdminRole: false,
        rolePrivileges: some(['USERS_UPDATE', 'GROUPS_ALL', 'REPORTS_ACCESS'], next).map((privilegeName) => {
          return { privilegeName, serviceId: '00haapch16h1ysv' };
        }),
      },
    ],
    roleAssignments: [
      ...large.roleAssignments,
      ...held.map((assignedTo) => ({
        roleAssignmentId: digitsOf(`${shared}/assignment/${assignedTo}`, 17),
        roleId: desk,
        assignedTo,
        assigneeType: assignedTo === groups[1]?.id ? ('group' as const) : ('user' as const),
        scopeType: 'CUSTOMER' as const,
      })),
    ],
    activities: large.activities.map((entry, index) => ({
      ...entry,
      actor: { ...entry.actor, email: `user@${domainOf(mark)}` },
      address: entry.address === null ? null : `2001:db8:${mark.network}::${index}`,
      event: {
        ...entry.event,
        parameters: entry.event.parameters.map((parameter) =>
          parameter.name === 'app_name' ? { ...parameter, value: `Program ${mark.thing}` } : parameter,
        ),
      },
    })),
  };
}

/** Ids that every tenant has. */
export const commonId = numbered(2);
