import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { ago, day, lastUse, limit, never, number, stale } from './words.ja.ts';

function unaccepted(data: Data, timeZone: string): string {
  const rest = typeof data.lastSuccess === 'string' ? lastUse(data, timeZone) : '';
  const invited = data.createdAt === null ? '招待は' : `${day(data.createdAt, timeZone)} に招待${ago(data.ageDays)}。`;
  return `${invited}未承諾です。${limit(data)}${rest}`;
}

/** What checks of the use of accounts say in Japanese. */
export const accountChecksJa = {
  'stale-account': {
    title: '使われていないアカウント',
    topic: 'アカウントの利用状況',
    why: '使われていないアカウントは、乗っ取られても誰も気づきません。',
    action: (count) => `使われていないアカウント ${number(count)}件を無効にする`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          '今も必要なアカウントかを上長に確認します。長期の休職などは、期限をつけて例外に登録します。',
          'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「プロパティの編集」›「設定」で「アカウントが有効」をオフにします。',
          'アカウントの画面に戻り、「セッションの取り消し」を押します。',
        ],
        command: 'Update-MgUser -UserId LOGIN -AccountEnabled:$false\nRevoke-MgUserSignInSession -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          '今も必要なアカウントかを上長に確認します。長期の休職などは、期限をつけて例外に登録します。',
          'Google 管理コンソール ›「ディレクトリ」›「ユーザー」› 対象のアカウント ›「その他のオプション」›「ユーザーを停止」を選びます。',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    meanings: {
      stale: '最後の成功サインインが上限より前',
      never: '成功したサインインがなく、作成から上限を超えて経過',
    },
    messages: { stale, never },
  },
  'stale-guest': {
    title: '使われていないゲスト',
    topic: 'ゲストの利用状況',
    why: '必要のなくなったゲストを残すと、社外からの入口が開いたままになります。',
    action: (count) => `使われていないゲスト${number(count)}名を削除する`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          '招待した方に、ゲストが今も必要かを確認します。',
          'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のゲスト ›「削除」を選びます。削除後30日間は復元できます。',
        ],
        command: 'Remove-MgUser -UserId ACCOUNT_ID',
      },
      'google-workspace': {
        steps: [
          '招待した方に、ゲストが今も必要かを確認します。',
          'Google 管理コンソール ›「ディレクトリ」›「ユーザー」› 対象のゲスト ›「その他のオプション」›「ユーザーを停止」を選び、後日削除します。',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    meanings: {
      unaccepted: '招待が未承諾',
      stale: '最後の成功サインインが上限より前',
      never: '成功したサインインがなく、作成から上限を超えて経過',
    },
    messages: { unaccepted, stale, never },
  },
} satisfies CheckTexts;
