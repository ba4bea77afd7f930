/** Names of methods for people, by the provider's own name in lower case. */
const names: Readonly<Record<string, string>> = {
  alternatemobilecall: 'phone (voice)',
  alternatemobilephone: 'phone (SMS or voice)',
  appcode: 'authenticator app code',
  appnotification: 'authenticator app (push)',
  backup_code: 'backup code',
  cross_device: 'passkey on another device',
  device_prompt: 'prompt on a device',
  'external authentication method': 'external method',
  externalauthmethod: 'external method',
  externalauthenticationmethod: 'external method',
  fido2: 'security key or passkey',
  'fido2 security key': 'security key',
  fido2securitykey: 'security key',
  google_authenticator: 'authenticator app code',
  google_prompt: 'Google prompt',
  hardwareoath: 'hardware token code',
  hardwareonetimepasscode: 'hardware token code',
  idv_any_phone: 'phone (SMS or voice)',
  idv_preregistered_phone: 'phone (SMS or voice)',
  macossecureenclavekey: 'Secure Enclave key of macOS',
  microsoftauthenticator: 'Microsoft Authenticator',
  microsoftauthenticatorpasswordless: 'Microsoft Authenticator (passwordless)',
  microsoftauthenticatorpush: 'Microsoft Authenticator (push)',
  'mobile app notification': 'authenticator app (push)',
  'mobile app verification code': 'authenticator app code',
  mobilecall: 'phone (voice)',
  mobilephone: 'phone (SMS or voice)',
  mobilesms: 'phone (SMS)',
  'oath verification code': 'authenticator app code',
  officephone: 'office phone (voice)',
  offline_otp: 'security code of a device',
  onetimepasscode: 'one-time code',
  passkey: 'passkey',
  'passkey (device-bound)': 'passkey',
  'passkey (microsoft authenticator)': 'passkey in Microsoft Authenticator',
  'passkey (synced)': 'synced passkey',
  passkeydevicebound: 'passkey',
  passkeydeviceboundauthenticator: 'passkey in Microsoft Authenticator',
  passkeydeviceboundwindowshello: 'passkey in Windows Hello',
  passkeysynced: 'synced passkey',
  password: 'password',
  passwordlessmicrosoftauthenticator: 'Microsoft Authenticator (passwordless)',
  phone: 'phone (SMS or voice)',
  'phone call approval (alternate phone)': 'phone (voice)',
  'phone call approval (authentication phone)': 'phone (voice)',
  'phone call approval (office phone)': 'office phone (voice)',
  platformcredential: 'platform credential',
  'previously satisfied': 'satisfied by an earlier sign-in',
  rescue_code: 'rescue code',
  security_key: 'security key',
  security_key_otp: 'security code of a key',
  sms: 'SMS',
  softwareoath: 'authenticator app code',
  softwareonetimepasscode: 'authenticator app code',
  'temporary access pass': 'Temporary Access Pass',
  'text message': 'phone (SMS)',
  voice: 'voice calls',
  voicealternatemobile: 'phone (voice)',
  voicemobile: 'phone (voice)',
  voiceoffice: 'office phone (voice)',
  'windows hello for business': 'Windows Hello',
  windowshelloforbusiness: 'Windows Hello',
  x509certificatemultifactor: 'certificate',
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
  return methodNamesIn(list).join(', ');
}
