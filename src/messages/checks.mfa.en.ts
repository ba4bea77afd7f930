import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { namesOf } from './enforcement.en.ts';
import { methodName } from './methods.en.ts';
import { capital, counted, dated, joined, methods, parts, power } from './words.en.ts';

function scope(name: string): string {
  return name === 'all_users' ? 'everyone' : `the group ${name}`;
}

/** What comes of an account that has nothing but a telephone. */
function deadline({ endsOn, daysLeft }: Data): string {
  if (typeof endsOn !== 'string' || typeof daysLeft !== 'number') return '';
  if (daysLeft < 0) {
    return ` Since ${endsOn} Microsoft offers no SMS and voice MFA of its own; in its public cloud the account is stopped at sign-in until it registers a passkey.`;
  }
  const when = daysLeft === 0 ? 'today' : `in ${counted(daysLeft, 'day')}`;
  return ` Microsoft ends its own SMS and voice MFA on ${endsOn}, ${when}; in its public cloud the account will then be stopped at sign-in until it registers a passkey.`;
}

const serviceSignIn =
  'The account of a device or a service should not sign in interactively: give it an application of its own instead, then disable the account.';
const smsRetires = 'Microsoft ends its own SMS and voice MFA on 2027-02-01';

/** What checks of second factors say in English. */
export const mfaChecksEn = {
  'missing-mfa': {
    title: 'No usable second factor',
    topic: 'Second factor',
    why: 'A stolen password alone opens the account.',
    action: (count) => `Register a second factor for ${counted(count, 'account')}`,
    effort: { minutesEach: 10, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra admin center › Entra ID › Users › the account › Authentication methods › Add authentication method: issue a Temporary Access Pass.',
          'Ask the person to sign in with it at aka.ms/mysecurityinfo and to register a passkey, or else the Microsoft Authenticator app.',
          'Where a method is registered but not usable: if it is neither SMS nor voice, enable it for the account at Entra admin center › Entra ID › Authentication methods › Policies; else register another.',
          serviceSignIn,
        ],
        command: 'New-MgUserAuthenticationTemporaryAccessPassMethod -UserId LOGIN -IsUsableOnce -LifetimeInMinutes 60',
      },
      'google-workspace': {
        steps: [
          'Google Admin console › Security › Authentication › 2-Step Verification: tick “Allow users to turn on 2-Step Verification”.',
          'Ask the person to enrol at myaccount.google.com/signinoptions/two-step-verification, with a passkey or security key if possible.',
          'On the same page of the Admin console, set Enforcement to On once everyone is enrolled.',
          serviceSignIn,
        ],
        command: 'gam print users query "isEnrolledIn2Sv=false isSuspended=false" fields primaryEmail,isEnrolledIn2Sv',
      },
    },
    meanings: {
      unregistered: 'no second factor is registered',
      unusable: 'one is registered, but no policy allows it',
    },
    messages: {
      unregistered: (data) => `No second factor is registered.${power(data)}`,
      unusable: (data) => {
        const names = methods(data.methods);
        const subject = names.length === 0 ? 'A second factor' : joined(names);
        const [verb, pronoun] = names.length > 1 ? ['are', 'them'] : ['is', 'it'];
        return `${capital(subject)} ${verb} registered, but no policy allows ${pronoun} as second factor.${power(data)}`;
      },
    },
  },
  'phishable-admin': {
    title: 'Administrator without a phishing-resistant method',
    topic: 'Phishing-resistant methods of administrators',
    why: 'A false sign-in page can pass on codes and approvals, but not a passkey or security key.',
    action: (count) => `Register a passkey or security key for ${counted(count, 'administrator')}`,
    effort: { minutesEach: 20, cost: 'partly' },
    costNote:
      'Passkeys are free; security keys are to be bought; demanding them by authentication strength needs Entra\u00a0ID\u00a0P1.',
    fix: {
      microsoft365: {
        steps: [
          'Entra admin center › Entra ID › Authentication methods › Policies › Passkey (FIDO2): enable it for administrators.',
          'Ask the administrator to add a passkey or security key at aka.ms/mysecurityinfo › Add sign-in method.',
          'Then demand it (needs Entra ID P1): Entra admin center › Entra ID › Conditional Access › Policies: grant access with the authentication strength “Phishing-resistant MFA”.',
        ],
        command: 'Get-MgUserAuthenticationFido2Method -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          'Ask the administrator to add a passkey or security key at myaccount.google.com/signinoptions/passkeys.',
          'Then demand it: Google Admin console › Security › Authentication › 2-Step Verification › Methods: choose “Only security key” for the administrators.',
        ],
        command: 'gam report users user LOGIN parameters accounts:num_security_keys,accounts:num_passkeys_enrolled',
      },
    },
    meanings: { phishable: 'no passkey, security key or other phishing-resistant method is registered' },
    messages: {
      phishable: (data) => {
        const names = methods(data.methods);
        const others = names.length === 0 ? 'Nothing else is registered either.' : `Registered: ${joined(names)}.`;
        if (data.othersTold === false) {
          return `No security key or passkey is registered; Google does not tell which other methods are.${power(data)}`;
        }
        return `No security key, passkey or Windows Hello is registered. ${others}${power(data)}`;
      },
    },
  },
  'sms-mfa': {
    title: 'SMS or voice as second factor',
    topic: 'Kinds of second factor',
    why: `A telephone number can be taken over and a code can be passed on; ${smsRetires}.`,
    action: (count) => `Replace SMS and voice with a stronger method for ${counted(count, 'account')}`,
    effort: { minutesEach: 15, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Ask the person to add a passkey, or the Microsoft Authenticator app, at aka.ms/mysecurityinfo › Add sign-in method.',
          'Entra admin center › Entra ID › Users › the account › Authentication methods: delete the telephone.',
          'Do so in time: once that MFA has ended, whoever has nothing else must register a passkey to get in.',
        ],
        command: [
          'Get-MgUserAuthenticationPhoneMethod -UserId LOGIN',
          'Remove-MgUserAuthenticationPhoneMethod -UserId LOGIN -PhoneAuthenticationMethodId METHOD_ID',
        ].join('\n'),
      },
      'google-workspace': {
        steps: [
          'Ask the person to add a passkey or security key at myaccount.google.com/signinoptions/passkeys.',
          'Google Admin console › Security › Authentication › 2-Step Verification › Methods: choose “Any except verification codes via text, phone call”.',
        ],
      },
    },
    note: 'For Google Workspace it looks at sign-ins of the last 30 days, since Google does not tell which telephones are registered.',
    meanings: {
      only: 'Microsoft 365: SMS or voice is the only second factor',
      also: 'Microsoft 365: SMS or voice is one of several',
      used: 'Google Workspace: SMS or voice served as second factor',
    },
    messages: {
      only: (data) => {
        const names = methods(data.methods);
        const one = names.length === 1;
        const text = `${capital(joined(names))} ${one ? 'is the only second factor' : 'are the only second factors'}.`;
        return `${text}${deadline(data)}${power(data)}`;
      },
      also: (data) => {
        const names = methods(data.methods);
        const verb = names.length === 1 ? 'is' : 'are';
        return `${capital(joined(names))} ${verb} registered beside ${joined(methods(data.others))}.${power(data)}`;
      },
      used: (data, timeZone) => {
        const last = `last on ${dated(data.lastAt, data.days, timeZone)}`;
        return `${capital(joined(methods(data.methods)))} served as second factor, ${last}.${power(data)}`;
      },
    },
  },
  'sms-mfa-allowed': {
    title: 'SMS or voice is allowed by policy',
    topic: 'Methods allowed by policy',
    about: 'directory',
    why: `As long as the policy allows SMS or voice, accounts keep registering telephones; ${smsRetires}.`,
    action: () => 'Switch SMS and voice off in the policy of authentication methods',
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'First let everyone who has only a telephone register another method: see the check sms-mfa.',
          'Entra admin center › Entra ID › Authentication methods › Policies › SMS: set Enable to Off. Do the same under Voice call.',
          'On the same page › Manage migration: set Migration Complete, so that the older policies no longer count.',
        ],
        command: [
          "$sms = @{ '@odata.type' = '#microsoft.graph.smsAuthenticationMethodConfiguration'; state = 'disabled' }",
          "$voice = @{ '@odata.type' = '#microsoft.graph.voiceAuthenticationMethodConfiguration'; state = 'disabled' }",
          'Update-MgPolicyAuthenticationMethodPolicyAuthenticationMethodConfiguration -AuthenticationMethodConfigurationId Sms -BodyParameter $sms',
          'Update-MgPolicyAuthenticationMethodPolicyAuthenticationMethodConfiguration -AuthenticationMethodConfigurationId Voice -BodyParameter $voice',
        ].join('\n'),
      },
      'google-workspace': {
        steps: [
          'Google Admin console › Security › Authentication › 2-Step Verification › Methods: choose “Any except verification codes via text, phone call”.',
        ],
      },
    },
    note: 'For Microsoft 365 it stays `unknown` while the older policies, which no API shows, are in force and the new policy allows neither.',
    meanings: { allowed: 'policy lets somebody use SMS or voice' },
    messages: {
      allowed: (data) => {
        if (typeof data.accounts === 'number') {
          const whom = counted(data.accounts, 'account');
          return `SMS and voice calls are allowed for ${whom}, by ${namesOf(parts(data.scopes))}.`;
        }
        if (data.accounts === null) {
          return `SMS and voice calls are allowed by ${namesOf(parts(data.scopes))}, and perhaps by other settings; for how many accounts is not known.`;
        }
        const names = parts(data.methods).map(methodName);
        const text = `${joined(names)} ${names[0] === 'SMS' && names.length === 1 ? 'is' : 'are'} allowed for`;
        const older = data.legacyPolicies === 'in-force' ? ' The older policies are still in force, too.' : '';
        return `${capital(text)} ${joined(parts(data.scopes).map(scope))}.${older}`;
      },
    },
  },
} satisfies CheckTexts;
