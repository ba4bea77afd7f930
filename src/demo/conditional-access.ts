/** An authentication strength: combinations of methods of which one must be used. */
export interface AuthenticationStrength {
  id: string;
  displayName: string;
  description: string;
  policyType: 'builtIn' | 'custom';
  requirementsSatisfied: 'none' | 'mfa';
  allowedCombinations: readonly string[];
}

export interface ExternalUsers {
  guestOrExternalUserTypes: string;
  externalTenants: { '@odata.type': string; membershipKind: 'all' | 'enumerated' } | null;
}

/** Whom a policy is for: ids, or words such as `All`. Roles are named by their templates. */
export interface ConditionalAccessUsers {
  includeUsers: readonly string[];
  excludeUsers: readonly string[];
  includeGroups: readonly string[];
  excludeGroups: readonly string[];
  includeRoles: readonly string[];
  excludeRoles: readonly string[];
  includeGuestsOrExternalUsers: ExternalUsers | null;
  excludeGuestsOrExternalUsers: ExternalUsers | null;
}

export interface ConditionalAccessApplications {
  includeApplications: readonly string[];
  excludeApplications: readonly string[];
  includeUserActions: readonly string[];
  includeAuthenticationContextClassReferences: readonly string[];
  applicationFilter: { mode: string; rule: string } | null;
}

export interface ConditionalAccessConditions {
  users: ConditionalAccessUsers;
  applications: ConditionalAccessApplications;
  clientAppTypes: readonly string[];
  platforms: { includePlatforms: readonly string[]; excludePlatforms: readonly string[] } | null;
  locations: { includeLocations: readonly string[]; excludeLocations: readonly string[] } | null;
  signInRiskLevels: readonly string[];
  userRiskLevels: readonly string[];
  servicePrincipalRiskLevels: readonly string[];
  insiderRiskLevels: string | null;
  clientApplications: null;
  devices: { deviceFilter: { mode: string; rule: string } } | null;
  authenticationFlows: { transferMethods: string } | null;
}

export interface GrantControls {
  operator: 'AND' | 'OR';
  builtInControls: readonly string[];
  customAuthenticationFactors: readonly string[];
  termsOfUse: readonly string[];
  authenticationStrength: AuthenticationStrength | null;
}

export interface ConditionalAccessPolicy {
  id: string;
  templateId: string | null;
  displayName: string;
  createdDateTime: string;
  modifiedDateTime: string | null;
  state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  conditions: ConditionalAccessConditions;
  /** Null for a policy that governs sessions alone. */
  grantControls: GrantControls | null;
  sessionControls: Readonly<Record<string, unknown>> | null;
}

/** What sets a policy of an example tenant apart from one for nobody, for every application and client. */
export interface PolicySketch {
  users?: Partial<ConditionalAccessUsers>;
  applications?: Partial<ConditionalAccessApplications>;
  conditions?: Partial<Omit<ConditionalAccessConditions, 'users' | 'applications'>>;
  /** Controls joined by OR; the strength stands beside them. */
  grant?: Partial<GrantControls> | null;
  session?: ConditionalAccessPolicy['sessionControls'];
  state?: ConditionalAccessPolicy['state'];
  modified?: string;
}

const nobody: ConditionalAccessUsers = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
};

const everything: ConditionalAccessApplications = {
  includeApplications: ['All'],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
  applicationFilter: null,
};

const unconditional: Omit<ConditionalAccessConditions, 'users' | 'applications'> = {
  clientAppTypes: ['all'],
  platforms: null,
  locations: null,
  signInRiskLevels: [],
  userRiskLevels: [],
  servicePrincipalRiskLevels: [],
  insiderRiskLevels: null,
  clientApplications: null,
  devices: null,
  authenticationFlows: null,
};

export function policyOf(
  id: string,
  displayName: string,
  createdDateTime: string,
  sketch: PolicySketch,
): ConditionalAccessPolicy {
  const { users, applications, conditions, grant = {}, session = null, state = 'enabled', modified = null } = sketch;
  return {
    id,
    templateId: null,
    displayName,
    createdDateTime,
    modifiedDateTime: modified,
    state,
    conditions: {
      ...unconditional,
      ...conditions,
      users: { ...nobody, ...users },
      applications: { ...everything, ...applications },
    },
    grantControls:
      grant === null
        ? null
        : {
            operator: 'OR',
            builtInControls: [],
            customAuthenticationFactors: [],
            termsOfUse: [],
            authenticationStrength: null,
            ...grant,
          },
    sessionControls: session,
  };
}

const resistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];
const passwordless = [...resistant, 'deviceBasedPush'];
const withPassword = ['microsoftAuthenticatorPush', 'softwareOath', 'hardwareOath', 'sms', 'voice'].map(
  (method) => `password,${method}`,
);
const multifactor = [
  ...passwordless,
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  ...withPassword,
  'federatedMultiFactor',
  ...['microsoftAuthenticatorPush', 'softwareOath', 'hardwareOath', 'sms', 'voice'].map(
    (method) => `federatedSingleFactor,${method}`,
  ),
];

function builtIn(digit: number, displayName: string, allowedCombinations: readonly string[]): AuthenticationStrength {
  return {
    id: `00000000-0000-0000-0000-00000000000${digit}`,
    displayName,
    description: `${displayName}, as Microsoft defines it`,
    policyType: 'builtIn',
    requirementsSatisfied: 'mfa',
    allowedCombinations,
  };
}

/** The three that every directory has: https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths */
export const builtInStrengths = {
  multifactor: builtIn(2, 'Multifactor authentication', multifactor),
  passwordless: builtIn(3, 'Passwordless MFA', passwordless),
  resistant: builtIn(4, 'Phishing-resistant MFA', resistant),
} as const;
