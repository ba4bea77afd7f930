import type { Upstream } from '../../src/core/connector.ts';
import { GapError } from '../../src/core/errors.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { type GroupSchedules, readGroupSchedules, withoutPim } from './group-schedules.ts';
import { kindOf, type Member, membersBefore } from './members.ts';
import { mayHavePim } from './pim.ts';
import type { Description, Held } from './role-assignments.ts';
import type { Holder, HolderOf } from './role-holders.ts';
import { shorter, type Term } from './role-terms.ts';
import type { Session } from './session.ts';

/** The roles that principals hold which are groups, or of which Graph does not tell that they are none. */
export type GroupsHeld = ReadonlyMap<string, readonly Held[]>;

/** What came of reading groups that hold roles. */
export interface GroupRoles {
  rows: Role[];
  failures: unknown[];
  /** Ids of roles whose holders may be missing. */
  lacking: ReadonlySet<string>;
  /** Whether PIM told of every group who may become a member of it. */
  withSchedules: boolean;
}

/** Somebody who gets what a group has, or may get it. */
interface Heir {
  holder: Holder;
  term: Term;
}

interface GroupRead {
  groupId: string;
  helds: readonly Held[];
  /** Null: nothing of that id is there. */
  members: readonly Member[] | null;
  failures: unknown[];
}

function isShownAsGroup(helds: readonly Held[]): boolean {
  return helds.some(({ assignment }) => kindOf(assignment.principal?.['@odata.type']) === 'group');
}

async function membersOf(session: Session, groupId: string, helds: readonly Held[]): Promise<readonly Member[] | null> {
  const members = await session.members(groupId);
  if (members !== null || !isShownAsGroup(helds)) return members;
  throw new GapError({ kind: 'absent', detail: `group ${groupId} holds a role, and its members are not found` });
}

async function readGroup(session: Session, groupId: string, helds: readonly Held[]): Promise<GroupRead> {
  const [reading] = await Promise.allSettled([membersOf(session, groupId, helds)]);
  if (reading.status === 'fulfilled') return { groupId, helds, members: reading.value, failures: [] };
  return { groupId, helds, members: membersBefore(reading.reason), failures: [reading.reason] };
}

/** Who may become a member of a group; where that is a group, each of its members may. */
async function candidates(
  session: Session,
  { eligible }: GroupSchedules,
  failures: unknown[],
): Promise<Array<Member & { term: Term }>> {
  const lists = await Promise.all(
    eligible.map(async ({ id, kind, term }) => {
      if (kind !== 'group') return [{ id, kind, term }];
      const [reading] = await Promise.allSettled([session.members(id)]);
      if (reading.status === 'rejected') failures.push(reading.reason);
      const members = reading.status === 'fulfilled' ? (reading.value ?? []) : membersBefore(reading.reason);
      return members.map((member) => ({ ...member, term }));
    }),
  );
  return lists.flat();
}

/** Members of inner groups are in the list themselves, and devices do not sign in. */
function isHeir({ kind }: Member): boolean {
  return kind !== 'group' && kind !== 'device';
}

/** Reads who holds roles through groups, and who may. Each group is read once, whatever it holds; does not throw. */
export async function readGroupRoles(
  session: Session,
  upstream: Upstream,
  groups: GroupsHeld,
  describe: (held: Held) => Description,
  holderOf: HolderOf,
): Promise<GroupRoles> {
  const reads = await Promise.all([...groups].map(([groupId, helds]) => readGroup(session, groupId, helds)));
  const existing = reads.filter(({ members }) => members !== null).map(({ groupId }) => groupId);
  const mayAsk = existing.length > 0 && (await mayHavePim(upstream));
  const schedulesOf = mayAsk ? await readGroupSchedules(session, upstream, existing) : () => withoutPim;
  const schedules = existing.map(schedulesOf);

  const rows: Role[] = [];
  const lacking = new Set<string>();
  async function heirs(members: ReadonlyArray<Member & { term: Term }>): Promise<Heir[]> {
    const found = members.filter(isHeir);
    return Promise.all(found.map(async ({ id, kind, term }) => ({ holder: await holderOf(id, kind), term })));
  }
  for (const { groupId, helds, members, failures } of reads) {
    if (members === null) {
      // What is no group, and no account, is somebody who was deleted: the assignment outlives its holder.
      for (const held of helds) {
        rows.push({ holderId: groupId, holder: 'unknown', ...describe(held), throughGroup: null });
      }
      continue;
    }
    const schedule = schedulesOf(groupId);
    failures.push(...schedule.failures);
    const active = await heirs(members.map((member) => ({ ...member, term: schedule.termOf(member.id) })));
    const eligible = await heirs(await candidates(session, schedule, failures));
    for (const held of helds) {
      const role = describe(held);
      const rowOf = ({ holder, term }: Heir, state: Role['state']): Role => {
        return { ...holder, ...role, state, ...shorter(held.term, term), throughGroup: groupId };
      };
      for (const heir of active) rows.push(rowOf(heir, held.state));
      for (const heir of eligible) rows.push(rowOf(heir, 'eligible'));
      if (failures.length > 0) lacking.add(held.assignment.roleDefinitionId);
    }
  }
  return {
    rows,
    failures: reads.flatMap(({ failures }) => failures),
    lacking,
    withSchedules: (mayAsk || existing.length === 0) && schedules.every(({ isReadable }) => isReadable),
  };
}
