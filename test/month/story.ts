/**
 * What a month of nightly scans must tell, written from the story in `src/demo/month-nights.ts` and from what is
 * promised of history, and not from what the program says.
 *
 * M is Microsoft 365, G is Google Workspace, T the tenant.
 */

/** What one night must tell. What is not given must be empty. */
export interface Told {
  night: number;
  happens: string;
  /** New, reopened, worse, lost and resolved, and what stands otherwise than before, with the reason. */
  findings?: readonly string[];
  facts?: readonly string[];
  /** Datasets that became darker, or lighter. */
  sight?: readonly string[];
  /** Exceptions that hold no more from this night on, and what has changed. */
  voids?: readonly string[];
  /** What is put into the outbox, each thing once. */
  notices?: readonly string[];
  /** Value, cases, of how many, and of how many more nobody could tell. */
  figures?: Readonly<Record<string, readonly [number | null, number, number, number | null]>>;
}

/** What stands after the first night, which has nothing to compare with. */
export const standingFirst = [
  'open high missing-mfa G sato unregistered',
  'accepted high sms-mfa M kondo only',
  'open medium stale-account G murata stale',
  'accepted medium stale-account M baker stale',
  'accepted medium standing-admin M adm-hayashi standing',
  'open medium standing-admin M adm-mori standing',
];

const allDatasets = [
  ...['organization', 'accounts', 'signIns', 'mfa', 'enforcement', 'roles', 'policies', 'signInEvents'],
  ...['adminActivity', 'applications'],
];

/** Who may sign in to Microsoft 365 when the licence is gone, but for guests and emergency accounts. */
const unforced = [...['baker', 'hayashi', 'kondo', 'mori', 'murata', 'nagai', 'ogata', 'sato', 'suzuki', 'takeda']];

