import type { LeaversTexts } from './leavers.ts';

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

/** 2日未満は時間、それ以上は日数 */
function lag(hours: number): string {
  if (hours === 0) return '遅れなし';
  return hours < 48 ? `${number(hours)}時間` : `${number(Math.floor(hours / 24))}日`;
}

/** Words of the section about those who have left, in Japanese. */
export const leaversJa: LeaversTexts = {
  title: '退職者とアカウントの状態',
  intro:
    '社員名簿の退職日を過ぎた方のうち、アカウントがあった方の一覧です。無効化までの時間は、退職日の終わりから、最後のアカウントが無効になるまでを数えています。',
  facts: ({ left, open, unknown, known, medianHours }) => {
    const still = open === 0 ? '有効なアカウントは見つかっていません' : `うち${number(open)}名のアカウントが有効です`;
    const who = `退職者は${number(left)}名、${still}。`;
    if (known + unknown === 0) return who;
    const rest = unknown === 0 ? '' : `、不明${number(unknown)}名`;
    const median = medianHours === null ? '不明' : `中央値 ${lag(medianHours)}`;
    return `${who}退職から無効化まで：${median}（判明${number(known)}名${rest}）。`;
  },
  nobody: '社員名簿で退職した方のうち、読み取れたアカウントを持つ方はいません。',
  faulty: '社員名簿を利用できないため、誰が退職したかは分かりません。',
  label: '退職者',
  heads: { person: '氏名', leaveDate: '退職日', state: '状態', lag: '無効化まで', accounts: 'アカウント' },
  state: { open: '有効', closed: '無効化済み', unknown: '判定不能' },
  lag,
  lagUnknown: '不明',
  openFor: (days) => (days === null ? '有効のまま' : `${number(days)}日経過`),
  noDate: '日付なし',
  disabledOn: (day) => `${day} 無効化`,
  moreInCsv: (count) => `ほか${number(count)}名は access.csv にあります（\`--format csv\` で出力）。`,
};
