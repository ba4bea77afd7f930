/** The way to a value inside JSON. */
export type Path = readonly (string | number)[];

/** A value inside JSON, and the way to it. */
export interface Place {
  path: Path;
  value: unknown;
}

/** Every value inside JSON, the outermost first. */
export function placesIn(value: unknown, path: Path = []): Place[] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, index) => placesIn(item, [...path, index]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))
      : [];
  return path.length === 0 ? inner : [{ path, value }, ...inner];
}

/** The way with all rows of a list alike: `value[].signInActivity.lastSignInDateTime`. */
export function patternOf(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** Stands for no value at all: the key is taken away. */
export const gone = Symbol('gone');

/** A copy of the JSON in which another value stands at a place. */
export function replacedAt(json: unknown, [part, ...rest]: Path, value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(json)) return json.map((item, index) => (index === part ? replacedAt(item, rest, value) : item));
  if (typeof json !== 'object' || json === null) throw new TypeError('there is no such place');
  if (rest.length > 0 || value !== gone) {
    return { ...json, [part]: replacedAt((json as Record<string, unknown>)[part], rest, value) };
  }
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== part));
}

/** Whether the JSON holds anything at a place. */
export function hasPlace(json: unknown, [part, ...rest]: Path): boolean {
  if (part === undefined) return true;
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, part)) return false;
  return hasPlace((json as Record<string | number, unknown>)[part], rest);
}
