import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { haveMethodsChanged } from '../../../src/core/history/method-change.ts';

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

/** The same methods as the registration report calls them, and by their types. */
const pairs: readonly (readonly [report: string, type: string])[] = [
  ['passKeyDeviceBound', 'fido2'],
  ['passKeySynced', 'fido2'],
  ['microsoftAuthenticatorPush', 'microsoftAuthenticator'],
  ['microsoftAuthenticatorPasswordless', 'passwordlessMicrosoftAuthenticator'],
  ['softwareOneTimePasscode', 'softwareOath'],
  ['hardwareOneTimePasscode', 'hardwareOath'],
  ['mobilePhone', 'phone'],
  ['officePhone', 'phone'],
  ['windowsHelloForBusiness', 'windowsHelloForBusiness'],
  ['externalAuthMethod', 'external'],
];

describe('other methods than before', () => {
  test.each(pairs)('%s is what %s is', (report, type) => {
    expect(haveMethodsChanged(named(report), named(type))).toBe(false);
    expect(haveMethodsChanged(named(type), named(report))).toBe(false);
  });

  test('two numbers are one kind of phone where types alone are told', () => {
    expect(haveMethodsChanged(named('alternateMobilePhone', 'mobilePhone'), named('phone'))).toBe(false);
  });

  test.each([
    ['one more', named('mobilePhone'), named('phone', 'fido2')],
    ['one less', named('mobilePhone', 'passKeyDeviceBound'), named('fido2')],
    ['another', named('mobilePhone'), named('fido2')],
    ['the first', named(), named('fido2')],
    ['the last', named('softwareOath'), named()],
    ['another phone, where phones are told apart', named('mobilePhone'), named('officePhone')],
    ['another kind of passkey, where they are told apart', named('passKeySynced'), named('passKeyDeviceBound')],
  ])('%s is a change', (_, before, after) => {
    expect(haveMethodsChanged(before, after)).toBe(true);
  });

  test('whatever is told twice in the same words has not changed, and one way is as the other', () => {
    const names = fc.subarray([...new Set(pairs.flat())]).map((some) => named(...some.toSorted()));
    fc.assert(
      fc.property(names, names, (before, after) => {
        expect(haveMethodsChanged(before, before)).toBe(false);
        expect(haveMethodsChanged(before, after)).toBe(haveMethodsChanged(after, before));
      }),
    );
  });
});
