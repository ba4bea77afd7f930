import { methodName } from './methods.en.ts';
import type { NameTexts } from './names.ts';
import { roleNames } from './roles.en.ts';

const regions = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'none' });

function country(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? regions.of(code) : undefined;
  return name === undefined ? code : `${name} (${code})`;
}

/** What things of a report are called, in English. */
export const namesEn: NameTexts = {
  severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  verdict: { fail: 'Fail', pass: 'Pass', unknown: 'Unknown', 'not-applicable': 'Not applicable', accepted: 'Accepted' },
  status: { complete: 'read in full', partial: 'read in part', failed: 'not read' },
  provider: { microsoft365: 'Microsoft\u00a0365', 'google-workspace': 'Google Workspace' },
  dataset: {
    organization: 'Organisation',
    accounts: 'Accounts',
    signIns: 'Last sign-ins',
    mfa: 'MFA registration',
    enforcement: 'MFA enforcement',
    roles: 'Administrator roles',
    policies: 'Policies',
    signInEvents: 'Sign-in log',
    adminActivity: 'Administrative activity',
    applications: 'Applications',
  },
  datasetState: { complete: 'complete', partial: 'in part', unavailable: 'unavailable' },
  role: (name) => roleNames.get(name) ?? name,
  method: methodName,
  country,
  datasetSource: (source) => (source === 'usage-report' ? 'usage report, by day' : source),
  cost: { free: 'Free', partly: 'Partly free', licence: 'Needs a licence' },
  elsewhere: 'Whole tenant',
};
