import type { RawConfiguration } from './schema.ts';

/** Days that are written as `400d`; undefined: they are written otherwise. */
export function daysIn(age: string): number | undefined {
  const [, days] = /^([1-9]\d{0,4})d$/.exec(age) ?? [];
  return days === undefined ? undefined : Number(days);
}

/** Whole days that scans stay in the store; null: for ever. */
export function scanDaysOf({ retention }: Pick<RawConfiguration, 'retention'>): number | null {
  return (retention?.scans === undefined ? undefined : daysIn(retention.scans)) ?? null;
}
