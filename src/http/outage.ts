/** With so many more calls given up than answered, a further one is not worth as many tries. */
const mostLost = 3;
/** As many answers as are over the limit bring all tries back, however long the outage was. */
const longestMemory = 6;

/** What became of the calls to one kind of place. */
export interface Outage<Refusal> {
  /** Whether calls were given up there, more than were answered since. */
  isDark(): boolean;
  /** In the dark, the last refusal that asked to be left alone until later than this instant, in milliseconds. */
  standing(now: number): Refusal | null;
  /** A call was answered. */
  answered(): void;
  /** A call was given up after its last try. */
  lost(refusal?: { answer: Refusal; until: number }): void;
}

/** Weighs calls that were given up against answered ones, so that a dead or half-dead part holds up no scan for hours. */
export function createOutage<Refusal = never>(): Outage<Refusal> {
  let lost = 0;
  let last: { answer: Refusal; until: number } | undefined;
  const isDark = () => lost >= mostLost;
  return {
    isDark,
    standing: (now) => (isDark() && last !== undefined && now < last.until ? last.answer : null),
    answered() {
      lost = Math.max(0, lost - 1);
      last = undefined;
    },
    lost(refusal) {
      lost = Math.min(lost + 1, longestMemory);
      last = refusal;
    },
  };
}
