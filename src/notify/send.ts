import { createHash } from 'node:crypto';
import type { Channel } from './channel.ts';
import { deliverTo, usualTiming, type World } from './deliver.ts';
import { DeliveryError, type Failure, writtenFailure } from './failure.ts';
import { type Packet, unpacked } from './packet.ts';

/** What is kept for a channel, as it was claimed: nobody else sends it now. */
export interface Claimed {
  id: number;
  /** Idempotency key. */
  key: string;
  payload: string;
  /** ISO 8601; it stays when sending fails, so that a digest stays together. */
  dueAt: string;
  claimedUntil: string | null;
}

/** What became of one that was claimed. `again`: a later run tries it; `failed`: nobody does any more. */
export type Settlement =
  | { state: 'sent'; at: Date }
  | { state: 'again'; dueAt: Date; error: string }
  | { state: 'failed'; error: string };

/** Where messages wait. Claiming is atomic, and ends by itself when whoever claimed dies. */
export interface Queue {
  /** All that are due for a channel, of its tenants alone, and that nobody else has, oldest first. */
  claim(channel: Pick<Channel, 'id' | 'tenants'>, now: Date): Promise<readonly Claimed[]>;
  settle(claimed: Claimed, settlement: Settlement): Promise<unknown>;
}

/** What became of messages to one channel. */
export type SendEvent =
  | { type: 'sent'; channel: string; messages: number }
  | { type: 'undelivered' | 'given-up'; channel: string; messages: number; failure: Failure }
  /** Recipients of an e-mail that the server refused while it took the others. */
  | { type: 'refused'; channel: string; recipients: number };

/** So many days after it was due a message is old news: that try was the last. */
export const giveUpDays = 7;
const day = 86_400_000;

type Part = Claimed & { packet: Packet };

interface Letter {
  id: string;
  event: 'changes' | 'digest';
  parts: readonly Part[];
}

/** The same for the same parts, so that one that is sent again can be told. */
function digestId(channel: string, dueAt: string, parts: readonly Part[]): string {
  const keys = parts.map(({ key }) => key).sort();
  const digest = createHash('sha256').update(JSON.stringify(keys)).digest('hex').slice(0, 24);
  return `${channel}/digest/${dueAt}/${digest}`;
}

/** What was claimed, as messages: each by itself, or all of one digest together. */
function lettersOf(channel: Channel, parts: readonly Part[]): Letter[] {
  if (channel.digest === null) return parts.map((part) => ({ id: part.key, event: 'changes', parts: [part] }));
  return [...Map.groupBy(parts, ({ dueAt }) => dueAt)].map(([dueAt, together]) => {
    return { id: digestId(channel.id, dueAt, together), event: 'digest', parts: together };
  });
}

/** How a try to send ended. */
type Outcome =
  | { refused: number }
  /** `isLasting`: the next message would meet the same. */
  | { failure: Failure; isLasting: boolean };

async function tried(channel: Channel, { id, event, parts }: Letter, world: World): Promise<Outcome> {
  try {
    return { refused: await deliverTo(channel, { id, event, packets: parts.map(({ packet }) => packet) }, world) };
  } catch (error) {
    // A message that is refused for what it holds says nothing of the next.
    if (error instanceof DeliveryError) {
      return { failure: error.failure, isLasting: error.isPassing || error.failure.kind !== 'status' };
    }
    if (world.signal.aborted) return { failure: { kind: 'interrupted', detail: '' }, isLasting: true };
    throw error;
  }
}

const untried: Failure = { kind: 'untried', detail: '' };

function isOld({ dueAt }: Claimed, now: Date): boolean {
  return now.getTime() - Date.parse(dueAt) > giveUpDays * day;
}

type Tell = (event: SendEvent) => void;

/** Keeps what did not get through for a later run, but for what is old. */
async function putBack(
  parts: readonly Claimed[],
  failure: Failure,
  { channel, queue, world, tell }: { channel: string; queue: Queue; world: World; tell: Tell },
): Promise<void> {
  if (parts.length === 0) return;
  const wasTried = failure.kind !== 'untried' && failure.kind !== 'interrupted';
  const now = world.now();
  const over = parts.filter((part) => wasTried && isOld(part, now));
  const error = writtenFailure(failure);
  for (const part of parts) {
    const again = { state: 'again', dueAt: new Date(part.dueAt), error } as const;
    await queue.settle(part, over.includes(part) ? { state: 'failed', error } : again);
  }
  const kept = parts.length - over.length;
  if (over.length > 0) tell({ type: 'given-up', channel, messages: over.length, failure });
  if (kept > 0) tell({ type: 'undelivered', channel, messages: kept, failure });
}

async function sendTo(channel: Channel, queue: Queue, world: World, tell: Tell): Promise<void> {
  const place = { channel: channel.id, queue, world, tell };
  const claimed = await queue.claim(channel, world.now());
  const opened = claimed.map((one) => ({ ...one, packet: unpacked(one.payload) }));
  await putBack(
    opened.filter(({ packet }) => packet === null),
    { kind: 'unreadable', detail: '' },
    place,
  );
  const parts = opened.flatMap(({ packet, ...one }) => (packet === null ? [] : [{ ...one, packet }]));
  const letters = lettersOf(channel, parts);
  const { budgetMs } = { ...usualTiming, ...world.timing };
  const began = performance.now();
  for (const [index, letter] of letters.entries()) {
    const outcome = await tried(channel, letter, world);
    if ('refused' in outcome) {
      for (const part of letter.parts) await queue.settle(part, { state: 'sent', at: world.now() });
      tell({ type: 'sent', channel: channel.id, messages: 1 });
      if (outcome.refused > 0) tell({ type: 'refused', channel: channel.id, recipients: outcome.refused });
    } else await putBack(letter.parts, outcome.failure, place);
    const isOver = ('failure' in outcome && outcome.isLasting) || performance.now() - began > budgetMs;
    if (!isOver) continue;
    const rest = letters.slice(index + 1).flatMap((one) => one.parts);
    await putBack(rest, untried, place);
    return;
  }
}

/**
 * Sends what is due, to all channels at once. What does not get through stays, and is tried by a later run.
 * At least once: whoever dies between sending and settling leaves a message that is sent again, under the same id.
 * @throws what the queue throws, after every channel has had its turn
 */
export async function sendDue(queue: Queue, channels: readonly Channel[], world: World, tell: Tell): Promise<void> {
  const ends = await Promise.allSettled(channels.map((channel) => sendTo(channel, queue, world, tell)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
