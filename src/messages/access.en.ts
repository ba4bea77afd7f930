import type { AccessTexts } from './access.ts';
import { number } from './words.en.ts';

/** Words of the section about sign-ins, in English. */
export const accessEn: AccessTexts = {
  title: 'Who signed in, when and from where',
  intro:
    'The last successful sign-in of every account that may sign in. Accounts with a country not seen before come first, then those for whom MFA is not enforced, then the newest.',
  log: {
    microsoft365:
      'The log of Microsoft\u00a0365 holds sign-ins of a person at the keyboard; programs that renew a sign-in are not in it.',
    'google-workspace':
      'What is enrolled comes from the directory, what is allowed from the policies, what was used from the login log; none stands for another.',
  },
  since: (day) => `Log read back to ${day}.`,
  sinceUnknown: 'How far the log reaches back is not known.',
  partOfLog: 'Only a part of the log could be read, so no country can be called new.',
  noLog: 'The log could not be read, so address, country, application and factors are not known.',
  wouldShow: {
    microsoft365:
      'The log needs Microsoft Entra ID P1 or P2, and the permission `AuditLog.Read.All` for the application that scans.',
    'google-workspace':
      'The log needs the scope `https://www.googleapis.com/auth/admin.reports.audit.readonly`, and the privilege “Reports” for the administrator that the scan acts for.',
  },
  recordOnly: 'Times below are the provider’s own record of the last success, which tells the time alone.',
  noClient: {
    microsoft365: 'The log names no application for these sign-ins.',
    'google-workspace': 'Google’s login log names no application.',
  },
  needsLicence: { microsoft365: 'Reading the sign-in log needs Entra ID P1.', 'google-workspace': null },
  alsoLeftOut: (because, leftOut) => `${because}; ${leftOut}`,
  heads: {
    account: 'Account',
    lastSignIn: 'Last sign-in',
    from: 'From',
    client: 'App and client',
    factors: 'Factors passed',
    enrolled: 'Enrolled',
    allowed: 'Allowed',
    used: 'Used',
    protection: 'MFA',
  },
  sources: { enrolled: 'directory', allowed: 'policy', used: 'login log' },
  table: (cloud) => `Table: sign-ins to ${cloud}`,
  firstSeen: 'First seen',
  firstSeenOn: (country, day) => (country === '' ? day : `${country}, ${day}`),
  timeOnly: 'time only',
  dayOnly: 'day only',
  neverOnRecord: 'none on record',
  notRead: 'not read',
  notKnown: 'not known',
  emergency: 'Emergency account',
  notInLog: 'not in the log',
  notSaid: 'not said',
  enrolledYes: 'Enrolled',
  enrolledNo: 'Not enrolled',
  noneUsed: 'none',
  perhaps: (factor) => `${factor} (first or second: not said)`,
  noAccounts: 'No account that may sign in.',
  moreInCsv: (more, disabled) => {
    const parts = [
      ...(more === 0 ? [] : [`${number(more)} more`]),
      ...(disabled === 0 ? [] : [`${number(disabled)} disabled ${disabled === 1 ? 'account' : 'accounts'}`]),
    ];
    return `${parts.join(' and ')} in access.csv, which \`--format csv\` writes.`;
  },
  terminal: ({ cloud, newCountries, since, gap }) => {
    if (gap !== null) return `${cloud}: log not read in full (${gap.toLowerCase()})`;
    const window = since === null ? '' : ` since ${since}`;
    return newCountries === 0
      ? `${cloud}: no country first seen${window}`
      : `${cloud}: ${number(newCountries)} ${newCountries === 1 ? 'account' : 'accounts'} with a country first seen${window}`;
  },
};
