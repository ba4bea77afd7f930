import type { GapKind } from '../core/gap.ts';
import type { GapText, GapTexts } from './gaps.ts';
import { reasonsJa } from './reasons.ja.ts';
import { type ReasonWords, reasonOf } from './reasons.ts';

const expected = (subject: string) => `意図して読み取らない場合は \`expectedGaps\` に \`${subject}\` を記載します`;

/** プログラムでは読み取れなくても、画面で確認できるもの */
const byHand: Readonly<Record<string, string>> = {
  'microsoft365/signInEvents': 'チェック項目 `blind-log` の手順で、直近7日分を画面で確認できます。',
  'google-workspace/signInEvents': 'チェック項目 `blind-log` の手順で、過去6か月分を画面で確認できます。',
};

const recordsFollow = '新しいアカウントであれば対応は不要です（数日で反映されます）。それ以外は個別に確認します。';

/** What to do where the reason is known; the kind of a gap says it for all others. */
const remedies = (subject: string): Partial<ReasonWords> => ({
  noRecord: () => recordsFollow,
  recordOfAccount: () => recordsFollow,
  keysUnsaid: () => recordsFollow,
  resistanceUnknown: () => '製品の提供元に確認するか、パスキーを登録します。',
  countryUnsaid: () => 'access.csv の IP アドレスを確認します。',
  rosterFaulty: () => '「お知らせ」に示した行を修正し、再度スキャンします。',
  olderPolicies: () => 'チェック項目 `sms-mfa-allowed` の手順で、認証方法の移行を完了します。',
  hiddenMembers: () => `\`Member.Read.Hidden\` の権限を付与します。${expected(subject)}。`,
});

const gap: Record<GapKind, GapText> = {
  permission: {
    name: '権限不足',
    why: 'スキャン用のアカウントに、この情報を読み取る権限がありません。',
    remedy: (subject) => `不足している権限を付与します（\`shisei doctor\` で確認できます）。${expected(subject)}。`,
  },
  licence: {
    name: 'ライセンス',
    why: 'このディレクトリのライセンスでは、この情報は提供されません。',
    remedy: (subject) => byHand[subject] ?? '対応は不要です。上位のライセンスを導入するまでは判定不能のままです。',
  },
  unsupported: {
    name: '提供なし',
    why: '提供元がこの情報を公開していないか、このバージョンでは読み取りません。',
    remedy: () => '対応は不要です。',
  },
  concealed: {
    name: '名前の秘匿',
    why: '利用状況レポートで名前が伏せられているため、アカウントと照合できません。',
    remedy: () =>
      'Microsoft 365 管理センター ›「設定」›「組織設定」›「レポート」で、ユーザー名などを隠す設定をオフにします。',
  },
  absent: {
    name: '情報なし',
    why: '提供元に記録がないか、値が示されませんでした。',
    remedy: () => '管理画面で個別に確認します。',
  },
  throttled: {
    name: '利用制限',
    why: '提供元のリクエスト数の制限に達し、待機しても読み取れませんでした。',
    remedy: () => '時間をおいて再度スキャンするか、`--concurrency` の値を下げます。',
  },
  network: {
    name: '通信',
    why: '提供元との通信が途切れました。',
    remedy: () => '再度スキャンします。繰り返す場合は、プロキシやファイアウォールで提供元への通信を許可します。',
  },
  malformed: {
    name: '解釈できない応答',
    why: '提供元の応答がこのバージョンで解釈できない形式だったため、使用しませんでした。',
    remedy: () => 'shisei を更新するか、上記の内容を開発元へお知らせください。',
  },
  expired: {
    name: '期限切れ',
    why: 'スキャン用のシークレット、証明書または同意の期限が切れています。',
    remedy: () => '設定の値を更新し、`shisei doctor` で確認します。',
  },
  identity: {
    name: '別の組織の応答',
    why: '設定とは異なる組織からの応答だったため、受け取りませんでした。',
    remedy: () => '設定のテナント ID または顧客 ID を修正します。',
  },
  crash: {
    name: 'チェックの不具合',
    why: '本プログラムの一部が正しく動作せず、判定できませんでした。',
    remedy: () => '上記の内容を開発元へお知らせください。ディレクトリ側の問題ではありません。',
  },
};

const couldNot: Record<GapKind, string> = {
  permission: 'この情報を読み取る権限がありません',
  licence: 'このディレクトリのライセンスでは提供されない情報です',
  unsupported: '提供元が公開していないか、このバージョンでは読み取らない情報です',
  concealed: 'レポートで名前が伏せられています',
  absent: '提供元に記録がありません',
  throttled: '提供元のリクエスト数の制限に達しました',
  network: '提供元との通信が途切れました',
  malformed: '提供元の応答を解釈できませんでした',
  expired: 'スキャンの認証情報の期限が切れています',
  identity: '別の組織からの応答だったため、受け取りませんでした',
  crash: 'チェックが正しく動作しませんでした',
};

/** What could not be told, and why, in Japanese. */
export const gapsJa: GapTexts = {
  gap,
  remedy: ({ kind, detail }, subject) => reasonOf(detail, remedies(subject)) ?? gap[kind].remedy(subject),
  unknownFinding: (found) =>
    found === undefined
      ? '判定できませんでした。'
      : `判定不能：${reasonOf(found.detail, reasonsJa) ?? couldNot[found.kind]}。`,
  gapReason: ({ detail }) => {
    const reason = reasonOf(detail, reasonsJa);
    return reason === null ? null : `${reason}。`;
  },
  unnamedFinding: (message) => `検出：${message}。`,
};
