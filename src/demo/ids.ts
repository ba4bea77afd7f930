import { createHash } from 'node:crypto';

function digest(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

/** A guid that is always the same for the same seed. */
export function guidOf(seed: string): string {
  const hex = digest(seed);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Decimal digits that are always the same for the same seed; never begins with zero. */
export function digitsOf(seed: string, length: number): string {
  const digits = BigInt(`0x${digest(seed)}`)
    .toString()
    .slice(1, length);
  return `1${digits}`;
}

/** Upper-case hexadecimal digits that are always the same for the same seed. */
export function hexOf(seed: string, length: number): string {
  return digest(seed).slice(0, length).toUpperCase();
}
