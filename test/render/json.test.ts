import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { jsonChunks, safeJson, showSigns } from '../../src/render/json.ts';
import { anyText, hostileNames, unseenCharacters } from './hostile.ts';
import { big, hostile, sample } from './sample.ts';

function jsonOf(report: Report): string {
  return [...jsonChunks(report)].join('');
}

test('is the report, whole', () => {
  const report = sample().report;
  expect(JSON.parse(jsonOf(report))).toEqual(JSON.parse(JSON.stringify(report)));
  expect(Object.keys(JSON.parse(jsonOf(report)))).toEqual([
    ...['schema', 'tool', 'tenant', 'scan', 'directories', 'frameworks', 'summary', 'leavers', 'notes'],
    ...['history', 'people', 'results'],
  ]);
});

test('puts one finding on a line', () => {
  const report = sample().report;
  const lines = jsonOf(report).split('\n');
  const findings = report.results.flatMap((result) => result.findings);
  for (const finding of findings) {
    expect(
      lines.some((line) => line.replace(/,$|\]\}?,?$/, '') === safeJson(finding)),
      finding.key,
    ).toBe(true);
  }
});

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))('keeps %j as data, in valid UTF-8', (_label, name) => {
  const text = jsonOf(hostile(name).report);
  const bytes = Buffer.from(text, 'utf8');
  expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(text);
  expect(text.replaceAll('\n', '')).not.toMatch(unseenCharacters);
  expect(JSON.parse(text).tenant.name).toBe(name);
});

test('shows the signs of any text, and keeps it and its lines', () => {
  expect(safeJson('\u061c\u00ad\ufff9\u{e0041}葛\u{e0100}')).toBe('"\\u061c\\u00ad\\ufff9\\udb40\\udc41葛\u{e0100}"');
  expect(safeJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
  expect(showSigns('{"msg":"\u202e"}\n')).toBe('{"msg":"\\u202e"}\n');
  fc.assert(
    fc.property(anyText, (text) => {
      const json = safeJson(text);
      expect(json).not.toMatch(unseenCharacters);
      expect(JSON.parse(json)).toBe(text);
    }),
  );
});

test('writes ten thousand accounts', () => {
  const report = big().report;
  expect(JSON.parse(jsonOf(report)).summary).toEqual(report.summary);
});
