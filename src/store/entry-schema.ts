import { z } from 'zod';
import { severities } from '../core/check.ts';
import { type DatasetName, datasetNames } from '../core/datasets.ts';
import { disablingSources } from '../core/disabling.ts';
import { gapSchema } from '../core/gap.ts';
import { signInClasses } from '../core/history/account-facts.ts';
import { boundSchema, exceptionVoidSchema } from '../core/history/bound-schema.ts';
import { type ScanEntry, sights } from '../core/history/entry.ts';
import type { FigureId } from '../core/history/figures.ts';
import { providers } from '../core/provider.ts';
import { methodSchema } from '../core/rows/mfa.ts';
import { roleTierSchema } from '../core/rows/role.ts';

// Objects are loose: what a later version adds passes through, and is not lost before that version stores it.
const text = z.string();
const named = z.string().min(1);
const instant = z.iso.datetime();
/** PostgreSQL counts no further. */
const count = z.int32().min(0);
/** PostgreSQL indexes no text that is much longer. */
const placeId = text.max(200);
const severity = z.enum(severities);
const provider = z.enum(providers);
const status = z.enum(['complete', 'partial', 'failed']);

/** A later version may know more of them. */
const datasetName = named as unknown as z.ZodType<DatasetName>;
export const dataSchema = z.record(text, z.union([text, z.number(), z.boolean(), z.null()]));
export const subjectSchema = z.looseObject({
  type: z.enum(['account', 'directory', 'tenant', 'application', 'person']),
  id: text,
  login: text.exactOptional(),
  name: text.exactOptional(),
});

const dataset = z.looseObject({
  state: z.enum(['complete', 'partial', 'unavailable']),
  rows: count,
  gap: gapSchema.exactOptional(),
  source: text.exactOptional(),
  since: instant.exactOptional(),
});
type DatasetEntry = z.infer<typeof dataset>;

/** A dataset that came after the version which wrote the entry. */
const notYet: DatasetEntry = {
  state: 'unavailable',
  rows: 0,
  gap: { kind: 'unsupported', detail: 'not read by the version that scanned' },
};
const datasets = z.looseObject(
  Object.fromEntries(datasetNames.map((name) => [name, dataset.default(notYet)])),
) as unknown as z.ZodType<ScanEntry['directories'][number]['datasets']>;

const directory = z.looseObject({ provider, directoryId: placeId, name: text.nullable(), status, datasets });

const verdict = z.looseObject({
  check: named,
  provider: provider.nullable(),
  verdict: z.enum(['pass', 'fail', 'unknown', 'not-applicable']),
  severity,
  counts: z.looseObject({ judged: count, failed: count, unknown: count, excepted: count }),
  sight: z.enum(sights),
  byRows: z.array(datasetName),
  dimmed: z.array(datasetName),
  mute: z.array(text),
  // An earlier version did not tell.
  byList: z.boolean().default(false),
  options: z.record(text, z.union([z.number(), text])),
});

/** An account of a person. */
export const heldSchema = z.looseObject({ provider, id: named, enabled: z.boolean().nullable() });

const finding = z.looseObject({
  key: named,
  check: named,
  provider: provider.nullable(),
  directories: z.array(text),
  subject: subjectSchema,
  holdings: z.array(heldSchema).exactOptional(),
  verdict: z.enum(['fail', 'unknown']),
  message: text,
  severity,
  data: dataSchema,
  accepted: z.boolean(),
});

export const accountSchema = z.looseObject({
  provider,
  directoryId: placeId,
  id: named,
  login: text,
  name: text.nullable(),
  kind: z.enum(['member', 'guest', 'agent']).nullable(),
  enabled: z.boolean().nullable(),
  createdAt: instant.nullable(),
  disabled: z
    .looseObject({ at: instant, source: z.enum(disablingSources) })
    .nullable()
    .default(null),
  department: text.nullable(),
  emergency: z.boolean(),
  member: z.boolean().nullable(),
  privilege: z.enum(['top', 'high', 'none']).nullable(),
  roles: z.array(z.looseObject({ id: named, name: text, tier: roleTierSchema, eligible: z.boolean() })).nullable(),
  registered: z.boolean().nullable(),
  methods: z.array(methodSchema).nullable(),
  enforcement: z.enum(['enforced', 'partly', 'none']).nullable(),
  signIn: z.enum(signInClasses).nullable(),
  countries: z.array(text).nullable(),
});

const ties = z.looseObject({
  provider,
  listed: text,
  listedAs: z.array(z.tuple([named, text])),
  joined: text,
});

const leaver = z.looseObject({
  state: z.enum(['open', 'closed', 'unknown']),
  leftAt: instant.nullable(),
  accounts: z.array(z.looseObject({ provider, id: named })),
});

const figure = z.looseObject({
  // A later version may know more of them.
  id: named as unknown as z.ZodType<FigureId>,
  version: count,
  unit: z.enum(['share', 'count', 'hours']),
  value: z.number().nullable(),
  numerator: count,
  denominator: count,
  unknown: count.nullable(),
});

const exception = z.looseObject({
  id: text.nullable(),
  check: named,
  declared: text,
  exception: z.looseObject({ reason: text, approvedBy: text, until: text }),
  findingKey: named,
  bound: boundSchema,
  void: exceptionVoidSchema.nullable(),
});

/** The store holds one of each. */
function each<T>(schema: z.ZodType<T>, keyOf: (one: T) => readonly unknown[]): z.ZodType<T[]> {
  const isOnce = (all: readonly T[]) => new Set(all.map((one) => JSON.stringify(keyOf(one)))).size === all.length;
  return z.array(schema).refine(isOnce, 'the same comes twice');
}

/** What a scan leaves to history, as it is written down until it can be stored. */
export const entrySchema = z.looseObject({
  schema: z.literal(1),
  version: text,
  tenant: z.looseObject({ id: named.max(200), name: text }),
  scan: z.looseObject({ id: named.max(200), startedAt: instant, finishedAt: instant, asOf: instant, status }),
  // An earlier version did not tell.
  asOfGiven: z.boolean().default(false),
  disguisedBy: text.nullable(),
  limited: z.boolean(),
  roster: z.enum(['none', 'faulty', 'silent', 'read']),
  directories: each(directory, (one) => [one.provider]),
  verdicts: each(verdict, (one) => [one.check, one.provider]),
  findings: each(finding, (one) => [one.key]),
  accounts: each(accountSchema, (one) => [one.provider, one.directoryId, one.id]),
  ownRows: z.array(z.looseObject({ provider, dataset: datasetName, accounts: text })),
  ties: z.array(ties).default([]),
  leavers: z.array(leaver).nullable().default(null),
  figures: each(figure, (one) => [one.id]),
  exceptions: z.array(exception),
}) satisfies z.ZodType<ScanEntry>;
