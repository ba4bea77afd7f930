import type { Collector } from '../../src/core/connector.ts';
import type { SignIn } from '../../src/core/datasets.ts';
import { capabilities } from './capabilities.ts';
import { readInstant } from './instants.ts';
import type { GoogleSession } from './session.ts';
import { probeUsers, type User, usersPlace } from './users.ts';

function signInOf({ id, lastLoginTime }: User): SignIn[] {
  if (lastLoginTime == null) return [];
  const lastSuccess = readInstant(usersPlace, 'lastLoginTime', lastLoginTime);
  return [{ accountId: id, lastSuccess, recordedSince: null, source: 'activity' }];
}

/** The last login of every user. The epoch means never; a user without the field has no record. */
export const signIns: Collector<GoogleSession, 'signIns'> = {
  permissions: [capabilities.users.scope],
  async *collect(session) {
    for await (const users of session.users()) yield users.flatMap(signInOf);
    return undefined;
  },
  probe: (session) => probeUsers(session.client, session.customerId),
};
