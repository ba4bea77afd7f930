import type { DirectorySession, Surroundings } from '../../src/core/connector.ts';
import { createBudget } from '../../src/http/budget.ts';
import { type Call, openDoor, type Timing } from '../../src/http/door.ts';
import { createSecrets, type Secrets } from '../../src/http/secrets.ts';
import { type Access, officialAccess } from './access.ts';
import { createClient, type GoogleClient } from './client.ts';
import { type Customer, readCustomer } from './customer.ts';
import { isTransient } from './faults.ts';
import { explain } from './gaps.ts';
import { type Member, shareMembers } from './members.ts';
import { type OrgUnits, readOrgUnits } from './org-units.ts';
import { mayPost } from './posts.ts';
import type { GoogleWorkspaceSettings } from './settings.ts';
import { shareReading } from './shared-reading.ts';
import { throughDoor } from './transport.ts';
import { readDeletedUsers, readUsers, type User } from './users.ts';

/** An open way into one Google Workspace customer. */
export interface GoogleSession extends DirectorySession {
  customerId: string;
  client: GoogleClient;
  /** Read once; everybody who asks gets the same answer, or the same error. */
  customer(): Promise<Customer>;
  /** The instant at which reading began. */
  now: Date;
  /** The instant that will be judged by. */
  asOf: Date;
  /** Ids of the super admins among the users read so far, as their accounts are marked. */
  superAdmins(): ReadonlySet<string>;
  /** Every user; the datasets about users share one pass over the list. */
  users(): AsyncGenerator<readonly User[], void>;
  /** Ids of the users that were deleted of late. */
  deletedUsers(): Promise<ReadonlySet<string>>;
  /** Members of a group, nested groups resolved; read once. */
  members(groupId: string): Promise<readonly Member[]>;
  /** The tree of organisational units; read once. */
  orgUnits(): Promise<OrgUnits>;
}

/** When is read, and by when is judged. */
export type Times = Pick<GoogleSession, 'now' | 'asOf'>;

/** What tests and the demonstration put in place of Google's sign-in and of patience. */
export interface SessionOptions {
  access?: Access;
  timing?: Partial<Timing>;
  /** Those of this session alone. */
  secrets?: Secrets;
}

const google = ['admin', 'oauth2', 'cloudidentity', 'iamcredentials'].map((name) => `https://${name}.googleapis.com`);

/** `accounts`, `signIns`, `mfa` and `enforcement`. */
const datasetsOfUsers = 4;

/** https://developers.google.com/workspace/admin/directory/v1/limits, and the same page of the Reports API */
function createBudgets(windowFactor = 1) {
  const minute = 60_000 * windowFactor;
  const directory = createBudget({ requests: 2_400, windowMs: minute, probe: true });
  const reports = createBudget({ requests: 2_400, windowMs: minute, probe: true });
  const filtered = createBudget({ requests: 250, windowMs: minute, probe: true });
  const policy = createBudget({ requests: 30, windowMs: minute, probe: false });
  return ({ url }: Call) => {
    if (url.pathname.startsWith('/admin/directory/')) return directory;
    if (url.pathname.startsWith('/admin/reports/')) return url.searchParams.has('eventName') ? filtered : reports;
    return url.pathname === '/v1/policies' ? policy : undefined;
  };
}

/**
 * Opens the way, and makes sure that it leads to the configured customer. Where the customer cannot be read, every user
 * says whose it is, and is looked at in its place.
 * @throws IdentityError when another customer answers
 */
export async function openSession(
  settings: GoogleWorkspaceSettings,
  surroundings: Surroundings,
  { secrets = createSecrets(), access = officialAccess(secrets), timing = {} }: SessionOptions = {},
): Promise<GoogleSession> {
  const customerId = settings.customerId.trim();
  const trusted = access.rootUrl === undefined ? google : [...google, new URL(access.rootUrl).origin];
  const { signal, onWait } = surroundings;
  const door = openDoor({
    trusted: new Set(trusted),
    signal,
    mayPost,
    secrets,
    budgetFor: createBudgets(timing.windowFactor),
    isTransient,
    ...(onWait === undefined ? {} : { onWait }),
    timing,
  });
  const client = createClient(settings, access, throughDoor(door));
  const customer = readCustomer(client, customerId);
  let verified = true;
  await customer.catch((error: unknown) => {
    verified = false;
    signal.throwIfAborted();
    if (!['permission', 'network', 'throttled'].includes(explain(error).kind)) throw error;
  });
  let orgUnits: Promise<OrgUnits> | undefined;
  const superAdmins = new Set<string>();
  async function* noting(reading: AsyncIterable<readonly User[]>): AsyncGenerator<readonly User[], void> {
    for await (const users of reading) {
      for (const { id, isAdmin } of users) if (isAdmin === true) superAdmins.add(id);
      yield users;
    }
  }

  return {
    customerId,
    client,
    customer: () => customer,
    now: surroundings.now(),
    asOf: surroundings.asOf,
    superAdmins: () => superAdmins,
    users: shareReading(() => noting(readUsers({ client, customerId, verified })), datasetsOfUsers),
    deletedUsers: () => readDeletedUsers({ client, customerId, verified }),
    members: shareMembers(client),
    orgUnits: () => {
      orgUnits ??= readOrgUnits(client, customerId);
      return orgUnits;
    },
    requests: () => door.requests(),
    clockAheadMs: () => door.clockAheadMs(),
    granted: async () => null,
  };
}
