import { z } from 'zod';
import { type RoleTier, roleTierSchema } from '../../src/core/rows/role.ts';
import table from './entra-roles.json' with { type: 'json' };

export const definitionShape = z.object({
  id: z.string().min(1),
  templateId: z.string().nullish(),
  displayName: z.string().nullish(),
  isBuiltIn: z.boolean().nullish(),
  rolePermissions: z.array(z.object({ allowedResourceActions: z.array(z.string()).nullish() })).nullish(),
});
export type Definition = z.infer<typeof definitionShape>;

const tableShape = z.array(z.object({ id: z.string(), tier: roleTierSchema }));
const builtInTiers: ReadonlyMap<string, RoleTier> = new Map(
  tableShape.parse(table).map(({ id, tier }) => [id.toLowerCase(), tier]),
);

/** Tier of a built-in role; null for one that is not in our table, such as a new one. */
export function builtInTier(templateId: string): RoleTier {
  return builtInTiers.get(templateId.toLowerCase()) ?? null;
}

/** The id by which a built-in role goes in every tenant; its own id is the same. */
export function templateOf({ templateId, id }: Definition): string {
  return templateId || id;
}

/** Whether a built-in role is known here. */
export function isInTable(templateId: string): boolean {
  return builtInTiers.has(templateId.toLowerCase());
}

/** The actions of a role, in lower case; null when the definition does not tell them. */
export function actionsOf({ rolePermissions }: Definition): string[] | null {
  if (!rolePermissions || rolePermissions.length === 0) return null;
  const lists = rolePermissions.map(({ allowedResourceActions: actions }) => actions ?? null);
  return lists.includes(null) ? null : lists.flatMap((actions) => actions ?? []).map((action) => action.toLowerCase());
}

function writes(action: string): boolean {
  return !action.endsWith('/read');
}

/** What `…/allTasks` stands for: every action that begins so. Null for an action that stands for itself. */
function prefixOf(action: string): string | null {
  if (!action.endsWith('/alltasks')) return null;
  return action.replace(/alltasks$/, '').replace(/\/(?:allproperties|allentities)\/$/, '/');
}

function covers(action: string, other: string): boolean {
  const prefix = prefixOf(action);
  return action === other || (prefix !== null && other.startsWith(prefix));
}

/** Judges the tier of roles by the definitions of the tenant. */
export function roleTiers(definitions: Iterable<Definition>): (definition: Definition) => RoleTier {
  const dangerous = new Set<string>();
  let isUntold = false;
  for (const definition of definitions) {
    if (definition.isBuiltIn === false || builtInTier(templateOf(definition)) !== 'high') continue;
    const actions = actionsOf(definition);
    isUntold ||= actions === null;
    for (const action of actions ?? []) if (writes(action)) dangerous.add(action);
  }

  function customTier(definition: Definition): RoleTier {
    const actions = actionsOf(definition);
    if (actions === null || dangerous.size === 0) return null;
    const isHigh = actions.filter(writes).some((action) => {
      if (dangerous.has(action)) return true;
      return [...dangerous].some((known) => covers(action, known) || covers(known, action));
    });
    if (isHigh) return 'high';
    return isUntold ? null : 'limited';
  }

  return (definition) =>
    definition.isBuiltIn === false ? customTier(definition) : builtInTier(templateOf(definition));
}
