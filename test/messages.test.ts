import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindLog } from '../checks/blind-log.ts';
import { disabledAdmin } from '../checks/disabled-admin.ts';
import { foreignSignIn } from '../checks/foreign-sign-in.ts';
import { guestAdmin } from '../checks/guest-admin.ts';
import { checks } from '../checks/index.ts';
import { legacyAuthOpen } from '../checks/legacy-auth-open.ts';
import { missingMfa } from '../checks/missing-mfa.ts';
import { phishableAdmin } from '../checks/phishable-admin.ts';
import { smsMfa } from '../checks/sms-mfa.ts';
import { smsMfaAllowed } from '../checks/sms-mfa-allowed.ts';
import { staleAccount } from '../checks/stale-account.ts';
import { staleGuest } from '../checks/stale-guest.ts';
import { topAdminCount } from '../checks/top-admin-count.ts';
import { unenforcedMfa } from '../checks/unenforced-mfa.ts';
import { unusedAdmin } from '../checks/unused-admin.ts';
import { type AnyCheck, type Check, type Data, isTenantCheck, type Options } from '../src/core/check.ts';
import { datasetNames, gapOf } from '../src/core/datasets.ts';
import { providers } from '../src/core/provider.ts';
import type { CheckText, CheckTexts } from '../src/messages/catalogue.ts';
import { checksEn } from '../src/messages/checks.en.ts';
import { checksJa } from '../src/messages/checks.ja.ts';
import { catalogue, phrasing } from '../src/messages/index.ts';
import { methodName as methodsEn } from '../src/messages/methods.en.ts';
import { methodName as methodsJa } from '../src/messages/methods.ja.ts';
import { arbitraryCircumstances, arbitraryTenant } from './arbitrary-snapshots.ts';
import {
  account,
  act,
  app,
  daysAgo,
  enforcement,
  events,
  guest,
  judge,
  judgeAny,
  logOf,
  mfa,
  partial,
  phone,
  policy,
  refused,
  role,
  type Scene,
  signIn,
  snapshotOf,
  unavailable,
} from './check-tester.ts';

/** Limits that few directories keep, so that every message is shown. */
const limits: Readonly<Record<string, Options>> = { 'top-admin-count': { max: 1 }, 'emergency-access': { min: 1 } };

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

function messageOf(texts: CheckTexts, check: AnyCheck, id: string): CheckText['messages'][string] {
  const message = textOf(texts, check.id).messages[id];
  if (message === undefined) throw new Error(`no text for ${check.id} ${id}`);
  return message;
}

function expectProse(text: string): void {
  expect(text).not.toMatch(leftovers);
  expect(text).not.toMatch(/^\s|\s$|\s{2}| [,.;:]|[!！]|、。|。。|\.\.|（）|「」/);
  expect(text.length).toBeGreaterThan(3);
}

/** Providers whose directories the check is about. */
function repairedAt(check: AnyCheck): string[] {
  if (isTenantCheck(check)) return Object.keys(check.reads);
  const everything = { name: '', data: {}, approvedCountries: ['JP'], roster: [] };
  return providers.filter((provider) => {
    const scene = { ...everything, provider };
    return judge(check, snapshotOf(check, scene), scene).applies;
  });
}

