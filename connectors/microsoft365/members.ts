import pLimit from 'p-limit';
import { z } from 'zod';
import { GapError, MalformedError } from '../../src/core/errors.ts';
import { eachRow } from '../../src/http/pages.ts';
import { HalfReadError } from './errors.ts';
import { isMissing } from './gaps.ts';
import type { Session } from './session.ts';
import { directoryObject, pageShape } from './shapes.ts';

/** What an object of the directory is; null when Graph does not say, or says something new. */
export type Kind = 'account' | 'application' | 'group' | 'device' | null;

/** A member of a group, direct or through groups in the group; those groups are members themselves. */
export interface Member {
  id: string;
  kind: Kind;
}

/** The kinds of objects by their types; agents' identities are kinds of service principals. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['user', 'account'],
  ['agentuser', 'account'],
  ['serviceprincipal', 'application'],
  ['agentidentity', 'application'],
  ['agentidentityblueprintprincipal', 'application'],
  ['group', 'group'],
  ['device', 'device'],
  ['orgcontact', 'device'],
]);

const groupsAtOnce = 6;

/** Shows the members of groups that hide them. */
export const hiddenMembers = 'Member.Read.Hidden';

const groupShape = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  visibility: z.string().min(1).nullable(),
});

/** Groups that hide nobody; null where a group has no say in it. https://learn.microsoft.com/graph/api/resources/group */
const openGroups: ReadonlySet<string> = new Set(['public', 'private']);

/** What an object is, by its `@odata.type`. */
export function kindOf(type: string | null | undefined): Kind {
  return kinds.get((type ?? '').toLowerCase().replace('#microsoft.graph.', '')) ?? null;
}

function groupPath(groupId: string): string {
  return `/groups/${encodeURIComponent(groupId.toWellFormed())}`;
}

function membersPath(groupId: string): string {
  return `${groupPath(groupId)}/transitiveMembers?$select=id`;
}

async function showsAny(reading: AsyncIterable<readonly unknown[]>): Promise<boolean> {
  for await (const rows of reading) if (rows.length > 0) return true;
  return false;
}

/**
 * Graph answers an empty list, and no error, for a group that hides its members from those without a permission.
 * https://learn.microsoft.com/graph/api/group-list-members
 */
async function refuseHidden(session: Session, groupId: string, isInner: boolean): Promise<void> {
  const path = `${groupPath(groupId)}?$select=id,displayName,visibility`;
  const { displayName, visibility } = await session.read(path, groupShape);
  if (visibility === null || openGroups.has(visibility.toLowerCase())) return;
  if (visibility.toLowerCase() !== 'hiddenmembership') throw new MalformedError(path, 'visibility: a word not known');
  // Whoever may see hidden members is shown those of an inner group too.
  if (isInner && (await showsAny(session.collection(`${membersPath(groupId)}&$top=1`, directoryObject)))) return;
  const detail = `group ${displayName || groupId} hides its members; grant the application permission ${hiddenMembers}`;
  throw new GapError({ kind: 'permission', detail });
}

/** A group that was deleted since it was listed hides nobody. */
function unlessMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

/**
 * A reader of the members of groups, each once, with those of the groups in it; null when there is no such group. A
 * group is read once, however many ask for it, and a few at a time. It throws a GapError when the group hides its
 * members, and a HalfReadError with the members that were read.
 */
export function shareMembers(session: Session): (groupId: string) => Promise<readonly Member[] | null> {
  const limit = pLimit(groupsAtOnce);
  const readings = new Map<string, Promise<readonly Member[] | null>>();
  const looks = new Map<string, Promise<void>>();
  /** An account is in many groups, and is kept once. */
  const known = new Map<string, Member>();

  function memberOf(id: string, kind: Kind): Member {
    const same = known.get(id);
    if (same?.kind === kind) return same;
    const member = { id, kind };
    known.set(id, member);
    return member;
  }

  /** Looks once at a group inside others. */
  function looked(groupId: string): Promise<void> {
    const look = looks.get(groupId) ?? refuseHidden(session, groupId, true).catch(unlessMissing);
    looks.set(groupId, look);
    return look;
  }

  async function read(groupId: string): Promise<readonly Member[] | null> {
    const members = new Map<string, Member>();
    try {
      for await (const row of eachRow(session.collection(`${membersPath(groupId)}&$top=999`, directoryObject))) {
        members.set(row.id, memberOf(row.id, kindOf(row['@odata.type'])));
      }
      if (members.size === 0) await refuseHidden(session, groupId, false);
      const isItself = (id: string) => id.toLowerCase() === groupId.toLowerCase();
      for (const { id, kind } of members.values()) if (kind === 'group' && !isItself(id)) await looked(id);
    } catch (error) {
      if (members.size > 0) throw new HalfReadError([...members.values()], error);
      if (!isMissing(error)) throw error;
      return null;
    }
    return [...members.values()];
  }

  return (groupId) => {
    const key = groupId.toLowerCase();
    const reading = readings.get(key) ?? limit(read, groupId);
    readings.set(key, reading);
    return reading;
  };
}

/** The members that were read before a reading failed. */
export function membersBefore(error: unknown): readonly Member[] {
  return error instanceof HalfReadError ? (error.rows as readonly Member[]) : [];
}

/** Reads one member of a group, to see whether members can be read. */
export async function probeMembers(session: Session, groupId: string): Promise<void> {
  await session.read(`${membersPath(groupId)}&$top=1`, pageShape);
}
