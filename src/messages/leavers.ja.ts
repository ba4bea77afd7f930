import type { LeaversTexts } from './leavers.ts';
import { number } from './words.ja.ts';

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
  facts: ({ left, open, longestDays, used, doubtful, closed, known, medianHours }) => {
    const longest = longestDays === null ? '' : `（最長${number(longestDays)}日）`;
    const parts = [
      open === 0
        ? '有効なアカウントは見つかっていません'
        : `うち${number(open)}名のアカウントが有効なままです${longest}`,
      ...(used === 0 ? [] : [`${number(used)}名は退職後に使用されています`]),
      ...(doubtful === 0 ? [] : [`${number(doubtful)}名は不明です`]),
    ];
    const who = `退職者は${number(left)}名、${parts.join('。')}。`;
    if (closed === 0) return who;
    const unknown = closed - known;
    const lags = [
      ...(medianHours === null ? [] : [`中央値 ${lag(medianHours)}（${number(known)}名）`]),
      ...(unknown === 0 ? [] : [`不明 ${number(unknown)}名`]),
    ];
    return `${who}無効化済みの${number(closed)}名が無効化までに要した時間：${lags.join('、')}。`;
  },
  nobody: '社員名簿で退職した方のうち、読み取れたアカウントを持つ方はいません。',
  noList: '社員名簿（`roster`）が設定されていないため、名簿との照合は行っていません。',
  doubt: {
    faulty: '社員名簿を利用できないため、誰が退職したかは分かりません。',
    silent: '社員名簿に在籍状況も退職日もないため、誰が退職したかは分かりません。',
  },
  label: '退職者',
  heads: { person: '氏名', leaveDate: '退職日', state: '状態', lag: '無効化まで', accounts: 'アカウント' },
  state: { open: '有効', closed: '無効化済み', unknown: '判定不能' },
  lag,
  lagUnknown: '不明',
  openFor: (days) => (days === null ? '有効のまま' : `${number(days)}日経過`),
  noDate: '日付なし',
  disabledOn: (day) => `${day} 無効化`,
  lastUsed: (day) => `退職後の ${day} にサインイン`,
  moreInCsv: (count) => `ほか${number(count)}名は access.csv にあります（\`--format csv\` で出力）。`,
};
