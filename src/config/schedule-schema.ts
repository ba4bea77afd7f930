import { z } from 'zod';
import { isTimeZone } from '../core/days.ts';
import { tenantIdPattern } from '../core/tenant-id.ts';
import { faultOfCron } from '../schedule/cron.ts';

/** When `shisei schedule` scans what. */
export const scheduleSchema = z.array(
  z.strictObject({
    cron: z
      .string()
      .superRefine((value, context) => {
        const fault = faultOfCron(value);
        if (fault !== null) context.addIssue({ code: 'custom', params: { problem: `cron-${fault}` } });
      })
      .describe('Five fields: minute, hour, day of the month, month, day of the week'),
    timeZone: z.string().refine(isTimeZone).optional().describe('By default that of the configuration'),
    tenants: z.array(z.string()).min(1).optional().describe('Only these tenants; by default all'),
  }),
);

interface Planned {
  schedule?: unknown;
  notify?: unknown;
  tenants?: unknown;
}

/** Of what may be anything. */
function fieldOf(value: unknown, key: 'id' | 'tenants'): unknown {
  return typeof value === 'object' && value !== null ? (value as Partial<Record<typeof key, unknown>>)[key] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Plans and channels name tenants of the configuration only. Holds also where something else in the file is wrong. */
export function refusePlansForNobody({ schedule, notify, tenants }: Planned, context: z.RefinementCtx): void {
  const known = new Set(listOf(tenants).map((tenant) => fieldOf(tenant, 'id')));
  const naming = Object.entries({ schedule, notify }).flatMap(([part, values]) => {
    return listOf(values).map((value, place) => ({ part, place, value }));
  });
  for (const { part, place, value } of naming) {
    for (const [index, id] of listOf(fieldOf(value, 'tenants')).entries()) {
      if (typeof id !== 'string' || known.has(id)) continue;
      // What cannot be an id may be a secret in the wrong place.
      const keys = [tenantIdPattern.test(id) ? id : '…'];
      context.addIssue({
        code: 'custom',
        path: [part, place, 'tenants', index],
        params: { problem: 'unknown-tenant', keys },
      });
    }
  }
}

/** How long history is kept, such as `400d`. */
export const retentionSchema = z.strictObject({
  scans: z
    .string()
    .regex(/^[1-9]\d{0,4}d$/)
    .optional()
    .describe('Scans in the store that are older are removed, such as 400d'),
});
