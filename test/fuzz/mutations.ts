import { gone, type Path, type Place, patternOf } from './places.ts';

/** A value that no provider would put in place of the real one. */
export interface Mutation {
  name: string;
  value: unknown;
}

const instantLike = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** A word of a list that the provider may lengthen, and not a name or an id. */
const wordLike = /^[#@A-Za-z][A-Za-z.#]{1,60}$/;
/** Texts that people choose, where any word is a legal one. */
const freeText = /(?:[nN]ame|login|email|mail|address|department|scope|description|label)s?(?:\[\])?$/i;

function oddWords({ path, value }: Place): Mutation[] {
  if (typeof value !== 'string') return [];
  if (instantLike.test(value)) {
    return [
      'soon',
      '0001-01-01T00:00:00Z',
      '2026-02-31T00:00:00Z',
      '+12026-01-01T00:00:00Z',
      '2999-01-01T00:00:00Z',
    ].map((odd) => {
      return { name: odd, value: odd };
    });
  }
  return wordLike.test(value) && !freeText.test(patternOf(path)) ? [{ name: 'odd word', value: 'somethingNew' }] : [];
}

function otherTypes(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [String(value), String(!value), 0, 1, {}, []];
  if (typeof value === 'number') return [String(value), 'many', true, {}];
  if (typeof value === 'string') return [7, true, {}, [value]];
  if (Array.isArray(value)) return [{}, '', 0, [null], false];
  return value === null ? [{}, []] : [[], 'text', 7, true];
}

/** What may be done to a value so that it states no other fact: each must end in the same, in unknown, or in a gap. */
export function mutationsOf(place: Place): Mutation[] {
  const { path, value } = place;
  const isKey = typeof path.at(-1) === 'string';
  return [
    ...(isKey ? [{ name: 'gone', value: gone }] : []),
    ...(value === null ? [] : [{ name: 'null', value: null }]),
    ...(typeof value === 'string' && value !== '' ? [{ name: 'empty', value: '' }] : []),
    ...otherTypes(value).map((other) => ({ name: JSON.stringify(other), value: other })),
    ...oddWords(place),
  ];
}

/** For messages. */
export function nameOf(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
}
