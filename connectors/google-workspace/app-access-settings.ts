import type { Setting } from '../../src/core/rows/policy.ts';
import { type Field, type Ladder, ladderOf, type Resolved, resolve, type Standing } from './resolution.ts';
import { word } from './setting-values.ts';

/** Google's word for what applications an account may use that nobody configured; null: nobody chose. */
export type AppAccess = Resolved<string | null>;

const unconfiguredSetting = 'api_controls.unconfigured_third_party_apps';

// Not among the defaults that Google names: https://docs.cloud.google.com/identity/docs/concepts/supported-policy-api-settings
const accessLevel: Field<string | null> = { name: 'accessLevel', read: word, fallback: null };

/** The settings that say so, ready to be resolved. */
export interface AppAccessRules {
  settings: readonly Setting[];
  ladder: Ladder;
}

export function appAccessRulesOf(settings: readonly Setting[]): AppAccessRules {
  const ours = settings.filter(({ setting }) => setting === unconfiguredSetting);
  return { settings: ours, ladder: ladderOf(ours) };
}

/** What holds for an account that stands there. */
export function resolveAppAccess({ ladder }: AppAccessRules, standing: Standing): AppAccess {
  return resolve(ladder, accessLevel, standing);
}
