import type { GapKind } from '../core/gap.ts';
import type { GapText, GapTexts } from './gaps.ts';
import { reasonsEn } from './reasons.en.ts';
import { type ReasonWords, reasonOf } from './reasons.ts';
import { capital } from './words.en.ts';

const expected = (subject: string) => `list \`${subject}\` under \`expectedGaps\` to leave it unread knowingly`;

/** What a licence keeps from programs, and a person may look at. */
const byHand: Readonly<Record<string, string>> = {
  'microsoft365/signInEvents': 'See the check `blind-log`: the last 7 days can be looked at by hand.',
  'google-workspace/signInEvents': 'See the check `blind-log`: the last 6 months can be looked at by hand.',
};

const recordsFollow =
  'Nothing for new accounts: records follow within a few days. Otherwise look at the account by hand.';

/** What to do where the reason is known; the kind of a gap says it for all others. */
const remedies = (subject: string): Partial<ReasonWords> => ({
  noRecord: () => recordsFollow,
  recordOfAccount: () => recordsFollow,
  keysUnsaid: () => recordsFollow,
  resistanceUnknown: () => 'Ask the maker of the method; else register a passkey.',
  countryUnsaid: () => 'Look the address up in access.csv.',
  rosterFaulty: () => 'Correct the lines of the list that the notes name, then scan again.',
  olderPolicies: () => 'Complete the migration of methods: see the check `sms-mfa-allowed`.',
  hiddenMembers: () => `Grant \`Member.Read.Hidden\`, or ${expected(subject)}.`,
});

const gap: Record<GapKind, GapText> = {
  permission: {
    name: 'Permission',
    why: 'The account that scans may not read this.',
    remedy: (subject) => `Grant the missing permission; \`shisei doctor\` names it. Otherwise ${expected(subject)}.`,
  },
  licence: {
    name: 'Licence',
    why: 'The licence of this directory does not offer this.',
    remedy: (subject) =>
      byHand[subject] ?? 'Nothing, unless a higher licence is planned anyway. It stays unknown until then.',
  },
  unsupported: {
    name: 'Not offered',
    why: 'The provider does not offer this, or this version does not read it.',
    remedy: () => 'Nothing.',
  },
  concealed: {
    name: 'Names concealed',
    why: 'The directory hides names in its usage reports, so no row can be matched to an account.',
    remedy: () =>
      'Microsoft 365 admin center › Settings › Org settings › Reports: clear “Display concealed user, group and site names”.',
  },
  absent: {
    name: 'Not told',
    why: 'The provider gave no record of this, or did not say.',
    remedy: () => 'Look it up in the admin console by hand.',
  },
  throttled: {
    name: 'Throttled',
    why: 'The provider limited the number of requests, and waiting did not help.',
    remedy: () => 'Scan again later, or with a lower `--concurrency`.',
  },
  network: {
    name: 'Network',
    why: 'The connection to the provider broke.',
    remedy: () => 'Scan again. If it repeats, let the proxy or firewall pass the provider’s addresses.',
  },
  malformed: {
    name: 'Answer not understood',
    why: 'The provider answered in a form that this version does not understand, so the answer was not used.',
    remedy: () => 'Update shisei, or report the detail above.',
  },
  expired: {
    name: 'Expired',
    why: 'The secret, certificate or consent of the scan has expired.',
    remedy: () => 'Renew it in the configuration, then run `shisei doctor`.',
  },
  identity: {
    name: 'Another tenant',
    why: 'The answer came from another tenant than the configured one, and was refused.',
    remedy: () => 'Correct the tenant or customer id in the configuration.',
  },
  crash: {
    name: 'Fault in a check',
    why: 'A part of this program failed here and judged nobody.',
    remedy: () => 'Report the detail above; it is a fault of shisei, not of your directory.',
  },
};

const couldNot: Record<GapKind, string> = {
  permission: 'the account that scans may not read this fact',
  licence: 'the licence of this directory does not offer this fact',
  unsupported: 'the provider does not offer this fact, or this version does not read it',
  concealed: 'the directory hides names in its reports',
  absent: 'the provider gave no record',
  throttled: 'the provider limited the number of requests',
  network: 'the connection to the provider broke',
  malformed: 'the answer of the provider could not be understood',
  expired: 'the credentials of the scan have expired',
  identity: 'the answer came from another tenant and was refused',
  crash: 'the check failed',
};

/** What could not be told, and why, in English. */
export const gapsEn: GapTexts = {
  gap,
  remedy: ({ kind, detail }, subject) => reasonOf(detail, remedies(subject)) ?? gap[kind].remedy(subject),
  unknownFinding: (found) =>
    found === undefined
      ? 'Could not be judged.'
      : `Could not be judged: ${reasonOf(found.detail, reasonsEn) ?? couldNot[found.kind]}.`,
  gapReason: ({ detail }) => {
    const reason = reasonOf(detail, reasonsEn);
    return reason === null ? null : `${capital(reason)}.`;
  },
  unnamedFinding: (message) => `Found: ${message}.`,
};
