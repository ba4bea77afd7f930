import type { ScanEntry } from '../core/history/entry.ts';
import { type Earlier, type Followed, follow } from '../core/history/life.ts';
import { namelessFinding } from '../core/history/other-names.ts';
import type { HeldAccount, TrackedFinding } from '../core/history/tracked-finding.ts';
import { inBatches, readByList } from './batches.ts';
import { bitOf, fromJson, optionalJson } from './codes.ts';
import type { Bit, FindingRow } from './schema.ts';
import { sound } from './sound.ts';
import { type Held, type Moment, type Said, turnOver } from './versions.ts';
import type { Db } from './work.ts';

type SaidFinding = Said<FindingRow>;
type HeldFinding = Held<FindingRow> & Pick<FindingRow, 'from_at'>;

function findingRow(finding: TrackedFinding, lastSeenAt: string | null): SaidFinding {
  const { key, check, provider, directories, subject, state, accepted, message, severity } = finding;
  return {
    finding_key: key,
    check_id: check,
    provider,
    directories: JSON.stringify(directories),
    subject_type: subject.type,
    subject_id: subject.id,
    login: subject.login ?? null,
    name: subject.name ?? null,
    state,
    accepted: bitOf(accepted),
    message,
    severity,
    data: JSON.stringify(finding.data),
    opened_at: finding.openedAt,
    reopened: bitOf(finding.reopened),
    cause: finding.cause,
    last_seen_at: lastSeenAt,
    holdings: optionalJson(finding.holdings),
    lost_by: finding.lostBy ?? null,
    resolved_at: null,
    resolved_by_rule: null,
  };
}

type Tracked = Omit<SaidFinding, 'last_seen_at' | 'resolved_at' | 'resolved_by_rule'>;

function findingOf(row: Tracked, directories: readonly string[]): TrackedFinding {
  const { subject_type: type, subject_id: id, login, name, holdings, lost_by: lostBy } = row;
  return sound('findings', {
    key: row.finding_key,
    check: row.check_id,
    provider: row.provider,
    directories,
    subject: { type, id, ...(login === null ? {} : { login }), ...(name === null ? {} : { name }) },
    state: row.state,
    accepted: row.accepted === 1,
    message: row.message,
    severity: row.severity,
    data: fromJson(row.data),
    ...(holdings === null ? {} : { holdings: fromJson<HeldAccount[]>(holdings) }),
    openedAt: row.opened_at,
    reopened: row.reopened === 1,
    cause: row.cause,
    ...(lostBy === null ? {} : { lostBy }),
  });
}

/** The findings that rows say, in the same order. */
export function findingsIn(rows: readonly Tracked[]): TrackedFinding[] {
  // Many rows name few directories.
  const directories = new Map<string, readonly string[]>();
  return rows.map((row) => {
    const known = directories.get(row.directories) ?? fromJson<string[]>(row.directories);
    directories.set(row.directories, known);
    return findingOf(row, known);
  });
}

export const findingColumns = [
  ...(['version_id', 'finding_key', 'check_id', 'provider', 'directories', 'subject_type', 'subject_id'] as const),
  ...(['login', 'name', 'state', 'accepted', 'message', 'severity', 'data', 'opened_at', 'reopened'] as const),
  ...(['cause', 'last_seen_at', 'holdings', 'lost_by', 'resolved_at', 'resolved_by_rule', 'from_at'] as const),
] as const;

/** Instant of the newest scan that was asked everything. */
async function lastWholeScan(db: Db, { tenant, number }: Moment): Promise<string> {
  const newest = await db
    .selectFrom('scans')
    .select('as_of')
    .where('tenant', '=', tenant)
    .where('number', '<', number)
    .where('limited', '=', 0)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.as_of ?? '';
}

