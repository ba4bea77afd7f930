import type { Method } from '../../src/core/rows/mfa.ts';

type Strength = Method['strength'];

const byName: ReadonlyMap<string, Strength> = new Map(
  (
    [
      ['resistant', 'windowsHelloForBusiness', 'macOsSecureEnclaveKey', 'platformCredential'],
      ['resistant', 'x509CertificateMultiFactor'],
      ['phishable', 'softwareOneTimePasscode', 'hardwareOneTimePasscode', 'oneTimePasscode'],
      ['phishable', 'appNotification', 'appCode', 'softwareOath', 'hardwareOath'],
      ['phishable', 'passwordlessMicrosoftAuthenticator'],
      ['phone', 'mobilePhone', 'alternateMobilePhone', 'officePhone', 'sms', 'mobileSMS', 'phone'],
      ['phone', 'mobileCall', 'alternateMobileCall', 'voiceMobile', 'voiceAlternateMobile', 'voiceOffice'],
      ['none', 'password', 'email', 'securityQuestion', 'temporaryAccessPass', 'appPassword'],
    ] as const
  ).flatMap(([strength, ...names]) => names.map((name) => [name.toLowerCase(), strength] as const)),
);

const byPrefix: ReadonlyArray<readonly [string, Strength]> = [
  ['fido2', 'resistant'],
  ['passkey', 'resistant'],
  ['microsoftauthenticator', 'phishable'],
];

/** How well a method serves, by its name in the registration report or by the short name of its type. */
export function strengthOf(name: string): Strength {
  const lower = name.toLowerCase();
  return byName.get(lower) ?? byPrefix.find(([prefix]) => lower.startsWith(prefix))?.[1] ?? 'unknown';
}

/** The short name of a method's type: `#microsoft.graph.phoneAuthenticationMethod` is `phone`. */
export function nameOfType(type: string): string {
  return type.replace(/^#?microsoft\.graph\./i, '').replace(/AuthenticationMethod$/i, '');
}

/** Reads lists of names. Tens of thousands of accounts hold the same few lists: each is made once. */
export function methodReader(): (names: readonly string[]) => Method[] {
  const methods = new Map<string, Method>();
  const lists = new Map<string, Method[]>();
  const method = (name: string): Method => {
    const known = methods.get(name) ?? { name, strength: strengthOf(name) };
    methods.set(name, known);
    return known;
  };
  return (names) => {
    const key = JSON.stringify(names);
    const list = lists.get(key) ?? names.map(method);
    lists.set(key, list);
    return list;
  };
}
