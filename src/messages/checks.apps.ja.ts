import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { namesOf } from './enforcement.ja.ts';
import { after, ago, before, day, type Fact, joined, number, parts, roles } from './words.ja.ts';

/** What else a reader wants to know of an application that may do too much. */
function circumstances({ own, enabled, credentials }: Data): string {
  return [
    own === false ? 'ほかの組織のアプリです。' : '',
    enabled === false ? '現在は無効です。' : '',
    typeof credentials === 'number' && credentials > 0
      ? `サインイン用のシークレットと証明書は合わせて${number(credentials)}件です。`
      : '',
  ].join('');
}

function permissions({ permissions: names }: Data): string {
  return joined(parts(names));
}

function byRole(data: Data): string {
  const names = permissions(data);
  const also = names === '' ? '' : `管理者の権限を得られるアクセス許可（${names}）もあります。`;
  return `${after('アプリが', before('の役割を', roles(data)))}持っています。${also}${circumstances(data)}`;
}

function credential({ kind, credential: name }: Data): string {
  return `${kind === 'certificate' ? '証明書' : 'シークレット'}「${name}」`;
}

function amount(fact: Fact): number {
  return typeof fact === 'number' ? fact : 0;
}

function long(data: Data, timeZone: string): string {
  const { startsAt, endsAt, days, limit, longSecrets, longCertificates, expired } = data;
  const more = amount(longSecrets) + amount(longCertificates) - 1;
  return [
    `${credential(data)}の有効期間は ${number(days)}日（${day(startsAt, timeZone)} から ${day(endsAt, timeZone)} まで）です。上限は ${number(limit)}日です。`,
    more > 0 ? `ほかに${number(more)}件が上限を超えています。` : '',
    amount(expired) > 0 ? `期限切れのまま残っているものが${number(expired)}件あります。` : '',
  ].join('');
}

function expired(data: Data, timeZone: string): string {
  const more = amount(data.expired) - 1;
  const others = more > 0 ? `ほかに${number(more)}件あります。` : '';
  return `${credential(data)}が ${day(data.endsAt, timeZone)}${ago(data.endedDays)}に期限切れになったまま残っています。${others}`;
}

const consentByCommand = [
  "$kept = (Get-MgPolicyAuthorizationPolicy).DefaultUserRolePermissions.PermissionGrantPoliciesAssigned -notlike 'ManagePermissionGrantsForSelf.*'",
  "Update-MgPolicyAuthorizationPolicy -DefaultUserRolePermissions @{ PermissionGrantPoliciesAssigned = @($kept) + 'ManagePermissionGrantsForSelf.microsoft-user-default-recommended' }",
].join('\n');

