import { graphAppRoles, graphServicePrincipalId } from './app-roles.ts';
import type { MicrosoftDirectory } from './directory.ts';
import {
  contextOf,
  cutPage,
  equalityOf,
  GraphFault,
  type GraphRoutes,
  type GraphState,
  notFound,
  optionsOf,
  requirePermission,
  spendUnits,
} from './graph-request.ts';
import { guidOf } from './ids.ts';

const sizes = { usual: 100, most: 999 };

interface ListedPrincipal {
  id: string;
  appId: string;
  displayName: string;
  servicePrincipalType: 'Application';
  accountEnabled: true;
  appRoles: readonly { id: string; value: string }[];
}

function listPrincipal(id: string, appId: string, displayName: string): ListedPrincipal {
  return { id, appId, displayName, servicePrincipalType: 'Application', accountEnabled: true, appRoles: [] };
}

/** The principals of the directory, with Microsoft Graph's own and the scanner's. */
function servicePrincipalsOf(directory: MicrosoftDirectory): ListedPrincipal[] {
  const { clientId } = directory.application;
  return [
    {
      ...listPrincipal(
        graphServicePrincipalId(directory.tenantId),
        '00000003-0000-0000-c000-000000000000',
        'Microsoft Graph',
      ),
      appRoles: graphAppRoles(directory.application.permissions),
    },
    listPrincipal(guidOf(`${directory.tenantId}/${clientId}`), clientId, 'Identity posture scanner'),
    ...directory.servicePrincipals.map(({ id, appId, displayName }) => listPrincipal(id, appId, displayName)),
  ];
}

export function addTenant(routes: GraphRoutes, state: GraphState): void {
  routes.get('/organization', (context) => {
    requirePermission(context, 'Organization.Read.All', 'Directory.Read.All', 'User.Read.All');
    const options = optionsOf(context, ['select']);
    spendUnits(context, state, 1, options);
    const { organization, subscribedSkus } = context.var.directory;
    const row: Record<string, unknown> = {
      id: organization.id,
      displayName: organization.displayName,
      tenantType: 'AAD',
      createdDateTime: organization.createdDateTime,
      countryLetterCode: 'JP',
      onPremisesSyncEnabled: null,
      verifiedDomains: organization.domains.map(({ name, isDefault, isInitial }) => ({
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault,
        isInitial,
        name,
        type: 'Managed',
      })),
      assignedPlans: subscribedSkus.flatMap(({ servicePlans }) =>
        servicePlans.map(({ servicePlanId, servicePlanName }) => ({
          assignedDateTime: organization.createdDateTime,
          capabilityStatus: 'Enabled',
          service: servicePlanName.startsWith('AAD') ? 'AADPremiumService' : 'exchange',
          servicePlanId,
        })),
      ),
    };
    const select = options.get('select')?.split(',');
    const value =
      select === undefined ? row : Object.fromEntries(select.map((property) => [property, row[property] ?? null]));
    return context.json({ '@odata.context': contextOf(context, 'organization'), value: [value] });
  });

  routes.get('/subscribedSkus', (context) => {
    requirePermission(context, 'LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All');
    spendUnits(context, state, 3, optionsOf(context, ['select']));
    const { subscribedSkus } = context.var.directory;
    return context.json({ '@odata.context': contextOf(context, 'subscribedSkus'), value: subscribedSkus });
  });

  routes.get('/domains', (context) => {
    requirePermission(context, 'Domain.Read.All', 'Directory.Read.All');
    spendUnits(context, state, 1, optionsOf(context, ['select', 'top']));
    const value = context.var.directory.organization.domains.map(({ name, isDefault, isInitial }) => ({
      id: name,
      authenticationType: 'Managed',
      isAdminManaged: true,
      isDefault,
      isInitial,
      isRoot: true,
      isVerified: true,
      supportedServices: ['Email'],
      passwordValidityPeriodInDays: 2147483647,
      passwordNotificationWindowInDays: 14,
    }));
    return context.json({ '@odata.context': contextOf(context, 'domains'), value });
  });

  routes.get('/servicePrincipals', (context) => {
    requirePermission(context, 'Application.Read.All', 'Directory.Read.All');
    const options = optionsOf(context, ['select', 'filter', 'top', 'skiptoken', 'count']);
    spendUnits(context, state, 1, options);
    const filter = equalityOf(options.get('filter'));
    const rows = servicePrincipalsOf(context.var.directory).filter(
      (row) =>
        filter === null ||
        Object.entries(row).some(([name, value]) => name === filter.property && value === filter.value),
    );
    const page = cutPage(context, rows, options, sizes);
    return context.json({ '@odata.context': contextOf(context, 'servicePrincipals'), ...page.link, value: page.rows });
  });

  routes.get('/servicePrincipals/:id', (context) => {
    requirePermission(context, 'Application.Read.All', 'Directory.Read.All');
    spendUnits(context, state, 1, optionsOf(context, ['select']));
    const id = context.req.param('id');
    const found = servicePrincipalsOf(context.var.directory).find((row) => row.id === id);
    if (found === undefined) throw notFound(id);
    return context.json({ '@odata.context': contextOf(context, 'servicePrincipals/$entity'), ...found });
  });

  routes.get('/servicePrincipals/:id/appRoleAssignments', (context) => {
    requirePermission(context, 'Application.Read.All', 'Directory.Read.All');
    const options = optionsOf(context, ['select', 'top', 'skiptoken']);
    spendUnits(context, state, 2, options);
    const { directory } = context.var;
    const id = context.req.param('id');
    const found = servicePrincipalsOf(directory).find((row) => row.id === id);
    if (found === undefined) throw notFound(id);
    const scanner = found.appId === directory.application.clientId;
    const rows = (scanner ? graphAppRoles(directory.application.permissions, 'granted') : []).map((role) => ({
      id: guidOf(`${id}/${role.id}`),
      appRoleId: role.id,
      createdDateTime: directory.organization.createdDateTime,
      principalDisplayName: found.displayName,
      principalId: id,
      principalType: 'ServicePrincipal',
      resourceDisplayName: 'Microsoft Graph',
      resourceId: graphServicePrincipalId(directory.tenantId),
    }));
    const page = cutPage(context, rows, options, sizes);
    return context.json({ '@odata.context': contextOf(context, 'appRoleAssignments'), ...page.link, value: page.rows });
  });

  routes.all('*', (context) => {
    if (context.req.method !== 'GET')
      throw new GraphFault(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
    throw new GraphFault(
      400,
      'BadRequest',
      `Resource not found for the segment '${context.req.path.split('/')[2] ?? ''}'.`,
    );
  });
}
