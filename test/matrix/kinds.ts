import type { GapKind } from '../../src/core/gap.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { Fault, FaultRequest } from '../../src/demo/faults.ts';
import type { Answers } from './endpoints.ts';
import { answers } from './kinds.answers.ts';
import { batches } from './kinds.batches.ts';
import { pagings } from './kinds.pagings.ts';
import { statuses } from './kinds.statuses.ts';
import { transports } from './kinds.transports.ts';
import { providerOf, type WorldName } from './world.ts';

/**
 * Which requests of an endpoint go wrong. `once`: the first. `later`: all but the first. `always`: all. `last`: the last
 * that a scan without faults makes, and every repetition of it.
 */
export const positions = ['once', 'later', 'always', 'last'] as const;
export type Position = (typeof positions)[number];

/** What a fault may know when it is made. */
export interface Setting {
  provider: Provider;
  /** Origin of a server that is nobody's. */
  stranger: string;
}

/** A way in which a provider or the way to it fails. */
export interface Kind {
  id: string;
  /** Gaps that tell the truth about it. */
  gaps: readonly GapKind[];
  positions: readonly Position[];
  /** Positions at which a scan must notice nothing: it asks again, and then all is well. */
  survives: readonly Position[];
  /** Endpoints where it cannot be survived, though the law holds there too. */
  spares?: RegExp;
  /** How long an answer is waited for, where the fault is that none comes, in milliseconds. */
  limitMs?: number;
  /** Cannot befall a part of a batch. */
  wireOnly?: boolean;
  /** Only for this provider. */
  provider?: Provider;
  /** Only in these worlds. */
  worlds?: readonly WorldName[];
  /** Changes such answers only. */
  needs?: keyof Answers;
  /** Makes the fault anew for each cell; it is asked for each request that is to go wrong. Undefined: it does not apply. */
  make(setting: Setting): (request: FaultRequest) => Fault | undefined;
}

export const kinds: readonly Kind[] = [...statuses, ...transports, ...answers, ...pagings, ...batches];

/** The faults that can befall a world. */
export function kindsOf(world: WorldName): Kind[] {
  const own = providerOf(world);
  return kinds.filter(({ provider = own, worlds = [world] }) => provider === own && worlds.includes(world));
}
