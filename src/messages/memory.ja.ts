import type { MemoryTexts, StoreFaultKind } from './memory.ts';

const faults: Record<StoreFaultKind, (place: string, reason: string) => string> = {
  newer: (place) =>
    `${place} はより新しい shisei で書かれています。shisei を更新するか、設定で別の保存先を指定してください。`,
  older: (place) =>
    `${place} は古い shisei で書かれていますが、読み取り専用のため更新できません。コピーなど、書き込める場所で一度開いてください。`,
  busy: (place) => `${place} はほかのプログラムが使用中です。終わってからもう一度お試しください。`,
  full: (place) => `${place} の空き容量がありません。容量を空けるか、shisei prune で古いスキャンを削除してください。`,
  unreachable: (place, reason) =>
    `${place} に接続できません（${reason}）。フォルダーを作成するか、データベースを起動するか、アドレスを確認してください。`,
  denied: (place, reason) =>
    `${place} を開くこと、または書き込むことができません（${reason}）。スキャンを実行するユーザーの権限を確認してください。`,
  broken: (place, reason) =>
    `${place} は shisei の履歴ではないか、壊れています（${reason}）。バックアップに置き換えるか、別のファイルを指定してください。`,
  incomplete: (place, reason) =>
    `${place} には最後に書かれた内容が含まれていません（${reason}）。スキャンが動いていないときにコピーするか、隣のファイルも一緒にコピーしてください。`,
  other: (place, reason) => `${place} を使えませんでした（${reason}）。`,
};

export const memoryJa: MemoryTexts = {
  fault: (kind, place, reason) => `履歴：${faults[kind](place, reason)}`,
  noExceptions: 'コマンドで登録した例外は、今回の実行では分かりません。例外の対象も未対応の指摘として扱います。',
  keptBeside: (tenant, path) =>
    `${tenant}：このスキャンはまだ履歴に入っていません。${path} に残してあり、次のスキャンが履歴に保存します。`,
  notKept: (tenant, reason) => `${tenant}：このスキャンは履歴に入っておらず、残すこともできませんでした（${reason}）。`,
  broken: (path, reason) =>
    `${path} を読めないため、そのスキャンは履歴に入りません（${reason}）。不要であれば削除してください。`,
  unremoved: (path, reason) =>
    `${path} のスキャンは履歴に保存されましたが、ファイルを削除できませんでした（${reason}）。手動で削除してください。`,
  caughtUp: (tenant, scans) => `${tenant}：残してあった${scans}件のスキャンを履歴に保存しました。`,
  lookBack: (tenant, asOf, newest) =>
    `${tenant}：履歴の最新のスキャン（${newest}）より前の時点 ${asOf} で判定しました。比較と通知は行わず、履歴にも保存していません。`,
  earlier: (tenant, asOf, newest) =>
    `${tenant}：履歴の最新のスキャン（${newest}）より前の時点 ${asOf} で判定し、その次のスキャンとして保存しました。このマシンの時計を確認してください。`,
};
