import { type Context, defineCheck, fail, type Judgement, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { type Gap, silent } from '../src/core/gap.ts';
import { authorizationOf } from '../src/core/policies.ts';
import { judgeLetting, lettingOf, type Resolved } from '../src/core/resolved-settings.ts';
import type { Enforcement } from '../src/core/rows/enforcement.ts';

type Read = Tables<'accounts' | 'enforcement' | 'policies'>;
type Judged = Judgement<'open'>;

/**
 * Policies by which people may consent for themselves, in lower case: whether to any application.
 * https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies
 */
const consentPolicies: ReadonlyMap<string, boolean> = new Map([
  ['managepermissiongrantsforself.microsoft-user-default-legacy', true],
  ['managepermissiongrantsforself.microsoft-user-default-low', false],
  ['managepermissiongrantsforself.microsoft-user-default-recommended', false],
]);
/** What owners of groups and teams may consent to for these. */
const forOwners = 'managepermissiongrantsforownedresource.';

/**
 * Whether any application that nobody configured may be used. The first value blocks nothing, whatever its name says;
 * `ACCESS_LEVEL_UNSPECIFIED` is not explained anywhere.
 * https://docs.cloud.google.com/identity/docs/concepts/supported-policy-api-settings
 */
const accessLevels: ReadonlyMap<string, boolean> = new Map([
  ['UNSPECIFIED_UBER_BLOCK', true],
  ['ALLOW_SIGN_IN_SCOPES_ONLY', false],
  ['BLOCK_ALL_SCOPES', false],
]);

function notKnown(what: string): Gap {
  return { kind: 'absent', detail: `it is not known ${what}` };
}

/** Microsoft 365 has one list for the directory. */
function judgeDirectory({ policies }: Read): Judged {
  const assigned = authorizationOf(policies.rows)?.consentPolicies ?? null;
  if (assigned === null) {
    return unknown(policies.gap ?? silent('what people may consent to themselves'));
  }
  const forSelf = assigned.filter((name) => !name.toLowerCase().startsWith(forOwners)).sort();
  const open = forSelf.filter((name) => consentPolicies.get(name.toLowerCase()) === true);
  if (open.length > 0) return fail('open', 'high', { policies: open.join(', ') });
  const strange = forSelf.filter((name) => !consentPolicies.has(name.toLowerCase()));
  if (strange.length === 0) return pass();
  return unknown(notKnown(`to which applications ${strange.join(', ')} lets people consent`));
}

/** Google resolves settings for each account. */
function judgeAccounts(tables: Read, { provider }: Context<unknown>): Judged {
  const silence = silent('which third-party applications people may use');
  const resolve = ({ unconfiguredApps }: Enforcement): Resolved => {
    if (unconfiguredApps === null || unconfiguredApps === undefined) return null;
    const { access, scope } = unconfiguredApps;
    const lets = accessLevels.get(access);
    return lets === undefined ? notKnown(`which third-party applications ${access} allows`) : { lets, scope };
  };
  return judgeLetting('open', 'high', lettingOf(tables, provider, resolve, silence));
}

export const openConsent = defineCheck({
  id: 'open-consent',
  severity: 'high',
  messages: ['open'],
  options: {},
  // The baselines of CISA and CIS refuse what passes here too: consent to applications that ask for little.
  controls: controls({
    'CISA SCuBA M365': { 'MS.AAD.5.2v1': 'related' },
    'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.10.4v1': 'related' },
    'CIS M365': { '5.1.5.1': 'related' },
    'CIS Google Workspace': { '4.2.1.1': 'related' },
    'CIS Controls': { '2.5': 'related' },
    'NIST CSF': { 'PR.AA-05': 'related' },
    'NIST SP 800-53': { 'AC-6(10)': 'related', 'CM-5': 'related' },
    'ISO/IEC 27001': { 'A.8.18': 'related', 'A.8.26': 'related' },
    'SOC 2': { 'CC6.1': 'related', 'CC6.8': 'related' },
    'MITRE ATT&CK': { T1528: 'partial', 'T1550.001': 'related' },
    'SCS ★3': { '2-1-1-1': 'related', '3-1-3-1': 'related' },
  }),
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
