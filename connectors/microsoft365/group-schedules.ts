import { z } from 'zod';
import type { Upstream } from '../../src/core/connector.ts';
import { MalformedError } from '../../src/core/errors.ts';
import type { BatchAnswer } from './batch.ts';
import { UnfoundedRefusalError } from './errors.ts';
import { isForbidden, isUnlicensed } from './gaps.ts';
import { doubtLicence } from './licence.ts';
import { type Kind, kindOf } from './members.ts';
import { isNoPim } from './pim.ts';
import { forEver, type Instance, type Term, termOf, untold } from './role-terms.ts';
import type { Session } from './session.ts';
import { instant, pageOf } from './shapes.ts';

/** Show who may become a member of a group for a while, and whose membership ends. */
export const groupSchedulePermissions = [
  'PrivilegedEligibilitySchedule.Read.AzureADGroup',
  'PrivilegedAssignmentSchedule.Read.AzureADGroup',
];

const instanceShape = z.object({
  id: z.string().min(1),
  principalId: z.string().min(1),
  accessId: z.string().nullish(),
  assignmentType: z.string().nullish(),
  memberType: z.string().nullish(),
  endDateTime: instant.nullish(),
  principal: z.object({ '@odata.type': z.string().nullish() }).nullish(),
});
type Row = z.infer<typeof instanceShape>;
const page = pageOf(instanceShape);
type Page = z.infer<typeof page>;

/** What PIM holds of the membership of one group. */
export interface GroupSchedules {
  /** Who may become a member for a while, groups among them. */
  eligible: ReadonlyArray<{ id: string; kind: Kind; term: Term }>;
  /** How long a member stays one. */
  termOf(memberId: string): Term;
  /** Whether all of it was read; where it is not offered, or may not be read, that is no failure. */
  isReadable: boolean;
  failures: readonly unknown[];
}

/** Groups where PIM is known not to be. */
export const withoutPim: GroupSchedules = { eligible: [], termOf: () => forEver, isReadable: true, failures: [] };

type Which = 'eligible' | 'assigned';

/** https://learn.microsoft.com/graph/api/resources/privilegedaccessgroupeligibilityscheduleinstance */
const ways: ReadonlySet<string> = new Set(['direct', 'group', 'inherited']);

/** The interface asks for a filter by group. https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-eligibilityscheduleinstances */
function pathOf(which: Which, groupId: string): string {
  const filter = `$filter=groupId%20eq%20'${encodeURIComponent(groupId.toWellFormed())}'`;
  const base = '/identityGovernance/privilegedAccess/group';
  return which === 'eligible'
    ? `${base}/eligibilityScheduleInstances?${filter}&$expand=principal`
    : `${base}/assignmentScheduleInstances?${filter}`;
}

/**
 * Owners of a group do not get its roles, and what members of inner groups have is theirs through those.
 * @throws MalformedError where a row does not say whose it is
 */
function isOfMember({ accessId, memberType }: Row, place: string): boolean {
  const access = accessId?.toLowerCase() ?? '';
  if (access !== 'member' && access !== 'owner') throw new MalformedError(place, 'accessId: not as documented');
  const way = memberType?.toLowerCase() || 'direct';
  if (!ways.has(way)) throw new MalformedError(place, 'memberType: not as documented');
  return access === 'member' && way === 'direct';
}

/** It is not offered, or may not be read. */
interface Refused {
  refusal: unknown;
}

async function rowsOf(session: Session, answer: BatchAnswer<Page>): Promise<Row[] | Refused> {
  if ('error' in answer) {
    if (isForbidden(answer.error) || isNoPim(answer.error)) return { refusal: answer.error };
    throw answer.error;
  }
  const { value, '@odata.nextLink': next } = answer.value;
  const rows = [...value];
  if (next !== undefined && next !== null) {
    const path = session.follow(answer.place, next);
    for await (const more of session.collection(path, instanceShape)) rows.push(...more);
  }
  return rows.filter((row) => isOfMember(row, answer.place));
}

