/** How shisei proves to Microsoft who it is. */
export type Microsoft365Credential =
  | { kind: 'clientSecret'; clientSecret: string }
  | { kind: 'certificate'; certificatePath: string }
  | { kind: 'federatedToken'; federatedTokenFile: string }
  | { kind: 'managedIdentity' }
  | { kind: 'azureCli' };

/** A Microsoft cloud; each has its own addresses, and its tokens are good for nothing in another. */
export type Microsoft365Cloud = 'global' | 'usgov' | 'usgov-dod' | 'china';

/** One Microsoft 365 tenant and the application to read it as. */
export interface Microsoft365Settings {
  /** Guid of the tenant; answers of any other are refused. */
  tenantId: string;
  /** Application id; empty for the Azure CLI and for a managed identity that the system assigned. */
  clientId: string;
  cloud: Microsoft365Cloud;
  credential: Microsoft365Credential;
}
