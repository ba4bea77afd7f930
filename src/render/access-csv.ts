import { stringify } from 'csv-stringify/sync';
import type { AccessRow, DirectoryAccess } from '../core/access.ts';
import { byInterest, conditionsOf } from './access.ts';
import { cell } from './csv.ts';
import type { Findings, Format } from './format.ts';

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
];

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

function lineOf(row: AccessRow, { provider, gap }: DirectoryAccess, tenant: string): string[] {
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
  ].map(cell);
}

const linesAtOnce = 500;

/** Every account a line, what a review looks at first on top; disabled accounts come last. Piece by piece. */
export function* accessCsvChunks({ report, access }: Pick<Findings, 'report' | 'access'>): Generator<string> {
  yield stringify([columns], { bom: true, record_delimiter: '\r\n' });
  for (const directory of access) {
    const rows = directory.rows.toSorted(byInterest);
    for (let at = 0; at < rows.length; at += linesAtOnce) {
      const lines = rows.slice(at, at + linesAtOnce).map((row) => lineOf(row, directory, report.tenant.id));
      yield stringify(lines, { record_delimiter: '\r\n' });
    }
  }
}

export function renderAccessCsv(findings: Pick<Findings, 'report' | 'access'>): string {
  return [...accessCsvChunks(findings)].join('');
}

export const accessCsvFormat: Format = { file: 'access.csv', render: (findings) => accessCsvChunks(findings) };
