import type { Collector } from '../../src/core/connector.ts';
import { gapOf } from '../../src/core/datasets.ts';
import { GapError, MalformedError } from '../../src/core/errors.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { capabilities } from './capabilities.ts';
import { type Member, probeMembers } from './members.ts';
import { type Assignment, probeAssignments, readAssignments } from './role-assignments.ts';
import { type RoleDefinition, readRoleDefinitions } from './role-definitions.ts';
import { type Accounts, accountsIn, type Holder, isStranger, kindOfHolder } from './role-holders.ts';
import { tellStrangers } from './role-strangers.ts';
import type { GoogleSession } from './session.ts';

type Definitions = ReadonlyMap<string, RoleDefinition>;

function roleOf(assignment: Assignment, definitions: Definitions, holder: Holder & Pick<Role, 'throughGroup'>): Role {
  const definition = definitions.get(assignment.roleId);
  return {
    ...holder,
    roleId: assignment.roleId,
    roleName: definition?.name ?? assignment.roleId,
    tier: definition?.tier ?? null,
    state: 'active',
    scope: assignment.scope,
    endsAt: assignment.endsAt,
    permanent: assignment.permanent,
    withinTop: true,
  };
}

function holdersAmong(members: readonly Member[], accounts: Accounts): Holder[] {
  return members
    .filter(({ type }) => type !== 'GROUP')
    .flatMap(({ id, type }): Holder[] => {
      // A member that comes without an id is known by the address.
      const holderId = accounts.logins.get(id.toLowerCase()) ?? id;
      if (type !== 'CUSTOMER') return [{ holderId, holder: kindOfHolder(holderId, type, accounts) }];
      return [...accounts.ids].map((holderId) => ({ holderId, holder: 'account' }));
    });
}

/** The members of each group, in the order of the assignments; a group that could not be read holds its error. */
async function readGroups(session: GoogleSession, assignments: readonly Assignment[]) {
  const ids = [...new Set(assignments.map(({ assignedTo }) => assignedTo))];
  const settled = await Promise.allSettled(ids.map((id) => session.members(id)));
  return new Map(ids.map((id, index) => [id, settled[index]]));
}

/** `user` is also said of service accounts, so that only the whole list of accounts tells them apart. */
function doubtAbout(assignment: Assignment, holder: Role['holder'], { dataset }: Accounts): Error | undefined {
  if (holder !== 'unknown') return undefined;
  const gap = gapOf(dataset);
  if (assignment.assigneeType === 'user') return gap === null ? undefined : new GapError(gap);
  return new MalformedError(
    'roleAssignments.list',
    'items.assigneeType: missing or not known, so a group cannot be told from others',
  );
}

/** Admin roles, held directly or through groups, by users and service accounts. */
export const roles: Collector<GoogleSession, 'roles'> = {
  permissions: [capabilities.roles.scope, capabilities.members.scope, capabilities.users.scope],
  async *collect(session, upstream) {
    const { client, customerId } = session;
    const [dataset, definitions] = await Promise.all([upstream('accounts'), readRoleDefinitions(client, customerId)]);
    const accounts = accountsIn(dataset);
    const ofGroups: Assignment[] = [];
    const strangers: Assignment[] = [];
    const faults: unknown[] = [];
    const topHolders = new Set<string>();
    const noting = (role: Role): Role => {
      if (role.tier === 'top') topHolders.add(role.holderId);
      return role;
    };
    const direct = (assignment: Assignment, holder: Role['holder']): Role => {
      const holding = { holderId: assignment.assignedTo, holder, throughGroup: null };
      return noting(roleOf(assignment, definitions, holding));
    };
    for await (const assignment of readAssignments(client, customerId)) {
      if (assignment.assigneeType === 'group') {
        ofGroups.push(assignment);
        continue;
      }
      if (isStranger(assignment, accounts)) {
        strangers.push(assignment);
        continue;
      }
      const holder = kindOfHolder(assignment.assignedTo, assignment.assigneeType, accounts);
      const doubt = doubtAbout(assignment, holder, accounts);
      if (doubt !== undefined) faults.push(doubt);
      yield [direct(assignment, holder)];
    }
    const told = await tellStrangers(session, strangers);
    ofGroups.push(...told.ofGroups);
    faults.push(...told.faults);
    yield told.held.map(({ assignment, holder }) => direct(assignment, holder));
    const groups = await readGroups(session, ofGroups);
    for (const assignment of ofGroups) {
      const group = groups.get(assignment.assignedTo);
      if (group?.status !== 'fulfilled') {
        faults.push(group?.reason);
        continue;
      }
      yield holdersAmong(group.value, accounts).map((holder) => {
        return noting(roleOf(assignment, definitions, { ...holder, throughGroup: assignment.assignedTo }));
      });
      const everybody = group.value.some(({ type }) => type === 'CUSTOMER');
      if (everybody && dataset.state !== 'complete') faults.push(new GapError(dataset.gap));
    }
    const unseen = [...session.superAdmins()].filter((id) => !topHolders.has(id));
    if (faults.length === 0 && unseen.length > 0) {
      // An administrator of a part of the directory is shown a part of the assignments, with a status of success.
      throw new MalformedError(
        'roleAssignments.list',
        `${unseen.length} super admins by their account hold no such role`,
      );
    }
    if (faults.length > 0) throw faults[0];
    return undefined;
  },
  async probe({ client, customerId }) {
    const group = await probeAssignments(client, customerId);
    if (group === undefined) await client.authorize(capabilities.members);
    else await probeMembers(client, group);
  },
};
