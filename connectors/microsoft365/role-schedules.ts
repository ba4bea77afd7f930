import { z } from 'zod';
import type { Upstream } from '../../src/core/connector.ts';
import { eachRow } from '../../src/http/pages.ts';
import { doubtLicence } from './licence.ts';
import { isWithoutPim } from './pim.ts';
import { type Assignment, scopeOf } from './role-assignments.ts';
import { forEver, type Instance, type Term, termOf, untold } from './role-terms.ts';
import type { Session } from './session.ts';
import { instant } from './shapes.ts';

const instanceShape = z.object({
  id: z.string().min(1),
  principalId: z.string().min(1),
  roleDefinitionId: z.string().min(1),
  directoryScopeId: z.string().min(1).nullish(),
  appScopeId: z.string().min(1).nullish(),
  assignmentType: z.string().nullish(),
  memberType: z.string().nullish(),
  endDateTime: instant.nullish(),
});

/** Where PIM tells which active assignments were activated, and when they end. */
export const schedulesPath = '/roleManagement/directory/roleAssignmentScheduleInstances';

type Place = Pick<Assignment, 'principalId' | 'roleDefinitionId' | 'directoryScopeId' | 'appScopeId'>;

/** The list of assignments and that of schedules do not name each other. */
function keyOf(place: Place): string {
  return [place.principalId, place.roleDefinitionId, scopeOf(place)].join('\n').toLowerCase();
}

/** The terms of active assignments, and what went wrong on the way. */
export interface Schedules {
  termOf(assignment: Assignment): Term;
  failures: readonly unknown[];
}

/** Reads how long active roles are held. Without PIM all of them are held for ever. Does not throw. */
export async function readSchedules(session: Session, upstream: Upstream): Promise<Schedules> {
  const instances = new Map<string, Instance[]>();
  try {
    const again = doubtLicence(session, upstream, ['p2']);
    for await (const row of eachRow(session.collection(schedulesPath, instanceShape, { again }))) {
      // Others repeat for each member what a group holds.
      if (row.memberType && row.memberType.toLowerCase() !== 'direct') continue;
      const key = keyOf(row);
      instances.set(key, [...(instances.get(key) ?? []), row]);
    }
  } catch (error) {
    const isBelieved = instances.size === 0 && (await isWithoutPim(error, upstream));
    return isBelieved ? { termOf: () => forEver, failures: [] } : { termOf: () => untold, failures: [error] };
  }
  return { termOf: (assignment) => termOf(instances.get(keyOf(assignment)) ?? []), failures: [] };
}
