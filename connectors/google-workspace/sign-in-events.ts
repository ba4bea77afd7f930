import type { Collector, Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import { MalformedError } from '../../src/core/errors.ts';
import { createSignInTally, type SignInTally } from '../../src/core/sign-in-tally.ts';
import { activitiesPlace, type Log, probeActivities, readActivities, type Window, windowOf } from './activity-log.ts';
import { isActorUntold, readByAccount } from './actors.ts';
import { capabilities } from './capabilities.ts';
import { type Login, loginOf } from './login-events.ts';
import { noting } from './reading.ts';
import type { GoogleSession } from './session.ts';

const log: Log = {
  application: 'login',
  days: 30,
  fields: 'ipAddress,networkInfo(regionCode),events(name,parameters(name,value,boolValue,multiValue))',
};

const lagMs = 86_400_000;

function addLogin(tally: SignInTally, accountId: string, { at, address, country, successes, verified }: Login): void {
  for (const factor of verified) tally.addFactor(accountId, factor, at);
  // Google logs neither the application nor the client.
  for (const factors of successes) tally.add({ accountId, at, address, country, app: null, client: null, factors });
}

/** Whether accounts were used so long ago that the log must hold it: it may be late by some hours. */
async function isContradicted({ startTime }: Window, session: GoogleSession, upstream: Upstream): Promise<boolean> {
  const latest = new Date(Math.min(session.now.getTime(), session.asOf.getTime()) - lagMs).toISOString();
  const signIns = rowsOf(await upstream('signIns'));
  return signIns.some(({ lastSuccess: at }) => at !== null && at > startTime && at < latest);
}

/** Where each user signed in from in the last 30 days, and with which factors. */
export const signInEvents: Collector<GoogleSession, 'signInEvents'> = {
  permissions: [capabilities.audit.scope],
  async *collect(session, upstream) {
    const window = windowOf(session, log.days);
    const tally = createSignInTally();
    let isEmpty = true;
    let isUntold = false;
    const activities = noting(readActivities(session, log, window), (page) => {
      isEmpty = false;
      isUntold ||= page.some((activity) => isActorUntold(activity) && loginOf(activity).successes.length > 0);
    });
    const broken = await readByAccount(activities, upstream, (accountId, activity) =>
      addLogin(tally, accountId, loginOf(activity)),
    );
    yield tally.rows();
    if (broken !== undefined) throw broken.error;
    if (isUntold) throw new MalformedError(activitiesPlace, 'items.actor: a login that does not say whose');
    if (isEmpty && (await isContradicted(window, session, upstream))) {
      throw new MalformedError(activitiesPlace, 'no login at all, though accounts signed in since');
    }
    return { source: 'login-log', since: window.startTime };
  },
  probe: ({ client, customerId }) => probeActivities(client, customerId, log.application),
};
