import type { FrameworkTexts, MfaTexts } from './mfa.ts';

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

function people(count: number): string {
  return count === 1 ? '1 account has' : `${number(count)} accounts have`;
}

/** Words about enforced and registered MFA, in English. */
export const mfaEn: MfaTexts = {
  title: 'MFA: registered is not enforced',
  intro:
    'Registered: the account has a second factor. Enforced: something asks for it at every sign-in to every application. Counted are enabled members; guests and declared emergency accounts are not.',
  cloud: 'Cloud',
  members: 'Members',
  registered: 'Registered',
  byWhat: 'by what, or why not',
  share: (because, members) => `${because}: ${number(members)}`,
  moreShares: (count) => `${number(count)} more reasons in access.csv`,
  unknownToo: (count) => `${number(count)} unknown`,
  notRead: 'not read',
  trusting: (members) =>
    `${number(members)} enforced ${members === 1 ? 'member' : 'members'} may have a trusted device not asked again. They count as enforced.`,
  accountsMissing: 'Not all accounts could be read, so members may be missing.',
  noMembers: 'No enabled member.',
  enforcedOf: (ratio) => `enforced ${ratio}`,
  registeredOf: (ratio) => `registered ${ratio}`,
  enforcedUnknown: 'enforced: unknown',
  registeredUnknown: 'registered: unknown',
  more: 'by what, or why not',
  phoneEnds: (accounts, days, endsOn) => {
    const whom = `${people(accounts)} no other second factor`;
    if (days < 0) return `Microsoft ended its own SMS and voice MFA on ${endsOn}; ${whom}.`;
    const when = days === 0 ? 'today' : `in ${number(days)} ${days === 1 ? 'day' : 'days'}, on ${endsOn}`;
    return `Microsoft ends its own SMS and voice MFA ${when}. ${whom} and will be stopped.`;
  },
};

/** Words about frameworks, in English. */
export const frameworksEn: FrameworkTexts = {
  title: 'Frameworks, side by side',
  intro:
    'Each framework judges the same facts by its own rules, and none is averaged with another. A control fails if one check fails under it, and is unknown while one is unknown. A pass speaks of what was checked here, not of the whole control.',
  control: 'Control',
  verdict: 'Verdict',
  answeredBy: 'Answered by',
  table: (framework) => `Table: controls of ${framework}`,
  disagree: (accepting, unsure) => {
    const parts = [
      ...(accepting.length === 0
        ? []
        : [`${accepting.join(', ')} ${accepting.length === 1 ? 'accepts' : 'accept'} this`]),
      ...(unsure.length === 0 ? [] : [`unknown under ${unsure.join(', ')}`]),
    ];
    return parts.length === 0 ? 'Frameworks disagree' : `Frameworks disagree: ${parts.join('; ')}`;
  },
  controls: (count) => `${number(count)} ${count === 1 ? 'control' : 'controls'}`,
};
