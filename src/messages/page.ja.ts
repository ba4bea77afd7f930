import { listFault, listUnusable } from './notes.ja.ts';
import type { PageTexts } from './page.ts';
import { number } from './words.ja.ts';

/** Words of the report as a page, in Japanese. */
export const pageJa: PageTexts = {
  name: 'アカウントの安全点検レポート',
  title: (tenant, date) => `${tenant}：アカウントの安全点検 ${date}`,
  scanned: 'スキャン日時',
  skip: '本文へ移動',
  sections: '目次',
  nav: {
    summary: '概要',
    changes: '前回からの変化',
    people: '人ごと',
    leavers: '退職者',
    mfa: 'MFA の必須化',
    access: '誰が・いつ・どこから',
    applications: 'アプリ',
    checks: 'チェック項目',
    frameworks: '基準ごと',
    trend: '推移',
    unseen: '見えなかったもの',
    accepted: 'リスク受容',
    notes: 'お知らせ',
    read: '読み取り範囲',
  },

  openFindings: (count) => `未対応の指摘 ${number(count)}件`,
  openUnknown: '未対応の指摘 判定不能',
  undecided: '判定不能',
  undecidedOf: (judged) => `${number(judged)}件の判定のうち`,
  why: '理由を見る',
  accepted: 'リスク受容',
  acceptedNote: (count, days) => {
    if (count === 0) return '適用中の例外なし';
    if (days === null) return '期限の近いものなし';
    return days === 0 ? '本日が期限のものあり' : `最短であと${number(days)}日`;
  },
  readInFull: '読み取り完了',
  readNote: (clouds) => (clouds > 1 ? `種類（${number(clouds)}クラウド計）` : '種類'),
  doFirst: (count) => (count === 1 ? 'まず、これから' : `まず、この${number(count)}つから`),
  closes: (count) => `${number(count)}件を解消`,
  together: (closed, open, critical, allCritical) =>
    `合計で ${number(open)}件中 ${number(closed)}件${allCritical === 0 ? '' : `、「重大」は ${number(allCritical)}件中 ${number(critical)}件`}が解消します。`,
  whoItConcerns: '対象の方',
  morePeople: (critical, others) => {
    if (critical === 0) return `ほか${number(others)}名`;
    return `ほかに「重大」${number(critical)}名${others === 0 ? '' : `、その他${number(others)}名`}`;
  },
  lookedAt: '点検したもの',
  notLookedAt: '点検していないもの',
  couldNotSee: '見えなかったもの',

  peopleTitle: '人ごとの一覧（危険度の高い順）',
  peopleIntro: (people, unsure) =>
    `未対応の指摘がある方は${number(people)}名です${unsure === 0 ? '' : `（ほかに判定不能${number(unsure)}名）`}。両方のクラウドのアカウントをアドレスや社員番号などで1名にまとめ（氏名だけではまとめません）、危険が重なる方を上に表示しています。`,
  peopleElsewhere: (count) => `設定など、該当者のいない指摘が${number(count)}件あります：`,
  peopleUndecidable: (count) =>
    `このほか${number(count)}名は、このバージョンが読み取らないか、提供元が公開していない情報だけが判定不能です：`,
  ifStillNeeded: 'アカウントが今後も必要な場合のみ',
  fixUnder: (titles) => `対応方法は「チェック項目ごとの結果」の${titles}をご覧ください。`,
  byCheck: 'チェック項目ごとの結果',
  show: '表示',
  everyone: '全員',
  criticalOnly: '重大のみ',
  administrators: '管理者',
  withUnknowns: '判定不能を含む',
  administrator: '管理者',
  guest: 'ゲスト',
  findings: (count) => `${number(count)}件`,
  unknowns: (count) => `判定不能 ${number(count)}件`,
  moreInCsv: (count) => `ほか${number(count)}件は findings.csv にあります`,
  morePeopleInCsv: (count) => `ほか${number(count)}名は findings.csv にあります`,
  howToFix: '対応方法',
  effort: (time) => `作業時間 ${time}`,
  costLabel: (cost) => `費用 ${cost}`,

  checksTitle: 'チェック項目ごとの結果',
  checksIntro: (counts) =>
    `要対応 ${number(counts.fail)}件、判定不能 ${number(counts.unknown)}件、${counts.accepted === 0 ? '' : `リスク受容 ${number(counts.accepted)}件、`}問題なし ${number(counts.pass)}件、対象なし ${number(counts['not-applicable'])}件です。実際に点検できたものだけを「問題なし」としています。`,
  all: 'すべて',
  failing: '要対応',
  unknown: '判定不能',
  passing: '問題なし',
  failOf: (failed, judged) => `${judged}件中 ${failed}件が該当`,
  unknownOf: (unknown) => `判定不能 ${unknown}件`,
  acceptedOf: (accepted) => `受容 ${accepted}件`,
  rowsMissing: '一部未読み取り',
  ofJudged: (passed, judged) => `${passed} / ${judged}`,
  controls: '対応する基準',
  incomplete: 'すべては読み取れていないため、ほかにも該当がある可能性があります：',

  unseenTitle: '見えなかったものと、その理由',
  unseenIntro: (undecided) =>
    `次の情報は得られませんでした。良いとも悪いとも言えません。${undecided === 0 ? '' : `このため、${number(undecided)}件の判定ができませんでした。`}`,
  unseenNone: 'このバージョンが読み取る情報は、すべて読み取れました。',
  gapWhy: '理由',
  gapHides: '分からないこと',
  gapToDo: '必要な対応',
  hidesChecks: (topics) => `${topics}：判定不能、または一部のみの結果です。`,
  hiddenJudgements: (topic, count) => (count === 0 ? topic : `${topic}（${number(count)}件）`),
  hidesNothing: 'このために判定できなかったチェック項目はありません。',
  partialRows: (rows) => `${number(rows)}行を読み取りましたが、完全ではありません。`,
  allRows: (rows, unknown) => `${number(rows)}行すべてを読み取りましたが、うち${number(unknown)}行は判定不能です。`,
  checksCrashed: (topics) => `チェック項目：${topics}`,
  unreadTitle: '読み取りの対象外',
  unreadIntro:
    '提供元が公開していないか、このバージョンでは読み取らない情報です。このレポートは、これらについて何も述べていません。',

  acceptedTitle: 'リスク受容',
  acceptedIntro: '受容は「問題なし」ではありません。期限を過ぎると、再び指摘として数えます。',
  severityHead: '重大度',
  loginHead: 'ログイン名',
  countHead: '件数',
  subject: '対象',
  finding: '指摘',
  reason: '理由',
  approvedBy: '承認者',
  until: '期限',
  daysLeft: (days) => (days === 0 ? '本日まで' : `あと${number(days)}日`),

  notAsked: {
    noList: '社員名簿が設定されていません',
    noCountries: '`approvedCountries` が設定されていません',
    oneCloud: '2つのクラウドを比べる項目で、対象は1つです',
    microsoftOnly: 'Microsoft 365 のみの項目です',
  },

  notesTitle: 'お知らせ',
  notesIntro: 'スキャンそのものについて。',
  listUnusable,
  listFault,

  changesTitle: '前回からの変化',
  changeGroups: { added: '新規・再発', worse: '悪化', lost: '確認不能に', resolved: '解消' },
  factsChanged: '変わった事実',
  since: (when) => `前回（${when}）から`,
  factsCounted: (count) => `事実の変化 ${number(count)}件`,
  lighterCounted: (datasets) => `読み取れる範囲の拡大 ${number(datasets)}件`,
  darkerCounted: (datasets) => `読み取れる範囲の減少 ${number(datasets)}件`,
  sightChanged: '読み取れる範囲の変化',
  moreChanges: (count) => `ほか${number(count)}件は changes.csv にあります`,

  trendTitle: '推移',
  trendIntro:
    'スキャンごとの指標です。定義はどの組織でも同じで、割合は切り捨てです。線が途切れたところは、そのスキャンで値が得られなかったか、定義が異なります。',
  figureHead: '指標',
  lastScanHead: '今回',
  stepHead: '前回との差',
  lineHead: (scans) => (scans < 2 ? 'スキャン' : `直近${number(scans)}回`),

  readTitle: '読み取り範囲',
  readIntro: '読み取りのみを行い、設定は変更していません。このレポートの数値はすべて次の情報に基づきます。',
  table: (title) => `表：${title}`,
  datasetHead: '情報',
  rowsHead: '行数',
  requests: 'リクエスト',
  requestsSent: (sent, retried) => `${number(sent)}件（再試行 ${number(retried)}件）`,
  accountsHead: 'アカウント',
  durationHead: '所要時間',
  judgedAt: '判定時点',

  legend: '凡例',
  outOfScope: 'このスキャンの対象外：端末、更新プログラム、バックアップ、教育、ネットワーク、パスワードの使い回し。',
  footer: (version, schema) => `shisei ${version}・レポート形式 ${schema}`,
  scanId: 'スキャン',
};
