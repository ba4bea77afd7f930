import type { Collector } from '../../src/core/connector.ts';
import type { AdminActivity } from '../../src/core/rows/admin-activity.ts';
import { activitiesPlace, type Log, probeActivities, readActivities, windowOf } from './activity-log.ts';
import { isActorUntold, readByAccount } from './actors.ts';
import { capabilities } from './capabilities.ts';
import { readEventTime } from './instants.ts';
import { noting } from './reading.ts';
import type { GoogleSession } from './session.ts';

const log: Log = { application: 'admin', days: 180, fields: 'events(name)' };

/** What each administrator last did, within the 180 days that Google keeps. */
export const adminActivity: Collector<GoogleSession, 'adminActivity'> = {
  permissions: [capabilities.audit.scope],
  async *collect(session, upstream) {
    const window = windowOf(session, log.days);
    const last = new Map<string, AdminActivity & { lastAt: string }>();
    let isUntold = false;
    const activities = noting(readActivities(session, log, window), (page) => {
      isUntold ||= page.some(isActorUntold);
    });
    const broken = await readByAccount(activities, upstream, (accountId, { id, events }) => {
      const lastAt = readEventTime(activitiesPlace, 'items.id.time', id.time);
      const known = last.get(accountId);
      if (known !== undefined && known.lastAt >= lastAt) return;
      last.set(accountId, { accountId, lastAt, activity: events?.find(({ name }) => name)?.name ?? 'unknown' });
    });
    yield [...last.values()];
    if (broken !== undefined) throw broken.error;
    // A log of half a year that names nobody, or not who acted, does not show that somebody did nothing.
    return last.size === 0 || isUntold ? { source: 'admin-log' } : { source: 'admin-log', since: window.startTime };
  },
  probe: ({ client, customerId }) => probeActivities(client, customerId, log.application),
};
