import { randomUUID } from 'node:crypto';
import { checks } from '../../checks/index.ts';
import { loadConfiguration } from '../config/load.ts';
import { exitStatus } from '../exit-status.ts';
import type { Io } from '../io.ts';
import { commands } from '../messages/index.ts';
import { channelsOf } from '../notify/channels.ts';
import { deliverTo, type Timing } from '../notify/deliver.ts';
import { DeliveryError, readFailure } from '../notify/failure.ts';
import { visible } from '../render/plain.ts';
import { deliveriesOf } from '../store/deliveries.ts';
import { UsageError } from './options.ts';
import { failureWords, tellDue } from './tell-due.ts';
import { type Opened, type StoreOptions, withStore } from './with-store.ts';

/** What `shisei alerts` can be told. */
export interface AlertsOptions extends StoreOptions {
  /** `test`: only this channel. */
  channel?: string;
  /** `list`: as JSON, all of them. */
  json?: boolean;
  timing?: Partial<Timing>;
}

/** `shisei alerts send`: tries now what waits. */
export async function sendAlerts(options: AlertsOptions, io: Io): Promise<number> {
  const { timing = {} } = options;
  const work = async ({ store, configuration, locale }: Opened) => {
    const words = commands(locale).notify.command;
    const channels = channelsOf(configuration);
    if (channels.length === 0) throw new UsageError(words.noChannels);
    const events = await tellDue(store, { channels, locale, io, timing });
    io.signal.throwIfAborted();
    if (events === null) return exitStatus.unread;
    const sent = Map.groupBy(
      events.filter(({ type }) => type === 'sent'),
      ({ channel }) => channel,
    );
    for (const [channel, all] of sent) io.out(`${words.sent(channel, all.length)}\n`);
    if (events.length === 0) io.out(`${words.nothingDue}\n`);
    return events.every(({ type }) => type === 'sent') ? exitStatus.fine : exitStatus.unread;
  };
  return withStore(options, io, work, { parts: ['notify'] });
}

/**
 * `shisei alerts test`: sends a message that says that it is a test, to one channel or all, once: whoever tries a channel
 * wants to see what is wrong. It needs no store.
 */
export async function testAlerts(options: AlertsOptions, io: Io): Promise<number> {
  const { config, timing = {} } = options;
  const needs = ['notify'] as const;
  const configuration = await loadConfiguration(config, { env: io.env, checks, locale: options.locale, needs });
  const locale = options.locale ?? configuration.locale;
  const channels = channelsOf(configuration);
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
      io.err(`${words.testFailed(channel.id, failureWords(error.failure, locale))}\n`);
    }
  }
  return failed ? exitStatus.unread : exitStatus.fine;
}

const shown = 50;

/** `shisei alerts list`: what was told, and what waits; nothing of what the messages say. */
export async function listAlerts(options: AlertsOptions, io: Io): Promise<number> {
  const work = async ({ store, configuration, locale }: Opened) => {
    const channels = channelsOf(configuration);
    const words = commands(locale).notify.command;
    const all = await deliveriesOf(store);
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
      const why = lastError === null ? '' : failureWords(readFailure(lastError), locale);
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
  };
  return withStore(options, io, work, { parts: ['notify'], access: 'read' });
}
