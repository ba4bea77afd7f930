import { judgingOf, timeZoneOf } from '../config/judging.ts';
import type { RawConfiguration } from '../config/schema.ts';
import { dayIn } from '../core/days.ts';
import { isFor } from '../core/exceptions.ts';
import { type Binding, boundTo } from '../core/history/bound-facts.ts';
import type { TrackedFinding } from '../core/history/tracked-finding.ts';
import type { DeclaredException } from '../core/report.ts';
import type { Io } from '../io.ts';
import type { Store } from '../store/open.ts';
import { type StoredScan, scansOf } from '../store/scans.ts';
import { accountAt, standingAt } from '../store/standing.ts';

/** What the newest scan of a tenant tells of exceptions. */
export interface Sight {
  tenant: string;
  /** Null: none is stored. */
  scan: StoredScan | null;
  standing: readonly TrackedFinding[];
  /** The calendar day where the tenant is. */
  today: string;
  /** What the configuration at hand declares. */
  configured: readonly DeclaredException[];
}

/**
 * Looks at the newest scan of a tenant.
 * @throws StoreError
 */
export async function sightOf(store: Store, configuration: RawConfiguration, tenant: string, io: Io): Promise<Sight> {
  const raw = configuration.tenants.find(({ id }) => id === tenant);
  const judging = raw === undefined ? null : judgingOf(configuration, raw);
  const today = dayIn(judging?.timeZone ?? timeZoneOf(configuration))(io.now());
  const scan = (await scansOf(store, tenant)).at(-1) ?? null;
  const standing = scan === null ? [] : await standingAt(store, tenant, scan);
  return { tenant, scan, standing, today, configured: judging?.exceptions ?? [] };
}

/** What stands and is covered by an exception; of a person, also by the other accounts that it was bound for. */
export function coveredBy(exception: DeclaredException, { standing }: Pick<Sight, 'standing'>): TrackedFinding[] {
  const { check, bound = [] } = exception;
  const keys = new Set(bound.map(({ finding }) => finding));
  return standing.filter((one) => one.check === check && (isFor(exception, one.subject) || keys.has(one.key)));
}

/** What an exception is bound to by the facts of the newest scan, for each finding. */
export async function boundNow(
  store: Store,
  { tenant, scan }: Pick<Sight, 'tenant' | 'scan'>,
  covered: readonly TrackedFinding[],
): Promise<Binding[]> {
  if (scan === null) return [];
  const bindings: Binding[] = [];
  for (const finding of covered) {
    const { key, provider, subject } = finding;
    const isAccount = subject.type === 'account' && provider !== null;
    const facts = isAccount ? await accountAt(store, tenant, scan, provider, subject.id) : undefined;
    bindings.push({ finding: key, facts: boundTo(finding, facts), void: null });
  }
  return bindings;
}
