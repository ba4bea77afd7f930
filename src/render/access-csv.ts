import { stringify } from 'csv-stringify/sync';
import type { AccessRow, DirectoryAccess } from '../core/access.ts';
import type { People } from '../core/people.ts';
import type { Provider } from '../core/provider.ts';
import { byInterest, conditionsOf } from './access.ts';
import { cell } from './csv.ts';
import type { Findings, Format } from './format.ts';
import { leaversDoubtOf } from './leavers.ts';

const columns = [
  'tenant',
  'provider',
  'login',
  'name',
  'enabled',
  'kind',
  'last_success',
  'source',
  'address',
  'country',
  'new_countries',
  'app',
  'client',
  'factors_used_last',
  'mfa_enforced',
  'mfa_reason',
  'mfa_policies',
  'mfa_conditions',
  'mfa_left_out_of',
  'enrolled',
  'allowed_factors',
  'used_factors',
  'log_gap',
  'person',
  'joined_by',
  'employee_id',
  'department',
  'roles',
  'leave_date',
  'disabled_at',
];

type AccessSource = Pick<Findings, 'report' | 'access' | 'people'>;

/** What could not be read must not look like a no. */
const notKnown = 'unknown';
const separator = '; ';

function answer(fact: boolean | null): string {
  return fact === null ? notKnown : fact ? 'yes' : 'no';
}

function listed(names: readonly string[] | null): string {
  return names === null ? notKnown : [...new Set(names)].join(separator);
}

/** Facts of the last sign-in; empty where there was none. */
function signInCells({ last, lastGap, newCountries }: AccessRow): string[] {
  const countries = listed(newCountries?.map(({ country }) => country) ?? null);
  if (last === null) {
    const silence = lastGap === null ? '' : notKnown;
    return [silence, '', silence, silence, countries, silence, silence, silence];
  }
  const { at, source, address, country, app, client, factors } = last;
  return [
    at,
    source,
    address ?? notKnown,
    country ?? notKnown,
    countries,
    app ?? notKnown,
    client ?? notKnown,
    listed(factors),
  ];
}

/** Who the account belongs to, what rights it has, and whether its person has left. */
interface Holders {
  people: People;
  /** Accounts of those who have left, by provider and id; null: the HR list does not tell. */
  leavers: ReadonlyMap<string, Leaving> | null;
}

interface Leaving {
  leaveDate: string | null;
  disabledAt: string | null;
}

function holdersOf({ report, people }: AccessSource): Holders {
  const gone = report.leavers?.persons.flatMap(({ leaveDate, accounts }) =>
    accounts.map(({ provider, id, disabledAt }) => [`${provider}/${id}`, { leaveDate, disabledAt }] as const),
  );
  return { people, leavers: leaversDoubtOf(report) === null ? new Map(gone) : null };
}

function rolesCell({ roles: { held, gap } }: AccessRow): string {
  const names = held.map(({ name, eligible }) => (eligible ? `${name} (eligible)` : name));
  return [...names, ...(gap === null ? [] : [notKnown])].join(separator);
}

/** The day since which somebody is gone; empty for everybody else. */
function leftCell(leaving: Leaving | undefined, { leavers }: Holders): string {
  if (leavers === null) return notKnown;
  return leaving === undefined ? '' : (leaving.leaveDate ?? notKnown);
}

function disabledCell({ account: { enabled, disabledAt } }: AccessRow, leaving: Leaving | undefined): string {
  return enabled === false ? (disabledAt ?? leaving?.disabledAt ?? notKnown) : '';
}

function personCells(row: AccessRow, provider: Provider, holders: Holders): string[] {
  const { id, employeeId, department } = row.account;
  const person = holders.people.of(provider, id);
  const leaving = holders.leavers?.get(`${provider}/${id}`);
  return [
    person?.id ?? '',
    person?.joinedBy.join(separator) ?? '',
    employeeId ?? person?.listed?.employeeId ?? '',
    department ?? person?.listed?.department ?? '',
    rolesCell(row),
    leftCell(leaving, holders),
    disabledCell(row, leaving),
  ];
}

function lineOf(row: AccessRow, { provider, gap }: DirectoryAccess, tenant: string, holders: Holders): string[] {
  const { account, factors, protection } = row;
  const allowed = factors.allowed?.set ?? (provider === 'google-workspace' ? notKnown : '');
  return [
    tenant,
    provider,
    account.login,
    account.name ?? '',
    answer(account.enabled),
    account.kind ?? notKnown,
    ...signInCells(row),
    protection.state,
    protection.reason,
    listed(protection.policies.map(({ name }) => name)),
    listed(conditionsOf(protection)),
    listed(protection.leftOutOf),
    answer(factors.enrolled),
    allowed,
    listed(factors.used?.map(({ name }) => name) ?? null),
    gap === null ? '' : gap.kind,
    ...personCells(row, provider, holders),
  ].map(cell);
}

const linesAtOnce = 500;

/** Every account a line, what a review looks at first on top; disabled accounts come last. Piece by piece. */
function* accessCsvChunks(source: AccessSource): Generator<string> {
  const { report, access } = source;
  const holders = holdersOf(source);
  yield stringify([columns], { bom: true, record_delimiter: '\r\n' });
  for (const directory of access) {
    const rows = directory.rows.toSorted(byInterest);
    for (let at = 0; at < rows.length; at += linesAtOnce) {
      const lines = rows.slice(at, at + linesAtOnce).map((row) => lineOf(row, directory, report.tenant.id, holders));
      yield stringify(lines, { record_delimiter: '\r\n' });
    }
  }
}

export function renderAccessCsv(findings: AccessSource): string {
  return [...accessCsvChunks(findings)].join('');
}

export const accessCsvFormat: Format = { file: 'access.csv', render: (findings) => accessCsvChunks(findings) };
