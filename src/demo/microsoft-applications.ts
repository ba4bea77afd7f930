/** A client secret as Graph shows it: never the secret itself. */
export interface PasswordCredential {
  customKeyIdentifier: null;
  displayName: string | null;
  endDateTime: string;
  /** The first letters of the secret. */
  hint: string;
  keyId: string;
  secretText: null;
  startDateTime: string;
}

export interface KeyCredential {
  /** Thumbprint of the certificate. */
  customKeyIdentifier: string;
  displayName: string | null;
  endDateTime: string;
  /** The certificate, which is only shown to those who select `keyCredentials`. */
  key: string;
  keyId: string;
  startDateTime: string;
  type: 'AsymmetricX509Cert';
  usage: 'Verify' | 'Sign';
}

interface Credentials {
  passwordCredentials: readonly PasswordCredential[];
  keyCredentials: readonly KeyCredential[];
}

export interface ServicePrincipal extends Credentials {
  id: string;
  appId: string;
  displayName: string | null;
  accountEnabled: boolean;
  servicePrincipalType: 'Application' | 'ManagedIdentity';
  /** Where the application is registered; null for those that are registered nowhere. */
  appOwnerOrganizationId: string | null;
  alternativeNames: readonly string[];
  createdDateTime: string;
  /** Application permissions of Microsoft Graph by name; a guid where Graph has no name for it any more. */
  permissions: readonly string[];
}

/** An application that is registered in the directory. */
export interface Registration extends Credentials {
  id: string;
  appId: string;
  displayName: string | null;
  createdDateTime: string;
}

/** Consent to what an application may do as a user: as one, or as any. */
export interface PermissionGrant {
  id: string;
  /** Object id of the service principal. */
  clientId: string;
  consentType: 'AllPrincipals' | 'Principal';
  principalId: string | null;
  resourceId: string;
  /** Names with spaces between. */
  scope: string;
}

/** The applications of a directory, but for Microsoft Graph and the scanner, which every directory has. */
export interface Applications {
  servicePrincipals: readonly ServicePrincipal[];
  registrations: readonly Registration[];
  permissionGrants: readonly PermissionGrant[];
}
