import type { GraphUser, MicrosoftAccount } from './directory.ts';
import { equalityOf } from './graph-filter.ts';
import {
  addressOf,
  badRequest,
  bytesAnswer,
  contextOf,
  cutPage,
  type GraphContext,
  type GraphRoutes,
  type GraphState,
  holds,
  notFound,
  optionsOf,
  requirePermission,
  requirePremium,
  requireReportPermission,
  spend,
  spendReport,
  spendUnits,
} from './graph-request.ts';
import { userProperties } from './user-properties.ts';

const basicProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** Lists are never null, whatever a user lacks. */
const lists: ReadonlySet<string> = new Set([
  'assignedLicenses',
  'assignedPlans',
  'businessPhones',
  'identities',
  'imAddresses',
  'licenseAssignmentStates',
  'otherMails',
  'provisionedPlans',
  'proxyAddresses',
]);

const readers = ['User.Read.All', 'Directory.Read.All'] as const;

/** The properties that were asked for, in the order of the question; null stands for what a user lacks. */
function projectUser(user: GraphUser, properties: readonly string[]): Record<string, unknown> {
  const type = user['@odata.type'];
  const out: Record<string, unknown> = type === undefined ? {} : { '@odata.type': type };
  for (const property of properties) {
    if (property === 'signInActivity' && user.signInActivity === undefined) continue;
    out[property] = user[property] ?? (lists.has(property) ? [] : null);
  }
  return out;
}

function selectionOf(select: string | undefined): readonly string[] {
  if (select === undefined) return basicProperties;
  const properties = select.split(',').map((property) => property.trim());
  for (const property of properties) {
    if (userProperties.has(property)) continue;
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${property}' on type 'microsoft.graph.user'.`,
    );
  }
  // Asked for the activity, Graph adds the id by itself.
  return properties.includes('signInActivity') && !properties.includes('id') ? ['id', ...properties] : properties;
}

function matches(user: GraphUser, filter: { property: string; value: string } | null): boolean {
  return filter === null || String(user[filter.property] ?? null) === filter.value;
}

function requireSelection(context: GraphContext, state: GraphState, selection: readonly string[]): void {
  const basic = selection.every((property) => basicProperties.includes(property));
  requirePermission(context, ...readers, ...(basic ? ['User.ReadBasic.All'] : []));
  if (!selection.includes('signInActivity')) return;
  requireReportPermission(context, 'AuditLog.Read.All');
  requirePremium(context);
  if (context.req.path.endsWith('/users')) spendReport(context, state);
  else spend(context, state, { name: 'one-activity', limit: 10, seconds: 60 });
}

function accountOf(context: GraphContext, key: string): MicrosoftAccount {
  const account = context.var.directory.accounts.find(
    ({ user }) => user.id === key || user.userPrincipalName.toLowerCase() === key.toLowerCase(),
  );
  if (account === undefined) throw notFound(key);
  return account;
}

const accountsById = new WeakMap<readonly MicrosoftAccount[], Map<string, MicrosoftAccount>>();

export function accountById(accounts: readonly MicrosoftAccount[], id: string): MicrosoftAccount | undefined {
  let index = accountsById.get(accounts);
  if (index === undefined) {
    index = new Map(accounts.map((account) => [account.user.id, account]));
    accountsById.set(accounts, index);
  }
  return index.get(id);
}

