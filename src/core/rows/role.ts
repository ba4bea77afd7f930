import { z } from 'zod';
import { id, instant } from './fields.ts';

/**
 * `top`: Global Administrator or super admin. `high`: can take over accounts, roles or settings. Null: a role whose
 * rights are not known.
 */
export const roleTierSchema = z.enum(['top', 'high', 'limited']).nullable();
export type RoleTier = z.infer<typeof roleTierSchema>;

/** One role held by one principal; a role held directly and through two groups is three rows. */
export const roleSchema = z.object({
  /** The account, service principal or service account that holds the role in the end. */
  holderId: id,
  holder: z.enum(['account', 'application', 'unknown']),
  roleId: id,
  roleName: z.string(),
  tier: roleTierSchema,
  /** Id of the group through which the role is held; null when held directly. */
  throughGroup: z.string().nullable(),
  /** An eligible holder can make the role active without anybody's consent but a policy's. */
  state: z.enum(['active', 'eligible']),
  /** `/` for the whole directory, else the provider's name of the part. */
  scope: z.string(),
  /** When the assignment ends; null: no end is known. */
  endsAt: instant.nullable(),
  /** Always active and without an end; false: eligible, activated for a while, or ending. Null: it cannot be told. */
  permanent: z.boolean().nullish(),
  /** The top role of the directory can do all that this role can; null: it cannot be told. */
  withinTop: z.boolean().nullish(),
});
export type Role = z.infer<typeof roleSchema>;
