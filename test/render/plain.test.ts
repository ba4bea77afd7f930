import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from '../../src/render/plain.ts';
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
    'が',
  ]) {
    expect(visible(name)).toBe(name);
  }
});

test('cuts long text without parting a pair', () => {
  expect(visible('x'.repeat(300))).toBe(`${'x'.repeat(200)}…`);
  expect(visible(`${'x'.repeat(199)}😀`)).toBe(`${'x'.repeat(199)}…`);
});

test('any text comes out short and visible, and stays so', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = visible(text);
      expect(shown).not.toMatch(unseenCharacters);
      expect(shown.length).toBeLessThanOrEqual(200 * 9 + 1);
      expect(visible(shown, 5000)).toBe(shown);
    }),
  );
});
