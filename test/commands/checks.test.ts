import { expect, test } from 'vitest';
import { checks } from '../../src/commands/checks.ts';
import { controlWords } from '../../src/commands/control-words.ts';
import type { Failure } from '../../src/core/check.ts';
import { commands } from '../../src/messages/index.ts';
import { quietIo } from '../surroundings.ts';

function said(id: string | undefined, locale: 'en' | 'ja'): string {
  let text = '';
  const io = quietIo(new Date('2026-11-21T09:00:00.000Z'), {
    out: (more) => {
      text += more;
    },
  });
  expect(checks(id, { locale }, io)).toBe(0);
  return text;
}

test('says which failures a framework accepts, and nothing of those that accept none', () => {
  const lines = said('sms-mfa', 'en').split('\n');
  expect(lines.find((line) => line.includes('SCS ★3'))).toContain('4-1-3-3 (accepts all messages above)');
  for (const name of ['CISA SCuBA M365', 'CIS M365', 'CSA Zero Trust']) {
    expect(lines.find((line) => line.includes(name))).not.toContain('accepts');
  }
  expect(said('sms-mfa', 'ja')).toContain('4-1-3-3（許容：すべて）');
});

test('a control that accepts some failures names them as ids', () => {
  const control = {
    framework: 'F',
    version: '1',
    id: 'F.1',
    strength: 'exact' as const,
    tolerates: ({ message }: Failure) => message !== 'used',
  };
  const accepting = (locale: 'en' | 'ja') => controlWords(control, ['only', 'also', 'used'], commands(locale).checks);
  expect(accepting('en')).toBe('F.1 (accepts “only” and “also”)');
  expect(accepting('ja')).toBe('F.1（許容：「only」「also」）');
  const { tolerates: _, ...strict } = control;
  expect(controlWords(strict, ['only'], commands('en').checks)).toBe('F.1');
});

test('says what each message means, and what else to know', () => {
  const text = said('foreign-sign-in', 'en').replace(/\s+/g, ' ');
  expect(text).toContain('foreign: somebody signed in from a country that is not approved');
  expect(text).toContain('Without approvedCountries in shisei.yaml it is not applicable.');
});

test('lists every check in a line or two', () => {
  expect(said(undefined, 'en')).toContain('unenforced-mfa');
});
