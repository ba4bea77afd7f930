import { methodName } from './methods.ja.ts';
import type { NameTexts } from './names.ts';
import { roleNames } from './roles.ja.ts';

const regions = new Intl.DisplayNames('ja', { type: 'region', fallback: 'none' });

function country(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? regions.of(code) : undefined;
  return name === undefined ? code : `${name}（${code}）`;
}

/** What things of a report are called, in Japanese. */
export const namesJa: NameTexts = {
  severity: { low: '低', medium: '中', high: '高', critical: '重大' },
  verdict: {
    fail: '要対応',
    pass: '問題なし',
    unknown: '判定不能',
    'not-applicable': '対象なし',
    accepted: 'リスク受容',
  },
  status: { complete: '読み取り完了', partial: '一部読み取り', failed: '読み取り不可' },
  provider: { microsoft365: 'Microsoft\u00a0365', 'google-workspace': 'Google Workspace' },
  dataset: {
    organization: '組織情報',
    accounts: 'アカウント',
    signIns: '最終サインイン',
    mfa: 'MFA の登録',
    enforcement: 'MFA の必須化',
    roles: '管理者の役割',
    policies: 'ポリシー設定',
    signInEvents: 'サインイン ログ',
    adminActivity: '管理操作ログ',
    applications: 'アプリ',
  },
  datasetState: { complete: '完了', partial: '一部', unavailable: '取得不可' },
  role: (name) => roleNames.get(name) ?? name,
  method: methodName,
  country,
  datasetSource: (source) => (source === 'usage-report' ? '利用状況レポート（日単位）' : source),
  cost: { free: '無料', partly: '一部有料', licence: 'ライセンスが必要' },
  elsewhere: 'テナント全体',
};
