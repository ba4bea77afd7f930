import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { after, ago, before, day, joined, never, number, parts, power, roles, stale } from './words.ja.ts';

function topAdmins(data: Data, wish: string): string {
  const logins = joined(parts(data.logins));
  if (typeof data.count !== 'number') {
    return `最上位管理者が${number(data.max)}名を超えています（確認できた範囲：${logins}）。ほかにもいる可能性があります。${wish}`;
  }
  const more = typeof data.doubtful === 'number' ? data.doubtful : 0;
  return [
    data.count === 0 ? '最上位管理者がいません' : `最上位管理者が${number(data.count)}名います`,
    logins === '' ? '。' : `（${logins}）。`,
    wish,
    more === 0 ? '' : `ほかに${number(more)}名は判定不能です。`,
  ].join('');
}

function named(names: Data[string] | undefined): string {
  return roles({ roles: names ?? null });
}

function standing(data: Data): string {
  const groups = joined(parts(data.groups));
  const through = groups === '' ? '' : `グループ（${groups}）経由の割り当てです。`;
  const others =
    typeof data.others === 'string'
      ? `${after('このほか', before('は、', named(data.others)))}必要なときだけ有効か、期限つきか、判別できないものです。`
      : '';
  return `${before('の役割が', named(data.roles))}、期限なく常に有効です。${through}${others}`;
}

function mailbox(data: Data): string {
  return `メールボックスつきのライセンス（${joined(parts(data.products))}）が割り当てられています。${power(data)}`;
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
const chooseRole =
  '本当に必要な権限を確認します。小さな役割で足りる場合は最上位の役割を外し、足りない場合は小さな役割のほうを外します。';
const ownAccount =
  'Entra 管理センター ›「Entra ID」›「ユーザー」›「新しいユーザー」で、管理専用のアカウントを、初期ドメイン（onmicrosoft.com）の名前で別に作ります。メールボックスつきのライセンスは割り当てません。パスキーを登録し、役割を割り当てます。';
const keepSigningIn =
  'サインインはしていても管理操作をしていない場合は、アカウントを残して役割だけを外し、必要になったときに割り当て直します。';

/** What checks of administrators say in Japanese. */
export const adminChecksJa = {
  'daily-use-admin': {
    title: '最上位管理者のアカウントにメールボックス',
    topic: '最上位管理者と日常業務',
    why: 'すべての操作ができるアカウントでメールを読むと、1通の偽メールですべてを奪われるおそれがあります。',
    action: (count) => `最上位管理者${number(count)}名の管理用アカウントを、日常業務から分ける`,
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          ownAccount,
          '続けて、日常業務のアカウントから最上位の役割を外します。メールボックスはそのまま使えます。',
          ...removeRoleInEntra,
        ],
        command: removeRoleInEntraByCommand,
      },
    },
    meanings: { mailbox: '最上位管理者がメールボックスつきのライセンスを持つ' },
    messages: { mailbox },
  },
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
  'redundant-role': {
    title: '最上位管理者に不要な役割',
    topic: '最上位の役割と重なる役割',
    why: '最上位管理者はすでにすべての操作ができます。ほかの役割が重なっていると、本当に必要な権限が見えにくくなり、最上位の役割を外したあとにも権限が残ります。',
    action: (count) => `${number(count)}件のアカウントから、重複する役割を外す`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: [chooseRole, ...removeRoleInEntra], command: removeRoleInEntraByCommand },
      'google-workspace': { steps: [chooseRole, ...removeRoleInGoogle], command: removeRoleInGoogleByCommand },
    },
    meanings: { redundant: '有効な最上位の役割に、ほかの有効な役割の権限がすべて含まれる' },
    messages: {
      redundant: (data) =>
        `${before('の権限は、', named(data.roles))}${before('にすべて', named(data.top))}含まれています。`,
    },
  },
  'standing-admin': {
    title: '常に有効な管理者権限',
    topic: '管理者権限の常時付与',
    why: '常に有効な権限は、アカウントを乗っ取った者もいつでも使えます。必要なときだけ有効になり、自動で切れる権限であれば、その時間は限られます。',
    action: (count) => `${number(count)}件のアカウントの、常に有効な管理者の役割を見直す`,
    effort: { minutesEach: 20, cost: 'partly' },
    costNote:
      '必要なときだけ役割を有効にするには Entra\u00a0ID\u00a0P2 が必要です。アカウントを分けることと、役割を小さくすることは無料です。',
    fix: {
      microsoft365: {
        steps: [
          'Entra ID P2 がある場合は、Entra 管理センター ›「ID ガバナンス」›「Privileged Identity Management」›「Microsoft Entra ロール」›「割り当て」で、資格のある割り当てを追加してから、「アクティブな割り当て」の永続的なものを削除します。',
          'ない場合は、管理専用のアカウントをもう1つ作り（ライセンスは不要です）、パスキーを登録して、役割をそちらへ移します。日常のアカウントには役割を残しません。',
          'いずれの場合も、業務に足りる最も小さな役割だけを残します。Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「割り当てられたロール」で、ほかの役割を外します。グループ経由の場合は、そのグループから外します。',
          '緊急用アカウントは、意図して常に役割を持たせるものです。`shisei.yaml` の `breakGlass` に登録します。',
        ],
        command: [
          'Get-MgRoleManagementDirectoryRoleAssignmentScheduleInstance -Filter "principalId eq \'ACCOUNT_ID\'" -ExpandProperty RoleDefinition',
          "New-MgRoleManagementDirectoryRoleEligibilityScheduleRequest -Action adminAssign -PrincipalId ACCOUNT_ID -RoleDefinitionId ROLE_ID -DirectoryScopeId / -Justification 'On request' -ScheduleInfo @{ StartDateTime = Get-Date; Expiration = @{ Type = 'noExpiration' } }",
          'Remove-MgRoleManagementDirectoryRoleAssignment -UnifiedRoleAssignmentId ASSIGNMENT_ID',
        ].join('\n'),
      },
    },
    note: 'Entra ID P2 がないと、必要なときだけ役割を有効にすることはできず、有効な役割はすべて常時付与になります。この場合も要対応とします。アカウントを分けることと、役割を減らすことはできるためです。残るものは、期限をつけて例外に登録できます。',
    meanings: { standing: '管理者の役割が、期限なく常に有効' },
    messages: { standing },
  },
  'synced-admin': {
    title: 'オンプレミスから同期された管理者',
    topic: '管理者とオンプレミスのディレクトリ',
    why: '社内のディレクトリが乗っ取られると、そこから同期されたクラウドの管理者も奪われます。',
    action: (count) => `同期された管理者${number(count)}名を、クラウドだけのアカウントに置き換える`,
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          ownAccount,
          '続けて、同期されたアカウントから役割を外します。日常業務ではそのまま使えます。',
          ...removeRoleInEntra,
        ],
        command: removeRoleInEntraByCommand,
      },
    },
    meanings: { synced: '管理者のアカウントがオンプレミスのディレクトリから同期されている' },
    messages: { synced: (data) => `オンプレミスのディレクトリから同期されたアカウントです。${power(data)}` },
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
