import type { Setting } from '../../src/core/rows/policy.ts';
import { instantOf } from './instants.ts';
import { type Field, type Ladder, ladderOf, type Resolved, resolve, type Standing } from './resolution.ts';
import { flag, word } from './setting-values.ts';

/** What the settings of 2-Step Verification and its neighbours are for one account. */
export interface TwoStep {
  /** May enrol. */
  enrolment: Resolved<boolean>;
  /** Enforced from then on, which may lie ahead; null: never. */
  from: Resolved<string | null>;
  /** Name of the set of factors that may be used. */
  factors: Resolved<string>;
  /** A trusted device is not asked again. */
  trust: Resolved<boolean>;
  /** Clients may sign in with the password alone. */
  passwordClients: Resolved<boolean>;
}

const enrolmentSetting = 'security.two_step_verification_enrollment';
/** The name of the setting that says from when 2-Step Verification is enforced. */
const enforcementSetting = 'security.two_step_verification_enforcement';
const factorSetting = 'security.two_step_verification_enforcement_factor';
const trustSetting = 'security.two_step_verification_device_trust';
const clientSetting = 'security.less_secure_apps';
const used: ReadonlySet<string> = new Set([
  enrolmentSetting,
  enforcementSetting,
  factorSetting,
  trustSetting,
  clientSetting,
]);

// What Google takes where nobody set anything: https://docs.cloud.google.com/identity/docs/concepts/supported-policy-api-settings
const enrolment: Field<boolean> = { name: 'allowEnrollment', read: flag, fallback: true };
const trust: Field<boolean> = { name: 'allowTrustingDevice', read: flag, fallback: true };
const passwordClients: Field<boolean> = { name: 'allowLessSecureApps', read: flag, fallback: false };
const factors: Field<string> = { name: 'allowedSignInFactorSet', read: word, fallback: 'ALL' };
const from: Field<string | null> = {
  name: 'enforcedFrom',
  read: (raw) => (typeof raw === 'string' ? instantOf(raw) : undefined),
  fallback: null,
};

/** The settings that matter here, ready to be resolved. */
export interface TwoStepRules {
  settings: readonly Setting[];
  ladders: ReadonlyMap<string, Ladder>;
}

export function twoStepRulesOf(settings: readonly Setting[]): TwoStepRules {
  const ours = settings.filter(({ setting }) => used.has(setting));
  const ladders = new Map([...Map.groupBy(ours, ({ setting }) => setting)].map(([name, of]) => [name, ladderOf(of)]));
  return { settings: ours, ladders };
}

/** Whether some setting enforces 2-Step Verification for somebody by then. */
export function enforcesForSome({ settings }: TwoStepRules, now: Date): boolean {
  return settings.some(({ setting, value }) => {
    if (setting !== enforcementSetting) return false;
    const start = from.read(value[from.name]);
    return typeof start === 'string' && Date.parse(start) <= now.getTime();
  });
}

/** What holds for an account that stands there. */
export function resolveTwoStep({ ladders }: TwoStepRules, standing: Standing): TwoStep {
  const of = <T extends string | boolean | null>(setting: string, field: Field<T>) =>
    resolve(ladders.get(setting) ?? [], field, standing);
  return {
    enrolment: of(enrolmentSetting, enrolment),
    from: of(enforcementSetting, from),
    factors: of(factorSetting, factors),
    trust: of(trustSetting, trust),
    passwordClients: of(clientSetting, passwordClients),
  };
}
