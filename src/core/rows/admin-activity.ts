import { z } from 'zod';
import { id, instant } from './fields.ts';

/** What the audit trail holds of one account. */
export const adminActivitySchema = z.object({
  accountId: id,
  /** Its last administrative act; null: none is on record. */
  lastAt: instant.nullable(),
  /** What it did, in the provider's words; null when nothing is on record. */
  activity: z.string().nullable(),
  /** When somebody disabled it last; null: that is not on record. */
  disabledAt: instant.nullish(),
});
export type AdminActivity = z.infer<typeof adminActivitySchema>;
