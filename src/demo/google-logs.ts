/** Parameter of an event, as the Reports API writes it: one of the values is there. */
export interface ActivityParameter {
  name: string;
  value?: string;
  boolValue?: boolean;
  intValue?: string;
  multiValue?: readonly string[];
}

/** One activity of a Google Workspace customer in a few words; the service makes the full item of it. */
export interface ActivityRecord {
  application: 'login' | 'admin' | 'token';
  /** ISO 8601 with milliseconds. */
  at: string;
  /** The actor: id and address of a user. */
  actor: { id: string; email: string };
  address: string | null;
  /** ISO 3166-1 alpha-2; null: the log does not say. */
  country: string | null;
  event: { type: string; name: string; parameters: readonly ActivityParameter[] };
}

/** How many keys and passkeys a user registered, as the usage report counts them. */
export interface KeyCounts {
  securityKeys: number;
  passkeys: number;
}

/** A setting as the Cloud Identity Policy API tells it. */
export interface GooglePolicy {
  name: string;
  type: 'SYSTEM' | 'ADMIN';
  policyQuery: { query: string; orgUnit?: string; group?: string; sortOrder: number };
  setting: { type: string; value: Readonly<Record<string, unknown>> };
}
