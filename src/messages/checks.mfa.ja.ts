import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { namesOf } from './enforcement.ja.ts';
import { methodName } from './methods.ja.ts';
import { after, ago, and, before, day, joined, methods, number, parts, power, spaced } from './words.ja.ts';

function scope(name: string): string {
  return name === 'all_users' ? 'すべてのユーザー' : `グループ ${name}`;
}

/** What comes of an account that has nothing but a telephone. */
function deadline({ endsOn, daysLeft }: Data): string {
  if (typeof endsOn !== 'string' || typeof daysLeft !== 'number') return '';
  if (daysLeft < 0) {
    return `Microsoft が提供する SMS・音声通話による MFA は ${endsOn} に終了しました。パブリック クラウドでは、パスキーを登録するまでサインインできません。`;
  }
  const when = daysLeft === 0 ? '本日' : `あと${number(daysLeft)}日`;
  return `Microsoft が提供する SMS・音声通話による MFA は ${endsOn}（${when}）に終了します。以後、パブリック クラウドでは、パスキーを登録するまでサインインできなくなります。`;
}

const serviceSignIn =
  '機器やサービスのアカウントには、対話型のサインインをさせません。専用のアプリケーションに置き換えてから、アカウントを無効にします。';
const phoneLessMethods =
  'Google 管理コンソール ›「セキュリティ」›「認証」›「2段階認証プロセス」›「方法」で「テキスト メッセージや電話を使用して取得した確認コード以外」を選びます。';

/** What checks of second factors say in Japanese. */
export const mfaChecksJa = {
  'missing-mfa': {
    title: '使える MFA がない',
    topic: 'MFA の登録',
    why: 'パスワードが漏れるだけで、アカウントに入られてしまいます。',
    action: (count) => `${number(count)}件のアカウントに MFA を登録する`,
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
    meanings: { unregistered: 'MFA に使える認証方式が未登録', unusable: '登録済みだが、許可するポリシーがない' },
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
    meanings: { phishable: 'パスキーやセキュリティキーなど、フィッシング耐性のある方式が未登録' },
    messages: {
      phishable: (data) => {
        const names = joined(methods(data.methods));
        const others = names === '' ? 'ほかの方式の登録もありません。' : `登録されている方式は${spaced(names)}です。`;
        if (data.othersTold === false) {
          return `セキュリティキーもパスキーも未登録です。ほかに登録されている方式を、Google は示していません。${power(data)}`;
        }
        return `セキュリティキー、パスキー、Windows Hello のいずれも未登録です。${others}${power(data)}`;
      },
    },
  },
  'sms-mfa': {
    title: 'SMS・音声通話による MFA',
    topic: 'MFA の方式',
    why: '電話番号は乗っ取られることがあり、届いたコードは聞き出されることがあります。Microsoft は自社が提供する SMS・音声通話による MFA を2027年2月1日に終了します。',
    action: (count) => `${number(count)}件のアカウントの SMS・音声通話を、より強い方式に置き換える`,
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
    note: 'Google Workspace では、登録された電話が分からないため、過去30日のサインインを調べます。',
    meanings: {
      only: 'Microsoft 365：SMS・音声通話が唯一の MFA',
      also: 'Microsoft 365：SMS・音声通話をほかの方式と併用',
      used: 'Google Workspace：SMS・音声通話を MFA に使用',
    },
    messages: {
      only: (data) =>
        `登録されている MFA は${spaced(joined(methods(data.methods)))}のみです。${deadline(data)}${power(data)}`,
      also: (data) => {
        return `${after(before('に加えて', joined(methods(data.others))), before('が', joined(methods(data.methods))))}登録されています。${power(data)}`;
      },
      used: (data, timeZone) => {
        const names = before('が', joined(methods(data.methods)));
        return `${names}2つ目の要素として使われています。最後は ${day(data.lastAt, timeZone)}${ago(data.days)}です。${power(data)}`;
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
    note: 'Microsoft 365 では、API で確認できない以前のポリシーが有効で、新しいポリシーがどちらも許可していない間は判定不能です。',
    meanings: { allowed: 'ポリシーが誰かに SMS・音声通話を許可している' },
    messages: {
      allowed: (data) => {
        if (typeof data.accounts === 'number') {
          return `${namesOf(parts(data.scopes))}により、${number(data.accounts)}件のアカウントに SMS と音声通話が許可されています。`;
        }
        if (data.accounts === null) {
          return `${namesOf(parts(data.scopes))}により、SMS と音声通話が許可されています。ほかの設定でも許可されている可能性があり、対象のアカウント数は分かりません。`;
        }
        const names = parts(data.methods).map(methodName);
        const whom = joined(parts(data.scopes).map(scope));
        const older = data.legacyPolicies === 'in-force' ? '以前のポリシーもまだ有効です。' : '';
        return `${before('が', names.reduce(and, ''))}${before('に', whom)}許可されています。${older}`;
      },
    },
  },
} satisfies CheckTexts;
