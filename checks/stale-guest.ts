import {
  accountSubject,
  all,
  candidates,
  isEnabledGuest,
  isOlderThan,
  rowAbout,
  unlessDoubtful,
} from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { lastSuccessOf, recency, signInFacts } from '../src/core/sign-ins.ts';

export const staleGuest = defineCheck({
  id: 'stale-guest',
  severity: 'medium',
  messages: ['unaccepted', 'stale', 'never'],
  options: { limitDays: 90 },
  controls: controls(
    {
      'CIS M365': { '5.3.2': 'related' },
      'CIS Controls': { '5.3': 'partial', '15.7': 'related' },
      'NIST CSF': { 'GV.SC-10': 'related', 'PR.AA-05': 'partial' },
      'NIST SP 800-53': { 'AC-2(3)': 'partial', 'IA-8': 'related' },
      'ISO/IEC 27001': { 'A.5.18': 'partial' },
      'SOC 2': { 'CC6.2': 'partial', 'CC6.3': 'partial' },
      'MITRE ATT&CK': { 'T1078.004': 'related', T1199: 'related' },
      'SCS ★3': { '4-1-1-3': 'partial' },
      'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
    },
    // Dormant after 45 days: https://www.cisecurity.org/controls/account-management
    { limits: { 'CIS Controls': { '5.3': { limitDays: 45 } } } },
  ),
  needs: ['accounts'],
  uses: ['signIns'],
  subjects: ({ accounts, signIns }, { options, now }) =>
    candidates(accounts, (account) => {
      const older = isOlderThan(account, options.limitDays, now, lastSuccessOf(signIns, account));
      return all(isEnabledGuest(account), older);
    }),
  name: accountSubject,
  judge({ account, doubt }, { signIns }, { options: { limitDays }, now, provider }) {
    const record = rowAbout(signIns, account, provider);
    const { invitation } = account;
    const facts = { ...signInFacts('missing' in record ? null : record, account, now), limitDays, invitation };
    if (invitation === 'pending') return unlessDoubtful(doubt, fail('unaccepted', 'medium', facts));
    if ('missing' in record) return unknown(record.missing, facts);
    const seen = recency(record, account, limitDays, now);
    if (seen.state === 'recent') return pass();
    if (seen.state === 'unknown') return unknown(seen.gap, facts);
    return unlessDoubtful(doubt, fail(seen.state, 'medium', facts));
  },
});
