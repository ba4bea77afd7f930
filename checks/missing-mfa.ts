import { accountSubject, candidates, isMember, rowAbout, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls, ifPrivileged, unlessPrivileged } from '../src/core/controls.ts';
import type { Gap } from '../src/core/gap.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import type { Mfa } from '../src/core/rows/mfa.ts';
import { methodNames } from '../src/core/second-factors.ts';

type Capability = 'capable' | 'unregistered' | 'unusable' | Gap;

function silent(what: string): Gap {
  return { kind: 'absent', detail: `the directory does not say whether a second factor is ${what}` };
}

function capabilityOf({ registered, usable }: Mfa): Capability {
  if (registered === false) return 'unregistered';
  if (usable === true) return 'capable';
  if (registered === null) return silent('registered');
  return usable === false ? 'unusable' : silent('usable');
}

export const missingMfa = defineCheck({
  id: 'missing-mfa',
  severity: 'high',
  messages: ['unregistered', 'unusable'],
  options: {},
  controls: controls(
    {
      // A policy may demand what nobody has registered yet.
      'CISA SCuBA M365': { 'MS.AAD.3.2v2': 'related' },
      'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.1.2v1': 'related', 'GWS.COMMONCONTROLS.1.4v1': 'related' },
      'CIS M365': { '5.2.3.4': 'exact' },
      'CIS Google Workspace': { '4.1.1.3': 'related' },
      'CIS Controls': { '6.3': 'partial' },
      'NIST CSF': { 'PR.AA-01': 'partial', 'PR.AA-03': 'partial' },
      'NIST SP 800-53': { 'IA-2(1)': 'partial', 'IA-2(2)': 'partial' },
      'ISO/IEC 27001': { 'A.5.17': 'partial', 'A.8.5': 'partial' },
      'SOC 2': { 'CC6.1': 'partial', 'CC6.2': 'related' },
      'MITRE ATT&CK': {
        ...{ 'T1110.001': 'partial', 'T1110.002': 'partial', 'T1110.003': 'partial' },
        ...{ 'T1078.004': 'related', 'T1556.006': 'related', 'T1566.001': 'related', T1621: 'related' },
      },
      'SCS ★3': { '4-1-3-2': 'partial' },
      'CSA Zero Trust for SMBs': { MFA: 'partial' },
    },
    // One of the two is about administrators, the other about everybody else.
    {
      tolerates: {
        'NIST SP 800-53': (failure, id) => (id === 'IA-2(1)' ? unlessPrivileged(failure) : ifPrivileged(failure)),
      },
    },
  ),
  needs: ['accounts', 'mfa'],
  uses: ['roles'],
  subjects: ({ accounts }, context) => candidates(accounts, (account) => isMember(account, context)),
  name: accountSubject,
  judge({ account, doubt }, { mfa, roles }, { now, provider }) {
    const row = rowAbout(mfa, account, provider);
    if ('missing' in row) return unknown(row.missing);
    const { registered, usable } = row;
    const capability = capabilityOf(row);
    if (capability === 'capable') return pass();
    const methods = row.methods === null ? null : methodNames(row.methods);
    const facts = { registered, usable, methods, ...privilegeFacts(roles, account.id, now) };
    if (typeof capability === 'object') return unknown(capability, facts);
    return unlessDoubtful(doubt, fail(capability, facts.privileged ? 'critical' : 'high', facts));
  },
});
