import type { AuthenticationMethod, RegistrationDetails } from './directory.ts';
import { guidOf } from './ids.ts';

/** Ways in which people of the example tenants sign in. */
export type MethodSet =
  | 'password'
  | 'email'
  | 'sms'
  | 'authenticator'
  | 'authenticator+sms'
  | 'oath'
  | 'passkey'
  | 'synced-passkey'
  | 'hello'
  | 'external';

interface MethodNames {
  /** Names in the registration report. */
  registered: readonly string[];
  /** Types among the methods of a user. */
  types: readonly string[];
  preferred: string;
}

const names: Readonly<Record<MethodSet, MethodNames>> = {
  password: { registered: [], types: [], preferred: 'none' },
  email: { registered: ['email'], types: ['email'], preferred: 'none' },
  sms: { registered: ['mobilePhone'], types: ['phone'], preferred: 'sms' },
  authenticator: {
    registered: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
    types: ['microsoftAuthenticator', 'softwareOath'],
    preferred: 'push',
  },
  'authenticator+sms': {
    registered: ['mobilePhone', 'microsoftAuthenticatorPush'],
    types: ['phone', 'microsoftAuthenticator'],
    preferred: 'push',
  },
  oath: { registered: ['softwareOneTimePasscode'], types: ['softwareOath'], preferred: 'oath' },
  passkey: { registered: ['passKeyDeviceBound'], types: ['fido2'], preferred: 'none' },
  'synced-passkey': {
    registered: ['passKeySynced', 'microsoftAuthenticatorPush'],
    types: ['fido2', 'microsoftAuthenticator'],
    preferred: 'push',
  },
  hello: {
    registered: ['windowsHelloForBusiness', 'microsoftAuthenticatorPush'],
    types: ['windowsHelloForBusiness', 'microsoftAuthenticator'],
    preferred: 'push',
  },
  external: { registered: ['externalAuthMethod'], types: ['external'], preferred: 'none' },
};

const second = (set: MethodSet) => set !== 'password' && set !== 'email';

/** `usable` false: registered, but no policy allows the method. */
export function registrationOf(set: MethodSet, isAdmin: boolean, usable = true): RegistrationDetails {
  return {
    isAdmin,
    isMfaRegistered: second(set),
    isMfaCapable: second(set) && usable,
    methodsRegistered: names[set].registered,
    userPreferredMethodForSecondaryAuthentication: names[set].preferred,
  };
}

function detailsOf(type: string, set: MethodSet): Record<string, unknown> {
  if (type === 'phone')
    return { phoneNumber: '+81 9000000000', phoneType: 'mobile', smsSignInState: 'notAllowedByPolicy' };
  if (type === 'email') return { emailAddress: 'private@mail.example' };
  if (type === 'microsoftAuthenticator')
    return { displayName: 'Phone', deviceTag: 'SoftwareTokenActivated', phoneAppVersion: '6.2511' };
  if (type === 'windowsHelloForBusiness') return { displayName: 'PC', keyStrength: 'normal' };
  if (type === 'external') return { displayName: 'Other factor', configurationId: guidOf('external') };
  if (type !== 'fido2') return {};
  return {
    displayName: 'Security key',
    aaGuid: 'd8522d9f-575b-4866-88a9-ba99fa02f35b',
    model: 'Security key',
    attestationCertificates: [],
    attestationLevel: 'attested',
    passkeyType: set === 'synced-passkey' ? 'synced' : 'deviceBound',
  };
}

/** What `/authentication/methods` answers: everybody has a password, whose id is the same for all. */
export function methodsOf(set: MethodSet, login: string, createdDateTime: string): AuthenticationMethod[] {
  const password = {
    '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
    id: '28c10230-6103-485e-b985-444c60001490',
    password: null,
    createdDateTime,
  };
  const others = names[set].types.map((type) => ({
    '@odata.type': `#microsoft.graph.${type}AuthenticationMethod`,
    id: guidOf(`${login}/${type}`),
    createdDateTime,
    ...detailsOf(type, set),
  }));
  return [password, ...others];
}
