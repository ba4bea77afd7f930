import type { Collector } from '../../src/core/connector.ts';
import { liesAhead } from '../../src/core/days.ts';
import type { SignIn } from '../../src/core/rows/sign-in.ts';
import { capabilities } from './capabilities.ts';
import { readInstant } from './instants.ts';
import type { GoogleSession, Times } from './session.ts';
import { probeUsers, type User, usersPlace } from './users.ts';

function signInOf({ id, lastLoginTime }: User, times: Times): SignIn[] {
  if (lastLoginTime == null) return [];
  const lastSuccess = readInstant(usersPlace, 'lastLoginTime', lastLoginTime);
  if (lastSuccess !== null && liesAhead(lastSuccess, times)) return [];
  return [{ accountId: id, lastSuccess, recordedSince: null, source: 'activity' }];
}

/** The last login of every user. The epoch means never; a user without the field, or with a day to come, has no record. */
export const signIns: Collector<GoogleSession, 'signIns'> = {
  permissions: [capabilities.users.scope],
  async *collect(session) {
    for await (const users of session.users()) yield users.flatMap((user) => signInOf(user, session));
    return undefined;
  },
  probe: (session) => probeUsers(session.client, session.customerId),
};
