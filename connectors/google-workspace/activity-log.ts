import { z } from 'zod';
import { liesAhead } from '../../src/core/days.ts';
import { GapError, IdentityError, MalformedError } from '../../src/core/errors.ts';
import { type PageLimit, withoutRepeats } from '../../src/http/pages.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';
import type { GoogleSession } from './session.ts';

/** For messages. */
export const activitiesPlace = 'activities.list';

const parameterSchema = z.object({
  name: z.string().nullish(),
  value: z.string().nullish(),
  boolValue: z.boolean().nullish(),
  multiValue: z.array(z.string()).nullish(),
});

const activitySchema = z.object({
  id: z.object({
    time: z.string().min(1),
    uniqueQualifier: z.string().nullish(),
    customerId: z.string().nullish(),
  }),
  actor: z
    .object({ email: z.string().nullish(), profileId: z.string().nullish(), callerType: z.string().nullish() })
    .nullish(),
  ipAddress: z.string().nullish(),
  networkInfo: z.object({ regionCode: z.string().nullish() }).nullish(),
  events: z.array(z.object({ name: z.string().nullish(), parameters: z.array(parameterSchema).nullish() })).nullish(),
});

/** One entry of a log of the Reports API, as far as it is read. */
export type Activity = z.infer<typeof activitySchema>;
/** One of the events of an entry. */
export type ActivityEvent = NonNullable<Activity['events']>[number];

/**
 * The events of an entry that may say who did what.
 * @throws MalformedError where there are none, or one without a name: it could be any
 */
export function eventsOf({ events }: Activity): readonly ActivityEvent[] {
  if (events && events.length > 0 && events.every(({ name }) => name)) return events;
  throw new MalformedError(activitiesPlace, 'items.events: an entry that does not say what happened');
}

export function parameterOf({ parameters }: ActivityEvent, wanted: string) {
  return parameters?.find(({ name }) => name === wanted);
}

/** A log, and what is asked for of each of its entries. */
export interface Log {
  application: 'login' | 'admin' | 'token';
  days: number;
  fields: string;
  /** Only entries with such an event; Google limits these requests much more. */
  eventName?: string;
}

const day = 86_400_000;
/** https://support.google.com/a/answer/7061566 */
const daysKept = 180;

/** The part of a log to read. */
export interface Window {
  startTime: string;
  /** Left out where it is now. */
  endTime?: string;
}

/** @throws GapError when the log no longer reaches back so far */
export function windowOf({ now, asOf }: Pick<GoogleSession, 'now' | 'asOf'>, days: number): Window {
  const end = Math.min(now.getTime(), asOf.getTime());
  const oldest = now.getTime() - daysKept * day;
  if (end <= oldest) {
    throw new GapError({ kind: 'unsupported', detail: `${activitiesPlace}: Google keeps ${daysKept} days of the log` });
  }
  const startTime = new Date(Math.max(end - days * day, oldest)).toISOString();
  return asOf.getTime() < now.getTime() ? { startTime, endTime: asOf.toISOString() } : { startTime };
}

/**
 * The entries of a window, the newest first. What can be picked out here is not filtered at Google's, where a filter
 * costs ten times as much of the limits: https://developers.google.com/workspace/admin/reports/v1/limits
 * @param limit how many pages are read; all when left out
 */
export async function* readActivities(
  { client, customerId, ...times }: Pick<GoogleSession, 'client' | 'customerId' | 'now' | 'asOf'>,
  { application, fields, eventName }: Log,
  window: Window,
  limit?: PageLimit,
): AsyncGenerator<readonly Activity[], void> {
  const activities = client.list({
    place: activitiesPlace,
    capability: capabilities.audit,
    field: 'items',
    row: activitySchema,
    key: ({ id, actor }) => [id.time, id.uniqueQualifier, actor?.profileId ?? actor?.email].join(' '),
    counted: true,
    ...(limit === undefined ? {} : { limit }),
    ask: (api, page) =>
      api.activities.list({
        userKey: 'all',
        applicationName: application,
        customerId,
        ...(eventName === undefined ? {} : { eventName }),
        ...window,
        maxResults: 1_000,
        fields: `nextPageToken,items(id(time,uniqueQualifier,customerId),actor(email,profileId,callerType),${fields})`,
        ...page,
      }),
  });
  const telling = ({ id, actor }: Activity) =>
    id.uniqueQualifier ? [id.time, id.uniqueQualifier, actor?.profileId ?? actor?.email].join(' ') : null;
  for await (const page of withoutRepeats(activities, telling)) {
    const foreign = page.find(({ id }) => id.customerId && id.customerId !== customerId);
    if (foreign !== undefined) {
      throw new IdentityError(`${activitiesPlace} answered of customer ${foreign.id.customerId}, not ${customerId}`);
    }
    if (page.some(({ id }) => liesAhead(id.time, times))) {
      throw new MalformedError(activitiesPlace, 'items.id.time: a day to come');
    }
    yield page;
  }
}

export async function probeActivities(
  client: GoogleClient,
  customerId: string,
  application: Log['application'],
): Promise<void> {
  await client.get({
    place: activitiesPlace,
    capability: capabilities.audit,
    schema: z.object({ items: z.array(z.object({ id: z.object({ time: z.string() }) })).nullish() }),
    ask: (api) =>
      api.activities.list({
        userKey: 'all',
        applicationName: application,
        customerId,
        maxResults: 1,
        fields: 'items(id(time))',
      }),
  });
}
