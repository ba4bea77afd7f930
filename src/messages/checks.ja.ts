import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { methodName, methodNamesIn } from './methods.ja.ts';
import { roleNames } from './roles.ja.ts';

type Fact = Data[string] | undefined;

const latin = /[\x21-\x7e]/;

function parts(fact: Fact): string[] {
  return typeof fact === 'string' && fact !== '' ? fact.split(', ') : [];
}

function methods(fact: Fact): string[] {
  return typeof fact === 'string' ? methodNamesIn(fact) : [];
}

function joined(words: readonly string[]): string {
  return words.join('、');
}

/** A space parts Latin letters from the particle that follows. */
function before(particle: string, words: string): string {
  return latin.test(words.slice(-1)) ? `${words} ${particle}` : `${words}${particle}`;
}

/** A space parts the particle from Latin letters that follow. */
function after(particle: string, words: string): string {
  return latin.test(words.slice(0, 1)) ? `${particle} ${words}` : `${particle}${words}`;
}

/** Latin letters stand apart on both sides. */
function spaced(words: string): string {
  return before('', after('', words));
}

/** 「SMS と音声通話」 */
function and(words: string, word: string): string {
  return words === '' ? word : after(before('と', words), word);
}

function number(fact: Fact): string {
  return typeof fact === 'number' ? fact.toLocaleString('en-GB') : '';
}

function day(instant: Fact): string {
  return typeof instant === 'string' ? instant.slice(0, 10) : '';
}

function ago(days: Fact): string {
  return typeof days === 'number' ? `（${days === 0 ? '当日' : `${number(days)}日前`}）` : '';
}

function limit({ limitDays }: Data): string {
  return `上限は ${number(limitDays)}日です。`;
}

function roles(data: Data): string {
  return joined(parts(data.roles).map((name) => roleNames.get(name) ?? name));
}

function power(data: Data): string {
  return data.privileged === true ? `${before('を', roles(data))}保有しています。` : '';
}

function lastUse(data: Data): string {
  const report = data.source === 'usage-report';
  if (data.lastSuccess !== null) {
    const what = report ? '利用状況レポートによる最後の利用は' : '最後の成功サインインは';
    return `${what} ${day(data.lastSuccess)}${ago(data.days)}です。`;
  }
  const what = report ? '利用状況レポートに、利用の記録がありません。' : '成功したサインインの記録がありません。';
  return `${day(data.since)}${ago(data.days)}以降、${what}`;
}

function stale(data: Data): string {
  return `${lastUse(data)}${limit(data)}${power(data)}`;
}

function never(data: Data): string {
  const created = data.createdAt === null ? '' : `${day(data.createdAt)} 作成${ago(data.ageDays)}。`;
  return `${created}成功したサインインは一度もありません。${limit(data)}${power(data)}`;
}

function unaccepted(data: Data): string {
  const rest = typeof data.lastSuccess === 'string' ? lastUse(data) : '';
  const invited = data.createdAt === null ? '招待は' : `${day(data.createdAt)} に招待${ago(data.ageDays)}。`;
  return `${invited}未承諾です。${limit(data)}${rest}`;
}

function scope(name: string): string {
  if (name === 'all_users') return 'すべてのユーザー';
  return name === 'unknown' ? '範囲が示されていないアカウント' : `グループ ${name}`;
}

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
const serviceSignIn =
  '機器やサービスのアカウントには、対話型のサインインをさせません。専用のアプリケーションに置き換えてから、アカウントを無効にします。';
const phoneLessMethods =
  'Google 管理コンソール ›「セキュリティ」›「認証」›「2段階認証プロセス」›「方法」で「テキスト メッセージや電話を使用して取得した確認コード以外」を選びます。';

