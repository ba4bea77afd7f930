import { z } from 'zod';
import { isTimeZone } from '../core/days.ts';

/** When `shisei schedule` scans what. */
export const scheduleSchema = z.array(
  z.strictObject({
    cron: z.string().min(9).describe('Five fields: minute, hour, day of the month, month, day of the week'),
    timeZone: z.string().refine(isTimeZone).optional().describe('By default that of the configuration'),
    tenants: z.array(z.string()).min(1).optional().describe('Only these tenants; by default all'),
  }),
);

export type RawPlan = z.infer<typeof scheduleSchema>[number];

/** How long history is kept, such as `400d`. */
export const retentionSchema = z.strictObject({
  scans: z
    .string()
    .regex(/^[1-9]\d{0,4}d$/)
    .optional()
    .describe('Scans in the store that are older are removed, such as 400d'),
});
