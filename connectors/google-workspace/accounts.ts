import type { Collector } from '../../src/core/connector.ts';
import type { Account } from '../../src/core/datasets.ts';
import { capabilities } from './capabilities.ts';
import { readInstant } from './instants.ts';
import type { GoogleSession } from './session.ts';
import { detailsOf } from './user-details.ts';
import { probeUsers, type User, usersPlace } from './users.ts';

function isEnabled({ suspended, archived }: User): boolean | null {
  if (suspended === true || archived === true) return false;
  return suspended === false && archived === false ? true : null;
}

function createdAt({ creationTime }: User): string | null {
  return creationTime == null ? null : readInstant(usersPlace, 'creationTime', creationTime);
}

function accountOf(user: User): Account {
  return {
    id: user.id,
    login: user.primaryEmail,
    name: user.name?.fullName || null,
    enabled: isEnabled(user),
    // Google tells this of guests only.
    kind: user.isGuestUser === true ? 'guest' : 'member',
    createdAt: createdAt(user),
    invitation: null,
    orgUnit: user.orgUnitPath || null,
    ...detailsOf(user),
  };
}

/** Every user of the customer, suspended, archived and guests too. */
export const accounts: Collector<GoogleSession, 'accounts'> = {
  permissions: [capabilities.users.scope],
  async *collect(session) {
    for await (const users of session.users()) yield users.map(accountOf);
    return undefined;
  },
  probe: (session) => probeUsers(session.client, session.customerId),
};
