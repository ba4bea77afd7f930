import type { Member } from '../../../connectors/google-workspace/members.ts';
import { type OrgUnits, orgUnitsOf } from '../../../connectors/google-workspace/org-units.ts';
import type { Standing } from '../../../connectors/google-workspace/resolution.ts';
import { allAdmins, type Person, surveyor } from '../../../connectors/google-workspace/standings.ts';
import type { Dataset } from '../../../src/core/datasets.ts';
import type { Gap } from '../../../src/core/gap.ts';
import type { Setting } from '../../../src/core/rows/policy.ts';
import type { Role } from '../../../src/core/rows/role.ts';

function unitRow(id: string, path: string, parent: string | null, parentPath: string | null) {
  return { orgUnitId: `id:${id}`, orgUnitPath: path, parentOrgUnitId: parent, parentOrgUnitPath: parentPath };
}

/** `/`, `/Sales`, `/Sales/West`, `/Ops`. */
export const unitRows = [
  unitRow('top', '/', null, null),
  unitRow('sales', '/Sales', 'id:top', '/'),
  unitRow('west', '/Sales/West', 'id:sales', '/Sales'),
  unitRow('ops', '/Ops', 'id:top', '/'),
];
const ids = new Map(unitRows.map(({ orgUnitId, orgUnitPath }) => [orgUnitPath, orgUnitId.replace('id:', '')]));

export function person(id: string, orgUnit: string | null, more: Partial<Person> = {}): Person {
  return { id, orgUnit, enforced: null, markedAdmin: false, ...more };
}

/** ann is in `vip`, by way of a group in it; eve is a super admin; hal holds a role, of which the account says nothing. */
export const people = {
  ann: person('ann', '/Sales/West'),
  bob: person('bob', '/'),
  eve: person('eve', '/Ops', { markedAdmin: true }),
  hal: person('hal', '/Ops'),
  new: person('new', '/Not/Listed'),
  lost: person('lost', null),
};

function member(id: string, type = 'USER'): Member {
  return { id, type };
}

export type Input = 'units' | 'vip' | 'roles';

export function darkness(input: Input): Gap {
  return { kind: 'permission', detail: `${input} could not be read` };
}

const role: Role = {
  holderId: 'hal',
  holder: 'account',
  roleId: '7',
  roleName: 'help desk',
  tier: 'limited',
  throughGroup: null,
  state: 'active',
  scope: '/',
  endsAt: null,
};

/** The directory of the examples, with some of it not readable. */
export function survey(dark: readonly Input[] = []): (who: Person) => Standing {
  const units: OrgUnits | Gap = dark.includes('units') ? darkness('units') : orgUnitsOf(unitRows);
  const roles: Dataset<Role> = dark.includes('roles')
    ? { state: 'unavailable', gap: darkness('roles') }
    : { state: 'complete', rows: [role] };
  const vip = dark.includes('vip')
    ? darkness('vip')
    : [member('inner', 'GROUP'), member('vip', 'GROUP'), member('ann')];
  const groups = new Map<string, readonly Member[] | Gap>([
    ['vip', vip],
    ['all', [member('C01abc23d', 'CUSTOMER')]],
    ['empty', []],
  ]);
  return surveyor({ units, groups, roles });
}

function clause(place: string): string {
  if (place.startsWith('!')) return `!(${clause(place.slice(1))})`;
  if (place === 'licensed') return "entity.licenses.exists(license, license in ['/product/p/sku/s'])";
  if (place === 'riddle') return "entity.moods.exists(mood, mood == 'good')";
  if (place.startsWith('/')) {
    const id = ids.get(place) ?? place.slice(1);
    return `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;
  }
  const id = place === 'admins' ? allAdmins : place;
  return `entity.groups.exists(group, group.group_id == groupId('${id}'))`;
}

/** `/Sales & !vip` as Google writes it; `|` binds less than `&`. */
export function queryOf(place: string): string {
  const any = place.split('|').map((part) =>
    part
      .split('&')
      .map((name) => clause(name.trim()))
      .join(' && '),
  );
  return any.join(' || ');
}

/** `200 /Sales: NO_TELEPHONY`; `system` after the order for Google's own, `-` for none, `*` for everybody. */
export function ruleOf(text: string, setting: string, field: string, read: (text: string) => unknown): Setting {
  const [, order, system, place = '', value = ''] = /^(\S+) (system )?(.+): (\S+)$/.exec(text.trim()) ?? [];
  return {
    id: `policies/${order}${system === undefined ? '' : 's'} ${place} ${value}`,
    setting,
    origin: system === undefined ? 'admin' : 'system',
    orgUnit: null,
    group: null,
    query: place === '*' ? null : queryOf(place),
    sortOrder: order === '-' ? null : Number(order),
    value: value === 'unset' ? {} : { [field]: read(value) },
  };
}
