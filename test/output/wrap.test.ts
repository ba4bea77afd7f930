import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { columnsOf, wrapped } from '../../src/output/wrap.ts';

describe('a paragraph', () => {
  it('is broken at spaces, with a hanging indent', () => {
    expect(wrapped('  1. ', 'Ask the manager whether the account is needed.', 24)).toEqual([
      '  1. Ask the manager',
      '     whether the account',
      '     is needed.',
    ]);
  });

  it('counts full-width characters as two columns', () => {
    expect(wrapped('理由：', '使われていないアカウントです。', 22)).toEqual([
      '理由：使われていない',
      '      アカウントです。',
    ]);
  });

  it.each([
    ['a full stop', '対象の方に依頼します。', 20],
    ['a closing bracket', '管理者（全員）に依頼', 14],
    ['an opening bracket', '管理者は「全員」です', 14],
    ['a particle', 'パスワードが漏れます', 12],
    ['a word in katakana', 'このパスキーを登録', 12],
    ['a counter', '期限は90日です', 8],
  ])('does not part %s from what it belongs to', (_name, text, width) => {
    const lines = wrapped('', text, width);
    expect(lines.join('')).toBe(text);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/^[^、。」）はがをです日キ].*[^「（0-9]$/);
  });

  it('leaves hyphens and dots of names alone', () => {
    expect(wrapped('', 'see stale-account in shisei.example.yaml', 24)).toEqual([
      'see stale-account in',
      'shisei.example.yaml',
    ]);
  });

  it('of any words loses none and stays within the width', () => {
    const words = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'Z', '-', '。', '姿', 'ア', 'の', '9'), minLength: 1 }),
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 90 }), (parts, width) => {
        const text = parts.join(' ');
        const lines = wrapped('  ', text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it.each([
  [20, 40],
  [60, 60],
  [200, 80],
])('%i columns are written as %i', (columns, expected) => {
  expect(columnsOf({ columns })).toBe(expected);
});
