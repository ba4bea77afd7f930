import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';
import { eachRow } from '../../src/http/pages.ts';
import type { Session } from './session.ts';

/** It goes into a filter. */
const principalShape = z.object({ id: z.guid() });
const assignmentShape = z.object({
  id: z.string().min(1),
  roleDefinitionId: z.string().min(1),
  roleDefinition: z.object({ displayName: z.string().nullish() }).nullish(),
});

/**
 * Names of the Entra roles that are assigned to the application that reads, sorted; what it holds through a group is not
 * among them. Null where the configuration does not say which application it is.
 */
export async function readHeldRoles(session: Session): Promise<readonly string[] | null> {
  const { clientId } = session;
  if (clientId === '') return null;
  const own = `/servicePrincipals?$filter=appId eq '${clientId}'&$select=id`;
  let principalId: string | undefined;
  for await (const { id } of eachRow(session.collection(own, principalShape))) principalId ??= id;
  if (principalId === undefined) {
    throw new MalformedError('/servicePrincipals', `no service principal of the application ${clientId}`);
  }
  const path = `/roleManagement/directory/roleAssignments?$filter=principalId eq '${principalId}'&$expand=roleDefinition`;
  const names = new Set<string>();
  for await (const { roleDefinition, roleDefinitionId } of eachRow(session.collection(path, assignmentShape))) {
    names.add(roleDefinition?.displayName || roleDefinitionId);
  }
  return [...names].sort();
}