/** What checks of applications, and of what outsiders may do, say in Japanese. */
export const appChecksJa = {
  'licensed-disabled': {
    title: '無効なアカウントに有料ライセンスが残存',
    topic: '無効なアカウントのライセンス',
    why: '誰も使えないアカウントにライセンスが残っていると、毎月の費用がかかり続けます。退職などの後片付けが途中で止まっているしるしでもあります。',
    action: (count) => `無効なアカウント ${number(count)}件から有料ライセンスを外す`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          '先に、必要なデータを保存します。ライセンスを外すと、メールとファイルは約30日後に削除されます。引き続き使うメールボックスは共有メールボックスに変換します（50 GB まではライセンス不要です）。',
          'Microsoft 365 管理センター ›「ユーザー」›「アクティブなユーザー」› 対象のアカウント ›「ライセンスとアプリ」で、ライセンスのチェックを外して保存します。グループ経由の場合は、そのグループから外します。',
          '「課金情報」›「お使いの製品」で購入数を減らし、費用がかからないようにします。',
        ],
        command:
          "Get-MgUserLicenseDetail -UserId LOGIN\nSet-MgUserLicense -UserId LOGIN -AddLicenses @() -RemoveLicenses @('SKU_ID')",
      },
    },
    meanings: { licensed: '無効なアカウントに有料のライセンスが割り当てられている' },
    messages: {
      licensed: (data, timeZone) => {
        const since = typeof data.disabledAt === 'string' ? `（${day(data.disabledAt, timeZone)} に無効化）` : '';
        return `無効なアカウント${since}に、${before('が', joined(parts(data.licences)))}割り当てられたままです。`;
      },
    },
  },
  'open-consent': {
    title: '誰でも任意のアプリにアクセスを許可できる',
    topic: 'アプリへの同意',
    about: 'directory',
    why: '同意画面で一度ボタンを押すだけで、見知らぬアプリがメールやファイルを読めるようになります。パスワードも MFA も求められず、同意を取り消すまで続きます。',
    action: () => '利用者が自分で許可できるアプリを限定する',
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra 管理センター ›「Entra ID」›「エンタープライズ アプリ」›「同意とアクセス許可」›「ユーザーの同意設定」で「Microsoft に同意設定を管理させる」または「ユーザーの同意を許可しない」を選びます。',
          '「管理者の同意設定」で、利用者が同意を申請できるようにし、承認する方を決めます。',
          '「エンタープライズ アプリ」›「すべてのアプリケーション」で、すでに許可されたアプリを確認し、心当たりのないものを削除します。',
        ],
        command: consentByCommand,
      },
      'google-workspace': {
        steps: [
          'Google 管理コンソール ›「セキュリティ」›「アクセスとデータ管理」›「API の制御」›「アプリのアクセス権の管理」で、業務に必要なアプリを「信頼できる」または「限定」に設定します。',
          '続けて「API の制御」›「設定」›「未設定のサードパーティ製アプリ」で、「Google でログイン」に必要な基本情報のみを求めるアプリだけを許可するか、すべてのアプリを許可しない設定にします。組織全体と、個別に設定している組織部門のすべてで行います。',
        ],
        command: 'gam all users print tokens',
      },
    },
    note: '独自に作成した同意ポリシーと、公開資料に説明のない設定値は、許可される範囲を読み取れないため判定不能です。',
    meanings: { open: '利用者が、第三者の任意のアプリを自分で許可できる' },
    messages: {
      open: (data) => {
        if (typeof data.accounts === 'number') {
          return `${namesOf(parts(data.scopes))}により、${number(data.accounts)}件のアカウントで、第三者の任意のアプリを利用できます。`;
        }
        if (data.accounts === null) {
          return `${namesOf(parts(data.scopes))}により、第三者の任意のアプリを利用できます。ほかの設定でも利用できる可能性があり、対象のアカウント数は分かりません。`;
        }
        return `すべての利用者が、自分のデータへのアクセスを任意のアプリに許可できます（${joined(parts(data.policies))}）。`;
      },
    },
  },
  'open-invites': {
    title: 'ゲストがゲストを招待できる',
    topic: 'ゲストを招待できる人',
    about: 'directory',
    why: 'ゲストがほかのゲストを招待できると、自社の誰も選んでいない人が入ってきます。',
    action: () => 'ゲストによるゲストの招待を止める',
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra 管理センター ›「Entra ID」›「外部 ID」›「外部コラボレーションの設定」›「ゲスト招待の設定」で「特定の管理者ロールに割り当てられたユーザーのみがゲスト ユーザーを招待できる」を選びます。少なくとも、招待できる人をメンバー ユーザーまでに限ります。',
          '日常の業務でゲストを招待する方には「ゲスト招待元」の役割を割り当てます。',
        ],
        command: 'Update-MgPolicyAuthorizationPolicy -AllowInvitesFrom adminsAndGuestInviters',
      },
    },
    meanings: { open: 'ゲストを含む全員がゲストを招待できる' },
    messages: { open: () => 'ゲストを含む全員が、ゲストを招待できます。' },
  },
  'privileged-app': {
    title: '組織全体を掌握できるアプリ',
    topic: 'アプリの権限',
    why: 'アプリは MFA なしでサインインします。シークレットが漏れると、そのアプリの権限をすべて使われ、最上位管理者になることもできます。',
    action: (count) => `アプリ ${number(count)}件の権限を減らす`,
    effort: { minutesEach: 60, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra 管理センター ›「Entra ID」›「エンタープライズ アプリ」› 対象のアプリを開き、用途と必要な権限を所有者に確認します。',
          '「アクセス許可」で、指摘にあるアクセス許可を取り消します。たとえば Application.ReadWrite.All は、多くの場合 Application.ReadWrite.OwnedBy に置き換えられます。',
          '「Entra ID」›「ロールと管理者」› 対象のロール ›「割り当て」で、アプリを外すか、より小さな役割に替えます。',
          '不要なアプリは、「プロパティ」›「ユーザーのサインインが有効になっていますか?」を「いいえ」にします。1か月間問題がなければ削除します。',
        ],
        command: [
          'Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId APPLICATION_ID',
          'Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId APPLICATION_ID -AppRoleAssignmentId ASSIGNMENT_ID',
        ].join('\n'),
      },
      'google-workspace': {
        steps: [
          'Google 管理コンソール ›「アカウント」›「管理者ロール」› 対象のロール ›「管理者」でサービス アカウントを探し、用途を運用者に確認します。',
          'より小さな役割を、可能であれば特定の組織部門に限って割り当て、現在の割り当てを解除します。',
          'Google Cloud コンソール ›「IAM と管理」›「サービス アカウント」› 対象のアカウント ›「鍵」で、使われていない鍵を削除します。',
        ],
        command: 'gam print admins\ngam delete admin ASSIGNMENT_ID',
      },
    },
    meanings: {
      role: 'アプリが管理者の役割を持つ',
      permission: '管理者の権限を得られる Microsoft Graph のアクセス許可を持つ',
    },
    messages: {
      role: byRole,
      permission: (data) =>
        `アプリに、管理者の権限を得られるアクセス許可（${permissions(data)}）があります。${circumstances(data)}`,
    },
  },
  'stale-credential': {
    title: 'アプリの古いシークレット',
    topic: 'アプリのシークレットと証明書',
    why: 'シークレットは、長く使うほどスクリプトやメールに写しが増え、その1つが漏れるだけで悪用されます。期限切れのものが残っていると、使用中のものを見分けにくくなります。',
    action: (count) => `アプリ ${number(count)}件の古いシークレットを更新または削除する`,
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra 管理センター ›「Entra ID」›「アプリの登録」›「すべてのアプリケーション」› 対象のアプリ ›「証明書とシークレット」で、期限切れのものを削除します。',
          '新しいシークレット（180日以内）または証明書（1年以内）を追加し、プログラム側を切り替えてから、古いものを削除します。',
          'Azure やビルド サービスで動くプログラムには、マネージド ID かフェデレーション資格情報を使います。シークレットが不要になります。',
        ],
        command: [
          'Get-MgApplication -Filter "appId eq \'CLIENT_ID\'" -Property Id,DisplayName,PasswordCredentials,KeyCredentials',
          'Remove-MgApplicationPassword -ApplicationId OBJECT_ID -KeyId KEY_ID',
        ].join('\n'),
      },
    },
    note: 'マネージド ID の証明書は Azure が更新するため、対象に含みません。有効期間の長いものは、期限切れになった後も long と判定します。',
    meanings: {
      long: '開始から終了までの有効期間が、シークレットは `limitDays`、証明書は `certificateDays` を超える',
      expired: '期限切れのものが残っている',
    },
    messages: { long, expired },
  },
} satisfies CheckTexts;
