export type Limits = 'documented' | 'lifted';

interface Spending {
  at: number;
  cost: number;
}

/** Counts what was spent in sliding windows. Its clock is the real one, whatever instant the tenants are built for. */
export class Throttle {
  readonly #lifted: boolean;
  readonly #spent = new Map<string, Spending[]>();

  constructor(limits: Limits) {
    this.#lifted = limits === 'lifted';
  }

  /** Spends from a bucket. Returns null, or after how many whole seconds there is room again. */
  spend(bucket: string, limit: number, windowSeconds: number, cost = 1): number | null {
    if (this.#lifted) return null;
    const now = performance.now();
    const windowMilliseconds = windowSeconds * 1000;
    const recent = (this.#spent.get(bucket) ?? []).filter(({ at }) => now - at < windowMilliseconds);
    this.#spent.set(bucket, recent);
    let over = recent.reduce((sum, entry) => sum + entry.cost, cost) - limit;
    if (over <= 0) {
      recent.push({ at: now, cost });
      return null;
    }
    for (const entry of recent) {
      over -= entry.cost;
      if (over <= 0) return Math.max(1, Math.ceil((entry.at + windowMilliseconds - now) / 1000));
    }
    return windowSeconds;
  }
}
