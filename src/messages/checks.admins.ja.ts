import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { after, ago, before, day, joined, never, number, parts, power, roles, stale } from './words.ja.ts';

function topAdmins(data: Data, wish: string): string {
  const logins = joined(parts(data.logins));
  const more = typeof data.doubtful === 'number' ? data.doubtful : 0;
  return [
    data.count === 0 ? '最上位管理者がいません' : `最上位管理者が${number(data.count)}名います`,
    logins === '' ? '。' : `（${logins}）。`,
    wish,
    more === 0 ? '' : `ほかに${number(more)}名は判定不能です。`,
  ].join('');
}

function idle(data: Data, timeZone: string): string {
  const what = typeof data.activity === 'string' && data.activity !== '' ? `（${data.activity}）` : '';
  const last =
    typeof data.lastAct === 'string'
      ? `最後の管理操作は ${day(data.lastAct, timeZone)}${ago(data.actDays)}です${what}。`
      : `監査ログには ${day(data.auditSince, timeZone)} 以降の管理操作がありません。`;
  return `サインインはしていますが、${last}上限は ${number(data.idleDays)}日です。${power(data)}`;
}

const removeRoleInEntra = [
  'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「割り当てられたロール」を開きます。',
  'アクティブな割り当てと資格のある割り当てを削除します。グループ経由の場合は、そのグループから外します。',
];
const removeRoleInEntraByCommand = [
  'Get-MgRoleManagementDirectoryRoleAssignment -Filter "principalId eq \'ACCOUNT_ID\'" -ExpandProperty RoleDefinition',
  'Remove-MgRoleManagementDirectoryRoleAssignment -UnifiedRoleAssignmentId ASSIGNMENT_ID',
].join('\n');
const removeRoleInGoogle = [
  'Google 管理コンソール ›「ディレクトリ」›「ユーザー」› 対象のアカウント ›「管理者ロールと権限」を開きます。',
  '役割の割り当てをオフにして保存します。グループ経由の場合は、そのグループから外します。',
];
const removeRoleInGoogleByCommand = 'gam print admins user LOGIN\ngam delete admin ASSIGNMENT_ID';
const keepSigningIn =
  'サインインはしていても管理操作をしていない場合は、アカウントを残して役割だけを外し、必要になったときに割り当て直します。';

/** What checks of administrators say in Japanese. */
export const adminChecksJa = {
  'disabled-admin': {
    title: '無効なアカウントが管理者権限を保有',
    topic: '無効なアカウントの管理者権限',
    why: 'アカウントを有効に戻すだけで、管理者権限もそのまま使えるようになります。',
    action: (count) => `無効なアカウント ${number(count)}件から管理者の役割を外す`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: removeRoleInEntra, command: removeRoleInEntraByCommand },
      'google-workspace': { steps: removeRoleInGoogle, command: removeRoleInGoogleByCommand },
    },
    meanings: { disabled: '無効なアカウントが管理者の役割を持つ' },
    messages: { disabled: (data) => `${after('無効なアカウントが', before('の役割を', roles(data)))}持っています。` },
  },
  'guest-admin': {
    title: 'ゲストが管理者権限を保有',
    topic: 'ゲストの管理者権限',
    why: 'ゲストのアカウントをどう守り、いつ止めるかは、自社ではなく相手の組織が決めます。',
    action: (count) => `ゲスト${number(count)}名から管理者の役割を外す`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [...removeRoleInEntra, 'ゲストが今も必要かを相手先に確認し、不要であれば削除します。'],
        command: removeRoleInEntraByCommand,
      },
      'google-workspace': {
        steps: [...removeRoleInGoogle, 'ゲストが今も必要かを相手先に確認し、不要であれば削除します。'],
        command: removeRoleInGoogleByCommand,
      },
    },
    meanings: { guest: 'ゲストが管理者の役割を持つ' },
    messages: {
      guest: (data) =>
        `${after('ゲストが', before('の役割を', roles(data)))}持っています。${data.invitation === 'pending' ? '招待は未承諾です。' : ''}`,
    },
  },
  'top-admin-count': {
    title: '最上位管理者の人数が範囲外',
    topic: '最上位管理者の人数',
    about: 'directory',
    why: '最上位管理者はすべての操作ができます。一方、1名だけでは、そのアカウントが使えなくなったときに復旧できる人がいません。',
    action: () => '最上位管理者の人数を範囲内にする',
    effort: { minutesEach: 60, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra 管理センター ›「Entra ID」›「ロールと管理者」›「グローバル管理者」›「割り当て」で、アクティブな割り当てと資格のある割り当てを、グループも含めて確認します。',
          'すべての権限までは必要のない方には、ユーザー管理者などの小さな役割を割り当て、グローバル管理者を外します。',
          '人数が足りない場合は、信頼できるもう1名に、管理専用のアカウントで割り当てます。',
        ],
        command:
          'Get-MgRoleManagementDirectoryRoleAssignment -Filter "roleDefinitionId eq \'62e90394-69f5-4237-9190-012177145e10\'" -ExpandProperty Principal',
      },
      'google-workspace': {
        steps: [
          'Google 管理コンソール ›「アカウント」›「管理者ロール」›「特権管理者」›「管理者」で、割り当てを確認します。',
          'すべての権限までは必要のない方には、ユーザー管理者などの小さな役割を割り当て、特権管理者を外します。',
          '人数が足りない場合は、信頼できるもう1名に、管理専用のアカウントで割り当てます。',
        ],
        command: 'gam print admins role _SEED_ADMIN_ROLE',
      },
    },
    meanings: { many: '最上位管理者が `max` より多い', few: '最上位管理者が `min` より少ない' },
    messages: {
      many: (data) => topAdmins(data, `上限は${number(data.max)}名です。`),
      few: (data) => topAdmins(data, `最低${number(data.min)}名が必要です。`),
    },
  },
  'unused-admin': {
    title: '使われていない管理者権限',
    topic: '管理者権限の利用状況',
    why: '使われていない管理者権限は、アカウントを乗っ取った者にしか役に立ちません。',
    action: (count) => `${number(count)}件のアカウントから、使われていない管理者の役割を外す`,
    effort: { minutesEach: 10, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [...removeRoleInEntra, keepSigningIn, 'アカウント自体が不要であれば、無効にします。'],
        command: removeRoleInEntraByCommand,
      },
      'google-workspace': {
        steps: [...removeRoleInGoogle, keepSigningIn, 'アカウント自体が不要であれば、停止します。'],
        command: removeRoleInGoogleByCommand,
      },
    },
    note: '管理操作ログが `idleDays` の日数に満たない場合、idle の判定は行わず、レポートの「お知らせ」に示します。',
    meanings: {
      unused: '最後の成功サインインが上限より前',
      never: '成功したサインインがなく、作成から上限を超えて経過',
      idle: 'サインインはあるが、`idleDays` の間、管理操作がない',
    },
    messages: { unused: stale, never, idle },
  },
} satisfies CheckTexts;
