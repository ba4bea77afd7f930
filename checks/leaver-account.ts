import { accountSubject, type Candidate, isEnabled, unlessDoubtful } from '../src/core/accounts.ts';
import { type Context, type Data, defineCheck, fail, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls, unlessPrivileged } from '../src/core/controls.ts';
import { daysBetween } from '../src/core/days.ts';
import { type Gap, silent } from '../src/core/gap.ts';
import { useAfter } from '../src/core/later-use.ts';
import type { Listed, Listing } from '../src/core/listing.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import { hasLeft, leaversGap } from '../src/core/roster.ts';
import type { Account } from '../src/core/rows/account.ts';

interface Found extends Candidate {
  listing: NonNullable<Listing>;
}

type Read = Tables<'accounts' | 'signIns' | 'signInEvents' | 'roles'>;

function* listedAccounts({ accounts }: Read, { provider, listed }: Context<unknown>): Generator<Found> {
  for (const account of accounts.rows) {
    const enabled = isEnabled(account);
    const listing = enabled === false ? null : listed(provider, account);
    if (listing !== null && enabled !== false) yield { account, listing, doubt: enabled === true ? null : enabled };
  }
}

/** A number counts for less than an address, and one of the addresses that are not known may be somebody else's. */
function doubtOf({ login, addresses }: Account, { person, joinedBy }: Listed): Gap | null {
  const isTold = Array.isArray(addresses) || joinedBy !== null || person.email === login.toLowerCase();
  return isTold ? null : silent('which other addresses the account has');
}

function factsOf(account: Account, { person, joinedBy }: Listed, tables: Read, context: Context<unknown>): Data {
  const { leaveDate, employeeId, name, email, line } = person;
  const { now, dayOf } = context;
  const today = new Date(`${dayOf(now)}T00:00:00Z`);
  const use = useAfter(leaveDate, account, tables, context);
  return {
    leaveDate,
    leftDays: leaveDate === null ? null : daysBetween(`${leaveDate}T00:00:00Z`, today),
    listedAs: name ?? email,
    employeeId,
    line,
    joinedBy: joinedBy?.join(', ') ?? null,
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
  byList: true,
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
  lacks: ({ roster }) => (roster === null ? null : leaversGap(roster)),
  subjects: listedAccounts,
  name: (found) => accountSubject(found),
  judge({ account, listing, doubt }, tables, context) {
    if ('gap' in listing) return unknown(listing.gap);
    const unsaid = doubtOf(account, listing);
    if (unsaid !== null) return unknown(unsaid);
    if (!hasLeft(listing.person, context.dayOf(context.now))) return pass();
    const facts = factsOf(account, listing, tables, context);
    const found = facts.used === true ? fail('used', 'critical', facts) : fail('enabled', 'high', facts);
    return unlessDoubtful(doubt, found);
  },
});
