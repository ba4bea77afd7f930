import { accountSubject, type Candidate, isEnabled, unlessDoubtful } from '../src/core/accounts.ts';
import { type Context, type Data, defineCheck, fail, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls, unlessPrivileged } from '../src/core/controls.ts';
import type { Account } from '../src/core/datasets.ts';
import { daysBetween } from '../src/core/days.ts';
import { useAfter } from '../src/core/later-use.ts';
import { listingOf } from '../src/core/listing.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import { hasLeft, type RosterMatch, type RosterPerson, rosterGap } from '../src/core/roster.ts';

interface Listed extends Candidate {
  match: NonNullable<RosterMatch>;
}

type Read = Tables<'accounts' | 'signIns' | 'signInEvents' | 'roles'>;

function* listedAccounts({ accounts }: Read, context: Context<unknown>): Generator<Listed> {
  for (const account of accounts.rows) {
    const enabled = isEnabled(account);
    const match = enabled === false ? null : listingOf(account, context);
    if (match !== null && enabled !== false) yield { account, match, doubt: enabled === true ? null : enabled };
  }
}

function factsOf(account: Account, person: RosterPerson, tables: Read, { now, dayOf }: Context<unknown>): Data {
  const { leaveDate, employeeId, name, email, line } = person;
  const today = new Date(`${dayOf(now)}T00:00:00Z`);
  const use = useAfter(leaveDate, account, tables, dayOf);
  return {
    leaveDate,
    leftDays: leaveDate === null ? null : daysBetween(`${leaveDate}T00:00:00Z`, today),
    listedAs: name ?? email,
    employeeId,
    line,
    ...use,
    days: use.lastSuccess === null ? null : daysBetween(use.lastSuccess, now),
    kind: account.kind,
    ...privilegeFacts(tables.roles, account.id, now),
  };
}

export const leaverAccount = defineCheck({
  id: 'leaver-account',
  severity: 'high',
  messages: ['enabled', 'used'],
  options: {},
  controls: controls(
    {
      'CIS Controls': { '5.3': 'related', '6.2': 'partial' },
      'NIST CSF': { 'GV.RR-04': 'related', 'PR.AA-05': 'partial' },
      'NIST SP 800-53': { 'AC-2(3)(b)': 'partial' },
      'ISO/IEC 27001': { 'A.5.18': 'partial' },
      'SOC 2': { 'CC6.2': 'partial', 'CC6.3': 'partial' },
      'MITRE ATT&CK': { 'T1078.004': 'related' },
      'SCS ★3': { '4-1-1-3': 'partial', '4-1-2-6': 'partial' },
      'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
    },
    // One of the two is about administrators.
    { tolerates: { 'SCS ★3': (failure, id) => id === '4-1-2-6' && unlessPrivileged(failure) } },
  ),
  needs: ['accounts'],
  uses: ['signIns', 'signInEvents', 'roles'],
  applies: ({ roster }) => roster !== null,
  lacks: ({ roster }) => (roster === null ? null : rosterGap(roster)),
  subjects: listedAccounts,
  name: (listed) => accountSubject(listed),
  judge({ account, match, doubt }, tables, context) {
    if ('gap' in match) return unknown(match.gap);
    if (!hasLeft(match, context.dayOf(context.now))) return pass();
    const facts = factsOf(account, match, tables, context);
    const found = facts.used === true ? fail('used', 'critical', facts) : fail('enabled', 'high', facts);
    return unlessDoubtful(doubt, found);
  },
});
