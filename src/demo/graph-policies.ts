import { type AuthenticationStrength, builtInStrengths, type ConditionalAccessPolicy } from './conditional-access.ts';
import type { MicrosoftDirectory } from './directory.ts';
import { equalityOf } from './graph-filter.ts';
import {
  badRequest,
  contextOf,
  cutPage,
  type GraphContext,
  type GraphRoutes,
  type GraphState,
  notFound,
  optionsOf,
  requirePermission,
  selectFrom,
  spendProtection,
  spendUnits,
} from './graph-request.ts';
import type { AuthorizationPolicy } from './microsoft-policies.ts';

const conditionalAccess = 'identity/conditionalAccess/policies';
const sizes = { usual: 100, most: 999 };

/** Newer than the API version: told to clients that ask for it, hidden behind a word from all others. */
const evolvedControls: ReadonlySet<string> = new Set(['riskRemediation']);

function strengthRow(strength: AuthenticationStrength, directory: MicrosoftDirectory): Record<string, unknown> {
  const { createdDateTime } = directory.organization;
  return { ...strength, createdDateTime, modifiedDateTime: createdDateTime, combinationConfigurations: [] };
}

function wantsEverything(context: GraphContext): boolean {
  return /\binclude-unknown-enum-members\b/i.test(context.req.header('prefer') ?? '');
}

function grantRow(context: GraphContext, { id, grantControls }: ConditionalAccessPolicy): unknown {
  if (grantControls === null) return null;
  const { authenticationStrength, builtInControls, ...rest } = grantControls;
  const every = wantsEverything(context);
  return {
    ...rest,
    builtInControls: builtInControls.map((name) => (every || !evolvedControls.has(name) ? name : 'unknownFutureValue')),
    'authenticationStrength@odata.context': contextOf(
      context,
      `${conditionalAccess}('${id}')/grantControls/authenticationStrength/$entity`,
    ),
    authenticationStrength:
      authenticationStrength === null ? null : strengthRow(authenticationStrength, context.var.directory),
  };
}

function policyRow(context: GraphContext, policy: ConditionalAccessPolicy): Record<string, unknown> {
  return { ...policy, description: null, deletedDateTime: null, grantControls: grantRow(context, policy) };
}

function authorizationRow(policy: AuthorizationPolicy): Record<string, unknown> {
  const { allowInvitesFrom, permissionGrantPoliciesAssigned } = policy;
  return {
    id: 'authorizationPolicy',
    allowInvitesFrom,
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowUserConsentForRiskyApps: null,
    blockMsolPowerShell: false,
    displayName: 'Authorization Policy',
    description: 'Used to manage authorization related settings across the company.',
    // Guests see little of the directory.
    guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
    defaultUserRolePermissions: {
      allowedToCreateApps: true,
      allowedToCreateSecurityGroups: true,
      allowedToCreateTenants: true,
      allowedToReadBitlockerKeysForOwnedDevice: true,
      allowedToReadOtherUsers: true,
      permissionGrantPoliciesAssigned,
    },
  };
}

/** Without P1 there are none, and no error says why. */
function policiesOf({ plan, conditionalAccessPolicies }: MicrosoftDirectory): readonly ConditionalAccessPolicy[] {
  return plan === 'free' ? [] : conditionalAccessPolicies;
}

