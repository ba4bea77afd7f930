import type { Dataset } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { Role } from '../../src/core/rows/role.ts';
import type { Member } from './members.ts';
import type { OrgUnits } from './org-units.ts';
import type { Match, Standing } from './resolution.ts';

/** The name with which settings speak of everybody who holds an admin role; no group of the directory. */
export const allAdmins = 'WORKSPACE_ALL_ADMIN_GROUP';

/** A user, as far as enforcement needs it. */
export interface Person {
  id: string;
  /** In lower case, for members of groups that come without an id. */
  login?: string;
  orgUnit: string | null;
  /** What the directory says of enforcement. */
  enforced: boolean | null;
  /** Marked as super or delegated administrator; unmarked ones may hold a role all the same. */
  markedAdmin: boolean;
}

/** What was read of the directory to tell who stands where; a gap where it could not be. */
export interface Surveyed {
  units: OrgUnits | Gap;
  groups: ReadonlyMap<string, readonly Member[] | Gap>;
  /** Null: no setting speaks of administrators. */
  roles: Dataset<Role> | null;
}

const noUnit: Gap = {
  kind: 'absent',
  detail: 'the directory does not say in which organisational unit the account is',
};
const unlistedUnit: Gap = {
  kind: 'absent',
  detail: 'the list of organisational units does not hold that of the account',
};
const unreadGroup: Gap = { kind: 'absent', detail: 'the group was not read' };
const unreadRoles: Gap = { kind: 'absent', detail: 'the roles were not read' };

function isGap(value: object): value is Gap {
  return 'kind' in value && 'detail' in value;
}

function unitMatcher(orgUnit: string | null, units: OrgUnits | Gap): Standing['isIn'] {
  if (isGap(units)) return () => units;
  if (orgUnit === null) return () => noUnit;
  const { ids, whole } = units.upFrom(orgUnit);
  return (id) => ids.has(id) || (whole ? false : unlistedUnit);
}

function adminMatcher(roles: Surveyed['roles']): (person: Person) => Match {
  const holders = new Set(roles === null || roles.state === 'unavailable' ? [] : roles.rows.map((row) => row.holderId));
  return ({ id, markedAdmin }) => {
    if (markedAdmin || holders.has(id)) return true;
    if (roles === null) return unreadRoles;
    return roles.state === 'complete' ? false : roles.gap;
  };
}

/** For each member, the groups it is in; and the groups that everybody is in. Linear in memberships. */
function membershipsOf(groups: Surveyed['groups']) {
  const byMember = new Map<string, string[]>();
  const everybody = new Set<string>();
  for (const [group, members] of groups) {
    if (isGap(members)) continue;
    const ids = new Set(members.map(({ id }) => id.toLowerCase()));
    if (members.some(({ type }) => type === 'CUSTOMER')) everybody.add(group);
    for (const id of ids) {
      const known = byMember.get(id);
      if (known === undefined) byMember.set(id, [group]);
      else known.push(group);
    }
  }
  return { byMember, everybody };
}

/** Tells where each account stands; accounts that stand at the same place get the same object. */
export function surveyor({ units, groups, roles }: Surveyed): (person: Person) => Standing {
  const adminOf = adminMatcher(roles);
  const { byMember, everybody } = membershipsOf(groups);
  const places = new Map<string, Standing>();
  return (person) => {
    const own = [person.id.toLowerCase(), person.login ?? ''].flatMap((name) => byMember.get(name) ?? []);
    const admin = adminOf(person);
    const key = JSON.stringify([person.orgUnit, typeof admin === 'boolean' ? admin : null, own]);
    const known = places.get(key);
    if (known !== undefined) return known;
    const mine: ReadonlySet<string> = new Set(own);
    const standing: Standing = {
      isIn: unitMatcher(person.orgUnit, units),
      belongsTo(id) {
        if (id === allAdmins) return admin;
        if (mine.has(id) || everybody.has(id)) return true;
        const members = groups.get(id) ?? unreadGroup;
        return isGap(members) ? members : false;
      },
    };
    places.set(key, standing);
    return standing;
  };
}
