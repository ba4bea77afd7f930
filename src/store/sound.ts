import { z } from 'zod';
import { severities } from '../core/check.ts';
import { lossCauses, openingCauses, type TrackedFinding, trackedStates } from '../core/history/tracked-finding.ts';
import { providers } from '../core/provider.ts';
import { accountSchema, dataSchema, heldSchema, subjectSchema } from './entry-schema.ts';
import type { FigureRow, ScanRow } from './schema.ts';

/** A row that no version of the program can have written: the store is damaged, or somebody has changed it. */
export class UnsoundRow extends Error {
  override name = 'UnsoundRow';
}

const text = z.string();
const instant = z.iso.datetime();

const scanSchema = z.looseObject({
  id: text,
  as_of: instant,
  started_at: instant,
  finished_at: instant,
  status: z.enum(['complete', 'partial', 'failed']),
  hold_reason: text.nullable(),
  hold_at: instant.nullable(),
}) satisfies z.ZodType<Partial<ScanRow>>;

const figureSchema = z.looseObject({
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number(),
  unknown: z.number().nullable(),
}) satisfies z.ZodType<Partial<FigureRow>>;

const findingSchema = z.looseObject({
  key: text,
  check: text,
  provider: z.enum(providers).nullable(),
  directories: z.array(text),
  subject: subjectSchema,
  holdings: z.array(heldSchema).exactOptional(),
  state: z.enum(trackedStates),
  lostBy: z.enum(lossCauses).exactOptional(),
  accepted: z.boolean(),
  message: text,
  severity: z.enum(severities),
  data: dataSchema,
  openedAt: instant,
  reopened: z.boolean(),
  cause: z.enum(openingCauses).nullable(),
}) satisfies z.ZodType<TrackedFinding>;

const schemas = { accounts: accountSchema, figures: figureSchema, findings: findingSchema, scans: scanSchema } as const;

/**
 * What a row says, as far as reports and commands would break by it.
 * @throws UnsoundRow
 */
export function sound<T>(table: keyof typeof schemas, value: T): T {
  const parsed = schemas[table].safeParse(value);
  if (parsed.success) return value;
  const [issue] = parsed.error.issues;
  throw new UnsoundRow(`a row of ${table} is not as it was written (${issue?.path.join('.') ?? ''})`);
}
