import { describe, expect, it } from 'vitest';
import { dailyUseAdmin } from '../checks/daily-use-admin.ts';
import { emergencyAccess } from '../checks/emergency-access.ts';
import { halfOffboarded } from '../checks/half-offboarded.ts';
import { leaverAccount } from '../checks/leaver-account.ts';
import { syncedAdmin } from '../checks/synced-admin.ts';
import { unlistedAccount } from '../checks/unlisted-account.ts';
import type { Check, Data } from '../src/core/check.ts';
import type { RawResult } from '../src/core/result.ts';
import { checksEn } from '../src/messages/checks.en.ts';
import { checksJa } from '../src/messages/checks.ja.ts';
import { catalogue } from '../src/messages/index.ts';
import {
  account,
  act,
  daysAgo,
  enforcement,
  judge,
  judgeTenant,
  listed,
  mfa,
  role,
  type Scene,
  signIn,
  snapshotOf,
  snapshotsOf,
  type TenantScene,
} from './check-tester.ts';

const ann = account({ addresses: [] });
const left = listed({ leaveDate: '2026-10-31', line: 9 });
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

function said(check: string, message: string, data: Data, timeZone = 'UTC'): string[] {
  return [checksEn, checksJa].map((texts) => texts[check]?.messages[message]?.(data, timeZone) ?? '');
}

function saidOf({ check, findings }: RawResult): string[] {
  const [finding] = findings;
  if (finding === undefined) throw new Error('no finding');
  return said(check, finding.message, finding.data);
}

const examples: [string, Check, Omit<Scene, 'name'>, string, string][] = [
  [
    'somebody who left and did not come back',
    leaverAccount,
    { roster: [left], data: { accounts: [ann], signIns: [signIn({ lastSuccess: daysAgo(32) })], roles: [role()] } },
    'Left on 2026-10-31, 21 days ago (line 9 of the HR list); the account is still enabled. Last successful sign-in 2026-10-20, 32 days ago. The account holds Global Administrator.',
    '2026-10-31 に退職しています（21日前、社員名簿の9行目）。アカウントは有効なままです。最後の成功サインインは 2026-10-20（32日前）です。グローバル管理者の役割を持っています。',
  ],
  [
    'somebody of whom nothing else is known',
    leaverAccount,
    { roster: [listed({ leaveDate: '2026-11-20', line: 2 })], data: { accounts: [ann] } },
    'Left on 2026-11-20, 1 day ago (line 2 of the HR list); the account is still enabled. Whether it has been used since is not known.',
    '2026-11-20 に退職しています（1日前、社員名簿の2行目）。アカウントは有効なままです。退職後に使われたかどうかは分かりません。',
  ],
  [
    'an account that a link ties to somebody who left',
    leaverAccount,
    {
      roster: [left],
      links: [['ann', 'adm']],
      data: {
        accounts: [{ ...ann, enabled: false }, account({ id: 'adm', addresses: [] })],
        roles: [role({ holderId: 'adm' })],
      },
    },
    'Left on 2026-10-31, 21 days ago (line 9 of the HR list); the account is still enabled. Whether it has been used since is not known. Joined to this person by a link in the configuration. The account holds Global Administrator.',
    '2026-10-31 に退職しています（21日前、社員名簿の9行目）。アカウントは有効なままです。退職後に使われたかどうかは分かりません。この方のアカウントとした根拠は、設定の links です。グローバル管理者の役割を持っています。',
  ],
  [
    'somebody who left on a day that nobody noted',
    leaverAccount,
    { roster: [listed({ status: 'left', line: 1234 })], data: { accounts: [ann], signIns: [signIn()] } },
    'Has left (line 1,234 of the HR list); the account is still enabled.',
    '退職済みです（社員名簿の1,234行目、退職日の記載なし）。アカウントは有効なままです。',
  ],
  [
    'somebody who left and came back',
    leaverAccount,
    {
      roster: [left],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: '2026-11-18T00:00:00Z', source: 'usage-report' })] },
    },
    'Left on 2026-10-31, 21 days ago (line 9 of the HR list), and the account has been used since. Last use in the usage report 2026-11-18, 3 days ago.',
    '2026-10-31 に退職しています（21日前、社員名簿の9行目）。その後もアカウントが使われています。利用状況レポートによる最後の利用は 2026-11-18（3日前）です。',
  ],
  [
    'an account of nobody',
    unlistedAccount,
    {
      roster: [listed({ email: 'bob@example.com' })],
      data: { accounts: [ann], signIns: [signIn({ lastSuccess: daysAgo(3) })], roles: [role()] },
    },
    'Nobody in the HR list has an address of the account. Created 2024-02-25, 1,000 days ago. Last successful sign-in 2026-11-18, 3 days ago. The account holds Global Administrator.',
    'このアカウントのアドレスは、社員名簿にありません。2024-02-25 作成（1,000日前）。最後の成功サインインは 2026-11-18（3日前）です。グローバル管理者の役割を持っています。',
  ],
  [
    'an account with a number of nobody, never used',
    unlistedAccount,
    {
      roster: [listed({ email: 'bob@example.com' })],
      data: { accounts: [account({ addresses: [], employeeId: 'A-7', createdAt: null })], signIns: [signIn()] },
    },
    'Nobody in the HR list has an address of the account, or its employee number A-7. Nobody has ever signed in.',
    'このアカウントのアドレスも社員番号（A-7）も、社員名簿にありません。成功したサインインは一度もありません。',
  ],
  [
    'an administrator of the office',
    syncedAdmin,
    { data: { accounts: [account({ synced: true })], roles: [role()] } },
    'The account is synchronised from an on-premises directory. The account holds Global Administrator.',
    'オンプレミスのディレクトリから同期されたアカウントです。グローバル管理者の役割を持っています。',
  ],
  [
    'a top administrator who reads mail',
    dailyUseAdmin,
    {
      data: {
        accounts: [account({ licences: ['1', '2'].map((productId) => ({ productId, disabledPlans: [] })) })],
        roles: [role()],
        organization: [
          {
            ...{ id: 'acme', name: null, domains: [], plan: null },
            products: ['SPB', 'EXCHANGESTANDARD'].map((name, index) => {
              return { id: `${index + 1}`, name, paid: true, mailboxPlans: ['exchange'] };
            }),
          },
        ],
      },
    },
    'The licences give the account a mailbox: EXCHANGESTANDARD and SPB. The account holds Global Administrator.',
    'メールボックスつきのライセンス（EXCHANGESTANDARD、SPB）が割り当てられています。グローバル管理者の役割を持っています。',
  ],
];

