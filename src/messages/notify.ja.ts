import { type NoticeKind, noticeKinds } from '../core/history/notices.ts';
import type { NotifyTexts } from './notify.ts';

function number(count: number): string {
  return count.toLocaleString('ja-JP');
}

const counts: Record<NoticeKind, (count: number) => string> = {
  'finding-new': (count) => `新規 ${number(count)}件`,
  'finding-worse': (count) => `悪化 ${number(count)}件`,
  'finding-reopened': (count) => `再発 ${number(count)}件`,
  'finding-lost': (count) => `確認不能 ${number(count)}件`,
  'directory-unread': (count) => `読み取れないディレクトリ ${number(count)}件`,
  'dataset-unread': (count) => `読み取れない情報 ${number(count)}件`,
  'access-ending': () => 'まもなく読み取れなくなります',
};

const things = { secret: 'シークレット', certificate: '証明書' } as const;

function inDays(days: number): string {
  return days <= 0 ? 'あと1日以内' : `あと${number(days)}日`;
}

/** Words of alerts, in Japanese. */
export const notifyJa: NotifyTexts = {
  title: (about, found, worst) => {
    const parts = noticeKinds.flatMap((kind) => (found[kind] === undefined ? [] : counts[kind](found[kind])));
    const weight = worst === undefined ? '' : `（最高重大度：${worst}）`;
    return `shisei：${typeof about === 'number' ? `${number(about)}テナント` : about}：${parts.join('、')}${weight}`;
  },
  test: {
    title: 'shisei：テスト通知',
    text: (channel) =>
      `通知先「${channel}」を確かめるためのメッセージです。ディレクトリに変化があったわけではありません。`,
  },
  heading: (tenant, instant, whole) =>
    `${tenant}、${instant}のスキャン${whole ? '' : '（一部は読み取れませんでした）'}`,
  kind: {
    'finding-new': '新規',
    'finding-worse': '悪化',
    'finding-reopened': '再発',
    'finding-lost': '確認不能に',
    'directory-unread': 'ディレクトリを読み取れません',
    'dataset-unread': '読み取れなくなった情報',
    'access-ending': 'まもなく読み取れなくなります',
  },
  lost: '現在は確認できません。解消されたという意味ではありません。',
  directoryUnread: (product) =>
    `${product} は点検できていません。アカウントを読み取れなかったか、スキャンの対象から外れています。`,
  lostWith: (findings) =>
    `これに伴い、指摘 ${number(findings)}件が確認不能になりました。解消されたという意味ではありません。`,
  datasetUnread: (product, dataset, gap) =>
    `${product}：これまで読み取れていた「${dataset}」を、今回は全部または一部読み取れませんでした${gap === null ? '' : `（${gap}）`}。`,
  accessEnding: (product, { what, name, days }, day) => {
    if (what === 'licence') {
      const end = day === null ? '終了間際か停止中です' : `${day}に終了します`;
      return `読み取りに必要な ${product} のライセンス「${name}」は、${end}。`;
    }
    const isOver = days !== null && days < 0;
    const when = days === null || isOver ? '' : `（${inDays(days)}）`;
    const end = day === null ? 'まもなく期限が切れます' : `${day}に期限が${isOver ? '切れました' : `切れます${when}`}`;
    return `shisei が ${product} へのサインインに使う${things[what]}「${name}」は、${end}。新しいものに取り替えてください。`;
  },
  more: (count) => `… ほか ${number(count)}件はレポートをご覧ください。`,
  closing: '変化があったときに一度だけお知らせします。詳細はレポートをご覧ください。',
  failure: {
    status: (detail) => `送信先がステータス ${detail} を返しました`,
    redirect: (detail) => `送信先が別の場所へ転送しようとしました（ステータス ${detail}）。転送には従いません`,
    timeout: () => '時間内に応答がありませんでした',
    connection: (detail) => `接続できませんでした${detail === '' ? '' : `（${detail}）`}`,
    proxy: (detail) => `プロキシが通しませんでした（ステータス ${detail}）。HTTPS_PROXY と NO_PROXY を確認してください`,
    certificate: (detail) =>
      `サーバーの証明書がこのマシンで信頼されていないか、別の名前のものです（${detail}）。NODE_EXTRA_CA_CERTS で追加できます`,
    answer: () => '送信先がメッセージとして受け付けませんでした。アドレスが正しいか確認してください',
    'sign-in': (detail) =>
      `メール サーバーがユーザー名またはパスワードを受け付けませんでした${detail === '' ? '' : `（${detail}）`}`,
    insecure: () =>
      '暗号化された接続になりません。https か、TLS に対応し、証明書がこのマシンで信頼されているメール サーバーを使ってください',
    interrupted: () => '実行が中断されました',
    untried: () => '前のメッセージが届かなかったため、送信を試していません',
    unreadable: () => '保存されていた内容を読み取れません',
    other: (detail) => `送信できませんでした${detail === '' ? '' : `（${detail}）`}`,
  },
  undelivered: (channel, messages, reason) =>
    `通知：${channel} への ${number(messages)}件を送信できませんでした。${reason}。次回の実行で再送します。まだ誰にも届いていません。`,
  givenUp: (channel, messages, days, reason) =>
    `通知：${channel} への ${number(messages)}件は ${number(days)}日間送信できなかったため、再送を打ち切りました。${reason}。誰にも届いていません。内容は shisei diff で確認できます。`,
  refusedRecipients: (channel, count) =>
    `通知：${channel}：メール サーバーが ${number(count)}件の宛先を拒否しました。ほかの宛先には届いています。`,
  storeFailed: (reason) => `通知：履歴の保存先を使えないため（${reason}）、送信していないものがあります。`,
  command: {
    noChannels: `設定の notify に通知先がありません。notify: [{ slack: { url: "\${SHISEI_SLACK_URL}" } }] のように指定してください。詳しくは docs/alerts.md（英語）にあります。`,
    unknownChannel: (id, known) => `「${id}」という通知先はありません。指定できるもの：${known}`,
    tested: (channel) => `${channel}：テスト通知は受け付けられました。`,
    testFailed: (channel, reason) => `${channel}：テスト通知を送信できませんでした。${reason}。`,
    nothingDue: '送信待ちの通知はありません。',
    sent: (channel, messages) => `${channel}：${number(messages)}件を送信しました。`,
    nothingKept: '保存されている通知はありません。',
    tries: (count) => `試行 ${number(count)}回`,
    state: { pending: '送信待ち', claimed: '送信中', sent: '送信済み', failed: '打ち切り' },
    orphan: 'この通知先は設定にありません',
    older: (count) => `これより古い ${number(count)}件は表示していません。--format json ですべて表示します。`,
  },
};
