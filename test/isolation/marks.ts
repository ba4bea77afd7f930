import { createHash } from 'node:crypto';
import fc from 'fast-check';

/** Words that stand for one tenant and occur nowhere else. */
export interface Mark {
  word: string;
  /** In what the tenant itself is called. */
  tenant: string;
  /** In everything that belongs to people: names, logins, further addresses, domains. */
  person: string;
  /** In the names of groups, roles, policies and programs. */
  thing: string;
  /** In the addresses from which people sign in. */
  network: string;
}

/** @param word what the mark is made of */
export function markOf(word: string): Mark {
  const hex = createHash('sha256').update(word).digest('hex');
  const network = `${hex.slice(0, 4)}:${hex.slice(4, 8)}`;
  return { word, tenant: `t${word}`, person: `p${word}`, thing: `g${word}`, network };
}

const consonant = fc.constantFrom(...'bcdfghjklmnqrsvwxz');

/** As many marks as asked for, none of which is part of another. */
export function marks(count: number): fc.Arbitrary<Mark[]> {
  const word = fc.string({ unit: consonant, minLength: 10, maxLength: 10 });
  return fc.uniqueArray(word, { minLength: count, maxLength: count }).map((words) => words.map(markOf));
}

/** The words of others that stand in a text. */
export function foreignIn(text: string, own: Mark, all: readonly Mark[]): string[] {
  const lower = text.toLowerCase();
  return all
    .filter(({ word }) => word !== own.word)
    .flatMap(({ word, network }) => [word, network].filter((mark) => lower.includes(mark)));
}
