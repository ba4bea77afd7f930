import type { GoogleDirectory, GoogleUser } from './directory.ts';
import { reportSizes, reportUserOf, requireReports } from './google-reports.ts';
import {
  answer,
  cutPage,
  type GoogleRoutes,
  type GoogleState,
  invalid,
  optionsOf,
  requireScope,
} from './google-request.ts';

const day = 86_400_000;

/** Parameters of the usage report, such as `accounts:num_security_keys`. */
const parameters: Readonly<
  Record<string, (user: GoogleUser, directory: GoogleDirectory) => Readonly<Record<string, unknown>>>
> = {
  admin_set_name: (user) => ({ stringValue: user.name.fullName }),
  is_2sv_enforced: (user) => ({ boolValue: user.isEnforcedIn2Sv }),
  is_2sv_enrolled: (user) => ({ boolValue: user.isEnrolledIn2Sv }),
  is_archived: (user) => ({ boolValue: user.archived }),
  is_less_secure_apps_access_allowed: () => ({ boolValue: false }),
  is_suspended: (user) => ({ boolValue: user.suspended }),
  num_authorized_apps: () => ({ intValue: '0' }),
  num_passkeys_enrolled: (user, { keys }) => ({ intValue: String(keys.get(user.id)?.passkeys ?? 0) }),
  num_security_keys: (user, { keys }) => ({ intValue: String(keys.get(user.id)?.securityKeys ?? 0) }),
  timestamp_creation: (user) => ({ datetimeValue: user.creationTime }),
  timestamp_last_login: (user) => ({ datetimeValue: user.lastLoginTime }),
};

/** The days of reports are those of the Pacific coast, and come three days late. */
const lagDays = 3;
const reportsKept = 450;
const pacificOffset = 8 * 3_600_000;

function pacificDay(now: Date, daysAgo: number): string {
  return new Date(now.getTime() - pacificOffset - daysAgo * day).toISOString().slice(0, 10);
}

function requireReportDay(date: string, now: Date): void {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw invalid('Invalid date format. Date should be in yyyy-mm-dd format.');
  }
  const newest = pacificDay(now, lagDays);
  if (date > newest) {
    throw invalid(`Data for dates later than ${newest} is not yet available. Please check back later`);
  }
  if (date < pacificDay(now, reportsKept)) throw invalid(`Data for date ${date} is no longer available.`);
}

function usageRow(user: GoogleUser, directory: GoogleDirectory, date: string, wanted: readonly string[]) {
  return {
    kind: 'admin#reports#usageReport',
    etag: `"${user.id}"`,
    date,
    entity: {
      type: 'USER',
      customerId: directory.customer.id,
      userEmail: user.primaryEmail,
      profileId: user.id,
    },
    parameters: wanted.flatMap((name) => {
      const value = parameters[name]?.(user, directory);
      return value === undefined ? [] : [{ name: `accounts:${name}`, ...value }];
    }),
  };
}

/** Names that are not known are passed over without a word. */
function parametersOf(options: ReadonlyMap<string, string>): string[] {
  const asked = options.get('parameters');
  if (asked === undefined) return Object.keys(parameters);
  return asked
    .split(',')
    .map((name) => name.trim().replace(/^accounts:/, ''))
    .filter((name) => Object.hasOwn(parameters, name));
}

export function addGoogleUsage(routes: GoogleRoutes, state: GoogleState): void {
  routes.get('/usage/users/:userKey/dates/:date', (context) => {
    requireScope(context, 'admin.reports.usage');
    requireReports(context);
    const options = optionsOf(context);
    const wanted = parametersOf(options);
    const date = context.req.param('date');
    requireReportDay(date, state.now);
    const one = reportUserOf(context, options);
    return answer(context, state, () => {
      const { directory } = context.var;
      const listed = (one === null ? directory.users : [one]).filter(
        ({ creationTime }) => pacificDay(new Date(creationTime), 0) <= date,
      );
      const { rows, token } = cutPage(context, listed, options, reportSizes);
      const usageReports = rows.map((user) => usageRow(user, directory, date, wanted));
      const kind = 'admin#reports#usageReports';
      return { kind, etag: '"usage"', ...(usageReports.length > 0 ? { usageReports } : {}), ...token };
    });
  });
}