function addConditionalAccess(routes: GraphRoutes, state: GraphState): void {
  routes.get('/identity/conditionalAccess/policies', (context) => {
    requirePermission(context, 'Policy.Read.All');
    const options = optionsOf(context, ['select', 'filter', 'top', 'skiptoken', 'count']);
    const filter = equalityOf(options.get('filter'));
    if (filter !== null && filter.property !== 'state') throw badRequest('Invalid filter clause');
    spendProtection(context, state);
    const found = policiesOf(context.var.directory).filter(
      (policy) => filter === null || policy.state === filter.value,
    );
    const page = cutPage(context, found, options, sizes);
    if (wantsEverything(context)) context.header('Preference-Applied', 'include-unknown-enum-members');
    const value = page.rows.map((policy) =>
      selectFrom(policyRow(context, policy), options.get('select'), 'conditionalAccessPolicy'),
    );
    return context.json({ '@odata.context': contextOf(context, conditionalAccess), ...page.link, value });
  });

  routes.get('/identity/conditionalAccess/policies/:id', (context) => {
    requirePermission(context, 'Policy.Read.All');
    const options = optionsOf(context, ['select']);
    spendProtection(context, state);
    const id = context.req.param('id');
    const policy = policiesOf(context.var.directory).find((candidate) => candidate.id === id);
    if (policy === undefined) throw notFound(id);
    const row = selectFrom(policyRow(context, policy), options.get('select'), 'conditionalAccessPolicy');
    return context.json({ '@odata.context': contextOf(context, `${conditionalAccess}/$entity`), ...row });
  });
}

export function addPolicies(routes: GraphRoutes, state: GraphState): void {
  addConditionalAccess(routes, state);

  routes.get('/policies/authenticationStrengthPolicies', (context) => {
    requirePermission(context, 'Policy.Read.AuthenticationMethod', 'Policy.Read.All');
    const options = optionsOf(context, ['select', 'filter', 'skiptoken']);
    spendUnits(context, state, 1, options);
    const { directory } = context.var;
    const filter = equalityOf(options.get('filter'));
    const rows = [...Object.values(builtInStrengths), ...directory.authenticationStrengths]
      .filter(
        (strength) => filter === null || (filter.property === 'policyType' && strength.policyType === filter.value),
      )
      .map((strength) =>
        selectFrom(strengthRow(strength, directory), options.get('select'), 'authenticationStrengthPolicy'),
      );
    const page = cutPage(context, rows, options, sizes);
    return context.json({
      '@odata.context': contextOf(context, 'policies/authenticationStrengthPolicies'),
      ...page.link,
      value: page.rows,
    });
  });

  routes.get('/policies/authenticationMethodsPolicy', (context) => {
    requirePermission(context, 'Policy.Read.AuthenticationMethod', 'Policy.Read.All');
    optionsOf(context, ['select']);
    spendUnits(context, state, 1);
    return context.json({
      '@odata.context': contextOf(context, 'authenticationMethodsPolicy'),
      id: 'authenticationMethodsPolicy',
      displayName: 'Authentication Methods Policy',
      description: 'The tenant-wide policy that controls which authentication methods are allowed in the tenant',
      lastModifiedDateTime: context.var.directory.organization.createdDateTime,
      policyVersion: '1.5',
      ...context.var.directory.authenticationMethodsPolicy,
    });
  });

  routes.get('/policies/identitySecurityDefaultsEnforcementPolicy', (context) => {
    requirePermission(context, 'Policy.Read.All');
    const options = optionsOf(context, ['select']);
    spendUnits(context, state, 1);
    const row = {
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      description: 'Security defaults is a set of basic identity security mechanisms recommended by Microsoft.',
      isEnabled: context.var.directory.securityDefaults,
    };
    return context.json({
      '@odata.context': contextOf(context, 'policies/identitySecurityDefaultsEnforcementPolicy/$entity'),
      ...selectFrom(row, options.get('select'), 'identitySecurityDefaultsEnforcementPolicy'),
    });
  });

  // One object here, and a list in beta.
  routes.get('/policies/authorizationPolicy', (context) => {
    requirePermission(context, 'Policy.Read.All');
    const options = optionsOf(context, ['select']);
    spendUnits(context, state, 1, options);
    const row = authorizationRow(context.var.directory.authorizationPolicy);
    return context.json({
      '@odata.context': contextOf(context, 'policies/authorizationPolicy/$entity'),
      ...selectFrom(row, options.get('select'), 'authorizationPolicy'),
    });
  });
}
