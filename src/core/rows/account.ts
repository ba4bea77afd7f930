import { z } from 'zod';
import { id, instant } from './fields.ts';

/** A user object of a directory, enabled or not, guests too. */
export const accountSchema = z.object({
  /** The provider's immutable id of the account. */
  id,
  /** User principal name, or primary e-mail address. */
  login: z.string(),
  /** Display name; null when the directory gives none. */
  name: z.string().nullable(),
  /** May sign in: `accountEnabled`, or neither suspended nor archived. */
  enabled: z.boolean().nullable(),
  /** An agent is an account that a program uses, never a human. */
  kind: z.enum(['member', 'guest', 'agent']).nullable(),
  createdAt: instant.nullable(),
  /** State of a guest's invitation; null where the provider keeps none for this account. */
  invitation: z.enum(['accepted', 'pending']).nullable(),
  /** Signs in at another organisation, guest or not; null when the directory does not say. */
  external: z.boolean().nullish(),
  /** Microsoft 365: MFA switched on for this account alone; null when the directory does not say. */
  perUserMfa: z.enum(['disabled', 'enabled', 'enforced']).nullish(),
  /** Google: path of the organisational unit, `/` for the top. */
  orgUnit: z.string().nullish(),
  /** Further addresses, aliases too, in lower case and without the login; null when the directory does not say. */
  addresses: z.array(z.string()).nullish(),
  /** Number of the person at the employer, as the directory has it; null when it has none. */
  employeeId: z.string().nullish(),
  department: z.string().nullish(),
  /** Microsoft 365: comes from an on-premises directory; null when the directory does not say. */
  synced: z.boolean().nullish(),
  /** Microsoft 365: assigned licences; null when the directory does not say. */
  licences: z
    .array(
      z.object({
        /** Id of the product, as in `products` of the organisation. */
        productId: id,
        /** Ids of service plans of the product that are switched off for this account. */
        disabledPlans: z.array(z.string()),
      }),
    )
    .nullish(),
  /** Since when it may not sign in, without a break; null when it may, or the directory does not say. */
  disabledAt: instant.nullish(),
});
export type Account = z.infer<typeof accountSchema>;
