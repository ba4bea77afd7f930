import { accountSubject, candidates, isDisabled, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { isPrivileged, privilegedRoleNames, privilegeOf } from '../src/core/privilege.ts';

export const disabledAdmin = defineCheck({
  id: 'disabled-admin',
  severity: 'medium',
  messages: ['disabled'],
  options: {},
  controls: controls({
    'NIST CSF': { 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-6(7)': 'partial' },
    'ISO/IEC 27001': { 'A.5.18': 'partial', 'A.8.2': 'partial' },
    'SOC 2': { 'CC6.3': 'partial' },
    'MITRE ATT&CK': { 'T1098.003': 'related' },
    // An id that is disabled is what it asks for; what is left of its roles is near.
    'SCS ★3': { '4-1-2-6': 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
  }),
  needs: ['accounts', 'roles'],
  uses: [],
  subjects: ({ accounts }) => candidates(accounts, isDisabled),
  name: accountSubject,
  judge({ account, doubt }, { roles }, { now }) {
    const privilege = privilegeOf(roles, account.id, now);
    if (privilege === 'none') return pass();
    if (!isPrivileged(privilege)) return unknown(privilege);
    const facts = { roles: privilegedRoleNames(roles, account.id, now), kind: account.kind };
    return unlessDoubtful(doubt, fail('disabled', 'medium', facts));
  },
});
