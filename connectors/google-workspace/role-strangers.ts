import type { Role } from '../../src/core/rows/role.ts';
import { isNotFound } from './faults.ts';
import type { Broken } from './reading.ts';
import type { Assignment } from './role-assignments.ts';
import type { GoogleSession } from './session.ts';

/** What became of assignments whose holder is no account. */
export interface Told {
  held: { assignment: Assignment; holder: Role['holder'] }[];
  /** Those of groups, after all. */
  ofGroups: Assignment[];
  /** Why some holders stay unknown. */
  faults: unknown[];
}

/** Whether the id is that of a group, or why that is not to be learned. */
async function isGroup(session: GoogleSession, id: string): Promise<boolean | Broken> {
  const [members] = await Promise.allSettled([session.members(id)]);
  if (members.status === 'fulfilled') return true;
  return isNotFound(members.reason) ? false : { error: members.reason };
}

/**
 * Tells apart the holders that are in no list of accounts. An assignment names a user, a group or a service account by
 * its id, and has no word for the last: https://developers.google.com/workspace/admin/directory/reference/rest/v1/roleAssignments
 * A user that is in no list was deleted, and for 20 days another list holds it. Whoever is in neither is taken for a
 * service account, or found to be a group where the assignment does not say that it is a user's.
 */
export async function tellStrangers(session: GoogleSession, strangers: readonly Assignment[]): Promise<Told> {
  const told: Told = { held: [], ofGroups: [], faults: [] };
  if (strangers.length === 0) return told;
  const [deleted] = await Promise.allSettled([session.deletedUsers()]);
  if (deleted.status === 'rejected') {
    return {
      ...told,
      held: strangers.map((assignment) => ({ assignment, holder: 'unknown' })),
      faults: [deleted.reason],
    };
  }
  const living = strangers.filter(({ assignedTo }) => !deleted.value.has(assignedTo));
  const groups = await Promise.all(
    living.map(({ assignedTo, assigneeType }) => (assigneeType === 'user' ? false : isGroup(session, assignedTo))),
  );
  const grouped = new Map(living.map((assignment, index) => [assignment, groups[index]]));
  for (const assignment of strangers) {
    const group = grouped.get(assignment);
    if (group === true) told.ofGroups.push(assignment);
    else told.held.push({ assignment, holder: group === false ? 'application' : 'unknown' });
    if (typeof group === 'object') told.faults.push(group.error);
  }
  return told;
}
