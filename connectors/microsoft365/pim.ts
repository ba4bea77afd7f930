import type { Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import { isMissing, isUnlicensed } from './gaps.ts';

/** PIM is not there without its licence: then nobody is eligible for anything, and nothing ends. */
export function isNoPim(error: unknown): boolean {
  return isUnlicensed(error) || isMissing(error);
}

/**
 * Whether an answer that PIM is not there is believed: its own code for a missing licence is the truth, unless a licence
 * is known of; an answer that nothing is there at all only where a licence is known to be missing.
 */
export async function isWithoutPim(error: unknown, upstream: Upstream): Promise<boolean> {
  if (!isNoPim(error)) return false;
  const plan = rowsOf(await upstream('organization'))[0]?.plan ?? null;
  return plan === 'free' || plan === 'p1' || (plan === null && isUnlicensed(error));
}

/** Whether the tenant may have PIM; only one that is known to have no licence for it is believed to have none. */
export async function mayHavePim(upstream: Upstream): Promise<boolean> {
  const plan = rowsOf(await upstream('organization'))[0]?.plan;
  return plan !== 'free' && plan !== 'p1';
}
