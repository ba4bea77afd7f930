import { z } from 'zod';
import { count, id, instant } from './fields.ts';
import { methodSchema } from './mfa.ts';

/** Where successful sign-ins of one account came from, within the window of the log that was read; one row an account. */
export const signInEventSchema = z.object({
  accountId: id,
  /** The newest; its facts are null where the log does not say. Null: only factors were passed, and no sign-in followed. */
  last: z
    .object({
      at: instant,
      address: z.string().nullable(),
      /** ISO 3166-1 alpha-2. */
      country: z.string().nullable(),
      app: z.string().nullable(),
      client: z.string().nullable(),
      /** Factors in the order in which they were passed, as the provider names them. */
      factors: z.array(z.string()).nullable(),
    })
    .nullable(),
  /** By country; null: sign-ins from where the log does not say. Address and app are those of the newest. */
  countries: z.array(
    z.object({
      country: z.string().nullable(),
      firstAt: instant,
      lastAt: instant,
      address: z.string().nullable(),
      app: z.string().nullable(),
      count,
    }),
  ),
  /** By factor that was passed. `second`: whether it served as second factor; null when the log does not say. */
  factors: z.array(z.object({ ...methodSchema.shape, second: z.boolean().nullable(), lastAt: instant, count })),
  /** By client program or protocol. */
  clients: z.array(z.object({ name: z.string(), lastAt: instant, count })),
});
export type SignInEvent = z.infer<typeof signInEventSchema>;
