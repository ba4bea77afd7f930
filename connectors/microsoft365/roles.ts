import type { Collector } from '../../src/core/connector.ts';
import { LackingError, MalformedError } from '../../src/core/errors.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { eachRow } from '../../src/http/pages.ts';
import { groupSchedulePermissions } from './group-schedules.ts';
import { doubtLicence } from './licence.ts';
import { hiddenMembers, kindOf, probeMembers } from './members.ts';
import { isNoPim, isWithoutPim } from './pim.ts';
import { type Assignment, assignmentShape, definitionsPath, type Held, readNaming } from './role-assignments.ts';
import { readGroupRoles } from './role-groups.ts';
import { holders } from './role-holders.ts';
import { readSchedules, schedulesPath } from './role-schedules.ts';
import type { Term } from './role-terms.ts';
import type { Session } from './session.ts';
import { pageOf, pageShape } from './shapes.ts';

const activePath = '/roleManagement/directory/roleAssignments?$expand=principal';
const eligiblePath = '/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal';

function eligibleTerm({ endDateTime }: Assignment): Term {
  return { endsAt: endDateTime ?? null, permanent: false };
}

async function probePim(session: Session, path: string): Promise<void> {
  try {
    await session.read(path, pageShape);
  } catch (error) {
    if (!isNoPim(error)) throw error;
  }
}

/**
 * Every role that somebody holds or may make active, directly and through groups. The source tells whether PIM was there
 * to be read, and with it for the groups that hold roles.
 */
export const roles: Collector<Session, 'roles'> = {
  permissions: ['RoleManagement.Read.Directory', 'GroupMember.Read.All'],
  optional: [hiddenMembers, ...groupSchedulePermissions],
  async *collect(session, upstream) {
    const [describe, schedules] = await Promise.all([readNaming(session), readSchedules(session, upstream)]);
    const holderOf = holders(upstream);
    const groups = new Map<string, Held[]>();

    async function* direct(
      path: string,
      state: Role['state'],
      termOf: (assignment: Assignment) => Term,
      options = {},
    ): AsyncGenerator<readonly Role[], void> {
      for await (const assignment of eachRow(session.collection(path, assignmentShape, options))) {
        const held = { assignment, state, term: termOf(assignment) };
        const { principalId, principal } = assignment;
        const kind = kindOf(principal?.['@odata.type']);
        const member = kind === 'group' ? null : await holderOf(principalId, kind);
        if (member !== null && member.holder !== 'unknown') {
          yield [{ ...member, ...describe(held), throughGroup: null }];
        } else groups.set(principalId, [...(groups.get(principalId) ?? []), held]);
      }
    }

    const failures: unknown[] = [];
    let isAnybody = false;
    for await (const rows of direct(activePath, 'active', schedules.termOf)) {
      isAnybody = true;
      yield rows;
    }
    let isPimThere = false;
    let isPimRead = false;
    try {
      const again = doubtLicence(session, upstream, ['p2']);
      for await (const rows of direct(eligiblePath, 'eligible', eligibleTerm, { again })) {
        isPimThere = true;
        isAnybody = true;
        yield rows;
      }
      isPimRead = true;
    } catch (error) {
      if (isPimThere || !(await isWithoutPim(error, upstream))) failures.push(error);
    }

    if (!isAnybody && groups.size === 0 && failures.length + schedules.failures.length === 0) {
      throw new MalformedError(activePath, 'no assignment at all, though every tenant has an administrator');
    }

    const through = await readGroupRoles(session, upstream, groups, describe, holderOf);
    yield through.rows;
    if (failures.length > 0) throw failures[0];
    // Without schedules no row is missing: it cannot be told how long each is held.
    const lesser = [...schedules.failures, ...through.failures];
    if (lesser.length > 0) throw new LackingError([...through.lacking], lesser[0]);
    if (!isPimRead) return { source: 'assignments' };
    return { source: through.withSchedules ? 'pim-and-groups' : 'pim' };
  },
  async probe(session) {
    await session.read(definitionsPath, pageShape);
    const { value } = await session.read(activePath, pageOf(assignmentShape));
    const group = value.find(({ principal }) => kindOf(principal?.['@odata.type']) === 'group');
    await probePim(session, eligiblePath);
    await probePim(session, schedulesPath);
    if (group !== undefined) await probeMembers(session, group.principalId);
  },
};
