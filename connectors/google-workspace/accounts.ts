import type { Collector } from '../../src/core/connector.ts';
import { liesAhead } from '../../src/core/days.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { capabilities } from './capabilities.ts';
import { readInstant } from './instants.ts';
import type { GoogleSession, Times } from './session.ts';
import { detailsOf } from './user-details.ts';
import { probeUsers, type User, usersPlace } from './users.ts';

function isEnabled({ suspended, archived }: User): boolean | null {
  if (suspended === true || archived === true) return false;
  return suspended === false && archived === false ? true : null;
}

function createdAt({ creationTime }: User, times: Times): string | null {
  const instant = creationTime == null ? null : readInstant(usersPlace, 'creationTime', creationTime);
  return instant === null || liesAhead(instant, times) ? null : instant;
}

function accountOf(user: User, times: Times): Account {
  return {
    id: user.id,
    login: user.primaryEmail,
    name: user.name?.fullName || null,
    enabled: isEnabled(user),
    // Google tells this of guests only.
    kind: user.isGuestUser === null ? null : user.isGuestUser ? 'guest' : 'member',
    createdAt: createdAt(user, times),
    invitation: null,
    orgUnit: user.orgUnitPath || null,
    ...detailsOf(user, times),
  };
}

/** Every user of the customer, suspended, archived and guests too. */
export const accounts: Collector<GoogleSession, 'accounts'> = {
  permissions: [capabilities.users.scope],
  async *collect(session) {
    for await (const users of session.users()) yield users.map((user) => accountOf(user, session));
    return undefined;
  },
  probe: (session) => probeUsers(session.client, session.customerId),
};