const bg = ['bg1', 'bg2'].map((id) => account({ id, synced: true }));
const emergency = ['bg1', 'bg2'];
const tops = emergency.map((holderId) => role({ holderId }));
const forced = emergency.map((accountId) => enforcement({ accountId }));
const keyless = emergency.map((accountId) => mfa({ accountId }));
const bare: Pick<TenantScene, 'directories'> = { directories: { microsoft365: { accounts: [ann] } } };
const tenants: [string, typeof halfOffboarded, Omit<TenantScene, 'name'>, string, string][] = [
  [
    'disabled at Microsoft, enabled at Google',
    halfOffboarded,
    {
      roster: [listed()],
      directories: {
        microsoft365: {
          accounts: [account({ enabled: false, employeeId: '7' })],
          adminActivity: [act({ disabledAt: daysAgo(30) })],
        },
        'google-workspace': {
          accounts: [
            account({ id: 'g', login: 'ann@example.com' }),
            account({ id: 'g2', login: 'a2@example.com', employeeId: '7' }),
          ],
          signIns: [signIn({ accountId: 'g', lastSuccess: daysAgo(2) })],
        },
      },
    },
    'Disabled in Microsoft\u00a0365 (ann@example.com), since 2026-10-22, 30 days ago; still enabled in Google Workspace (ann@example.com and a2@example.com). Last successful sign-in 2026-11-19, 2 days ago. Joined by the same login and the same employee number.',
    'Microsoft\u00a0365（ann@example.com）では 2026-10-22（30日前）に無効にされましたが、Google Workspace（ann@example.com、a2@example.com）では有効なままです。最後の成功サインインは 2026-11-19（2日前）です。同一人物とした根拠は、同じログイン名、同じ社員番号です。',
  ],
  [
    'disabled at Google, nobody knows since when',
    halfOffboarded,
    {
      links: [['ann', 'g']],
      directories: {
        microsoft365: { accounts: [ann] },
        'google-workspace': { accounts: [account({ id: 'g', login: 'a@example.com', enabled: false })] },
      },
    },
    'Disabled in Google Workspace (a@example.com); still enabled in Microsoft\u00a0365 (ann@example.com). Joined by a link in the configuration.',
    'Google Workspace（a@example.com）では無効にされましたが、Microsoft\u00a0365（ann@example.com）では有効なままです。同一人物とした根拠は、設定の links です。',
  ],
  [
    'no emergency account',
    emergencyAccess,
    bare,
    'No declared emergency account holds the top role of Microsoft\u00a0365; at least 2 should.',
    'Microsoft\u00a0365 の最上位の役割を持つ緊急用アカウントがありません。最低2件が必要です。',
  ],
  [
    'one emergency account, one in doubt, and what else is wrong',
    emergencyAccess,
    {
      emergency,
      options: { min: 3 },
      directories: {
        microsoft365: {
          accounts: [account({ id: 'bg1', enabled: null }), account({ id: 'bg2', synced: true })],
          roles: tops,
          signIns: [signIn({ accountId: 'bg2', lastSuccess: daysAgo(1) })],
        },
      },
    },
    '1 declared emergency account holds the top role of Microsoft\u00a0365; at least 3 should: bg2@example.com. 1 more account could not be decided. bg2@example.com comes from the on-premises directory. Used within 90 days: bg2@example.com.',
    'Microsoft\u00a0365 の最上位の役割を持つ緊急用アカウントは1件です（bg2@example.com）。最低3件が必要です。ほかに1件は判定不能です。bg2@example.com はオンプレミスのディレクトリから同期されています。bg2@example.com は過去90日の間に使われています。',
  ],
  [
    'two that nobody could sign in to',
    emergencyAccess,
    { emergency, directories: { microsoft365: { accounts: bg, roles: tops, enforcement: forced, mfa: keyless } } },
    'bg1@example.com and bg2@example.com must use MFA and have no phishing-resistant key. bg1@example.com and bg2@example.com come from the on-premises directory.',
    'bg1@example.com、bg2@example.com は MFA が必須ですが、フィッシング耐性のあるキーが未登録です。bg1@example.com、bg2@example.com はオンプレミスのディレクトリから同期されています。',
  ],
];

