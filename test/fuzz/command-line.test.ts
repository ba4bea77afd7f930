import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  parseCount,
  parseFormats,
  parseFrameworks,
  parseProfile,
  parseSeverity,
  UsageError,
} from '../../src/commands/options.ts';
import { severities } from '../../src/core/check.ts';
import { frameworks } from '../../src/core/frameworks.ts';
import { profiles } from '../../src/core/profiles.ts';
import { formatNames } from '../../src/render/index.ts';

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...['', ',', 'json,', 'JSON', 'json,html', ' json , html ', '__proto__', 'constructor', 'toString'],
    ...['0', '-1', '1', '01', '1e3', '9999', '10000', '0x1', '1.0', '１', 'Infinity', 'critical', 'high ', 'High'],
  ),
);

it.each([
  ['--format', (text: string) => parseFormats(text, 'en'), formatNames],
  ['--fail-on', (text: string) => [parseSeverity(text, 'en')], severities],
  ['--framework', (text: string) => parseFrameworks([text], 'en'), frameworks],
  ['--profile', (text: string) => [parseProfile(text, [], 'en')], profiles],
] as const)('%s is one of its words, or a mistake on the command line', (_name, parse, words) => {
  fc.assert(
    fc.property(value, (text) => {
      try {
        for (const word of parse(text)) expect(words).toContain(word);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
    { numRuns: 500 },
  );
});

it('a number is what was written, above none and within reason', () => {
  fc.assert(
    fc.property(fc.oneof(value, fc.integer().map(String)), (text) => {
      try {
        const count = parseCount(text, 'en');
        expect(String(count)).toBe(text);
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThan(10_000);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
    { numRuns: 500 },
  );
});
