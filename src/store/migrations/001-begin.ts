import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { Dialect } from '../dialect.ts';
import { beginViews } from './001-views.ts';

const scans = [
  `create table tenants (
    id text not null primary key,
    name text not null,
    last_number integer not null
  )`,
  `create table scans (
    tenant text not null references tenants (id),
    number integer not null,
    id text not null,
    as_of text not null,
    started_at text not null,
    finished_at text not null,
    status text not null,
    version text not null,
    disguised_by text,
    limited integer not null,
    accounts integer not null,
    failed_critical integer not null,
    failed_high integer not null,
    failed_medium integer not null,
    failed_low integer not null,
    unknown integer not null,
    excepted integer not null,
    hold_reason text,
    hold_at text,
    primary key (tenant, number),
    unique (tenant, id)
  )`,
  `create table figures (
    tenant text not null,
    scan integer not null,
    figure text not null,
    version integer not null,
    unit text not null,
    value double precision,
    numerator integer not null,
    denominator integer not null,
    unknown integer,
    primary key (tenant, scan, figure),
    foreign key (tenant, scan) references scans (tenant, number) on delete cascade
  )`,
];

const versions: Readonly<Record<string, { columns: string; once: string }>> = {
  directories: {
    columns: `
      provider text not null,
      directory_id text not null,
      name text,
      status text not null`,
    once: 'provider, directory_id',
  },
  datasets: {
    columns: `
      provider text not null,
      directory_id text not null,
      dataset text not null,
      state text not null,
      row_count integer not null,
      gap_kind text,
      gap text,
      source text`,
    once: 'provider, directory_id, dataset',
  },
  verdicts: {
    columns: `
      check_id text not null,
      provider text,
      verdict text not null,
      severity text not null,
      judged integer not null,
      failed integer not null,
      unknown integer not null,
      excepted integer not null,
      sight text not null,
      options text not null`,
    once: `check_id, coalesce(provider, '')`,
  },
  accounts: {
    columns: `
      provider text not null,
      directory_id text not null,
      account_id text not null,
      login text not null,
      name text,
      kind text,
      enabled integer,
      created_at text,
      department text,
      member integer,
      emergency integer not null,
      privilege text,
      roles text,
      registered integer,
      methods text,
      enforcement text,
      sign_in text,
      countries text`,
    once: 'provider, directory_id, account_id',
  },
  findings: {
    columns: `
      finding_key text not null,
      check_id text not null,
      provider text,
      directories text not null,
      subject_type text not null,
      subject_id text not null,
      login text,
      name text,
      state text not null,
      accepted integer not null,
      message text not null,
      severity text not null,
      data text not null,
      opened_at text not null,
      reopened integer not null,
      cause text,
      last_seen_at text,
      resolved_at text,
      resolved_by_rule integer`,
    once: 'finding_key',
  },
};

/** Of everything at most one version holds at a time. */
function versionTables(number: string): string[] {
  return Object.entries(versions).flatMap(([table, { columns, once }]) => [
    `create table ${table} (
      version_id ${number} primary key,
      tenant text not null references tenants (id),
      from_scan integer not null,
      from_at text not null,
      to_scan integer,
      to_at text,
      ${columns.trim()}
    )`,
    `create index ${table}_from on ${table} (tenant, from_scan)`,
    `create index ${table}_to on ${table} (tenant, to_scan) where to_scan is not null`,
    `create unique index ${table}_once on ${table} (tenant, ${once}) where to_scan is null`,
  ]);
}

function rest(number: string): string[] {
  return [
    'create index findings_resolved on findings (tenant, finding_key) where resolved_at is not null',
    `create table exceptions (
      id text not null primary key,
      tenant text not null,
      origin text not null,
      check_id text not null,
      subject text not null,
      reason text not null,
      approved_by text not null,
      until text not null,
      added_at text not null,
      bound text not null,
      removed_at text
    )`,
    'create index exceptions_tenant on exceptions (tenant)',
    `create table deliveries (
      id ${number} primary key,
      tenant text not null,
      scan_id text not null,
      channel text not null,
      idempotency_key text not null,
      payload text not null,
      state text not null default 'pending',
      attempts integer not null default 0,
      due_at text not null,
      claimed_until text,
      last_error text,
      sent_at text,
      unique (tenant, channel, idempotency_key)
    )`,
    'create index deliveries_due on deliveries (state, due_at)',
  ];
}

/** The first tables. */
export function begin(dialect: Dialect): Migration {
  const number = dialect === 'postgres' ? 'serial' : 'integer';
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of [...scans, ...versionTables(number), ...rest(number), ...beginViews]) {
        await sql.raw(statement).execute(db);
      }
    },
  };
}