export const story: readonly Told[] = [
  {
    night: 1,
    happens: 'The first scan. Nothing is news, but the secret of the scanner itself is good for a month only.',
    notices: ['access-ending high M secret 30'],
    figures: {
      // Eleven may sign in to Microsoft 365 and eight to Google; policies force MFA on all of them.
      'mfa-enforced': [1, 19, 19, 0],
      // Both accounts for administration, and both super administrators.
      'mfa-resistant': [4 / 19, 4, 19, 0],
      // Of those who are enrolled at Google without a key nobody knows what they use.
      'phone-only': [1, 1, 14, 5],
      'stale-accounts': [2, 2, 19, 0],
      'stale-guests': [0, 0, 1, 0],
      'leaver-lag': [null, 0, 0, 0],
      'top-admins': [4, 4, 20, 0],
      'unused-admins': [0, 0, 4, 0],
      exceptions: [3, 3, 6, 0],
      'time-to-fix-critical': [null, 0, 0, 0],
      // What is accepted waits for nobody.
      'time-to-fix-high': [null, 0, 1, 0],
      'time-to-fix-medium': [null, 0, 2, 0],
      'time-to-fix-low': [null, 0, 0, 0],
      coverage: [1, 20, 20, 0],
    },
  },
  { night: 2, happens: 'Nothing.' },
  {
    night: 3,
    happens: 'Nagai begins, without a second factor.',
    findings: ['new high missing-mfa M nagai'],
    facts: ['account-new M nagai'],
    notices: ['finding-new high missing-mfa M nagai'],
  },
  { night: 4, happens: 'Nothing.' },
  {
    night: 5,
    happens: 'Nagai registers the Authenticator.',
    findings: ['resolved high missing-mfa M nagai'],
    facts: ['methods-changed M nagai: – → microsoftAuthenticatorPush, softwareOneTimePasscode'],
  },
  {
    night: 6,
    happens: 'Suzuki loses the telephone, and with it every second factor.',
    findings: ['new high missing-mfa M suzuki'],
    facts: ['methods-changed M suzuki: microsoftAuthenticatorPush, softwareOneTimePasscode → –'],
    notices: ['finding-new high missing-mfa M suzuki'],
  },
  { night: 7, happens: 'The last day of Endo, who may work until midnight.' },
  {
    night: 8,
    happens: 'Endo has left, and both accounts are open. Suzuki has a new telephone.',
    findings: [
      'new high leaver-account G endo',
      'new high leaver-account M endo',
      'resolved high missing-mfa M suzuki',
    ],
    facts: ['methods-changed M suzuki: – → microsoftAuthenticatorPush, softwareOneTimePasscode'],
    notices: ['finding-new high leaver-account G endo', 'finding-new high leaver-account M endo'],
  },
  {
    night: 9,
    happens: 'Somebody signs in as Endo. What was accepted of Kondo ended yesterday.',
    findings: ['worse critical leaver-account M endo (severity)', 'worse high sms-mfa M kondo (acceptance-ended)'],
    notices: ['finding-worse critical leaver-account M endo', 'finding-worse high sms-mfa M kondo'],
  },
  {
    night: 10,
    happens: 'Sato signs in from Viet Nam. The HR list names Endo no more, whose accounts are as open as they were.',
    findings: [
      'new high foreign-sign-in M sato',
      'new medium unlisted-account G endo',
      'new medium unlisted-account M endo',
      'lost critical leaver-account M endo (not-listed)',
      'lost high leaver-account G endo (not-listed)',
    ],
    facts: ['country-new M sato: JP → VN'],
    notices: [
      'finding-lost critical leaver-account M endo',
      'finding-lost high leaver-account G endo',
      'finding-new high foreign-sign-in M sato',
      'finding-new medium unlisted-account G endo',
      'finding-new medium unlisted-account M endo',
    ],
    figures: {
      // One of eight has left in each cloud, and is a member still; one has joined.
      'mfa-enforced': [1, 20, 20, 0],
      // Endo has left, and was seen last with open accounts; nobody can say how that stands.
      'leaver-lag': [null, 0, 1, 1],
      exceptions: [2, 2, 9, 0],
    },
  },
  {
    night: 11,
    happens: 'The HR list is whole again. Endo may sign in to Microsoft 365 no more, and to Google still.',
    findings: [
      'new high half-offboarded T endo',
      'new low licensed-disabled M endo',
      'resolved critical leaver-account M endo',
      'resolved medium unlisted-account G endo',
      'resolved medium unlisted-account M endo',
      'standing high leaver-account G endo (seen-again)',
    ],
    facts: ['account-disabled M endo'],
    notices: ['finding-new high half-offboarded T endo', 'finding-new low licensed-disabled M endo'],
  },
  {
    night: 12,
    happens: 'Nor to Google. Kondo has a passkey in place of text messages.',
    findings: [
      'resolved high half-offboarded T endo',
      'resolved high leaver-account G endo',
      'resolved high sms-mfa M kondo',
    ],
    facts: ['account-disabled G endo', 'methods-changed M kondo: mobilePhone → passKeyDeviceBound'],
    figures: {
      // Endo is a member in neither cloud any more.
      'mfa-enforced': [1, 18, 18, 0],
      'mfa-resistant': [5 / 18, 5, 18, 0],
      'phone-only': [0, 0, 14, 4],
      // From midnight in Tokyo after the seventh, 15:00 UTC, to 12:00 UTC on the twelfth.
      'leaver-lag': [4 * 24 + 21, 1, 1, 0],
      exceptions: [2, 2, 7, 0],
    },
  },
  {
    night: 13,
    happens: 'Takeda is made Global Administrator. The licence of Endo is taken back.',
    findings: [
      'new high phishable-admin M takeda',
      'new medium daily-use-admin M takeda',
      'new medium standing-admin M takeda',
      'resolved low licensed-disabled M endo',
    ],
    facts: ['admin-new M takeda: – → Global Administrator'],
    notices: [
      'finding-new high phishable-admin M takeda',
      'finding-new medium daily-use-admin M takeda',
      'finding-new medium standing-admin M takeda',
    ],
  },
  {
    night: 14,
    happens: 'Baker, who is away under an exception, is made User Administrator: the exception was not given for that.',
    findings: [
      'new high phishable-admin M baker',
      'new high unused-admin M baker',
      'new medium standing-admin M baker',
      'worse high stale-account M baker (acceptance-ended)',
    ],
    voids: ['stale-account M baker (roles)'],
    facts: ['admin-new M baker: – → User Administrator'],
    notices: [
      'finding-new high phishable-admin M baker',
      'finding-new high unused-admin M baker',
      'finding-new medium standing-admin M baker',
      'finding-worse high stale-account M baker',
    ],
    figures: {
      'top-admins': [5, 5, 19, 0],
      'unused-admins': [1, 1, 6, 0],
      exceptions: [1, 1, 12, 0],
    },
  },
  {
    night: 15,
    happens: 'Google lets the scanner read nothing any more. What stood there stands, and nobody can see it.',
    findings: ['lost high missing-mfa G sato', 'lost medium stale-account G murata'],
    sight: allDatasets.map((name) => `darker G ${name}: permission`),
    // What is lost with it is counted, and not told one by one.
    notices: ['directory-unread critical G (2 lost)'],
  },
  {
    night: 16,
    happens: 'The role of Takeda is taken back. In the dark Sato enrols in 2-Step Verification, and nobody may say so.',
    findings: [
      'resolved high phishable-admin M takeda',
      'resolved medium daily-use-admin M takeda',
      'resolved medium standing-admin M takeda',
    ],
    facts: ['role-removed M takeda: Global Administrator → –'],
    figures: {
      // Microsoft 365 alone; how many there are at Google, nobody knows.
      'mfa-enforced': [1, 11, 11, null],
      'mfa-resistant': [3 / 11, 3, 11, null],
      'stale-accounts': [1, 1, 11, null],
      // Endo may have another account there, and others who left may have had theirs there alone.
      'leaver-lag': [null, 0, 1, null],
      exceptions: [1, 1, 7, null],
      'top-admins': [2, 2, 12, null],
      coverage: [0.5, 10, 20, 0],
    },
  },
  { night: 17, happens: 'Nothing.' },
  {
    night: 18,
    happens:
      'Google can be read again, and the repair be seen. The role of Baker is taken back; the exception stays void.',
    findings: [
      'resolved high missing-mfa G sato',
      'resolved high phishable-admin M baker',
      'resolved high unused-admin M baker',
      'resolved medium standing-admin M baker',
      'standing medium stale-account G murata (seen-again)',
      'standing medium stale-account M baker (eased)',
    ],
    facts: ['role-removed M baker: User Administrator → –'],
    sight: allDatasets.map((name) => `lighter G ${name}`),
    notices: ['access-ending critical M licence –'],
  },
  {
    night: 19,
    happens: 'Ogata comes back from leave, whom no log has seen before.',
    facts: ['account-enabled M ogata', 'country-new M ogata: – → JP'],
  },
  {
    night: 20,
    happens: 'The guest has not signed in for more than 90 days.',
    findings: ['new medium stale-guest M lopez'],
    notices: ['finding-new medium stale-guest M lopez'],
    figures: { 'stale-guests': [1, 1, 1, 0], 'mfa-enforced': [1, 19, 19, 0] },
  },
  {
    night: 21,
    happens:
      'The licence is gone: no policy forces MFA, and there is no log. The exception of Hayashi was not given for that.',
    findings: [
      ...['adm-hayashi', 'adm-mori'].map((who) => `new critical unenforced-mfa M ${who}`),
      'new high blind-log M directory',
      'new high legacy-auth-open M directory',
      ...unforced.map((who) => `new high unenforced-mfa M ${who}`),
      'worse medium standing-admin M adm-hayashi (acceptance-ended)',
      'lost high foreign-sign-in M sato',
      // The report of use, which stands in for sign-ins, lists nobody without a licence.
      'lost medium stale-guest M lopez',
    ],
    sight: ['darker M signInEvents: licence'],
    voids: ['standing-admin M adm-hayashi (mfa)'],
    notices: [
      ...['adm-hayashi', 'adm-mori'].map((who) => `finding-new critical unenforced-mfa M ${who}`),
      'dataset-unread high M signInEvents (1 lost)',
      // Another report stands in for the sign-ins of all others, so that nothing went dark with it.
      'finding-lost medium stale-guest M lopez',
      'finding-new high blind-log M directory',
      'finding-new high legacy-auth-open M directory',
      ...unforced.map((who) => `finding-new high unenforced-mfa M ${who}`),
      'finding-worse medium standing-admin M adm-hayashi',
    ],
    figures: {
      // Those at Google.
      'mfa-enforced': [7 / 19, 7, 19, 0],
      'mfa-resistant': [5 / 19, 5, 19, 0],
      // Nothing tells of the two accounts for administration, nor of the guest.
      'stale-accounts': [2, 2, 17, 2],
      'stale-guests': [null, 0, 0, 1],
      'unused-admins': [0, 0, 2, 2],
      // The trail of a week does not tell any more when Endo was disabled, and history knows.
      'leaver-lag': [4 * 24 + 21, 1, 1, 0],
      exceptions: [0, 0, 18, 0],
      coverage: [19 / 20, 19, 20, 0],
    },
  },
  { night: 22, happens: 'Nothing.' },
  {
    night: 23,
    happens: 'Roles cannot be read. Who held one holds it for all that is known, and is as critical as before.',
    findings: ['lost medium standing-admin M adm-hayashi', 'lost medium standing-admin M adm-mori'],
    sight: ['darker M roles: permission'],
    notices: ['dataset-unread high M roles (2 lost)'],
    figures: {
      // Nobody is known to hold a role at Microsoft 365; at Google two do.
      'top-admins': [2, 2, 7, 13],
      coverage: [18 / 20, 18, 20, 0],
    },
  },
  {
    night: 24,
    happens: 'They can again: Hayashi was given one more meanwhile. A week is left of the secret.',
    findings: [
      // Nobody knows whether it is new, since nobody could look before.
      'new low redundant-role M adm-hayashi (dark-before)',
      'standing medium standing-admin M adm-hayashi (seen-again)',
      'standing medium standing-admin M adm-mori (seen-again)',
    ],
    facts: ['role-added M adm-hayashi: – → User Administrator'],
    sight: ['lighter M roles'],
    notices: ['access-ending critical M secret 7', 'finding-new low redundant-role M adm-hayashi'],
  },
  {
    night: 25,
    happens: 'Baker has left, and the account is deleted.',
    findings: ['resolved high unenforced-mfa M baker', 'resolved medium stale-account M baker'],
    facts: ['account-gone M baker'],
  },
  { night: 26, happens: 'Nothing.' },
  {
    night: 27,
    happens: 'Suzuki loses the telephone once more.',
    findings: ['reopened high missing-mfa M suzuki'],
    facts: ['methods-changed M suzuki: microsoftAuthenticator, softwareOath → –'],
    notices: ['finding-reopened high missing-mfa M suzuki'],
  },
  { night: 28, happens: 'Nothing.' },
  { night: 29, happens: 'Nothing.' },
  {
    night: 30,
    happens: 'Takeda is Global Administrator again, Suzuki has another telephone, and a day is left of the secret.',
    findings: [
      'reopened high phishable-admin M takeda',
      'reopened medium daily-use-admin M takeda',
      'reopened medium standing-admin M takeda',
      'worse critical unenforced-mfa M takeda (severity)',
      'resolved high missing-mfa M suzuki',
    ],
    facts: [
      'admin-new M takeda: – → Global Administrator',
      'methods-changed M suzuki: – → microsoftAuthenticator, softwareOath',
    ],
    notices: [
      'access-ending critical M secret 1',
      'finding-reopened high phishable-admin M takeda',
      'finding-reopened medium daily-use-admin M takeda',
      'finding-reopened medium standing-admin M takeda',
      'finding-worse critical unenforced-mfa M takeda',
    ],
    figures: {
      'mfa-enforced': [7 / 18, 7, 18, 0],
      'mfa-resistant': [5 / 18, 5, 18, 0],
      'phone-only': [0, 0, 13, 5],
      'stale-accounts': [1, 1, 16, 2],
      'top-admins': [5, 5, 19, 0],
      // Takeda signs in; of the accounts for administration nothing tells.
      'unused-admins': [0, 0, 3, 2],
      exceptions: [0, 0, 20, 0],
      // Endo's account at Microsoft 365, from the eighth to the eleventh. Three administrators are open.
      'time-to-fix-critical': [72, 1, 4, 0],
      // 24, 48, 48, 72, 72, 96, 96, 96, 96, 264 and 408 hours. Eleven are open: the log, older clients, eight people
      // without enforced MFA, and what Takeda signs in with. The sign-in abroad is out of sight.
      'time-to-fix-high': [96, 11, 22, 1],
      // 24, 24, 72, 72, 96 and 576 hours, the first while the HR list did not name Endo. Five are open: three that stand
      // since the first night, and two of Takeda. The guest is out of sight.
      'time-to-fix-medium': [72, 6, 11, 1],
      // Endo's licence; what Hayashi does not need is open.
      'time-to-fix-low': [48, 1, 2, 0],
    },
  },
];
