import { z } from 'zod';
import type { Collector, Upstream } from '../../src/core/connector.ts';
import { type Role, rowsOf } from '../../src/core/datasets.ts';
import { GapError, LackingError, MalformedError } from '../../src/core/errors.ts';
import { eachRow } from '../../src/http/pages.ts';
import { isMissing, isUnlicensed } from './gaps.ts';
import { doubtLicence } from './licence.ts';
import { hiddenMembers, type Kind, kindOf, type Member, membersBefore, probeMembers, readMembers } from './members.ts';
import { builtInTier, type Definition, definitionShape, roleTiers } from './role-tiers.ts';
import type { Session } from './session.ts';
import { instant, pageOf, pageShape } from './shapes.ts';

const assignmentShape = z.object({
  id: z.string().min(1),
  principalId: z.string().min(1),
  roleDefinitionId: z.string().min(1),
  directoryScopeId: z.string().nullish(),
  appScopeId: z.string().nullish(),
  endDateTime: instant.nullish(),
  principal: z.object({ '@odata.type': z.string().nullish() }).nullish(),
});
type Assignment = z.infer<typeof assignmentShape>;

const definitionsPath = '/roleManagement/directory/roleDefinitions';
const activePath = '/roleManagement/directory/roleAssignments?$expand=principal';
const eligiblePath = '/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal';

/** PIM is not there without its licence, and then nobody is eligible for anything. */
function isNoPim(error: unknown): boolean {
  return isUnlicensed(error) || isMissing(error);
}

/** Only a tenant that is known to have no licence for PIM is believed to have no eligible holders. */
async function isPromised(upstream: Upstream): Promise<boolean> {
  const plan = rowsOf(await upstream('organization'))[0]?.plan;
  return plan !== 'free' && plan !== 'p1';
}

interface Held {
  assignment: Assignment;
  state: Role['state'];
}

/** Turns assignments into rows. */
async function readNaming(
  session: Session,
): Promise<(held: Held) => Omit<Role, 'holderId' | 'holder' | 'throughGroup'>> {
  const definitions = new Map<string, Definition>();
  for await (const definition of eachRow(session.collection(definitionsPath, definitionShape))) {
    definitions.set(definition.id.toLowerCase(), definition);
  }
  const tierOf = roleTiers(definitions.values());
  const tiers = new Map([...definitions].map(([id, definition]) => [id, tierOf(definition)]));
  return ({ assignment, state }) => {
    const { roleDefinitionId: roleId, directoryScopeId, appScopeId, endDateTime } = assignment;
    const definition = definitions.get(roleId.toLowerCase());
    return {
      roleId,
      roleName: definition?.displayName ?? roleId,
      tier: definition === undefined ? builtInTier(roleId) : (tiers.get(definition.id.toLowerCase()) ?? null),
      state,
      scope: directoryScopeId ?? appScopeId ?? '/',
      endsAt: endDateTime ?? null,
    };
  };
}

type Holder = Pick<Role, 'holderId' | 'holder'>;

/** Tells who holds a role; where Graph does not say what a principal is, the list of accounts may know it. */
function holders(upstream: Upstream): (id: string, kind: Kind) => Promise<Holder> {
  let known: Promise<ReadonlySet<string>> | null = null;
  async function readKnown(): Promise<ReadonlySet<string>> {
    return new Set(rowsOf(await upstream('accounts')).map(({ id }) => id));
  }
  return async (id, kind) => {
    if (kind === 'account' || kind === 'application') return { holderId: id, holder: kind };
    known ??= readKnown();
    return { holderId: id, holder: (await known).has(id) ? 'account' : 'unknown' };
  };
}

/** Every role that somebody holds or may make active, directly and through groups. */
export const roles: Collector<Session, 'roles'> = {
  permissions: ['RoleManagement.Read.Directory', 'GroupMember.Read.All'],
  optional: [hiddenMembers],
  async *collect(session, upstream) {
    const describe = await readNaming(session);
    const holderOf = holders(upstream);
    /** Groups, and principals that Graph did not show, which may be groups. */
    const groups = new Map<string, Held[]>();

    async function holdersAmong(members: readonly Member[]): Promise<Holder[]> {
      // Members of inner groups are in the list themselves, and devices do not sign in.
      const people = members.filter(({ kind }) => kind !== 'group' && kind !== 'device');
      return Promise.all(people.map(({ id, kind }) => holderOf(id, kind)));
    }

    /** Null: nothing of that id is there. */
    async function holdersThrough(group: string, helds: readonly Held[]): Promise<Holder[] | null> {
      const members = await readMembers(session, group);
      if (members !== null) return holdersAmong(members);
      const isShown = helds.some(({ assignment }) => kindOf(assignment.principal?.['@odata.type']) === 'group');
      if (!isShown) return null;
      throw new GapError({ kind: 'absent', detail: `group ${group} holds a role, and its members are not found` });
    }

    async function* direct(path: string, state: Role['state'], options = {}): AsyncGenerator<readonly Role[], void> {
      for await (const assignment of eachRow(session.collection(path, assignmentShape, options))) {
        const held = { assignment, state };
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
    for await (const rows of direct(activePath, 'active')) {
      isAnybody = true;
      yield rows;
    }
    let isPimThere = false;
    try {
      for await (const rows of direct(eligiblePath, 'eligible', { again: doubtLicence(session, upstream, ['p2']) })) {
        isPimThere = true;
        isAnybody = true;
        yield rows;
      }
    } catch (error) {
      if (isPimThere || !isNoPim(error) || (await isPromised(upstream))) failures.push(error);
    }

    if (!isAnybody && groups.size === 0 && failures.length === 0) {
      throw new MalformedError(activePath, 'no assignment at all, though every tenant has an administrator');
    }

    const readings = await Promise.all(
      [...groups].map(async ([group, helds]) => {
        const [reading] = await Promise.allSettled([holdersThrough(group, helds)]);
        return { group, helds, reading };
      }),
    );
    const unread: unknown[] = [];
    const lacking = new Set<string>();
    for (const { group, helds, reading } of readings) {
      if (reading.status === 'rejected') {
        unread.push(reading.reason);
        for (const { assignment } of helds) lacking.add(assignment.roleDefinitionId);
      }
      const isRead = reading.status === 'fulfilled';
      const members = isRead ? reading.value : await holdersAmong(membersBefore(reading.reason));
      for (const held of helds) {
        const role = describe(held);
        // What is no group, and no account, is somebody who was deleted: the assignment outlives its holder.
        if (members === null) yield [{ holderId: group, holder: 'unknown', ...role, throughGroup: null }];
        else yield members.map((member) => ({ ...member, ...role, throughGroup: group }));
      }
    }
    if (failures.length > 0) throw failures[0];
    if (unread.length > 0) throw new LackingError([...lacking], unread[0]);
    return undefined;
  },
  async probe(session) {
    await session.read(definitionsPath, pageShape);
    const { value } = await session.read(activePath, pageOf(assignmentShape));
    const group = value.find(({ principal }) => kindOf(principal?.['@odata.type']) === 'group');
    try {
      await session.read(eligiblePath, pageShape);
    } catch (error) {
      if (!isNoPim(error)) throw error;
    }
    if (group !== undefined) await probeMembers(session, group.principalId);
  },
};
