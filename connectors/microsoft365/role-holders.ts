import type { Upstream } from '../../src/core/connector.ts';
import { rowsOf } from '../../src/core/datasets.ts';
import type { Role } from '../../src/core/rows/role.ts';
import type { Kind } from './members.ts';

export type Holder = Pick<Role, 'holderId' | 'holder'>;

/** Tells who holds a role. */
export type HolderOf = (id: string, kind: Kind) => Promise<Holder>;

/** Where Graph does not say what a principal is, the list of accounts may know it. */
export function holders(upstream: Upstream): HolderOf {
  let known: Promise<ReadonlySet<string>> | null = null;
  async function readKnown(): Promise<ReadonlySet<string>> {
    return new Set(rowsOf(await upstream('accounts')).map(({ id }) => id));
  }
  return async (id, kind) => {
    if (kind === 'account' || kind === 'application') return { holderId: id, holder: kind };
    known ??= readKnown();
    return { holderId: id, holder: (await known).has(id) ? 'account' : 'unknown' };
  };
}
