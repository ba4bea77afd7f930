import type { Surroundings } from '../src/core/connector.ts';
import type { Io } from '../src/io.ts';

const today = new Date('2026-11-21T09:00:00.000Z');

/** A world in which nothing is aborted and time stands still. */
export const calm: Surroundings = { signal: new AbortController().signal, now: () => today, asOf: today };

/** A world for a command, without a terminal, in which nobody listens, nothing is aborted and time stands still. */
export function quietIo(now: Date, more: Partial<Io> = {}): Io {
  return {
    ...{ out: () => undefined, err: () => undefined, terminal: { out: false, err: false }, colour: false, columns: 80 },
    ...{ env: {}, now: () => now, signal: new AbortController().signal },
    ...more,
  };
}
