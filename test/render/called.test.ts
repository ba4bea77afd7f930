import fc from 'fast-check';
import { expect, test } from 'vitest';
import { called } from '../../src/render/called.ts';
import { anyText, unseenCharacters } from './hostile.ts';
import { options } from './words.ts';

const { ui: en } = options('en').catalogue;
const { ui: ja } = options('ja').catalogue;

test.each([
  '黒田 慎一',
  "Zoë O'Neill-Ångström",
  'Ann Lee (admin)',
  '勅使河原　権左衛門',
  'Global Administrator',
  'bg-google',
])('%s stands in a sentence as it is', (name) => expect(called(name, 60, en)).toBe(name));

test.each([
  ['none) are safe. All 9 (', '“none) are safe. All 9 (”'],
  ['✓ Pass', '“✓ Pass”'],
  ['✅ Pass', '“✅ Pass”'],
  ['Lee, Ann', '“Lee, Ann”'],
  ['nobody – all well', '“nobody – all well”'],
  ['a” and “b', '“a" and "b”'],
  ['Ann\nPass', '“Ann\\x0aPass”'],
  ['Ann (admin) (', '“Ann (admin) (”'],
])('%j stands in quotes', (name, shown) => expect(called(name, 60, en)).toBe(shown));

test('quotes cannot be ended from within', () => {
  expect(called('甲」は適合。「乙', 60, ja)).toBe('「甲"は適合。"乙」');
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = called(text, 60, en);
      expect(shown).not.toMatch(unseenCharacters);
      expect(shown.slice(1, -1)).not.toMatch(/[“”]/);
    }),
  );
});
