import { type Candidate, candidates, isMember, rowAbout } from '../src/core/accounts.ts';
import { type Context, defineCheck, fail, pass, type Tables, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import type { Gap } from '../src/core/gap.ts';
import { usedLegacyClient, windowGap } from '../src/core/sign-in-log.ts';

type Read = Tables<'accounts' | 'enforcement' | 'policies' | 'signInEvents'>;

/** A report names so many of them; all are in the rows. */
const namedAtMost = 10;

interface Standing extends Candidate {
  isOpen: boolean;
}

function standingOf(
  { account, doubt }: Candidate,
  { enforcement, policies }: Read,
  { provider }: Context<unknown>,
): Standing {
  const row = rowAbout(enforcement, account, provider);
  if ('missing' in row) return { account, isOpen: false, doubt: row.missing };
  const { legacyClients, gap } = row;
  if (legacyClients !== null) {
    const isOpen = legacyClients === 'open';
    return { account, isOpen, doubt: isOpen ? doubt : null };
  }
  const detail = 'the directory does not say whether older clients are shut out';
  const said: Gap = { kind: 'absent', detail };
  return { account, isOpen: false, doubt: gap ?? policies.gap ?? enforcement.gap ?? said };
}

/** The log of Google does not name older clients. */
function namesClients({ provider }: Context<unknown>): boolean {
  return provider === 'microsoft365';
}

function logins(standings: readonly Standing[]): string {
  return standings
    .map(({ account }) => account.login)
    .sort()
    .slice(0, namedAtMost)
    .join(', ');
}

export const legacyAuthOpen = defineCheck({
  id: 'legacy-auth-open',
  severity: 'high',
  messages: ['open'],
  options: {},
  controls: controls({
    'CISA SCuBA M365': { 'MS.AAD.1.1v1': 'exact' },
    'CISA SCuBA Google Workspace': { 'GWS.COMMONCONTROLS.10.5v1': 'exact' },
    'CIS M365': { '5.2.2.3': 'exact' },
    'CIS Google Workspace': { '4.2.6.1': 'exact' },
    'CIS Controls': { '4.8': 'partial', '6.4': 'partial' },
    'NIST CSF': { 'PR.AA-03': 'partial' },
    'NIST SP 800-53': { 'CM-7': 'partial', 'IA-2(1)': 'partial', 'IA-2(2)': 'partial' },
    'ISO/IEC 27001': { 'A.5.17': 'related', 'A.8.5': 'partial' },
    'SOC 2': { 'CC6.1': 'partial', 'CC6.6': 'partial' },
    'MITRE ATT&CK': {
      ...{ 'T1078.004': 'partial', 'T1110.001': 'partial', 'T1110.002': 'partial', 'T1110.003': 'partial' },
      'T1566.002': 'related',
    },
    'SCS ★3': { '4-1-3-2': 'partial' },
    'CSA Zero Trust for SMBs': { MFA: 'partial' },
  }),
  needs: ['accounts', 'enforcement'],
  uses: ['policies', 'signInEvents'],
  subjects: (_tables, { directoryId }) => [directoryId],
  name: (id) => ({ type: 'directory', id }),
  judge(_directory, tables, context) {
    const { accounts, enforcement, signInEvents } = tables;
    // Emergency accounts are no members: they are commonly left out of the policies that block.
    const standings = [...candidates(accounts, (account) => isMember(account, context))]
      .map((candidate) => standingOf(candidate, tables, context))
      .sort((a, b) => (a.account.id < b.account.id ? -1 : 1));
    const open = standings.filter(({ isOpen, doubt }) => isOpen && doubt === null);
    const dark = standings.find(({ doubt }) => doubt !== null)?.doubt ?? accounts.gap;
    if (open.length > 0) {
      const using = open.filter(({ account }) => usedLegacyClient(signInEvents.one(account.id), context.now));
      const isSeen = using.length > 0 || (namesClients(context) && windowGap(signInEvents, context.now) === null);
      const isUseKnown = dark === null && signInEvents.gap === null && isSeen;
      return fail('open', 'high', {
        // Rows of enforcement that are missing show as doubts.
        accounts: dark === null ? open.length : null,
        logins: logins(open),
        users: isUseKnown ? using.length : null,
        userLogins: isUseKnown ? logins(using) : '',
      });
    }
    const gap = dark ?? enforcement.gap;
    return gap === null ? pass() : unknown(gap);
  },
});
