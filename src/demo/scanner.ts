import type { ScannerApplication, ServiceAccount } from './directory.ts';
import { digitsOf, guidOf } from './ids.ts';

/** What a scanner is granted in an example tenant: read-only application permissions of Microsoft Graph. */
export const scannerPermissions = [
  'Application.Read.All',
  'AuditLog.Read.All',
  'GroupMember.Read.All',
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'Policy.Read.All',
  'Policy.Read.AuthenticationMethod',
  'Reports.Read.All',
  'RoleManagement.Read.Directory',
  'User.Read.All',
  'UserAuthenticationMethod.Read.All',
] as const;

/** What shows more where somebody grants it, and leaves nothing dark where nobody does. */
export const optionalPermissions = [
  'Directory.Read.All',
  'PrivilegedAssignmentSchedule.Read.AzureADGroup',
  'PrivilegedEligibilitySchedule.Read.AzureADGroup',
] as const;

export const googleScope = 'https://www.googleapis.com/auth/';

/** What a scanner is granted in an example customer: read-only scopes. */
const scannerScopes = [
  'admin.directory.customer.readonly',
  'admin.directory.domain.readonly',
  'admin.directory.group.member.readonly',
  'admin.directory.group.readonly',
  'admin.directory.orgunit.readonly',
  'admin.directory.rolemanagement.readonly',
  'admin.directory.user.readonly',
  'admin.reports.audit.readonly',
  'admin.reports.usage.readonly',
  'cloud-identity.policies.readonly',
].map((scope) => `${googleScope}${scope}`);

/** @param more permissions besides those that every example tenant grants */
export function scannerApplication(tenant: string, more: readonly string[] = []): ScannerApplication {
  return {
    clientId: guidOf(`${tenant}/scanner`),
    clientSecret: `demo-secret-of-${tenant}`,
    permissions: [...scannerPermissions, ...more],
  };
}

export function scannerServiceAccount(tenant: string): ServiceAccount {
  return {
    email: `scanner@${tenant}.iam.gserviceaccount.example`,
    uniqueId: digitsOf(`${tenant}/scanner`, 21),
    delegatedScopes: scannerScopes,
  };
}
