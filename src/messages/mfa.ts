import type { Strength } from '../core/check.ts';

/** Words of the block that sets enforced MFA beside registered MFA. */
export interface MfaTexts {
  title: string;
  intro: string;
  cloud: string;
  members: string;
  registered: string;
  byWhat: string;
  /** A clause with the number of members that it holds for. */
  share: (because: string, members: number) => string;
  /** Shares add up to more than the members. */
  countedTwice: string;
  moreShares: (count: number) => string;
  unknownToo: (count: number) => string;
  notRead: string;
  /** Google lets enforced members have a trusted device not asked again. */
  trusting: (members: number) => string;
  accountsMissing: string;
  /** Both figures side by side: "enforced 15 / 17 (88 %), registered 16 / 17 (94 %)". */
  enforcedOf: (ratio: string) => string;
  registeredOf: (ratio: string) => string;
  /** Where a figure could not be read at all. */
  enforcedUnknown: string;
  registeredUnknown: string;
  more: string;
  phoneEnds: (facts: PhoneEndsFacts) => string;
}

/** Who has nothing but a phone when Microsoft ends SMS and voice. */
export interface PhoneEndsFacts {
  accounts: number;
  /** Of a few of them. */
  names: readonly string[];
  /** Days that are left; negative afterwards. */
  days: number;
  /** The day, for people. */
  endsOn: string;
}

/** Words of the section that sets the verdicts of frameworks side by side. */
export interface FrameworkTexts {
  title: string;
  /** Three lines at most. */
  intro: string;
  readingTitle: string;
  /** What the words of the section mean. */
  reading: readonly string[];
  framework: string;
  control: string;
  verdict: string;
  /** Only related checks speak of the control, or nobody was there to judge. */
  notCovered: string;
  /** No check speaks of the control. */
  outside: string;
  /** Beside a pass: not all that the control asks for was looked at. */
  inPart: string;
  inPartOf: (count: number) => string;
  strength: Record<Strength, string>;
  /** Ids of controls, by how much of them a check answers. */
  byStrength: (groups: readonly { strength: Strength; ids: readonly string[] }[]) => string;
  /** Controls that no check speaks of. */
  unanswered: (ids: readonly string[]) => string;
  answeredBy: string;
  /** Over the checks that frameworks judge differently. */
  differTitle: string;
  /** Head of the column that names those checks. */
  check: string;
  /** A framework has nothing to object where the check fails. */
  accepts: string;
  /** A framework that does not speak of the check. */
  silent: string;
  table: (framework: string) => string;
  /** Frameworks judge the same facts differently: those that accept what the check does not, and those that cannot tell. */
  disagree: (accepting: readonly string[], unsure: readonly string[]) => string;
  controls: (count: number) => string;
}
