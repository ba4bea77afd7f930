import { z } from 'zod';
import { IdentityError, MalformedError } from '../../src/core/errors.ts';
import { eachRow } from '../../src/http/pages.ts';
import { capabilities } from './capabilities.ts';
import { UnfinishedReportError } from './errors.ts';
import { isNotYetReported } from './faults.ts';
import type { GoogleSession } from './session.ts';

const place = 'userUsageReport.get';
const keys = 'accounts:num_security_keys';
const passkeys = 'accounts:num_passkeys_enrolled';

const reportSchema = z.object({
  entity: z.object({ profileId: z.string().nullish(), customerId: z.string().nullish() }),
  parameters: z
    .array(z.object({ name: z.string().nullish(), intValue: z.union([z.string(), z.number()]).nullish() }))
    .nullish(),
});
type Report = z.infer<typeof reportSchema>;

const warningsSchema = z.object({
  warnings: z
    .array(
      z.object({
        code: z.string().nullish(),
        data: z.array(z.object({ key: z.string().nullish(), value: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
});

/** Counts of what one account has enrolled; null: the report does not say. */
export interface KeyCounts {
  keys: number | null;
  passkeys: number | null;
}

/** The newest report that is there. */
export interface UsageReport {
  /** `2026-11-18`, a day on the west coast of America. */
  day: string;
  /** By account. */
  counts: ReadonlyMap<string, KeyCounts>;
}

const day = 86_400_000;
const pacific = 8 * 3_600_000;
/** Reports come one to three days late; https://developers.google.com/workspace/admin/reports/v1/guides/manage-usage-users */
const daysBack = 7;

/** The days to ask for, the newest first, in the time zone of the reports: UTC-8, in summer too. */
export function reportDays({ now, asOf }: Pick<GoogleSession, 'now' | 'asOf'>): string[] {
  const newest = Math.min(now.getTime(), asOf.getTime()) - pacific;
  return Array.from({ length: daysBack + 1 }, (_, back) => new Date(newest - back * day).toISOString().slice(0, 10));
}

/** @throws UnfinishedReportError when the answer warns that accounts are not in it, or not all of them */
function refuseUnfinished(answer: { data: unknown }): { data: unknown } {
  const warnings = warningsSchema.safeParse(answer.data).data?.warnings ?? [];
  const concern = warnings.find(({ data }) => {
    const applications = (data ?? []).filter(({ key }) => key === 'application').map(({ value }) => value);
    return applications.length === 0 || applications.includes('accounts');
  });
  if (concern !== undefined) throw new UnfinishedReportError(`${place}: ${concern.code ?? 'a warning'}`);
  return answer;
}

function countOf({ parameters }: Report, wanted: string): number | null {
  const value = parameters?.find(({ name }) => name === wanted)?.intValue;
  if (value == null) return null;
  const count = value === '' ? Number.NaN : Number(value);
  if (!Number.isInteger(count) || count < 0) throw new MalformedError(place, `${wanted}: not a count`);
  return count;
}

async function readDay({ client, customerId }: GoogleSession, date: string): Promise<UsageReport['counts']> {
  const reports = client.list({
    place,
    capability: capabilities.usage,
    field: 'usageReports',
    row: reportSchema,
    key: ({ entity }) => entity.profileId ?? '',
    ask: async (api, page) =>
      refuseUnfinished(
        await api.userUsageReport.get({
          userKey: 'all',
          date,
          customerId,
          parameters: `${keys},${passkeys}`,
          maxResults: 1_000,
          fields: 'nextPageToken,warnings,usageReports(entity(profileId,customerId),parameters(name,intValue))',
          ...page,
        }),
      ),
  });
  const counts = new Map<string, KeyCounts>();
  for await (const report of eachRow(reports)) {
    const { profileId, customerId: whose } = report.entity;
    if (whose && whose !== customerId) {
      throw new IdentityError(`${place} answered with a user of customer ${whose}, not ${customerId}`);
    }
    if (profileId) counts.set(profileId, { keys: countOf(report, keys), passkeys: countOf(report, passkeys) });
  }
  return counts;
}

/** Null: not there yet, which Google says in several ways: an error, a warning, nobody in it, or nothing about anybody. */
async function readDayIfThere(session: GoogleSession, date: string): Promise<UsageReport | null> {
  const [settled] = await Promise.allSettled([readDay(session, date)]);
  if (settled.status === 'rejected') {
    if (isNotYetReported(settled.reason)) return null;
    throw settled.reason;
  }
  const counts = settled.value;
  const some = counts.values().some((count) => count.keys !== null || count.passkeys !== null);
  return some ? { day: date, counts } : null;
}

/** How many security keys and passkeys each account has; null when no report of the last days is there. */
export async function readUsageReport(session: GoogleSession): Promise<UsageReport | null> {
  for (const date of reportDays(session)) {
    const report = await readDayIfThere(session, date);
    if (report !== null) return report;
  }
  return null;
}

/** A report that is not there yet was not refused. */
export async function probeUsageReport(session: GoogleSession): Promise<void> {
  const { client, customerId } = session;
  const date = reportDays(session).at(-1) ?? '';
  const [settled] = await Promise.allSettled([
    client.get({
      place,
      capability: capabilities.usage,
      schema: z.object({ usageReports: z.array(z.unknown()).nullish() }),
      ask: (api) =>
        api.userUsageReport.get({
          userKey: 'all',
          date,
          customerId,
          parameters: keys,
          maxResults: 1,
          fields: 'usageReports(entity(profileId))',
        }),
    }),
  ]);
  if (settled.status === 'rejected' && !isNotYetReported(settled.reason)) throw settled.reason;
}
