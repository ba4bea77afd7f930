import type { Logger } from 'pino';
import { showSigns } from './render/json.ts';

/** From the fewest words to the most. */
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  /** Writes a whole line. */
  write: (line: string) => void;
  /** On a terminal: short lines for people, and warnings only. */
  terminal: boolean;
  quiet: boolean;
  /** In place of the usual one, which is `info`, and `warn` on a terminal and when quiet. */
  level?: LogLevel | undefined;
}

/** Keys whose values must never be written, wherever they stand. */
const secretKeys = ['authorization', 'clientSecret', 'token', 'access_token', 'assertion', 'private_key', 'password'];

interface Entry {
  tenant?: string;
  provider?: string;
  dataset?: string;
  msg?: string;
  gap?: string;
}

function forPeople(line: string): string {
  const { tenant, provider, dataset, msg, gap } = JSON.parse(line) as Entry;
  const place = [tenant, provider, dataset].filter((part) => part !== undefined).join(' ');
  return `  ${place}: ${msg ?? ''}${gap === undefined ? '' : ` (${gap})`}\n`;
}

/** A log of the scan: JSON a line, or words on a terminal. The library is loaded when a log is opened. */
export async function openLog({ write, terminal, quiet, level }: LogOptions): Promise<Logger> {
  const { pino, stdTimeFunctions } = await import('pino');
  const redact = { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[removed]' };
  return pino(
    {
      level: level ?? (terminal || quiet ? 'warn' : 'info'),
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact,
    },
    { write: (line: string) => write(terminal ? forPeople(line) : showSigns(line)) },
  );
}
