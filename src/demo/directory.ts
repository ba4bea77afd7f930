import type { AuthenticationStrength, ConditionalAccessPolicy } from './conditional-access.ts';
import type { ActivityRecord, GooglePolicy, KeyCounts } from './google-logs.ts';
import type { Applications, PasswordCredential } from './microsoft-applications.ts';
import type { AuditRecord, SignInRecord } from './microsoft-logs.ts';
import type { AuthenticationMethodsPolicy, AuthorizationPolicy } from './microsoft-policies.ts';
import type { GroupSchedule, RoleAssignment, RoleDefinition, RoleEligibility } from './microsoft-roles.ts';
import type { Serving } from './paging.ts';
import type { Plan, SubscribedSku } from './skus.ts';

export interface SignInActivity {
  lastSignInDateTime: string | null;
  lastSignInRequestId: string | null;
  lastNonInteractiveSignInDateTime: string | null;
  lastNonInteractiveSignInRequestId: string | null;
  lastSuccessfulSignInDateTime: string | null;
  lastSuccessfulSignInRequestId: string | null;
}

/** A user as Microsoft Graph names its properties. What is not here is answered with null when selected. */
export interface GraphUser {
  id: string;
  userPrincipalName: string;
  displayName: string | null;
  mail: string | null;
  accountEnabled: boolean | null;
  userType: string | null;
  createdDateTime: string | null;
  externalUserState: string | null;
  /** Undefined for somebody who never signed in: Graph leaves the property out. */
  signInActivity?: SignInActivity;
  perUserMfaState: 'disabled' | 'enabled' | 'enforced';
  '@odata.type'?: string;
  [property: string]: unknown;
}

export interface RegistrationDetails {
  isAdmin: boolean;
  isMfaRegistered: boolean;
  isMfaCapable: boolean;
  methodsRegistered: readonly string[];
  userPreferredMethodForSecondaryAuthentication: string;
}

export interface AuthenticationMethod {
  '@odata.type': string;
  id: string;
  [property: string]: unknown;
}

/** One line of the Microsoft 365 usage report; dates are days, null means no activity in the period. */
export interface Usage {
  exchange: string | null;
  oneDrive: string | null;
  sharePoint: string | null;
  teams: string | null;
}

export interface MicrosoftAccount {
  user: GraphUser;
  /** Null: the registration report has no line about this account. */
  registration: RegistrationDetails | null;
  methods: readonly AuthenticationMethod[];
  /** Null: the usage report has no line about this account. */
  usage: Usage | null;
}

export interface MicrosoftGroup {
  id: string;
  displayName: string;
  isAssignableToRole: boolean | null;
  /** `HiddenMembership`: members are shown to nobody without `Member.Read.Hidden`. */
  visibility: string | null;
  /** A Microsoft 365 group; only those hide their members. */
  unified?: boolean;
  /** Ids of accounts, groups and service principals that are direct members. */
  members: readonly string[];
}

/** The application with which a scanner signs in. */
export interface ScannerApplication {
  clientId: string;
  clientSecret: string;
  /** Application permissions that an administrator consented to. */
  permissions: readonly string[];
  /** Checks the signature of client assertions, when given (PEM). */
  publicKey?: string;
  /** Its secret as the directory lists it; when not given, one that was made a month ago. */
  secret?: PasswordCredential;
}

