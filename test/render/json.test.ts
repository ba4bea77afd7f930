import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { jsonChunks, safeJson } from '../../src/render/json.ts';
import { hostileNames } from './hostile.ts';
import { big, hostile, sample } from './sample.ts';

function jsonOf(report: Report): string {
  return [...jsonChunks(report)].join('');
}

test('is the report, whole', () => {
  const report = sample().report;
  expect(JSON.parse(jsonOf(report))).toEqual(JSON.parse(JSON.stringify(report)));
  expect(Object.keys(JSON.parse(jsonOf(report)))).toEqual([
    ...['schema', 'tool', 'tenant', 'scan', 'directories', 'frameworks', 'summary', 'leavers', 'notes', 'people'],
    'results',
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
  expect(text).not.toMatch(/[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f\u0080-\u009f]|\p{Surrogate}/u);
  expect(JSON.parse(text).tenant.name).toBe(name);
});

test('writes ten thousand accounts', () => {
  const report = big().report;
  expect(JSON.parse(jsonOf(report)).summary).toEqual(report.summary);
});
