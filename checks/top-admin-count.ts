import {
  all,
  type Belongs,
  type Candidate,
  candidates,
  isEmergency,
  isEnabled,
  isHuman,
} from '../src/core/accounts.ts';
import { type Context, defineCheck, type Failure, fail, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import type { Gap } from '../src/core/gap.ts';
import { isTopHolder } from '../src/core/privilege.ts';
import type { Account } from '../src/core/rows/account.ts';

type Read = Tables<'accounts' | 'roles'>;

function isTopAdmin(account: Account, { roles }: Read, { emergency, now }: Context<unknown>): Belongs {
  const counted = !isEmergency(account, emergency);
  return all(counted, isHuman(account), isEnabled(account), isTopHolder(roles, account.id, now));
}

function logins(admins: readonly Candidate[]): string {
  return admins
    .map(({ account }) => account.login)
    .sort()
    .join(', ');
}

/** The first doubt in the order of ids, so that the order of rows does not matter. */
function firstDoubt(doubtful: readonly Candidate[]): Gap | null {
  return doubtful.toSorted((a, b) => (a.account.id < b.account.id ? -1 : 1))[0]?.doubt ?? null;
}

const scuba = { max: 8, min: 2 };
const any = Number.MAX_SAFE_INTEGER;

function isTooFew({ message }: Failure): boolean {
  return message === 'few';
}

export const topAdminCount = defineCheck({
  id: 'top-admin-count',
  severity: 'high',
  messages: ['many', 'few'],
  options: { max: 4, min: 2 },
  controls: controls(
    {
      // Most count declared emergency accounts, too; CISA leaves them out for Google Workspace, as the check does.
      'CISA SCuBA M365': { 'MS.AAD.7.1v1': 'partial' },
      'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.6.2v1': 'exact' },
      'CIS M365': { '1.1.3': 'partial' },
      'CIS Google Workspace': { '1.1.1': 'partial', '1.1.2': 'partial' },
      'CIS Controls': { '5.4': 'related' },
      'NIST CSF': { 'PR.AA-05': 'partial' },
      'NIST SP 800-53': { 'AC-6(5)': 'partial' },
      'ISO/IEC 27001': { 'A.8.2': 'partial' },
      'SOC 2': { 'CC6.1': 'related', 'CC6.3': 'partial' },
      'MITRE ATT&CK': { 'T1098.003': 'partial', 'T1136.003': 'related' },
      'SCS ★3': { '4-1-2-3': 'partial', '4-1-2-8': 'partial' },
      'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
    },
    {
      // These ask for few rights: too few administrators breaks none of them.
      tolerates: {
        ...{ 'CIS Controls': isTooFew, 'NIST CSF': isTooFew, 'NIST SP 800-53': isTooFew, 'ISO/IEC 27001': isTooFew },
        ...{ 'SOC 2': isTooFew, 'MITRE ATT&CK': isTooFew, 'SCS ★3': isTooFew, 'CSA Zero Trust for SMBs': isTooFew },
      },
      limits: {
        'CISA SCuBA M365': { 'MS.AAD.7.1v1': scuba },
        'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.6.2v1': scuba },
        'CIS M365': { '1.1.3': { max: 4, min: 2 } },
        // One control is about too few, the other about too many.
        'CIS Google Workspace': { '1.1.1': { max: any, min: 2 }, '1.1.2': { max: 4, min: 0 } },
      },
    },
  ),
  needs: ['accounts', 'roles'],
  uses: [],
  subjects: (_tables, { directoryId }) => [directoryId],
  name: (id) => ({ type: 'directory', id }),
  judge(_directory, tables, context) {
    const { max, min } = context.options;
    const admins = [...candidates(tables.accounts, (account) => isTopAdmin(account, tables, context))];
    const certain = admins.filter(({ doubt }) => doubt === null);
    const doubtful = admins.filter(({ doubt }) => doubt !== null);
    const dark = tables.accounts.gap ?? tables.roles.gap;
    const least = certain.length;
    const most = dark === null ? admins.length : Number.POSITIVE_INFINITY;
    const counts = dark === null ? { count: least, doubtful: doubtful.length } : { count: null, doubtful: null };
    const facts = { ...counts, max, min, logins: logins(certain) };
    if (least > max) return fail('many', 'high', facts);
    if (most < min) return fail('few', 'medium', facts);
    const gap = dark ?? firstDoubt(doubtful);
    return gap === null || (least >= min && most <= max) ? pass() : unknown(gap, facts);
  },
});