describe.each(languages)('the texts in %s', (language, texts) => {
  it('name every check, and no other', () => {
    expect(Object.keys(texts).sort()).toEqual(checks.map(({ id }) => id));
  });

  it.each(checks)('$id: every message id, and no other', ({ id, messages }) => {
    expect(Object.keys(textOf(texts, id).messages).sort()).toEqual([...messages].sort());
    expect(Object.keys(textOf(texts, id).meanings).sort()).toEqual([...messages].sort());
  });

  it.each(checks)('$id: names, reason, action and fix are there', (check) => {
    const { id } = check;
    const { title, topic, why, action, effort, fix, note, meanings } = textOf(texts, id);
    const steps = providers.flatMap((provider) => fix[provider]?.steps ?? []);
    for (const text of [
      ...Object.values(meanings),
      ...(note === undefined ? [] : [note]),
      title,
      topic,
      why,
      action(1),
      action(2),
      action(1234),
      ...steps,
    ]) {
      expectProse(text);
      expect(japanese.test(text)).toBe(language === 'ja');
    }
    expect(title).not.toBe(topic);
    expect(effort.minutesEach).toBeGreaterThan(0);
    expect(Object.keys(fix).sort()).toEqual(repairedAt(check).sort());
    for (const { steps } of Object.values(fix)) expect(steps.length).toBeGreaterThan(0);
    if (fix.microsoft365 !== undefined) expect(fix.microsoft365.command).toMatch(/^(\$|[A-Z][a-z]+-Mg)/);
    expect(fix['google-workspace']?.command ?? 'gam').toMatch(/^gam/);
  });
});

