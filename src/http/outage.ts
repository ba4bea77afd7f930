/** After so many calls in a row, given up with all their tries, a further one is not worth as many. */
const mostLost = 3;

/** What became of the calls to one kind of place. */
export interface Outage<Refusal> {
  /** Whether call after call was given up there, and none was answered since. */
  isDark(): boolean;
  /** In the dark, the last refusal that asked to be left alone until later than this instant, in milliseconds. */
  standing(now: number): Refusal | null;
  /** A call was answered. */
  answered(): void;
  /** A call was given up after its last try. */
  lost(refusal?: { answer: Refusal; until: number }): void;
}

/** Counts the calls that were given up in a row, so that a dead part of a provider does not hold up a scan for hours. */
export function createOutage<Refusal = never>(): Outage<Refusal> {
  let lost = 0;
  let last: { answer: Refusal; until: number } | undefined;
  const isDark = () => lost >= mostLost;
  return {
    isDark,
    standing: (now) => (isDark() && last !== undefined && now < last.until ? last.answer : null),
    answered() {
      lost = 0;
      last = undefined;
    },
    lost(refusal) {
      lost += 1;
      last = refusal;
    },
  };
}
