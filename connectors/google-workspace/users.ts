import { z } from 'zod';
import { IdentityError } from '../../src/core/errors.ts';
import { eachRow } from '../../src/http/pages.ts';
import type { Apis } from './apis.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';

const flag = z.boolean().nullish();
const instant = z.union([z.string().min(1), z.number()]).nullish();
/** Of no documented shape, or of none that an account stands or falls with. */
const lenient = z.unknown().optional();

const userSchema = z.object({
  id: z.string().min(1),
  customerId: z.string().nullish(),
  primaryEmail: z.string().min(1),
  name: z.object({ fullName: z.string().nullish() }).nullish(),
  suspended: flag,
  archived: flag,
  creationTime: instant,
  lastLoginTime: instant,
  isEnrolledIn2Sv: flag,
  isEnforcedIn2Sv: flag,
  isAdmin: flag,
  isDelegatedAdmin: flag,
  orgUnitPath: z.string().nullish(),
  isGuestUser: flag,
  aliases: lenient,
  nonEditableAliases: lenient,
  externalIds: lenient,
  organizations: lenient,
  suspensionTime: lenient,
  archivalTime: lenient,
  guestAccountInfo: lenient,
});

/** A user of the Directory API, as far as it is read. */
export type User = z.infer<typeof userSchema>;

/** For messages. */
export const usersPlace = 'users.list';

const fields = `nextPageToken,users(${[
  'id',
  'customerId',
  'primaryEmail',
  'name/fullName',
  'suspended',
  'archived',
  'creationTime',
  'lastLoginTime',
  'isEnrolledIn2Sv',
  'isEnforcedIn2Sv',
  'isAdmin',
  'isDelegatedAdmin',
  'orgUnitPath',
  'isGuestUser',
  'aliases',
  'nonEditableAliases',
  'externalIds',
  'organizations',
  'suspensionTime',
  'archivalTime',
  'guestAccountInfo/primaryGuestEmail',
].join(',')})`;

/** Whose users are read. */
export interface UserScope {
  client: GoogleClient;
  customerId: string;
  /** Whether the customer is known to be the configured one; if not, every user must say so. */
  verified: boolean;
}

type Answer = Promise<{ data: unknown }>;

/** @throws IdentityError at the first user of another customer */
async function* readOwn<Row extends { id: string; customerId?: string | null | undefined }>(
  { client, customerId, verified }: UserScope,
  row: z.ZodType<Row>,
  ask: (api: Apis['directory'], page: { pageToken?: string }) => Answer,
): AsyncGenerator<readonly Row[], void> {
  const users = client.list({
    place: usersPlace,
    capability: capabilities.users,
    field: 'users',
    row,
    key: (user) => user.id,
    ask,
  });
  for await (const page of users) {
    const foreign = page.find((user) => (user.customerId ? user.customerId !== customerId : !verified));
    if (foreign !== undefined) {
      const whose = foreign.customerId ? `customer ${foreign.customerId}` : 'a customer that is not told';
      throw new IdentityError(`${usersPlace} answered with a user of ${whose}, not ${customerId}`);
    }
    yield page;
  }
}

/** Every user, suspended and archived ones too. */
export function readUsers(scope: UserScope): AsyncGenerator<readonly User[], void> {
  return readOwn(scope, userSchema, (api, page) =>
    api.users.list({ customer: scope.customerId, maxResults: 500, projection: 'full', fields, ...page }),
  );
}

/** Ids of the users that were deleted within the last 20 days: https://support.google.com/a/answer/1397578 */
export async function readDeletedUsers(scope: UserScope): Promise<ReadonlySet<string>> {
  const users = readOwn(scope, userSchema.pick({ id: true, customerId: true }), (api, page) =>
    api.users.list({
      customer: scope.customerId,
      showDeleted: 'true',
      maxResults: 500,
      fields: 'nextPageToken,users(id,customerId)',
      ...page,
    }),
  );
  const ids = new Set<string>();
  for await (const { id } of eachRow(users)) ids.add(id);
  return ids;
}

const probeSchema = z.object({ users: z.array(z.object({ id: z.string() })).nullish() });

export async function probeUsers(client: GoogleClient, customerId: string): Promise<void> {
  await client.get({
    place: usersPlace,
    capability: capabilities.users,
    schema: probeSchema,
    ask: (api) => api.users.list({ customer: customerId, maxResults: 1, fields: 'users(id)' }),
  });
}
