import { applicationId } from './application-sketch.ts';
import type { Calendar } from './calendar.ts';
import type { MicrosoftDirectory, MicrosoftGroup } from './directory.ts';
import { guidOf } from './ids.ts';
import { guestLogin } from './microsoft-account.ts';
import type { GroupSchedule, RoleAssignment, RoleEligibility } from './microsoft-roles.ts';
import { builtInDefinitions, builtInRoles, customDefinition } from './role-definitions.ts';
import { initialDomain } from './sample-trading-accounts.ts';
import { address } from './sample-trading-staff.ts';

const tenant = 'sample-trading';
const keyCustodian = guidOf(`${tenant}/key-custodian`);
const leaveReader = guidOf(`${tenant}/leave-reader`);
const backup = applicationId(tenant, 'backup');
const id = (local: string) => guidOf(`${tenant}/${address(local)}`);

function group(name: string, members: readonly string[], roles: boolean): MicrosoftGroup {
  return {
    id: guidOf(`${tenant}/group/${name}`),
    displayName: name,
    isAssignableToRole: roles ? true : null,
    visibility: roles ? 'Private' : null,
    members,
  };
}

const night = group('IT operations, night', [id('ito'), backup], false);
const operations = group('IT operations', [night.id, id('saito')], true);
/** Kept by PIM: nobody is a member for good. */
const operators = group('Account operators', [id('adm-rossi')], true);

/** Groups that hold roles, and a group in one of them. */
export const roleGroups: readonly MicrosoftGroup[] = [operations, night, operators];

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

function assignments(calendar: Calendar): RoleAssignment[] {
  return [
    assignment(address('kuroda'), builtInRoles.globalAdministrator),
    assignment(address('yamada'), builtInRoles.globalAdministrator),
    assignment(address('saito'), builtInRoles.globalAdministrator),
    assignment(address('walker'), builtInRoles.globalAdministrator),
    assignment(address('hayashi'), builtInRoles.globalAdministrator),
    assignment(address('bg1'), builtInRoles.globalAdministrator),
    assignment(address('bg2'), builtInRoles.globalAdministrator),
    assignment(address('kuroda'), builtInRoles.sharePointAdministrator),
    assignment('operations', builtInRoles.exchangeAdministrator, { principalId: operations.id }),
    assignment('operators', builtInRoles.userAdministrator, { principalId: operators.id }),
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
  const eligible = (local: string, roleDefinitionId: string, endDateTime: string | null): RoleEligibility => ({
    id: guidOf(`eligibility/${address(local)}/${roleDefinitionId}`),
    principalId: id(local),
    roleDefinitionId,
    directoryScopeId: '/',
    startDateTime: calendar.ago(120),
    endDateTime,
  });
  return [
    eligible('mori', builtInRoles.globalAdministrator, null),
    eligible('adm-fujita', builtInRoles.conditionalAccessAdministrator, calendar.ago(-245)),
  ];
}

function groupSchedules(calendar: Calendar): GroupSchedule[] {
  const schedule = (
    groupId: string,
    principalId: string,
    assignmentType: GroupSchedule['assignmentType'],
    more: Partial<GroupSchedule> = {},
  ): GroupSchedule => ({
    groupId,
    principalId,
    accessId: 'member',
    assignmentType,
    startDateTime: calendar.ago(60),
    endDateTime: null,
    ...more,
  });
  return [
    schedule(operations.id, id('saito'), 'assigned'),
    schedule(operations.id, night.id, 'assigned'),
    schedule(operators.id, id('davis'), null, { endDateTime: calendar.ago(-300) }),
    schedule(operators.id, id('adm-rossi'), null),
    schedule(operators.id, id('adm-rossi'), 'activated', {
      startDateTime: calendar.ago(0),
      endDateTime: calendar.ago(-0.3),
    }),
    schedule(operators.id, id('kuroda'), 'assigned', { accessId: 'owner' }),
  ];
}

type RoleParts = 'roleDefinitions' | 'roleAssignments' | 'roleEligibilities' | 'groupSchedules';

/** Who holds a role, who may make one active, and in which group. */
export function rolesOf(calendar: Calendar): Pick<MicrosoftDirectory, RoleParts> {
  return {
    roleDefinitions: [
      ...builtInDefinitions(),
      customDefinition(keyCustodian, 'Key custodian', ['microsoft.directory/applications/credentials/update']),
      customDefinition(leaveReader, 'Sign-in report reader', ['microsoft.directory/signInReports/allProperties/read']),
    ],
    roleAssignments: assignments(calendar),
    roleEligibilities: eligibilities(calendar),
    groupSchedules: groupSchedules(calendar),
  };
}
