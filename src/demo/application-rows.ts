import { appRoleId, graphAppRoles, graphServicePrincipalId } from './app-roles.ts';
import { microsoftTenantId, secretOf } from './application-sketch.ts';
import { calendarOf } from './calendar.ts';
import type { MicrosoftDirectory } from './directory.ts';
import { guidOf } from './ids.ts';
import type { KeyCredential, Registration, ServicePrincipal } from './microsoft-applications.ts';

const scannerName = 'Identity posture scanner';

/** Microsoft Graph and the scanner are in every directory. */
function builtIn(directory: MicrosoftDirectory): ServicePrincipal[] {
  const { application, tenantId, organization } = directory;
  const principal = (id: string, appId: string, displayName: string, owner: string): ServicePrincipal => ({
    id,
    appId,
    displayName,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appOwnerOrganizationId: owner,
    alternativeNames: [],
    createdDateTime: organization.createdDateTime,
    permissions: [],
    passwordCredentials: [],
    keyCredentials: [],
  });
  const { clientId, permissions } = application;
  const graphAppId = '00000003-0000-0000-c000-000000000000';
  return [
    principal(graphServicePrincipalId(tenantId), graphAppId, 'Microsoft Graph', microsoftTenantId),
    { ...principal(guidOf(`${tenantId}/${clientId}`), clientId, scannerName, tenantId), permissions },
  ];
}

const known = new WeakMap<MicrosoftDirectory, readonly ServicePrincipal[]>();

/** With Microsoft Graph and the scanner. */
export function servicePrincipalsOf(directory: MicrosoftDirectory): readonly ServicePrincipal[] {
  const before = known.get(directory);
  if (before !== undefined) return before;
  const all = [...builtIn(directory), ...directory.servicePrincipals];
  known.set(directory, all);
  return all;
}

/** With that of the scanner. */
export function registrationsOf(directory: MicrosoftDirectory, now: Date): Registration[] {
  const { application, tenantId, organization } = directory;
  const { clientId } = application;
  // As long as a secret may live, and not a day longer.
  const secret = application.secret ?? secretOf(clientId, ['scanner', 30, -150], calendarOf(now));
  const own: Registration = {
    id: guidOf(`${tenantId}/${clientId}/registration`),
    appId: clientId,
    displayName: scannerName,
    createdDateTime: organization.createdDateTime,
    passwordCredentials: [secret],
    keyCredentials: [],
  };
  return [own, ...directory.registrations];
}

/** The certificate itself is shown to those who ask for it by name. */
function keyRows(credentials: readonly KeyCredential[], selected: boolean): readonly Record<string, unknown>[] {
  return credentials.map(({ key, ...rest }) => ({ ...rest, key: selected ? key : null }));
}

/** What Graph tells of a service principal; `withKeys`: with the certificates themselves. */
export function principalRow(principal: ServicePrincipal, directory: MicrosoftDirectory, withKeys: boolean) {
  const { permissions: _permissions, keyCredentials, ...shown } = principal;
  const isGraph = principal.id === graphServicePrincipalId(directory.tenantId);
  const granted = () => servicePrincipalsOf(directory).flatMap(({ permissions }) => permissions);
  return {
    ...shown,
    deletedDateTime: null,
    appDisplayName: principal.displayName,
    appDescription: null,
    applicationTemplateId: null,
    appRoleAssignmentRequired: false,
    description: null,
    disabledByMicrosoftStatus: null,
    homepage: null,
    loginUrl: null,
    logoutUrl: null,
    notes: null,
    notificationEmailAddresses: [],
    preferredSingleSignOnMode: null,
    replyUrls: [],
    servicePrincipalNames: [principal.appId],
    signInAudience: principal.servicePrincipalType === 'ManagedIdentity' ? null : 'AzureADMyOrg',
    tags: [],
    appRoles: isGraph ? graphAppRoles(granted()) : [],
    oauth2PermissionScopes: [],
    keyCredentials: keyRows(keyCredentials, withKeys),
  };
}

/** The same of a registration. */
export function registrationRow({ keyCredentials, ...shown }: Registration, withKeys: boolean) {
  return {
    ...shown,
    deletedDateTime: null,
    appRoles: [],
    description: null,
    disabledByMicrosoftStatus: null,
    groupMembershipClaims: null,
    identifierUris: [],
    isFallbackPublicClient: null,
    notes: null,
    publisherDomain: null,
    requiredResourceAccess: [],
    signInAudience: 'AzureADMyOrg',
    tags: [],
    keyCredentials: keyRows(keyCredentials, withKeys),
  };
}

/** What a service principal may do by itself, as one row for each permission. */
export function assignmentsOf(directory: MicrosoftDirectory, principal: ServicePrincipal) {
  return principal.permissions.map((permission) => ({
    id: guidOf(`${principal.id}/${appRoleId(permission)}`),
    deletedDateTime: null,
    appRoleId: appRoleId(permission),
    createdDateTime: principal.createdDateTime,
    principalDisplayName: principal.displayName,
    principalId: principal.id,
    principalType: 'ServicePrincipal',
    resourceDisplayName: 'Microsoft Graph',
    resourceId: graphServicePrincipalId(directory.tenantId),
  }));
}
