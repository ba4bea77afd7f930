import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disabledAdmin } from '../checks/disabled-admin.ts';
import { guestAdmin } from '../checks/guest-admin.ts';
import { checks } from '../checks/index.ts';
import { missingMfa } from '../checks/missing-mfa.ts';
import { phishableAdmin } from '../checks/phishable-admin.ts';
import { smsMfa } from '../checks/sms-mfa.ts';
import { smsMfaAllowed } from '../checks/sms-mfa-allowed.ts';
import { staleAccount } from '../checks/stale-account.ts';
import { staleGuest } from '../checks/stale-guest.ts';
import { topAdminCount } from '../checks/top-admin-count.ts';
import type { Check } from '../src/core/check.ts';
import { datasetNames, gapOf, providers } from '../src/core/datasets.ts';
import type { CheckText, CheckTexts } from '../src/messages/catalogue.ts';
import { checksEn } from '../src/messages/checks.en.ts';
import { checksJa } from '../src/messages/checks.ja.ts';
import { catalogue } from '../src/messages/index.ts';
import { methodName as methodsEn } from '../src/messages/methods.en.ts';
import { methodName as methodsJa } from '../src/messages/methods.ja.ts';
import { arbitrarySnapshot } from './arbitrary-snapshots.ts';
import {
  account,
  app,
  daysAgo,
  guest,
  judge,
  mfa,
  phone,
  policy,
  role,
  type Scene,
  signIn,
  snapshotOf,
} from './check-tester.ts';

