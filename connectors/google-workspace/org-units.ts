import { z } from 'zod';
import { capabilities } from './capabilities.ts';
import type { GoogleClient } from './client.ts';

const place = 'orgunits.list';

const unitSchema = z.object({
  orgUnitId: z.string().min(1),
  orgUnitPath: z.string().min(1),
  parentOrgUnitId: z.string().nullish(),
  parentOrgUnitPath: z.string().nullish(),
});
type Unit = z.infer<typeof unitSchema>;

/** The tree of organisational units, by path and by id. */
export interface OrgUnits {
  /**
   * Ids of the unit at this path and of all above it.
   * `whole`: the list holds the way up to the top, so that any other id is another unit's, or that of one that is gone.
   */
  upFrom(path: string): { ids: ReadonlySet<string>; whole: boolean };
  pathOf(id: string): string | undefined;
}

/** The APIs write the same id as `id:x`, `orgUnits/x` and `x`. */
export function bareUnitId(id: string): string {
  return id.replace(/^(id:|orgUnits\/)/, '');
}

/** The top, which lists leave out now and then, though the units under it name it. */
function topOf(units: readonly Unit[]): string | undefined {
  const top = units.find(({ orgUnitPath }) => orgUnitPath === '/')?.orgUnitId;
  const named = units.find(({ parentOrgUnitPath, parentOrgUnitId }) => parentOrgUnitPath === '/' && parentOrgUnitId);
  const id = top ?? named?.parentOrgUnitId ?? undefined;
  return id === undefined ? undefined : bareUnitId(id);
}

export function orgUnitsOf(units: readonly Unit[]): OrgUnits {
  const top = topOf(units);
  const byPath = new Map(units.map((unit) => [unit.orgUnitPath, unit]));
  const paths = new Map(units.map(({ orgUnitId, orgUnitPath }) => [bareUnitId(orgUnitId), orgUnitPath]));
  if (top !== undefined) paths.set(top, '/');
  return {
    upFrom(path) {
      const ids = new Set<string>();
      let at = path;
      // A name may hold a slash, so the way up is by parents and not by cutting the path.
      for (let unit = byPath.get(at); at !== '/' && unit !== undefined; unit = byPath.get(at)) {
        const id = bareUnitId(unit.orgUnitId);
        if (ids.has(id)) return { ids, whole: false };
        ids.add(id);
        at = unit.parentOrgUnitPath ?? '';
      }
      if (at !== '/' || top === undefined) return { ids, whole: false };
      return { ids: ids.add(top), whole: true };
    },
    pathOf: (id) => paths.get(bareUnitId(id)),
  };
}

const listSchema = z.object({ organizationUnits: z.array(unitSchema).optional() });

/** Every unit; the API knows no pages here. */
export async function readOrgUnits(client: GoogleClient, customerId: string): Promise<OrgUnits> {
  const { organizationUnits } = await client.get({
    place,
    capability: capabilities.orgUnits,
    schema: listSchema,
    ask: (api) =>
      api.orgunits.list({
        customerId,
        orgUnitPath: '/',
        type: 'allIncludingParent',
        fields: `organizationUnits(${Object.keys(unitSchema.shape).join(',')})`,
      }),
  });
  return orgUnitsOf(organizationUnits ?? []);
}
