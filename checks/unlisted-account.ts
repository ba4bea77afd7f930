import { accountSubject, candidates, isMember, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import { rosterGap } from '../src/core/roster.ts';
import { signInFacts } from '../src/core/sign-ins.ts';

export const unlistedAccount = defineCheck({
  id: 'unlisted-account',
  severity: 'medium',
  messages: ['unlisted'],
  options: {},
  controls: controls({
    'CIS Controls': { '5.1': 'partial' },
    'NIST CSF': { 'PR.AA-01': 'partial', 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-2(3)(b)': 'partial', 'AC-2j': 'related' },
    'ISO/IEC 27001': { 'A.5.16': 'partial', 'A.5.18': 'partial' },
    'SOC 2': { 'CC6.2': 'partial', 'CC6.3': 'related' },
    'MITRE ATT&CK': { 'T1078.004': 'related', 'T1136.003': 'related' },
    'SCS ★3': { '4-1-1-3': 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'related' },
  }),
  needs: ['accounts'],
  uses: ['signIns', 'roles'],
  applies: ({ roster }) => roster !== null,
  lacks: ({ roster }) => (roster === null ? null : rosterGap(roster)),
  subjects: ({ accounts }, context) => candidates(accounts, (account) => isMember(account, context)),
  name: accountSubject,
  judge({ account, doubt }, { signIns, roles }, context) {
    const listing = context.listed(context.provider, account);
    if (listing !== null) return 'gap' in listing ? unknown(listing.gap) : pass();
    const { id, employeeId = null, department = null } = account;
    const facts = {
      employeeId,
      department,
      ...signInFacts(signIns.one(id) ?? null, account, context.now),
      ...privilegeFacts(roles, id, context.now),
    };
    return unlessDoubtful(doubt, fail('unlisted', 'medium', facts));
  },
});
