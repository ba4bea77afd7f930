import type { RoleDefinition } from './microsoft-roles.ts';

/** Template ids of the built-in roles that the example tenants use, as Microsoft publishes them. */
export const builtInRoles = {
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  conditionalAccessAdministrator: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  exchangeAdministrator: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  helpdeskAdministrator: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  securityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  sharePointAdministrator: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const;

type BuiltIn = keyof typeof builtInRoles;

const read = 'microsoft.directory/users/standard/read';

/** Some of the actions that each role allows: enough to tell a role that writes from one that reads. */
const actions: Readonly<Record<BuiltIn, readonly string[]>> = {
  applicationAdministrator: [
    'microsoft.directory/applications/create',
    'microsoft.directory/applications/credentials/update',
    'microsoft.directory/servicePrincipals/credentials/update',
    'microsoft.directory/servicePrincipals/appRoleAssignedTo/update',
  ],
  authenticationAdministrator: [
    'microsoft.directory/users/authenticationMethods/create',
    'microsoft.directory/users/authenticationMethods/delete',
    'microsoft.directory/users/password/update',
    read,
  ],
  conditionalAccessAdministrator: [
    'microsoft.directory/conditionalAccessPolicies/create',
    'microsoft.directory/conditionalAccessPolicies/basic/update',
    'microsoft.directory/conditionalAccessPolicies/standard/read',
  ],
  directoryReaders: [read, 'microsoft.directory/groups/standard/read'],
  exchangeAdministrator: [
    'microsoft.office365.exchange/allEntities/basic/allTasks',
    'microsoft.directory/groups.unified/create',
  ],
  globalAdministrator: [
    'microsoft.directory/users/allProperties/allTasks',
    'microsoft.directory/roleAssignments/allProperties/allTasks',
    'microsoft.directory/applications/allProperties/allTasks',
    'microsoft.office365.exchange/allEntities/basic/allTasks',
  ],
  globalReader: [read, 'microsoft.directory/policies/allProperties/read'],
  helpdeskAdministrator: [
    'microsoft.directory/users/password/update',
    'microsoft.directory/users/invalidateAllRefreshTokens',
    read,
  ],
  privilegedRoleAdministrator: [
    'microsoft.directory/roleAssignments/allProperties/allTasks',
    'microsoft.directory/roleDefinitions/allProperties/allTasks',
  ],
  securityAdministrator: [
    'microsoft.directory/conditionalAccessPolicies/create',
    'microsoft.directory/policies/basic/update',
    'microsoft.directory/identityProtection/allProperties/update',
  ],
  securityReader: [
    'microsoft.directory/policies/standard/read',
    'microsoft.directory/signInReports/allProperties/read',
  ],
  sharePointAdministrator: [
    'microsoft.office365.sharePoint/allEntities/allTasks',
    'microsoft.directory/groups.unified/create',
  ],
  userAdministrator: [
    'microsoft.directory/users/create',
    'microsoft.directory/users/delete',
    'microsoft.directory/users/password/update',
    'microsoft.directory/groups/members/update',
    read,
  ],
};

function displayName(name: BuiltIn): string {
  const words = name.replace(/([A-Z])/g, ' $1');
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace('Share Point', 'SharePoint');
}

export function builtInDefinitions(): RoleDefinition[] {
  return Object.entries(builtInRoles).map(([name, id]) => ({
    id,
    templateId: id,
    displayName: displayName(name as BuiltIn),
    description: null,
    isBuiltIn: true,
    isEnabled: true,
    allowedResourceActions: actions[name as BuiltIn],
  }));
}

export function customDefinition(id: string, name: string, allowedResourceActions: readonly string[]): RoleDefinition {
  return {
    id,
    templateId: id,
    displayName: name,
    description: null,
    isBuiltIn: false,
    isEnabled: true,
    allowedResourceActions,
  };
}
