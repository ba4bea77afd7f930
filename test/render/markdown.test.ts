import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeSpan, plainMarkdown, table } from '../../src/render/markdown/text.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { visible } from '../../src/render/plain.ts';
import { anyText, hostileNames, unseenCharacters } from './hostile.ts';
import { cellsOf, readInline, tableRules } from './markdown-reader.ts';
import { hostile, sample } from './sample.ts';
import { options } from './words.ts';

function expectHarmless(text: string) {
  const markdown = plainMarkdown(text);
  expect(markdown).not.toMatch(unseenCharacters);
  const { bare: rest, words } = readInline(markdown);
  expect(rest).not.toMatch(/[`*_[\]|<>#~@]/i);
  expect(words).not.toMatch(/@|:\/\/|www\.|[#!$%&~^]\d|(?<!\d):[\w+-]+:/i);
  expect(rest).not.toMatch(/&(?!amp;|lt;|gt;)/);
  expect(markdown).not.toMatch(/^\s*(?:[-+]|\d+[.)])\s/);
}

test('lets no markup of a name through', () => {
  hostileNames.forEach(expectHarmless);
  fc.assert(fc.property(anyText, expectHarmless), { numRuns: 500 });
});

test('says plain names plainly', () => {
  expect(plainMarkdown('黒田 慎一')).toBe('黒田 慎一');
  expect(plainMarkdown('a@b.example')).toBe('`a@b.example`');
  expect(plainMarkdown('[x](http://e.example)')).toBe('`[x](http://e.example)`');
  expect(codeSpan('a`b')).toBe('`` a`b ``');
  expect(plainMarkdown(':white_check_mark: Pass')).toBe('`:white_check_mark:` Pass');
  expect(plainMarkdown('GH-12 at 12:30:45')).toBe('`GH-12` at 12:30:45');
  expect(plainMarkdown('58 %, %bug, done!')).toBe('58 %, \\%bug, done!');
  expect(codeSpan('a|b')).toBe('`a\\|b`');
});

test('leaves the code where a backslash stands before a bar', () => {
  expect(codeSpan('a\\|b')).toBe('`a\\`\\|`b`');
  expect(codeSpan('\\|')).toBe('`\\`\\|');
  expect(codeSpan('a`\\\\||b')).toBe('`` a`\\\\ ``\\|`\\|b`');
  expect(codeSpan('')).toBe('');
});

const piece = fc.constantFrom('\\', '\\|', '|', '`', '@', '[x](https://e.example)', '<b>', '*', ' ', 'a', '名');
const unspaced = (text: string) => text.replaceAll(/\s/g, '');

test.each(tableRules)('a cell shows its text, whole and as text, by the rule of %s', (rule) => {
  const cellText = fc.oneof(
    fc.array(piece).map((pieces) => pieces.join('')),
    anyText,
  );
  const inCell = (markdown: string) => {
    const [, , row = ''] = table(['name', 'next'], [[markdown, 'next']]);
    const cells = cellsOf(row, rule);
    expect(cells.map((one, index) => (index === 1 ? '' : one))).toEqual(['', '', ' next ', '']);
    return readInline(cells[1] ?? '', rule);
  };
  fc.assert(
    fc.property(cellText, (text) => {
      const shown = visible(text);
      const code = inCell(codeSpan(shown));
      expect(unspaced(code.shown)).toBe(unspaced(shown));
      expect(code.bare).toMatch(/^[ |]*$/);
      const words = inCell(plainMarkdown(text, 200));
      expect(unspaced(words.shown)).toBe(unspaced(shown));
      expect(words.bare).not.toMatch(/[`*_[\]<>#~@]|:\/\/|www\./i);
    }),
    { numRuns: 2000 },
  );
});

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))('tables keep their shape with %j', (_label, name) => {
  const markdown = renderMarkdown(hostile(name), options('en'));
  expect(markdown.replaceAll('\n', '')).not.toMatch(unseenCharacters);
  const lines = markdown.split('\n');
  lines.forEach((line, index) => {
    if (!/^\| --- /.test(line)) return;
    for (let row = index + 1; lines[row]?.startsWith('|'); row += 1) {
      for (const rule of tableRules) expect(cellsOf(lines[row] ?? '', rule).length).toBe(cellsOf(line, rule).length);
    }
  });
});

test.each(['en', 'ja'] as const)('has every section in %s', (locale) => {
  const markdown = renderMarkdown(sample(locale), options(locale));
  expect(markdown.match(/^## /gm)).toHaveLength(12);
  expect(markdown).toContain('sample-trading.example');
});
