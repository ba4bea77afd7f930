import {
  contextOf,
  GraphFault,
  type GraphRoutes,
  type GraphState,
  optionsOf,
  requirePermission,
  selectFrom,
  spendUnits,
} from './graph-request.ts';

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
      onPremisesSyncEnabled: organization.onPremisesSyncEnabled,
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
    const options = optionsOf(context, ['select']);
    spendUnits(context, state, 3, options);
    const value = context.var.directory.subscribedSkus.map((sku) =>
      selectFrom({ ...sku }, options.get('select'), 'subscribedSku'),
    );
    return context.json({ '@odata.context': contextOf(context, 'subscribedSkus'), value });
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
