import type { Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import { isMissing, isUnlicensed } from './gaps.ts';

/** PIM is not there without its licence: then nobody is eligible for anything, and nothing ends. */
export function isNoPim(error: unknown): boolean {
  return isUnlicensed(error) || isMissing(error);
}

/** Whether the tenant may have PIM; only one that is known to have no licence for it is believed to have none. */
export async function mayHavePim(upstream: Upstream): Promise<boolean> {
  const plan = rowsOf(await upstream('organization'))[0]?.plan;
  return plan !== 'free' && plan !== 'p1';
}
