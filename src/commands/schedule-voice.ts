import type { Logger } from 'pino';
import type { Io } from '../io.ts';
import type { Locale } from '../messages/catalogue.ts';
import { commands } from '../messages/index.ts';
import { zoneName } from '../messages/when.ts';
import { minuteIn } from '../render/moment.ts';
import { visible } from '../render/plain.ts';
import type { ScheduleEvent } from '../schedule/events.ts';

/** How `shisei schedule` tells what it does: words on a terminal, lines of JSON elsewhere. */
export interface ScheduleVoice {
  event(event: ScheduleEvent): void;
  /** @param reason words that are fit to be shown */
  warn(kind: 'broken' | 'unread' | 'unkept' | 'refusal' | 'unnotified', reason: string): void;
  whole(): void;
  health(port: number): void;
}

const longest = 1_000;
const minuteMs = 60_000;

/** What happened, in words, each as a line. */
export function wordsOf(event: ScheduleEvent, locale: Locale, timeZone: string, retryMs: number): string[] {
  const words = commands(locale).schedule;
  const at = (instant: Date) => `${minuteIn(instant.toISOString(), timeZone)} ${zoneName(timeZone)}`;
  switch (event.type) {
    case 'planned':
      return [event.next === null ? words.state.nothing : words.state.next(at(event.next.at), event.next.tenants)];
    case 'begins': {
      const missed = event.due.filter(({ since, instants }) => {
        return instants === 'many' || event.at.getTime() - since.getTime() > minuteMs;
      });
      const since = missed.map((due) => due.since).toSorted((a, b) => a.getTime() - b.getTime())[0];
      const lines = [words.begins(event.due.map(({ tenant }) => tenant))];
      return since === undefined
        ? lines
        : [
            ...lines,
            words.missed(
              missed.map(({ tenant }) => tenant),
              at(since),
            ),
          ];
    }
    case 'ended':
      return [words.ended(event.tenants, event.exit, Math.round(event.milliseconds / minuteMs))];
    case 'refused':
      return [words.refused(event.tenants, Math.round(retryMs / minuteMs))];
    case 'answered':
      return [words.answered(event.tenants)];
  }
}

/** The same for programs that read the log. */
function entryOf(event: ScheduleEvent): { entry: Record<string, unknown>; message: string } {
  switch (event.type) {
    case 'planned':
      return {
        entry: { next: event.next?.at.toISOString() ?? null, tenants: event.next?.tenants ?? [] },
        message: 'scan planned',
      };
    case 'begins': {
      const due = event.due.map(({ tenant, since, instants }) => ({ tenant, since: since.toISOString(), instants }));
      return { entry: { due }, message: 'scan begins' };
    }
    case 'answered':
      return { entry: { tenants: event.tenants }, message: 'scanned by another run' };
    default: {
      const { tenants, exit, milliseconds } = event;
      return {
        entry: { tenants, exit, milliseconds },
        message: event.type === 'ended' ? 'scan ended' : 'scan refused',
      };
    }
  }
}

const messages = {
  broken: 'configuration broken',
  unread: 'last scans not read',
  unkept: 'begun scans not kept',
  refusal: 'scan not begun or broken off',
  unnotified: 'systemd not told',
} as const;

/** How the voice speaks, and where. */
export interface VoiceOptions {
  io: Io;
  log: Logger;
  locale: Locale;
  quiet: boolean;
  retryMs: number;
  /** The zone in which instants are shown, as it is now. */
  timeZone(): string;
}

/** Opens the voice. */
export function scheduleVoice({ io, log, locale, quiet, retryMs, timeZone }: VoiceOptions): ScheduleVoice {
  const { terminal } = io;
  const words = commands(locale).schedule;
  const print = (lines: readonly string[]) => io.err(lines.map((line) => `${visible(line, longest)}\n`).join(''));
  return {
    event(event) {
      const isBad = event.type === 'refused';
      if (terminal.err) {
        if (isBad || !quiet) print(wordsOf(event, locale, timeZone(), retryMs));
        return;
      }
      const { entry, message } = entryOf(event);
      if (isBad) log.warn(entry, message);
      else log.info(entry, message);
    },
    warn(kind, reason) {
      if (!terminal.err) {
        log.warn({ reason: reason.trim() }, messages[kind]);
        return;
      }
      if (kind === 'broken') print([words.broken]);
      // These words were made fit to be shown line by line.
      if (kind === 'broken' || kind === 'refusal') io.err(reason);
      else print([words[kind](reason)]);
    },
    whole() {
      if (!terminal.err) log.info('configuration right again');
      else if (!quiet) print([words.whole]);
    },
    health(port) {
      if (!terminal.err) log.info({ port }, 'health is told');
    },
  };
}
