import type { Collector } from '../../src/core/connector.ts';
import { capabilities } from './capabilities.ts';
import { readInstant } from './instants.ts';
import type { GoogleSession } from './session.ts';
import { probeUsers, usersPlace } from './users.ts';

/** The last login of every user. The epoch means never; a user without the field has no record. */
export const signIns: Collector<GoogleSession, 'signIns'> = {
  permissions: [capabilities.users.scope],
  async *collect(session) {
    for await (const { id, lastLoginTime } of session.users()) {
      if (lastLoginTime == null) continue;
      yield {
        accountId: id,
        lastSuccess: readInstant(usersPlace, 'lastLoginTime', lastLoginTime),
        recordedSince: null,
        source: 'activity',
      };
    }
    return undefined;
  },
  probe: (session) => probeUsers(session.client, session.customerId),
};
