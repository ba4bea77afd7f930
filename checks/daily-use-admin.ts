import { accountSubject, unlessDoubtful } from '../src/core/accounts.ts';
import { topMembers } from '../src/core/administrators.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { mailboxOf } from '../src/core/licences.ts';
import { privilegeFacts } from '../src/core/privilege.ts';

export const dailyUseAdmin = defineCheck({
  id: 'daily-use-admin',
  severity: 'medium',
  messages: ['mailbox'],
  options: {},
  controls: controls({
    'CISA SCuBA M365': { 'MS.AAD.7.3v1': 'related' },
    'CIS M365': { '1.1.4': 'partial' },
    'CIS Controls': { '5.4': 'partial' },
    'NIST CSF': { 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-6(2)': 'partial', 'AC-6(5)': 'related' },
    'ISO/IEC 27001': { 'A.8.2': 'partial', 'A.8.18': 'related' },
    'SOC 2': { 'CC6.1': 'related', 'CC6.3': 'related' },
    'MITRE ATT&CK': { 'T1078.004': 'related' },
    'SCS ★3': { '4-1-2-3': 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
  }),
  needs: ['accounts', 'roles', 'organization'],
  uses: [],
  applies: ({ provider }) => provider === 'microsoft365',
  subjects: topMembers,
  name: accountSubject,
  judge({ account, doubt }, { roles, organization }, { now }) {
    const { names, doubt: more } = mailboxOf(account, organization);
    const facts = { products: names.join(', ') || null, ...privilegeFacts(roles, account.id, now) };
    if (names.length > 0) return unlessDoubtful(doubt, fail('mailbox', 'medium', facts));
    return more === null ? pass() : unknown(more, facts);
  },
});
