import type { Session } from '../../../connectors/microsoft365/session.ts';
import { complete, graph, type Known, open, tenantId } from './tenant.ts';

export const globalAdmin = '62e90394-69f5-4237-9190-012177145e10';
export const applicationAdmin = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3';
export const developer = 'cf1c38e5-3621-4004-a7cb-879624dced7c';

export const builtIn = (id: string, displayName: string, ...actions: string[]) => ({
  id,
  templateId: id,
  displayName,
  isBuiltIn: true,
  rolePermissions: [{ allowedResourceActions: actions }],
});
export const custom = (id: string, ...actions: string[]) => ({ ...builtIn(id, id, ...actions), isBuiltIn: false });

export const definitions = [
  builtIn(globalAdmin, 'Global Administrator', 'microsoft.directory/everything/allProperties/allTasks'),
  builtIn(
    applicationAdmin,
    'Application Administrator',
    'microsoft.directory/applications/credentials/update',
    'microsoft.directory/applications/standard/read',
    'microsoft.directory/policies/allProperties/allTasks',
  ),
  builtIn(developer, 'Application Developer', 'microsoft.directory/applications/createAsOwner'),
];

let serial = 0;
export function assignment(roleDefinitionId: string, principalId: string, type: string | null, fields: object = {}) {
  serial += 1;
  const principal = type === null ? null : { '@odata.type': `#microsoft.graph.${type}`, id: principalId };
  return { id: `assignment-${serial}`, principalId, roleDefinitionId, directoryScopeId: '/', principal, ...fields };
}

/** What PIM tells of an active assignment. */
export function instance(roleDefinitionId: string, principalId: string, fields: object = {}) {
  serial += 1;
  return {
    id: `instance-${serial}`,
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
    appScopeId: null,
    assignmentType: 'Assigned',
    memberType: 'Direct',
    endDateTime: null,
    ...fields,
  };
}

export const pimPath = '/roleManagement/directory/roleEligibilityScheduleInstances';
export const schedulesPath = '/roleManagement/directory/roleAssignmentScheduleInstances';

export interface Reply {
  status: number;
  body: object;
}

export const ok = (...value: object[]): Reply => ({ status: 200, body: { value } });

export const premium = {
  error: {
    code: 'AadPremiumLicenseRequired',
    message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  },
};
export const withoutPim: Reply = { status: 400, body: premium };

/** A tenant with these assignments; without PIM, where nothing else is said. */
export async function session(active: object[], eligible = withoutPim, schedules = withoutPim): Promise<Session> {
  const opened = await open();
  graph().get('/roleManagement/directory/roleDefinitions').reply(200, { value: definitions });
  graph().get(schedulesPath).reply(schedules.status, schedules.body);
  graph()
    .get('/roleManagement/directory/roleAssignments')
    .query({ $expand: 'principal' })
    .reply(200, { value: active });
  graph().get(pimPath).query({ $expand: 'principal' }).reply(eligible.status, eligible.body);
  return opened;
}

/** A tenant whose plan is known. */
export function planned(plan: 'free' | 'p1' | 'p2' | null): Known {
  return { organization: complete({ id: tenantId, name: null, domains: [], plan }) };
}

export function members(group: string, status: number, body: object): void {
  graph().get(`/groups/${group}/transitiveMembers`).query({ $select: 'id', $top: '999' }).reply(status, body);
}

export function visibility(group: string, value: string | null): void {
  graph()
    .get(`/groups/${group}`)
    .query({ $select: 'id,displayName,visibility' })
    .reply(200, { id: group, visibility: value });
}

export const member = (id: string, type: string) => ({ id, '@odata.type': `#microsoft.graph.${type}` });
