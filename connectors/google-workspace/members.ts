import pLimit from 'p-limit';
import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';
import { eachRow } from '../../src/http/pages.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';

const place = 'members.list';

const memberSchema = z.object({
  id: z.string().nullish(),
  email: z.string().nullish(),
  type: z.string().min(1),
});

/** A member of a group, nested groups resolved. */
export interface Member {
  /** Id of the member; the address of one who has none, for he belongs to another directory. */
  id: string;
  /** In capitals: `USER`, `GROUP`, `CUSTOMER` (everybody), `EXTERNAL`; `SERVICE_ACCOUNT` is told by the address. */
  type: string;
}

/** Google answers `USER` for them: https://docs.cloud.google.com/iam/docs/service-account-types */
const serviceAccountDomain = /\.gserviceaccount\.com$/i;

function idOf({ id, email }: z.infer<typeof memberSchema>): string {
  const known = id || email;
  if (!known) throw new MalformedError(place, 'members.id: missing, and so is the address');
  return known;
}

function memberOf(row: z.infer<typeof memberSchema>): Member {
  const isService = serviceAccountDomain.test(row.email ?? '');
  return { id: idOf(row), type: isService ? 'SERVICE_ACCOUNT' : row.type.toUpperCase() };
}

/**
 * All members, direct or through groups in the group. The groups on the way are in the list beside their members.
 * https://developers.google.com/workspace/admin/directory/reference/rest/v1/members/list
 */
export async function readMembers(client: GoogleClient, groupId: string): Promise<Member[]> {
  const members: Member[] = [];
  const rows = client.list({
    place,
    capability: capabilities.members,
    field: 'members',
    row: memberSchema,
    key: idOf,
    ask: (api, page) =>
      api.members.list({
        groupKey: groupId,
        includeDerivedMembership: true,
        maxResults: 200,
        fields: 'nextPageToken,members(id,email,type)',
        ...page,
      }),
  });
  for await (const row of eachRow(rows)) members.push(memberOf(row));
  return members;
}

const groupsAtOnce = 6;

/** Members by group; each group is read once, however many ask for it, and a few at a time. */
export function shareMembers(client: GoogleClient): (groupId: string) => Promise<readonly Member[]> {
  const limit = pLimit(groupsAtOnce);
  const known = new Map<string, Promise<readonly Member[]>>();
  return (groupId) => {
    const reading = known.get(groupId) ?? limit(() => readMembers(client, groupId));
    known.set(groupId, reading);
    return reading;
  };
}

const probeSchema = z.object({ members: z.array(z.object({ type: z.string() })).nullish() });

export async function probeMembers(client: GoogleClient, groupId: string): Promise<void> {
  await client.get({
    place,
    capability: capabilities.members,
    schema: probeSchema,
    ask: (api) => api.members.list({ groupKey: groupId, maxResults: 1, fields: 'members(type)' }),
  });
}
