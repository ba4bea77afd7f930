/** How to read one Google Workspace customer; the part `googleWorkspace` of a tenant's configuration. */
export interface GoogleWorkspaceSettings {
  /** The customer id, such as `C01abc23d`; an answer of another customer is refused. */
  customerId: string;
  /** Login of the administrator in whose name the directory is read (domain-wide delegation). */
  admin: string;
  credential: GoogleCredential;
}

/** A key file of a service account, or a service account that signs on behalf of the application default credentials. */
export type GoogleCredential =
  | { kind: 'keyFile'; keyFile: string }
  | { kind: 'serviceAccount'; serviceAccount: string };
