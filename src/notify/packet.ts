import { z } from 'zod';
import { type Data, severities } from '../core/check.ts';
import { datasetNames } from '../core/datasets.ts';
import { gapKinds } from '../core/gap.ts';
import { changeReasons, type FindingChange } from '../core/history/changes.ts';
import { type Notice, type Noticed, type NoticeKind, noticeKinds } from '../core/history/notices.ts';
import { trackedStates } from '../core/history/tracked-finding.ts';
import { providers } from '../core/provider.ts';

const instant = z.iso.datetime();
const status = z.enum(['complete', 'partial', 'failed']);
const severity = z.enum(severities);
const provider = z.enum(providers);

const findingSchema = z.object({
  key: z.string().describe('The same in every scan'),
  check: z.string().describe('Id of the check, such as missing-mfa'),
  subject: z.object({
    type: z.enum(['account', 'directory', 'tenant', 'application', 'person']),
    id: z.string(),
    login: z.string().exactOptional(),
    name: z.string().exactOptional(),
  }),
  message: z.string().describe('Id of what was found, such as unregistered'),
  data: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .nullable()
    .describe('What was found; null: kept back, since names of the scan are pseudonyms and only an earlier one tells'),
  openedAt: instant.describe('Instant of the scan that found it first'),
  before: z
    .object({ state: z.enum(trackedStates), message: z.string(), severity })
    .nullable()
    .describe('As it was in the scan before; null: it was not there'),
  reason: z
    .enum(changeReasons)
    .nullable()
    .describe('Why it is worse, or lost from sight; null: of what is lost, something could not be read'),
});

const accessSchema = z.object({
  what: z.enum(['secret', 'certificate', 'licence']),
  name: z.string(),
  endsAt: instant.nullable(),
  days: z.number().int().nullable().describe('Whole days from the scan to the end; null: no end is known'),
});

/** One notice as it is kept and told. */
export const toldSchema = z.object({
  key: z.string().describe('The same for the same event, whoever is told'),
  kind: z.enum(noticeKinds),
  severity,
  provider: provider.nullable().describe('null: the tenant as a whole'),
  finding: findingSchema.nullable().describe('Of finding-…'),
  directory: z.object({ directoryId: z.string(), status }).nullable().describe('Of directory-unread'),
  dataset: z
    .object({ name: z.enum(datasetNames), gap: z.object({ kind: z.enum(gapKinds), detail: z.string() }).nullable() })
    .nullable()
    .describe('Of dataset-unread'),
  access: accessSchema.nullable().describe('Of access-ending'),
  lost: z
    .number()
    .int()
    .min(0)
    .describe('Of directory-unread and dataset-unread: findings that went out of sight with it'),
});
export type Told = z.infer<typeof toldSchema>;

/** What is kept of one scan for one channel until it is told. Version 1. */
export const packetSchema = z.object({
  schema: z.literal(1),
  tenant: z.object({ id: z.string(), name: z.string() }),
  scan: z.object({ id: z.string(), asOf: instant, status }),
  counts: z.partialRecord(z.enum(noticeKinds), z.number().int().min(1)).describe('How many there are of each kind'),
  notices: z.array(toldSchema).describe('Worst first; at most 200, so that there can be fewer than the counts say'),
});
export type Packet = z.infer<typeof packetSchema>;

/** More than anybody reads: the rest is counted, and stands in the report. */
export const mostNotices = 200;

function countsOf(notices: readonly Pick<Notice, 'kind'>[]): Packet['counts'] {
  const kinds = Map.groupBy(notices, ({ kind }) => kind);
  return Object.fromEntries([...kinds].map(([kind, all]): [NoticeKind, number] => [kind, all.length]));
}

/**
 * Of a disguised scan only what it tells itself: an earlier one may not have been disguised. What is lost from sight is
 * known from an earlier one alone, and so may be the evidence of what stands as it stood, but for its exception.
 */
function withheld({ kind, reason }: FindingChange): { subject: boolean; data: boolean } {
  return { subject: kind === 'lost', data: kind === 'lost' || reason === 'acceptance-ended' };
}

/** Names that a directory made endless must not make a message that every receiver refuses. */
const longestText = 600;

function clipped(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText).toWellFormed()}…`;
}

function clippedIn(data: Data): Data {
  const entries = Object.entries(data).map(([name, value]) => {
    return [name, typeof value === 'string' ? clipped(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** A notice without what only history needs. */
function toldOf(
  { key, kind, severity, provider, finding: change, directory, dataset, access, lost }: Notice,
  disguised: boolean,
): Told {
  const gap = dataset?.gap ?? null;
  const dark = dataset && { ...dataset, gap: gap && { ...gap, detail: clipped(gap.detail) } };
  const told = { key: clipped(key), kind, severity, provider, directory, dataset: dark, lost };
  const end =
    access === null
      ? null
      : { what: access.what, name: clipped(access.name), endsAt: access.endsAt, days: access.days };
  if (change === null) return { ...told, access: end, finding: null };
  const { before, reason } = change;
  const { key: findingKey, check, subject, message, data, openedAt } = change.finding;
  const hidden = disguised ? withheld(change) : { subject: false, data: false };
  const { type, id, login, name } = subject;
  const called = {
    ...(login === undefined ? {} : { login: clipped(login) }),
    ...(name === undefined ? {} : { name: clipped(name) }),
  };
  const about = { type, id: clipped(id), ...(hidden.subject ? {} : called) };
  const was = before === null ? null : { state: before.state, message: before.message, severity: before.severity };
  const finding = {
    key: clipped(findingKey),
    check,
    subject: about,
    message,
    data: hidden.data ? null : clippedIn(data),
    openedAt,
    before: was,
    reason,
  };
  return { ...told, access: end, finding };
}

/** A packet as text, for the store. */
export function packed({ tenant, scan, notices }: Noticed, disguised: boolean): string {
  const packet: Packet = {
    schema: 1,
    tenant: { id: tenant.id, name: tenant.name },
    scan: { id: scan.id, asOf: scan.asOf, status: scan.status },
    counts: countsOf(notices),
    notices: notices.slice(0, mostNotices).map((notice) => toldOf(notice, disguised)),
  };
  return JSON.stringify(packet);
}

/** Null: another version wrote it, or it is damaged. */
export function unpacked(payload: string): Packet | null {
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    return null;
  }
  const packet = packetSchema.safeParse(json);
  return packet.success ? packet.data : null;
}
