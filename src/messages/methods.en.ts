/** Names of methods for people, by the provider's own name in lower case. */
const names: Readonly<Record<string, string>> = {
  alternatemobilecall: 'phone (voice)',
  alternatemobilephone: 'phone (SMS or voice)',
  appcode: 'authenticator app code',
  appnotification: 'authenticator app (push)',
  fido2: 'security key or passkey',
  fido2securitykey: 'security key',
  hardwareoath: 'hardware token code',
  hardwareonetimepasscode: 'hardware token code',
  macossecureenclavekey: 'Secure Enclave key of macOS',
  microsoftauthenticator: 'Microsoft Authenticator',
  microsoftauthenticatorpasswordless: 'Microsoft Authenticator (passwordless)',
  microsoftauthenticatorpush: 'Microsoft Authenticator (push)',
  mobilecall: 'phone (voice)',
  mobilephone: 'phone (SMS or voice)',
  mobilesms: 'phone (SMS)',
  officephone: 'office phone (voice)',
  onetimepasscode: 'one-time code',
  passkeydevicebound: 'passkey',
  passkeydeviceboundauthenticator: 'passkey in Microsoft Authenticator',
  passkeydeviceboundwindowshello: 'passkey in Windows Hello',
  passkeysynced: 'synced passkey',
  passwordlessmicrosoftauthenticator: 'Microsoft Authenticator (passwordless)',
  phone: 'phone (SMS or voice)',
  platformcredential: 'platform credential',
  sms: 'SMS',
  softwareoath: 'authenticator app code',
  softwareonetimepasscode: 'authenticator app code',
  voice: 'voice calls',
  voicealternatemobile: 'phone (voice)',
  voicemobile: 'phone (voice)',
  voiceoffice: 'office phone (voice)',
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

export function methodList(list: string): string {
  return methodNamesIn(list).join(', ');
}
