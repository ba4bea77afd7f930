import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Budget, createBudget, type Limit } from '../../src/http/budget.ts';

const latencyMs = 100;
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function budgetOf(limit: Limit): Budget {
  return createBudget(limit, () => Date.now());
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A provider with a sliding window of its own. */
class Provider {
  readonly asked: number[] = [];
  refusals = 0;
  private readonly limit: Pick<Limit, 'requests' | 'windowMs'> | null;

  constructor(limit: Pick<Limit, 'requests' | 'windowMs'> | null) {
    this.limit = limit;
  }

  /** Milliseconds to stay away; null: answered. */
  ask(): number | null {
    const time = Date.now();
    this.asked.push(time);
    if (this.limit === null) return null;
    const { requests, windowMs } = this.limit;
    const recent = this.asked.filter((at) => at > time - windowMs);
    if (recent.length <= requests) return null;
    this.refusals += 1;
    return windowMs - (time - (recent[0] ?? time));
  }
}

/** Sends requests one after the other, each again until it is answered; counts those that had to wait. */
async function stream(budget: Budget, provider: Provider, count: number): Promise<number> {
  let waits = 0;
  for (let answered = 0; answered < count; ) {
    const before = Date.now();
    const ticket = await budget.take(1, never);
    if (Date.now() > before) waits += 1;
    const retryAfter = provider.ask();
    await sleep(latencyMs);
    if (retryAfter === null) {
      ticket.answered();
      answered += 1;
    } else {
      ticket.refused(retryAfter);
    }
  }
  return waits;
}

async function run<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync();
  return work;
}

function mostInAnyWindow(sent: ReadonlyArray<{ at: number; cost: number }>, windowMs: number): number {
  const sums = sent.map(({ at }) =>
    sent.filter((other) => other.at <= at && other.at > at - windowMs).reduce((sum, { cost }) => sum + cost, 0),
  );
  return Math.max(0, ...sums);
}

it('counts a request from its answer, or half a second after it left, whichever is first', async () => {
  for (const [answeredAfter, room] of [
    [300, 1_320],
    [900, 1_520],
  ] as const) {
    const budget = budgetOf({ requests: 1, windowMs: 1_000, probe: false });
    const started = Date.now();
    const ticket = await budget.take(1, never);
    setTimeout(() => ticket.answered(), answeredAfter);
    const taken = budget.take(1, never).then(() => Date.now() - started);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await taken).toBe(room);
  }
});

describe('a provider that enforces its limit', () => {
  const limit = { requests: 5, windowMs: 10_000 };

  it.each([1, 2, 3])('refuses exactly one probe in a whole scan of %i streams', async (streams) => {
    const provider = new Provider(limit);
    const budget = budgetOf({ ...limit, probe: true });
    await run(Promise.all(Array.from({ length: streams }, () => stream(budget, provider, 40))));
    expect(provider.refusals).toBe(1);
    expect(provider.asked).toHaveLength(streams * 40 + 1);
  });

  it.each([1, 3])('never refuses where no probe is sent, with %i streams', async (streams) => {
    const provider = new Provider(limit);
    const budget = budgetOf({ ...limit, probe: false });
    await run(Promise.all(Array.from({ length: streams }, () => stream(budget, provider, 40))));
    expect(provider.refusals).toBe(0);
  });

  it('gets the documented pace and hardly less', async () => {
    const provider = new Provider(limit);
    const started = Date.now();
    await run(stream(budgetOf({ ...limit, probe: true }), provider, 100));
    expect(Date.now() - started).toBeLessThan((100 / 5) * 10_000 * 1.05 + 10_000);
  });
});

