import { accountSubject, rowAbout, unlessDoubtful } from '../src/core/accounts.ts';
import { privilegedMembers } from '../src/core/administrators.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import { isPhishable, methodNames, secondFactorsOf } from '../src/core/second-factors.ts';

export const phishableAdmin = defineCheck({
  id: 'phishable-admin',
  severity: 'high',
  messages: ['phishable'],
  options: {},
  controls: controls({
    // What is registered, and of administrators alone, where these ask for a policy, some of them for everybody.
    'CISA SCuBA M365': { 'MS.AAD.3.6v1': 'partial' },
    'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.1.1v1': 'partial', 'GWS.COMMONCONTROLS.9.1v1': 'related' },
    'CIS M365': { '5.2.2.5': 'partial' },
    'CIS Google Workspace': { '4.1.1.2': 'partial', '4.1.3.1': 'related' },
    // Any second factor keeps these.
    'CIS Controls': { '6.5': 'related' },
    'NIST CSF': { 'PR.AA-03': 'related' },
    'NIST SP 800-53': { 'IA-2(1)': 'related', 'IA-2(8)': 'partial', 'IA-5c': 'partial', 'IA-5g': 'partial' },
    'ISO/IEC 27001': { 'A.8.2': 'related', 'A.8.5': 'related' },
    'SOC 2': { 'CC6.1': 'related' },
    'MITRE ATT&CK': { 'T1078.004': 'partial', 'T1566.001': 'partial', 'T1566.002': 'partial' },
    'CSA Zero Trust for SMBs': { 'phishing-resistant MFA': 'partial' },
  }),
  needs: ['accounts', 'mfa', 'roles'],
  uses: [],
  subjects: privilegedMembers,
  name: accountSubject,
  judge({ account, doubt }, { mfa, roles }, { now, provider }) {
    const row = rowAbout(mfa, account, provider);
    if ('missing' in row) return unknown(row.missing);
    const second = secondFactorsOf(row, provider);
    if ('missing' in second) return unknown(mfa.gap ?? second.missing);
    const phishable = isPhishable(second.factors);
    if (phishable === false) return pass();
    // Google tells of keys and passkeys alone.
    const othersTold = provider !== 'google-workspace';
    const facts = { methods: methodNames(second.factors), othersTold, ...privilegeFacts(roles, account.id, now) };
    return phishable === true ? unlessDoubtful(doubt, fail('phishable', 'high', facts)) : unknown(phishable, facts);
  },
});
