import { allowsPhone } from '../src/core/allowed-factors.ts';
import { type Context, defineCheck, fail, type Judgement, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import type { Gap } from '../src/core/gap.ts';
import { methodsPolicyOf } from '../src/core/policies.ts';
import { judgeLetting, lettingOf, type Resolved } from '../src/core/resolved-settings.ts';
import type { Enforcement } from '../src/core/rows/enforcement.ts';
import type { MethodsPolicy } from '../src/core/rows/policy.ts';

const phoneMethods = ['sms', 'voice'] as const;
type Setting = MethodsPolicy['methods'][number];
type Read = Tables<'accounts' | 'enforcement' | 'policies'>;
type Judged = Judgement<'allowed'>;

function silent(detail: string): Gap {
  return { kind: 'absent', detail };
}

function settingOf(policy: MethodsPolicy, name: string): Setting {
  const found = policy.methods.find((method) => method.name.toLowerCase() === name);
  return { enabled: found?.enabled ?? null, scopes: found?.scopes ?? null, name };
}

/** A method that is on for nobody is off. */
function isAllowed({ enabled, scopes }: Setting): boolean {
  return enabled === true && scopes !== null && scopes.length > 0;
}

/** Whether the policy leaves open if the method is on, or for whom. */
function isDark({ enabled, scopes }: Setting): boolean {
  return enabled === null || (enabled && scopes === null);
}

/** Why a phone may be allowed although the policy that was read does not allow it. */
function doubtOf(settings: readonly Setting[], legacy: MethodsPolicy['legacyPolicies']): Gap | null {
  const dark = settings.filter(isDark).map(({ name }) => name);
  if (dark.length > 0) return silent(`the policy does not say whether it allows ${dark.join(', ')}`);
  if (legacy === 'retired') return null;
  if (legacy === null) return silent('the policy does not say whether the older policies are retired');
  return silent('the older policies, which no API shows, are still in force and may allow SMS or voice');
}

/** Microsoft 365 has one policy for the directory, which names groups. */
function judgeDirectory({ policies }: Read): Judged {
  const policy = methodsPolicyOf(policies.rows);
  if (policy === undefined) return unknown(policies.gap ?? silent('the directory gave no policy of methods'));
  const settings = phoneMethods.map((name) => settingOf(policy, name));
  const allowed = settings.filter(isAllowed);
  const scopes = new Set(allowed.flatMap((setting) => setting.scopes ?? []));
  const facts = {
    methods: allowed.map(({ name }) => name).join(', '),
    scopes: [...scopes].sort().join(', '),
    legacyPolicies: policy.legacyPolicies,
  };
  if (allowed.length > 0) return fail('allowed', 'medium', facts);
  const doubt = doubtOf(settings, policy.legacyPolicies);
  return doubt === null ? pass() : unknown(doubt, facts);
}

/** Google resolves settings for each account. */
function judgeAccounts(tables: Read, { provider }: Context<unknown>): Judged {
  const silence = silent('the directory does not say which second factors policy allows');
  const resolve = ({ allowedFactors }: Enforcement): Resolved => {
    if (allowedFactors === null) return null;
    const { set, scope } = allowedFactors;
    const lets = allowsPhone(set);
    return lets === null
      ? silent(`it is not known whether the set of factors ${set} allows SMS or voice`)
      : { lets, scope };
  };
  return judgeLetting('allowed', 'medium', lettingOf(tables, provider, resolve, silence));
}

export const smsMfaAllowed = defineCheck({
  id: 'sms-mfa-allowed',
  severity: 'medium',
  messages: ['allowed'],
  options: {},
  controls: controls(
    {
      // One is broken by codes in mail, too; the other is about the end of the older policies.
      'CISA SCuBA M365': { 'MS.AAD.3.4v1': 'related', 'MS.AAD.3.5v2': 'partial' },
      'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.1.3v1': 'exact' },
      'CIS M365': { '5.2.3.5': 'exact' },
      'NIST CSF': { 'PR.AA-03': 'related' },
      'NIST SP 800-53': { 'CM-7b': 'partial', 'IA-5c': 'partial' },
      'ISO/IEC 27001': { 'A.5.17': 'related' },
      'SOC 2': { 'CC6.1': 'related' },
      'MITRE ATT&CK': { 'T1566.002': 'partial', T1621: 'partial' },
      'SCS ★3': { '4-1-3-3': 'partial' },
      'CSA Zero Trust for SMBs': { SMS: 'partial' },
    },
    // It accepts a code that is sent to a telephone as a factor.
    { tolerates: { 'SCS ★3': () => true } },
  ),
  needs: [],
  uses: [],
  at: {
    microsoft365: { needs: ['policies'] },
    'google-workspace': { needs: ['accounts', 'enforcement'], uses: ['policies'] },
  },
  subjects: (_tables, { directoryId }) => [directoryId],
  name: (id) => ({ type: 'directory', id }),
  judge(_directory, tables, context) {
    return context.provider === 'google-workspace' ? judgeAccounts(tables, context) : judgeDirectory(tables);
  },
});
