import { z } from 'zod';
import { id, instant } from './fields.ts';

/** What the provider recorded about successful sign-ins of one account. */
export const signInSchema = z.object({
  accountId: id,
  /** Last successful sign-in; null when none is on record. */
  lastSuccess: instant.nullable(),
  /**
   * When `lastSuccess` is null: the record reaches back to this instant and holds no success since. Null: it
   * reaches back to the creation of the account.
   */
  recordedSince: instant.nullable(),
  /** When the record ends, where that is not the moment of reading; it says nothing of later sign-ins. */
  recordedUntil: instant.optional(),
  /** `activity`: the provider's record of sign-ins; `usage-report`: last use of a workload, by day. */
  source: z.enum(['activity', 'usage-report']),
});
export type SignIn = z.infer<typeof signInSchema>;
