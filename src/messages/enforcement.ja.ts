import { allAdministrators, type Because, type EnforcementWords, partsOfCondition, placeOf } from './enforcement.ts';

const conditions: ReadonlyMap<string, string> = new Map([
  ['applications', '一部のアプリのみ'],
  ['authentication-context', '指定した操作のみ'],
  ['platforms', '一部の OS のみ'],
  ['locations', '一部の場所のみ'],
  ['sign-in-risk', '危険なサインインのみ'],
  ['user-risk', '危険なユーザーのみ'],
  ['insider-risk', '内部リスクがある場合のみ'],
  ['device-filter', '一部の端末のみ'],
  ['authentication-flows', '一部の認証フローのみ'],
  ['client-apps', '一部のクライアントのみ'],
  ['excluded-applications', '一部のアプリを除く'],
  ['excluded-platforms', '一部の OS を除く'],
  ['excluded-locations', '一部の場所を除く'],
  ['alternative-control', '別の条件でも可'],
  ['single-factor-combination', '1要素の組み合わせでも可'],
  ['unknown', '未知の条件'],
]);

const sets: ReadonlyMap<string, string> = new Map([
  ['ALL', 'すべて（SMS・音声通話を含む）'],
  ['NO_TELEPHONY', 'SMS・音声通話以外'],
  ['PASSKEY_ONLY', 'パスキー・セキュリティキーのみ'],
  ['PASSKEY_PLUS_SECURITY_CODE', 'パスキー・セキュリティキーとそのコード'],
  ['PASSKEY_PLUS_IP_BOUND_SECURITY_CODE', 'パスキー・セキュリティキーと同一ネットワークのコード'],
]);

function condition(code: string): string {
  const { kind, detail } = partsOfCondition(code);
  const words = conditions.get(kind) ?? kind;
  return detail === null || detail === '' ? words : `${words}（${detail}）`;
}

/** 「/営業」とグループ「01abc」 */
function place({ units, groups }: NonNullable<ReturnType<typeof placeOf>>): string {
  const named = groups.map((id) => (id === allAdministrators ? 'すべての管理者' : `グループ「${id}」`));
  return [...units.map((path) => `「${path}」`), ...named].join('と');
}

function nameOf(policy: string): string {
  if (policy === '/') return '組織全体の設定';
  const found = placeOf(policy);
  return found === null ? `「${policy}」` : `${place(found)}の設定`;
}

function named(policies: readonly string[], otherwise: string): string {
  return policies.length === 0 ? otherwise : policies.map(nameOf).join('、');
}

/** 理由と、その根拠となる設定 */
function saidBy(clause: string, policies: readonly string[]): string {
  return policies.length === 0 ? clause : `${named(policies, '')}により${clause}`;
}

function because({ reason, policies, conditions: codes, startsOn }: Because): string {
  switch (reason) {
    case 'security-defaults':
      return 'セキュリティの既定値群による';
    case 'per-user':
      return 'ユーザーごとの MFA による';
    case 'policy':
      return `${named(policies, 'ポリシー')}による`;
    case 'directory':
      return policies.length === 0 ? 'ディレクトリの情報による' : `ディレクトリの情報と${named(policies, '')}による`;
    case 'narrowed':
      return [
        `${named(policies, 'ポリシー')}の対象が一部のみ`,
        ...(codes.length === 0 ? [] : [codes.map(condition).join('、')]),
      ].join('：');
    case 'excluded':
      return `${named(policies, 'ポリシー')}の対象外`;
    case 'report-only':
      return `${named(policies, 'ポリシー')}はレポート専用`;
    case 'not-included':
      return policies.length === 0 ? '対象に含むポリシーなし' : saidBy('求められない', policies);
    case 'no-policy':
      return policies.length === 0 ? 'MFA を求めるポリシーなし' : saidBy('求められない', policies);
    case 'scheduled':
      return saidBy(startsOn === null ? '適用開始前' : `${startsOn}から適用`, policies);
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
