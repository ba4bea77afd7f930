import type { FigureUnit } from '../core/history/figures.ts';
import type { HistoryTexts } from './history.ts';
import { number } from './words.ja.ts';

function signed(change: number, text: string): string {
  return `${change < 0 ? '−' : '+'}${text}`;
}

/** 2日未満は時間、それ以上は日数（小数第1位まで） */
function time(hours: number): string {
  if (hours < 48) return `${number(Math.round(hours * 10) / 10)}時間`;
  return `${number(Math.round(hours / 2.4) / 10)}日`;
}

/** 切り捨て。100 % は全員を意味する */
function percent(numerator: number, denominator: number): string {
  return `${Math.floor((numerator * 100) / denominator)} %`;
}

function short(unit: FigureUnit, value: number | null): string {
  if (value === null) return '判定不能';
  if (unit === 'share') return `${Math.floor(value * 100 + 1e-9)} %`;
  return unit === 'hours' ? time(value) : number(value);
}

const kind: HistoryTexts['kind'] = {
  new: '新規',
  reopened: '再発',
  worse: '悪化',
  lost: '確認不能に',
  resolved: '解消',
  standing: '継続',
};

const states = { complete: '読み取り完了', partial: '一部のみ', unavailable: '読み取り不可' } as const;

/** Words for what changed and for the figures of a trend, in Japanese. */
export const historyJa: HistoryTexts = {
  kind,
  kindNote: {
    new: '以前のスキャンにはなかった指摘です。',
    reopened: 'いったん解消した後に、再び見つかった指摘です。',
    worse: '以前からあり、重大度が上がったか、例外が終了した指摘です。',
    lost: '以前に見つかり、今回は確認できなかった指摘です。解消したとは限りません。',
    resolved: '以前に見つかり、今回確認したところ、なくなっていた指摘です。',
    standing: '以前から変わらない指摘です。',
  },
  counted: (which, count) => `${kind[which]} ${number(count)}件`,
  standing: (count) =>
    count === 0 ? 'ほかに継続している指摘はありません。' : `以前から継続している指摘は ${number(count)}件です。`,
  reason: {
    'first-judged': '初めて判定したため、以前から存在した可能性があります',
    'dark-before': '前回は確認できなかったため、以前から存在した可能性があります',
    'rule-changed': '判定の基準となる設定が変わりました',
    severity: '重大度が上がりました',
    message: '内容が悪化しました',
    count: '件数が増えました',
    'acceptance-ended': '例外が終了しました',
    accepted: '例外として受容されました',
    eased: '重大度が下がりました',
    'seen-again': '再び確認できました',
    'not-listed': 'アカウントが無効になっていないのに、社員名簿から本人の行がなくなりました',
    'not-joined': '同一人物のアカウントと判断できなくなり、無効になっていないものが残っています',
    'not-scanned': 'このディレクトリはスキャンの対象ではなくなりました',
  },
  state: { open: '要対応', accepted: 'リスク受容', unseen: '確認不能に' },
  fact: {
    'account-new': 'アカウントの追加',
    'account-gone': 'アカウントの削除',
    'account-enabled': 'アカウントの再有効化',
    'account-disabled': 'アカウントの無効化',
    'admin-new': '新しい管理者',
    'role-added': '役割の追加',
    'role-removed': '役割の削除',
    'methods-changed': '認証方法の変更',
    'country-new': '初めての国からのサインイン',
    'department-changed': '部署の変更',
  },
  factDetail: (which, before, after) => {
    switch (which) {
      case 'methods-changed':
      case 'department-changed':
        return `${before ?? 'なし'} → ${after ?? 'なし'}`;
      case 'country-new':
        return after === null || before === null ? after : `${after}（これまで：${before}）`;
      case 'role-removed':
        return before;
      default:
        return after;
    }
  },
  sight: { darker: '読み取れる範囲が減少', lighter: '読み取れる範囲が拡大' },
  sightDetail: ({ before, after }) => `${states[after]}（前回：${states[before]}）`,

  figure: {
    'mfa-enforced': 'MFA が必須',
    'mfa-resistant': 'フィッシング耐性のある MFA',
    'phone-only': 'MFA が電話のみ',
    'stale-accounts': '未使用のアカウント',
    'stale-guests': '未使用のゲスト',
    'leaver-lag': '退職から無効化まで',
    'top-admins': '最上位管理者',
    'unused-admins': '未使用の管理者',
    exceptions: 'リスク受容した指摘',
    'time-to-fix-critical': '解消までの時間（重大）',
    'time-to-fix-high': '解消までの時間（高）',
    'time-to-fix-medium': '解消までの時間（中）',
    'time-to-fix-low': '解消までの時間（低）',
    coverage: '点検できた範囲',
  },
  figureNote: {
    'mfa-enforced': 'すべてのアプリへのすべてのサインインで MFA が必須のメンバーの割合です。',
    'mfa-resistant': 'フィッシング耐性のある認証方法を登録したメンバーの割合です。',
    'phone-only': '第二要素が SMS か音声通話だけのメンバーの数です。',
    'stale-accounts': '90日を超えて成功したサインインがないか、一度もないメンバーの数です。',
    'stale-guests': '90日を超えて成功したサインインがないか、一度もない有効なゲストの数です。',
    'leaver-lag': '最後の勤務日から、最後のアカウントが無効になるまでの時間の中央値です。',
    'top-admins': '最上位の役割を持つ人の数です。ゲストを含み、緊急用アカウントを除きます。',
    'unused-admins': '45日を超えて成功したサインインがないか、一度もない、特権のある役割を持つメンバーの数です。',
    exceptions: '要対応の指摘のうち、有効な例外で受容されているものの数です。',
    'time-to-fix-critical': '最初に見つかってから解消するまでの時間の、過去90日間の中央値です。',
    'time-to-fix-high': '最初に見つかってから解消するまでの時間の、過去90日間の中央値です。',
    'time-to-fix-medium': '最初に見つかってから解消するまでの時間の、過去90日間の中央値です。',
    'time-to-fix-low': '最初に見つかってから解消するまでの時間の、過去90日間の中央値です。',
    coverage: '提供元が提供する情報のうち、読み取りが完了したものの割合です。',
  },
  value: ({ unit, value, numerator, denominator, unknown }) => {
    if (value === null) return unknown === 0 ? '対象なし' : '判定不能';
    if (unit === 'share') return percent(numerator, denominator);
    return unit === 'hours' ? time(value) : number(value);
  },
  basis: ({ id, unit, value, numerator, denominator, unknown }) => {
    const more =
      unknown === null ? 'アカウントの一部が読み取れていません' : unknown > 0 ? `判定不能 ${number(unknown)}` : null;
    const rests =
      denominator === 0 || (value === null && unit !== 'hours')
        ? null
        : id.startsWith('time-to-fix')
          ? `解消 ${number(numerator)}件、継続 ${number(denominator - numerator)}件`
          : `${number(denominator)} のうち ${number(numerator)}`;
    const parts = [rests, more].filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join('、');
  },
  step: (unit, change) => {
    if (change === 0) return '変化なし';
    const size = Math.abs(change);
    if (unit === 'share') return signed(change, `${number(size)} ポイント`);
    return signed(change, unit === 'hours' ? time(size) : number(size));
  },
  short,

  detail: '詳細',
  first: '履歴にある、この組織の最初のスキャンです。変化は次回のスキャンから示します。',
  unavailable: (reason) => `履歴を利用できなかったため、変化は分かりません（${reason}）。`,
  lookBack: (asOf, newest) =>
    `履歴の最新のスキャン（${newest}）より前の ${asOf} の時点で判定しました。最新のスキャンとは比較せず、履歴にも保存していません。`,
  off: '履歴は保存していません。',
  none: '変化はありません。',
  since: (when) => `${when} のスキャンとの比較`,
  openedOn: (day) => `${day} に初めて検出`,
  openedBy: (day) => `${day} に検出（以前から存在した可能性あり）`,
  reopened: 'いったん解消した指摘です',
};