const languages: [string, CheckTexts][] = [
  ['en', checksEn],
  ['ja', checksJa],
];
const leftovers = /undefined|null|NaN|Infinity|\[object|\$\{|[{}]|TODO|Invalid Date/;
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

function textOf(texts: CheckTexts, id: string): CheckText {
  const text = texts[id];
  if (text === undefined) throw new Error(`no text for ${id}`);
  return text;
}

function messageOf(texts: CheckTexts, check: Check, id: string): CheckText['messages'][string] {
  const message = textOf(texts, check.id).messages[id];
  if (message === undefined) throw new Error(`no text for ${check.id} ${id}`);
  return message;
}

function expectProse(text: string): void {
  expect(text).not.toMatch(leftovers);
  expect(text).not.toMatch(/^\s|\s$|\s{2}| [,.;:]|[!！]|、。|。。|\.\.|（）|「」/);
  expect(text.length).toBeGreaterThan(3);
}

describe.each(languages)('the texts in %s', (language, texts) => {
  it('name every check, and no other', () => {
    expect(Object.keys(texts).sort()).toEqual(checks.map(({ id }) => id));
  });

  it.each(checks)('$id: every message id, and no other', ({ id, messages }) => {
    expect(Object.keys(textOf(texts, id).messages).sort()).toEqual([...messages].sort());
  });

  it.each(checks)('$id: names, reason, action and fix are there', ({ id }) => {
    const { title, topic, why, action, effort, fix } = textOf(texts, id);
    const steps = providers.flatMap((provider) => fix[provider]?.steps ?? []);
    for (const text of [title, topic, why, action(1), action(2), action(1234), ...steps]) {
      expectProse(text);
      expect(japanese.test(text)).toBe(language === 'ja');
    }
    expect(title).not.toBe(topic);
    expect(effort.minutesEach).toBeGreaterThan(0);
    for (const provider of providers) expect(fix[provider]?.steps.length).toBeGreaterThan(0);
    expect(fix.microsoft365?.command).toMatch(/^(\$|[A-Z][a-z]+-Mg)/);
    expect(fix['google-workspace']?.command ?? 'gam').toMatch(/^gam/);
  });

  it('words every finding that the checks really make, whatever the directory', () => {
    const shown = new Set<string>();
    fc.assert(
      fc.property(arbitrarySnapshot, (snapshot) => {
        for (const check of checks) {
          const options = check === topAdminCount ? { max: 2 } : {};
          for (const { verdict, message, data } of judge(check, snapshot, { options }).result.findings) {
            if (verdict !== 'fail') continue;
            const text = messageOf(texts, check, message)(data);
            expectProse(text);
            expect(text).toMatch(/[.。]$/);
            expect(japanese.test(text)).toBe(language === 'ja');
            shown.add(`${check.id} ${message}`);
          }
        }
      }),
      { numRuns: 1500, seed: 20261121 },
    );
    const all = checks.flatMap(({ id, messages }) => messages.map((message) => `${id} ${message}`));
    expect(all.filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('the words', () => {
  const examples: [string, Check, Omit<Scene, 'name'>, string, string][] = [
    [
      'a last success',
      staleAccount,
      { data: { accounts: [account()], signIns: [signIn({ lastSuccess: daysAgo(207) })] } },
      'Last successful sign-in 2026-04-28, 207 days ago; the limit is 90.',
      '最後の成功サインインは 2026-04-28（207日前）です。上限は 90日です。',
    ],
    [
      'a single day',
      staleAccount,
      { options: { limitDays: 0 }, data: { accounts: [account()], signIns: [signIn({ lastSuccess: daysAgo(1) })] } },
      'Last successful sign-in 2026-11-20, 1 day ago; the limit is 0.',
      '最後の成功サインインは 2026-11-20（1日前）です。上限は 0日です。',
    ],
    [
      'a record that begins later than the account',
      staleAccount,
      {
        data: {
          accounts: [account({ createdAt: daysAgo(2000) })],
          signIns: [signIn({ recordedSince: '2023-12-01T00:00:00Z' })],
        },
      },
      'No successful sign-in on record since 2023-12-01, 1,086 days ago; the limit is 90.',
      '2023-12-01（1,086日前）以降、成功したサインインの記録がありません。上限は 90日です。',
    ],
    [
      'the usage report',
      staleAccount,
      {
        data: {
          accounts: [account()],
          signIns: [signIn({ recordedSince: daysAgo(180), source: 'usage-report' })],
          roles: [role(), role({ tier: 'high', roleName: 'User Administrator' })],
        },
      },
      'No use in the usage report since 2026-05-25, 180 days ago; the limit is 90. The account holds Global Administrator and User Administrator.',
      '2026-05-25（180日前）以降、利用状況レポートに、利用の記録がありません。上限は 90日です。グローバル管理者、ユーザー管理者を保有しています。',
    ],
    [
      'an invitation never accepted',
      staleGuest,
      { data: { accounts: [guest({ createdAt: daysAgo(187), invitation: 'pending' })], signIns: [] } },
      'Invited 2026-05-18, 187 days ago; the invitation was never accepted; the limit is 90.',
      '2026-05-18 に招待（187日前）。未承諾です。上限は 90日です。',
    ],
    [
      'a guest who never signed in',
      staleGuest,
      { data: { accounts: [guest({ createdAt: daysAgo(173) })], signIns: [signIn()] } },
      'Created 2026-06-01, 173 days ago; no successful sign-in ever; the limit is 90.',
      '2026-06-01 作成（173日前）。成功したサインインは一度もありません。上限は 90日です。',
    ],
    [
      'methods that no policy allows',
      missingMfa,
      {
        data: {
          accounts: [account()],
          mfa: [mfa({ usable: false, methods: [phone, app, { name: 'password', strength: 'none' }] })],
        },
      },
      'Microsoft Authenticator (push) and phone (SMS or voice) are registered, but no policy allows them as second factor.',
      'Microsoft Authenticator（プッシュ通知）、SMS・音声通話が登録されていますが、許可するポリシーがありません。',
    ],
    [
      'a telephone beside an app',
      smsMfa,
      { data: { accounts: [account()], mfa: [mfa({ methods: [phone, app] })] } },
      'Phone (SMS or voice) is registered beside Microsoft Authenticator (push).',
      'Microsoft Authenticator（プッシュ通知）に加えて SMS・音声通話が登録されています。',
    ],
    [
      'a policy',
      smsMfaAllowed,
      {
        data: {
          policies: [
            policy([
              { name: 'sms', enabled: true, scopes: ['all_users'] },
              { name: 'voice', enabled: true, scopes: null },
            ]),
          ],
        },
      },
      'SMS and voice calls are allowed for everyone and accounts that the policy does not name.',
      'SMS と音声通話がすべてのユーザー、範囲が示されていないアカウントに許可されています。',
    ],
    [
      'a group',
      smsMfaAllowed,
      {
        data: {
          policies: [
            policy([
              { name: 'sms', enabled: true, scopes: ['group-1'] },
              { name: 'voice', enabled: false, scopes: [] },
            ]),
          ],
        },
      },
      'SMS is allowed for the group group-1.',
      'SMS がグループ group-1 に許可されています。',
    ],
    [
      'a guest with two roles',
      guestAdmin,
      {
        data: {
          accounts: [guest()],
          roles: [role({ roleName: '_SEED_ADMIN_ROLE' }), role({ tier: 'high', roleName: 'AI Administrator' })],
        },
      },
      'A guest holds AI Administrator and Super Admin.',
      'ゲストが AI Administrator、特権管理者を保有しています。',
    ],
    [
      'an administrator with an app',
      phishableAdmin,
      { data: { accounts: [account()], roles: [role()], mfa: [mfa({ methods: [app] })] } },
      'No security key, passkey or Windows Hello is registered. Registered: Microsoft Authenticator (push). The account holds Global Administrator.',
      'セキュリティキー、パスキー、Windows Hello のいずれも未登録です。登録されている方式は Microsoft Authenticator（プッシュ通知）です。グローバル管理者を保有しています。',
    ],
    [
      'a disabled account',
      disabledAdmin,
      { data: { accounts: [account({ enabled: false })], roles: [role()] } },
      'The account is disabled and still holds Global Administrator.',
      '無効なアカウントがグローバル管理者を保有しています。',
    ],
    [
      'one top administrator',
      topAdminCount,
      { data: { accounts: [account()], roles: [role()] } },
      '1 account holds the top role; at least 2 should: ann@example.com.',
      '最上位管理者が1名います（ann@example.com）。最低2名が必要です。',
    ],
    [
      'no top administrator, one in doubt',
      topAdminCount,
      { data: { accounts: [account({ enabled: null })], roles: [role()] } },
      'No account holds the top role; at least 2 should. 1 more account could not be decided.',
      '最上位管理者がいません。最低2名が必要です。ほかに1名は判定不能です。',
    ],
    [
      'three where one is the most',
      topAdminCount,
      {
        options: { max: 1, min: 0 },
        data: {
          accounts: [account(), account({ id: 'bob' })],
          roles: [role(), role({ holderId: 'bob' })],
        },
      },
      '2 accounts hold the top role; at most 1 should: ann@example.com, bob@example.com.',
      '最上位管理者が2名います（ann@example.com、bob@example.com）。上限は1名です。',
    ],
  ];
  it.each(examples)('%s', (_name, check, scene, en, ja) => {
    const [finding] = judge(check, snapshotOf(check, { name: '', ...scene }), scene).result.findings;
    if (finding === undefined) throw new Error('no finding');
    expect(messageOf(checksEn, check, finding.message)(finding.data)).toBe(en);
    expect(messageOf(checksJa, check, finding.message)(finding.data)).toBe(ja);
  });

  it('every reason that checks and core give themselves is said in both languages', () => {
    const shown = new Set<string>();
    fc.assert(
      fc.property(arbitrarySnapshot, (snapshot) => {
        const foreign = new Set(datasetNames.flatMap((name) => gapOf(snapshot.datasets[name])?.detail ?? []));
        for (const check of checks) {
          for (const { gap } of judge(check, snapshot, { options: {} }).result.findings) {
            if (gap === undefined || foreign.has(gap.detail)) continue;
            expect(catalogue('en').ui.gapReason(gap), gap.detail).toMatch(/^[A-Z].*\.$/);
            expect(catalogue('ja').ui.gapReason(gap), gap.detail).toMatch(/[\p{Script=Hiragana}].*。$/u);
            expect(catalogue('ja').ui.unknownFinding(gap)).toContain(catalogue('ja').ui.gapReason(gap));
            shown.add(gap.detail.replace(/role .*|whether \S+ resists|to \d.*/, ''));
          }
        }
      }),
      { numRuns: 1500, seed: 20261121 },
    );
    expect(shown.size).toBeGreaterThan(8);
  });

  it.each([
    'not read by this version of shisei',
    'this version does not read which factors Google accounts use',
    'microsoft365 gave no record for this account',
    'it is not known whether externalAuthMethod resists phishing',
    'rights not known of role Helper',
    'the older policies, which no API shows, are still in force and may allow SMS or voice',
    'the check failed',
  ])('says in Japanese: %s', (detail) => {
    const reason = catalogue('ja').ui.gapReason({ kind: 'absent', detail });
    expect(reason).toMatch(japanese);
  });

  it('quotes the words of a provider as they are', () => {
    const gap = { kind: 'permission', detail: 'GET /users 403 Authorization_RequestDenied' } as const;
    for (const locale of ['en', 'ja'] as const) expect(catalogue(locale).ui.gapReason(gap)).toBeNull();
  });

  it('names methods for people, and leaves unknown names alone', () => {
    expect(methodsEn('softwareOneTimePasscode')).toBe('authenticator app code');
    expect(methodsJa('mobilePhone')).toBe('SMS・音声通話');
    for (const name of ['retinaScan', 'constructor', '__proto__']) {
      expect(methodsEn(name)).toBe(name);
      expect(methodsJa(name)).toBe(name);
    }
  });

  it('SMS and voice have an end', () => {
    expect(textOf(checksEn, 'sms-mfa').why).toContain('2027-02-01');
    expect(textOf(checksJa, 'sms-mfa').why).toContain('2027年2月1日');
  });
});
