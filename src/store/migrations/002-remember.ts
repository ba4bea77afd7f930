import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const columns: readonly string[] = [
  'alter table accounts add column disabled_at text',
  'alter table accounts add column disabled_source text',
  'alter table findings add column holdings text',
  'alter table findings add column lost_by text',
];

const views: readonly string[] = [
  'drop view finding_overview',
  `create view finding_overview as
    select f.tenant, f.check_id, f.provider, f.subject_type, f.subject_id, f.login, f.name, f.severity, f.message,
      case when f.resolved_at is null then f.state else 'resolved' end as state,
      f.opened_at as first_seen,
      coalesce(f.last_seen_at, case when w.as_of > f.from_at then w.as_of else f.from_at end) as last_seen,
      f.resolved_at, f.reopened, f.lost_by
    from findings f
    left join (
      select s.tenant, s.as_of from scans s
      where s.number = (select max(n.number) from scans n where n.tenant = s.tenant and n.limited = 0)
    ) w on w.tenant = f.tenant
    where f.to_scan is null or f.resolved_at is not null`,
  'drop view account_overview',
  `create view account_overview as
    select tenant, provider, directory_id, account_id, login, name, kind, enabled, created_at, department, member, emergency,
      privilege, roles, registered, methods, enforcement, sign_in, countries, disabled_at, from_at as since
    from accounts where to_scan is null`,
];

/** When accounts were disabled, which accounts a person held, and why a finding is out of sight. */
export const remember: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [...columns, ...views]) await sql.raw(statement).execute(db);
  },
};
