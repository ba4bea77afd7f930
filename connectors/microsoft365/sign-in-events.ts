import { z } from 'zod';
import type { Collector, Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import { MalformedError } from '../../src/core/errors.ts';
import { createSignInTally, type SignInTally, type SuccessfulSignIn } from '../../src/core/sign-in-tally.ts';
import type { Version } from './client.ts';
import { explain, isNotOffered, isUnfounded } from './gaps.ts';
import { doubtLicence, premium } from './licence.ts';
import { isJudged, presentOf, sinceOfLog, startOfLog } from './log-window.ts';
import type { Again, CollectionOptions, Session } from './session.ts';
import { instant, pageShape } from './shapes.ts';
import { factorsOf } from './sign-in-factors.ts';

const eventShape = z.object({
  id: z.string().min(1),
  userId: z.string().nullish(),
  createdDateTime: instant,
  appDisplayName: z.string().nullish(),
  clientAppUsed: z.string().nullish(),
  ipAddress: z.string().nullish(),
  location: z.object({ countryOrRegion: z.string().nullish() }).nullish(),
  status: z.object({ errorCode: z.number() }),
  authenticationDetails: z
    .array(
      z.object({
        authenticationMethod: z.string().nullish(),
        authenticationStepRequirement: z.string().nullish(),
        succeeded: z.boolean().nullish(),
      }),
    )
    .nullish(),
});
type Event = z.infer<typeof eventShape>;

/** What the log is kept for. https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention */
const daysKept = 30;

const logPath = '/auditLogs/signIns';

function path(session: Session, top: number): string {
  const filter = `createdDateTime ge ${startOfLog(session, daysKept)} and status/errorCode eq 0`;
  return `${logPath}?$filter=${filter}&$top=${top}`;
}

/** What the log writes for the account of programs, and of people who have none in this directory. */
const nobody = '00000000-0000-0000-0000-000000000000';

function countryOf(event: Event): string | null {
  const code = event.location?.countryOrRegion?.trim() ?? '';
  return /^[a-z]{2}$/i.test(code) ? code.toUpperCase() : null;
}

function successOf(event: Event): SuccessfulSignIn | null {
  const { userId, status } = event;
  if (!userId || userId === nobody || status.errorCode !== 0) return null;
  return {
    accountId: userId,
    at: event.createdDateTime,
    address: event.ipAddress || null,
    country: countryOf(event),
    app: event.appDisplayName || null,
    client: event.clientAppUsed || null,
    factors: factorsOf(event.authenticationDetails),
  };
}

/** Whether a failure may be that of beta alone: v1.0 shares its licence, its permission and its pace. */
function isOfVersion(error: unknown): boolean {
  const { kind } = explain(error);
  return kind === 'malformed' || kind === 'unsupported' || (kind === 'network' && !isUnfounded(error));
}

/** What was read of the log, and of which version; a failure of beta stands even where v1.0 tells the rest. */
interface Reading {
  version: Version;
  failure: unknown;
  /** Whether the log has no entry at all. */
  isEmpty: boolean;
}

/** The activity of an account may be a day old, and the log some hours. */
const lagMs = 86_400_000;

/**
 * It takes so many accounts to contradict an empty log. The log holds only sign-ins with somebody at the screen, while
 * activity counts those of programs too: one or two people whose devices stay signed in may leave the log empty for
 * weeks. Such devices renew their sign-in every hour or so; an account whose last success is more than a day old has none
 * that does. Where that is so of three, one of them at least would have opened a page and be in the log. Should three
 * people ever not, then from where they signed in is unknown, which is no worse than what the log says of them.
 */
const fewestWitnesses = 3;

/** Whether so many accounts signed in, so long ago, that the log must hold one of them. */
async function isContradicted(session: Session, upstream: Upstream, since: string): Promise<boolean> {
  const latest = presentOf(session).getTime() - lagMs;
  const witnesses = rowsOf(await upstream('signIns')).filter(({ source, lastSuccess }) => {
    if (source !== 'activity' || lastSuccess === null) return false;
    const at = Date.parse(lastSuccess);
    return at > Date.parse(since) && at < latest;
  });
  return witnesses.length >= fewestWitnesses;
}

/**
 * Reads what only beta tells, which factors were passed, or the rest. Where beta refuses the question, it is not offered
 * here, and v1.0 tells all that there is; where beta is in trouble, something is missing.
 */
async function readLog(session: Session, tally: SignInTally, again: Again): Promise<Reading> {
  let found = false;
  const read = async (version: Version) => {
    const options: CollectionOptions = { version, again, onRestart: tally.clear };
    for await (const events of session.collection(path(session, 1_000), eventShape, options)) {
      found ||= events.length > 0;
      for (const event of events) {
        const success = successOf(event);
        if (success !== null && isJudged(session, success.at)) tally.add(success);
      }
    }
  };
  let failure: unknown;
  try {
    await read('beta');
    return { version: 'beta', failure: null, isEmpty: !found };
  } catch (error) {
    if (found || !isOfVersion(error)) throw error;
    failure = isNotOffered(error) ? null : error;
  }
  await read('v1.0');
  return { version: 'v1.0', failure, isEmpty: !found };
}

const sources: Readonly<Record<Version, string>> = { beta: 'sign-in-log-beta', 'v1.0': 'sign-in-log' };

/** Successful sign-ins of the last 30 days, summed up by account. */
export const signInEvents: Collector<Session, 'signInEvents'> = {
  permissions: ['AuditLog.Read.All'],
  licence: 'Microsoft Entra ID P1',
  async *collect(session, upstream) {
    const tally = createSignInTally();
    const since = sinceOfLog(session, daysKept);
    let reading: Reading;
    try {
      reading = await readLog(session, tally, doubtLicence(session, upstream, premium));
    } catch (error) {
      yield tally.rows();
      throw error;
    }
    yield tally.rows();
    if (reading.failure !== null) throw reading.failure;
    if (reading.isEmpty && (await isContradicted(session, upstream, since))) {
      throw new MalformedError(logPath, 'no sign-in at all, though accounts signed in since');
    }
    return { source: sources[reading.version], since };
  },
  async probe(session) {
    await session.read(path(session, 1), pageShape);
  },
};