describe('what is said of people', () => {
  it.each(examples)('%s', (_name, check, scene, en, ja) => {
    const { result } = judge(check, snapshotOf(check, { name: '', ...scene }), scene);
    expect(saidOf(result)).toEqual([en, ja]);
  });

  it.each(tenants)('%s', (_name, check, scene, en, ja) => {
    const { result } = judgeTenant(check, snapshotsOf(check, { name: '', ...scene }), scene);
    expect(saidOf(result)).toEqual([en, ja]);
  });

  it('the day of leaving is a day of the calendar, in whatever time zone', () => {
    const { result } = judge(leaverAccount, snapshotOf(leaverAccount, { name: '', data: { accounts: [ann] } }), {
      roster: [left],
    });
    const data = result.findings[0]?.data ?? {};
    for (const timeZone of ['America/Los_Angeles', 'Asia/Tokyo']) {
      expect(
        said('leaver-account', 'enabled', data, timeZone)
          .join()
          .match(/2026-10-31/g),
      ).toHaveLength(2);
    }
  });

  it.each([
    'the directory does not say which other addresses the account has',
    'the directory does not say whether the account comes from an on-premises directory',
    'addresses of the account belong to several people of the HR list',
    'the HR list has no column that tells who has left',
  ])('in both languages: %s', (detail) => {
    const [en, ja] = (['en', 'ja'] as const).map((locale) =>
      catalogue(locale).ui.gapReason({ kind: 'absent', detail }),
    );
    expect(en).toMatch(/^[A-Z].*\.$/);
    expect(ja).toMatch(japanese);
  });
});
