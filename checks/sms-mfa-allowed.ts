import { type Candidate, candidates, isEnabled, rowAbout } from '../src/core/accounts.ts';
import { allowsPhone } from '../src/core/allowed-factors.ts';
import { type Context, defineCheck, fail, type Judgement, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import type { Gap, MethodsPolicy } from '../src/core/datasets.ts';
import { methodsPolicyOf } from '../src/core/policies.ts';

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

/** Microsoft 365 has one policy for the directory, which names groups. */
function judgeDirectory({ policies }: Read): Judged {
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
}

interface Allowance extends Candidate {
  /** The part of the directory, or the group, whose setting allows a phone; null: none does. */
  scope: string | null;
}

function allowanceOf(
  { account, doubt }: Candidate,
  { enforcement, policies }: Read,
  { provider }: Context<unknown>,
): Allowance {
  const row = rowAbout(enforcement, account, provider);
  if ('missing' in row) return { account, scope: null, doubt: row.missing };
  const { allowedFactors } = row;
  if (allowedFactors === null) {
    const said = silent('the directory does not say which second factors policy allows');
    return { account, scope: null, doubt: policies.gap ?? enforcement.gap ?? said };
  }
  const { set, scope } = allowedFactors;
  const allows = allowsPhone(set);
  if (allows !== null) return { account, scope: allows ? scope : null, doubt: allows ? doubt : null };
  return {
    account,
    scope: null,
    doubt: silent(`it is not known whether the set of factors ${set} allows SMS or voice`),
  };
}

/** Google resolves settings for each account. */
function judgeAccounts(tables: Read, context: Context<unknown>): Judged {
  const found = [...candidates(tables.accounts, isEnabled)]
    .map((candidate) => allowanceOf(candidate, tables, context))
    .sort((a, b) => (a.account.id < b.account.id ? -1 : 1));
  const certain = found.filter(({ scope, doubt }) => scope !== null && doubt === null);
  const scopes = [...new Set(certain.map(({ scope }) => scope))].sort().join(', ');
  if (certain.length > 0) return fail('allowed', 'medium', { scopes, accounts: certain.length });
  const doubtful = found.find(({ doubt }) => doubt !== null)?.doubt;
  const gap = doubtful ?? tables.accounts.gap ?? tables.enforcement.gap;
  return gap === null ? pass() : unknown(gap);
}

export const smsMfaAllowed = defineCheck({
  id: 'sms-mfa-allowed',
  severity: 'medium',
  messages: ['allowed'],
  options: {},
  controls: controls(
    {
      'CISA SCuBA M365': { 'MS.AAD.3.4v1': 'partial', 'MS.AAD.3.5v2': 'partial' },
      'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.1.3v1': 'partial' },
      'CIS M365': { '5.2.3.5': 'partial' },
      'NIST CSF': { 'PR.AA-03': 'partial' },
      'NIST SP 800-53': { 'CM-7b': 'partial', 'IA-5c': 'partial' },
      'ISO/IEC 27001': { 'A.5.17': 'partial' },
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
