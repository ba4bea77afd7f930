import { expect, test } from 'vitest';
import { checks } from '../../src/commands/checks.ts';
import type { Io } from '../../src/io.ts';

function said(id: string | undefined, locale: 'en' | 'ja'): string {
  let text = '';
  const io: Io = {
    out: (more) => {
      text += more;
    },
    err: () => undefined,
    ...{ terminal: { out: false, err: false }, colour: false, columns: 80, env: {} },
    now: () => new Date('2026-11-21T09:00:00.000Z'),
    signal: new AbortController().signal,
  };
  expect(checks(id, { locale }, io)).toBe(0);
  return text;
}

test('says which failures a framework accepts, and nothing of those that accept none', () => {
  const lines = said('sms-mfa', 'en').split('\n');
  expect(lines.find((line) => line.includes('SCS ★3'))).toContain('4-1-3-3 (accepts only, also, used)');
  for (const name of ['CISA SCuBA M365', 'CIS M365', 'CSA Zero Trust']) {
    expect(lines.find((line) => line.includes(name))).not.toContain('accepts');
  }
  expect(said('sms-mfa', 'ja')).toContain('4-1-3-3（only, also, used を許容）');
});

test('lists every check in a line or two', () => {
  expect(said(undefined, 'en')).toContain('unenforced-mfa');
});
