export const tenant = 'large';
export const domain = 'large.example';
export const hour = 3_600_000;
export const day = 24 * hour;
/** A log of a busy month is longer still; this is enough to measure by. */
const mostSignIns = 20_000;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Id of a Microsoft 365 account. */
export function numbered(index: number): string {
  return `5a3e0000-0000-4000-a000-${index.toString(16).padStart(12, '0')}`;
}

/** How many rows a log holds, and how far apart they are. */
export function logOf(count: number, now: Date): { rows: number; at: (index: number) => number } {
  const rows = Math.min(2 * count, mostSignIns);
  const step = Math.floor((29 * day) / Math.max(1, rows) / 1000) * 1000;
  const newest = Math.floor(now.getTime() / 1000) * 1000 - hour;
  return { rows, at: (index) => newest - index * step };
}

/** A number below `count` that jumps about, so that one page of a log tells of many people. */
export function someone(index: number, count: number): number {
  return (index * 7919) % count;
}
