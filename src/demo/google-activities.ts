import type { GoogleDirectory } from './directory.ts';
import type { ActivityRecord } from './google-logs.ts';
import { reportSizes, reportUserOf, requireReports } from './google-reports.ts';
import {
  answer,
  cutPage,
  type GoogleRoutes,
  type GoogleState,
  invalid,
  notFound,
  optionsOf,
  requireScope,
  spendQuota,
} from './google-request.ts';
import { digitsOf } from './ids.ts';

const day = 86_400_000;
const keptDays = 180;
const filtersPerMinute = 250;

/** The applications that this service has a log of; others exist, and are empty here. */
const applications: ReadonlySet<string> = new Set(['login', 'admin', 'token']);
const known = ['user_accounts', 'saml', 'groups', 'drive', 'gmail', 'calendar', 'mobile', 'rules'];

function activityRow(directory: GoogleDirectory, record: ActivityRecord): Record<string, unknown> {
  const { application, at, actor, address, country, event } = record;
  const qualifier = digitsOf(`${application}/${at}/${actor.id}/${event.name}/${event.parameters[0]?.value ?? ''}`, 18);
  return {
    kind: 'admin#reports#activity',
    id: { time: at, uniqueQualifier: qualifier, applicationName: application, customerId: directory.customer.id },
    etag: `"${qualifier}"`,
    actor: { callerType: 'USER', email: actor.email, profileId: actor.id },
    ...(address === null ? {} : { ipAddress: address }),
    ...(country === null ? {} : { networkInfo: { ipAsn: [64496], regionCode: country, subdivisionCode: '' } }),
    events: [event],
  };
}

/** An instant as RFC 3339 has it; null when it was not given. */
function instantOf(options: ReadonlyMap<string, string>, name: string): number | null {
  const text = options.get(name);
  if (text === undefined) return null;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw invalid(`Invalid Input: ${name}`);
  return at;
}

/** From when to when: what is older than half a year is gone. */
function rangeOf(options: ReadonlyMap<string, string>, now: Date): { from: number; to: number } {
  const from = instantOf(options, 'startTime');
  const to = instantOf(options, 'endTime');
  if (from !== null && from >= Math.min(to ?? Number.POSITIVE_INFINITY, now.getTime())) {
    throw invalid('Start time must be before end time and the current time.');
  }
  const oldest = now.getTime() - keptDays * day;
  return { from: Math.max(from ?? oldest, oldest), to: to ?? now.getTime() };
}

export function addGoogleActivities(routes: GoogleRoutes, state: GoogleState): void {
  routes.get('/activity/users/:userKey/applications/:application', (context) => {
    requireScope(context, 'admin.reports.audit');
    requireReports(context);
    const options = optionsOf(context);
    const application = context.req.param('application');
    if (!applications.has(application) && !known.includes(application)) throw notFound('applicationName');
    const actor = reportUserOf(context, options);
    const eventName = options.get('eventName');
    if (actor !== null || eventName !== undefined) spendQuota(context, state, 'filter-queries', filtersPerMinute);
    const { from, to } = rangeOf(options, state.now);
    return answer(context, state, () => {
      const { directory } = context.var;
      const found = directory.activities.filter((record) => {
        const at = Date.parse(record.at);
        const wanted = record.application === application && at >= from && at <= to;
        return (
          wanted &&
          (actor?.id ?? record.actor.id) === record.actor.id &&
          (eventName ?? record.event.name) === record.event.name
        );
      });
      const { rows, token } = cutPage(context, found, options, { ...reportSizes, ordered: true });
      const items = rows.map((record) => activityRow(directory, record));
      const kind = 'admin#reports#activities';
      return { kind, etag: '"activities"', ...(items.length > 0 ? { items } : {}), ...token };
    });
  });
}
