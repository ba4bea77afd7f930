import type { PrunedCounts, StoreTexts } from './store.ts';

function count(number: number): string {
  return `${number.toLocaleString('ja-JP')}件`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('ja-JP', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
}

function rest({ held, kept }: PrunedCounts): string {
  return `残り ${count(kept)}${held === 0 ? '' : `（うち期限を過ぎて保全中 ${count(held)}）`}`;
}

export const storeJa: StoreTexts = {
  noStore: (place) => `${place} にはまだ履歴がありません。shisei scan を実行すると作成されます。`,
  unknownTenant: (id, known) =>
    `--tenant：「${id}」というテナントは履歴にありません。履歴にあるテナント：${known.join('、')}`,
  whichTenant: (known) =>
    `履歴には複数のテナントがあります。--tenant でいずれかを指定してください：${known.join('、')}`,
  prune: {
    age: (value) => `--older-than：「${value}」は指定できません。日数を 400d のように指定してください。`,
    noAge:
      '何日より古いスキャンを削除するかを、--older-than 400d、または設定ファイルの retention: { scans: 400d } で指定してください。',
    done: (counts) => `${counts.tenant}：スキャンを ${count(counts.removed)}削除しました。${rest(counts)}`,
    wouldBe: (counts) => `${counts.tenant}：削除対象のスキャンは ${count(counts.removed)}です。${rest(counts)}`,
    nothing: '履歴にスキャンがありません。',
    size: (before, after) => `履歴のサイズ：${megabytes(before)} → ${megabytes(after)}`,
    sizeNow: (bytes) => `履歴のサイズ：${megabytes(bytes)}`,
    unvacuumed: (fault) => `スキャンは削除しましたが、空き領域は解放できませんでした。${fault}`,
  },
  hold: {
    noReason: 'スキャンを残す理由を --reason で指定してください。保全を解除するには --release を指定します。',
    noScan: (tenant, word) =>
      `${tenant}：「${word}」に当たるスキャンは履歴にありません。一覧は shisei history で表示できます。`,
    held: (tenant, scan, asOf, reason) => `${tenant}：${asOf} のスキャン ${scan} を保全しました。理由：${reason}`,
    released: (tenant, scan, asOf) => `${tenant}：${asOf} のスキャン ${scan} の保全を解除しました。`,
    notHeld: (tenant, scan, asOf) => `${tenant}：${asOf} のスキャン ${scan} は保全されていません。`,
  },
};
