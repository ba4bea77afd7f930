import type { Reading } from './fields.ts';

type NameReading = Exclude<Reading, 'kept'>;

/** Names of a directory, to be found in what its provider says. */
export interface KnownNames {
  add(name: string, reading: NameReading): void;
  /** The text with each name as `pseudonym` makes it. */
  replacedIn(text: string, pseudonym: (name: string, reading: NameReading) => string): string;
}

/** Shorter ones are part of everything that is said; a character of other scripts says more. */
const shortest = { latin: 3, others: 2 };
/** No provider repeats a longer one. */
const longest = 120;
const latinAlone = /^[\0-\x7f]*$/;

/** Names that are the same whatever their case. */
const caseless: ReadonlySet<Reading> = new Set(['address', 'domain']);

/** Letters and digits of languages that put spaces between words. */
const spaced = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;

/** Places between words, the first and the last too; between two letters of a script without spaces there is one. */
function edgesOf(text: string): number[] {
  const edges: number[] = [];
  let before = false;
  for (let at = 0; at < text.length; at += 1) {
    const inWord = spaced.test(text[at] ?? '');
    if (!before || !inWord) edges.push(at);
    before = inWord;
  }
  return [...edges, text.length];
}

export function createKnownNames(): KnownNames {
  const exact = new Map<string, NameReading>();
  const lower = new Map<string, NameReading>();
  /** How long names are that begin so; in lower case. */
  const lengths = new Map<string, number>();
  const beginningOf = (text: string, at: number) => text.slice(at, at + shortest.others);

  return {
    add(name, reading) {
      if (name.length > longest || name.length < shortest.others) return;
      if (name.length < shortest.latin && latinAlone.test(name)) return;
      const small = name.toLowerCase();
      const beginning = beginningOf(small, 0);
      lengths.set(beginning, Math.max(lengths.get(beginning) ?? 0, name.length));
      if (caseless.has(reading)) lower.set(small, reading);
      else exact.set(name, reading);
    },
    replacedIn(text, pseudonym) {
      const lowered = text.toLowerCase();
      // Few letters become two, and then places are no longer the same.
      const small = lowered.length === text.length ? lowered : text;
      const edges = edgesOf(text);

      /** The longest name that begins at an edge, with the edge where it ends. */
      function nameAt(edge: number) {
        const at = edges[edge] ?? text.length;
        const most = lengths.get(beginningOf(small, at)) ?? 0;
        let last = edge;
        while ((edges[last + 1] ?? Number.POSITIVE_INFINITY) <= at + most) last += 1;
        for (let end = last; end > edge; end -= 1) {
          const reading = exact.get(text.slice(at, edges[end])) ?? lower.get(small.slice(at, edges[end]));
          if (reading !== undefined) return { end, reading };
        }
        return { end: edge + 1, reading: undefined };
      }

      let made = '';
      for (let edge = 0; edge < edges.length - 1; ) {
        const { end, reading } = nameAt(edge);
        const part = text.slice(edges[edge], edges[end]);
        made += reading === undefined ? part : pseudonym(part, reading);
        edge = end;
      }
      return made;
    },
  };
}
