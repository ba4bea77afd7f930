import { accountSubject, candidates, isMember, rowAbout, unlessDoubtful } from '../src/core/accounts.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls, ifPrivileged, unlessPrivileged } from '../src/core/controls.ts';
import { protectionOf } from '../src/core/enforcement.ts';
import { privilegeFacts } from '../src/core/privilege.ts';
import type { DecidingPolicy } from '../src/core/rows/enforcement.ts';

/** A report names so many policies; all are in the rows. */
const namedAtMost = 10;

/** The policy that comes nearest to enforcing comes first: the one with the fewest conditions. */
function byNearness(a: DecidingPolicy, b: DecidingPolicy): number {
  return a.conditions.length - b.conditions.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** Names in lines, since a name may hold commas; null for none. */
function lines(names: readonly string[]): string | null {
  return names.length === 0 ? null : names.slice(0, namedAtMost).join('\n');
}

export const unenforcedMfa = defineCheck({
  id: 'unenforced-mfa',
  severity: 'high',
  messages: ['none', 'partly'],
  options: {},
  // Controls that ask for a phishing-resistant method are not here: a pass of this check would not answer them.
  controls: controls(
    {
      // Guests are not judged, and what these ask is of all.
      'CISA SCuBA M365': { 'MS.AAD.3.2v2': 'partial' },
      'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.1.2v1': 'exact' },
      'CIS M365': { '5.2.2.1': 'partial', '5.2.2.2': 'partial' },
      'CIS Google Workspace': { '4.1.1.1': 'exact', '4.1.1.3': 'exact' },
      'CIS Controls': { '6.3': 'partial', '6.4': 'partial', '6.5': 'partial' },
      'NIST CSF': { 'PR.AA-03': 'partial' },
      'NIST SP 800-53': { 'IA-2(1)': 'partial', 'IA-2(2)': 'partial' },
      'ISO/IEC 27001': { 'A.5.17': 'related', 'A.8.5': 'partial' },
      'SOC 2': { 'CC6.1': 'partial' },
      'MITRE ATT&CK': { 'T1110.001': 'partial', 'T1110.002': 'partial', 'T1110.003': 'partial' },
      'SCS ★3': { '4-1-3-2': 'partial' },
      'CSA Zero Trust for SMBs': { MFA: 'partial' },
    },
    // Some are about administrators alone, and one about everybody else.
    {
      tolerates: {
        'CIS M365': (failure, id) => id === '5.2.2.1' && unlessPrivileged(failure),
        'CIS Google Workspace': (failure, id) => id === '4.1.1.1' && unlessPrivileged(failure),
        'CIS Controls': (failure, id) => id === '6.5' && unlessPrivileged(failure),
        'NIST SP 800-53': (failure, id) => (id === 'IA-2(1)' ? unlessPrivileged(failure) : ifPrivileged(failure)),
      },
    },
  ),
  needs: ['accounts', 'enforcement'],
  uses: ['roles'],
  subjects: ({ accounts }, context) => candidates(accounts, (account) => isMember(account, context)),
  name: accountSubject,
  judge({ account, doubt }, { enforcement, roles }, { now, provider }) {
    const row = rowAbout(enforcement, account, provider);
    if ('missing' in row) return unknown(row.missing);
    const protection = protectionOf(row, now);
    if (protection.state === 'enforced') return pass();
    const policies = row.policies.toSorted(byNearness);
    const [policy] = policies;
    const leftOutOf = row.leftOutOf ?? [];
    const facts = {
      reason: protection.reason,
      policy: policy?.name ?? null,
      condition: policy === undefined || policy.conditions.length === 0 ? null : policy.conditions.join('; '),
      policies: policies.length,
      policyNames: lines(policies.map(({ name }) => name)),
      leftOut: lines(leftOutOf),
      leftOutOf: leftOutOf.length,
      startsAt: row.startsAt,
      ...privilegeFacts(roles, account.id, now),
    };
    if (protection.state === 'unknown') return unknown(protection.gap, facts);
    return unlessDoubtful(doubt, fail(protection.state, facts.privileged ? 'critical' : 'high', facts));
  },
});
