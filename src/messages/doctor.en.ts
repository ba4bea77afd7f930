import type { CommandTexts } from './commands.ts';
import { rosterProblemsEn } from './roster.en.ts';

/** What an optional permission shows. */
const adds: Readonly<Record<string, string>> = {
  'Directory.Read.All':
    'shows what applications may do in the name of every user. No check needs that, and it reads nearly the whole directory: remove it unless you want to know',
  'Member.Read.Hidden': 'shows the members of groups that hide them',
  'PrivilegedAssignmentSchedule.Read.AzureADGroup':
    'shows whose membership in a group that holds a role ends (PIM for groups)',
  'PrivilegedEligibilitySchedule.Read.AzureADGroup':
    'shows who can make themselves a member of a group that holds a role (PIM for groups)',
};

export const doctorEn: CommandTexts['doctor'] = {
  title: (tenant, product) => `${tenant}: ${product}`,
  readable: 'readable',
  unreadable: (kind) => `not readable: ${kind}`,
  identity: 'sign-in',
  everything: 'every dataset',
  looking: (tenant, product) => `${tenant}: ${product}: reading one object of every dataset …`,
  remedy: (text) => `What to do: ${text}`,
  roster: {
    title: (tenant) => `${tenant}: HR list`,
    read: (file, people) =>
      `${file}: readable, ${people.toLocaleString('en-GB')} ${people === 1 ? 'person' : 'people'}`,
    unusable: (file) => `${file}: not usable, so a scan would compare nobody with it`,
    fault: (place, problem, value) => `${place}: ${rosterProblemsEn[problem](value)}`,
  },
  missing: (permissions) => `Not granted: ${permissions}`,
  nothingGranted: 'The token names no permission at all.',
  grantedUnknown: 'The provider does not tell which permissions were granted.',
  writing: (permissions) =>
    `Remove these first. Granted, not needed, and able to change things or not known to only read: ${permissions}`,
  moreThanNeeded: (permissions) => `Granted, but not needed: ${permissions}`,
  optional: (permission) =>
    `Granted, optional: ${permission} ${adds[permission] ?? 'shows more where something is hidden'}.`,
  grantFirst: (permission, broad) =>
    `Before you remove anything, grant ${permission}: for now ${broad} may stand in for it.`,
  azureCli:
    'Further permissions are those of the Azure CLI itself, which nobody can remove. What the signed-in person may do decides; let scans that run by themselves sign in as an application.',
  removal: {
    title: 'To remove what is not needed, in the Entra admin center:',
    revoke: (clientId) =>
      `Enterprise applications > All applications > the one with the application ID ${clientId} > Permissions > Admin consent: for each of them … > Revoke permission.`,
    unlist:
      'App registrations > the same application > API permissions: for each of them … > Remove permission. By itself this revokes nothing; it keeps the next “Grant admin consent” from granting them again.',
    script:
      'Or revoke exactly these with Microsoft Graph PowerShell, as a Cloud Application Administrator or more; it asks before each. shisei does not run it. Step 2 remains.',
    managedIdentity:
      'A managed identity has no page for this in the Entra admin center. Revoke exactly what is not needed with Microsoft Graph PowerShell, as a Cloud Application Administrator or more; it asks before each. shisei does not run it.',
    clientIdHere: 'application ID of the managed identity',
  },
  roles: (names) =>
    `The application itself holds Entra roles, and needs none: ${names}. Remove them in the Entra admin center: Roles & admins > the role > Assignments.`,
  rolesUnread: (kind) =>
    `Whether the application itself holds Entra roles could not be read: ${kind}. A scan does not need it.`,
  google: {
    compare:
      'Google does not tell which scopes are delegated, so compare by hand: Admin console > Security > Access and data control > API controls > Manage domain-wide delegation > the client ID of the service account (its unique ID; “client_id” in a key file). Exactly these should stand there; remove any other:',
    privileges: (admin, privileges) =>
      `The administrator ${admin} needs these privileges at least, for the whole organisation: ${privileges.join('; ')}.`,
    superAdmin: (admin) =>
      `${admin} is a super admin. The Policy API alone (dataset policies) needs that. If you can do without it, use an administrator with a custom role of these privileges, and put google-workspace/policies into expectedGaps.`,
    superAdminUnknown: (admin) =>
      `Google does not tell whether ${admin} is a super admin, which is more than needed except for the Policy API.`,
    superAdminUnread: (admin, kind) =>
      `Whether ${admin} is a super admin, which is more than needed except for the Policy API, could not be read: ${kind}.`,
  },
};
