import { isEmergency, isHuman } from '../src/core/accounts.ts';
import { type Data, type Directories, defineTenantCheck, fail, pass, type Tenant, unknown } from '../src/core/check.ts';
import { controls } from '../src/core/controls.ts';
import { daysBetween } from '../src/core/days.ts';
import { disablingOf } from '../src/core/disabling.ts';
import { type Gap, silent } from '../src/core/gap.ts';
import type { Holding, Person } from '../src/core/people.ts';
import { nameOf } from '../src/core/person-name.ts';
import { providers } from '../src/core/provider.ts';
import { rosterGap } from '../src/core/roster.ts';
import { settledIn } from '../src/core/settled-people.ts';

type Read = Directories<'accounts' | 'signIns' | 'adminActivity'>;

interface Standing {
  person: Person;
  /** The accounts of clouds where one of them is enabled. */
  open: readonly Holding[];
  /** The accounts of clouds where all of them are disabled. */
  closed: readonly Holding[];
  state: 'same' | 'half' | 'unknown';
}

interface Judged extends Standing {
  /** Why the person may have other accounts than these; null: the HR list, if there is one, can change none. */
  doubt: Gap | null;
}

/** The tenant, of whose people an HR list that cannot be used could have told more. */
interface Untold {
  tenant: string;
  doubt: Gap;
}

function standingOf(person: Person): Standing {
  const clouds = providers.map((provider) => person.holdings.filter((holding) => holding.provider === provider));
  const open = clouds.filter((own) => own.some(({ account }) => account.enabled === true)).flat();
  const closed = clouds.filter((own) => own.every(({ account }) => account.enabled === false)).flat();
  const isTold = open.length + closed.length === person.holdings.length;
  const isSame = open.length === 0 || closed.length === 0;
  return { person, open, closed, state: !isTold ? 'unknown' : isSame ? 'same' : 'half' };
}

/** Why some accounts, and with them what joins them, may not be known. */
function gapIn(directories: Read): Gap | null {
  return providers.map((provider) => directories[provider]?.accounts.gap ?? null).find((gap) => gap !== null) ?? null;
}

function* standings(directories: Read, { id, people, emergency, roster }: Tenant): Generator<Judged | Untold> {
  // The list ties accounts together, and tells them apart.
  const untold = roster === null ? null : rosterGap(roster);
  const isCut = gapIn(directories) !== null || untold !== null;
  const isSettled = untold === null ? () => true : settledIn(people());
  for (const person of people().persons) {
    const { holdings } = person;
    const isInAll = providers.every((provider) => holdings.some((holding) => holding.provider === provider));
    if (!isInAll || holdings.every(({ account }) => isEmergency(account, emergency))) continue;
    const standing = standingOf(person);
    // A row that was lost could be the one that differs, so that nobody can be seen to stand the same.
    if (!isCut || standing.state !== 'same') yield { ...standing, doubt: isSettled(person) ? null : untold };
  }
  if (untold !== null) yield { tenant: id, doubt: untold };
}

function logins(holdings: readonly Holding[]): string | null {
  return holdings.map(({ account }) => account.login).join(', ') || null;
}

/** The one with the newest instant; undefined where there is none. */
function newestBy<T>(all: readonly T[], instantOf: (one: T) => string): T | undefined {
  return all.toSorted((a, b) => Date.parse(instantOf(b)) - Date.parse(instantOf(a)))[0];
}

function factsOf({ person, open, closed }: Standing, directories: Read, now: Date): Data {
  const ends = closed.map(({ provider, account }) => {
    return disablingOf(account, directories[provider]?.adminActivity)?.at ?? null;
  });
  const known = ends.flatMap((end) => end ?? []);
  const disabledAt = known.length < ends.length ? null : (newestBy(known, (end) => end) ?? null);
  const uses = open.flatMap(({ provider, account }) => {
    const { lastSuccess = null, source } = directories[provider]?.signIns.one(account.id) ?? {};
    return lastSuccess === null || source === undefined ? [] : [{ lastSuccess, source }];
  });
  const { lastSuccess, source } = newestBy(uses, (use) => use.lastSuccess) ?? { lastSuccess: null, source: null };
  return {
    enabledIn: open[0]?.provider ?? null,
    disabledIn: closed[0]?.provider ?? null,
    enabledLogins: logins(open.filter(({ account }) => account.enabled === true)),
    disabledLogins: logins(closed),
    joinedBy: person.joinedBy.join(', '),
    disabledAt,
    disabledDays: disabledAt === null ? null : daysBetween(disabledAt, now),
    lastSuccess,
    source,
    days: lastSuccess === null ? null : daysBetween(lastSuccess, now),
  };
}

export const halfOffboarded = defineTenantCheck({
  id: 'half-offboarded',
  severity: 'high',
  messages: ['half'],
  options: {},
  controls: controls({
    'CIS Controls': { '5.3': 'related', '6.2': 'partial' },
    'NIST CSF': { 'PR.AA-05': 'partial' },
    'NIST SP 800-53': { 'AC-2(3)(b)': 'partial' },
    'ISO/IEC 27001': { 'A.5.18': 'partial' },
    'SOC 2': { 'CC6.2': 'partial', 'CC6.3': 'partial' },
    'MITRE ATT&CK': { 'T1078.004': 'related' },
    'SCS ★3': { '4-1-1-3': 'partial' },
    'CSA Zero Trust for SMBs': { 'least privilege': 'partial' },
  }),
  reads: {
    microsoft365: { needs: ['accounts'], uses: ['signIns', 'adminActivity'] },
    'google-workspace': { needs: ['accounts'], uses: ['signIns', 'adminActivity'] },
  },
  applies: (present) => providers.every((provider) => present.includes(provider)),
  subjects: standings,
  name(subject) {
    if ('tenant' in subject) return { type: 'tenant', id: subject.tenant };
    const { person, open } = subject;
    const account = (open[0] ?? person.holdings[0])?.account;
    const login = account === undefined ? {} : { login: account.login };
    const also = person.holdings.flatMap(({ account: { id, login: other } }) => [id, other]);
    return { type: 'person', id: person.id, ...login, name: nameOf(person), also };
  },
  judge(standing, directories, { now }) {
    if ('tenant' in standing) return unknown(standing.doubt);
    const { state, person } = standing;
    if (state === 'same') return pass();
    const humans = person.holdings.map(({ account }) => isHuman(account));
    const unsaid = state === 'unknown' ? silent('whether the account is enabled') : null;
    const doubt =
      gapIn(directories) ?? standing.doubt ?? unsaid ?? humans.find((human) => typeof human === 'object') ?? null;
    const facts = factsOf(standing, directories, now);
    return doubt === null ? fail('half', 'high', facts) : unknown(doubt, facts);
  },
});
