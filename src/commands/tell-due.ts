import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import type { Channel } from '../notify/channel.ts';
import type { Timing } from '../notify/deliver.ts';
import type { Failure } from '../notify/failure.ts';
import { giveUpDays, type Queue, type SendEvent, sendDue } from '../notify/send.ts';
import { visible } from '../render/plain.ts';
import { claimDeliveries, settleDelivery } from '../store/deliveries.ts';
import { StoreError } from '../store/errors.ts';
import type { Store } from '../store/open.ts';

/** Longer than any sending takes, so that nobody sends what another is sending. */
const leaseMs = 600_000;
const atOnce = 1_000;

/** The store as the place where messages wait. */
export function queueOf(store: Store): Queue {
  return {
    claim: ({ id, tenants }, now) =>
      claimDeliveries(store, { channels: [id], tenants: tenants ?? undefined, now, leaseMs, limit: atOnce }),
    settle: (claimed, settlement) => settleDelivery(store, claimed, settlement),
  };
}

/** Who is told, and how. */
export interface Telling {
  channels: readonly Channel[];
  locale: Locale;
  io: Io;
  timing?: Partial<Timing>;
}

/** Why somebody was not told, in words for people. */
export function failureWords({ kind, detail }: Failure, locale: Locale): string {
  return commands(locale).notify.failure[kind](visible(detail));
}

/** A line for what somebody must know; null: it went well. */
function warningOf(event: SendEvent, locale: Locale): string | null {
  const words = commands(locale).notify;
  switch (event.type) {
    case 'sent':
      return null;
    case 'undelivered':
      return words.undelivered(event.channel, event.messages, failureWords(event.failure, locale));
    case 'given-up':
      return words.givenUp(event.channel, event.messages, giveUpDays, failureWords(event.failure, locale));
    case 'refused':
      return words.refusedRecipients(event.channel, event.recipients);
  }
}

/**
 * Sends what is due, and says on stderr what did not get through. It never fails a scan.
 * @returns what happened; null: the store could not be used
 */
export async function tellDue(
  store: Store,
  { channels, locale, io, timing = {} }: Telling,
): Promise<SendEvent[] | null> {
  const events: SendEvent[] = [];
  const { now, signal } = io;
  const tell = (event: SendEvent) => {
    events.push(event);
    const warning = warningOf(event, locale);
    if (warning !== null) io.err(`${visible(warning, 1_000)}\n`);
  };
  try {
    await sendDue(queueOf(store), channels, { fetch, signal, now, timing }, tell);
    return events;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    io.err(`${visible(commands(locale).notify.storeFailed(error.reason), 1_000)}\n`);
    return null;
  }
}
