import { methodList } from './methods.ja.ts';
import type { ReasonWords } from './reasons.ts';
import { roleNames } from './roles.ja.ts';

const clouds: Readonly<Record<string, string>> = {
  microsoft365: 'Microsoft\u00a0365',
  'google-workspace': 'Google Workspace',
};

function roles(names: string): string {
  return names
    .split(', ')
    .map((name) => roleNames.get(name) ?? name)
    .join('、');
}

/** Why something is not known, in Japanese. */
export const reasonsJa: ReasonWords = {
  accountKind: () => '人のアカウントかプログラムのアカウントかを、ディレクトリが示していません',
  accountEnabled: () => 'アカウントが有効かどうかを、ディレクトリが示していません',
  accountMember: () => 'メンバーかゲストかを、ディレクトリが示していません',
  accountCreated: () => 'アカウントの作成日を、ディレクトリが示していません',
  factorRegistered: () => 'MFA が登録済みかどうかを、ディレクトリが示していません',
  factorUsable: () => '登録済みの MFA が利用可能かどうかを、ディレクトリが示していません',
  noRecord: (cloud) => `${clouds[cloud] ?? cloud} に、このアカウントの記録がありません`,
  methodsUnsaid: () => '登録されている認証方式を、Microsoft\u00a0365 が示していません',
  googleMethods: () => 'Google のアカウントが使う認証方式は、このバージョンでは読み取りません',
  notReadYet: () => 'このバージョンでは読み取りません',
  roleRights: (names) => `役割「${roles(names)}」で何ができるかが分かりません`,
  recordTooShort: (day) => `サインインの記録が ${day} までしかさかのぼれません`,
  resistanceUnknown: (names) => `「${methodList(names)}」にフィッシング耐性があるかどうかが分かりません`,
  recordTooOld: (day) => `サインインの記録が ${day} で終わっているため、その後のことは分かりません`,
  methodsOfPolicy: (names) => `「${methodList(names)}」を許可しているかどうかを、ポリシーが示していません`,
  olderPoliciesUnsaid: () => '以前のポリシーが廃止済みかどうかを、ポリシーが示していません',
  olderPolicies: () => 'API で確認できない以前のポリシーが今も有効で、SMS や音声通話を許可している可能性があります',
  noPolicy: () => '認証方法のポリシーを、ディレクトリが示していません',
  keysUnsaid: () => '登録されているキーやパスキーを、Google の使用状況レポートがまだ示していません',
  enforcementUnsaid: () => 'MFA が必須かどうかを、ディレクトリが示していません',
  perUserUnsaid: () => 'ユーザーごとの MFA が有効かどうかを、ディレクトリが示していません',
  defaultsUnsaid: () => 'セキュリティの既定値群が有効かどうかを、ディレクトリが示していません',
  legacyUnsaid: () => '古いクライアントを拒否しているかどうかを、ディレクトリが示していません',
  factorsUnsaid: () => 'ポリシーが許可している認証方式を、ディレクトリが示していません',
  setUnknown: (set) => `認証方式の設定「${set}」が SMS や音声通話を許可するかどうかが分かりません`,
  guestUnsaid: () => 'ゲストかどうかを、ディレクトリが示していません',
  elsewhereUnsaid: () => 'ほかの組織でサインインするアカウントかどうかを、ディレクトリが示していません',
  originUnsaid: () => 'どの組織のアカウントかを、ディレクトリが示していません',
  guestTypeUnknown: (type) => `Microsoft が「${type}」と呼ぶアカウントの範囲が分かりません`,
  unitUnsaid: () => 'アカウントの組織部門を、ディレクトリが示していません',
  unitUnlisted: () => 'アカウントの組織部門が、組織部門の一覧にありません',
  settingWords: () => '設定の適用範囲を、このバージョンでは解釈できません',
  settingLicences: () => '設定の適用範囲となるライセンスを、読み取り専用の権限では確認できません',
  groupUnread: () => 'グループを読み取っていません',
  rolesUnread: () => '役割を読み取っていません',
  recordOfAccount: () => 'ディレクトリに、このアカウントの記録がありません',
  logUnknown: () => 'サインイン ログがいつまでさかのぼれるかが分かりません',
  logTooShort: (day) => `サインイン ログが ${day} までしかさかのぼれません`,
  countryUnsaid: () => '一部のサインインについて、どの国からかをログが示していません',
  passedUnsaid: () => 'どの認証方式を使ったかを、ログが示していません',
  checkFailed: () => 'チェックが正しく動作しませんでした',
  clockWrong: (days) =>
    `このコンピューターの時計がクラウド側より ${Number.parseInt(days, 10)} 日${days.endsWith('behind') ? '遅れて' : '進んで'}いるため、日数を数えられません。時計を合わせてから、もう一度スキャンしてください`,
  hiddenMembers: (group) =>
    `グループ「${group}」に誰が含まれるかが分かりません（メンバーが非公開。権限 Member.Read.Hidden が必要です）`,
  addressesUnsaid: () => 'アカウントのほかのアドレスを、ディレクトリが示していません',
  syncedUnsaid: () => 'オンプレミスから同期されたアカウントかどうかを、ディレクトリが示していません',
  severalPeople: () => 'アカウントの複数のアドレスが、社員名簿では別々の方のものです',
  rosterFaulty: () => '社員名簿を利用できないため、照合していません',
  rosterSilent: () => '社員名簿に在籍状況の列も退職日の列もないため、誰が退職したかが分かりません',
  standingUnsaid: (names) => `役割「${roles(names)}」が期限なく常に有効かどうかが分かりません`,
  containedUnsaid: (names) => `役割「${roles(names)}」の権限がすべて最上位の役割に含まれるかどうかが分かりません`,
  permissionsUnsaid: () => 'アプリのアクセス許可を、ディレクトリが示していません',
  permissionNameless: () => 'アプリのアクセス許可に、ディレクトリが名前を示していないものがあります',
  invitationsUnsaid: () => '誰がゲストを招待できるかを、ディレクトリが示していません',
  consentUnsaid: () => '利用者が自分で何に同意できるかを、ディレクトリが示していません',
  consentPolicyUnknown: (names) => `同意ポリシー「${names}」が、どのアプリへの同意を許可するかが分かりません`,
  appsUnsaid: () => '利用者が第三者のどのアプリを使えるかを、ディレクトリが示していません',
  appAccessUnknown: (value) => `設定値「${value}」が、第三者のどのアプリを許可するかが分かりません`,
  licencesUnsaid: () => 'アカウントに割り当てられたライセンスを、ディレクトリが示していません',
  productsUnsaid: () => '組織が契約している製品を、ディレクトリが示していません',
  productUnsaid: (name) => `「${name}」がどのような製品かを、ディレクトリが示していません`,
  credentialUnsaid: () => 'シークレットや証明書の有効期間を、ディレクトリが示していません',
  noCredentials: () => 'サービス アカウントとして署名できる認証情報が見つかりませんでした',
};
