import type { FrameworkTexts, MfaTexts } from './mfa.ts';
import { number } from './words.ja.ts';

/** （佐藤、鈴木 ほか3件） */
function listed(count: number, names: readonly string[]): string {
  const rest = count - names.length;
  if (names.length === 0) return '';
  return `（${names.join('、')}${rest > 0 ? ` ほか${number(rest)}件` : ''}）`;
}

/** Words about enforced and registered MFA, in Japanese. */
export const mfaJa: MfaTexts = {
  title: 'MFA：「登録済み」と「必須」',
  intro:
    '「登録済み」は MFA の手段が登録されていること、「必須」はすべてのアプリへのサインインで毎回 MFA が求められることです。有効なメンバーを数え、ゲストと緊急用アカウントは含みません。',
  cloud: 'クラウド',
  members: 'メンバー',
  registered: '登録済み',
  byWhat: '根拠・理由',
  share: (because, members) => `${because}：${number(members)}件`,
  countedTwice: '複数のポリシーに該当するアカウントは、それぞれに数えています。',
  moreShares: (count) => `ほか${number(count)}種類は access.csv にあります`,
  unknownToo: (count) => `判定不能 ${number(count)}`,
  notRead: '未読み取り',
  trusting: (members) =>
    `必須のうち${number(members)}件は、信頼済みの端末では MFA を再度求められないことがあります（「必須」に数えています）。`,
  accountsMissing: 'すべてのアカウントは読み取れていないため、数えられていないメンバーがいる可能性があります。',
  enforcedOf: (ratio) => `必須 ${ratio}`,
  registeredOf: (ratio) => `登録済み ${ratio}`,
  enforcedUnknown: '必須 判定不能',
  registeredUnknown: '登録済み 判定不能',
  more: '根拠・理由を見る',
  phoneEnds: ({ accounts, names, days, endsOn }) => {
    const whom = `ほかの手段がないアカウント${number(accounts)}件${listed(accounts, names)}は`;
    const until = 'パスキーを登録するまでサインインできません。';
    if (days < 0) return `Microsoft の SMS・音声通話による MFA は${endsOn}に終了しました。${whom}、${until}`;
    const when = days === 0 ? `本日（${endsOn}）終了します` : `${endsOn}に終了します（あと${number(days)}日）`;
    return `Microsoft の SMS・音声通話による MFA は${when}。${whom}、終了後、${until}`;
  },
};

const strength = { exact: '全体', partial: '一部', related: '関連' } as const;

/** Words about frameworks, in Japanese. */
export const frameworksJa: FrameworkTexts = {
  title: '基準ごとの判定',
  intro:
    '同じ事実を、基準ごとの規則で別々に判定しています。平均や合計はしていません。「一部のみ」の「問題なし」は点検した範囲についてのもので、項目全体への適合を示すものではありません。',
  readingTitle: 'この表の見方',
  reading: [
    '判定するのは、項目の「全体」または「一部」に対応するチェック項目です。1つでも要対応があれば要対応、判定不能が残るうちは判定不能です。',
    '「関連」は近い内容の参考で、判定には使いません。',
    '「一部のみ」は、項目の全体に対応するチェック項目がないものです。',
    '「未点検」は、「関連」のチェック項目しかないか、判定の対象がなかったものです。',
    '「shisei の対象外」は、対応するチェック項目がないものです。',
  ],
  framework: '基準',
  control: '項目',
  verdict: '判定',
  notCovered: '未点検',
  outside: 'shisei の対象外',
  inPart: '一部のみ',
  inPartOf: (count) => `一部のみ ${number(count)}`,
  strength,
  byStrength: (groups) => groups.map((group) => `${group.ids.join('、')}（${strength[group.strength]}）`).join('／'),
  unanswered: (ids) => `shisei の対象外（対応するチェック項目がない項目）：${ids.join('、')}`,
  answeredBy: '対応するチェック項目',
  differTitle: '基準によって判定が異なる項目',
  check: 'チェック項目',
  accepts: '許容',
  silent: '言及なし',
  table: (framework) => `表：${framework} の項目`,
  disagree: (accepting, unsure) => {
    const parts = [
      ...(accepting.length === 0 ? [] : [`${accepting.join('、')} では許容`]),
      ...(unsure.length === 0 ? [] : [`${unsure.join('、')} では判定不能`]),
    ];
    return parts.length === 0 ? '基準により判定が異なります' : `基準により判定が異なります：${parts.join('、')}`;
  },
  controls: (count) => `${number(count)}項目`,
};
