import type { Surroundings } from '../src/core/connector.ts';

const today = new Date('2026-11-21T09:00:00.000Z');

/** A world in which nothing is aborted and time stands still. */
export const calm: Surroundings = { signal: new AbortController().signal, now: () => today, asOf: today };
