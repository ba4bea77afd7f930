import { commands } from '../messages/index.ts';
import { conclude, type Delivered, type Delivery } from './deliver.ts';
import { describeTenantError } from './errors.ts';

/** What became of the tenants of a run. */
export interface Outcome {
  /** How many there were to do. */
  total: number;
  delivered: readonly Delivered[];
  /** Tenants that broke off by themselves, and why. */
  failures: readonly { tenant: string; error: unknown }[];
  /** What to do after a run that broke off; null: nothing but to run it again. */
  hint: string | null;
}

/**
 * Says what broke off and why, shows the rest, and gives the exit status.
 * @throws the reason of the signal when it ended the run, after showing what was finished
 */
export async function concludeOutcome(outcome: Outcome, delivery: Delivery): Promise<number> {
  const { total, delivered, failures, hint } = outcome;
  const { locale, io } = delivery;
  const broken = io.signal.aborted ? [] : failures;
  if (io.signal.aborted) io.err(`${commands(locale).interrupted(delivered.length, total)}\n`);
  for (const { tenant, error } of broken) io.err(describeTenantError(tenant, error, { locale, hide: io.hide }));
  if (hint !== null && (io.signal.aborted || broken.length > 0)) io.err(`${hint}\n`);
  if (!io.signal.aborted) {
    return conclude(
      delivered,
      delivery,
      broken.map(({ tenant }) => tenant),
    );
  }
  if (delivered.length > 0) await conclude(delivered, delivery, null);
  throw io.signal.reason;
}