export function addUsers(routes: GraphRoutes, state: GraphState): void {
  routes.get('/users', (context) => {
    const options = optionsOf(context, ['select', 'top', 'filter', 'skiptoken', 'count', 'orderby']);
    const selection = selectionOf(options.get('select'));
    requireSelection(context, state, selection);
    spendUnits(context, state, 2, options);
    const filter = equalityOf(options.get('filter'));
    const { accounts, tenantId } = context.var.directory;
    const bytes = state.pages.get(`${tenantId} ${addressOf(context)}`, () => {
      const found = filter === null ? accounts : accounts.filter(({ user }) => matches(user, filter));
      const most = selection.includes('signInActivity') ? 500 : 999;
      const { rows, link } = cutPage(context, found, options, { usual: 100, most });
      const shape = options.has('select') ? `users(${selection.join(',')})` : 'users';
      return {
        '@odata.context': contextOf(context, shape),
        ...link,
        value: rows.map(({ user }) => projectUser(user, selection)),
      };
    });
    return bytesAnswer(context, bytes);
  });

  routes.get('/users/:id', (context) => {
    const options = optionsOf(context, ['select', 'expand']);
    const selection = selectionOf(options.get('select'));
    requireSelection(context, state, selection);
    spendUnits(context, state, 1, options);
    const { user } = accountOf(context, context.req.param('id'));
    return context.json({ '@odata.context': contextOf(context, 'users/$entity'), ...projectUser(user, selection) });
  });

  routes.get('/users/:id/authentication/methods', (context) => {
    requirePermission(context, 'UserAuthenticationMethod.Read.All');
    optionsOf(context, []);
    spendUnits(context, state, 1);
    const id = context.req.param('id');
    const account = accountById(context.var.directory.accounts, id) ?? accountOf(context, id);
    return context.json({
      '@odata.context': contextOf(context, `users('${id}')/authentication/methods`),
      value: account.methods,
    });
  });

  routes.get('/reports/authenticationMethods/userRegistrationDetails', (context) => {
    requireReportPermission(context, 'AuditLog.Read.All');
    const options = optionsOf(context, ['select', 'top', 'filter', 'skiptoken', 'orderby']);
    requirePremium(context);
    spendReport(context, state);
    const { accounts, tenantId } = context.var.directory;
    const bytes = state.pages.get(`${tenantId} ${addressOf(context)}`, () => {
      // Disabled users are absent: https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails
      const listed = accounts.filter(({ user, registration }) => user.accountEnabled === true && registration !== null);
      const { rows, link } = cutPage(context, listed, options, { usual: 999, most: 999 });
      const selected = options.get('select')?.split(',');
      return {
        '@odata.context': contextOf(context, 'reports/authenticationMethods/userRegistrationDetails'),
        ...link,
        value: rows.map((account) => registrationRow(account, selected, state.now)),
      };
    });
    return bytesAnswer(context, bytes);
  });
}

function registrationRow(
  { user, registration }: MicrosoftAccount,
  selected: readonly string[] | undefined,
  now: Date,
): Record<string, unknown> {
  const row: Record<string, unknown> = {
    id: user.id,
    userPrincipalName: user.userPrincipalName,
    userDisplayName: user.displayName ?? '',
    userType: user.userType?.toLowerCase() ?? null,
    isAdmin: registration?.isAdmin ?? false,
    isSsprRegistered: registration?.isMfaRegistered ?? false,
    isSsprEnabled: false,
    isSsprCapable: false,
    isMfaRegistered: registration?.isMfaRegistered ?? false,
    isMfaCapable: registration?.isMfaCapable ?? false,
    isPasswordlessCapable: registration?.methodsRegistered.some((name) => /^passKey|^windowsHello/.test(name)) ?? false,
    methodsRegistered: registration?.methodsRegistered ?? [],
    isSystemPreferredAuthenticationMethodEnabled: true,
    systemPreferredAuthenticationMethods: [],
    userPreferredMethodForSecondaryAuthentication:
      registration?.userPreferredMethodForSecondaryAuthentication ?? 'none',
    lastUpdatedDateTime: new Date(now.getTime() - 3 * 3_600_000).toISOString(),
  };
  if (selected === undefined) return row;
  return Object.fromEntries(selected.map((property) => [property, row[property] ?? null]));
}

/** What the scanner may see of a user inside a group or an assignment. */
export function mayReadUsers(context: GraphContext): boolean {
  return holds(context, ...readers, 'User.ReadBasic.All');
}

export function directoryUser(user: GraphUser): Record<string, unknown> {
  return { '@odata.type': '#microsoft.graph.user', ...projectUser(user, basicProperties) };
}
