import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import type { Gap, MethodsPolicy } from '../src/core/datasets.ts';
import { methodsPolicyOf } from '../src/core/policies.ts';

const phoneMethods = ['sms', 'voice'] as const;
type Setting = MethodsPolicy['methods'][number];

function silent(detail: string): Gap {
  return { kind: 'absent', detail };
}

function settingOf(policy: MethodsPolicy, name: string): Setting {
  const found = policy.methods.find((method) => method.name.toLowerCase() === name);
  return { enabled: found?.enabled ?? null, scopes: found?.scopes ?? null, name };
}

/** A method that is on for nobody is off. */
function isAllowed({ enabled, scopes }: Setting): boolean {
  return enabled === true && (scopes === null || scopes.length > 0);
}

/** Why a phone may be allowed although the policy that was read does not allow it. */
function doubtOf(settings: readonly Setting[], legacy: MethodsPolicy['legacyPolicies']): Gap | null {
  const dark = settings.filter(({ enabled }) => enabled === null).map(({ name }) => name);
  if (dark.length > 0) return silent(`the policy does not say whether it allows ${dark.join(', ')}`);
  if (legacy === 'retired') return null;
  if (legacy === null) return silent('the policy does not say whether the older policies are retired');
  return silent('the older policies, which no API shows, are still in force and may allow SMS or voice');
}

export const smsMfaAllowed = defineCheck({
  id: 'sms-mfa-allowed',
  severity: 'medium',
  messages: ['allowed'],
  options: {},
  controls: controls({
    'CISA SCuBA M365': ['MS.AAD.3.4v1', 'MS.AAD.3.5v2'],
    'CISA SCuBA Google Workspace': ['GWS.COMMONCONTROLS.1.3v1'],
    'CIS M365': ['5.2.3.5'],
    'NIST CSF': ['PR.AA-03'],
    'NIST SP 800-53': ['CM-7b', 'IA-5c'],
    'ISO/IEC 27001': ['A.5.17'],
  }),
  needs: ['policies'],
  uses: [],
  subjects: (_tables, { directoryId }) => [directoryId],
  name: (id) => ({ type: 'directory', id }),
  judge(_directory, { policies }) {
    const policy = methodsPolicyOf(policies.rows);
    if (policy === undefined) return unknown(policies.gap ?? silent('the directory gave no policy of methods'));
    const settings = phoneMethods.map((name) => settingOf(policy, name));
    const allowed = settings.filter(isAllowed);
    const scopes = new Set(allowed.flatMap((setting) => setting.scopes ?? ['unknown']));
    const facts = {
      methods: allowed.map(({ name }) => name).join(', '),
      scopes: [...scopes].sort().join(', '),
      legacyPolicies: policy.legacyPolicies,
    };
    if (allowed.length > 0) return fail('allowed', 'medium', facts);
    const doubt = doubtOf(settings, policy.legacyPolicies);
    return doubt === null ? pass() : unknown(doubt, facts);
  },
});