describe('a provider that does not enforce its limit', () => {
  const limit: Limit = { requests: 5, windowMs: 10_000, probe: true };

  it.each([2, 3])('is read at full speed by %i streams', async (streams) => {
    const provider = new Provider(null);
    const budget = budgetOf(limit);
    const started = Date.now();
    const each = 150 / streams;
    const waits = await run(Promise.all(Array.from({ length: streams }, () => stream(budget, provider, each))));
    expect(waits.reduce((sum, count) => sum + count, 0)).toBeLessThan(10);
    expect(Date.now() - started).toBeLessThan(each * latencyMs + 1_000);
  });

  it('leaves no timer behind that would keep the program from ending', async () => {
    const budget = budgetOf(limit);
    const tickets = await Promise.all(Array.from({ length: 6 }, () => budget.take(1, never)));
    const waiting = budget.take(1, never);
    await vi.advanceTimersByTimeAsync(50);
    tickets.at(-1)?.answered();
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is probed by one request at a time until the first is answered', async () => {
    const budget = budgetOf(limit);
    const out: number[] = [];
    const takes = Array.from({ length: 12 }, async (_, index) => {
      const ticket = await budget.take(1, never);
      out.push(index);
      return ticket;
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(out).toHaveLength(6);
    (await takes[5])?.answered();
    await vi.advanceTimersByTimeAsync(0);
    expect(out).toHaveLength(8);
  });

  it('earns nothing from a probe that was lost', async () => {
    const budget = budgetOf(limit);
    const out: number[] = [];
    const takes = Array.from({ length: 12 }, async (_, index) => {
      const ticket = await budget.take(1, never);
      out.push(index);
      return ticket;
    });
    await vi.advanceTimersByTimeAsync(100);
    (await takes[5])?.lost();
    await vi.advanceTimersByTimeAsync(0);
    expect(out).toHaveLength(7);
  });
});

describe('a refusal', () => {
  it('keeps every request away as long as Retry-After asks', async () => {
    const budget = budgetOf({ requests: 100, windowMs: 1_000, probe: true });
    const ticket = await budget.take(1, never);
    const started = Date.now();
    ticket.refused(7_000);
    const times = Promise.all(
      [1, 2, 3].map(async () => {
        await budget.take(1, never);
        return Date.now() - started;
      }),
    );
    expect(await run(times)).toEqual([7_000, 7_000, 7_000]);
  });

  it('is never shortened by a later and shorter one', async () => {
    const budget = budgetOf({ requests: 100, windowMs: 1_000, probe: true });
    const [first, second] = await Promise.all([budget.take(1, never), budget.take(1, never)]);
    const started = Date.now();
    first.refused(5_000);
    second.refused(1_000);
    await run(budget.take(1, never));
    expect(Date.now() - started).toBe(5_000);
  });

  it('at the documented pace stretches the window, and answers bring it back', async () => {
    const budget = budgetOf({ requests: 1, windowMs: 1_000, probe: false });
    const intervals: number[] = [];
    let last = Date.now();
    const step = async (refuse: boolean) => {
      const ticket = await run(budget.take(1, never));
      intervals.push(Date.now() - last);
      last = Date.now();
      if (refuse) ticket.refused(null);
      else ticket.answered();
    };
    for (const refuse of [true, true, ...Array.from({ length: 20 }, () => false)]) await step(refuse);
    expect(intervals.slice(0, 3)).toEqual([0, 1_530, 2_295]);
    expect(intervals.slice(3)).toEqual([...intervals.slice(3)].sort((a, b) => b - a));
    expect(intervals.at(-1)).toBe(1_020);
  });

  it('stretches the window no more than eight times', async () => {
    const budget = budgetOf({ requests: 1, windowMs: 1_000, probe: false });
    for (let count = 0; count < 12; count += 1) (await run(budget.take(1, never))).refused(null);
    const started = Date.now();
    await run(budget.take(1, never));
    expect(Date.now() - started).toBe(8_160);
  });
});

describe('cancellation', () => {
  it.each([
    ['while waiting for room', { requests: 1, windowMs: 60_000, probe: false }],
    ['while waiting for a probe', { requests: 1, windowMs: 60_000, probe: true }],
  ] as const)('ends %s at once', async (_name, limit) => {
    const budget = budgetOf(limit);
    await budget.take(1, never);
    if (limit.probe) await budget.take(1, never);
    const controller = new AbortController();
    const reason = new Error('stop');
    const waiting = budget.take(1, controller.signal).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    const started = Date.now();
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    expect(Date.now()).toBe(started);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets nothing out that was cancelled before', async () => {
    const budget = budgetOf({ requests: 5, windowMs: 1_000, probe: false });
    await expect(budget.take(1, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('costs', () => {
  it('of a batch count as much as its items', async () => {
    const budget = budgetOf({ requests: 20, windowMs: 1_000, probe: false });
    await budget.take(15, never);
    const started = Date.now();
    await budget.take(5, never);
    expect(Date.now() - started).toBe(0);
    await run(budget.take(1, never));
    expect(Date.now() - started).toBe(1_020);
  });

  it('above the whole limit go out alone, rather than never', async () => {
    const budget = budgetOf({ requests: 5, windowMs: 1_000, probe: false });
    await budget.take(1, never);
    const started = Date.now();
    await run(budget.take(9, never));
    expect(Date.now() - started).toBe(1_020);
  });
});

it('no budget without probes ever goes over its limit in any window, however requests arrive', async () => {
  const arrivals = fc.array(
    fc.record({
      gap: fc.integer({ min: 0, max: 3_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      refuse: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const limits = fc.record({ requests: fc.integer({ min: 1, max: 8 }), windowMs: fc.integer({ min: 50, max: 5_000 }) });
  await fc.assert(
    fc.asyncProperty(limits, arrivals, async (limit, requests) => {
      const budget = budgetOf({ ...limit, probe: false });
      const sent: Array<{ at: number; cost: number }> = [];
      const all = (async () => {
        const under: Array<Promise<void>> = [];
        for (const { gap, share, refuse } of requests) {
          await sleep(gap);
          const cost = Math.max(1, Math.round(share * limit.requests));
          under.push(
            (async () => {
              const ticket = await budget.take(cost, never);
              sent.push({ at: Date.now(), cost });
              await sleep(latencyMs);
              if (refuse) ticket.refused(null);
              else ticket.answered();
            })(),
          );
        }
        await Promise.all(under);
      })();
      await run(all);
      expect(sent).toHaveLength(requests.length);
      expect(mostInAnyWindow(sent, limit.windowMs)).toBeLessThanOrEqual(limit.requests);
    }),
    { numRuns: 60 },
  );
});
