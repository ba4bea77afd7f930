const day = 86_400_000;

/** Compares the clock of this machine with that of a provider, as the dates of its answers tell it. */
export interface ClockWatch {
  /** @param now of this machine, milliseconds since the epoch */
  saw(headers: Headers, now: number): void;
  /**
   * How far this machine is ahead, in milliseconds, below zero when it is behind; null when most answers are less than a
   * day apart, or none has a date.
   */
  aheadMs(): number | null;
}

/** Rules count days, so that a clock which is wrong by less than one misleads nobody. */
export function watchClock(): ClockWatch {
  let near = 0;
  let far = 0;
  let last = 0;
  return {
    saw(headers, now) {
      const theirs = Date.parse(headers.get('date') ?? '');
      if (Number.isNaN(theirs)) return;
      const ahead = now - theirs;
      if (Math.abs(ahead) < day) near += 1;
      else {
        far += 1;
        last = ahead;
      }
    },
    aheadMs: () => (far > near ? last : null),
  };
}
