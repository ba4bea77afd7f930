import { stringify } from 'csv-stringify/sync';
import type { Credential, Permission } from '../core/rows/application.ts';
import { credentialsByEnd, type ProgramRow, type Programs, programsOf } from './applications.ts';
import { cell } from './csv.ts';
import type { Findings, Format } from './format.ts';

const columns = [
  'tenant',
  'provider',
  'application',
  'kind',
  'own',
  'enabled',
  'severity',
  'findings',
  'privileged_roles',
  'permissions',
  'delegated_for_all',
  'credentials',
  'oldest_credential',
  'next_end',
  'expired_credentials',
  'consenting_users',
  'last_consent',
  'unneeded',
  'client_id',
  'id',
  'gap',
];

/** What could not be read must not look like a no. */
const notKnown = 'unknown';
const separator = '; ';

function answer(fact: boolean | null): string {
  return fact === null ? notKnown : fact ? 'yes' : 'no';
}

function listed(permissions: readonly Permission[] | null): string {
  if (permissions === null) return notKnown;
  return permissions.map(({ resource, name }) => `${resource}/${name ?? notKnown}`).join(separator);
}

function credentialFact({ kind, name, startsAt, endsAt }: Credential): string {
  const called = name === null ? '' : ` ${name}`;
  return `${kind}${called} ${startsAt?.slice(0, 10) ?? notKnown}..${endsAt?.slice(0, 10) ?? notKnown}`;
}

/** Facts of credentials that are there; empty where there is none. */
function credentialCells(credentials: readonly Credential[], asOf: string): string[] {
  if (credentials.length === 0) return ['', '', '', '0'];
  const starts = credentials.flatMap(({ startsAt }) => startsAt ?? []).sort();
  const now = Date.parse(asOf);
  const ends = credentialsByEnd(credentials).flatMap(({ endsAt }) => endsAt ?? []);
  const ahead = ends.filter((end) => Date.parse(end) > now);
  const undated = credentials.length > ends.length;
  return [
    credentialsByEnd(credentials).map(credentialFact).join(separator),
    starts[0] ?? notKnown,
    ahead[0] ?? (undated ? notKnown : ''),
    String(ends.length - ahead.length),
  ];
}

/** The roles that a finding names; that none does is a no only where somebody looked. */
function rolesIn({ entries }: ProgramRow, isJudged: boolean): string {
  const own = entries.find(({ result }) => result.check === 'privileged-app');
  if (own === undefined) return isJudged ? '' : notKnown;
  const { data, verdict } = own.finding;
  if (typeof data.roles === 'string') return data.roles;
  return verdict === 'unknown' ? notKnown : '';
}

function lineOf(row: ProgramRow, { provider, gap }: Programs, { report }: CsvSource, isJudged: boolean): string[] {
  const { application, entries, severity, name, id } = row;
  const facts = entries.map(({ result, finding }) => {
    return `${result.check}: ${finding.exception === undefined ? finding.message : 'accepted'}`;
  });
  const known = application === null ? null : application;
  const consents = known?.consents ?? null;
  return [
    report.tenant.id,
    provider,
    name,
    known?.kind ?? notKnown,
    answer(known?.own ?? null),
    answer(known?.enabled ?? null),
    severity ?? '',
    facts.join(separator),
    rolesIn(row, isJudged),
    listed(known?.permissions ?? null),
    listed(known?.delegated ?? null),
    ...(known === null
      ? [notKnown, notKnown, notKnown, notKnown]
      : credentialCells(known.credentials, report.scan.asOf)),
    consents === null ? '' : String(consents.users),
    consents?.lastAt ?? '',
    known?.unneeded?.join(separator) ?? '',
    known?.clientId ?? '',
    id,
    gap === null ? '' : gap.kind,
  ].map(cell);
}

type CsvSource = Pick<Findings, 'report' | 'applications'>;

/** Whether the roles of every program of a directory were looked at. */
function isJudgedIn({ report }: CsvSource, provider: Programs['provider']): boolean {
  const result = report.results.find((one) => one.check === 'privileged-app' && one.provider === provider);
  return result?.findings.every(({ subject }) => subject.type === 'application') === true;
}

/** Every program a line, those first that a reviewer looks at first. */
export function renderApplicationsCsv(source: CsvSource): string {
  const lines = programsOf(source).flatMap((programs) => {
    const isJudged = isJudgedIn(source, programs.provider);
    return programs.rows.map((row) => lineOf(row, programs, source, isJudged));
  });
  return stringify(lines, { bom: true, columns, header: true, record_delimiter: '\r\n' });
}

export const applicationsCsvFormat: Format = { file: 'applications.csv', render: renderApplicationsCsv };
