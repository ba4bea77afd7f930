import { type Severity, type Tables, type Tenant, worst } from './check.ts';
import { compareText } from './compare-text.ts';
import type { DatasetName, Snapshot } from './datasets.ts';
import { protectionOf } from './enforcement.ts';
import type { Leaver, Leavers } from './leavers.ts';
import type { People, Person, Unjoined } from './people.ts';
import { nameOf } from './person-name.ts';
import type { Provider } from './provider.ts';
import type { RawResult } from './result.ts';
import type { EnforcementState } from './rows/enforcement.ts';
import type { Method } from './rows/mfa.ts';
import { secondFactorsOf } from './second-factors.ts';

/** An account as reports name it. */
export interface ReportedAccount {
  provider: Provider;
  id: string;
  login: string;
  enabled: boolean | null;
}

/** `none`: no second factor; others: the weakest that is registered. */
export type FactorState = Method['strength'];

/** One of several accounts of a person, with how weak it is. Null: it may not sign in. */
export interface JoinedAccount extends ReportedAccount {
  protection: EnforcementState | null;
  factor: FactorState | null;
}

/** A person with two or more accounts, as weak as the weakest of them. */
export interface ReportedPerson {
  /** Id of the first account. */
  id: string;
  name: string;
  joinedBy: Person['joinedBy'];
  accounts: JoinedAccount[];
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

/** Somebody who has left, as the report tells it. */
export interface ReportedLeaver {
  id: string;
  name: string;
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

function weakest<State>(order: readonly State[], all: readonly (State | null)[]): State | null {
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

function accountOf({ provider, account: { id, login, enabled } }: Person['holdings'][number]): ReportedAccount {
  return { provider, id, login, enabled };
}

/** Open severities by person; a finding of an account counts for whom it belongs to. */
function openByPerson(
  people: People,
  persons: readonly Person[],
  results: readonly RawResult[],
): ReadonlyMap<string, Severity[]> {
  const found = new Map(persons.map(({ id }): [string, Severity[]] => [id, []]));
  for (const { provider, findings } of results) {
    for (const { subject, verdict, severity, exception } of findings) {
      if (verdict !== 'fail' || exception !== undefined) continue;
      const holder = subject.type === 'account' && provider !== null ? people.of(provider, subject.id) : undefined;
      const id = subject.type === 'person' ? subject.id : holder?.id;
      if (id !== undefined) found.get(id)?.push(severity);
    }
  }
  return found;
}

function byId(a: Person, b: Person): number {
  return compareText(a.id, b.id);
}

/** Who has accounts in several places, and how weak the weakest of them is. */
export function peopleReportOf(
  tenant: Tenant,
  results: readonly RawResult[],
  snapshots: readonly Snapshot[],
): PeopleReport {
  const people = tenant.people();
  const tables = new Map(snapshots.map((snapshot) => [snapshot.provider, tenant.tables(snapshot)]));
  const several = people.persons.filter(({ holdings }) => holdings.length > 1).sort(byId);
  const open = openByPerson(people, several, results);
  const joined = several.map((person): ReportedPerson => {
    const accounts = person.holdings.map((holding): JoinedAccount => {
      const { provider, id, enabled, ...named } = accountOf(holding);
      const own = tables.get(provider);
      const isAble = enabled !== false;
      const protection = isAble ? protectionIn(own, id, tenant.now) : null;
      return { provider, id, ...named, enabled, protection, factor: isAble ? factorIn(own, id, provider) : null };
    });
    return {
      id: person.id,
      name: nameOf(person),
      joinedBy: person.joinedBy,
      accounts,
      severity: worst(open.get(person.id) ?? []) ?? null,
      protection: weakest(
        protections,
        accounts.map(({ protection }) => protection),
      ),
      factor: weakest(
        factorStates,
        accounts.map(({ factor }) => factor),
      ),
    };
  });
  const unjoined = people.unjoined.map(({ reason, shared, holdings }) => {
    return { reason, shared, accounts: holdings.map(accountOf) };
  });
  return { joined, unjoined };
}

/** The same for reports; null where no HR list tells who has left. */
export function leaversReportOf(leavers: Leavers | null): LeaversReport | null {
  if (leavers === null) return null;
  const { rows, medianHours, known, open, unknown } = leavers;
  const persons = rows.map(({ person, listed, state, lagHours, accounts }): ReportedLeaver => {
    return {
      id: person.id,
      name: nameOf(person),
      leaveDate: listed.leaveDate,
      state,
      lagHours,
      accounts: accounts.map((holding) => ({ ...accountOf(holding), disabledAt: holding.disabledAt })),
    };
  });
  return { medianHours, known, open, unknown, persons };
}
