/**
 * Details of gaps that this program words itself. Whatever matches none of these is in the words of a provider and is
 * quoted as it came.
 */
const patterns = {
  accountKind: /^the directory does not say whether the account is a human or a program$/,
  accountEnabled: /^the directory does not say whether the account is enabled$/,
  accountMember: /^the directory does not say whether the account is a member or a guest$/,
  accountCreated: /^the directory does not say when the account was created$/,
  factorRegistered: /^the directory does not say whether a second factor is registered$/,
  factorUsable: /^the directory does not say whether a second factor is usable$/,
  noRecord: /^(microsoft365|google-workspace) gave no record for this account$/,
  methodsUnsaid: /^Microsoft 365 does not say which methods the account registered$/,
  googleMethods: /^this version does not read which factors Google accounts use$/,
  notReadYet: /^not read by this version(?: of shisei)?$/,
  roleRights: /^rights not known of role ([\s\S]*)$/,
  recordTooShort: /^the record of sign-ins reaches back to (\d{4}-\d{2}-\d{2}) only$/,
  recordTooOld: /^the record of sign-ins ends on (\d{4}-\d{2}-\d{2})$/,
  resistanceUnknown: /^it is not known whether ([\s\S]*) resists phishing$/,
  methodsOfPolicy: /^the policy does not say whether it allows (sms|voice|sms, voice)$/,
  olderPoliciesUnsaid: /^the policy does not say whether the older policies are retired$/,
  olderPolicies: /^the older policies, which no API shows, are still in force and may allow SMS or voice$/,
  noPolicy: /^the directory gave no policy of methods$/,
  checkFailed: /^the check failed$/,
  hiddenMembers: /^group ([\s\S]*) hides its members; grant the application permission Member\.Read\.Hidden$/,
  noCredentials: /^no application default credentials that could sign for the service account were found$/,
} as const;

export type ReasonId = keyof typeof patterns;
/** A clause for each, without a full stop; `name` is what the detail names, if anything. */
export type ReasonWords = Readonly<Record<ReasonId, (name: string) => string>>;

const all = Object.entries(patterns) as [ReasonId, RegExp][];

/** The clause for a detail that this program worded; null for the words of a provider. */
export function reasonOf(detail: string, words: ReasonWords): string | null {
  for (const [id, pattern] of all) {
    const found = pattern.exec(detail);
    if (found !== null) return words[id](found[1] ?? '');
  }
  return null;
}
