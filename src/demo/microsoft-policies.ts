export interface MethodConfiguration {
  '@odata.type': string;
  id: string;
  state: 'enabled' | 'disabled';
  includeTargets: readonly { targetType: string; id: string; isRegistrationRequired: boolean }[];
  excludeTargets: readonly { targetType: string; id: string }[];
  [property: string]: unknown;
}

export interface AuthenticationMethodsPolicy {
  policyMigrationState: 'preMigration' | 'migrationInProgress' | 'migrationComplete' | null;
  authenticationMethodConfigurations: readonly MethodConfiguration[];
}

/** What everybody may do without an administrator. */
export interface AuthorizationPolicy {
  allowInvitesFrom: 'none' | 'adminsAndGuestInviters' | 'adminsGuestInvitersAndAllMembers' | 'everyone';
  /** Policies by which people may consent to applications themselves. */
  permissionGrantPoliciesAssigned: readonly string[];
}

const methods = [
  ['Email', 'email'],
  ['Fido2', 'fido2'],
  ['MicrosoftAuthenticator', 'microsoftAuthenticator'],
  ['Sms', 'sms'],
  ['SoftwareOath', 'softwareOath'],
  ['TemporaryAccessPass', 'temporaryAccessPass'],
  ['Voice', 'voice'],
  ['X509Certificate', 'x509Certificate'],
] as const;

export type MethodName = (typeof methods)[number][0];

/** The methods named are allowed, for everybody or for the groups named; all others are switched off. */
export function methodsPolicy(
  enabled: Partial<Record<MethodName, readonly string[]>>,
  policyMigrationState: AuthenticationMethodsPolicy['policyMigrationState'],
): AuthenticationMethodsPolicy {
  return {
    policyMigrationState,
    authenticationMethodConfigurations: methods.map(([id, type]): MethodConfiguration => {
      const scopes = enabled[id] ?? ['all_users'];
      return {
        '@odata.type': `#microsoft.graph.${type}AuthenticationMethodConfiguration`,
        id,
        state: enabled[id] === undefined ? 'disabled' : 'enabled',
        excludeTargets: [],
        includeTargets: scopes.map((scope) => ({ targetType: 'group', id: scope, isRegistrationRequired: false })),
      };
    }),
  };
}
