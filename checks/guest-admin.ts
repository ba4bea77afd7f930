import { accountSubject, candidates, isEnabledGuest, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { isPrivileged, privilegedRoleNames, privilegeOf } from '../src/core/privilege.ts';

export const guestAdmin = defineCheck({
  id: 'guest-admin',
  severity: 'critical',
  messages: ['guest'],
  options: {},
  controls: controls({
    'CISA SCuBA M365': { 'MS.AAD.7.3v1': 'related' },
    'CIS M365': { '1.1.1': 'related' },
    'CIS Controls': { '5.4': 'related', '6.8': 'related' },
    'NIST CSF': { 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-6': 'partial', 'IA-8': 'related' },
    'ISO/IEC 27001': { 'A.8.2': 'partial' },
    'SOC 2': { 'CC6.3': 'partial' },
    'MITRE ATT&CK': { 'T1098.003': 'related', T1199: 'related' },
    'SCS ★3': { '4-1-2-2': 'partial', '4-1-2-5': 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
  }),
  needs: ['accounts', 'roles'],
  uses: [],
  subjects: ({ accounts }) => candidates(accounts, isEnabledGuest),
  name: accountSubject,
  judge({ account, doubt }, { roles }, { now }) {
    const privilege = privilegeOf(roles, account.id, now);
    if (privilege === 'none') return pass();
    if (!isPrivileged(privilege)) return unknown(privilege);
    const { invitation } = account;
    const facts = { roles: privilegedRoleNames(roles, account.id, now), invitation };
    return unlessDoubtful(doubt, fail('guest', 'critical', facts));
  },
});
