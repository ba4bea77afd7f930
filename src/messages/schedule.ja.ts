import type { ScheduleTexts } from './schedule.ts';

function minutesOf(minutes: number): string {
  return `${minutes.toLocaleString('ja-JP')}分`;
}

export const scheduleJa: ScheduleTexts = {
  cron: {
    'cron-unreadable':
      'cron 式を、分・時・日・月・曜日の5つの項目で、引用符で囲んで指定してください（例："15 3 * * *"）。',
    'cron-never': 'この cron 式に当てはまる日がないため、一度もスキャンされません。',
    'cron-often':
      '15分より短い間隔になっています。プロバイダーの利用制限があるため指定できません。スキャンは一晩に1回で十分です。',
  },
  usage: {
    noPlan: (file) =>
      `${file} に schedule がありません。tenants と並べて schedule: [{ cron: "15 3 * * *" }] のように指定するか、ほかのスケジューラーから shisei scan を実行してください。`,
    asOf: '--as-of はここでは使えません。スキャンは、開始した時点を基準に判定します。',
    port: (port, reason) =>
      `--health-port ${port}：127.0.0.1:${port} で待ち受けできません（${reason}）。別のポートを指定してください。`,
  },
  state: {
    next: (at, tenants) => `次のスキャン ${at}：${tenants.join('、')}`,
    nothing: '予定はありません',
    stopping: '終了しています',
  },
  begins: (tenants) => `スキャンを開始します：${tenants.join('、')}`,
  missed: (tenants, since) =>
    `${since} 以降に実行できなかった分をまとめて1回のスキャンで補います：${tenants.join('、')}`,
  ended: (tenants, exit, minutes) =>
    `スキャンが終了しました（終了コード ${exit}、${minutesOf(minutes)}）：${tenants.join('、')}`,
  refused: (tenants, minutes) =>
    `スキャンを開始できませんでした。${minutesOf(minutes)}後にもう一度試します：${tenants.join('、')}`,
  answered: (tenants) => `その間にほかの実行がスキャンを済ませました：${tenants.join('、')}`,
  broken: '今の設定ファイルは使えません。前の予定はそのまま続け、時刻になったスキャンは設定が直りしだい1回実行します。',
  whole: '設定ファイルは再び使えるようになりました。',
  unread: (reason) => `履歴から前回のスキャンの日時を読み取れないため、実行できなかった分は補いません。${reason}`,
  unkept: (reason) =>
    `開始したスキャンをレポートのフォルダーに記録できません（${reason}）。初回のスキャンが途中で終了した場合、次の起動時に補われません。`,
  unnotified: (reason) => `systemd に状態を通知できません。systemd-notify を使えませんでした（${reason}）。`,
};
