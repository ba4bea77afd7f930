import type { Collector } from '../../src/core/connector.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleSession } from './session.ts';
import { probeUsers } from './users.ts';

/** Whether each user is enrolled in 2-Step Verification. The Directory API does not say with which methods. */
export const mfa: Collector<GoogleSession, 'mfa'> = {
  permissions: [capabilities.users.scope],
  async *collect(session) {
    for await (const users of session.users()) {
      yield users.map(({ id, isEnrolledIn2Sv }) => {
        const enrolled = isEnrolledIn2Sv ?? null;
        return { accountId: id, registered: enrolled, usable: enrolled, methods: null };
      });
    }
    return undefined;
  },
  probe: (session) => probeUsers(session.client, session.customerId),
};
