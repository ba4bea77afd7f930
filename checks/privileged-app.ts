import { applicationSubject, microsoftGraph } from '../src/core/applications.ts';
import { defineCheck, fail, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { type Gap, silent } from '../src/core/gap.ts';
import { isPrivileged, privilegedRoleNames, privilegeOf, rolesOf } from '../src/core/privilege.ts';
import type { Provider } from '../src/core/provider.ts';
import type { Application } from '../src/core/rows/application.ts';

/** Permissions by which a program can make itself, or somebody, a top administrator. */
const convicting: ReadonlySet<string | null> = new Set([
  'AppRoleAssignment.ReadWrite.All',
  'Application.ReadWrite.All',
  'PrivilegedAccess.ReadWrite.AzureAD',
  'PrivilegedAccess.ReadWrite.AzureADGroup',
  'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
  'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
  'RoleAssignmentSchedule.ReadWrite.Directory',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  'RoleManagement.ReadWrite.Directory',
  'UserAuthenticationMethod.ReadWrite.All',
]);

interface Program {
  id: string;
  /** Null: it holds roles, and is not among the applications that were read. */
  row: Application | null;
}

function* programs({ applications, roles }: Tables<'applications' | 'roles'>, now: Date): Generator<Program> {
  for (const row of applications.rows) yield { id: row.id, row };
  const holders = new Set(roles.rows.flatMap(({ holder, holderId }) => (holder === 'application' ? holderId : [])));
  for (const id of holders) {
    if (applications.one(id) === undefined && rolesOf(roles, id, now).length > 0) yield { id, row: null };
  }
}

function hasPermissions(row: Application | null, provider: Provider): boolean {
  return row === null ? provider === 'microsoft365' : row.kind === 'application' || row.kind === 'managed-identity';
}

interface Permissions {
  /** Those that convict. */
  names: readonly string[];
  /** Why there may be more. */
  doubt: Gap | null;
}

function permissionsOf({ row }: Program, gap: Gap | null, provider: Provider): Permissions {
  const permissions = row?.permissions ?? null;
  if (permissions === null) {
    const unsaid = hasPermissions(row, provider) ? silent('which permissions the application has') : null;
    return { names: [], doubt: unsaid === null && row !== null ? null : (gap ?? unsaid) };
  }
  const own = permissions.filter(({ resource }) => resource === microsoftGraph);
  const names = own.flatMap(({ name }) => (name !== null && convicting.has(name) ? name : []));
  const isNameless = own.some(({ name }) => name === null);
  const nameless: Gap = { kind: 'absent', detail: 'the application has a permission that goes by no name' };
  return { names: [...new Set(names)].sort(), doubt: isNameless ? nameless : null };
}

export const privilegedApp = defineCheck({
  id: 'privileged-app',
  severity: 'high',
  messages: ['role', 'permission'],
  options: {},
  controls: controls({
    'CIS Google Workspace': { '4.2.1.4': 'related' },
    'CIS Controls': { '5.5': 'related', '6.8': 'related' },
    'NIST CSF': { 'PR.AA-01': 'related', 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-6': 'partial' },
    'ISO/IEC 27001': { 'A.5.18': 'related', 'A.8.2': 'partial' },
    'SOC 2': { 'CC6.1': 'related', 'CC6.3': 'partial' },
    'MITRE ATT&CK': { 'T1098.001': 'related', 'T1098.003': 'related', T1528: 'related' },
    'SCS ★3': { '4-1-2-5': 'related' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
  }),
  needs: ['applications', 'roles'],
  uses: [],
  subjects: (tables, { now }) => programs(tables, now),
  name: ({ id, row }) => applicationSubject(row ?? { id, name: null, clientId: null }),
  judge(program, { applications, roles }, { now, provider }) {
    const { id, row } = program;
    const privilege = privilegeOf(roles, id, now);
    const permissions = permissionsOf(program, applications.gap, provider);
    const facts = {
      roles: privilegedRoleNames(roles, id, now) || null,
      permissions: permissions.names.join(', ') || null,
      kind: row?.kind ?? null,
      clientId: row?.clientId ?? null,
      enabled: row?.enabled ?? null,
      own: row?.own ?? null,
      credentials: row?.credentials.length ?? null,
    };
    if (isPrivileged(privilege)) return fail('role', 'high', facts);
    if (permissions.names.length > 0) return fail('permission', 'high', facts);
    const gap = privilege === 'none' ? permissions.doubt : privilege;
    return gap === null ? pass() : unknown(gap, facts);
  },
});
