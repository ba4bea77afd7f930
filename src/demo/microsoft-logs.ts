/** One sign-in to Microsoft 365 in a few words; the service makes the full row of it when somebody asks. */
export interface SignInRecord {
  id: string;
  /** ISO 8601 in whole seconds. */
  at: string;
  userId: string;
  login: string;
  name: string;
  guest: boolean;
  app: string;
  /** As the log names it: `Browser`, `Mobile Apps and Desktop clients`, or an older protocol. */
  client: string;
  address: string | null;
  place: { country: string; city: string } | null;
  /** 0: success. */
  errorCode: number;
  failureReason: string;
  /** Steps in the order in which they were passed, the first one first. */
  steps: readonly SignInStep[];
  /** Whether more than one factor was asked for. */
  multiFactor: boolean;
}

export interface SignInStep {
  method: string;
  detail: string | null;
  succeeded: boolean;
  result: string;
}

/** One act in the audit log of a Microsoft 365 directory. */
export interface AuditRecord {
  id: string;
  at: string;
  activity: string;
  category: string;
  service: string;
  operation: 'Add' | 'Update' | 'Delete' | 'Assign';
  result: 'success' | 'failure';
  /** Who did it: a user, or an application. */
  user: { id: string; login: string; name: string; address: string | null } | null;
  application: { appId: string; displayName: string } | null;
  target: { id: string; type: string; displayName: string | null; login: string | null };
  /** What became of properties of the target, as JSON. */
  modified?: readonly { displayName: string; oldValue: string; newValue: string }[];
}
