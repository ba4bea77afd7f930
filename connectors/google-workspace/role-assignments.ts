import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';
import { eachRow } from '../../src/http/pages.ts';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';
import { readInstant } from './instants.ts';
import { bareUnitId } from './org-units.ts';

const place = 'roleAssignments.list';

const assignmentSchema = z.object({
  roleAssignmentId: z.string().min(1),
  roleId: z.string().min(1),
  assignedTo: z.string().min(1),
  assigneeType: z.string().nullish(),
  scopeType: z.string().min(1),
  orgUnitId: z.string().nullish(),
  expirationDetails: z.object({ expireTime: z.string().nullish() }).nullish(),
});

/** A role given to a user, a group or a service account. */
export interface Assignment {
  roleId: string;
  assignedTo: string;
  /** In small letters: the enum is documented so, and answered in capitals. Null: not said. */
  assigneeType: string | null;
  scope: string;
  endsAt: string | null;
  /** Has no end; null where one is spoken of and not told. */
  permanent: boolean | null;
}

function scopeOf({ scopeType, orgUnitId }: z.infer<typeof assignmentSchema>): string {
  if (scopeType.toUpperCase() === 'CUSTOMER') return '/';
  if (!orgUnitId) throw new MalformedError(place, 'items.orgUnitId: missing where the scope is not the customer');
  return `orgUnits/${bareUnitId(orgUnitId)}`;
}

function assignmentOf(row: z.infer<typeof assignmentSchema>): Assignment {
  const { expirationDetails: end } = row;
  const endsAt =
    end?.expireTime == null ? null : readInstant(place, 'items.expirationDetails.expireTime', end.expireTime);
  return {
    roleId: row.roleId,
    assignedTo: row.assignedTo,
    assigneeType: row.assigneeType?.toLowerCase() ?? null,
    scope: scopeOf(row),
    endsAt,
    permanent: end != null && end.expireTime == null ? null : endsAt === null,
  };
}

/** Every assignment as it was made; those of groups are not resolved, which the API does for single users only. */
export async function* readAssignments(client: GoogleClient, customerId: string): AsyncGenerator<Assignment, void> {
  const rows = client.list({
    place,
    capability: capabilities.roles,
    field: 'items',
    row: assignmentSchema,
    key: (row) => row.roleAssignmentId,
    ask: (api, page) =>
      api.roleAssignments.list({
        customer: customerId,
        maxResults: 200,
        fields: `nextPageToken,items(${Object.keys(assignmentSchema.shape).join(',')})`,
        ...page,
      }),
  });
  let some = false;
  for await (const row of eachRow(rows)) {
    some = true;
    yield assignmentOf(row);
  }
  if (!some) throw new MalformedError(place, 'no assignment at all, though every directory has a super admin');
}

const probeSchema = z.object({
  items: z.array(z.object({ assignedTo: z.string().min(1), assigneeType: z.string().nullish() })).nullish(),
});

/** Reads a page of assignments, and gives the id of a group among the holders, if there is one. */
export async function probeAssignments(client: GoogleClient, customerId: string): Promise<string | undefined> {
  const { items } = await client.get({
    place,
    capability: capabilities.roles,
    schema: probeSchema,
    ask: (api) =>
      api.roleAssignments.list({ customer: customerId, maxResults: 200, fields: 'items(assignedTo,assigneeType)' }),
  });
  return items?.find(({ assigneeType }) => assigneeType?.toLowerCase() === 'group')?.assignedTo;
}
