import { equalitiesOf, filtered } from './graph-filter.ts';
import {
  badRequest,
  contextOf,
  cutPage,
  type GraphContext,
  type GraphRoutes,
  type GraphState,
  optionsOf,
  requireGovernance,
  requireScheduleScope,
  spendUnits,
} from './graph-request.ts';
import { principalExpander } from './graph-roles.ts';
import { guidOf } from './ids.ts';
import type { GroupSchedule } from './microsoft-roles.ts';

const root = 'identityGovernance/privilegedAccess/group';

const kinds = [
  {
    path: 'eligibilityScheduleInstances',
    permission: 'PrivilegedEligibilitySchedule.Read.AzureADGroup',
    schedule: 'eligibilityScheduleId',
    isAssignment: false,
  },
  {
    path: 'assignmentScheduleInstances',
    permission: 'PrivilegedAssignmentSchedule.Read.AzureADGroup',
    schedule: 'assignmentScheduleId',
    isAssignment: true,
  },
] as const;
type Kind = (typeof kinds)[number];

function scheduleRow({ schedule, isAssignment }: Kind, instance: GroupSchedule): Record<string, unknown> {
  const { groupId, principalId, accessId, assignmentType, startDateTime, endDateTime } = instance;
  const id = `${groupId}_${accessId}_${guidOf(`${groupId}/${principalId}/${assignmentType}`)}`;
  return {
    id,
    accessId,
    groupId,
    principalId,
    memberType: 'direct',
    startDateTime,
    endDateTime,
    [schedule]: id,
    ...(isAssignment ? { assignmentType } : {}),
  };
}

function answer(context: GraphContext, state: GraphState, kind: Kind): Response {
  requireScheduleScope(context, kind.permission);
  const options = optionsOf(context, ['select', 'filter', 'expand', 'top', 'skiptoken']);
  requireGovernance(context);
  const equalities = equalitiesOf(options.get('filter'));
  // https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/1103
  if (!equalities.some(({ property }) => /^(groupId|principalId)$/i.test(property))) {
    throw badRequest('The required filter is missing: groupId or principalId.', 'MissingParameters');
  }
  spendUnits(context, state, 1, options);
  const expand = principalExpander(context, options.get('expand'));
  const all = context.var.directory.groupSchedules.filter(
    ({ assignmentType }) => (assignmentType !== null) === kind.isAssignment,
  );
  const found = filtered(all, equalities, ['groupId', 'principalId', 'accessId', 'assignmentType']);
  const page = cutPage(context, found, options, { usual: 100, most: 999 });
  const value = page.rows.map((instance) => expand(scheduleRow(kind, instance)));
  return context.json({ '@odata.context': contextOf(context, `${root}/${kind.path}`), ...page.link, value });
}

/** PIM for Groups: memberships that somebody may make active, and those that are. */
export function addGroupSchedules(routes: GraphRoutes, state: GraphState): void {
  for (const kind of kinds) routes.get(`/${root}/${kind.path}`, (context) => answer(context, state, kind));
}
