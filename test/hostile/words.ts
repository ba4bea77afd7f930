import { createHash } from 'node:crypto';
import { hostileNames } from '../render/hostile-names.ts';

/** What is nothing but a word, or fills a field alone, means something else with anything beside it. */
function standsAlone(text: string): boolean {
  return /^\w*$/.test(text) || text.length > 250;
}

const together = 3;
/** Words by which this program tells reasons of its own apart. */
const imitations = ['the check failed', 'not read by this version', 'group x hides its members'];
const all = [...hostileNames, ...imitations];
const joinable = all.filter((text) => !standsAlone(text));

/** Every hostile text of the tests of single formats: some by themselves, the others three at a time. */
export const hostileTexts: readonly string[] = [
  ...all.filter(standsAlone),
  ...Array.from({ length: Math.ceil(joinable.length / together) }, (_, index) =>
    joinable.slice(index * together, (index + 1) * together).join(''),
  ),
];

/** A number that is the same for the same words, and spread evenly. */
function numberOf(words: readonly string[]): number {
  return createHash('sha256').update(JSON.stringify(words)).digest().readUInt32BE();
}

/** How many runs it takes until every place has held every hostile text. */
export const runs = hostileTexts.length;

/** Which hostile text stands for something in a run: all of them take their turn, each thing beginning elsewhere. */
export function hostileFor(what: readonly string[], run: number): string {
  return hostileTexts[(numberOf(what) + run) % runs] ?? '';
}
