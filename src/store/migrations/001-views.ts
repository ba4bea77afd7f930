/** Views for people who query; the program itself reads the tables. */
export const beginViews: readonly string[] = [
  // A scan that was limited to some frameworks did not look at everything.
  `create view finding_overview as
    select f.tenant, f.check_id, f.provider, f.subject_type, f.subject_id, f.login, f.name, f.severity, f.message,
      case when f.resolved_at is null then f.state else 'resolved' end as state,
      f.opened_at as first_seen,
      coalesce(f.last_seen_at, case when w.as_of > f.from_at then w.as_of else f.from_at end) as last_seen,
      f.resolved_at, f.reopened
    from findings f
    left join (
      select s.tenant, s.as_of from scans s
      where s.number = (select max(n.number) from scans n where n.tenant = s.tenant and n.limited = 0)
    ) w on w.tenant = f.tenant
    where f.to_scan is null or f.resolved_at is not null`,
  `create view account_overview as
    select tenant, provider, directory_id, account_id, login, name, kind, enabled, created_at, department, member, emergency,
      privilege, roles, registered, methods, enforcement, sign_in, countries, from_at as since
    from accounts where to_scan is null`,
  `create view figure_overview as
    select g.tenant, s.as_of, g.scan, g.figure, g.version, g.unit, g.value, g.numerator, g.denominator, g.unknown
    from figures g join scans s on s.tenant = g.tenant and s.number = g.scan`,
];
