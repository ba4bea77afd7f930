import {
  accountSubject,
  all,
  candidates,
  isMember,
  isOlderThan,
  rowAbout,
  unlessDoubtful,
} from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import { lastSuccessOf, recency, signInFacts } from '../src/core/sign-ins.ts';

export const staleAccount = defineCheck({
  id: 'stale-account',
  severity: 'medium',
  messages: ['stale', 'never'],
  options: { limitDays: 90 },
  controls: controls(
    {
      'CIS Controls': { '5.1': 'related', '5.3': 'partial' },
      'NIST CSF': { 'PR.AA-01': 'partial', 'PR.AA-05': 'partial' },
      'NIST SP 800-53': { 'AC-2(3)(d)': 'partial', 'AC-2j': 'related' },
      'ISO/IEC 27001': { 'A.5.16': 'partial', 'A.5.18': 'partial' },
      'SOC 2': { 'CC6.2': 'partial', 'CC6.3': 'partial' },
      'MITRE ATT&CK': { 'T1078.004': 'related' },
      'SCS ★3': { '4-1-1-3': 'partial' },
      'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
    },
    // Dormant after 45 days: https://www.cisecurity.org/controls/account-management
    { limits: { 'CIS Controls': { '5.3': { limitDays: 45 } } } },
  ),
  needs: ['accounts', 'signIns'],
  uses: ['roles'],
  subjects: ({ accounts, signIns }, context) =>
    candidates(accounts, (account) => {
      const { options, now } = context;
      const older = isOlderThan(account, options.limitDays, now, lastSuccessOf(signIns, account));
      return all(isMember(account, context), older);
    }),
  name: accountSubject,
  judge({ account, doubt }, { signIns, roles }, { options: { limitDays }, now, provider }) {
    const record = rowAbout(signIns, account, provider);
    if ('missing' in record) return unknown(record.missing);
    const seen = recency(record, account, limitDays, now);
    if (seen.state === 'recent') return pass();
    const power = privilegeFacts(roles, account.id, now);
    const facts = { ...signInFacts(record, account, now), limitDays, ...power };
    if (seen.state === 'unknown') return unknown(seen.gap, facts);
    return unlessDoubtful(doubt, fail(seen.state, power.privileged ? 'high' : 'medium', facts));
  },
});
