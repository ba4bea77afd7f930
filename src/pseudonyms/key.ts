import { createHmac, createSecretKey, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** A key with fewer characters could be guessed by trying. */
export const shortestKey = 16;

/** What pseudonyms are made with. The secret itself is not to be had of it. */
export interface PseudonymKey {
  /** Tells keys apart without telling them. */
  fingerprint: string;
  /** Stands for a value of one kind; equal values of a kind have equal codes. 64 hexadecimal digits. */
  codeOf(kind: string, value: string): string;
}

const stretch = promisify<string, string, number, { N: number; maxmem: number }, Buffer>(scrypt);
/** Some tenths of a second for each guess at a key that people made up. */
const cost = { N: 32_768, maxmem: 67_108_864 };
const fingerprintLength = 16;

/** Makes the key of a secret, which is stretched first: what is known of one name could serve to guess at it. */
export async function pseudonymKeyOf(secret: string): Promise<PseudonymKey> {
  const key = createSecretKey(await stretch(secret, 'shisei pseudonyms', 32, cost));
  // In UTF-16, since halves of a character, which a provider can answer with, are all alike in UTF-8.
  const codeOf = (kind: string, value: string) =>
    createHmac('sha256', key).update(`${kind}\n${value}`, 'utf16le').digest('hex');
  const fingerprint = codeOf('fingerprint', '').slice(0, fingerprintLength);
  return { fingerprint, codeOf };
}
