/** Names of methods for people, by the provider's own name in lower case. */
const names: Readonly<Record<string, string>> = {
  alternatemobilecall: '音声通話',
  alternatemobilephone: 'SMS・音声通話',
  appcode: '認証アプリのコード',
  appnotification: '認証アプリ（プッシュ通知）',
  fido2: 'セキュリティキーまたはパスキー',
  fido2securitykey: 'セキュリティキー',
  hardwareoath: 'ハードウェア トークンのコード',
  hardwareonetimepasscode: 'ハードウェア トークンのコード',
  macossecureenclavekey: 'macOS の Secure Enclave キー',
  microsoftauthenticator: 'Microsoft Authenticator',
  microsoftauthenticatorpasswordless: 'Microsoft Authenticator（パスワードレス）',
  microsoftauthenticatorpush: 'Microsoft Authenticator（プッシュ通知）',
  mobilecall: '音声通話',
  mobilephone: 'SMS・音声通話',
  mobilesms: 'SMS',
  officephone: '会社の電話への音声通話',
  onetimepasscode: 'ワンタイム コード',
  passkeydevicebound: 'パスキー',
  passkeydeviceboundauthenticator: 'Microsoft Authenticator のパスキー',
  passkeydeviceboundwindowshello: 'Windows Hello のパスキー',
  passkeysynced: '同期されたパスキー',
  passwordlessmicrosoftauthenticator: 'Microsoft Authenticator（パスワードレス）',
  phone: 'SMS・音声通話',
  platformcredential: 'プラットフォーム資格情報',
  sms: 'SMS',
  softwareoath: '認証アプリのコード',
  softwareonetimepasscode: '認証アプリのコード',
  voice: '音声通話',
  voicealternatemobile: '音声通話',
  voicemobile: '音声通話',
  voiceoffice: '会社の電話への音声通話',
  windowshelloforbusiness: 'Windows Hello',
  x509certificatemultifactor: '証明書',
};

/** Unknown names stay as they are. */
export function methodName(name: string): string {
  const known = name.toLowerCase();
  return Object.hasOwn(names, known) ? (names[known] ?? name) : name;
}

/** Names in a list that commas part, each once. */
export function methodNamesIn(list: string): string[] {
  return list === '' ? [] : [...new Set(list.split(', ').map(methodName))];
}

export function methodList(list: string): string {
  return methodNamesIn(list).join('、');
}
