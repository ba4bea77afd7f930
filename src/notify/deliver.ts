import { setTimeout as wait } from 'node:timers/promises';
import pRetry from 'p-retry';
import { type AlertEvent, alertOf } from './alert.ts';
import type { Channel } from './channel.ts';
import { sendMail } from './email.ts';
import { DeliveryError } from './failure.ts';
import { messageOf, testMessage } from './message.ts';
import type { Packet } from './packet.ts';
import { post, type Wire } from './post.ts';
import { slackPosting } from './slack.ts';
import { teamsPosting } from './teams.ts';
import { webhookPosting } from './webhook.ts';

/** The world that sending touches. */
export interface World extends Pick<Wire, 'fetch' | 'signal' | 'now'> {
  timing?: Partial<Timing>;
}

export interface Timing {
  /** Time limit of one try, in milliseconds. */
  limitMs: number;
  /** First delay between tries; it doubles, with jitter. */
  delayMs: number;
  retries: number;
  /** The longest that a server may ask to wait before the next try; else the next run tries. */
  patienceMs: number;
  /** After so long no further message is begun, so that none outlasts the claim on it. */
  budgetMs: number;
}

/** The tries of a message that is refused end within about a minute; at the very worst after two and a half. */
export const usualTiming: Timing = {
  ...{ limitMs: 15_000, delayMs: 2_000, retries: 3, patienceMs: 30_000, budgetMs: 240_000 },
};

/** One message, on its way to a channel. */
export interface Sending {
  event: AlertEvent;
  /** Idempotency key; ASCII. */
  id: string;
  packets: readonly Packet[];
}

/** @returns how many recipients of an e-mail were refused */
async function sendOnce(channel: Channel, { event, id, packets }: Sending, wire: Wire): Promise<number> {
  const { target } = channel;
  const message = event === 'test' ? testMessage(channel) : messageOf(packets, channel);
  switch (target.kind) {
    case 'webhook':
      await post(webhookPosting(target, alertOf(event, id, packets, channel), wire.now()), wire);
      return 0;
    case 'slack':
      await post(slackPosting(target, message), wire);
      return 0;
    case 'teams':
      await post(teamsPosting(target, message), wire);
      return 0;
    case 'email':
      return sendMail(target, message, id, wire);
  }
}

/**
 * Sends a message, and tries again for about a minute where that may help.
 * @returns how many recipients of an e-mail were refused
 * @throws DeliveryError when it did not get through, and the reason of the signal when that ended it
 */
export async function deliverTo(channel: Channel, sending: Sending, world: World): Promise<number> {
  const { fetch, signal, now } = world;
  const timing = { ...usualTiming, ...world.timing };
  const wire = { fetch, signal, now, limitMs: timing.limitMs };
  let mayAgain = false;
  return pRetry(() => sendOnce(channel, sending, wire), {
    ...{ retries: timing.retries, minTimeout: 0, maxTimeout: 0, signal },
    shouldRetry: () => mayAgain,
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      const asked = error instanceof DeliveryError ? error.waitMs : null;
      const isPassing = error instanceof DeliveryError && error.isPassing && (asked ?? 0) <= timing.patienceMs;
      mayAgain = isPassing && retriesLeft > 0 && !signal.aborted;
      if (!mayAgain) return;
      const backoff = timing.delayMs * 2 ** (attemptNumber - 1) * (0.5 + Math.random());
      await wait(Math.max(asked ?? 0, backoff), undefined, { signal });
    },
  });
}
