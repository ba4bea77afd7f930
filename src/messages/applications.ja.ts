import type { ApplicationsTexts } from './applications.ts';
import { number } from './words.ja.ts';

/** Words of the section about programs, in Japanese. */
export const applicationsJa: ApplicationsTexts = {
  title: 'アプリにできること',
  intro:
    'アプリは、人の操作なしにサインインできます。管理者の権限を持つもの、指摘のあるもの、権限の多いものの順に並べています。',
  about: {
    microsoft365:
      '「アプリ自身」はユーザーなしで使える Microsoft Graph の権限、「全ユーザーの代理」は管理者が全員分をまとめて同意した権限です。',
    'google-workspace':
      '外部のアプリは同意の記録によるもので、同意したユーザー数とスコープを示します。サービス アカウントは、役割を持つものを表示します。',
  },
  since: (day) => `${day}以降の同意です。`,
  notRead: 'アプリを読み取れなかったため、何も分かりません。',
  partly: 'すべてのアプリは読み取れていないため、ほかにもある可能性があります。',
  heads: {
    application: 'アプリ',
    kind: '種類',
    permissions: 'アプリ自身',
    delegated: '全ユーザーの代理',
    credentials: 'シークレット・証明書',
    scopes: 'スコープ',
    users: 'ユーザー',
    lastConsent: '最終同意',
  },
  kind: {
    application: 'アプリ',
    'managed-identity': 'マネージド ID',
    'service-account': 'サービス アカウント',
    'third-party': '外部のアプリ',
  },
  own: '自組織',
  foreign: '他の組織',
  originUnknown: '登録元は不明',
  disabled: '無効',
  unlisted: '読み取れたアプリの一覧になし',
  none: 'なし',
  noPermission: '権限なし',
  unread: { permissions: '権限は未読み取り', delegated: '未読み取り', scopes: 'スコープは未読み取り' },
  nameless: '名称なし',
  moreNames: (count) => `ほか${number(count)}件`,
  credential: ({ kind, age, endsOn, expired }) => {
    const word = kind === 'secret' ? 'シークレット' : '証明書';
    const since = age === null ? '経過日数不明' : age < 0 ? '開始前' : `${number(age)}日経過`;
    const end = endsOn === null ? '期限不明' : expired ? `${endsOn} に期限切れ` : `${endsOn} まで`;
    return `${word}（${since}、${end}）`;
  },
  moreCredentials: (count) => `ほか${number(count)}件`,
  scanner: 'このスキャナー',
  unneeded: (names) => `不要な権限：${names}`,
  nothingUnneeded: '不要な権限なし',
  table: (cloud) => `表：${cloud} のアプリ`,
  moreInCsv: (more, quiet, isDelegatedDark) => {
    const lacking = isDelegatedDark ? '権限もシークレットも' : '権限、全員分の同意、シークレットのいずれも';
    const parts = [
      ...(more === 0 ? [] : [`ほか${number(more)}件`]),
      ...(quiet === 0 ? [] : [`${lacking}ないアプリ${number(quiet)}件`]),
    ];
    return `${parts.join('と')}は applications.csv にあります（\`--format csv\` で出力）。`;
  },
  delegatedUnread: '全ユーザーの代理としての権限は読み取っていません（任意の権限 `Directory.Read.All` が必要です）。',
  noneAtAll: '記録のあるアプリはありません。',
};
