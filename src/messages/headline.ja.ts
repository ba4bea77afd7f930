import type { Severity } from '../core/check.ts';
import { type Concern, type Concerns, type HeadlineFacts, type HeadlineTexts, mostlyUnknown } from './headline.ts';
import { joined, number } from './words.ja.ts';

const nouns: Record<string, (admin: boolean, severity: Severity) => string> = {
  'missing-mfa': (admin) => (admin ? '使える MFA がない管理者' : '使える MFA がない方'),
  'sms-mfa': (admin) => (admin ? 'MFA が電話だけの管理者' : 'MFA が電話だけの方'),
  'unenforced-mfa': (admin) => (admin ? 'MFA が必須でない管理者' : 'MFA が必須でない方'),
  'foreign-sign-in': () => '承認していない国からサインインした方',
  'guest-admin': () => '管理者権限を持つ社外のゲスト',
  'phishable-admin': () => 'フィッシング耐性のある MFA がない管理者',
  'unused-admin': () => '権限を使っていない管理者',
  'disabled-admin': () => '権限が残る無効なアカウント',
  'stale-account': () => '使われていないアカウント',
  'stale-guest': () => '使われていないゲスト',
  'leaver-account': (admin, severity) => {
    // 「重大」は、退職後に使われたことを意味する
    const what = severity === 'critical' ? '退職後にサインインのあった退職者' : 'アカウントが有効な退職者';
    return admin ? `${what}（管理者）` : what;
  },
  'unlisted-account': () => '社員名簿に該当のないアカウント',
  'half-offboarded': () => '一方のクラウドでのみ無効にされた方',
  'synced-admin': () => '社内ディレクトリから同期された管理者',
  'daily-use-admin': () => 'メールボックスのある管理者',
  'standing-admin': () => '権限が常時有効な管理者',
  'redundant-role': () => '役割が重複する管理者',
  'licensed-disabled': () => 'ライセンスが残る無効なアカウント',
  'privileged-app': () => '管理者権限を持つアプリ',
  'stale-credential': () => 'シークレットの古いアプリ',
};

const things: ReadonlySet<string> = new Set([
  ...['disabled-admin', 'licensed-disabled', 'privileged-app', 'stale-account', 'stale-credential', 'stale-guest'],
  'unlisted-account',
]);

function concern({ check, title, severity, admin, count }: Concern): string {
  const noun = nouns[check]?.(admin, severity);
  if (noun === undefined) return `「${title}」が${number(count)}件`;
  return `${noun}が${number(count)}${things.has(check) ? '件' : '名'}`;
}

/** 「MFA が必須でない方が3名、社外のゲストが1名、ほか2名」 */
function concerns({ named, more }: Concerns, rest: string): string {
  return joined([...named.map(concern), ...(more === 0 ? [] : [`ほか${number(more)}${rest}`])]);
}

function matter(facts: HeadlineFacts): string {
  const { criticalPeople, critical, highPeople, high, open, unknown, judged, checks, accounts } = facts;
  if (criticalPeople > 0) return `${number(criticalPeople)}名のアカウントに、本日中の対応が必要です。`;
  if (critical > 0) return `本日中の対応が必要な指摘が${number(critical)}件あります。`;
  if (highPeople > 0) return `${number(highPeople)}名のアカウントに、早めの対応が必要です。`;
  if (high > 0) return `早めの対応が必要な指摘が${number(high)}件あります。`;
  if (open > 0 && mostlyUnknown(facts)) {
    return `${number(judged)}件の判定のうち${number(unknown)}件が判定不能です。「中」以下の指摘が${number(open)}件あります。`;
  }
  if (open > 0) return `「高」以上の指摘はなく、「中」以下の指摘が${number(open)}件あります。`;
  if (unknown > 0) return `判定できた範囲に指摘はありません。判定不能が${number(unknown)}件あります。`;
  return `${number(checks)}項目で${number(accounts)}件のアカウントを点検し、対応が必要な指摘はありませんでした。`;
}

function lead(facts: HeadlineFacts): string {
  if (facts.allFailed) return '何も読み取れませんでした。';
  const prefix =
    facts.failed.length === 0 ? '' : `${joined(facts.failed)} を読み取れませんでした。${joined(facts.read)} では、`;
  return prefix + matter(facts);
}

function subLead(facts: HeadlineFacts): string {
  if (facts.allFailed) return '本日の状態は分かりません。良いとも悪いとも言えません。';
  const dark = facts.failed.length === 0 ? '' : '読み取れなかったものは「問題なし」に数えていません。';
  if (facts.open > 0) {
    const people = concerns(facts.concerns.people, '名');
    const things = concerns(facts.concerns.things, '件');
    const worst = people === '' || things === '' ? people + things : `${people}です。そのほか、${things}`;
    const doubt =
      facts.critical + facts.high > 0 && mostlyUnknown(facts)
        ? `${number(facts.judged)}件の判定のうち${number(facts.unknown)}件が判定不能です。`
        : '';
    return `${worst === '' ? '' : `${worst}です。`}${doubt}${dark}`;
  }
  if (facts.unknown > 0) return `理由は${joined(facts.reasons)}です。${dark}`;
  if (facts.unread.length === 0) return `点検していないものについては、何も言えません。${dark}`;
  return `点検していないもの：${joined(facts.unread.slice(0, 5))}。${dark}`;
}

/** The sentences at the head of a report, in Japanese. */
export const headlineJa: HeadlineTexts = { lead, subLead };
