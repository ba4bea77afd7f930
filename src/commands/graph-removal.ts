import type { Microsoft365Cloud } from '../../connectors/microsoft365/settings.ts';

/** The application whose permissions are to be taken away. */
export interface GrantHolder {
  tenantId: string;
  clientId: string;
  cloud: Microsoft365Cloud;
}

/** https://learn.microsoft.com/powershell/module/microsoft.graph.authentication/connect-mggraph */
const environments: Readonly<Record<Microsoft365Cloud, string>> = {
  global: '',
  usgov: ' -Environment USGov',
  'usgov-dod': ' -Environment USGovDoD',
  china: ' -Environment China',
};

const plainName = /^[\w.-]+$/;

/**
 * Commands of Microsoft Graph PowerShell, for a person to run, that revoke exactly these application permissions and ask
 * before each. Names that are no plain words are left out: they come from a token, and quoting is not trusted here.
 */
export function graphRemoval({ tenantId, clientId, cloud }: GrantHolder, permissions: readonly string[]): string[] {
  return [
    `$tenant = '${tenantId}'`,
    `$client = '${clientId}'`,
    '$names = @(',
    ...permissions.filter((name) => plainName.test(name)).map((name) => `  '${name}'`),
    ')',
    "$scopes = 'Application.Read.All', 'AppRoleAssignment.ReadWrite.All'",
    `Connect-MgGraph -TenantId $tenant -Scopes $scopes${environments[cloud]}`,
    `$app = Get-MgServicePrincipal -Filter "appId eq '$client'"`,
    "$graphId = '00000003-0000-0000-c000-000000000000'",
    `$graph = Get-MgServicePrincipal -Filter "appId eq '$graphId'"`,
    '$roles = $graph.AppRoles | Where-Object Value -In $names',
    'Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -All |',
    '  Where-Object ResourceId -EQ $graph.Id |',
    '  Where-Object AppRoleId -In $roles.Id |',
    '  ForEach-Object {',
    '    $grant = @{',
    '      ServicePrincipalId = $app.Id',
    '      AppRoleAssignmentId = $_.Id',
    '    }',
    '    Remove-MgServicePrincipalAppRoleAssignment @grant -Confirm',
    '  }',
  ];
}
