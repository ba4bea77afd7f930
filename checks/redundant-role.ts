import { accountSubject, unlessDoubtful } from '../src/core/accounts.ts';
import { topMembers } from '../src/core/administrators.ts';
import { defineCheck, fail, pass, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { darkRoles, rolesOf } from '../src/core/privilege.ts';
import type { Role } from '../src/core/rows/role.ts';

function names(roles: readonly Role[]): string {
  return [...new Set(roles.map(({ roleName }) => roleName))].sort().join(', ');
}

export const redundantRole = defineCheck({
  id: 'redundant-role',
  severity: 'low',
  messages: ['redundant'],
  options: {},
  controls: controls({
    'CISA SCuBA M365': { 'MS.AAD.7.2v1': 'related' },
    'CIS Google Workspace': { '1.1.3': 'partial' },
    'CIS Controls': { '6.8': 'related' },
    'NIST CSF': { 'PR.AA-05': 'related' },
    'NIST SP 800-53': { 'AC-6(7)': 'related' },
    'ISO/IEC 27001': { 'A.5.18': 'related', 'A.8.2': 'related' },
    'SOC 2': { 'CC6.3': 'related' },
    'MITRE ATT&CK': { 'T1098.003': 'related' },
    'SCS ★3': { '4-1-2-3': 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'related' },
  }),
  needs: ['accounts', 'roles'],
  uses: [],
  subjects: topMembers,
  name: accountSubject,
  judge({ account, doubt }, { roles }, { now }) {
    const active = rolesOf(roles, account.id, now).filter(({ state }) => state === 'active');
    const top = active.filter(({ tier, scope }) => tier === 'top' && scope === '/');
    // Nothing is contained in a top role that is not active, or in a part of the directory only.
    if (top.length === 0) {
      const gap = darkRoles(active) ?? roles.gap;
      return gap === null ? pass() : unknown(gap);
    }
    const further = active.filter(({ roleId }) => !top.some((role) => role.roleId === roleId));
    const redundant = further.filter(({ withinTop }) => withinTop === true);
    if (redundant.length > 0) {
      return unlessDoubtful(doubt, fail('redundant', 'low', { roles: names(redundant), top: names(top) }));
    }
    const unsaid = further.filter(({ withinTop }) => (withinTop ?? null) === null);
    if (unsaid.length > 0) {
      return unknown({ kind: 'absent', detail: `it is not known whether the top role contains role ${names(unsaid)}` });
    }
    return roles.gap === null ? pass() : unknown(roles.gap);
  },
});
