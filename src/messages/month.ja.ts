import type { MonthTexts } from './month.ts';

export const monthJa: MonthTexts = {
  intro: (nights, path) =>
    `例として用意した会社を、${nights} 夜続けてスキャンします。数秒かかります。最後の夜のレポートと履歴は ${path} にあります。`,
  taken: (path) =>
    `履歴のデータベース ${path} がすでにあります。このファイルを削除するか、--out で別のフォルダーを指定してください。`,
  configuration: 'shisei demo --month が作成した、履歴を見るための設定ファイルです。スキャンには使えません。',
  tryThese: '履歴を見るには：',
};
