import { acceptanceIn } from './acceptance.ts';
import { roleNames } from './roles.en.ts';
import { joined } from './words.en.ts';

const subjects = { roles: 'the roles of the account', mfa: 'its MFA', signIn: 'its last sign-in' } as const;
const labels = { finding: 'finding', roles: 'roles', mfa: 'MFA', signIn: 'last sign-in' } as const;

/** Words about risks that were accepted, in English. */
export const acceptanceEn = acceptanceIn({
  severity: {
    low: 'low',
    medium: 'medium',
    high: 'high',
    critical: 'critical',
  },
  mfa: {
    registered: 'registered',
    unregistered: 'not registered',
    'factor-resistant': 'a phishing-resistant factor',
    'factor-phishable': 'a factor that can be phished',
    'factor-phone': 'phone',
    'factor-unknown': 'a factor of unknown strength',
    'factor-none': 'no second factor',
    'enforcement-enforced': 'enforced',
    'enforcement-partly': 'enforced in part',
    'enforcement-none': 'not enforced',
  },
  signIn: {
    active: 'within 45 days',
    unused: '46 to 90 days ago',
    stale: 'more than 90 days ago',
    never: 'never',
  },
  privilege: {
    top: 'with the highest rights',
    high: 'privileged',
    none: 'not privileged',
  },
  roleList: (names) => joined(names.map((name) => roleNames.get(name) ?? name)),
  noRole: 'no role',
  noAdminRole: 'no administrator role',
  aside: (words) => ` (${words})`,
  comma: ', ',
  count: (count) => count.toLocaleString('en-GB'),
  passed: (was, is) => `the login now belongs to another account, “${is}” instead of “${was}”`,
  fromTo: (what, was, is) =>
    what === 'worse'
      ? `the finding got worse, from “${was}” to “${is}”`
      : `${subjects[what]} changed from “${was}” to “${is}”`,
  ended: (changed) => `Acceptance ended: ${changed}.`,
  fact: (what, words) => `${labels[what]}: ${words}`,
});
