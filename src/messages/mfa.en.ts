import type { FrameworkTexts, MfaTexts } from './mfa.ts';
import { counted, joined, number } from './words.en.ts';

function withNames(count: number, names: readonly string[]): string {
  const rest = count - names.length;
  const all = rest > 0 && names.length > 0 ? [...names, `${number(rest)} more`] : names;
  const listed = joined(all);
  return listed === '' ? counted(count, 'account') : `${counted(count, 'account')} (${listed})`;
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
  share: (because, members) => `${because}: ${counted(members, 'account')}`,
  countedTwice: 'An account under several policies is counted under each.',
  moreShares: (count) => `${number(count)} more reasons in access.csv`,
  unknownToo: (count) => `${number(count)} unknown`,
  notRead: 'not read',
  trusting: (members) =>
    `For ${number(members)} of the enforced members, a device marked as trusted may not be asked again. They still count as enforced.`,
  accountsMissing: 'Not all accounts could be read, so members may be missing.',
  enforcedOf: (ratio) => `enforced ${ratio}`,
  registeredOf: (ratio) => `registered ${ratio}`,
  enforcedUnknown: 'enforced: unknown',
  registeredUnknown: 'registered: unknown',
  more: 'by what, or why not',
  phoneEnds: ({ accounts: count, names, days, endsOn }) => {
    const [have, they] = count === 1 ? ['has', 'it registers'] : ['have', 'they register'];
    const whom = `${withNames(count, names)} ${have} no other second factor:`;
    const until = `until ${they} a passkey.`;
    if (days < 0) {
      return `Microsoft ended its own SMS and voice MFA on ${endsOn}. ${whom} sign-in is stopped for ${count === 1 ? 'it' : 'them'} ${until}`;
    }
    const when = days === 0 ? `today, ${endsOn}` : `on ${endsOn}, in ${number(days)} ${days === 1 ? 'day' : 'days'}`;
    return `Microsoft ends its own SMS and voice MFA ${when}. ${whom} sign-in will stop for ${count === 1 ? 'it' : 'them'} ${until}`;
  },
};

const strength = { exact: 'exact', partial: 'partial', related: 'related' } as const;

/** Words about frameworks, in English. */
export const frameworksEn: FrameworkTexts = {
  title: 'Frameworks, side by side',
  intro:
    'Each framework judges the same facts by its own rules, and none is averaged with another. A pass in part speaks of what was checked here, not of the whole control.',
  readingTitle: 'How to read this',
  reading: [
    'Exact and partial checks decide: a control fails if one of them fails, and is unknown while one is unknown.',
    'A related check is about something near, and decides nothing.',
    '“In part”: no check asks for all that the control asks for.',
    '“Not covered”: only related checks speak of it, or nobody was there to judge.',
    '“Outside shisei”: no check speaks of it.',
  ],
  framework: 'Framework',
  control: 'Control',
  verdict: 'Verdict',
  notCovered: 'Not covered',
  outside: 'Outside shisei',
  inPart: 'in part',
  inPartOf: (count) => `in part ${number(count)}`,
  strength,
  byStrength: (groups) => groups.map((group) => `${group.ids.join(', ')} – ${strength[group.strength]}`).join('; '),
  unanswered: (ids) => `Outside shisei, since no check speaks of them: ${ids.join(', ')}.`,
  answeredBy: 'Answered by',
  differTitle: 'Judged differently by frameworks',
  check: 'Check',
  accepts: 'Accepts',
  silent: 'says nothing',
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