async function resolvedBefore(db: Db, tenant: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await readByList(keys, (batch) =>
    db
      .selectFrom('findings')
      .select('finding_key')
      .distinct()
      .where('tenant', '=', tenant)
      .where('resolved_at', 'is not', null)
      .where('finding_key', 'in', batch)
      .execute(),
  );
  return new Set(rows.map(({ finding_key: key }) => key));
}

/** Says of versions that have ended that the finding was repaired. */
async function resolve(
  db: Db,
  at: string,
  rows: readonly HeldFinding[],
  byRule: Bit,
  seenOf: (row: HeldFinding) => string,
): Promise<void> {
  for (const [seen, group] of Map.groupBy(rows, seenOf)) {
    await inBatches(group, 1_000, (batch) =>
      db
        .updateTable('findings')
        .set({ resolved_at: at, last_seen_at: seen, resolved_by_rule: byRule })
        .where(
          'version_id',
          'in',
          batch.map(({ version_id: id }) => id),
        )
        .execute(),
    );
  }
}

function isSame(before: TrackedFinding, now: TrackedFinding): boolean {
  return (
    before.state === now.state &&
    before.accepted === now.accepted &&
    before.message === now.message &&
    before.severity === now.severity &&
    before.openedAt === now.openedAt &&
    before.reopened === now.reopened &&
    before.cause === now.cause &&
    before.lostBy === now.lostBy &&
    JSON.stringify(before.holdings) === JSON.stringify(now.holdings) &&
    before.subject.login === now.subject.login &&
    before.subject.name === now.subject.name &&
    before.directories.join() === now.directories.join() &&
    (before.data === now.data || JSON.stringify(before.data) === JSON.stringify(now.data))
  );
}

/** Findings before a scan and after it. */
export interface FollowedFindings extends Followed {
  before: readonly TrackedFinding[];
}

/** Follows the findings through a scan, and stores what became of them. */
export async function recordFindings(
  db: Db,
  moment: Moment,
  entry: ScanEntry,
  past: Pick<Earlier, 'verdicts' | 'judged' | 'scanned'>,
  areNamesOther: boolean,
): Promise<FollowedFindings> {
  const held: HeldFinding[] = await db
    .selectFrom('findings')
    .select(findingColumns)
    .where('tenant', '=', moment.tenant)
    .where('to_scan', 'is', null)
    .execute();
  const before = findingsIn(held);
  const rows = new Map(held.map((row, index) => [row.finding_key, { row, finding: before[index] }]));
  const fresh = entry.findings.flatMap(({ key, verdict }) => (verdict === 'fail' && !rows.has(key) ? key : []));
  const known = await resolvedBefore(db, moment.tenant, fresh);
  const followed = follow({ ...past, findings: before, isKnown: (key) => known.has(key), areNamesOther }, entry);
  const whole = await lastWholeScan(db, moment);
  const seenOf = ({ last_seen_at, from_at }: HeldFinding) => last_seen_at ?? (whole > from_at ? whole : from_at);
  const begun = followed.standing.filter((now) => {
    const earlier = rows.get(now.key);
    const stays = earlier?.finding !== undefined && isSame(earlier.finding, now);
    if (stays) rows.delete(now.key);
    return !stays;
  });
  const rowOf = (now: TrackedFinding) => {
    const earlier = now.state === 'unseen' ? rows.get(now.key) : undefined;
    return findingRow(now, earlier === undefined ? null : seenOf(earlier.row));
  };
  // What is left is another now, or gone.
  const ended = [...rows.values()].map(({ row }) => row.version_id);
  await turnOver(db, 'findings', moment, { ended, begun: begun.values().map(rowOf) });
  for (const byRule of [true, false]) {
    const gone = followed.resolved.flatMap((one) => {
      return one.byRule === byRule ? (rows.get(one.finding.key)?.row ?? []) : [];
    });
    await resolve(db, moment.at, gone, bitOf(byRule), seenOf);
  }
  return { ...followed, before: areNamesOther ? before.map(namelessFinding) : before };
}
