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
  moreShares: (count: number) => string;
  unknownToo: (count: number) => string;
  notRead: string;
  /** Google lets enforced members have a trusted device not asked again. */
  trusting: (members: number) => string;
  accountsMissing: string;
  noMembers: string;
  /** Both figures side by side: "enforced 15 / 17 (88 %), registered 16 / 17 (94 %)". */
  enforcedOf: (ratio: string) => string;
  registeredOf: (ratio: string) => string;
  /** Where a figure could not be read at all. */
  enforcedUnknown: string;
  registeredUnknown: string;
  more: string;
  /** Accounts that have nothing but a phone, and days until Microsoft ends SMS and voice; negative afterwards. */
  phoneEnds: (accounts: number, days: number, endsOn: string) => string;
}

/** Words of the section that sets the verdicts of frameworks side by side. */
export interface FrameworkTexts {
  title: string;
  intro: string;
  control: string;
  verdict: string;
  answeredBy: string;
  table: (framework: string) => string;
  /** Frameworks judge the same facts differently: those that accept what the check does not, and those that cannot tell. */
  disagree: (accepting: readonly string[], unsure: readonly string[]) => string;
  controls: (count: number) => string;
}