export interface MicrosoftDirectory extends Applications {
  provider: 'microsoft365';
  /** How lists are served; when not given, in their order and in full pages. */
  serving?: Serving;
  tenantId: string;
  plan: Plan;
  organization: {
    /** Equals `tenantId`, unless a test wants the answer of another tenant. */
    id: string;
    displayName: string;
    createdDateTime: string;
    domains: readonly { name: string; isDefault: boolean; isInitial: boolean }[];
    /** Takes accounts over from an on-premises directory; null: never did. */
    onPremisesSyncEnabled: boolean | null;
  };
  application: ScannerApplication;
  subscribedSkus: readonly SubscribedSku[];
  accounts: readonly MicrosoftAccount[];
  groups: readonly MicrosoftGroup[];
  roleDefinitions: readonly RoleDefinition[];
  roleAssignments: readonly RoleAssignment[];
  roleEligibilities: readonly RoleEligibility[];
  /** Who may become a member of a group, and who is one, where PIM keeps the group. */
  groupSchedules: readonly GroupSchedule[];
  authenticationMethodsPolicy: AuthenticationMethodsPolicy;
  authorizationPolicy: AuthorizationPolicy;
  securityDefaults: boolean;
  conditionalAccessPolicies: readonly ConditionalAccessPolicy[];
  /** Those that were made in this directory; the built-in ones come with it. */
  authenticationStrengths: readonly AuthenticationStrength[];
  /** Newest first. */
  signIns: readonly SignInRecord[];
  /** Newest first. */
  audits: readonly AuditRecord[];
  /** Whether usage reports hide names. */
  concealedNames: boolean;
}

/** A user as the Directory API names its fields. */
export interface GoogleUser {
  id: string;
  primaryEmail: string;
  name: { givenName: string; familyName: string; fullName: string };
  isAdmin: boolean;
  isDelegatedAdmin: boolean;
  isEnrolledIn2Sv: boolean;
  isEnforcedIn2Sv: boolean;
  lastLoginTime: string;
  creationTime: string;
  suspended: boolean;
  archived: boolean;
  orgUnitPath: string;
  aliases?: readonly string[];
  nonEditableAliases?: readonly string[];
  externalIds?: readonly { type: string; value: string }[];
  organizations?: readonly { primary: boolean; department: string; title: string; customType: string }[];
  suspensionReason?: string;
  suspensionTime?: string;
  archivalTime?: string;
  isGuestUser?: boolean;
  guestAccountInfo?: { primaryGuestEmail: string };
  [field: string]: unknown;
}

export interface GoogleRole {
  roleId: string;
  roleName: string;
  roleDescription: string;
  isSystemRole: boolean;
  isSuperAdminRole: boolean;
  rolePrivileges: readonly { privilegeName: string; serviceId: string }[];
}

export interface GoogleRoleAssignment {
  roleAssignmentId: string;
  roleId: string;
  /** Id of a user, of a group, or the unique id of a service account. */
  assignedTo: string;
  assigneeType: 'user' | 'group';
  scopeType: 'CUSTOMER' | 'ORG_UNIT';
  orgUnitId?: string;
  expirationDetails?: { expireTime: string };
}

export interface GoogleGroup {
  id: string;
  email: string;
  name: string;
  /** Ids of users and groups that are direct members. */
  members: readonly { id: string; role: 'OWNER' | 'MANAGER' | 'MEMBER' }[];
}

/** The service account with which a scanner signs in, and what domain-wide delegation lets it ask for. */
export interface ServiceAccount {
  email: string;
  uniqueId: string;
  delegatedScopes: readonly string[];
  /** Checks the signature of assertions, when given (PEM). */
  publicKey?: string;
}

export interface GoogleDirectory {
  provider: 'google-workspace';
  /** As at Microsoft 365. */
  serving?: Serving;
  customer: {
    id: string;
    customerDomain: string;
    customerCreationTime: string;
    organizationName: string;
  };
  /** An administrator that the scanner may act as. */
  admin: string;
  serviceAccount: ServiceAccount;
  domains: readonly { domainName: string; isPrimary: boolean; verified: boolean; creationTime: string }[];
  orgUnits: readonly { orgUnitId: string; orgUnitPath: string; name: string; parentOrgUnitId: string | null }[];
  users: readonly GoogleUser[];
  /** Those that can still be restored. */
  deletedUsers: readonly GoogleUser[];
  roles: readonly GoogleRole[];
  roleAssignments: readonly GoogleRoleAssignment[];
  groups: readonly GoogleGroup[];
  /** As they were set, in no order. */
  policies: readonly GooglePolicy[];
  /** Newest first. */
  activities: readonly ActivityRecord[];
  /** By id of the user; who is not in it registered neither. */
  keys: ReadonlyMap<string, KeyCounts>;
}

export type Directory = MicrosoftDirectory | GoogleDirectory;
