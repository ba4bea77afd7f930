import type { FactorState } from '../core/people-report.ts';
import type { EnforcementState } from '../core/rows/enforcement.ts';
import type { PeopleTexts } from './people.ts';
import { counted, number } from './words.en.ts';

const protections: Readonly<Record<EnforcementState, string>> = {
  none: 'MFA not enforced',
  partly: 'MFA enforced in part only',
  unknown: 'not known whether MFA is enforced',
  enforced: 'MFA enforced',
};

const factors: Readonly<Record<FactorState, string>> = {
  none: 'no second factor',
  phone: 'phone as second factor',
  unknown: 'second factor not known',
  phishable: 'second factor that can be phished',
  resistant: 'phishing-resistant second factor',
};

/** Words about persons, in English. */
export const peopleEn: PeopleTexts = {
  accounts: 'Accounts',
  joinedBy: 'Joined by',
  join: {
    link: 'a link in the configuration',
    login: 'the same login',
    roster: 'the HR list',
    'employee-id': 'the same employee number',
    alias: 'a shared address',
  },
  weakest: 'Weakest account',
  weakestOf: (protection, factor) => {
    const [enforced, registered] = [protections[protection.state], factors[factor.state]];
    const [first, second] = [protection.of.join(', '), factor.of.join(', ')];
    return first === second
      ? `${enforced}, ${registered} (${first})`
      : `${enforced} (${first}), ${registered} (${second})`;
  },
  noneEnabled: 'none may sign in',
  enabled: 'enabled',
  disabled: 'disabled',
  enabledUnknown: 'not known whether enabled',
  left: (day) => (day === null ? 'has left' : `left ${day}`),
  onLeave: 'on leave',
  unjoinedTitle: 'What could not be joined',
  unjoinedIntro:
    'These accounts share an address or a number, and something speaks against one person. They are left apart; a link under `links` in the configuration joins them.',
  shared: 'Shared',
  whyHead: 'Why they are left apart',
  why: {
    several: 'More accounts share it than one person can have.',
    contradiction: 'The employee number or the HR list tells them apart.',
  },
  more: (count) => `${number(count)} more`,
  moreUnjoined: (count) => `${number(count)} more in report.json`,
  subjects: {
    account: (count) => counted(count, 'account'),
    person: (count) => counted(count, 'person', 'people'),
    application: (count) => counted(count, 'application'),
    directory: (count) => counted(count, 'directory', 'directories'),
    tenant: (count) => counted(count, 'tenant'),
  },
};
