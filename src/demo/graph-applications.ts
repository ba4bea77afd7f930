import { graphServicePrincipalId } from './app-roles.ts';
import {
  assignmentsOf,
  principalRow,
  registrationRow,
  registrationsOf,
  servicePrincipalsOf,
} from './application-rows.ts';
import { equalitiesOf, filtered } from './graph-filter.ts';
import {
  contextOf,
  cutPage,
  type GraphContext,
  GraphFault,
  type GraphRoutes,
  type GraphState,
  notFound,
  optionsOf,
  requirePermission,
  selectFrom,
  spendUnits,
} from './graph-request.ts';
import type { ServicePrincipal } from './microsoft-applications.ts';

const sizes = { usual: 100, most: 999 };
const readers = ['Application.Read.All', 'Application.ReadWrite.OwnedBy', 'Directory.Read.All'] as const;

function isSelected(options: ReadonlyMap<string, string>, property: string): boolean {
  return options.get('select')?.split(',').includes(property) ?? false;
}

/** Certificates are told 150 times a minute, to all applications of a tenant together. */
function spendKeys(context: GraphContext, state: GraphState, options: ReadonlyMap<string, string>): void {
  if (!isSelected(options, 'keyCredentials')) return;
  if (state.throttle.spend(`key-credentials/${context.var.directory.tenantId}`, 150, 60) === null) return;
  throw new GraphFault(429, 'TooManyRequests', 'Too many requests.');
}

function principalOf(context: GraphContext): ServicePrincipal {
  const id = context.req.param('id') ?? '';
  const found = servicePrincipalsOf(context.var.directory).find((principal) => principal.id === id);
  if (found === undefined) throw notFound(id);
  return found;
}

function addAssignments(routes: GraphRoutes, state: GraphState): void {
  const kinds = [
    ['appRoleAssignments', 2],
    ['appRoleAssignedTo', 1],
  ] as const;
  for (const [kind, cost] of kinds) {
    routes.get(`/servicePrincipals/:id/${kind}`, (context) => {
      requirePermission(context, ...readers);
      const options = optionsOf(context, ['select', 'top', 'skiptoken', 'count']);
      spendUnits(context, state, cost, options);
      const { directory } = context.var;
      const principal = principalOf(context);
      const all = kind === 'appRoleAssignments' ? [principal] : servicePrincipalsOf(directory);
      const isThere = kind === 'appRoleAssignments' || principal.id === graphServicePrincipalId(directory.tenantId);
      const rows = isThere ? all.flatMap((one) => assignmentsOf(directory, one)) : [];
      const page = cutPage(context, rows, options, sizes);
      const value = page.rows.map((row) => selectFrom(row, options.get('select'), 'appRoleAssignment'));
      return context.json({ '@odata.context': contextOf(context, kind), ...page.link, value });
    });
  }
}

function addPrincipals(routes: GraphRoutes, state: GraphState): void {
  routes.get('/servicePrincipals', (context) => {
    requirePermission(context, ...readers);
    const options = optionsOf(context, ['select', 'filter', 'top', 'skiptoken', 'count']);
    const found = filtered(servicePrincipalsOf(context.var.directory), equalitiesOf(options.get('filter')), [
      'id',
      'appId',
      'displayName',
      'accountEnabled',
      'appOwnerOrganizationId',
      'servicePrincipalType',
    ]);
    spendUnits(context, state, 1, options);
    spendKeys(context, state, options);
    const page = cutPage(context, found, options, sizes);
    const withKeys = isSelected(options, 'keyCredentials');
    const value = page.rows.map((principal) =>
      selectFrom(principalRow(principal, context.var.directory, withKeys), options.get('select'), 'servicePrincipal'),
    );
    return context.json({ '@odata.context': contextOf(context, 'servicePrincipals'), ...page.link, value });
  });

  routes.get('/servicePrincipals/:id', (context) => {
    requirePermission(context, ...readers);
    const options = optionsOf(context, ['select']);
    spendUnits(context, state, 1, options);
    spendKeys(context, state, options);
    const row = principalRow(principalOf(context), context.var.directory, isSelected(options, 'keyCredentials'));
    return context.json({
      '@odata.context': contextOf(context, 'servicePrincipals/$entity'),
      ...selectFrom(row, options.get('select'), 'servicePrincipal'),
    });
  });
}

/** Service principals, registrations, and what both may do. */
export function addApplications(routes: GraphRoutes, state: GraphState): void {
  addPrincipals(routes, state);
  addAssignments(routes, state);

  routes.get('/applications', (context) => {
    requirePermission(context, ...readers);
    const options = optionsOf(context, ['select', 'filter', 'top', 'skiptoken', 'count']);
    const all = registrationsOf(context.var.directory, state.now);
    const found = filtered(all, equalitiesOf(options.get('filter')), ['id', 'appId', 'displayName']);
    spendUnits(context, state, 2, options);
    spendKeys(context, state, options);
    const page = cutPage(context, found, options, sizes);
    const withKeys = isSelected(options, 'keyCredentials');
    const value = page.rows.map((registration) =>
      selectFrom(registrationRow(registration, withKeys), options.get('select'), 'application'),
    );
    return context.json({ '@odata.context': contextOf(context, 'applications'), ...page.link, value });
  });

  routes.get('/oauth2PermissionGrants', (context) => {
    // Nothing narrower reads it without also writing.
    requirePermission(context, 'Directory.Read.All');
    const options = optionsOf(context, ['select', 'filter', 'top', 'skiptoken', 'count']);
    const { permissionGrants } = context.var.directory;
    const found = filtered(permissionGrants, equalitiesOf(options.get('filter')), [
      'clientId',
      'consentType',
      'principalId',
      'resourceId',
    ]);
    spendUnits(context, state, 2, options);
    const page = cutPage(context, found, options, sizes);
    const value = page.rows.map((grant) => selectFrom({ ...grant }, options.get('select'), 'oAuth2PermissionGrant'));
    return context.json({ '@odata.context': contextOf(context, 'oauth2PermissionGrants'), ...page.link, value });
  });
}
