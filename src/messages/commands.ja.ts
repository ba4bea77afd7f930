import type { CommandTexts } from './commands.ts';

export const commandsJa: CommandTexts = {
  problem({ kind, about }) {
    switch (kind) {
      case 'no-file':
        return `設定ファイルを読み取れませんでした（${about}）。--config で場所を指定してください。`;
      case 'syntax':
        return `YAML として読み取れません：${about}`;
      case 'unset-variable':
        return `環境変数 \${${about}} が設定されていません。`;
      case 'plain-secret':
        return `秘密の値をこのファイルに直接書くことはできません。環境変数に入れ、ここには \${名前} と書いてください。`;
      case 'unknown-key':
        return `「${about}」というキーはありません。`;
      case 'wrong':
        return about;
      case 'missing':
        return `「${about}」がありません。`;
      case 'one-credential':
        return `次のうち、ちょうど1つを指定してください：${about}`;
      case 'no-directory':
        return 'microsoft365 と googleWorkspace の少なくとも一方が必要です。';
      case 'twice':
        return '同じ id のテナントがほかにあります。';
      case 'missing-file':
        return `ファイル ${about} がないか、読み取れません。`;
      case 'unknown-tenant':
        return `id が「${about}」のテナントはありません。`;
    }
  },
  interrupted: (finished, total) => `中断しました。${total}組織のうち${finished}組織は完了し、書き出し済みです。`,
  doctor: {
    title: (tenant, product) => `${tenant}：${product}`,
    readable: '読み取れます',
    unreadable: (kind) => `読み取れません：${kind}`,
    moreThanNeeded: (permissions) => `付与されていますが不要な権限：${permissions}`,
    missing: (permissions) => `付与されていない権限：${permissions}`,
    removeHint:
      'Entra 管理センターの［アプリの登録］＞ 対象のアプリ ＞［API のアクセス許可］＞［…］＞［アクセス許可の削除］で外し、管理者の同意も取り消してください。',
    grantedUnknown: 'どの権限が付与されているか、このサービスは教えません。',
    identity: 'サインイン',
  },
  checks: {
    severity: '重大度',
    options: 'オプション',
    controls: '対応する基準',
    why: '理由',
    fix: '直し方',
    messages: 'メッセージ',
    unknownCheck: (id) => `「${id}」というチェック項目はありません。一覧は shisei checks で表示できます。`,
  },
  ending: {
    reports: 'レポート',
    unread: (names) => `終了コード 3：読み取りが完了しなかった情報があります：${names.join('、')}`,
    failing: '終了コード 1：--fail-on 以上の指摘があります',
  },
  progress: {
    reading: '読み取り中',
    waiting: (seconds) => `${seconds}秒待機`,
    rows: (count) => `${count.toLocaleString('ja-JP')}行`,
  },
  demoIntro: (path) =>
    `例として用意した組織を、このプログラム自身の（ループバック上の）サービスから読み取ります。レポートは ${path} にあります。`,
};