/** Undefined: it was not asked for, since all before it were refused. */
type Reading = PromiseSettledResult<Row[] | Refused> | undefined;

function isAnswered(reading: Reading): reading is PromiseFulfilledResult<Row[]> {
  return reading?.status === 'fulfilled' && Array.isArray(reading.value);
}

function isRefused(reading: Reading): reading is PromiseFulfilledResult<Refused> {
  return reading?.status === 'fulfilled' && !Array.isArray(reading.value);
}

/** One permission and one licence open all groups: where some were answered, a refusal of others is a fault. */
function withoutLoneRefusals(readings: ReadonlyMap<string, Reading>, which: Which): (groupId: string) => Reading {
  const isOffered = [...readings].some(([id, reading]) => id.startsWith(`${which}/`) && isAnswered(reading));
  return (groupId) => {
    const reading = readings.get(`${which}/${groupId}`);
    if (!isOffered || !isRefused(reading)) return reading;
    const { refusal } = reading.value;
    return { status: 'rejected', reason: isUnlicensed(refusal) ? new UnfoundedRefusalError(refusal) : refusal };
  };
}

function schedulesOf(eligible: Reading, assigned: Reading): GroupSchedules {
  const rowsIn = (reading: Reading) => (isAnswered(reading) ? reading.value : null);
  const instances = new Map<string, Instance[]>();
  for (const row of rowsIn(assigned) ?? []) {
    const key = row.principalId.toLowerCase();
    instances.set(key, [...(instances.get(key) ?? []), row]);
  }
  // Only PIM lets a membership end: one that it does not list has no end.
  const unlisted = rowsIn(assigned) === null ? untold : forEver;
  const failures = [eligible, assigned].flatMap((reading) => (reading?.status === 'rejected' ? [reading.reason] : []));
  return {
    eligible: (rowsIn(eligible) ?? []).map(({ principalId, principal, endDateTime }) => ({
      id: principalId,
      kind: kindOf(principal?.['@odata.type']),
      term: { endsAt: endDateTime ?? null, permanent: false },
    })),
    termOf(memberId) {
      const own = instances.get(memberId.toLowerCase());
      return own === undefined ? unlisted : termOf(own);
    },
    isReadable: rowsIn(eligible) !== null && rowsIn(assigned) !== null,
    failures,
  };
}

/** After so many refusals, and nothing else, the rest is not asked for. */
const enoughRefusals = 20;

type Requests = Parameters<Session['batch']>[0];

async function readInto(
  readings: Map<string, NonNullable<Reading>>,
  session: Session,
  upstream: Upstream,
  requests: Requests,
) {
  let refusals = 0;
  for await (const answer of session.batch(requests, page, doubtLicence(session, upstream, ['p2']))) {
    const [reading] = await Promise.allSettled([rowsOf(session, answer)]);
    readings.set(answer.id, reading);
    if (isRefused(reading)) refusals += 1;
    if (refusals >= enoughRefusals && refusals === readings.size) return;
  }
}

/** Reads what PIM holds of the membership of groups, ten groups to a request. Does not throw. */
export async function readGroupSchedules(
  session: Session,
  upstream: Upstream,
  groupIds: readonly string[],
): Promise<(groupId: string) => GroupSchedules> {
  const requests = groupIds.flatMap((groupId) =>
    (['eligible', 'assigned'] as const).map((which) => ({ id: `${which}/${groupId}`, path: pathOf(which, groupId) })),
  );
  const readings = new Map<string, NonNullable<Reading>>();
  const [whole] = await Promise.allSettled([readInto(readings, session, upstream, requests)]);
  const broken = whole.status === 'rejected' ? whole : undefined;
  const [eligible, assigned] = [withoutLoneRefusals(readings, 'eligible'), withoutLoneRefusals(readings, 'assigned')];
  return (groupId) => schedulesOf(eligible(groupId) ?? broken, assigned(groupId) ?? broken);
}
