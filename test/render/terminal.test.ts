import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { shorten } from '../../src/render/columns.ts';
import { renderPlain } from '../../src/render/pipe.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { anyText, hostileNames } from './hostile.ts';
import { big, failed, half, hostile, quiet, sample, small } from './sample.ts';
import { options } from './words.ts';

const makers = { sample, small, quiet, failed, half };
const cases = Object.entries(makers).flatMap(([name, make]) =>
  (['en', 'ja'] as const).flatMap((locale) => [80, 60, 40].map((columns) => ({ name, make, locale, columns }))),
);

function linesOf(text: string): string[] {
  return text.split('\n');
}

test.each(cases)('$name in $locale fits into $columns columns', ({ make, locale, columns }) => {
  const text = renderTerminal(make(locale), { ...options(locale), colour: true, columns });
  for (const line of linesOf(text)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
});

test('is never wider than 80 columns', () => {
  const text = renderTerminal(sample('ja'), { ...options('ja'), colour: false, columns: 200 });
  for (const line of linesOf(text)) expect(stringWidth(line)).toBeLessThanOrEqual(80);
});

test('has no escape sequence without colour, and marks in ASCII', () => {
  const text = renderTerminal(sample(), { ...options('en'), colour: false, columns: 80 });
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  for (const mark of ['!! critical', '!  high', '*  medium', '-  low', '?  unknown', '~  accepted']) {
    expect(text).toContain(`  ${mark} `);
  }
});

test('colours marks and words, and makes headings bold', () => {
  const text = renderTerminal(sample(), { ...options('en'), colour: true, columns: 80 });
  expect(text).toContain('\x1b[31m!! critical');
  expect(text).toContain('\x1b[1mSample Trading Co., Ltd.\x1b[22m');
});

test('names shorten by columns, not characters', () => {
  expect(shorten('日本語日本語', 8)).toBe('日本...');
  expect(shorten('short', 8)).toBe('short');
  fc.assert(
    fc.property(anyText, fc.integer({ min: 3, max: 40 }), (text, width) => {
      expect(stringWidth(shorten(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))('%j cannot move the cursor', (_label, name) => {
  const text = renderTerminal(hostile(name), { ...options('en'), colour: false, columns: 80 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
  expect(text.replaceAll('\n', '')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  for (const line of linesOf(text)) expect(stringWidth(line)).toBeLessThanOrEqual(80);
});

test('says where more people are than names fit', () => {
  const text = renderTerminal(big(200), { ...options('en'), colour: false, columns: 80 });
  expect(text).toMatch(/people: .* more$/m);
});

test('without a terminal: one fact a line', () => {
  const lines = linesOf(renderPlain(sample('ja'))).filter((line) => line !== '');
  expect(lines).toContain('sample-trading: gap google-workspace/policies permission');
  for (const line of lines) expect(line).toMatch(/^sample-trading: [\x20-\x7e]+$/);
  expect(renderPlain(hostile('a\nb'))).toBe(renderPlain(sample()));
});
