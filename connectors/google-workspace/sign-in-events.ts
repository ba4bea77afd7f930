import type { Collector } from '../../src/core/connector.ts';
import { createSignInTally, type SignInTally } from '../../src/core/sign-in-tally.ts';
import { type Log, probeActivities, readActivities, windowOf } from './activity-log.ts';
import { readByAccount } from './actors.ts';
import { capabilities } from './capabilities.ts';
import { type Login, loginOf } from './login-events.ts';
import type { GoogleSession } from './session.ts';

const log: Log = {
  application: 'login',
  days: 30,
  fields: 'ipAddress,networkInfo(regionCode),events(name,parameters(name,value,boolValue,multiValue))',
};

function addLogin(tally: SignInTally, accountId: string, { at, address, country, successes, verified }: Login): void {
  for (const factor of verified) tally.addFactor(accountId, factor, at);
  // Google logs neither the application nor the client.
  for (const factors of successes) tally.add({ accountId, at, address, country, app: null, client: null, factors });
}

/** Where each user signed in from in the last 30 days, and with which factors. */
export const signInEvents: Collector<GoogleSession, 'signInEvents'> = {
  permissions: [capabilities.audit.scope],
  async *collect(session, upstream) {
    const window = windowOf(session, log.days);
    const tally = createSignInTally();
    const broken = await readByAccount(readActivities(session, log, window), upstream, (accountId, activity) =>
      addLogin(tally, accountId, loginOf(activity)),
    );
    yield tally.rows();
    if (broken !== undefined) throw broken.error;
    return { source: 'login-log', since: window.startTime };
  },
  probe: ({ client, customerId }) => probeActivities(client, customerId, log.application),
};
