import type { Expectation } from '../config/problems.ts';
import type { CommandTexts } from './commands.ts';
import { doctorJa } from './doctor.ja.ts';
import { exceptJa } from './except.ja.ts';
import { interruptionJa } from './interruption.ja.ts';
import { memoryJa } from './memory.ja.ts';
import { monthJa } from './month.ja.ts';
import { notifyJa } from './notify.ja.ts';
import { pastJa } from './past.ja.ts';
import { scheduleJa } from './schedule.ja.ts';
import { storeJa } from './store.ja.ts';

const expected: Record<Exclude<Expectation, 'one-of'>, string> = {
  version: 'このファイルの version には数値の 1 を指定してください（version: 1）。',
  tenant:
    'id には半角の英小文字・数字・ハイフンを 63 文字以内で指定してください（例：acme）。先頭は英小文字か数字です。数字だけの場合は引用符で囲みます。',
  tenants: 'テナントを1つ以上指定してください。',
  'directory-id':
    'Microsoft Entra の「ディレクトリ (テナント) ID」を指定してください（例：3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f）。',
  'client-id':
    'アプリの登録の「アプリケーション (クライアント) ID」を指定してください（例：9b2e4f6a-1c3d-4e5f-8a7b-6c5d4e3f2a1b）。',
  'customer-id': '管理コンソールの「アカウント設定」に表示される顧客 ID を指定してください（例：C01abc23d）。',
  admin: '権限を借用する管理者のメールアドレスを指定してください（例：auditor@acme.example）。',
  'service-account':
    'サービス アカウントのメールアドレスを指定してください（例：shisei@acme-project.iam.gserviceaccount.com）。',
  date: '実在する日付を年-月-日の形式で指定してください（例：2027-03-31）。',
  'time-zone': 'タイムゾーンを IANA の名前で指定してください（例：Asia/Tokyo）。',
  country: '国を大文字2文字の国コード（ISO 3166-1 alpha-2）で指定してください（例：JP）。',
  'pseudonym-key': `ここには \${名前} と書き、その環境変数に 16 文字以上の鍵を設定してください。`,
  number: '0 以上の整数を指定してください（例：90）。',
  days: '1 以上の整数を指定してください（例：90）。',
  age: '日数を 1 以上の整数で指定し、末尾に d を付けてください（例：400d）。',
  store:
    'ファイルのパス（例：./shisei.db）、または PostgreSQL データベースのアドレス（例：postgres://user@host/database）を指定してください。名前やパスワードの記号はパーセント エンコーディングで書きます（@ は %40）。',
  'post-address': '送信先のアドレス（https:// で始まるもの）を環境変数で指定してください。',
  'signing-key': `ここには \${名前} と書き、その環境変数に 16 文字以上の鍵を設定してください。`,
  'mail-server':
    'メール サーバーのアドレスを指定してください（例：smtps://mail.example.com:465。STARTTLS の場合は smtp://mail.example.com:587）。名前やパスワードの記号はパーセント エンコーディングで書きます（@ は %40）。',
  'mail-address': 'メールアドレスを指定してください（例：it@acme.example）。',
  text: '空でない文字列を指定してください。数値は引用符で囲みます。',
  list: 'リストで指定してください（例：[a, b]、またはハイフンで始まる行）。',
  map: 'キーと値の組で指定してください（例：key: value）。',
  true: 'true と書くか、このキーを削除してください。',
};

