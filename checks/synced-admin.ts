import { accountSubject, isSynced, unlessDoubtful } from '../src/core/accounts.ts';
import { privilegedMembers } from '../src/core/administrators.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { privilegeFacts } from '../src/core/privilege.ts';

export const syncedAdmin = defineCheck({
  id: 'synced-admin',
  severity: 'high',
  messages: ['synced'],
  options: {},
  controls: controls({
    'CISA SCuBA M365': { 'MS.AAD.7.3v1': 'partial' },
    // It asks it of every role of an administrator, those of little power too.
    'CIS M365': { '1.1.1': 'partial' },
    'CIS Controls': { '5.4': 'related' },
    'NIST CSF': { 'PR.AA-05': 'related' },
    'NIST SP 800-53': { 'AC-6(5)': 'related' },
    'ISO/IEC 27001': { 'A.8.2': 'partial', 'A.8.18': 'related' },
    'SOC 2': { 'CC6.1': 'related', 'CC6.3': 'related' },
    'MITRE ATT&CK': { 'T1556.007': 'partial' },
    'SCS ★3': { '4-1-2-3': 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'related' },
  }),
  needs: ['accounts', 'roles'],
  uses: [],
  applies: ({ provider }) => provider === 'microsoft365',
  subjects: privilegedMembers,
  name: accountSubject,
  judge({ account, doubt }, { roles }, { now }) {
    const synced = isSynced(account);
    if (synced === false) return pass();
    const facts = privilegeFacts(roles, account.id, now);
    return synced === true ? unlessDoubtful(doubt, fail('synced', 'high', facts)) : unknown(synced, facts);
  },
});
