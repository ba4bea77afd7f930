import { randomUUID } from 'node:crypto';
import { checks } from '../../checks/index.ts';
import { loadConfiguration } from '../config/load.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import type { Channel } from '../notify/channel.ts';
import { channelsOf } from '../notify/channels.ts';
import { deliverTo, type Timing } from '../notify/deliver.ts';
import { DeliveryError, type Failure, readFailure } from '../notify/failure.ts';
import { type Desk, giveUpDays, type SendEvent, sendDue } from '../notify/send.ts';
import { visible } from '../render/plain.ts';
import { claimDeliveries, deliveriesOf, settleDelivery } from '../store/deliveries.ts';
import { StoreError } from '../store/errors.ts';
import { openStore, type Store } from '../store/open.ts';
import { UsageError } from './options.ts';

/** Longer than any sending takes, so that nobody sends what another is sending. */
const leaseMs = 600_000;
const atOnce = 1_000;

/** The store as the place where messages wait. */
export function deskOf(store: Store): Desk {
  return {
    claim: (channel, now) => claimDeliveries(store, { channels: [channel], now, leaseMs, limit: atOnce }),
    settle: (claimed, settlement) => settleDelivery(store, claimed, settlement),
  };
}

export interface Telling {
  channels: readonly Channel[];
  locale: Locale;
  io: Io;
  timing?: Partial<Timing>;
}

function reasonOf({ kind, detail }: Failure, locale: Locale): string {
  return commands(locale).notify.failure[kind](visible(detail));
}

/** A line for what somebody must know; null: it went well. */
function warningOf(event: SendEvent, locale: Locale): string | null {
  const words = commands(locale).notify;
  switch (event.type) {
    case 'sent':
      return null;
    case 'undelivered':
      return words.undelivered(event.channel, event.messages, reasonOf(event.failure, locale));
    case 'given-up':
      return words.givenUp(event.channel, event.messages, giveUpDays, reasonOf(event.failure, locale));
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
    await sendDue(deskOf(store), channels, { fetch, signal, now, timing }, tell);
    return events;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    io.err(`${visible(commands(locale).notify.storeFailed(error.reason), 1_000)}\n`);
    return null;
  }
}

export interface AlertsOptions {
  config: string;
  locale?: Locale;
  /** `test`: only this channel. */
  channel?: string;
  /** `list`: as JSON, all of them. */
  json?: boolean;
  timing?: Partial<Timing>;
}

interface Prepared extends Telling {
  /** Path or address. */
  where: string;
}

async function prepared({ config, locale: asked, timing = {} }: AlertsOptions, io: Io): Promise<Prepared> {
  const configuration = await loadConfiguration(config, { env: io.env, checks, locale: asked });
  const locale = asked ?? configuration.locale;
  return { channels: channelsOf(configuration), where: configuration.store, locale, timing, io };
}

async function withStore<T>(where: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(where);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/**
 * `shisei alerts send`: tries now what waits.
 * @throws StoreError
 */
export async function sendAlerts(options: AlertsOptions, io: Io): Promise<number> {
  const telling = await prepared(options, io);
  const { where, channels, locale } = telling;
  const words = commands(locale).notify.command;
  if (channels.length === 0) throw new UsageError(words.noChannels);
  const events = await withStore(where, (store) => tellDue(store, telling));
  io.signal.throwIfAborted();
  if (events === null) return exitStatus.unread;
  const sent = Map.groupBy(
    events.filter(({ type }) => type === 'sent'),
    ({ channel }) => channel,
  );
  for (const [channel, all] of sent) io.out(`${words.sent(channel, all.length)}\n`);
  if (events.length === 0) io.out(`${words.nothingDue}\n`);
  return events.every(({ type }) => type === 'sent') ? exitStatus.fine : exitStatus.unread;
}

/**
 * `shisei alerts test`: sends a message that says that it is a test, to one channel or all, once: whoever tries a channel
 * wants to see what is wrong. It needs no store.
 */
export async function testAlerts(options: AlertsOptions, io: Io): Promise<number> {
  const { channels, locale, timing = {} } = await prepared(options, io);
  const words = commands(locale).notify.command;
  const { channel: wanted } = options;
  const chosen = channels.filter(({ id }) => wanted === undefined || id === wanted);
  if (channels.length === 0) throw new UsageError(words.noChannels);
  if (chosen.length === 0) {
    const known = channels.map(({ id }) => id).join(', ');
    throw new UsageError(words.unknownChannel(wanted ?? '', known));
  }
  const { now, signal } = io;
  let failed = false;
  for (const channel of chosen) {
    const sending = { event: 'test', id: `${channel.id}/test/${randomUUID()}`, packets: [] } as const;
    try {
      const refused = await deliverTo(channel, sending, { fetch, signal, now, timing: { ...timing, retries: 0 } });
      io.out(`${words.tested(channel.id)}\n`);
      if (refused > 0) io.err(`${commands(locale).notify.refusedRecipients(channel.id, refused)}\n`);
      failed ||= refused > 0;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      failed = true;
      io.err(`${words.testFailed(channel.id, reasonOf(error.failure, locale))}\n`);
    }
  }
  return failed ? exitStatus.unread : exitStatus.fine;
}

const shown = 50;

/**
 * `shisei alerts list`: what was told, and what waits; nothing of what the messages say.
 * @throws StoreError
 */
export async function listAlerts(options: AlertsOptions, io: Io): Promise<number> {
  const { channels, where, locale } = await prepared(options, io);
  const words = commands(locale).notify.command;
  const all = await withStore(where, (store) => deliveriesOf(store));
  const rows = all.toReversed().map(({ state, channel, tenant, scanId, key, dueAt, attempts, lastError, sentAt }) => {
    const isOrphan = state !== 'sent' && !channels.some(({ id }) => id === channel);
    return { state, channel, isOrphan, tenant, scanId, key, dueAt, attempts, lastError, sentAt };
  });
  if (options.json === true) {
    io.out(`${JSON.stringify(rows, null, 2)}\n`);
    return exitStatus.fine;
  }
  if (rows.length === 0) io.out(`${words.nothingKept}\n`);
  for (const { state, channel, isOrphan, tenant, dueAt, attempts, lastError, sentAt } of rows.slice(0, shown)) {
    const why = lastError === null ? '' : reasonOf(readFailure(lastError), locale);
    const note = isOrphan ? words.orphan : why;
    const facts = [words.state[state], channel, tenant, sentAt ?? dueAt, words.tries(attempts), note];
    io.out(
      `${facts
        .filter((fact) => fact !== '')
        .map((fact) => visible(fact))
        .join('  ')}\n`,
    );
  }
  if (rows.length > shown) io.out(`${words.older(rows.length - shown)}\n`);
  return exitStatus.fine;
}
