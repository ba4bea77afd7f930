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
  checkFailed: () => 'チェックが正しく動作しませんでした',
  hiddenMembers: (group) =>
    `グループ「${group}」のメンバーが非公開のため、アプリケーションの権限 Member.Read.Hidden が必要です`,
  noCredentials: () => 'サービス アカウントとして署名できる認証情報が見つかりませんでした',
};
