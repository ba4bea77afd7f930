import type { TerminalTexts } from './terminal.ts';
import { number } from './words.ja.ts';

/** Words of the summary in a terminal, in Japanese. */
export const terminalJa: TerminalTexts = {
  people: (count) => `${number(count)}名`,
  settings: (count) => `設定${number(count)}件`,
  applications: (count) => `アプリ${number(count)}件`,
  unknown: (judged, results) =>
    `${number(judged)}件の判定のうち${results === 0 ? '' : `（${number(results)}項目が未確定）`}`,
  acceptedSoon: (soon) => `${number(soon)}件は30日以内に期限を迎えます`,
  findings: (count) => `${number(count)}件を解消`,
  read: (complete, offered) => `読み取り完了  ${number(complete)} / ${number(offered)} 種類`,
  accounts: (count) => `アカウント ${number(count)}件`,
  requests: (count) => `リクエスト ${number(count)}件`,
  notSeen: '見えなかったもの',
  notes: 'お知らせ',
  reports: 'レポート',
  more: (count) => `ほか${number(count)}件`,
  morePeople: (count) => `ほか${number(count)}名`,
  exit: {
    1: '終了コード 1：--fail-on で指定した重大度以上の指摘があります',
    3: '終了コード 3：読み取りが完了しなかった情報があります',
  },
};
