import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cell, renderCsv } from '../../src/render/csv.ts';
import { anyText, hostileNames, unseenCharacters } from './hostile.ts';
import { hostile, quiet, sample } from './sample.ts';

const header = 'tenant,severity,verdict,person,login,check,provider,message,text,evidence,exception_until,gap,key';

function rowsOf(csv: string): Record<string, string>[] {
  return parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' });
}

test('has a BOM, CRLF and the published columns, even when it is empty', () => {
  expect(renderCsv(quiet().report)).toBe(`\ufeff${header}\r\n`);
  const csv = renderCsv(sample().report);
  expect(csv.startsWith(`\ufeff${header}\r\n`)).toBe(true);
  expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('holds every finding once, worst first, accepted last', () => {
  const report = sample().report;
  const rows = rowsOf(renderCsv(report));
  const keys = report.results.flatMap(({ findings }) => findings.map(({ key }) => key));
  expect(rows.map(({ key }) => key).sort()).toEqual(keys.sort());
  const ranks = rows.map(({ severity, verdict }) => {
    const place = ['low', 'medium', 'high', 'critical'].indexOf(severity ?? '');
    return place + (verdict === 'fail' ? 20 : verdict === 'unknown' ? 10 : 0);
  });
  expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
  expect(rows.find(({ verdict }) => verdict === 'accepted')?.exception_until).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(rows.find(({ verdict }) => verdict === 'unknown')?.gap).not.toBe('');
});

const formula = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/u;

function expectNoFormula(shown: string) {
  if (formula.test(shown)) expect(shown.startsWith("'"), shown).toBe(true);
}

function expectHarmless(text: string) {
  const shown = cell(text);
  expect(shown).not.toMatch(unseenCharacters);
  expectNoFormula(shown);
}

test('keeps formulas from running', () => {
  hostileNames.forEach(expectHarmless);
  expect(cell('=1+1')).toBe("'=1+1");
  expect(cell('  =1+1')).toBe("'  =1+1");
  expect(cell('\u3000＝1')).toBe("'\u3000＝1");
  expect(cell('＠SUM')).toBe("'＠SUM");
  expect(cell('-5')).toBe("'-5");
  expect(cell('\t=1')).toBe('\\x09=1');
  expect(cell('a-b@c')).toBe('a-b@c');
  fc.assert(fc.property(anyText, expectHarmless));
});

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))('reads back with %j as every name', (_label, name) => {
  const report = hostile(name).report;
  const rows = rowsOf(renderCsv(report));
  expect(rows).toHaveLength(report.results.reduce((sum, { findings }) => sum + findings.length, 0));
  for (const row of rows) expect(Object.keys(row)).toHaveLength(13);
});

test.each(['x;=1+1', 'x; =HYPERLINK("http://e.example")', 'a|@SUM(1)', ';"=1+1', 'x; \' " ＝1+1', ';;|=1', ';"";"=1'])(
  '%s begins no formula where a cell is cut at ; or |',
  (name) => {
    for (const part of cell(name).split(/[;|]/)) expectNoFormula(part);
  },
);

/** Cells as spreadsheets see them that cut at semicolons: quotes hold a cell together only at its beginning. */
function cutAtSemicolons(line: string): string[] {
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"?)?([^;]*)/g)].map(
    ([, quoted = '', rest = '']) => quoted.replaceAll('""', '"') + rest,
  );
}

test('begins no formula where a whole line is cut at semicolons', () => {
  const piece = fc.constantFrom(';', '|', '"', "'", ' ', '=', '-', '＝', ',', 'x');
  fc.assert(
    fc.property(fc.array(fc.array(piece).map((pieces) => pieces.join(''))), (texts) => {
      const [, ...cells] = cutAtSemicolons(stringify([['tenant', ...texts.map(cell)]]).trimEnd());
      for (const one of cells) expect(one).not.toMatch(/^[\s"]*[=+\-@\uff1d]/);
    }),
    { numRuns: 1000 },
  );
});