describe('the words', () => {
  it('are there for every finding that the checks really make, whatever the directories', () => {
    const shown = new Set<string>();
    const said = new Set<string>();
    fc.assert(
      fc.property(arbitraryTenant, arbitraryCircumstances, (snapshots, how) => {
        for (const check of checks) {
          const options = limits[check.id] ?? {};
          for (const { verdict, message, data } of judgeAny(check, snapshots, { ...how, options }).result.findings) {
            if (verdict !== 'fail') continue;
            shown.add(`${check.id} ${message}`);
            for (const [language, texts] of languages) {
              const text = messageOf(texts, check, message)(data, 'Asia/Tokyo');
              if (said.has(text)) continue;
              said.add(text);
              expectProse(text);
              expect(text).toMatch(/[.。]$/);
              expect(japanese.test(text)).toBe(language === 'ja');
            }
          }
        }
      }),
      { numRuns: 1500, seed: 20261121 },
    );
    const all = checks.flatMap(({ id, messages }) => messages.map((message) => `${id} ${message}`));
    expect(all.filter((id) => !shown.has(id))).toEqual([]);
  });

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
      '2026-05-25（180日前）以降、利用状況レポートに、利用の記録がありません。上限は 90日です。グローバル管理者、ユーザー管理者の役割を持っています。',
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
      'a telephone alone, before the end',
      smsMfa,
      { data: { accounts: [account()], mfa: [mfa({ methods: [phone] })], roles: [role()] } },
      'Phone (SMS or voice) is the only second factor. Microsoft ends its own SMS and voice MFA on 2027-02-01, in 72 days; in its public cloud the account will then be stopped at sign-in until it registers a passkey. The account holds Global Administrator.',
      '登録されている MFA は SMS・音声通話のみです。Microsoft が提供する SMS・音声通話による MFA は 2027-02-01（あと72日）に終了します。以後、パブリック クラウドでは、パスキーを登録するまでサインインできなくなります。グローバル管理者の役割を持っています。',
    ],
    [
      'a telephone that was used',
      smsMfa,
      {
        provider: 'google-workspace',
        data: {
          accounts: [account()],
          signInEvents: [
            events({
              factors: [
                { name: 'idv_preregistered_phone', strength: 'phone', second: true, lastAt: daysAgo(3), count: 2 },
              ],
            }),
          ],
        },
      },
      'Phone (SMS or voice) served as second factor, last on 2026-11-18, 3 days ago.',
      'SMS・音声通話が2つ目の要素として使われています。最後は 2026-11-18（3日前）です。',
    ],
    [
      'any factor at Google',
      smsMfaAllowed,
      {
        provider: 'google-workspace',
        data: {
          accounts: [account(), account({ id: 'bob' })],
          enforcement: [
            enforcement({ allowedFactors: { set: 'ALL', scope: '/' } }),
            enforcement({ accountId: 'bob', allowedFactors: { set: 'ALL', scope: '/Sales' } }),
          ],
        },
      },
      'SMS and voice calls are allowed for 2 accounts, by the setting for everyone and the setting for /Sales.',
      '組織全体の設定、「/Sales」の設定により、2件のアカウントに SMS と音声通話が許可されています。',
    ],
    [
      'any factor at Google, where other accounts may be missing',
      smsMfaAllowed,
      {
        provider: 'google-workspace',
        data: {
          accounts: partial([account()]),
          enforcement: [enforcement({ allowedFactors: { set: 'ALL', scope: '/' } })],
        },
      },
      'SMS and voice calls are allowed by the setting for everyone, and perhaps by other settings; for how many accounts is not known.',
      '組織全体の設定により、SMS と音声通話が許可されています。ほかの設定でも許可されている可能性があり、対象のアカウント数は分かりません。',
    ],
    [
      'older clients, where other accounts may be missing',
      legacyAuthOpen,
      { data: { accounts: partial([account()]), enforcement: [enforcement({ legacyClients: 'open' })] } },
      'Clients that cannot do MFA may sign in to ann@example.com, and perhaps to further accounts. Who uses such clients is not known.',
      'MFA に対応していないクライアントからサインインできるアカウントがあります（確認できた範囲：ann@example.com）。ほかにもある可能性があります。誰が使っているかは分かりません。',
    ],
    [
      'too many top administrators, where others may be missing',
      topAdminCount,
      { options: { max: 0, min: 0 }, data: { accounts: partial([account()]), roles: [role()] } },
      'More than 0 accounts hold the top role; at most 0 should. Seen so far: ann@example.com; there may be more.',
      '最上位管理者が0名を超えています（確認できた範囲：ann@example.com）。ほかにもいる可能性があります。上限は0名です。',
    ],
    [
      'no key at Google',
      phishableAdmin,
      {
        provider: 'google-workspace',
        data: { accounts: [account()], roles: [role({ roleName: '_SEED_ADMIN_ROLE' })], mfa: [mfa({ methods: [] })] },
      },
      'No security key or passkey is registered; Google does not tell which other methods are. The account holds Super Admin.',
      'セキュリティキーもパスキーも未登録です。ほかに登録されている方式を、Google は示していません。特権管理者の役割を持っています。',
    ],
    [
      'left out by a policy',
      unenforcedMfa,
      {
        data: {
          accounts: [account()],
          enforcement: [
            enforcement({
              state: 'none',
              reason: 'excluded',
              policies: [{ id: 'p1', name: 'MFA for all', conditions: [] }],
            }),
          ],
        },
      },
      'Nothing enforces MFA: left out of “MFA for all”.',
      'MFA は必須になっていません。理由：「MFA for all」の対象外。',
    ],
    [
      'enforcement that has not begun',
      unenforcedMfa,
      {
        provider: 'google-workspace',
        data: { accounts: [account()], enforcement: [enforcement({ reason: 'directory', startsAt: daysAgo(-10) })] },
      },
      'Nothing enforces MFA: enforcement begins on 2026-12-01.',
      'MFA は必須になっていません。理由：2026-12-01から適用。',
    ],
    [
      'a policy that is narrowed, and another',
      unenforcedMfa,
      {
        data: {
          accounts: [account()],
          roles: [role()],
          enforcement: [
            enforcement({
              state: 'partly',
              reason: 'narrowed',
              policies: [
                { id: 'p1', name: 'Mobile', conditions: ['platforms:android, iOS', 'applications'] },
                { id: 'p2', name: 'Others', conditions: ['locations', 'platforms', 'user-risk'] },
              ],
            }),
          ],
        },
      },
      'MFA is enforced in part only: “Mobile” does not cover every sign-in: some platforms only (Android, iOS); some applications only. Nor does “Others”. The account holds Global Administrator.',
      'MFA が求められないサインインがあります。理由：「Mobile」では MFA なしのサインインが残る：一部の OS のみ（Android、iOS）、一部のアプリのみ。「Others」も同様です。グローバル管理者の役割を持っています。',
    ],
    [
      'left out by one policy, and asked by another under conditions only',
      unenforcedMfa,
      {
        data: {
          accounts: [account()],
          enforcement: [
            enforcement({
              state: 'partly',
              reason: 'narrowed',
              policies: [{ id: 'p1', name: 'Outside', conditions: ['excluded-locations:AllTrusted'] }],
              leftOutOf: ['MFA for all, and all'],
            }),
          ],
        },
      },
      'MFA is enforced in part only: “Outside” does not cover every sign-in: trusted locations are left out. The account is left out of “MFA for all, and all”.',
      'MFA が求められないサインインがあります。理由：「Outside」では MFA なしのサインインが残る：信頼済みの場所を除く。また、「MFA for all, and all」では対象外です。',
    ],
    [
      'left out by more policies than a sentence holds',
      unenforcedMfa,
      {
        data: {
          accounts: [account()],
          enforcement: [
            enforcement({
              state: 'none',
              reason: 'report-only',
              policies: ['D', 'C', 'B', 'A'].map((name) => ({ id: name, name, conditions: [] })),
            }),
          ],
        },
      },
      'Nothing enforces MFA: “A”, “B”, “C” and 1 more report only.',
      'MFA は必須になっていません。理由：「A」、「B」、「C」、ほか1件はレポート専用。',
    ],
    [
      'more narrowed policies than a sentence holds',
      unenforcedMfa,
      {
        data: {
          accounts: [account()],
          enforcement: [
            enforcement({
              state: 'partly',
              reason: 'narrowed',
              policies: ['D', 'C', 'B', 'A'].map((name) => ({ id: name, name, conditions: ['platforms'] })),
            }),
          ],
        },
      },
      'MFA is enforced in part only: “A” does not cover every sign-in: some platforms only. Nor do “B”, “C” and 1 more.',
      'MFA が求められないサインインがあります。理由：「A」では MFA なしのサインインが残る：一部の OS のみ。「B」、「C」、ほか1件も同様です。',
    ],
    [
      'a setting that does not enforce it',
      unenforcedMfa,
      {
        provider: 'google-workspace',
        data: {
          accounts: [account()],
          enforcement: [
            enforcement({
              state: 'none',
              reason: 'not-included',
              policies: [{ id: 'policies/1', name: '/Contractors', conditions: [] }],
            }),
          ],
        },
      },
      'Nothing enforces MFA: the setting for /Contractors does not enforce it.',
      'MFA は必須になっていません。理由：「/Contractors」の設定では必須でない。',
    ],
    [
      'older clients',
      legacyAuthOpen,
      {
        data: {
          accounts: [account(), account({ id: 'bob' })],
          enforcement: [
            enforcement({ legacyClients: 'open' }),
            enforcement({ accountId: 'bob', legacyClients: 'open' }),
          ],
          signInEvents: [events({ clients: [{ name: 'IMAP4', lastAt: daysAgo(2), count: 4 }] })],
        },
      },
      'Clients that cannot do MFA may sign in to 2 accounts: ann@example.com and bob@example.com. Within 30 days such clients were used by ann@example.com.',
      '2件のアカウントに、MFA に対応していないクライアントからサインインできます（ann@example.com、bob@example.com）。過去30日に使ったのは ann@example.com です。',
    ],
    [
      'older clients, without the log',
      legacyAuthOpen,
      {
        data: {
          accounts: [account()],
          enforcement: [enforcement({ legacyClients: 'open' })],
          signInEvents: unavailable(),
        },
      },
      'Clients that cannot do MFA may sign in to 1 account: ann@example.com. Who uses such clients is not known.',
      '1件のアカウントに、MFA に対応していないクライアントからサインインできます（ann@example.com）。誰が使っているかは分かりません。',
    ],
    [
      'a log that the licence does not offer',
      blindLog,
      { data: { signInEvents: unavailable('licence') } },
      'The licence of this directory does not let programs read who signed in when, and from where.',
      'このディレクトリのライセンスでは、誰が・いつ・どこからサインインしたかをプログラムで読み取れません。',
    ],
    [
      'a sign-in from abroad',
      foreignSignIn,
      {
        approvedCountries: ['JP'],
        data: {
          accounts: [account()],
          signInEvents: [
            events({
              countries: [
                {
                  country: 'DE',
                  firstAt: daysAgo(5),
                  lastAt: daysAgo(3),
                  address: '203.0.113.7',
                  app: 'Outlook',
                  count: 2,
                },
                { country: 'FR', firstAt: daysAgo(4), lastAt: daysAgo(4), address: null, app: null, count: 1 },
              ],
            }),
          ],
        },
      },
      'Signed in from Germany (DE) on 2026-11-18, 3 days ago (203.0.113.7, Outlook). Also from France (FR). 3 such sign-ins in all.',
      'ドイツ（DE）からのサインインが 2026-11-18（3日前）に成功しています。接続元とアプリ：203.0.113.7、Outlook。ほかにフランス（FR）からもあります。合わせて3回です。',
    ],
    [
      'an administrator who administers nothing',
      unusedAdmin,
      {
        data: {
          accounts: [account()],
          roles: [role()],
          signIns: [signIn({ lastSuccess: daysAgo(1) })],
          adminActivity: logOf([act({ lastAt: daysAgo(100) })], 180),
        },
      },
      'Signs in, but the last administrative act was on 2026-08-13, 100 days ago (Reset password (by admin)); the limit is 90. The account holds Global Administrator.',
      'サインインはしていますが、最後の管理操作は 2026-08-13（100日前）です（Reset password (by admin)）。上限は 90日です。グローバル管理者の役割を持っています。',
    ],
    [
      'an administrator without any act',
      unusedAdmin,
      {
        data: {
          accounts: [account()],
          roles: [role()],
          signIns: [signIn({ lastSuccess: daysAgo(1) })],
          adminActivity: logOf([], 180),
        },
      },
      'Signs in, but the audit trail holds no administrative act since 2026-05-25; the limit is 90. The account holds Global Administrator.',
      'サインインはしていますが、監査ログには 2026-05-25 以降の管理操作がありません。上限は 90日です。グローバル管理者の役割を持っています。',
    ],
    [
      'a policy',
      smsMfaAllowed,
      {
        data: {
          policies: [
            policy([
              { name: 'sms', enabled: true, scopes: ['all_users'] },
              { name: 'voice', enabled: true, scopes: ['g-1'] },
            ]),
          ],
        },
      },
      'SMS and voice calls are allowed for everyone and the group g-1.',
      'SMS と音声通話がすべてのユーザー、グループ g-1 に許可されています。',
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
      'ゲストが AI Administrator、特権管理者の役割を持っています。',
    ],
    [
      'an administrator with an app',
      phishableAdmin,
      { data: { accounts: [account()], roles: [role()], mfa: [mfa({ methods: [app] })] } },
      'No security key, passkey or Windows Hello is registered. Registered: Microsoft Authenticator (push). The account holds Global Administrator.',
      'セキュリティキー、パスキー、Windows Hello のいずれも未登録です。登録されている方式は Microsoft Authenticator（プッシュ通知）です。グローバル管理者の役割を持っています。',
    ],
    [
      'a disabled account',
      disabledAdmin,
      { data: { accounts: [account({ enabled: false })], roles: [role()] } },
      'The account is disabled and still holds Global Administrator.',
      '無効なアカウントがグローバル管理者の役割を持っています。',
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
    expect(messageOf(checksEn, check, finding.message)(finding.data, 'UTC')).toBe(en);
    expect(messageOf(checksJa, check, finding.message)(finding.data, 'UTC')).toBe(ja);
  });

  it('every reason that checks and core give themselves is said in both languages', () => {
    const shown = new Set<string>();
    const said = new Set<string>();
    fc.assert(
      fc.property(arbitraryTenant, arbitraryCircumstances, (snapshots, how) => {
        const gaps = snapshots.flatMap(({ datasets }) => datasetNames.map((name) => gapOf(datasets[name])));
        const foreign = new Set(gaps.flatMap((gap) => gap?.detail ?? []));
        for (const check of checks) {
          for (const { gap } of judgeAny(check, snapshots, how).result.findings) {
            if (gap === undefined || foreign.has(gap.detail) || gap.detail === refused().detail) continue;
            if (said.has(gap.detail)) continue;
            said.add(gap.detail);
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
    'the usage report of Google does not tell yet which keys and passkeys the account registered',
    'the directory does not say whether MFA is enforced',
    'the directory does not say whether MFA is switched on for the account by itself',
    'the directory does not say whether security defaults are on',
    'the directory does not say whether older clients are shut out',
    'the directory does not say which second factors policy allows',
    'it is not known whether the set of factors SOMETHING_NEW allows SMS or voice',
    'the directory does not say whether the account is a guest',
    'the directory does not say whether the account signs in elsewhere',
    'the directory does not say which organisation the account comes from',
    'it is not known which accounts Microsoft calls serviceProvider',
    'the directory does not say in which organisational unit the account is',
    'the list of organisational units does not hold that of the account',
    'a setting is limited in words that this version does not know',
    'no read-only permission shows the licences that a setting is limited to',
    'the group was not read',
    'the roles were not read',
    'the directory gave no record of this account',
    'it is not known how far back the log of sign-ins reaches',
    'the log of sign-ins reaches back to 2026-10-22 only',
    'the log does not say from which country some sign-ins came',
    'the log does not say which factors were passed',
    'group Board office hides its members; grant the application permission Member.Read.Hidden',
  ])('says in Japanese: %s', (detail) => {
    const reason = catalogue('ja').ui.gapReason({ kind: 'absent', detail });
    expect(reason).toMatch(japanese);
  });

  it.each([
    [1, 'on 2027-02-01, in 1 day;', '2027-02-01（あと1日）に終了します'],
    [0, 'on 2027-02-01, today;', '2027-02-01（本日）に終了します'],
    [-1, 'Since 2027-02-01 Microsoft offers no', '2027-02-01 に終了しました'],
  ])('counts the days to the end of SMS and voice: %d', (daysLeft, en, ja) => {
    const data = {
      methods: 'mobilePhone',
      others: null,
      endsOn: '2027-02-01',
      daysLeft,
      privileged: false,
      roles: null,
    };
    expect(messageOf(checksEn, smsMfa, 'only')(data, 'UTC')).toContain(en);
    expect(messageOf(checksJa, smsMfa, 'only')(data, 'UTC')).toContain(ja);
  });

  it('names ten of many accounts and counts the others', () => {
    const logins = ['a@example.com', 'b@example.com'].join(', ');
    const data = { accounts: 1202, logins, users: 3, userLogins: 'a@example.com' };
    expect(messageOf(checksEn, legacyAuthOpen, 'open')(data, 'UTC')).toBe(
      'Clients that cannot do MFA may sign in to 1,202 accounts: a@example.com, b@example.com and 1,200 more. Within 30 days such clients were used by a@example.com and 2 more.',
    );
    expect(messageOf(checksJa, legacyAuthOpen, 'open')(data, 'UTC')).toBe(
      '1,202件のアカウントに、MFA に対応していないクライアントからサインインできます（a@example.com、b@example.com、ほか1,200件）。過去30日に使ったのは a@example.com、ほか2件です。',
    );
  });

  it('tells days as the time zone has them, and days of the usage report as they are', () => {
    const event = { country: 'IT', countries: 'IT', lastAt: '2026-11-17T15:00:00Z', days: 3, count: 1 };
    const begins = { reason: 'scheduled', startsAt: '2026-12-12T20:00:00Z', policies: 0, policyNames: null };
    const used = { lastSuccess: '2026-11-17T00:00:00Z', days: 3, limitDays: 1, source: 'usage-report' };
    const said = (check: AnyCheck, id: string, data: Data, timeZone: string) =>
      [checksEn, checksJa].map((texts) => messageOf(texts, check, id)(data, timeZone)).join(' ');
    expect(said(foreignSignIn, 'foreign', event, 'UTC').match(/2026-11-17/g)).toHaveLength(2);
    expect(said(foreignSignIn, 'foreign', event, 'Asia/Tokyo').match(/2026-11-18/g)).toHaveLength(2);
    expect(said(unenforcedMfa, 'none', begins, 'Asia/Tokyo').match(/2026-12-13/g)).toHaveLength(2);
    expect(said(staleAccount, 'stale', used, 'America/New_York').match(/2026-11-17/g)).toHaveLength(2);
    const activity = { ...used, source: 'activity' };
    expect(said(staleAccount, 'stale', activity, 'America/New_York').match(/2026-11-16/g)).toHaveLength(2);
  });

  it('puts the days of a report in the time zone that it is for', () => {
    const data = { country: 'IT', countries: 'IT', lastAt: '2026-11-17T15:00:00Z', days: 3, count: 1 };
    const finding = { key: 'k', subject: { type: 'account', id: 'ann' }, severity: 'high', data } as const;
    const raw = { ...finding, verdict: 'fail', message: 'foreign' } as const;
    expect(phrasing('ja', 'Asia/Tokyo').finding('foreign-sign-in', raw)).toContain('2026-11-18');
    expect(phrasing('ja', 'UTC').finding('foreign-sign-in', raw)).toContain('2026-11-17');
  });

  it.each([
    ['it is not known whether externalAuthMethod resists phishing', /passkey/, /パスキー/],
    ['the log does not say from which country some sign-ins came', /access\.csv/, /access\.csv/],
    [
      'group Board hides its members; grant the application permission Member.Read.Hidden',
      /`Member\.Read\.Hidden`.*`microsoft365\/enforcement`.*`expectedGaps`/,
      /`Member\.Read\.Hidden`.*`expectedGaps`.*`microsoft365\/enforcement`/,
    ],
    ['microsoft365 gave no record for this account', /new accounts/, /新しいアカウント/],
    ['the log does not say which factors were passed', /by hand/, /個別/],
  ])('says what to do about: %s', (detail, en, ja) => {
    const gap = { kind: 'absent', detail } as const;
    expect(catalogue('en').ui.remedy(gap, 'microsoft365/enforcement')).toMatch(en);
    expect(catalogue('ja').ui.remedy(gap, 'microsoft365/enforcement')).toMatch(ja);
  });

  it.each(providers)('a licence without the log of %s: what can be looked at by hand', (provider) => {
    const gap = { kind: 'licence', detail: 'GET /auditLogs/signIns 403' } as const;
    for (const locale of ['en', 'ja'] as const) {
      const { ui } = catalogue(locale);
      expect(ui.remedy(gap, `${provider}/signInEvents`)).toContain('`blind-log`');
      expect(ui.remedy(gap, `${provider}/signIns`)).not.toContain('blind-log');
    }
  });

  it('quotes the words of a provider as they are', () => {
    const gap = { kind: 'permission', detail: 'GET /users 403 Authorization_RequestDenied' } as const;
    for (const locale of ['en', 'ja'] as const) expect(catalogue(locale).ui.gapReason(gap)).toBeNull();
  });

  it('names methods for people, and leaves unknown names alone', () => {
    expect(methodsEn('softwareOneTimePasscode')).toBe('authenticator app code');
    expect(methodsJa('mobilePhone')).toBe('SMS・音声通話');
    expect(methodsEn('Passkey (synced)')).toBe('synced passkey');
    expect(methodsJa('externalAuthMethod')).toBe('外部認証方法');
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
