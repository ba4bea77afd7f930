import { pause } from './pause.ts';

/** A documented limit of a provider: so many requests in any window of that length. */
export interface Limit {
  requests: number;
  windowMs: number;
  /**
   * Whether one request more may be tried when the window is used up. Never where other programs share the limit, or
   * where a refusal carries no Retry-After.
   */
  probe: boolean;
}

/** The pace of one kind of request to one directory. */
export interface Budget {
  /** Waits until a request of this cost may go out; tells the milliseconds that are left. */
  take(cost: number, signal: AbortSignal, onWait?: (milliseconds: number) => void): Promise<Ticket>;
}

/** One request that went out; say how it was answered. */
export interface Ticket {
  answered(): void;
  /** No answer came, or one of a provider in trouble: nothing that would allow more. */
  lost(): void;
  /** The provider said "too many"; it may name the milliseconds to stay away. */
  refused(retryAfterMs: number | null): void;
}

/** The provider's clock and ours do not tick together: a window is kept a little longer than it is. */
const margin = 1.02;
const longestStretch = 8;
/** A request counts from its arrival, which lies between its departure and its answer; no way takes longer than this. */
const longestWayMs = 500;

interface State {
  sent: Array<{ at: number; cost: number }>;
  /** The provider has refused before: from then on the documented pace holds, and no probe is sent. */
  enforced: boolean;
  /** How many requests beyond the documented pace may be under way; doubles with every one that is answered. */
  allowance: number;
  probing: number;
  /** Stretches the window while refusals go on, because somebody else spends the same limit. */
  stretch: number;
  pausedUntil: number;
}

/** Ends with the change or after the time, whichever comes first, and leaves no timer behind. */
async function changeOr(changed: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const timer = pause(milliseconds, AbortSignal.any([signal, over.signal]));
  await Promise.race([changed, timer]).finally(() => over.abort());
}

/**
 * Paces requests by a documented limit, and adapts. The first window's worth goes out at once. When it is used up, a
 * single further request asks whether the provider still answers: if so, the pace doubles with each answer, because
 * many tenants are given more than is documented; if not, the documented pace is kept to the end.
 */
export function createBudget(limit: Limit, now: () => number = () => performance.now()): Budget {
  const state: State = { sent: [], enforced: !limit.probe, allowance: 1, probing: 0, stretch: 1, pausedUntil: 0 };
  let wake: () => void = () => undefined;
  let changed = Promise.resolve();
  const renew = () => {
    changed = new Promise((resolve) => {
      wake = resolve;
    });
  };
  renew();
  const change = () => {
    wake();
    renew();
  };
  const span = () => limit.windowMs * margin * state.stretch;

  /** Milliseconds until there is room in the window; 0 now. */
  const untilRoom = (cost: number): number => {
    const time = now();
    if (time < state.pausedUntil) return state.pausedUntil - time;
    state.sent = state.sent.filter((entry) => time - entry.at < span());
    let spent = state.sent.reduce((sum, entry) => sum + entry.cost, 0);
    if (spent + cost <= limit.requests || spent === 0) return 0;
    for (const entry of state.sent) {
      spent -= entry.cost;
      if (spent + cost <= limit.requests || spent === 0) return entry.at + span() - time;
    }
    return 0;
  };

  const open = (cost: number, probe: boolean): Ticket => {
    const time = now();
    const entry = { at: time, cost };
    state.sent.push(entry);
    if (probe) state.probing += 1;
    let settled = false;
    const settle = () => {
      if (settled) return;
      settled = true;
      entry.at = Math.min(now(), time + longestWayMs);
      if (probe) state.probing -= 1;
      change();
    };
    return {
      answered() {
        if (probe && !state.enforced) state.allowance = Math.min(state.allowance * 2, 64);
        if (state.enforced) state.stretch = Math.max(1, state.stretch * 0.95);
        settle();
      },
      lost: settle,
      refused(retryAfterMs) {
        if (limit.probe && !state.enforced) state.enforced = true;
        else state.stretch = Math.min(state.stretch * 1.5, longestStretch);
        state.pausedUntil = Math.max(state.pausedUntil, now() + (retryAfterMs ?? 0));
        settle();
      },
    };
  };

  return {
    async take(cost, signal, onWait) {
      for (;;) {
        signal.throwIfAborted();
        const wait = Math.ceil(untilRoom(cost));
        if (wait <= 0) return open(cost, false);
        const mayProbe = !state.enforced && now() >= state.pausedUntil;
        if (mayProbe && state.probing < state.allowance) return open(cost, true);
        if (!mayProbe && wait >= 1_000) onWait?.(wait);
        await (mayProbe ? changeOr(changed, wait, signal) : pause(Math.min(wait, 1_000), signal));
      }
    },
  };
}