/** What checks say in Japanese. */
export const checksJa: CheckTexts = {
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
    messages: { disabled: (data) => `${after('無効なアカウントが', before('を', roles(data)))}保有しています。` },
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
    messages: {
      guest: (data) =>
        `${after('ゲストが', before('を', roles(data)))}保有しています。${data.invitation === 'pending' ? '招待は未承諾です。' : ''}`,
    },
  },
  'missing-mfa': {
    title: '使える MFA がない',
    topic: 'MFA の登録',
    why: 'パスワードが漏れるだけで、アカウントに入られてしまいます。',
    action: (count) => `アカウント ${number(count)}件に MFA を登録する`,
    effort: { minutesEach: 10, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「認証方法」›「認証方法の追加」で一時アクセス パスを発行します。',
          '対象の方に、そのパスで aka.ms/mysecurityinfo へサインインし、パスキーまたは Microsoft Authenticator を登録するよう依頼します。',
          '登録済みでも利用できない場合は、その方式が SMS・音声通話でなければ、Entra 管理センター ›「Entra ID」›「認証方法」›「ポリシー」で対象のアカウントに許可します。SMS・音声通話であれば、別の方式を登録します。',
          serviceSignIn,
        ],
        command: 'New-MgUserAuthenticationTemporaryAccessPassMethod -UserId LOGIN -IsUsableOnce -LifetimeInMinutes 60',
      },
      'google-workspace': {
        steps: [
          'Google 管理コンソール ›「セキュリティ」›「認証」›「2段階認証プロセス」で「ユーザーが2段階認証プロセスを有効にできるようにする」をオンにします。',
          '対象の方に myaccount.google.com/signinoptions/two-step-verification での登録を依頼します。できればパスキーかセキュリティキーを選びます。',
          '全員の登録が済んだら、同じ画面の「適用」をオンにします。',
          serviceSignIn,
        ],
        command: 'gam print users query "isEnrolledIn2Sv=false isSuspended=false" fields primaryEmail,isEnrolledIn2Sv',
      },
    },
    messages: {
      unregistered: (data) => `MFA に使える認証方式が登録されていません。${power(data)}`,
      unusable: (data) => {
        const names = joined(methods(data.methods));
        const subject = names === '' ? 'MFA に使える認証方式が' : before('が', names);
        return `${subject}登録されていますが、許可するポリシーがありません。${power(data)}`;
      },
    },
  },
  'phishable-admin': {
    title: '管理者にフィッシング耐性のある MFA がない',
    topic: '管理者のフィッシング耐性のある MFA',
    why: 'コードや承認の通知は偽のサインイン画面を通じて盗まれますが、パスキーやセキュリティキーは盗まれません。',
    action: (count) => `管理者${number(count)}名にパスキーまたはセキュリティキーを登録する`,
    effort: { minutesEach: 20, cost: 'partly' },
    costNote:
      'パスキーは無料、セキュリティキーは購入が必要です。認証強度で必須にするには Entra\u00a0ID\u00a0P1 が必要です。',
    fix: {
      microsoft365: {
        steps: [
          'Entra 管理センター ›「Entra ID」›「認証方法」›「ポリシー」›「パスキー (FIDO2)」を管理者に対して有効にします。',
          '管理者に aka.ms/mysecurityinfo ›「サインイン方法の追加」で、パスキーまたはセキュリティキーの登録を依頼します。',
          '登録後に必須にします（Entra ID P1 が必要です）。Entra 管理センター ›「Entra ID」›「条件付きアクセス」›「ポリシー」で、認証強度「フィッシングに強い MFA」を要求します。',
        ],
        command: 'Get-MgUserAuthenticationFido2Method -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          '管理者に myaccount.google.com/signinoptions/passkeys で、パスキーまたはセキュリティキーの登録を依頼します。',
          '登録後に必須にします。Google 管理コンソール ›「セキュリティ」›「認証」›「2段階認証プロセス」›「方法」で、管理者に「セキュリティ キーのみ」を選びます。',
        ],
        command: 'gam report users user LOGIN parameters accounts:num_security_keys,accounts:num_passkeys_enrolled',
      },
    },
    messages: {
      phishable: (data) => {
        const names = joined(methods(data.methods));
        const others = names === '' ? 'ほかの方式の登録もありません。' : `登録されている方式は${spaced(names)}です。`;
        return `セキュリティキー、パスキー、Windows Hello のいずれも未登録です。${others}${power(data)}`;
      },
    },
  },
  'sms-mfa': {
    title: 'SMS・音声通話による MFA',
    topic: 'MFA の方式',
    why: '電話番号は乗っ取られることがあり、届いたコードは聞き出されることがあります。Microsoft は自社が提供する SMS・音声通話による MFA を2027年2月1日に終了します。',
    action: (count) => `アカウント ${number(count)}件の SMS・音声通話を、より強い方式に置き換える`,
    effort: { minutesEach: 15, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          '対象の方に aka.ms/mysecurityinfo ›「サインイン方法の追加」で、パスキーまたは Microsoft Authenticator の登録を依頼します。',
          'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「認証方法」で電話を削除します。',
          '2027年2月1日までに行います。Microsoft が提供する SMS・音声通話による MFA が同日に終了し、ほかの方式がない方は、パスキーを登録するまでサインインできなくなります。',
        ],
        command: [
          'Get-MgUserAuthenticationPhoneMethod -UserId LOGIN',
          'Remove-MgUserAuthenticationPhoneMethod -UserId LOGIN -PhoneAuthenticationMethodId METHOD_ID',
        ].join('\n'),
      },
      'google-workspace': {
        steps: [
          '対象の方に myaccount.google.com/signinoptions/passkeys で、パスキーまたはセキュリティキーの登録を依頼します。',
          phoneLessMethods,
        ],
      },
    },
    messages: {
      only: (data) => `登録されている MFA は${spaced(joined(methods(data.methods)))}のみです。${power(data)}`,
      also: (data) => {
        return `${after(before('に加えて', joined(methods(data.others))), before('が', joined(methods(data.methods))))}登録されています。${power(data)}`;
      },
    },
  },
  'sms-mfa-allowed': {
    title: 'ポリシーで SMS・音声通話を許可',
    topic: 'SMS・音声通話の許可設定',
    about: 'directory',
    why: 'ポリシーが許可している限り、電話による MFA の登録が続きます。Microsoft は自社が提供する SMS・音声通話による MFA を2027年2月1日に終了します。',
    action: () => '認証方法のポリシーで SMS と音声通話をオフにする',
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          '先に、電話だけを登録している方に別の方式を登録してもらいます（チェック項目 sms-mfa）。',
          'Entra 管理センター ›「Entra ID」›「認証方法」›「ポリシー」›「SMS」で「有効にする」をオフにします。「音声通話」も同様です。',
          '同じ画面の「移行の管理」で「移行が完了済み」を選び、以前のポリシーが使われないようにします。',
        ],
        command: [
          "$sms = @{ '@odata.type' = '#microsoft.graph.smsAuthenticationMethodConfiguration'; state = 'disabled' }",
          "$voice = @{ '@odata.type' = '#microsoft.graph.voiceAuthenticationMethodConfiguration'; state = 'disabled' }",
          'Update-MgPolicyAuthenticationMethodPolicyAuthenticationMethodConfiguration -AuthenticationMethodConfigurationId Sms -BodyParameter $sms',
          'Update-MgPolicyAuthenticationMethodPolicyAuthenticationMethodConfiguration -AuthenticationMethodConfigurationId Voice -BodyParameter $voice',
        ].join('\n'),
      },
      'google-workspace': { steps: [phoneLessMethods] },
    },
    messages: {
      allowed: (data) => {
        const names = parts(data.methods).map(methodName);
        const whom = joined(parts(data.scopes).map(scope));
        const older = data.legacyPolicies === 'in-force' ? '以前のポリシーもまだ有効です。' : '';
        return `${before('が', names.reduce(and, ''))}${before('に', whom)}許可されています。${older}`;
      },
    },
  },
  'stale-account': {
    title: '使われていないアカウント',
    topic: 'アカウントの利用状況',
    why: '使われていないアカウントは、乗っ取られても誰も気づきません。',
    action: (count) => `使われていないアカウント ${number(count)}件を無効にする`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          '今も必要なアカウントかを上長に確認します。長期の休職などは、期限をつけて例外に登録します。',
          'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のアカウント ›「プロパティの編集」›「設定」で「アカウントが有効」をオフにします。',
          'アカウントの画面に戻り、「セッションの取り消し」を押します。',
        ],
        command: 'Update-MgUser -UserId LOGIN -AccountEnabled:$false\nRevoke-MgUserSignInSession -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          '今も必要なアカウントかを上長に確認します。長期の休職などは、期限をつけて例外に登録します。',
          'Google 管理コンソール ›「ディレクトリ」›「ユーザー」› 対象のアカウント ›「その他のオプション」›「ユーザーを停止」を選びます。',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    messages: { stale, never },
  },
  'stale-guest': {
    title: '使われていないゲスト',
    topic: 'ゲストの利用状況',
    why: '必要のなくなったゲストを残すと、社外からの入口が開いたままになります。',
    action: (count) => `使われていないゲスト${number(count)}名を削除する`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          '招待した方に、ゲストが今も必要かを確認します。',
          'Entra 管理センター ›「Entra ID」›「ユーザー」› 対象のゲスト ›「削除」を選びます。削除後30日間は復元できます。',
        ],
        command: 'Remove-MgUser -UserId ACCOUNT_ID',
      },
      'google-workspace': {
        steps: [
          '招待した方に、ゲストが今も必要かを確認します。',
          'Google 管理コンソール ›「ディレクトリ」›「ユーザー」› 対象のゲスト ›「その他のオプション」›「ユーザーを停止」を選び、後日削除します。',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    messages: { unaccepted, stale, never },
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
    messages: {
      many: (data) => topAdmins(data, `上限は${number(data.max)}名です。`),
      few: (data) => topAdmins(data, `最低${number(data.min)}名が必要です。`),
    },
  },
  'unused-admin': {
    title: '使われていない管理者権限',
    topic: '管理者権限の利用状況',
    why: '使われていない管理者権限は、アカウントを乗っ取った者にしか役に立ちません。',
    action: (count) => `アカウント ${number(count)}件から、使われていない管理者の役割を外す`,
    effort: { minutesEach: 10, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [...removeRoleInEntra, 'アカウント自体が不要であれば、無効にします。'],
        command: removeRoleInEntraByCommand,
      },
      'google-workspace': {
        steps: [...removeRoleInGoogle, 'アカウント自体が不要であれば、停止します。'],
        command: removeRoleInGoogleByCommand,
      },
    },
    messages: { unused: stale, never },
  },
};
