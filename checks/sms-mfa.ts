import { accountSubject, candidates, isMember, rowAbout, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import { methodNames, secondFactorsOf } from '../src/core/second-factors.ts';

export const smsMfa = defineCheck({
  id: 'sms-mfa',
  severity: 'high',
  messages: ['only', 'also'],
  options: {},
  // SCS ★3 is not here: it accepts a code sent to a telephone as a factor.
  controls: controls({
    'CISA SCuBA M365': ['MS.AAD.3.5v2'],
    'CISA SCuBA Google Workspace': ['GWS.COMMONCONTROLS.1.3v1'],
    'CIS M365': ['5.2.3.5'],
    'NIST CSF': ['PR.AA-03'],
    'NIST SP 800-53': ['CM-7b', 'IA-5c'],
    'ISO/IEC 27001': ['A.5.17', 'A.8.5'],
  }),
  needs: ['accounts', 'mfa'],
  uses: ['roles'],
  subjects: ({ accounts }, context) => candidates(accounts, (account) => isMember(account, context)),
  name: accountSubject,
  judge({ account, doubt }, { mfa, roles }, { now, provider }) {
    const row = rowAbout(mfa, account, provider);
    if ('missing' in row) return unknown(row.missing);
    const second = secondFactorsOf(row, provider);
    if ('missing' in second) return unknown(second.missing);
    const phones = second.factors.filter((method) => method.strength === 'phone');
    const others = second.factors.filter((method) => method.strength !== 'phone');
    if (phones.length === 0) return pass();
    const facts = {
      methods: methodNames(phones),
      others: methodNames(others),
      ...privilegeFacts(roles, account.id, now),
    };
    const found =
      others.length > 0 ? fail('also', 'medium', facts) : fail('only', facts.privileged ? 'critical' : 'high', facts);
    return unlessDoubtful(doubt, found);
  },
});
