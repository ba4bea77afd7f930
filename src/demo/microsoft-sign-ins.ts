import type { Calendar } from './calendar.ts';
import type { MicrosoftAccount } from './directory.ts';
import { guidOf } from './ids.ts';
import type { SignInRecord, SignInStep } from './microsoft-logs.ts';

/** How second factors are called in the log, by the names in the registration report. */
const stepNames: ReadonlyMap<string, { method: string; detail: string | null }> = new Map([
  ['mobilePhone', { method: 'Text message', detail: '+XX XXXXXXXX00' }],
  ['microsoftAuthenticatorPush', { method: 'Mobile app notification', detail: null }],
  ['softwareOneTimePasscode', { method: 'Software OATH token', detail: null }],
  ['externalAuthMethod', { method: 'External authentication method', detail: null }],
]);

/** Methods that are the first step and the second at once. */
const wholeNames: ReadonlyMap<string, string> = new Map([
  ['passKeyDeviceBound', 'FIDO2 security key'],
  ['passKeySynced', 'Passkey (synced)'],
  ['windowsHelloForBusiness', 'Windows Hello for Business'],
]);

const password: SignInStep = {
  method: 'Password',
  detail: 'Password in the cloud',
  succeeded: true,
  result: 'Correct password',
};

/** A guest passes the second factor in the directory that the guest comes from. */
const atHome: readonly SignInStep[] = [
  {
    method: 'Previously satisfied',
    detail: null,
    succeeded: true,
    result: 'MFA requirement satisfied by claim provided by external provider',
  },
];

/** The steps of somebody who uses the first of the registered methods. */
export function stepsOf(methodsRegistered: readonly string[], multiFactor: boolean): readonly SignInStep[] {
  const [name = ''] = methodsRegistered;
  const whole = wholeNames.get(name);
  if (whole !== undefined) {
    const resistant: SignInStep = { method: whole, detail: null, succeeded: true, result: 'Method succeeded' };
    const claimed: SignInStep = {
      method: 'Previously satisfied',
      detail: null,
      succeeded: true,
      result: 'MFA requirement satisfied by claim in the token',
    };
    return multiFactor ? [resistant, claimed] : [resistant];
  }
  const second = stepNames.get(name);
  if (!multiFactor || second === undefined) return [password];
  return [password, { ...second, succeeded: true, result: 'MFA completed in Azure AD' }];
}

/** A sign-in of an example account in a few words. */
export interface SignInSketch {
  /** Days before now. */
  days: number;
  app?: string;
  client?: string;
  address?: string;
  place?: SignInRecord['place'];
  /** Whether MFA was asked for. */
  multiFactor?: boolean;
  failure?: { errorCode: number; reason: string };
}

export function signInOf(account: MicrosoftAccount, sketch: SignInSketch, calendar: Calendar): SignInRecord {
  const { user, registration } = account;
  const { days, failure, multiFactor = true, client = 'Browser', place = { country: 'JP', city: 'Tokyo' } } = sketch;
  const at = calendar.ago(days);
  const guest = user.userType === 'Guest';
  // The report of methods is late for somebody new, who uses what everybody uses.
  const registered = registration?.methodsRegistered ?? ['microsoftAuthenticatorPush'];
  const steps = guest ? atHome : stepsOf(registered, multiFactor);
  return {
    id: guidOf(`sign-in/${user.id}/${at}/${client}`),
    at,
    userId: user.id,
    login: user.userPrincipalName.toLowerCase(),
    name: user.displayName ?? '',
    guest,
    app: sketch.app ?? 'Office 365 Exchange Online',
    client,
    address: sketch.address ?? '203.0.113.10',
    place,
    errorCode: failure?.errorCode ?? 0,
    failureReason: failure?.reason ?? 'Other.',
    steps: failure === undefined ? steps : [{ ...password, succeeded: false, result: failure.reason }],
    multiFactor: guest || (multiFactor && steps.length > 1),
  };
}
