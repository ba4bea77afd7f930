import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { uiJa } from './ui.ja.ts';
import { ago, day, joined, number, parts } from './words.ja.ts';

function foreign(data: Data, timeZone: string): string {
  const [country = '', ...facts] = [data.country, data.address, data.app].filter((fact) => typeof fact === 'string');
  const how = facts.length === 0 ? '' : `接続元とアプリ：${joined(facts)}。`;
  const others = parts(data.countries).filter((code) => code !== country);
  const also = others.length === 0 ? '' : `ほかに${joined(others.map(uiJa.country))}からもあります。`;
  const more = typeof data.count === 'number' && data.count > 1 ? `合わせて${number(data.count)}回です。` : '';
  return `${uiJa.country(country)}からのサインインが ${day(data.lastAt, timeZone)}${ago(data.days)}に成功しています。${how}${also}${more}`;
}

const askFirst =
  'その時刻にその国にいたかを本人に確認します。いた場合は、`approvedCountries` にその国を加えるか、期限をつけて例外に登録します。';

/** What checks of the log of sign-ins say in Japanese. */
export const logChecksJa = {
  'blind-log': {
    title: 'サインイン ログを読み取れない',
    topic: 'サインイン ログ',
    about: 'directory',
    why: 'ログがなければ、誰が・いつ・どこから・どの方式でサインインしたかを、点検のときも事故のあとも説明できません。',
    action: () => 'サインイン ログを読み取れるようにする',
    effort: { minutesEach: 30, cost: 'licence' },
    costNote:
      'プログラムでログを読み取るには Entra\u00a0ID\u00a0P1 が必要です。直近7日分は、画面で無料で確認できます。',
    fix: {
      microsoft365: {
        steps: [
          '無料でできることとして、週に1回、Entra 管理センター ›「Entra ID」›「監視と正常性」›「サインイン ログ」で直近7日分を確認します。心当たりのない国やクライアントがないかを見て、ダウンロードしたファイルを保管します。',
          '契約中のライセンスに Entra ID P1 が含まれていないかを確認します。Microsoft 365 Business Premium、E3、E5 には含まれます（Microsoft 365 管理センター ›「課金情報」›「ライセンス」）。含まれない場合は、同じ画面から購入できます。',
          'その後、スキャンに AuditLog.Read.All の権限を与え、もう一度スキャンします。',
        ],
        command: 'Get-MgAuditLogSignIn -Top 1',
      },
      'google-workspace': {
        steps: [
          'Google 管理コンソール ›「レポート」›「監査と調査」›「ユーザーのログイベント」で、サインインが表示されるかを確認します。Google は6か月分を無料で保管しています。',
          'その後、もう一度スキャンします。それでも拒否される場合は、「お支払い」›「サブスクリプション」でエディションの内容を確認します。',
        ],
      },
    },
    note: 'ライセンスが理由で読み取れない場合は、このチェックでは要対応です。それ以外の理由で読み取れない場合は判定不能です。',
    meanings: { blind: 'ライセンスにより、プログラムでログを読み取れない' },
    messages: {
      blind: () =>
        'このディレクトリのライセンスでは、誰が・いつ・どこからサインインしたかをプログラムで読み取れません。',
    },
  },
  'foreign-sign-in': {
    title: '承認していない国からのサインイン',
    topic: 'サインイン元の国',
    why: '関係者のいない国からサインインが成功している場合、漏れたパスワードを他人が使っている可能性があります。',
    action: (count) => `${number(count)}件のアカウントの、ほかの国からのサインインを確認する`,
    effort: { minutesEach: 15, cost: 'partly' },
    costNote: '確認とサインアウトは無料です。条件付きアクセスで国を制限するには Entra\u00a0ID\u00a0P1 が必要です。',
    fix: {
      microsoft365: {
        steps: [
          askFirst,
          '本人でない場合は、Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「セッションの取り消し」を押し、続けて「パスワードのリセット」を行います。「認証方法」では、本人が登録していないものを削除します。',
          'その後、経路を閉じます（Entra ID P1 が必要です）。Entra 管理センター ›「Entra ID」›「条件付きアクセス」›「ネームド ロケーション」に承認する国を登録し、「ポリシー」でそれ以外の場所をブロックします。緊急用アカウントだけを除外します。',
        ],
        command: 'Revoke-MgUserSignInSession -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          askFirst,
          '本人でない場合は、Google 管理コンソール ›「ディレクトリ」›「ユーザー」› 対象のアカウントで「パスワードを再設定」を行い、「セキュリティ」›「ログイン Cookie」をリセットします。「セキュリティ」で、本人のものでないキーを削除し、接続済みのアプリケーションを確認します。',
        ],
        command: 'gam user LOGIN signout',
      },
    },
    note: '過去30日を調べます。Microsoft\u00a0365 では対話型サインインのみが対象で、プログラムによる自動更新は含みません。`shisei.yaml` に `approvedCountries` がない場合は対象なしです。',
    meanings: { foreign: '承認していない国からサインインがあった' },
    messages: { foreign },
  },
} satisfies CheckTexts;
