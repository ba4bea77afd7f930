import { accountSubject, unlessDoubtful } from '../src/core/accounts.ts';
import { privilegedMembers } from '../src/core/administrators.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import type { Gap } from '../src/core/gap.ts';
import { darkRoles, rolesOf } from '../src/core/privilege.ts';
import type { Role } from '../src/core/rows/role.ts';

function isKnownPrivileged({ tier }: Role): boolean {
  return tier === 'top' || tier === 'high';
}

function listed(words: Iterable<string>): string | null {
  const sorted = [...new Set(words)].sort();
  return sorted.length === 0 ? null : sorted.join(', ');
}

/** Why a role may stand although none is known to. */
function doubtOf(active: readonly Role[]): Gap | null {
  const unsaid = listed(
    active
      .filter((role) => isKnownPrivileged(role) && (role.permanent ?? null) === null)
      .map(({ roleName }) => roleName),
  );
  if (unsaid !== null)
    return { kind: 'absent', detail: `it is not known whether role ${unsaid} is active without an end` };
  return darkRoles(active.filter(({ permanent }) => permanent !== false));
}

export const standingAdmin = defineCheck({
  id: 'standing-admin',
  severity: 'medium',
  messages: ['standing'],
  options: {},
  controls: controls({
    // It lets groups stand whose members take turns, and asks of eight roles only.
    'CISA SCuBA M365': { 'MS.AAD.7.4v1': 'partial', 'MS.AAD.7.5v1': 'related' },
    'CIS M365': { '5.3.1': 'partial' },
    'CIS Controls': { '5.4': 'related', '6.8': 'related' },
    'NIST CSF': { 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-2': 'related' },
    'ISO/IEC 27001': { 'A.8.2': 'partial' },
    'SOC 2': { 'CC6.3': 'partial' },
    'MITRE ATT&CK': { 'T1098.003': 'partial', T1651: 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
  }),
  needs: ['accounts', 'roles'],
  uses: [],
  applies: ({ provider }) => provider === 'microsoft365',
  subjects: privilegedMembers,
  name: accountSubject,
  judge({ account, doubt }, { roles }, { now }) {
    const held = rolesOf(roles, account.id, now);
    const active = held.filter(({ state }) => state === 'active');
    const standing = active.filter((role) => isKnownPrivileged(role) && role.permanent === true);
    if (standing.length === 0) {
      const gap = doubtOf(active) ?? roles.gap;
      return gap === null ? pass() : unknown(gap);
    }
    const names = new Set(standing.map(({ roleName }) => roleName));
    const others = held.filter((role) => isKnownPrivileged(role) && !names.has(role.roleName));
    const facts = {
      roles: listed(names),
      groups: listed(standing.flatMap(({ throughGroup }) => throughGroup ?? [])),
      others: listed(others.map(({ roleName }) => roleName)),
    };
    return unlessDoubtful(doubt, fail('standing', 'medium', facts));
  },
});
