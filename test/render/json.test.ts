import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFormat, stableJson } from '../../src/render/json.ts';
import { hostileNames } from './hostile.ts';
import { bigReport, hostileReport, sampleReport } from './sample.ts';
import { options } from './words.ts';

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}

test('is the report, whole', () => {
  const report = sampleReport();
  expect(JSON.parse(stableJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  expect(Object.keys(JSON.parse(jsonFormat.render(report, options('en')) as string))).toEqual([
    ...['schema', 'tool', 'tenant', 'scan', 'directories', 'results', 'summary', 'notes'],
  ]);
});

test('has the same bytes whatever the order of keys', () => {
  const report = sampleReport();
  expect(stableJson(shuffled(report))).toBe(stableJson(report));
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(stableJson(shuffled(value))).toBe(stableJson(value));
      expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))('keeps %j as data, in valid UTF-8', (_label, name) => {
  const text = stableJson(hostileReport(name));
  const bytes = Buffer.from(text, 'utf8');
  expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(text);
  expect(text).not.toMatch(/[\u2028\u2029]|\p{Surrogate}/u);
  expect(JSON.parse(text).tenant.name).toBe(name);
});

test('keeps a key that objects treat specially', () => {
  const value = JSON.parse('{"__proto__": 1, "a": 2}');
  expect(stableJson(value)).toContain('"__proto__": 1');
});

test('writes ten thousand accounts', () => {
  const report = bigReport();
  expect(JSON.parse(stableJson(report)).summary).toEqual(report.summary);
});
