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

/**
 * What stands and an exception is for; of persons and applications also what it was bound to by names that only judging
 * knows. An account may have lost its login to another, but for logins under pseudonyms, which only judging can compare.
 */
export function coveredBy(
  exception: DeclaredException,
  { standing, scan }: Pick<Sight, 'standing' | 'scan'>,
): TrackedFinding[] {
  const { check, bound = [] } = exception;
  const bindings = new Map(bound.map((binding) => [binding.finding, binding]));
  const isDisguised = scan !== null && scan.disguisedBy !== null;
  const isBound = ({ key, subject, accepted }: TrackedFinding) => {
    const binding = bindings.get(key);
    if (binding === undefined || subject.type !== 'account') return binding !== undefined;
    return isDisguised && (accepted || binding.void !== null);
  };
  return standing.filter((one) => one.check === check && (isFor(exception, one.subject) || isBound(one)));
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
