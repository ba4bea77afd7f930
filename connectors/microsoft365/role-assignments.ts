import { z } from 'zod';
import type { Role } from '../../src/core/rows/role.ts';
import { eachRow } from '../../src/http/pages.ts';
import type { Term } from './role-terms.ts';
import { builtInTier, type Definition, definitionShape, roleTiers } from './role-tiers.ts';
import type { Session } from './session.ts';
import { instant } from './shapes.ts';
import { isWithinTop } from './within-top.ts';

export const assignmentShape = z.object({
  id: z.string().min(1),
  principalId: z.string().min(1),
  roleDefinitionId: z.string().min(1),
  directoryScopeId: z.string().min(1).nullish(),
  appScopeId: z.string().min(1).nullish(),
  endDateTime: instant.nullish(),
  principal: z.object({ '@odata.type': z.string().nullish() }).nullish(),
});
export type Assignment = z.infer<typeof assignmentShape>;

export const definitionsPath = '/roleManagement/directory/roleDefinitions';

/** A role as somebody holds it, or may make it active. */
export interface Held {
  assignment: Assignment;
  state: Role['state'];
  term: Term;
}

/** Where an assignment holds; `/` for the whole directory. */
export function scopeOf(place: Pick<Assignment, 'directoryScopeId' | 'appScopeId'>): string {
  return place.directoryScopeId ?? place.appScopeId ?? '/';
}

/** A row but for its holder. */
export type Description = Omit<Role, 'holderId' | 'holder' | 'throughGroup'>;

/** Reads the definitions of roles, by which assignments become rows. */
export async function readNaming(session: Session): Promise<(held: Held) => Description> {
  const definitions = new Map<string, Definition>();
  for await (const definition of eachRow(session.collection(definitionsPath, definitionShape))) {
    definitions.set(definition.id.toLowerCase(), definition);
  }
  const tierOf = roleTiers(definitions.values());
  const known = new Map(
    [...definitions].map(([id, definition]) => [
      id,
      {
        tier: tierOf(definition),
        withinTop: isWithinTop(definition),
        roleName: definition.displayName ?? definition.id,
      },
    ]),
  );
  return ({ assignment, state, term }) => {
    const { roleDefinitionId: roleId } = assignment;
    const role = known.get(roleId.toLowerCase()) ?? {
      tier: builtInTier(roleId),
      withinTop: isWithinTop({ id: roleId }),
      roleName: roleId,
    };
    return { roleId, ...role, state, scope: scopeOf(assignment), ...term };
  };
}
