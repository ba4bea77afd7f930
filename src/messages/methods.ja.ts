/** Names of methods for people, by the provider's own name in lower case. */
const names: Readonly<Record<string, string>> = {
  alternatemobilecall: '音声通話',
  alternatemobilephone: 'SMS・音声通話',
  appcode: '認証アプリのコード',
  appnotification: '認証アプリ（プッシュ通知）',
  backup_code: 'バックアップ コード',
  cross_device: '別の端末のパスキー',
  device_prompt: '端末への確認メッセージ',
  'external authentication method': '外部認証方法',
  externalauthmethod: '外部認証方法',
  externalauthenticationmethod: '外部認証方法',
  fido2: 'セキュリティキーまたはパスキー',
  'fido2 security key': 'セキュリティキー',
  fido2securitykey: 'セキュリティキー',
  google_authenticator: '認証アプリのコード',
  google_prompt: 'Google からのメッセージ',
  hardwareoath: 'ハードウェア トークンのコード',
  hardwareonetimepasscode: 'ハードウェア トークンのコード',
  idv_any_phone: 'SMS・音声通話',
  idv_preregistered_phone: 'SMS・音声通話',
  macossecureenclavekey: 'macOS の Secure Enclave キー',
  microsoftauthenticator: 'Microsoft Authenticator',
  microsoftauthenticatorpasswordless: 'Microsoft Authenticator（パスワードレス）',
  microsoftauthenticatorpush: 'Microsoft Authenticator（プッシュ通知）',
  'mobile app notification': '認証アプリ（プッシュ通知）',
  'mobile app verification code': '認証アプリのコード',
  mobilecall: '音声通話',
  mobilephone: 'SMS・音声通話',
  mobilesms: 'SMS',
  'oath verification code': '認証アプリのコード',
  officephone: '会社の電話への音声通話',
  offline_otp: '端末のセキュリティ コード',
  onetimepasscode: 'ワンタイム コード',
  passkey: 'パスキー',
  'passkey (device-bound)': 'パスキー',
  'passkey (microsoft authenticator)': 'Microsoft Authenticator のパスキー',
  'passkey (synced)': '同期されたパスキー',
  passkeydevicebound: 'パスキー',
  passkeydeviceboundauthenticator: 'Microsoft Authenticator のパスキー',
  passkeydeviceboundwindowshello: 'Windows Hello のパスキー',
  passkeysynced: '同期されたパスキー',
  password: 'パスワード',
  passwordlessmicrosoftauthenticator: 'Microsoft Authenticator（パスワードレス）',
  phone: 'SMS・音声通話',
  'phone call approval (alternate phone)': '音声通話',
  'phone call approval (authentication phone)': '音声通話',
  'phone call approval (office phone)': '会社の電話への音声通話',
  platformcredential: 'プラットフォーム資格情報',
  'previously satisfied': '以前の認証を引き継ぎ',
  rescue_code: '復旧コード',
  security_key: 'セキュリティキー',
  security_key_otp: 'セキュリティキーのコード',
  sms: 'SMS',
  softwareoath: '認証アプリのコード',
  softwareonetimepasscode: '認証アプリのコード',
  'temporary access pass': '一時アクセス パス',
  'text message': 'SMS',
  voice: '音声通話',
  voicealternatemobile: '音声通話',
  voicemobile: '音声通話',
  voiceoffice: '会社の電話への音声通話',
  'windows hello for business': 'Windows Hello',
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

/** A list of methods in words. */
export function methodList(list: string): string {
  return methodNamesIn(list).join('、');
}
