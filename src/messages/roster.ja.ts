import type { RosterFault } from '../core/roster.ts';

/** What is wrong with a line of the HR list, in Japanese and without a full stop. */
export const rosterProblemsJa: Readonly<Record<RosterFault['problem'], (value: string) => string>> = {
  unreadable: (value) => `ファイルを読み取れません（${value}）`,
  encoding: () => 'ファイルの文字コードが UTF-8 でも Shift_JIS でもありません',
  'no-header': (value) =>
    `認識できる列名がありません（${value}）。1行目に列名をカンマまたはタブ区切りで記載してください`,
  'no-key-column': () => '「メールアドレス」または「社員番号」の列がありません',
  'column-twice': (value) => `列「${value}」が重複しています`,
  columns: (value) => `列の数が見出しと異なります（${value}）`,
  'no-key': () => 'メールアドレスも社員番号もありません',
  email: (value) => `「${value}」はメールアドレスではありません`,
  status: (value) => `在籍状況「${value}」は使用できません。「在籍」「退職」「休職」のいずれかにしてください`,
  date: (value) => `日付「${value}」を読み取れません`,
  duplicate: (value) => `${value} が別の行にもあります`,
  syntax: (value) => `CSV として読み取れません（${value}）`,
  empty: () => '一覧に誰も記載されていません',
  more: (value) => `ほかに ${value} 件の問題があります`,
};
