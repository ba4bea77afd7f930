import type { InterruptionTexts, KeptMisfit } from './interruption.ts';

const misfits: Record<Exclude<KeptMisfit, 'broken'>, string> = {
  foreign: '別のテナントのデータです',
  version: '別のバージョンの shisei が保存したデータです',
  disguise: '仮名化の設定が異なります',
  directory: '設定と異なるディレクトリのデータです',
  'as-of': '--as-of と異なる時点のデータです',
  old: '読み取りから24時間以内のデータではありません',
  faults: '前回、読み取れなかった情報があります',
  'other-scan': 'ほかのデータとは別のスキャンのものです',
};

export const interruptionJa: InterruptionTexts = {
  busy: (folder) =>
    `shisei の別の実行が ${folder} に書き込んでいます。終わるまで待つか、--out で別のフォルダーを指定してください。`,
  unlocked: (folder, reason) =>
    `${folder} をほかの実行から保護（ロック）できません（${reason}）。ほかの実行が同じフォルダーに書き込まないようにしてください。`,
  unwritten: (path, reason) =>
    `${path} を書き込めませんでした（${reason}）。空き容量を増やすか、--out で別のフォルダーを指定してください。`,
  leftover: (path, reason) =>
    `${path}：強制終了した実行が残したファイルを削除できませんでした（${reason}）。手動で削除してください。`,
  unshown: (reason) => `結果を標準出力に書き込めませんでした（${reason}）。書き出し済みのファイルに欠けはありません。`,
  crashed: (tenant) => `${tenant}：shisei 自体の不具合により完了しませんでした。ほかのテナントには影響ありません：`,
  resume: {
    hint: '同じコマンドに --resume を付けると、完了していないディレクトリだけを読み取って続行します。',
    nothing: (folder) => `${folder} に再開できるスキャンはありません。すべて読み取ります。`,
    possible: (folder) =>
      `${folder} への前回のスキャンは途中で終わっています。--resume を付ければ再開できましたが、今回は最初から読み取ります。`,
    used: (directories) =>
      `${directories.toLocaleString('ja-JP')}件のディレクトリは前回読み取り済みのため、読み直していません。`,
    unused: (place, misfit, detail) =>
      `${place}：前回のデータは使わず、読み直します。${misfit === 'broken' ? `ファイルが壊れています（${detail}）` : misfits[misfit]}。`,
    unkept: (place, reason) =>
      `${place}：再開（--resume）用に保存できませんでした（${reason}）。スキャンは続行しますが、中断した場合は読み直しになります。`,
  },
};
