import { guidOf } from './ids.ts';
import { scannerPermissions } from './scanner.ts';

/** Ids of application permissions, as Microsoft publishes them. */
const published: Readonly<Record<string, string>> = {
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Directory.ReadWrite.All': '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
  'Domain.Read.All': 'dbb9058a-0e50-45d7-ae91-66909b5d4664',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6',
  'Policy.Read.All': '246dd0d5-5bd0-4def-940b-0421030a5b68',
  'ReportSettings.Read.All': 'ee353f83-55ef-4b78-82da-555bfa2b4b95',
  'Reports.Read.All': '230c1aed-a721-4c5d-9cb4-a90514e508ef',
  'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'User.ReadWrite.All': '741f803b-c850-494e-b5df-cde7c675a1ca',
  'UserAuthenticationMethod.Read.All': '38d9df27-64da-44fd-b7c5-a6fbac20248f',
};

export interface AppRole {
  id: string;
  value: string;
  displayName: string;
  allowedMemberTypes: readonly string[];
  isEnabled: boolean;
}

export function graphServicePrincipalId(tenantId: string): string {
  return guidOf(`${tenantId}/graph`);
}

/** The permissions that Microsoft Graph offers: all known here, and those granted; or only those granted. */
export function graphAppRoles(granted: readonly string[], which: 'all' | 'granted' = 'all'): AppRole[] {
  const names = which === 'granted' ? granted : [...Object.keys(published), ...scannerPermissions, ...granted];
  return [...new Set(names)].sort().map((value) => ({
    id: published[value] ?? guidOf(`app-role/${value}`),
    value,
    displayName: value,
    allowedMemberTypes: ['Application'],
    isEnabled: true,
  }));
}
