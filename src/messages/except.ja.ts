import type { ExceptTexts } from './except.ts';

function days(count: number): string {
  return count === 0 ? '本日まで' : `あと${count.toLocaleString('en-GB')}日`;
}

/** Words of `shisei except`, in Japanese. */
export const exceptJa: ExceptTexts = {
  missing: (option) => `${option}：内容を指定してください。`,
  noCheck: (check) => `--check：「${check}」というチェック項目はありません。一覧は shisei checks で確認できます。`,
  planned: (check) => `--check：${check} は今後のバージョンで追加されるため、まだ例外を登録できません。`,
  noDay: (value) => `--until：「${value}」は日付として正しくありません。2027-03-31 のように指定してください。`,
  past: (until, today) => `--until：${until} は過ぎています（本日は ${today}）。今日以降の日付を指定してください。`,
  long: (until) => `${until} までと、1年を超える例外です。短い期間にすると、見直しの機会になります。`,
  twin: (until, id) =>
    id === null
      ? `設定ファイルで ${until} まで受容済みです。設定ファイルを変更してください。`
      : `${until} まで受容済みです。改めて登録する場合は、先に次を実行してください：shisei except remove ${id}`,
  format: (value, known) => `--format：「${value}」は使えません。次のいずれかを指定してください：${known}`,
  added: ({ id, check, subject, until, days: left }) =>
    `例外を登録しました：${subject} の ${check}（期限 ${until}、${days(left)}）。ID：${id}`,
  boundAt: (findings, asOf) =>
    findings === 1
      ? `最新のスキャン（${asOf}）の指摘1件に適用します。次の内容が変わると無効になります：`
      : `最新のスキャン（${asOf}）の指摘${findings.toLocaleString('en-GB')}件に適用します。次の内容が変わると、その指摘について無効になります：`,
  nothingFound: (asOf) =>
    `最新のスキャン（${asOf}）には該当する指摘がありません。最初に該当したスキャンの内容に基づいて有効になります。該当するはずの場合は --subject の記載を確認してください。`,
  noScan: 'このテナントのスキャンはまだ履歴にありません。最初に該当したスキャンの内容に基づいて有効になります。',
  disguised:
    '最新のスキャンは仮名のため、名前では該当する指摘を探せません。次に該当したスキャンの内容に基づいて有効になります。',
  removed: ({ id, tenant, check, subject }) =>
    `例外を削除しました：${id}（${tenant}、${subject} の ${check}）。次のスキャンから、指摘は再び数えられます。`,
  noSuchId: (word) => `「${word}」という例外はありません。一覧は shisei except list で確認できます。`,
  ambiguous: (word, known) => `「${word}」で始まる例外が複数あります：${known.join('、')}`,
  configured: (id, file) =>
    `${id} は ${file} の exceptions に記載されています。そこから削除すると、次のスキャンで反映されます。`,
  none: (tenants) => `例外はありません：${tenants.join('、')}`,
  field: {
    id: 'ID',
    until: '期限',
    state: '状態',
    origin: '登録元',
  },
  origin: { command: 'コマンド', configuration: '設定ファイル' },
  state: {
    holds: '有効',
    ending: 'まもなく終了',
    expired: '終了',
    void: '無効',
    idle: '該当する指摘なし',
    unseen: '未スキャン',
  },
  noId: '（未採番）',
};
