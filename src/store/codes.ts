import type { Bit } from './schema.ts';

/** A truth value as both databases hold it. */
export function bitOf(value: boolean): Bit {
  return value ? 1 : 0;
}

export function optionalBit(value: boolean | null): Bit | null {
  return value === null ? null : bitOf(value);
}

export function optionalTruth(bit: Bit | null): boolean | null {
  return bit === null ? null : bit === 1;
}

/** JSON that this store wrote itself. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text);
}

export function optionalJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

export function optionalFromJson<T>(text: string | null): T | null {
  return text === null ? null : fromJson<T>(text);
}
