import { z } from 'zod';
import { capabilities } from './capabilities.ts';
import type { GoogleSession } from './session.ts';
import type { GoogleWorkspaceSettings } from './settings.ts';

const adminSchema = z.object({ isAdmin: z.boolean().nullish() });

/** The one role that is more than an impersonated administrator needs, where it is held; null: Google does not say. */
export async function readHeldRoles(
  { client }: GoogleSession,
  { admin }: GoogleWorkspaceSettings,
): Promise<readonly string[] | null> {
  const { isAdmin } = await client.get({
    place: 'users.get',
    capability: capabilities.users,
    schema: adminSchema,
    ask: (api) => api.users.get({ userKey: admin, fields: 'isAdmin' }),
  });
  if (isAdmin == null) return null;
  return isAdmin ? ['Super Admin'] : [];
}
