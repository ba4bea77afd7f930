import pLimit from 'p-limit';
import { z } from 'zod';
import { MalformedError } from '../../src/core/errors.ts';
import { retryAfterMs, type Timing } from '../../src/http/door.ts';
import { createOutage } from '../../src/http/outage.ts';
import { pause } from '../../src/http/pause.ts';
import { GraphError } from './errors.ts';
import { isUnauthorized } from './gaps.ts';
import { refuseHiddenError, shaped } from './shapes.ts';

/** One object to read in a batch. */
export interface BatchRequest {
  /** Unlike every other id of the reading, whatever the case. */
  id: string;
  /** Path under the version, with its parts encoded. */
  path: string;
}

/** What came of one item: its object, or the error that stands after every try. */
export type BatchAnswer<Value> = { id: string; place: string } & ({ value: Value } | { error: unknown });

export interface BatchOptions<Value> {
  requests: Iterable<BatchRequest>;
  shape: z.ZodType<Value>;
  /** `renew`: gets a token in place of the one that was used. */
  post: (items: readonly BatchRequest[]) => Promise<{ place: string; body: unknown; renew: () => Promise<unknown> }>;
  /** Whether an item that was refused is worth another try; tries count from 1. What it throws stands for the refusal. */
  again: (error: unknown, tries: number) => Promise<boolean>;
  /** The place of a path, for messages. */
  place: (path: string) => string;
  timing: Pick<Timing, 'delayMs' | 'retries' | 'patienceMs'>;
  signal: AbortSignal;
  onWait?: (milliseconds: number) => void;
}

/** https://learn.microsoft.com/graph/json-batching */
const itemsPerBatch = 20;
/** All batches together wait so many times as long as one call may. */
const mostPatience = 12;
const batchesPerWave = 25;
const batchesAtOnce = 6;
const transientStatus: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const batchShape = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int().min(100).max(599),
      headers: z.record(z.string(), z.string()).nullish().catch(undefined),
      body: z.unknown().optional(),
    }),
  ),
});

interface Item {
  status: number;
  headers: Headers;
  body: unknown;
}

function headersOf(record: Record<string, string> | null | undefined): Headers {
  const retryAfter = Object.entries(record ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return new Headers(
    retryAfter !== undefined && /^[\x20-\x7e]*$/.test(retryAfter) ? { 'retry-after': retryAfter } : {},
  );
}

/** What was answered for each id. An id that is answered in two ways is not answered. */
function answersOf(place: string, body: unknown): ReadonlyMap<string, Item> {
  const answers = new Map<string, Item & { told: string }>();
  const disputed = new Set<string>();
  for (const { id, status, headers, body: content } of shaped(place, batchShape, body).responses) {
    const key = id.toLowerCase();
    const told = JSON.stringify([status, content]);
    if (told !== (answers.get(key)?.told ?? told)) disputed.add(key);
    answers.set(key, { status, headers: headersOf(headers), body: content, told });
  }
  for (const key of disputed) answers.delete(key);
  return answers;
}

/**
 * Reads item by item over `$batch`. Items are throttled each for itself, under an outer 200, so those are asked again
 * here. The first batch goes alone: where everything is refused, its answers say so before the rest is asked.
 */
export async function* readBatches<Value>(options: BatchOptions<Value>): AsyncGenerator<BatchAnswer<Value>, void> {
  const { shape, post, again: mayAskAgain, place, timing, signal, onWait } = options;
  const limit = pLimit(batchesAtOnce);
  const outage = createOutage();

  function finish({ id, path }: BatchRequest, item: Item): BatchAnswer<Value> {
    const where = place(path);
    if (item.status !== 200) return { id, place: where, error: new GraphError(where, item) };
    try {
      refuseHiddenError(where, item.body);
      return { id, place: where, value: shaped(where, shape, item.body) };
    } catch (error) {
      return { id, place: where, error };
    }
  }

  function giveUp(request: BatchRequest, answers: ReadonlyMap<string, Item>): BatchAnswer<Value> {
    const item = answers.get(request.id.toLowerCase());
    if (item !== undefined) return finish(request, item);
    const where = place(request.path);
    return { id: request.id, place: where, error: new MalformedError(where, 'the batch has no answer for it') };
  }

  const mostWaitedMs = timing.patienceMs * mostPatience;
  let waitedMs = 0;

  /** What stands for a refusal; null: it is worth another try. */
  async function refusalOf(error: unknown, tries: number, renew: () => Promise<unknown>): Promise<unknown> {
    try {
      if (isUnauthorized(error) && tries === 1) {
        await renew();
        return null;
      }
      return (await mayAskAgain(error, tries)) ? null : error;
    } catch (other) {
      signal.throwIfAborted();
      return other;
    }
  }

  /**
   * As long as some items are answered in each round, the others may wait for their turn, until all batches together
   * have waited too long. Where batch after batch was given up, no further one is asked twice.
   */
  async function readOne(items: readonly BatchRequest[]): Promise<BatchAnswer<Value>[]> {
    const done: BatchAnswer<Value>[] = [];
    const refusals = new Map<string, number>();
    let waiting = items;
    let fruitless = 0;
    while (waiting.length > 0) {
      const { place: outer, body, renew } = await post(waiting);
      const answers = answersOf(outer, body);
      const again: BatchRequest[] = [];
      const before = done.length;
      let asked = 0;
      for (const request of waiting) {
        const item = answers.get(request.id.toLowerCase());
        const wait = item === undefined ? 0 : (retryAfterMs(item.headers, Date.now()) ?? 0);
        if (item === undefined || (transientStatus.has(item.status) && wait <= timing.patienceMs)) {
          again.push(request);
          asked = Math.max(asked, wait);
          continue;
        }
        const answer = finish(request, item);
        const tries = (refusals.get(request.id) ?? 0) + 1;
        refusals.set(request.id, tries);
        const refusal = 'error' in answer ? await refusalOf(answer.error, tries, renew) : undefined;
        if (refusal === null) again.push(request);
        else done.push(refusal === undefined ? answer : { id: answer.id, place: answer.place, error: refusal });
      }
      waiting = again;
      if (waiting.length === 0) break;
      fruitless = done.length > before ? 0 : fruitless + 1;
      if (waitedMs > mostWaitedMs || fruitless > (outage.isDark() ? 0 : timing.retries)) {
        if (done.length === 0) outage.lost();
        return [...done, ...again.map((request) => giveUp(request, answers))];
      }
      const delay = Math.max(asked, timing.delayMs * 2 ** Math.max(0, fruitless - 1) * (0.5 + Math.random()));
      waitedMs += delay;
      if (delay >= 1_000) onWait?.(delay);
      await pause(delay, signal);
    }
    outage.answered();
    return done;
  }

  let batch: BatchRequest[] = [];
  let wave: BatchRequest[][] = [];
  let width = 1;
  for (const request of options.requests) {
    batch.push(request);
    if (batch.length < itemsPerBatch) continue;
    wave.push(batch);
    batch = [];
    if (wave.length < width) continue;
    for (const answers of await Promise.all(wave.map((items) => limit(readOne, items)))) yield* answers;
    wave = [];
    width = batchesPerWave;
  }
  if (batch.length > 0) wave.push(batch);
  for (const answers of await Promise.all(wave.map((items) => limit(readOne, items)))) yield* answers;
}
