import { z } from 'zod';
import type { Collector } from '../../src/core/connector.ts';
import { liesAhead } from '../../src/core/days.ts';
import { MalformedError } from '../../src/core/errors.ts';
import type { SignIn } from '../../src/core/rows/sign-in.ts';
import { isUnlicensed } from './gaps.ts';
import { doubtLicence, premium } from './licence.ts';
import type { Session } from './session.ts';
import { pageShape, toldInstant } from './shapes.ts';
import { readUsage, usageReport } from './usage-report.ts';

const activityShape = z.object({
  id: z.string().min(1),
  signInActivity: z
    .object({
      lastSuccessfulSignInDateTime: toldInstant,
      lastSignInDateTime: toldInstant,
      lastNonInteractiveSignInDateTime: toldInstant,
    })
    .nullish(),
});

const path = '/users?$select=id,signInActivity';

/**
 * Successes are recorded since this day, and were not filled in for earlier times.
 * https://learn.microsoft.com/graph/api/resources/signinactivity
 */
const successesSince = '2023-12-01T00:00:00Z';

/**
 * The object is missing or null for somebody who never tried. Nothing is known of tries without a word of success, nor of
 * a success on a day to come.
 */
function signInOf(
  { id, signInActivity: activity }: z.infer<typeof activityShape>,
  times: { now: Date; asOf: Date },
): SignIn[] {
  const { lastSuccessfulSignInDateTime: success, ...attempts } = activity ?? {};
  const isTried = Boolean(attempts.lastSignInDateTime ?? attempts.lastNonInteractiveSignInDateTime);
  if ((success === undefined && isTried) || (success && liesAhead(success, times))) return [];
  const lastSuccess = success ?? null;
  const recordedSince = lastSuccess === null && isTried ? successesSince : null;
  return [{ accountId: id, lastSuccess, recordedSince, source: 'activity' }];
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
        held.push(users.flatMap((user) => signInOf(user, { now: session.now(), asOf: session.asOf })));
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
