import { methodList } from './methods.en.ts';
import type { ReasonWords } from './reasons.ts';
import { roleNames } from './roles.en.ts';

const clouds: Readonly<Record<string, string>> = {
  microsoft365: 'Microsoft\u00a0365',
  'google-workspace': 'Google Workspace',
};

function roles(names: string): string {
  return names
    .split(', ')
    .map((name) => roleNames.get(name) ?? name)
    .join(', ');
}

/** Why something is not known, in English. */
export const reasonsEn: ReasonWords = {
  accountKind: () => 'the directory does not say whether the account is a human or a program',
  accountEnabled: () => 'the directory does not say whether the account is enabled',
  accountMember: () => 'the directory does not say whether the account is a member or a guest',
  accountCreated: () => 'the directory does not say when the account was created',
  factorRegistered: () => 'the directory does not say whether a second factor is registered',
  factorUsable: () => 'the directory does not say whether a second factor is usable',
  noRecord: (cloud) => `${clouds[cloud] ?? cloud} gave no record for this account`,
  methodsUnsaid: () => 'Microsoft\u00a0365 does not say which methods the account registered',
  googleMethods: () => 'this version does not read which factors Google accounts use',
  notReadYet: () => 'this version does not read it',
  roleRights: (names) => `it is not known what the role ${roles(names)} may do`,
  recordTooShort: (day) => `the record of sign-ins reaches back to ${day} only`,
  resistanceUnknown: (names) => `it is not known whether ${methodList(names)} resists phishing`,
  recordTooOld: (day) => `the record of sign-ins ends on ${day}, too long ago to tell`,
  methodsOfPolicy: (names) => `the policy does not say whether it allows ${methodList(names)}`,
  olderPoliciesUnsaid: () => 'the policy does not say whether the older policies are retired',
  olderPolicies: () => 'the older policies, which no API shows, are still in force and may allow SMS or voice',
  noPolicy: () => 'the directory gave no policy of methods',
  keysUnsaid: () => 'the usage report of Google does not tell yet which keys and passkeys the account registered',
  enforcementUnsaid: () => 'the directory does not say whether MFA is enforced',
  perUserUnsaid: () => 'the directory does not say whether MFA is switched on for the account by itself',
  defaultsUnsaid: () => 'the directory does not say whether security defaults are on',
  legacyUnsaid: () => 'the directory does not say whether older clients are shut out',
  factorsUnsaid: () => 'the directory does not say which second factors the policy allows',
  setUnknown: (set) => `it is not known whether the set of factors ${set} allows SMS or voice`,
  guestUnsaid: () => 'the directory does not say whether the account is a guest',
  elsewhereUnsaid: () => 'the directory does not say whether the account signs in at another organisation',
  originUnsaid: () => 'the directory does not say which organisation the account comes from',
  guestTypeUnknown: (type) => `it is not known which accounts Microsoft calls ${type}`,
  unitUnsaid: () => 'the directory does not say in which organisational unit the account is',
  unitUnlisted: () => 'the list of organisational units does not hold that of the account',
  settingWords: () => 'a setting is limited in words that this version does not know',
  settingLicences: () => 'no read-only permission shows the licences that a setting is limited to',
  groupUnread: () => 'the group was not read',
  rolesUnread: () => 'the roles were not read',
  recordOfAccount: () => 'the directory gave no record of this account',
  logUnknown: () => 'it is not known how far back the log of sign-ins reaches',
  logTooShort: (day) => `the log of sign-ins reaches back to ${day} only`,
  countryUnsaid: () => 'the log does not say from which country some sign-ins came',
  passedUnsaid: () => 'the log does not say which factors were passed',
  checkFailed: () => 'the check failed',
  clockWrong: (days) =>
    `the clock of this machine is ${days} that of the provider, so that days cannot be counted; set it and scan again`,
  hiddenMembers: (group) =>
    `it is not known who is in the group “${group}”, which hides its members (missing: Member.Read.Hidden)`,
  addressesUnsaid: () => 'the directory does not say which other addresses the account has',
  syncedUnsaid: () => 'the directory does not say whether the account comes from an on-premises directory',
  severalPeople: () => 'addresses of the account belong to several people of the HR list',
  rosterFaulty: () => 'the HR list cannot be used, so nobody was compared with it',
  rosterSilent: () => 'the HR list has neither a status nor a leave date, so it does not tell who has left',
  standingUnsaid: (names) => `it is not known whether the role ${roles(names)} is active without an end`,
  containedUnsaid: (names) => `it is not known whether the top role contains all that the role ${roles(names)} may do`,
  permissionsUnsaid: () => 'the directory does not say which permissions the application has',
  permissionNameless: () => 'the application has a permission whose name the directory does not give',
  invitationsUnsaid: () => 'the directory does not say who may invite guests',
  consentUnsaid: () => 'the directory does not say what people may consent to themselves',
  consentPolicyUnknown: (names) => `it is not known to which applications ${names} lets people consent`,
  appsUnsaid: () => 'the directory does not say which third-party applications people may use',
  appAccessUnknown: (value) => `it is not known which third-party applications the setting ${value} allows`,
  licencesUnsaid: () => 'the directory does not say which licences the account has',
  productsUnsaid: () => 'the directory does not say which products the organisation has licences of',
  productUnsaid: (name) => `the directory does not say what kind of product ${name} is`,
  credentialUnsaid: () => 'the directory does not say how long a credential lives',
  noCredentials: () => 'no credentials that could sign for the service account were found',
};
