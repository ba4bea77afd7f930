import { expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { gapKinds } from '../../src/core/gap.ts';
import type { HeadlineFacts } from '../../src/messages/headline.ts';
import { catalogue, phrasing } from '../../src/messages/index.ts';
import { isoDayIn } from '../../src/messages/when.ts';

const en = catalogue('en').ui;
const ja = catalogue('ja').ui;

const nobody = { named: [], more: 0 };

function facts(some: Partial<HeadlineFacts>): HeadlineFacts {
  return {
    ...{ accounts: 87, checks: 10, open: 0, critical: 0, high: 0, unknown: 0, judged: 561 },
    ...{ criticalPeople: 0, highPeople: 0, failed: [], read: ['Microsoft 365'], allFailed: false },
    ...{ concerns: { people: nobody, things: nobody }, reasons: [], unread: [] },
    ...some,
  };
}

test('instants are told as the zone has them', () => {
  const iso = '2026-11-20T21:00:00.000Z';
  expect(en.instant(iso, 'Asia/Tokyo')).toBe('21 Nov 2026, 06:00 JST');
  expect(ja.instant(iso, 'Asia/Tokyo')).toBe('2026年11月21日 6:00（日本時間）');
  expect(en.instant(iso, 'UTC')).toBe('20 Nov 2026, 21:00 UTC');
  expect(ja.instant(iso, 'UTC')).toBe('2026年11月20日 21:00 UTC');
  expect(en.instant('2026-01-05T15:05:00Z', 'Asia/Tokyo')).toBe('6 Jan 2026, 00:05 JST');
  expect(isoDayIn(iso, 'Asia/Tokyo')).toBe('2026-11-21');
});

test.each([
  [
    { open: 9, critical: 4, criticalPeople: 4 },
    'Four people’s accounts need attention today.',
    '4名のアカウントに、本日中の対応が必要です。',
  ],
  [
    { open: 1, critical: 1, criticalPeople: 1 },
    'One person’s accounts need attention today.',
    '1名のアカウントに、本日中の対応が必要です。',
  ],
  [{ open: 1, critical: 1 }, 'One critical finding needs attention today.', '本日中の対応が必要な指摘が1件あります。'],
  [
    { open: 12, high: 12, highPeople: 12 },
    '12 people’s accounts need attention soon.',
    '12名のアカウントに、早めの対応が必要です。',
  ],
  [
    { open: 2 },
    'Two smaller findings are open, none above medium.',
    '「高」以上の指摘はなく、「中」以下の指摘が2件あります。',
  ],
  [
    { unknown: 1 },
    'Nothing fails in what could be judged; 1 judgement could not be made.',
    '判定できた範囲に指摘はありません。判定不能が1件あります。',
  ],
  [
    {},
    '10 checks looked at 87 accounts and found nothing to act on.',
    '10項目で87件のアカウントを点検し、対応が必要な指摘はありませんでした。',
  ],
  [{ allFailed: true }, 'Nothing could be read.', '何も読み取れませんでした。'],
])('the lead of %j', (some, english, japanese) => {
  expect(en.lead(facts(some))).toBe(english);
  expect(ja.lead(facts(some))).toBe(japanese);
});

test('when most is unknown the lead does not stand on the rest', () => {
  const some = facts({ open: 1, unknown: 6, judged: 7 });
  expect(en.lead(some)).toBe('6 of 7 judgements could not be made; 1 smaller finding is open.');
  expect(ja.lead(some)).toContain('判定不能');
});

test('percent rounds down, so that 100 % means all', () => {
  expect(en.ratio(63, 73)).toBe('63 / 73 (86 %)');
  expect(en.ratio(999, 1000)).toBe('999 / 1,000 (99 %)');
  expect(en.ratio(29, 50)).toBe('29 / 50 (58 %)');
  expect(ja.ratio(0, 0)).toBe('0');
});

test.each(['en', 'ja'] as const)('every gap and every check has its words in %s', (locale) => {
  const { ui, checks: texts } = catalogue(locale);
  const words = phrasing(locale, 'UTC');
  for (const kind of gapKinds) {
    const { name, why, remedy } = ui.gap[kind];
    const sentence = ui.unknownFinding({ kind, detail: 'x' });
    for (const text of [name, why, remedy('microsoft365/mfa'), sentence]) expect(text).not.toBe('');
  }
  for (const { id, messages } of checks) {
    expect(texts[id]?.topic).toBeTruthy();
    for (const message of messages) expect(ui.brief(id, message, {}) ?? texts[id]?.title).toBeTruthy();
  }
  const raw = { key: 'k', subject: { type: 'account', id: 'a' }, data: {}, severity: 'low' } as const;
  expect(words.finding('no-such-check', { ...raw, verdict: 'fail', message: 'odd' })).toContain('odd');
  expect(words.note('emergency-unmatched', { account: 'bg1' })).toContain('bg1');
});

test('both languages have the same words', () => {
  const shape = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
      : typeof value;
  expect(shape(ja)).toEqual(shape(en));
});

test('neither language says that something is safe', () => {
  const all = JSON.stringify([en, ja], (_key, value) => (typeof value === 'function' ? String(value) : value));
  expect(all).not.toMatch(/\bsafe\b|安全です|hacker|!'/i);
});
