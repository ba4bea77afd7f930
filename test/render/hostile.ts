import fc from 'fast-check';
import { hostileNames } from './hostile-names.ts';

export { hostileNames, unseenCharacters } from './hostile-names.ts';

/** Any text, well-formed or not. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 60 }),
  fc.constantFrom(...hostileNames.filter((name) => name.length < 1000)),
);