/** Words of the commands themselves, in Japanese. */
export const commandsJa: CommandTexts = {
  problem({ kind, about, expected: what = 'text' }) {
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
        return what === 'one-of' ? `次のいずれかを指定してください：${about}` : expected[what];
      case 'missing':
        return `「${about}」がありません。`;
      case 'one-credential':
        return `次のうち、ちょうど1つを指定してください：${about}`;
      case 'no-directory':
        return 'microsoft365 と googleWorkspace の少なくとも一方が必要です。';
      case 'twice':
        return '同じ id のテナントがほかにあります。';
      case 'twice-channel':
        return '同じ id の通知先がほかにあります。通知先ごとに異なる id を付けてください。';
      case 'missing-file':
        return `ファイル ${about} がないか、読み取れません。`;
      case 'unknown-tenant':
        return `id が「${about}」のテナントはありません。`;
      case 'cron-unreadable':
      case 'cron-never':
      case 'cron-often':
        return scheduleJa.cron[kind];
    }
  },
  usage: {
    format: (name, known) => `--format：「${name}」はこのバージョンにありません。指定できるのは ${known} です。`,
    instant: (value) => `--as-of：「${value}」は ISO 8601 形式の日時ではありません（例：2026-11-21T00:00:00Z）。`,
    severity: (value, known) => `--fail-on：「${value}」は指定できません。${known} のいずれかを指定してください。`,
    count: (option, value) => `${option}：「${value}」は指定できません。1 から 9999 までの整数を指定してください。`,
    port: (value) =>
      `--health-port：「${value}」はポート番号ではありません。0 から 65535 までの整数を指定してください。`,
    framework: (word, known) => `--framework：「${word}」は指定できません。指定できるのは ${known} です。`,
    logLevel: (variable, value, known) =>
      `${variable}：「${value}」はログのレベルとして指定できません。指定できるのは ${known} です。`,
    profile: (value, known) => `--profile：「${value}」は指定できません。指定できるのは ${known} です。`,
  },
  judge: {
    noFile: (file) => `${file}：ファイルがないか、読み取れません。`,
    notSnapshot: (file) =>
      `${file} はスナップショットではありません。--save-snapshot で保存した snapshot.ndjson.gz を指定してください。`,
    twice: (tenant) => `judge：テナント ${tenant} のスナップショットが2つあり、レポートが互いに上書きされます。`,
  },
  retention: {
    deleted: (files, days) =>
      `${days}日より古いファイルを ${files.toLocaleString('ja-JP')}件削除しました（retentionDays）。`,
    failed: (path, reason) => `retentionDays により削除すべき ${path} を削除できませんでした（${reason}）。`,
    doubt: (path, modified, now) =>
      `古いファイルは削除していません。最も新しい ${path} の日時が ${modified}、このマシンの時刻が ${now} で、どちらかが誤っています。時計を合わせるか、未来の日時のファイルを手動で削除してください。`,
  },
  pseudonyms: {
    made: (path) =>
      `仮名の鍵を作成しました：${path}。同じ鍵からは同じ仮名ができるため、大切に保管し、レポートを渡す相手には渡さないでください。`,
    exposed: (path) =>
      `${path}：仮名の鍵をほかのユーザーも読み取れます。所有者だけが読めるようにしてください（chmod 600）。`,
    inOutput: (path) =>
      `--pseudonymise：鍵がレポートと同じフォルダーに入ってしまいます（${path}）。--out で別のフォルダーを指定するか、pseudonymKey を設定してください。`,
    file: (problem, path, code) => {
      if (problem === 'short')
        return `${path} に16文字以上の鍵がありません。元に戻すか、削除してください。削除すると新しい鍵が作られ、仮名も変わります。`;
      const what = problem === 'unreadable' ? '読み取れません' : '作成できません';
      return `仮名の鍵 ${path} を${what}${code === '' ? '' : `（${code}）`}。権限を見直すか、pseudonymKey を設定してください。`;
    },
    noKey: (tenant) =>
      `${tenant}：このスナップショットには仮名が使われていますが、その鍵が手元にありません。仮名はそのままにし、設定ファイルの内容ではなく、保存されている設定と社員名簿を使います。`,
  },
  interrupted: (finished, total) => `中断しました。${total}組織のうち${finished}組織は完了し、書き出し済みです。`,
  interruption: interruptionJa,
  except: exceptJa,
  memory: memoryJa,
  store: storeJa,
  month: monthJa,
  notify: notifyJa,
  past: pastJa,
  schedule: scheduleJa,
  doctor: doctorJa,
  checks: {
    severity: '重大度',
    options: 'オプション',
    controls: '対応する基準',
    why: '理由',
    fix: (product) => `直し方（${product}）`,
    messages: 'メッセージ',
    note: '補足',
    accepts: (control, messages) => `${control}（許容：${messages.map((id) => `「${id}」`).join('')}）`,
    acceptsAll: (control) => `${control}（許容：すべて）`,
    acceptsSome: (control) => `${control}（一部のアカウントのみ）`,
    unknownCheck: (id) => `「${id}」というチェック項目はありません。一覧は shisei checks で表示できます。`,
  },
  ending: {
    reports: 'レポート',
    exit: (status, reasons) => `終了コード ${status}：${reasons.join('。')}`,
    unread: (names) => `読み取りが完了しなかった情報があります：${names.join('、')}`,
    unstored: (tenants) => `履歴に保存できなかったテナント：${tenants.join('、')}`,
    unfinished: (tenants) => `完了しなかったテナントがあります：${tenants.join('、')}`,
    failing: (findings, level) => `--fail-on ${level} 以上の指摘が ${findings.toLocaleString('ja-JP')}件あります`,
  },
  progress: {
    reading: '読み取り中',
    waiting: (seconds) => `${seconds}秒待機`,
    rows: (count) => `${count.toLocaleString('ja-JP')}行`,
  },
  demoIntro: (path) =>
    `例として用意した組織を、このプログラム自身の（ループバック上の）サービスから読み取ります。レポートは ${path} にあります。`,
};
