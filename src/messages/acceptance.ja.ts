import { acceptanceIn } from './acceptance.ts';
import { roleNames } from './roles.ja.ts';

const subjects = { roles: 'アカウントの役割', mfa: 'MFA の状態', signIn: '最終サインイン' } as const;
const labels = { finding: '指摘', roles: '役割', mfa: 'MFA', signIn: '最終サインイン' } as const;

/** Words about risks that were accepted, in Japanese. */
export const acceptanceJa = acceptanceIn({
  severity: { low: '低', medium: '中', high: '高', critical: '重大' },
  mfa: {
    registered: '登録済み',
    unregistered: '未登録',
    'factor-resistant': 'フィッシング耐性のある第2要素',
    'factor-phishable': 'フィッシング耐性のない第2要素',
    'factor-phone': '電話',
    'factor-unknown': '強度の分からない第2要素',
    'factor-none': '第2要素なし',
    'enforcement-enforced': '必須',
    'enforcement-partly': '一部のみ必須',
    'enforcement-none': '必須ではない',
  },
  signIn: {
    active: '45日以内',
    unused: '46〜90日前',
    stale: '91日以上前',
    never: 'サインインなし',
  },
  privilege: {
    top: '最上位の権限あり',
    high: '特権あり',
    none: '特権なし',
  },
  roleList: (names) => names.map((name) => roleNames.get(name) ?? name).join('、'),
  noRole: '役割なし',
  noAdminRole: '管理者の役割なし',
  aside: (words) => `（${words}）`,
  comma: '、',
  count: (count) => `${count.toLocaleString('en-GB')}件`,
  passed: (was, is) => `ログイン名が別のアカウント（「${is}」、受容時は「${was}」）のものになった`,
  fromTo: (what, was, is) =>
    what === 'worse'
      ? `指摘が「${was}」から「${is}」に悪化した`
      : `${subjects[what]}が「${was}」から「${is}」に変わった`,
  ended: (changed) => `リスク受容は無効：${changed}ため。`,
  fact: (what, words) => `${labels[what]}：${words}`,
});
