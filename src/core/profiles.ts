import type { AnyCheck, Options } from './check.ts';

/** Options by check, where a family of frameworks measures otherwise than the checks do. */
const profileOptions = {
  // https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/aad.md
  cisa: { 'stale-credential': { limitDays: 180, certificateDays: 365 }, 'top-admin-count': { max: 8, min: 2 } },
  // https://www.cisecurity.org/benchmark/microsoft_365
  cis: { 'stale-credential': { limitDays: 180, certificateDays: 180 }, 'top-admin-count': { max: 4, min: 2 } },
} as const satisfies Record<string, Readonly<Record<string, Options>>>;

/** A named set of options that `shisei.yaml` or the command line may ask for. */
export type Profile = keyof typeof profileOptions;

/** All profiles by name. */
export const profiles = Object.keys(profileOptions) as Profile[];

/** What a profile sets, by check; what it does not name stays as it is. */
export function optionsOfProfile(profile: Profile | null): Readonly<Record<string, Options>> {
  return profile === null ? {} : profileOptions[profile];
}

/** What was set by somebody, by profile and by option. */
export interface OptionSettings {
  /** Null: none was asked for. */
  profile: Profile | null;
  /** Options by check; what is not given is that of the profile, and else the check's default. */
  checks: Readonly<Record<string, Options>>;
}

/** What a check is judged by. */
export function optionsUnder({ profile, checks }: OptionSettings, { id, options }: AnyCheck): Options {
  return { ...options, ...optionsOfProfile(profile)[id], ...checks[id] };
}
