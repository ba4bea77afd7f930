import type { PastTexts } from './past.ts';
import { number } from './words.ja.ts';

/** Words of `shisei diff` and `shisei history`, in Japanese. */
export const pastJa: PastTexts = {
  usage: {
    noScan: (tenant, word, known) =>
      `${tenant} の保存済みスキャンに「${word}」に当たるものはありません。ID かその先頭、2026-11-21 のような日付、latest、previous のいずれかを指定してください。最近のスキャンは ${known.join('、')} です。一覧は shisei history で確認できます。`,
    nothing: (tenants, place) =>
      `${place} に ${tenants.join('、')} の履歴はありません。履歴は最初の shisei scan から始まります。`,
    single: (tenant) => `${tenant} の保存済みスキャンは1件のため、まだ比べられません。`,
  },
  between: (from, to) => `${from} から ${to} まで`,
  backwards: '先に指定したスキャンのほうが新しいため、変化は時間をさかのぼる向きです。',
  same: '両方とも同じスキャンのため、違いはありません。もっと前の日付か、別のスキャンの ID を指定してください。',
  scans: (shown, all) =>
    shown < all ? `スキャン 直近${number(shown)}件（全${number(all)}件）` : `スキャン ${number(all)}件`,
  scanHeads: { id: 'スキャン', asOf: '判定日時', status: '読み取り', hold: '保全' },
  limited: '一部の基準のみ',
  figures: (count) => `直近${number(count)}回の指標`,
  figureHeads: { figure: '指標', now: '最新', step: '前回との差', line: 'それ以前（古い順）' },
};
