import type { Collector } from '../../src/core/connector.ts';
import { type Dataset, rowsOf } from '../../src/core/datasets.ts';
import { GapError } from '../../src/core/errors.ts';
import type { Application } from '../../src/core/rows/application.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { type Log, probeActivities, readActivities, windowOf } from './activity-log.ts';
import { capabilities } from './capabilities.ts';
import { type Consented, createConsentTally } from './consents.ts';
import { type Broken, readUntilBroken } from './reading.ts';
import type { GoogleSession } from './session.ts';

/**
 * Without the name of the event, every call of every application is an entry. Who may do what now is not to be had:
 * `tokens.list` has no read-only scope, and would be a request for each user.
 * https://developers.google.com/workspace/admin/reports/v1/appendix/activity/token
 */
const log: Log = {
  application: 'token',
  days: 30,
  fields: 'events(name,parameters(name,value,multiValue))',
  eventName: 'authorize',
};
const mostPages = 10;

interface ConsentLog {
  rows: readonly Consented[];
  since: string;
  broken: Broken | undefined;
}

/** @throws GapError when the log no longer reaches back so far */
async function readConsents(session: GoogleSession): Promise<ConsentLog> {
  const window = windowOf(session, log.days);
  const tally = createConsentTally();
  let oldest = window.endTime ?? session.now.toISOString();
  let isCut = false;
  const onCut = () => {
    isCut = true;
  };
  const activities = readActivities(session, log, window, { pages: mostPages, onCut });
  const broken = await readUntilBroken(activities, (activity) => {
    const at = tally.add(activity);
    if (at < oldest) oldest = at;
  });
  return { rows: tally.rows(), since: isCut ? oldest : window.startTime, broken };
}

function rowOf(id: string, kind: Application['kind'], consented: Consented | undefined): Application {
  return {
    id,
    kind,
    clientId: id,
    name: consented?.name ?? null,
    enabled: null,
    own: null,
    permissions: null,
    delegated: consented?.delegated ?? null,
    credentials: [],
    consents: consented?.consents ?? null,
  };
}

/** A service account is the client of its own tokens, so that the log may hold it too. */
function applicationRows(consented: readonly Consented[], roles: Dataset<Role>): Application[] {
  const clients = new Map(consented.map((client) => [client.clientId, client]));
  const services = new Set(
    rowsOf(roles).flatMap(({ holder, holderId }) => (holder === 'application' ? [holderId] : [])),
  );
  const ids = new Set([...clients.keys(), ...services]);
  return [...ids].map((id) => rowOf(id, services.has(id) ? 'service-account' : 'third-party', clients.get(id)));
}

/** Applications that users consented to in the last 30 days, and service accounts that hold roles. */
export const applications: Collector<GoogleSession, 'applications'> = {
  permissions: [capabilities.audit.scope],
  async *collect(session, upstream) {
    const [[reading], roles] = await Promise.all([Promise.allSettled([readConsents(session)]), upstream('roles')]);
    yield applicationRows(reading.status === 'fulfilled' ? reading.value.rows : [], roles);
    if (reading.status === 'rejected') throw reading.reason;
    const { broken, since } = reading.value;
    if (broken !== undefined) throw broken.error;
    if (roles.state !== 'complete') throw new GapError(roles.gap);
    return { source: 'token-log', since };
  },
  probe: ({ client, customerId }) => probeActivities(client, customerId, log.application),
};
