import type { Severity } from '../core/check.ts';
import type { Locale } from '../messages/catalogue.ts';

/** Where a channel leads. Addresses, keys and passwords in it are secrets. */
export type Target =
  | { kind: 'webhook'; url: string; secret: string }
  | { kind: 'slack'; url: string }
  | { kind: 'teams'; url: string }
  | { kind: 'email'; server: string; from: string; to: readonly string[] };

/** One place that hears of changes. */
export interface Channel {
  /** Names it in the store and in messages. */
  id: string;
  target: Target;
  /** Ids of the tenants that it hears of; null: all. */
  tenants: readonly string[] | null;
  /** Only findings of at least this severity. What can no longer be read, and access that ends, is always told. */
  minSeverity: Severity;
  /** All of a day or a week in one message; null: every scan by itself. */
  digest: 'daily' | 'weekly' | null;
  locale: Locale;
  /** IANA name of the zone in which digests are due and days are told. */
  timeZone: string;
}
