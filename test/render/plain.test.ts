import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleSentence } from '../../src/render/plain.ts';
import { anyText, hostileNames, unseenCharacters } from './hostile.ts';

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))(
  'shows %j without hidden characters',
  (_label, name) => {
    expect(visible(name)).not.toMatch(unseenCharacters);
  },
);

test('spells out what cannot be seen', () => {
  expect(visible('\x1b[31m')).toBe('\\x1b[31m');
  expect(visible('a\u202eb')).toBe('a\\u{202e}b');
  expect(visible('a\ud800b')).toBe('a\\u{d800}b');
  expect(visible('a\u{e0041}b')).toBe('a\\u{e0041}b');
});

test('leaves names of the world alone', () => {
  for (const name of [
    '黒田 慎一',
    '勅使河原\u3000権左衛門',
    '葛\u{e0100}飾',
    'Zoë Ångström',
    'محمد',
    'विजय',
    '👩🏽',
    '🛡\ufe0f',
    '1\ufe0f\u20e3',
    '神\ufe00',
    'が',
  ]) {
    expect(visible(name)).toBe(name);
  }
});

test('cuts long text without parting a pair', () => {
  expect(visible('x'.repeat(300))).toBe(`${'x'.repeat(200)}…`);
  expect(visible(`${'x'.repeat(199)}😀`)).toBe(`${'x'.repeat(199)}…`);
});

test('says how long a text is that is longer than any name', () => {
  expect(visible('x'.repeat(999))).toBe(`${'x'.repeat(200)}…`);
  expect(visible('x'.repeat(100_000))).toBe(`${'x'.repeat(200)}…[+99,800]`);
});

test('spells out selectors of shapes where there are none to select', () => {
  expect(visible('ad\ufe0fmin')).toBe('ad\\u{fe0f}min');
  expect(visible('\u{e0101}')).toBe('\\u{e0101}');
  expect(visible('1\ufe0f')).toBe('1\\u{fe0f}');
});

test('lets no name stand under another heading', () => {
  expect(visible(`Ann${' '.repeat(60)}Pass`)).toBe('Ann  …Pass');
  expect(visible('Ann\u00a0\u3000\u2003Pass')).toBe('Ann\u00a0\u3000…Pass');
  expect(visible('Ann  Pass')).toBe('Ann  Pass');
  expect(visible('\u2800')).toBe('\\u{2800}');
});

test('a name in a sentence does not hide its end', () => {
  const shown = visibleSentence(`The secret ${'x'.repeat(100_000)} has lived for 700 days.`);
  expect(shown).toMatch(/^The secret x+…\[\+99,455\]…x+ has lived for 700 days\.$/);
  expect(visibleSentence(`${'😀'.repeat(400)}.`)).toMatch(/^(?:😀)+…\[\+222\]…(?:😀)+\.$/u);
  expect(visibleSentence('short')).toBe('short');
});

test('any text comes out short and visible, and stays so', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = visible(text);
      expect(shown).not.toMatch(unseenCharacters);
      expect(shown.length).toBeLessThanOrEqual(200 * 9 + 12);
      expect(visible(shown, 5000)).toBe(shown);
    }),
  );
});
