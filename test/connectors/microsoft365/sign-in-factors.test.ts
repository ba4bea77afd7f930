import { describe, expect, it } from 'vitest';
import { factorsOf, type SignInStep } from '../../../connectors/microsoft365/sign-in-factors.ts';

const passed = (authenticationMethod: string | null, authenticationStepRequirement?: string): SignInStep => ({
  authenticationMethod,
  authenticationStepRequirement,
  succeeded: true,
});
const only = (...step: Parameters<typeof passed>) => factorsOf([passed(...step)])?.[0];

describe('factors of a sign-in', () => {
  it.each([
    ['Password', 'none'],
    ['App password', 'none'],
    ['Previously satisfied', 'none'],
    ['Satisfied by token', 'none'],
    ['Claim in access token', 'none'],
    ['Temporary Access Pass', 'none'],
    ['Email one-time passcode', 'none'],
    ['Security questions', 'none'],
    ['Text message', 'phone'],
    ['SMS', 'phone'],
    ['SMS sign-in', 'phone'],
    ['Voice', 'phone'],
    ['Phone call', 'phone'],
    ['Phone call approval (Authentication phone)', 'phone'],
    ['Phone call approval (Office phone)', 'phone'],
    ['Mobile phone call', 'phone'],
    ['Office phone', 'phone'],
    ['Mobile app notification', 'phishable'],
    ['Mobile app verification code', 'phishable'],
    ['OATH verification code', 'phishable'],
    ['Software OATH token', 'phishable'],
    ['Authenticator App', 'phishable'],
    ['Passwordless phone sign-in', 'phishable'],
    ['Passwordless Microsoft Authenticator', 'phishable'],
    ['Phone sign-in', 'phishable'],
    ['FIDO2', 'resistant'],
    ['FIDO2 security key', 'resistant'],
    ['Passkey (device-bound)', 'resistant'],
    ['Passkey (Microsoft Authenticator)', 'resistant'],
    ['Windows Hello for Business', 'resistant'],
    ['Platform Credential for macOS', 'resistant'],
    ['X.509 Certificate', 'resistant'],
    ['X.509 Certificate, multifactor', 'resistant'],
    ['Certificate', 'resistant'],
    ['x.509 certificate (single-factor)', 'unknown'],
    ['Phone', 'unknown'],
    ['Text messages', 'unknown'],
    ['Retina scan', 'unknown'],
    ['TEXT MESSAGE', 'phone'],
  ])('%s is %s', (name, strength) => {
    expect(only(name)).toMatchObject({ name, strength });
  });

  it.each([
    ['Password', 'Primary authentication', false],
    ['Password', 'Multifactor authentication', false],
    ['Previously satisfied', 'Multifactor authentication', false],
    ['FIDO2 security key', 'Primary authentication', true],
    ['Passwordless phone sign-in', 'Primary authentication', true],
    ['Text message', 'Multifactor authentication', true],
    ['Text message', 'Multi-factor authentication', true],
    ['Text message', 'Primary authentication', false],
    ['Text message', undefined, true],
    ['Retina scan', 'Multifactor authentication', true],
    ['Retina scan', 'Primary authentication', false],
    ['Retina scan', 'Tertiary authentication', null],
    ['Retina scan', undefined, null],
  ])('%s as %s is a second factor: %s', (name, requirement, second) => {
    expect(only(name, requirement)).toMatchObject({ second });
  });

  it('are those that were passed, in order', () => {
    const steps = [
      passed('Password', 'Primary authentication'),
      { ...passed('Text message'), succeeded: false },
      { ...passed('Mobile app notification'), succeeded: null },
      { authenticationMethod: 'FIDO2 security key' },
      passed('OATH verification code', 'Multifactor authentication'),
      passed(null),
      passed(''),
    ];
    expect(factorsOf(steps)?.map(({ name }) => name)).toEqual(['Password', 'OATH verification code']);
  });

  it.each([[undefined], [null], [[]], [[{ ...passed('Password'), succeeded: false }]], [[passed(null)]]])(
    'are not known from %j',
    (steps) => {
      expect(factorsOf(steps)).toBeNull();
    },
  );
});
