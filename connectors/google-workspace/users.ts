import { z } from 'zod';
import { IdentityError } from '../../src/core/errors.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';

const flag = z.boolean().nullish();
const instant = z.union([z.string().min(1), z.number()]).nullish();

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
].join(',')})`;

/**
 * Every user, suspended and archived ones too.
 * @param verified whether the customer is known to be the configured one; if not, every user must say so
 * @throws IdentityError at the first user of another customer
 */
export async function* readUsers(
  client: GoogleClient,
  customerId: string,
  verified: boolean,
): AsyncGenerator<readonly User[], void> {
  const users = client.list({
    place: usersPlace,
    capability: capabilities.users,
    field: 'users',
    row: userSchema,
    key: (user) => user.id,
    ask: (api, page) => api.users.list({ customer: customerId, maxResults: 500, projection: 'full', fields, ...page }),
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

const probeSchema = z.object({ users: z.array(z.object({ id: z.string() })).nullish() });

export async function probeUsers(client: GoogleClient, customerId: string): Promise<void> {
  await client.get({
    place: usersPlace,
    capability: capabilities.users,
    schema: probeSchema,
    ask: (api) => api.users.list({ customer: customerId, maxResults: 1, fields: 'users(id)' }),
  });
}
