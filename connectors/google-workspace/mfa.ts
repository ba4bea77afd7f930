import type { Collector } from '../../src/core/connector.ts';
import type { Method, Mfa } from '../../src/core/rows/mfa.ts';
import { capabilities } from './capabilities.ts';
import { readUntilBroken } from './reading.ts';
import type { GoogleSession } from './session.ts';
import { type KeyCounts, probeUsageReport, readUsageReport, type UsageReport } from './usage-report.ts';
import { probeUsers, type User } from './users.ts';

/** The report counts keys and passkeys and no other factor; a count that it leaves out may hide one. */
function methodsOf(counts: KeyCounts | undefined): Method[] | null {
  if (counts === undefined) return null;
  const { keys, passkeys } = counts;
  const methods: Method[] = [];
  if (keys !== null && keys > 0) methods.push({ name: 'security_key', strength: 'resistant' });
  if (passkeys !== null && passkeys > 0) methods.push({ name: 'passkey', strength: 'resistant' });
  return methods.length === 0 && (keys === null || passkeys === null) ? null : methods;
}

function mfaOf({ id, isEnrolledIn2Sv }: User): Mfa {
  const enrolled = isEnrolledIn2Sv ?? null;
  return { accountId: id, registered: enrolled, usable: enrolled, methods: null };
}

function sourceOf(report: UsageReport | null): string {
  return report === null ? 'directory' : `directory+usage-report ${report.day}`;
}

/** Whether each user is enrolled in 2-Step Verification, and with keys or passkeys. Of other factors nothing is said. */
export const mfa: Collector<GoogleSession, 'mfa'> = {
  permissions: [capabilities.users.scope, capabilities.usage.scope],
  async *collect(session) {
    const rows: Mfa[] = [];
    // The pass over the users is shared, and holds what its slowest reader has not seen: it does not wait here.
    const [broken, [report]] = await Promise.all([
      readUntilBroken(session.users(), (user) => rows.push(mfaOf(user))),
      Promise.allSettled([readUsageReport(session)]),
    ]);
    const read = report.status === 'fulfilled' ? report.value : null;
    yield rows.map((row) => ({ ...row, methods: methodsOf(read?.counts.get(row.accountId)) }));
    if (broken !== undefined) throw broken.error;
    if (report.status === 'rejected') throw report.reason;
    return { source: sourceOf(report.value) };
  },
  async probe(session) {
    await probeUsers(session.client, session.customerId);
    await probeUsageReport(session);
  },
};
