import { expect, test } from 'vitest';
import { enforcementReasons, enforcementStates } from '../../src/core/rows/enforcement.ts';
import type { Because } from '../../src/messages/enforcement.ts';
import { catalogue } from '../../src/messages/index.ts';

const en = catalogue('en').ui.enforcement;
const ja = catalogue('ja').ui.enforcement;

function facts(some: Partial<Because>): Because {
  return { reason: 'policy', policies: [], conditions: [], startsOn: null, ...some };
}

test.each<[Partial<Because>, string, string]>([
  [{ policies: ['Require MFA'] }, 'by “Require MFA”', '「Require MFA」による'],
  [{ policies: ['/'] }, 'by the setting for everyone', '組織全体の設定による'],
  [{ policies: ['/Sales'] }, 'by the setting for /Sales', '「/Sales」の設定による'],
  [{}, 'by a policy', 'ポリシーによる'],
  [
    { reason: 'narrowed', policies: ['A'], conditions: ['platforms:android, iOS', 'applications'] },
    '“A” does not cover every sign-in: some platforms only (Android, iOS); some applications only',
    '「A」では MFA なしのサインインが残る：一部の OS のみ（Android、iOS）、一部のアプリのみ',
  ],
  [{ reason: 'excluded', policies: ['A'] }, 'left out of “A”', '「A」の対象外'],
  [{ reason: 'report-only', policies: ['A'] }, '“A” reports only', '「A」はレポート専用'],
  [{ reason: 'not-included' }, 'no policy includes the account', '対象に含むポリシーなし'],
  [
    { reason: 'not-included', policies: ['/Sales'] },
    'the setting for /Sales does not enforce it',
    '「/Sales」の設定では必須でない',
  ],
  [{ reason: 'scheduled' }, 'enforcement has not begun', '適用開始前'],
  [{ reason: 'scheduled', startsOn: '2026-12-01' }, 'enforcement begins on 2026-12-01', '2026-12-01から適用'],
  [
    { reason: 'scheduled', policies: ['/倉庫'], startsOn: '2026-12-13' },
    'the setting for /倉庫 begins on 2026-12-13',
    '「/倉庫」の設定は2026-12-13から適用',
  ],
  [
    { reason: 'excluded', policies: ['A', 'B'], more: 2 },
    'left out of “A”, “B” and 2 more',
    '「A」、「B」、ほか2件の対象外',
  ],
])('%j in words', (some, english, japanese) => {
  expect(en.because(facts(some))).toBe(english);
  expect(ja.because(facts(some))).toBe(japanese);
});

test.each([
  [
    'alternative-control:compliantDevice',
    'a compliant device is accepted instead of MFA',
    '準拠デバイスなら MFA なしで可',
  ],
  [
    'alternative-control:domainJoinedDevice, moonLight',
    'a hybrid joined device or moonLight is accepted instead of MFA',
    'ハイブリッド参加デバイスまたは moonLight なら MFA なしで可',
  ],
  ['excluded-locations:AllTrusted', 'trusted locations are left out', '信頼済みの場所を除く'],
  ['locations:AllTrusted', 'trusted locations only', '信頼済みの場所のみ'],
  ['client-apps:browser', 'some client apps only (browsers)', '一部のクライアントのみ（ブラウザー）'],
  ['platforms', 'some platforms only', '一部の OS のみ'],
])('the condition %s in words', (code, english, japanese) => {
  expect(en.condition(code)).toBe(english);
  expect(ja.condition(code)).toBe(japanese);
});

test('every state and reason has its own words, and what is not known keeps its name', () => {
  for (const words of [en, ja]) {
    expect(new Set(enforcementStates.map((state) => words.state[state])).size).toBe(enforcementStates.length);
    for (const reason of enforcementReasons) expect(words.because(facts({ reason }))).not.toBe('');
    expect(words.condition('moon-phase')).toBe('moon-phase');
    expect(words.condition('moon-phase:full')).toContain('full');
    expect(words.allowed('SOMETHING_NEW', '/')).toBe('SOMETHING_NEW');
    expect(words.allowed('ALL', '/Sales')).toContain('/Sales');
  }
});
