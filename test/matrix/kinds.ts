import type { GapKind, Provider } from '../../src/core/datasets.ts';
import type { Fault, FaultRequest } from '../../src/demo/faults.ts';
import { answers } from './kinds.answers.ts';
import { pagings } from './kinds.pagings.ts';
import { statuses } from './kinds.statuses.ts';
import { transports } from './kinds.transports.ts';

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
  /** Cannot befall a part of a batch. */
  wireOnly?: boolean;
  /** Only for this provider. */
  provider?: Provider;
  /** Makes the fault anew for each cell; it is asked for each request that is to go wrong. Undefined: it does not apply. */
  make(setting: Setting): (request: FaultRequest) => Fault | undefined;
}

export const kinds: readonly Kind[] = [...statuses, ...transports, ...answers, ...pagings];
