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
  recordTooOld: /^the (?:record|log) of sign-ins ends on (\d{4}-\d{2}-\d{2})$/,
  resistanceUnknown: /^it is not known whether ([\s\S]*) resists phishing$/,
  methodsOfPolicy: /^the policy does not say whether it allows (sms|voice|sms, voice)$/,
  olderPoliciesUnsaid: /^the policy does not say whether the older policies are retired$/,
  olderPolicies: /^the older policies, which no API shows, are still in force and may allow SMS or voice$/,
  noPolicy: /^the directory gave no policy of methods$/,
  keysUnsaid: /^the usage report of Google does not tell yet which keys and passkeys the account registered$/,
  enforcementUnsaid: /^the directory does not say whether MFA is enforced$/,
  perUserUnsaid: /^the directory does not say whether MFA is switched on for the account by itself$/,
  defaultsUnsaid: /^the directory does not say whether security defaults are on$/,
  legacyUnsaid: /^the directory does not say whether older clients are shut out$/,
  factorsUnsaid: /^the directory does not say which second factors policy allows$/,
  setUnknown: /^it is not known whether the set of factors ([\s\S]*) allows SMS or voice$/,
  guestUnsaid: /^the directory does not say whether the account is a guest$/,
  elsewhereUnsaid: /^the directory does not say whether the account signs in elsewhere$/,
  originUnsaid: /^the directory does not say which organisation the account comes from$/,
  guestTypeUnknown: /^it is not known which accounts Microsoft calls ([\s\S]*)$/,
  unitUnsaid: /^the directory does not say in which organisational unit the account is$/,
  unitUnlisted: /^the list of organisational units does not hold that of the account$/,
  settingWords: /^a setting is limited in words that this version does not know$/,
  settingLicences: /^no read-only permission shows the licences that a setting is limited to$/,
  groupUnread: /^the group was not read$/,
  rolesUnread: /^the roles were not read$/,
  recordOfAccount: /^the directory gave no record of this account$/,
  logUnknown: /^it is not known how far back the log of sign-ins reaches$/,
  logTooShort: /^the log of sign-ins reaches back to (\d{4}-\d{2}-\d{2}) only$/,
  countryUnsaid: /^the log does not say from which country some sign-ins came$/,
  passedUnsaid: /^the log does not say which factors were passed$/,
  checkFailed: /^the check failed$/,
  clockWrong:
    /^the clock of this machine is (\d+ days (?:behind|ahead of)) that of the provider; set it and scan again$/,
  hiddenMembers: /^group ([\s\S]*) hides its members; grant the application permission Member\.Read\.Hidden$/,
  addressesUnsaid: /^the directory does not say which other addresses the account has$/,
  syncedUnsaid: /^the directory does not say whether the account comes from an on-premises directory$/,
  severalPeople: /^addresses of the account belong to several people of the HR list$/,
  rosterFaulty: /^the HR list cannot be used: ([\s\S]*)$/,
  rosterSilent: /^the HR list has no column that tells who has left$/,
  standingUnsaid: /^it is not known whether role ([\s\S]*) is active without an end$/,
  containedUnsaid: /^it is not known whether the top role contains role ([\s\S]*)$/,
  permissionsUnsaid: /^the directory does not say which permissions the application has$/,
  permissionNameless: /^the application has a permission that goes by no name$/,
  invitationsUnsaid: /^the directory does not say who may invite guests$/,
  consentUnsaid: /^the directory does not say what people may consent to themselves$/,
  consentPolicyUnknown: /^it is not known to which applications ([\s\S]*) lets people consent$/,
  appsUnsaid: /^the directory does not say which third-party applications people may use$/,
  appAccessUnknown: /^it is not known which third-party applications ([\s\S]*) allows$/,
  licencesUnsaid: /^the directory does not say which licences the account has$/,
  productsUnsaid: /^the directory does not say which products the organisation has licences of$/,
  productUnsaid: /^the directory does not say what kind of product ([\s\S]*) is$/,
  credentialUnsaid: /^the directory does not say how long a credential lives$/,
  noCredentials: /^no application default credentials that could sign for the service account were found$/,
} as const;

export type ReasonId = keyof typeof patterns;
/** A clause for each, without a full stop; `name` is what the detail names, if anything. */
export type ReasonWords = Readonly<Record<ReasonId, (name: string) => string>>;

const all = Object.entries(patterns) as [ReasonId, RegExp][];

/** Which of our own reasons a detail is; null for the words of a provider. */
export function reasonIdOf(detail: string): ReasonId | null {
  return all.find(([, pattern]) => pattern.test(detail))?.[0] ?? null;
}

/** The words for a detail that this program worded; null for the words of a provider, and where there are none. */
export function reasonOf(detail: string, words: Partial<ReasonWords>): string | null {
  for (const [id, pattern] of all) {
    const found = pattern.exec(detail);
    if (found !== null) return words[id]?.(found[1] ?? '') ?? null;
  }
  return null;
}
