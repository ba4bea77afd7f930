import type { Severity, Tables } from './check.ts';
import type { DatasetName, EnforcementState, Method, Provider, Snapshot } from './datasets.ts';
import { protectionOf } from './enforcement.ts';
import { type RawResult, worst } from './evaluate.ts';
import type { Leaver, Leavers } from './leavers.ts';
import type { People, Person, Unjoined } from './people.ts';
import { secondFactorsOf } from './second-factors.ts';
import { tablesOf } from './tables.ts';

/** An account as reports name it. */
export interface ReportedAccount {
  provider: Provider;
  id: string;
  login: string;
  enabled: boolean | null;
}

/** `none`: no second factor; others: the weakest that is registered. */
export type FactorState = Method['strength'];

/** A person with two or more accounts, as weak as the weakest of them. */
export interface ReportedPerson {
  /** Id of the first account. */
  id: string;
  name: string | null;
  joinedBy: Person['joinedBy'];
  accounts: ReportedAccount[];
  /** Worst open finding; null when nothing is open. */
  severity: Severity | null;
  /** Weakest enforcement of MFA among the accounts that may sign in; null when none may. */
  protection: EnforcementState | null;
  /** Weakest second factor among them; null when none may sign in. */
  factor: FactorState | null;
}

/** Accounts that something speaks for joining, and something against. */
export interface ReportedUnjoined {
  reason: Unjoined['reason'];
  /** The address or number that they share. */
  shared: string;
  accounts: ReportedAccount[];
}

/** How accounts were joined to persons. */
export interface PeopleReport {
  joined: ReportedPerson[];
  unjoined: ReportedUnjoined[];
}

export interface ReportedLeaver {
  id: string;
  name: string | null;
  /** Last day of work; null: the HR list gives none. */
  leaveDate: string | null;
  state: Leaver['state'];
  lagHours: number | null;
  accounts: Array<ReportedAccount & { disabledAt: string | null }>;
}

/** Who has left, and how long their accounts stayed open. */
export interface LeaversReport {
  medianHours: number | null;
  /** How many lags are known. */
  known: number;
  open: number;
  unknown: number;
  persons: ReportedLeaver[];
}

/** From the weakest; what is not known may be weaker than what is good, and is not worse than what is known to be weak. */
const protections: readonly EnforcementState[] = ['none', 'partly', 'unknown', 'enforced'];
const factorStates: readonly FactorState[] = ['none', 'phone', 'unknown', 'phishable', 'resistant'];

function weakest<State>(order: readonly State[], all: readonly State[]): State | null {
  return order.find((state) => all.includes(state)) ?? null;
}

type Facts = Pick<Tables<DatasetName>, 'enforcement' | 'mfa'>;

function protectionIn(tables: Facts | undefined, accountId: string, now: Date): EnforcementState {
  const row = tables?.enforcement.one(accountId);
  return row === undefined ? 'unknown' : protectionOf(row, now).state;
}

function factorIn(tables: Facts | undefined, accountId: string, provider: Provider): FactorState {
  const row = tables?.mfa.one(accountId);
  if (row === undefined || row.registered === null) return 'unknown';
  if (!row.registered) return 'none';
  const found = secondFactorsOf(row, provider);
  if ('missing' in found) return 'unknown';
  const strengths = found.factors.map(({ strength }) => strength);
  return weakest(factorStates, strengths) ?? 'unknown';
}

/** The name of a person: that of the first account with one, else that of the HR list. */
export function nameOf({ holdings, listed }: Person): string | null {
  const named = holdings.find(({ account }) => account.name !== null && account.name.trim() !== '');
  return named?.account.name ?? listed?.name ?? null;
}

function accountOf({ provider, account: { id, login, enabled } }: Person['holdings'][number]): ReportedAccount {
  return { provider, id, login, enabled };
}

/** Open severities by person; a finding of an account counts for whom it belongs to. */
function openByPerson(people: People, results: readonly RawResult[]): ReadonlyMap<string, Severity[]> {
  const found = new Map<string, Severity[]>();
  for (const { provider, findings } of results) {
    for (const { subject, verdict, severity, exception } of findings) {
      if (verdict !== 'fail' || exception !== undefined) continue;
      const holder = subject.type === 'account' && provider !== null ? people.of(provider, subject.id) : undefined;
      const id = subject.type === 'person' ? subject.id : holder?.id;
      if (id === undefined) continue;
      const known = found.get(id);
      if (known === undefined) found.set(id, [severity]);
      else known.push(severity);
    }
  }
  return found;
}

function byId(a: Person, b: Person): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Who has accounts in several places, and how weak the weakest of them is. */
export function peopleReportOf(
  people: People,
  results: readonly RawResult[],
  snapshots: readonly Snapshot[],
  now: Date,
): PeopleReport {
  const open = openByPerson(people, results);
  const tables = new Map(snapshots.map((snapshot) => [snapshot.provider, tablesOf(snapshot)]));
  const joined = people.persons
    .filter(({ holdings }) => holdings.length > 1)
    .sort(byId)
    .map((person): ReportedPerson => {
      const able = person.holdings.filter(({ account }) => account.enabled !== false);
      const states = able.map(({ provider, account }) => protectionIn(tables.get(provider), account.id, now));
      const factors = able.map(({ provider, account }) => factorIn(tables.get(provider), account.id, provider));
      return {
        id: person.id,
        name: nameOf(person),
        joinedBy: person.joinedBy,
        accounts: person.holdings.map(accountOf),
        severity: worst(open.get(person.id) ?? []) ?? null,
        protection: weakest(protections, states),
        factor: weakest(factorStates, factors),
      };
    });
  const unjoined = people.unjoined.map(({ reason, shared, holdings }) => {
    return { reason, shared, accounts: holdings.map(accountOf) };
  });
  return { joined, unjoined };
}

/** The same for reports; null where there is no HR list that can be used. */
export function leaversReportOf(leavers: Leavers | null): LeaversReport | null {
  if (leavers === null) return null;
  const { rows, medianHours, known, open, unknown } = leavers;
  const persons = rows.map(({ person, listed, state, lagHours, accounts }): ReportedLeaver => {
    const { leaveDate, name } = listed;
    return {
      id: person.id,
      name: name ?? nameOf(person),
      leaveDate,
      state,
      lagHours,
      accounts: accounts.map((holding) => ({ ...accountOf(holding), disabledAt: holding.disabledAt })),
    };
  });
  return { medianHours, known, open, unknown, persons };
}
