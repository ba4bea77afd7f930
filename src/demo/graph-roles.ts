import type { MicrosoftDirectory } from './directory.ts';
import {
  badRequest,
  contextOf,
  cutPage,
  equalityOf,
  type GraphContext,
  GraphFault,
  type GraphRoutes,
  type GraphState,
  optionsOf,
  requirePermission,
  spendUnits,
} from './graph-request.ts';
import { accountById, directoryUser } from './graph-users.ts';
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
  if (application !== undefined) return { '@odata.type': '#microsoft.graph.servicePrincipal', ...application };
  return null;
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

function matching(
  rows: readonly Record<string, unknown>[],
  filter: { property: string; value: string } | null,
): readonly Record<string, unknown>[] {
  if (filter === null) return rows;
  return rows.filter((row) => String(row[filter.property]) === filter.value);
}

/** `principal` is the one thing that role schedules and assignments are expanded by here. */
function expander(context: GraphContext, expand: string | undefined) {
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

/** Without P2 the answer is 400, not 403. */
function requireGovernance(context: GraphContext): void {
  if (context.var.directory.plan === 'p2') return;
  throw new GraphFault(
    400,
    'AadPremiumLicenseRequired',
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  );
}

function answer(
  context: GraphContext,
  what: string,
  rows: readonly Record<string, unknown>[],
  options: ReadonlyMap<string, string>,
): Response {
  const expand = expander(context, options.get('expand'));
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
    requirePermission(
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
    requirePermission(
      context,
      'RoleAssignmentSchedule.Read.Directory',
      'RoleManagement.Read.Directory',
      'RoleManagement.Read.All',
    );
    const options = optionsOf(context, ['select', 'filter', 'expand', 'skiptoken', 'top']);
    requireGovernance(context);
    spendUnits(context, state, 1, options);
    const rows = context.var.directory.roleAssignments.map((assignment) => ({
      ...scheduleRow(assignment),
      assignmentType: assignment.assignmentType,
      roleAssignmentOriginId: assignment.id,
      roleAssignmentScheduleId: assignment.id,
    }));
    return answer(context, `${schedules}/roleAssignmentScheduleInstances`, rows, options);
  });
}
