import type { AccessTexts } from './access.ts';
import { number } from './words.ja.ts';

/** Words of the section about sign-ins, in Japanese. */
export const accessJa: AccessTexts = {
  title: '誰が、いつ、どこからサインインしたか',
  intro:
    'サインインできるアカウントの、最後に成功したサインインです。初めての国があるもの、MFA が必須でないもの、新しいものの順に並べています。',
  log: {
    microsoft365:
      'Microsoft\u00a0365 のログには、本人が操作したサインインだけが記録されます。プログラムによる自動の再認証は含まれません。',
    'google-workspace':
      '「登録」はディレクトリ、「許可」はポリシー、「使用」はログイン履歴によるもので、互いに代わりにはなりません。',
  },
  since: (day) => `ログは${day}以降を読み取りました。`,
  sinceUnknown: 'ログがいつからのものかは分かりません。',
  partOfLog: 'ログの一部しか読み取れなかったため、初めての国かどうかは判定できません。',
  noLog: 'ログを読み取れなかったため、アドレス、国、アプリ、使用した要素は分かりません。',
  wouldShow: {
    microsoft365:
      'ログの読み取りには、Microsoft Entra ID P1 または P2 と、スキャン用アプリの権限 `AuditLog.Read.All` が必要です。',
    'google-workspace':
      'ログの読み取りには、スコープ `https://www.googleapis.com/auth/admin.reports.audit.readonly` と、スキャンで使う管理者の「レポート」権限が必要です。',
  },
  recordOnly: '次の日時は、提供元が記録した最終サインインです。日時のほかは分かりません。',
  noClient: {
    microsoft365: 'これらのサインインについて、ログにアプリ名がありません。',
    'google-workspace': 'Google のログにはアプリ名がありません。',
  },
  needsLicence: {
    microsoft365: 'サインイン ログの読み取りには Entra ID P1 が必要です。',
    'google-workspace': null,
  },
  alsoLeftOut: (because, leftOut) => `${because}。また、${leftOut}`,
  heads: {
    account: 'アカウント',
    lastSignIn: '最終サインイン',
    from: '接続元',
    client: 'アプリ・クライアント',
    factors: '使用した要素',
    enrolled: '登録',
    allowed: '許可',
    used: '使用',
    protection: 'MFA',
  },
  sources: { enrolled: 'ディレクトリ', allowed: 'ポリシー', used: 'ログイン履歴' },
  table: (cloud) => `表：${cloud} へのサインイン`,
  firstSeen: '初めての国',
  firstSeenOn: (country, day) => (country === '' ? day : `${country} ${day}`),
  timeOnly: '日時のみ',
  dayOnly: '日付のみ',
  neverOnRecord: '記録なし',
  notRead: '未読み取り',
  notKnown: '不明',
  emergency: '緊急用アカウント',
  notInLog: 'ログになし',
  notSaid: '記載なし',
  enrolledYes: '登録済み',
  enrolledNo: '未登録',
  noneUsed: 'なし',
  perhaps: (factor) => `${factor}（1要素目か2要素目かは記載なし）`,
  noAccounts: 'サインインできるアカウントはありません。',
  moreInCsv: (more, disabled) => {
    const parts = [
      ...(more === 0 ? [] : [`ほか${number(more)}件`]),
      ...(disabled === 0 ? [] : [`無効なアカウント${number(disabled)}件`]),
    ];
    return `${parts.join('と')}は access.csv にあります（\`--format csv\` で出力）。`;
  },
  terminal: ({ cloud, newCountries, since, gap }) => {
    if (gap !== null) return `${cloud}：ログの読み取りは未完了（${gap}）`;
    const window = since === null ? '' : `（${since}以降）`;
    return newCountries === 0
      ? `${cloud}：初めての国からサインインしたアカウントなし${window}`
      : `${cloud}：初めての国からサインインしたアカウント ${number(newCountries)}件${window}`;
  },
};
