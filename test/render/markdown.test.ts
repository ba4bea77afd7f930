import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeSpan, plainMarkdown } from '../../src/render/markdown/text.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { anyText, hostileNames, unseenCharacters } from './hostile.ts';
import { hostile, sample } from './sample.ts';
import { options } from './words.ts';

/** What is left when escaped signs and code spans are taken away, as a reader of Markdown would. */
function bare(markdown: string): string {
  let rest = '';
  for (let at = 0; at < markdown.length; at += 1) {
    const sign = markdown[at] ?? '';
    if (sign === '\\') {
      at += 1;
      continue;
    }
    if (sign !== '`') {
      rest += sign;
      continue;
    }
    const [fence = ''] = /^`+/.exec(markdown.slice(at)) ?? [];
    const after = markdown.slice(at + fence.length);
    const end = new RegExp(`(?<!\`)${fence}(?!\`)`).exec(after);
    if (end === null) return `${rest}\``;
    at += fence.length + end.index + fence.length - 1;
  }
  return rest;
}

function expectHarmless(text: string) {
  const markdown = plainMarkdown(text);
  expect(markdown).not.toMatch(unseenCharacters);
  const rest = bare(markdown);
  expect(rest).not.toMatch(/[`*_[\]|<>#~@]|:\/\/|www\./i);
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
  expect(codeSpan('a|b')).toBe('`a\\|b`');
});

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))('tables keep their shape with %j', (_label, name) => {
  const markdown = renderMarkdown(hostile(name), options('en'));
  expect(markdown.replaceAll('\n', '')).not.toMatch(unseenCharacters);
  const lines = markdown.split('\n');
  lines.forEach((line, index) => {
    if (!/^\| --- /.test(line)) return;
    const bars = (text: string) => text.replace(/\\\|/g, '').split('|').length;
    for (let row = index + 1; lines[row]?.startsWith('|'); row += 1) {
      expect(bars(lines[row] ?? '')).toBe(bars(line));
    }
  });
});

test.each(['en', 'ja'] as const)('has every section in %s', (locale) => {
  const markdown = renderMarkdown(sample(locale), options(locale));
  expect(markdown.match(/^## /gm)).toHaveLength(12);
  expect(markdown).toContain('sample-trading.example');
});
