import type { MicrosoftDirectory } from './directory.ts';
import { equalityOf } from './graph-filter.ts';
import {
  badRequest,
  contextOf,
  cutPage,
  type GraphContext,
  type GraphRoutes,
  type GraphState,
  optionsOf,
  requireGovernance,
  requirePermission,
  requireScheduleScope,
  spendUnits,
} from './graph-request.ts';
import { accountById, directoryUser } from './graph-users.ts';
import { guidOf } from './ids.ts';
import type { RoleAssignment, RoleDefinition, RoleEligibility } from './microsoft-roles.ts';

const schedules = 'roleManagement/directory';

/** The directory object behind an id; null when it is gone. */
export function principalOf(directory: MicrosoftDirectory, id: string): Record<string, unknown> | null {
  const account = accountById(directory.accounts, id);
  if (account !== undefined) return directoryUser(account.user);
  const group = directory.groups.find((candidate) => candidate.id === id);
  if (group !== undefined) {
    const { displayName, isAssignableToRole, visibility } = group;
    return { '@odata.type': '#microsoft.graph.group', id, displayName, isAssignableToRole, visibility };
  }
  const application = directory.servicePrincipals.find((candidate) => candidate.id === id);
  if (application === undefined) return null;
  const { appId, displayName, accountEnabled, servicePrincipalType, appOwnerOrganizationId } = application;
  const type = '#microsoft.graph.servicePrincipal';
  return { '@odata.type': type, id, appId, displayName, accountEnabled, servicePrincipalType, appOwnerOrganizationId };
}

function definitionRow({ allowedResourceActions, ...definition }: RoleDefinition): Record<string, unknown> {
  return {
    ...definition,
    version: '1',
    resourceScopes: ['/'],
    rolePermissions: [{ allowedResourceActions, condition: null }],
  };
}

function assignmentRow(assignment: RoleAssignment): Record<string, unknown> {
  const { id, principalId, roleDefinitionId, directoryScopeId } = assignment;
  return { id, principalId, roleDefinitionId, directoryScopeId, appScopeId: null, condition: null };
}

function scheduleRow(instance: RoleAssignment | RoleEligibility): Record<string, unknown> {
  const { id, principalId, roleDefinitionId, directoryScopeId, startDateTime, endDateTime } = instance;
  return {
    id,
    principalId,
    roleDefinitionId,
    directoryScopeId,
    appScopeId: null,
    startDateTime,
    endDateTime,
    memberType: 'Direct',
  };
}

/** An assignment to a group is told of the group, and again of everybody who is a member of it. */
function instanceRows(directory: MicrosoftDirectory, assignment: RoleAssignment): Record<string, unknown>[] {
  const { id, principalId, assignmentType } = assignment;
  const own = {
    ...scheduleRow(assignment),
    assignmentType,
    roleAssignmentOriginId: id,
    roleAssignmentScheduleId: id,
  };
  const members = directory.groups.find((group) => group.id === principalId)?.members ?? [];
  const people = members.filter((member) => !directory.groups.some((group) => group.id === member));
  const through = people.map((member) => ({
    ...own,
    id: guidOf(`${id}/${member}`),
    principalId: member,
    memberType: 'Group',
  }));
  return [own, ...through];
}

function matching(
  rows: readonly Record<string, unknown>[],
  filter: { property: string; value: string } | null,
): readonly Record<string, unknown>[] {
  if (filter === null) return rows;
  return rows.filter((row) => String(row[filter.property]) === filter.value);
}

/** `principal` is the one thing that role schedules and assignments are expanded by here. */
export function principalExpander(context: GraphContext, expand: string | undefined) {
  if (expand === undefined) return (row: Record<string, unknown>) => row;
  const { directory } = context.var;
  if (expand.includes('(')) throw badRequest('The filter is invalid.');
  if (expand === 'principal') {
    return (row: Record<string, unknown>) => ({
      ...row,
      principal: principalOf(directory, String(row.principalId)),
    });
  }
  if (expand === 'roleDefinition') {
    return (row: Record<string, unknown>) => {
      const definition = directory.roleDefinitions.find(({ id }) => id === row.roleDefinitionId);
      return { ...row, roleDefinition: definition === undefined ? null : definitionRow(definition) };
    };
  }
  throw badRequest(`Invalid or unsupported $expand value '${expand}'.`);
}

function answer(
  context: GraphContext,
  what: string,
  rows: readonly Record<string, unknown>[],
  options: ReadonlyMap<string, string>,
): Response {
  const expand = principalExpander(context, options.get('expand'));
  const found = matching(rows, equalityOf(options.get('filter')));
  const page = cutPage(context, found, options, { usual: 999, most: 999 });
  return context.json({ '@odata.context': contextOf(context, what), ...page.link, value: page.rows.map(expand) });
}

export function addRoles(routes: GraphRoutes, state: GraphState): void {
  routes.get('/roleManagement/directory/roleDefinitions', (context) => {
    requirePermission(context, 'RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'Directory.Read.All');
    const options = optionsOf(context, ['select', 'filter', 'expand', 'skiptoken']);
    spendUnits(context, state, 1, options);
    const select = options.get('select')?.split(',');
    const rows = context.var.directory.roleDefinitions.map(definitionRow).map((row) => {
      if (select === undefined) return row;
      return Object.fromEntries(select.map((property) => [property, row[property] ?? null]));
    });
    return answer(context, `${schedules}/roleDefinitions`, rows, options);
  });

  routes.get('/roleManagement/directory/roleAssignments', (context) => {
    requirePermission(context, 'RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'Directory.Read.All');
    const options = optionsOf(context, ['select', 'filter', 'expand', 'skiptoken', 'top']);
    spendUnits(context, state, 1, options);
    const rows = context.var.directory.roleAssignments.map(assignmentRow);
    return answer(context, `${schedules}/roleAssignments`, rows, options);
  });

  routes.get('/roleManagement/directory/roleEligibilityScheduleInstances', (context) => {
    requireScheduleScope(
      context,
      'RoleEligibilitySchedule.Read.Directory',
      'RoleManagement.Read.Directory',
      'RoleManagement.Read.All',
    );
    const options = optionsOf(context, ['select', 'filter', 'expand', 'skiptoken', 'top']);
    requireGovernance(context);
    spendUnits(context, state, 1, options);
    const rows = context.var.directory.roleEligibilities.map((eligibility) => ({
      ...scheduleRow(eligibility),
      roleEligibilityScheduleId: eligibility.id,
    }));
    return answer(context, `${schedules}/roleEligibilityScheduleInstances`, rows, options);
  });

  routes.get('/roleManagement/directory/roleAssignmentScheduleInstances', (context) => {
    requireScheduleScope(
      context,
      'RoleAssignmentSchedule.Read.Directory',
      'RoleManagement.Read.Directory',
      'RoleManagement.Read.All',
    );
    const options = optionsOf(context, ['select', 'filter', 'expand', 'skiptoken', 'top']);
    requireGovernance(context);
    spendUnits(context, state, 1, options);
    const { directory } = context.var;
    const rows = directory.roleAssignments.flatMap((assignment) => instanceRows(directory, assignment));
    return answer(context, `${schedules}/roleAssignmentScheduleInstances`, rows, options);
  });
}
