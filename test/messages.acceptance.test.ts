import { describe, expect, it } from 'vitest';
import type { AccountFacts } from '../src/core/history/account-facts.ts';
import { type Bound, boundTo, type Failing, toldOf, voidedBy } from '../src/core/history/bound-facts.ts';
import { catalogue } from '../src/messages/index.ts';
import { phone } from './check-tester.ts';

const known = { privilege: 'none', roles: [], registered: false, methods: [], enforcement: 'none', signIn: 'active' };

function bound(more: Partial<AccountFacts> = {}, how: Partial<Failing> = {}): Bound {
  const failing = { check: 'missing-mfa', message: 'unregistered', severity: 'high', data: {}, ...how } as const;
  return boundTo(failing, { ...known, ...more } as AccountFacts);
}

const userAdmin = { id: 'r-1', name: 'User Administrator', tier: 'high', eligible: false } as const;
const own = { id: 'r-2', name: 'Desk, second line', tier: 'limited', eligible: false } as const;

const cases: Array<[Bound, Bound, string, string]> = [
  [
    bound(),
    bound({ roles: [userAdmin], privilege: 'high' }),
    'the roles of the account changed from “no administrator role” to “User Administrator”',
    'アカウントの役割が「管理者の役割なし」から「ユーザー管理者」に変わった',
  ],
  [
    bound({ roles: [own] }),
    bound({ roles: [own], privilege: 'high' }),
    'the roles of the account changed from “Desk, second line (not privileged)” to “Desk, second line (privileged)”',
    'アカウントの役割が「Desk, second line（特権なし）」から「Desk, second line（特権あり）」に変わった',
  ],
  [
    bound({ roles: null }),
    bound({ roles: [userAdmin], privilege: 'top' }),
    'the roles of the account changed from “no administrator role” to “with the highest rights”',
    'アカウントの役割が「管理者の役割なし」から「最上位の権限あり」に変わった',
  ],
  [
    bound(),
    bound({ registered: true, methods: [phone], enforcement: 'partly' }),
    'its MFA changed from “not registered, not enforced” to “registered, phone, enforced in part”',
    'MFA の状態が「未登録、必須ではない」から「登録済み、電話、一部のみ必須」に変わった',
  ],
  [
    bound({ signIn: 'stale' }),
    bound(),
    'its last sign-in changed from “more than 90 days ago” to “within 45 days”',
    '最終サインインが「91日以上前」から「45日以内」に変わった',
  ],
  [
    bound({}, { message: 'unusable' }),
    bound(),
    'the finding got worse, from “one is registered, but no policy allows it” to “no second factor is registered”',
    '指摘が「登録済みだが、許可するポリシーがない」から「MFA に使える認証方式が未登録」に悪化した',
  ],
  [
    bound({}, { data: { count: 5 } }),
    bound({}, { severity: 'critical', data: { count: 6 } }),
    'the finding got worse, from “high, 5” to “critical, 6”',
    '指摘が「高、5件」から「重大、6件」に悪化した',
  ],
];

describe.each(['en', 'ja'] as const)('in %s', (locale) => {
  const { ui, checks } = catalogue(locale);
  const meanings = checks['missing-mfa']?.meanings ?? {};

  it.each(cases)('what ended an exception is said in words (%#)', (before, after, en, ja) => {
    const ended = voidedBy('missing-mfa', before, after);
    if (ended === null) throw new Error('it holds');
    const words = locale === 'en' ? en : ja;
    const told = toldOf(ended);
    expect(ui.acceptance.changed(told, meanings)).toBe(words);
    expect(ui.acceptance.ended(told, meanings)).toContain(words);
    const data = { check: 'missing-mfa', subject: 'ann`s', ...told };
    expect(ui.note['exception-void'](data, meanings)).toContain(words);
    expect(ui.note['exception-void'](data, meanings).split('`')).toHaveLength(3);
  });

  it('what is not known of an account is not said to be what it is bound to', () => {
    expect(ui.acceptance.bound(bound(), meanings)).toHaveLength(4);
    const unknown = { privilege: null, roles: null, registered: null, methods: null, enforcement: null, signIn: null };
    expect(ui.acceptance.bound(bound(unknown), meanings)).toHaveLength(1);
  });

  it('that a login belongs to another account is said with both ids, and what to do', () => {
    const facts = bound();
    const ended = {
      change: 'subject',
      before: facts,
      after: facts,
      accounts: { before: 'm-1', after: 'm`2' },
    } as const;
    const told = toldOf(ended);
    const words =
      locale === 'en'
        ? 'the login now belongs to another account, “m`2” instead of “m-1”'
        : 'ログイン名が別のアカウント（「m`2」、受容時は「m-1」）のものになった';
    expect(ui.acceptance.changed(told, meanings)).toBe(words);
    expect(ui.acceptance.ended(told, meanings)).toContain(words);
    const note = ui.note['exception-void']({ check: 'missing-mfa', subject: 'ann', ...told }, meanings);
    expect(note).toContain(words.replace('`', "'"));
    expect(note).not.toMatch(/counts again|再び/);
  });
});
