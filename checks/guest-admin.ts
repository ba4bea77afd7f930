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
    'CIS Controls': { '5.4': 'partial', '6.8': 'partial' },
    'NIST CSF': { 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-6': 'partial', 'IA-8': 'partial' },
    'ISO/IEC 27001': { 'A.8.2': 'partial' },
    'SCS ★3': { '4-1-2-2': 'partial', '4-1-2-5': 'partial' },
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
