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
import { isPrivilegedHolder, privilegeFacts } from '../src/core/privilege.ts';
import { recency, signInFacts } from '../src/core/sign-ins.ts';

export const unusedAdmin = defineCheck({
  id: 'unused-admin',
  severity: 'high',
  messages: ['unused', 'never'],
  options: { limitDays: 45 },
  controls: controls({
    'CIS M365': ['5.3.3'],
    'CIS Controls': ['5.3', '6.8'],
    'NIST CSF': ['PR.AA-05'],
    'NIST SP 800-53': ['AC-2(3)(d)', 'AC-6(7)'],
    'ISO/IEC 27001': ['A.5.18', 'A.8.2'],
    'SCS ★3': ['4-1-2-6'],
  }),
  needs: ['accounts', 'signIns', 'roles'],
  uses: [],
  subjects: ({ accounts, roles }, context) =>
    candidates(accounts, (account) =>
      all(isMember(account, context), isPrivilegedHolder(roles, account.id, context.now)),
    ),
  name: accountSubject,
  judge({ account, doubt }, { signIns, roles }, { options: { limitDays }, now, provider }) {
    const record = rowAbout(signIns, account, provider);
    if ('missing' in record) return unknown(record.missing);
    const seen = recency(record, account, limitDays, now);
    if (seen.state === 'recent') return pass();
    const facts = { ...signInFacts(record, account, now), limitDays, ...privilegeFacts(roles, account.id, now) };
    if (seen.state === 'unknown') return unknown(seen.gap, facts);
    // A record without any success says little about an account that is younger than the limit.
    const older = record.lastSuccess !== null || isOlderThan(account, limitDays, now, null);
    if (older === false) return pass();
    const found = fail(seen.state === 'stale' ? 'unused' : 'never', 'high', facts);
    return unlessDoubtful(older === true ? doubt : older, found);
  },
});
