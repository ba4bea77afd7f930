import { conditionWordsJa } from './conditions.ja.ts';
import { allAdministrators, type Because, conditionIn, type EnforcementWords, placeOf } from './enforcement.ts';
import { number } from './words.ja.ts';

const sets: ReadonlyMap<string, string> = new Map([
  ['ALL', 'すべて（SMS・音声通話を含む）'],
  ['NO_TELEPHONY', 'SMS・音声通話以外'],
  ['PASSKEY_ONLY', 'パスキー・セキュリティキーのみ'],
  ['PASSKEY_PLUS_SECURITY_CODE', 'パスキー・セキュリティキーとそのコード'],
  ['PASSKEY_PLUS_IP_BOUND_SECURITY_CODE', 'パスキー・セキュリティキーと同一ネットワークのコード'],
]);

/** 「/営業」とグループ「01abc」 */
function place({ units, groups }: NonNullable<ReturnType<typeof placeOf>>): string {
  const named = groups.map((id) => (id === allAdministrators ? 'すべての管理者' : `グループ「${id}」`));
  return [...units.map((path) => `「${path}」`), ...named].join('と');
}

/** What a policy is called; a setting of Google's has no name, but a part of the directory that it is for. */
function nameOf(policy: string): string {
  if (policy === '/') return '組織全体の設定';
  const found = placeOf(policy);
  return found === null ? `「${policy}」` : `${place(found)}の設定`;
}

/** 「A」、「B」、ほか3件 */
export function namesOf(policies: readonly string[], more = 0): string {
  const names = policies.map(nameOf).join('、');
  return more === 0 ? names : `${names}、ほか${number(more)}件`;
}

/** 理由と、その根拠となる設定 */
function saidBy(clause: string, policies: readonly string[]): string {
  return policies.length === 0 ? clause : `${namesOf(policies)}により${clause}`;
}

function condition(code: string): string {
  return conditionIn(conditionWordsJa, code);
}

function because({ reason, policies, more = 0, conditions: codes, startsOn }: Because): string {
  const named = (otherwise: string) => (policies.length === 0 ? otherwise : namesOf(policies, more));
  switch (reason) {
    case 'security-defaults':
      return 'セキュリティの既定値群による';
    case 'per-user':
      return 'ユーザーごとの MFA による';
    case 'policy':
      return `${named('ポリシー')}による`;
    case 'directory':
      return policies.length === 0 ? 'ディレクトリの情報による' : `ディレクトリの情報と${named('')}による`;
    case 'narrowed':
      return [
        `${named('ポリシー')}では MFA なしのサインインが残る`,
        ...(codes.length === 0 ? [] : [codes.map(condition).join('、')]),
      ].join('：');
    case 'excluded':
      return `${named('ポリシー')}の対象外`;
    case 'report-only':
      return `${named('ポリシー')}はレポート専用`;
    case 'not-included':
      return policies.length === 0 ? '対象に含むポリシーなし' : `${named('')}では必須でない`;
    case 'no-policy':
      return policies.length === 0 ? 'MFA を求めるポリシーなし' : `${named('')}では必須でない`;
    case 'scheduled':
      return `${policies.length === 0 ? '' : `${named('')}は`}${startsOn === null ? '適用開始前' : `${startsOn}から適用`}`;
    case 'enrolment-off':
      return saidBy('登録が許可されていない', policies);
    case 'unreadable':
      return '読み取り不可';
  }
}

/** Words for how MFA is enforced, in Japanese. */
export const enforcementJa: EnforcementWords = {
  state: { enforced: '必須', partly: '条件つき', none: '必須でない', unknown: '判定不能' },
  because,
  condition,
  allowed: (set, scope) => {
    const words = sets.get(set) ?? set;
    if (scope === '' || scope === '/') return words;
    const found = placeOf(scope);
    return `${words}（${found === null ? scope : place(found)}）`;
  },
};
