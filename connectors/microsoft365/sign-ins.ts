import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import type { SignIn } from '../../src/core/datasets.ts';
import { MalformedError } from '../../src/core/errors.ts';
import { isUnlicensed } from './gaps.ts';
import { doubtLicence, premium } from './licence.ts';
import type { Session } from './session.ts';
import { instant, pageShape } from './shapes.ts';
import { readUsage, usageReport } from './usage-report.ts';

const activityShape = z.object({
  id: z.string().min(1),
  signInActivity: z
    .object({
      lastSuccessfulSignInDateTime: instant.nullish(),
      lastSignInDateTime: instant.nullish(),
      lastNonInteractiveSignInDateTime: instant.nullish(),
    })
    .nullish(),
});

const path = '/users?$select=id,signInActivity';

/**
 * Successes are recorded since this day, and were not filled in for earlier times.
 * https://learn.microsoft.com/graph/api/resources/signinactivity
 */
const successesSince = '2023-12-01T00:00:00Z';

/** Some services write the first day of the calendar for "never". */
function happened(moment: string | null | undefined): string | null {
  return moment === undefined || moment === null || moment.startsWith('0001-') ? null : moment;
}

function signInOf({ id, signInActivity: activity }: z.infer<typeof activityShape>): SignIn {
  const lastSuccess = happened(activity?.lastSuccessfulSignInDateTime);
  const attempt = happened(activity?.lastSignInDateTime) ?? happened(activity?.lastNonInteractiveSignInDateTime);
  const recordedSince = lastSuccess === null && attempt !== null ? successesSince : null;
  return { accountId: id, lastSuccess, recordedSince, source: 'activity' };
}

/** Last successful sign-ins; without the licence for them, the last use of a workload. */
export const signIns: Collector<Session, 'signIns'> = {
  permissions: ['AuditLog.Read.All', 'User.Read.All', 'Reports.Read.All'],
  licence: 'Microsoft Entra ID P1',
  async *collect(session, upstream) {
    let found = false;
    let isTold = false;
    let held: SignIn[][] = [];
    try {
      // 500 is the most that Graph gives with sign-in activity. https://learn.microsoft.com/graph/api/user-list
      const again = doubtLicence(session, upstream, premium);
      for await (const users of session.collection(`${path}&$top=500`, activityShape, { again })) {
        isTold ||= users.some(({ signInActivity }) => signInActivity !== undefined && signInActivity !== null);
        found = true;
        held.push(users.map(signInOf));
        if (!isTold) continue;
        yield held.flat();
        held = [];
      }
      // Somebody consented to this reading: where nobody ever signed in, the activity was left out.
      if (!isTold) throw new MalformedError(path, 'no sign-in activity of anybody');
      return { source: 'activity' };
    } catch (error) {
      if (found || !isUnlicensed(error)) throw error;
    }
    yield* usageReport(session, upstream);
    return { source: 'usage-report' };
  },
  async probe(session) {
    try {
      await session.read(`${path}&$top=1`, pageShape);
    } catch (error) {
      if (!isUnlicensed(error)) throw error;
      await readUsage(session, 'D7');
    }
  },
};
