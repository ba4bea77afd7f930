import type { ApplicationsTexts } from './applications.ts';
import { counted, number } from './words.en.ts';

/** Words of the section about programs, in English. */
export const applicationsEn: ApplicationsTexts = {
  title: 'What applications may do',
  intro:
    'Programs sign in without a person. Those with administrator rights come first, then others with a finding, then those that may do most.',
  about: {
    microsoft365:
      '“By itself” are permissions of Microsoft Graph that need no user; “as any user” is one consent that an administrator gave for all.',
    'google-workspace':
      'Third-party applications come from the log of consents: how many users gave one, and for which scopes. Service accounts are listed where they hold a role.',
  },
  since: (day) => `Consents since ${day}.`,
  notRead: 'The applications could not be read, so nothing is known of them.',
  partly: 'Not all applications could be read, so there may be more.',
  heads: {
    application: 'Application',
    kind: 'Kind',
    permissions: 'By itself',
    delegated: 'As any user',
    credentials: 'Secrets and certificates',
    scopes: 'Scopes',
    users: 'Users',
    lastConsent: 'Last consent',
  },
  kind: {
    application: 'Application',
    'managed-identity': 'Managed identity',
    'service-account': 'Service account',
    'third-party': 'Third party',
  },
  own: 'own',
  foreign: 'of another organisation',
  originUnknown: 'origin not known',
  disabled: 'disabled',
  unlisted: 'not among the applications that were read',
  none: 'none',
  noPermission: 'no permission',
  unread: { permissions: 'permissions not read', delegated: 'not read', scopes: 'scopes not read' },
  nameless: 'without a name',
  moreNames: (count) => `${number(count)} more`,
  credential: ({ kind, age, endsOn, expired }) => {
    const word = kind === 'secret' ? 'Secret' : 'Certificate';
    const since = age === null ? 'age not known' : age < 0 ? 'not valid yet' : `${counted(age, 'day')} old`;
    const end = endsOn === null ? 'end not known' : `${expired ? 'expired' : 'until'} ${endsOn}`;
    return `${word}, ${since}, ${end}`;
  },
  moreCredentials: (count) => `${number(count)} more`,
  scanner: 'this scanner',
  unneeded: (names) => `has and does not need: ${names}`,
  nothingUnneeded: 'has no permission that it does not need',
  table: (cloud) => `Table: applications of ${cloud}`,
  moreInCsv: (more, quiet, isDelegatedDark) => {
    const lacking = isDelegatedDark
      ? 'a permission or a credential'
      : 'a permission, a consent for all users or a credential';
    const parts = [
      ...(more === 0 ? [] : [`${number(more)} more`]),
      ...(quiet === 0 ? [] : [`${counted(quiet, 'application')} without ${lacking}`]),
    ];
    return `${parts.join(' and ')} in applications.csv, which \`--format csv\` writes.`;
  },
  delegatedUnread:
    'What they may do as any user was not read: that takes the permission `Directory.Read.All`, which is optional.',
  noneAtAll: 'No application is on record.',
};
