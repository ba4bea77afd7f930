import { z } from 'zod';
import { id } from './fields.ts';

/** The directory itself; one row. */
export const organizationSchema = z.object({
  /** Tenant guid or customer id. */
  id,
  name: z.string().nullable(),
  domains: z.array(z.string()),
  /** Identity licence, Microsoft 365 only. A hint: the answers of the API are the truth. */
  plan: z.enum(['free', 'p1', 'p2']).nullable(),
  /** Microsoft 365: the products that the organisation has licences of; null: not read. */
  products: z
    .array(
      z.object({
        id,
        /** Such as `SPB`. */
        name: z.string(),
        /** Costs something; null when it cannot be told. */
        paid: z.boolean().nullable(),
        /** Ids of service plans that come with a mailbox; null when it cannot be told of each plan. */
        mailboxPlans: z.array(z.string()).nullable(),
        /** Whether its subscription goes on, is in the weeks after its end, or is over; null when that is not said. */
        standing: z.enum(['active', 'grace', 'suspended', 'ended']).nullish(),
        /** The identity licence that comes with it. */
        plan: z.enum(['none', 'p1', 'p2']).nullish(),
      }),
    )
    .nullish(),
});
export type Organization = z.infer<typeof organizationSchema>;
