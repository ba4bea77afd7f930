import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { methodName, methodNamesIn } from './methods.en.ts';
import { roleNames } from './roles.en.ts';

type Fact = Data[string] | undefined;

function parts(fact: Fact): string[] {
  return typeof fact === 'string' && fact !== '' ? fact.split(', ') : [];
}

function methods(fact: Fact): string[] {
  return typeof fact === 'string' ? methodNamesIn(fact) : [];
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function number(fact: Fact): string {
  return typeof fact === 'number' ? fact.toLocaleString('en-GB') : '';
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** `2026-04-28, 207 days ago` */
function dated(instant: Fact, days: Fact): string {
  const day = typeof instant === 'string' ? instant.slice(0, 10) : '';
  return typeof days === 'number' ? `${day}, ${counted(days, 'day')} ago` : day;
}

function limit({ limitDays }: Data): string {
  return `the limit is ${number(limitDays)}`;
}

function roles(data: Data): string {
  return joined(parts(data.roles).map((name) => roleNames.get(name) ?? name));
}

function power(data: Data): string {
  return data.privileged === true ? ` The account holds ${roles(data)}.` : '';
}

function lastUse(data: Data): string {
  const report = data.source === 'usage-report';
  if (data.lastSuccess !== null) {
    return `${report ? 'Last use in the usage report' : 'Last successful sign-in'} ${dated(data.lastSuccess, data.days)}`;
  }
  return `No ${report ? 'use in the usage report' : 'successful sign-in on record'} since ${dated(data.since, data.days)}`;
}

function stale(data: Data): string {
  return `${lastUse(data)}; ${limit(data)}.${power(data)}`;
}

function created(data: Data): string {
  return typeof data.createdAt === 'string' ? `Created ${dated(data.createdAt, data.ageDays)}; ` : '';
}

function never(data: Data): string {
  const text = `${created(data)}no successful sign-in ever; ${limit(data)}.`;
  return capital(text) + power(data);
}

function unaccepted(data: Data): string {
  const rest = typeof data.lastSuccess === 'string' ? ` ${lastUse(data)}.` : '';
  const invited = typeof data.createdAt === 'string' ? `Invited ${dated(data.createdAt, data.ageDays)}; the` : 'The';
  return `${invited} invitation was never accepted; ${limit(data)}.${rest}`;
}

function scope(name: string): string {
  if (name === 'all_users') return 'everyone';
  return name === 'unknown' ? 'accounts that the policy does not name' : `the group ${name}`;
}

function topAdmins(data: Data, wish: string): string {
  const count = typeof data.count === 'number' ? data.count : 0;
  const logins = parts(data.logins).join(', ');
  const more = typeof data.doubtful === 'number' ? data.doubtful : 0;
  return [
    count === 0 ? 'No account holds the top role' : `${counted(count, 'account holds', 'accounts hold')} the top role`,
    `; ${wish}`,
    logins === '' ? '.' : `: ${logins}.`,
    more === 0 ? '' : ` ${counted(more, 'more account', 'more accounts')} could not be decided.`,
  ].join('');
}

const serviceSignIn =
  'The account of a device or a service should not sign in interactively: give it an application of its own instead, then disable the account.';
const smsRetires = 'Microsoft ends its own SMS and voice MFA on 2027-02-01';

const removeRoleInEntra = [
  'Entra admin center › Entra ID › Users › the account › Assigned roles.',
  'Remove the active and the eligible assignments. Where a group gives the role, remove the account from that group.',
];
const removeRoleInEntraByCommand = [
  'Get-MgRoleManagementDirectoryRoleAssignment -Filter "principalId eq \'ACCOUNT_ID\'" -ExpandProperty RoleDefinition',
  'Remove-MgRoleManagementDirectoryRoleAssignment -UnifiedRoleAssignmentId ASSIGNMENT_ID',
].join('\n');
const removeRoleInGoogle = [
  'Google Admin console › Directory › Users › the account › Admin roles and privileges.',
  'Switch the role off and save. Where a group gives the role, remove the account from that group.',
];
const removeRoleInGoogleByCommand = 'gam print admins user LOGIN\ngam delete admin ASSIGNMENT_ID';

/** What checks say in English. */
export const checksEn: CheckTexts = {
  'disabled-admin': {
    title: 'Disabled account with an administrator role',
    topic: 'Administrator roles of disabled accounts',
    why: 'Whoever enables the account again gets its administrator rights with it.',
    action: (count) => `Take administrator roles from ${counted(count, 'disabled account')}`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: removeRoleInEntra, command: removeRoleInEntraByCommand },
      'google-workspace': { steps: removeRoleInGoogle, command: removeRoleInGoogleByCommand },
    },
    messages: { disabled: (data) => `The account is disabled and still holds ${roles(data)}.` },
  },
  'guest-admin': {
    title: 'Guest with an administrator role',
    topic: 'Administrator roles of guests',
    why: 'Another organisation decides how well a guest account is protected and when it is closed.',
    action: (count) => `Take administrator roles from ${counted(count, 'guest')}`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [...removeRoleInEntra, 'Ask the partner whether the guest is still needed; if not, delete it.'],
        command: removeRoleInEntraByCommand,
      },
      'google-workspace': {
        steps: [...removeRoleInGoogle, 'Ask the partner whether the guest is still needed; if not, delete it.'],
        command: removeRoleInGoogleByCommand,
      },
    },
    messages: {
      guest: (data) => {
        const pending = data.invitation === 'pending' ? ' The invitation is not accepted yet.' : '';
        return `A guest holds ${roles(data)}.${pending}`;
      },
    },
  },
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
    messages: {
      phishable: (data) => {
        const names = methods(data.methods);
        const others = names.length === 0 ? 'Nothing else is registered either.' : `Registered: ${joined(names)}.`;
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
    messages: {
      only: (data) => {
        const names = methods(data.methods);
        const one = names.length === 1;
        return `${capital(joined(names))} ${one ? 'is the only second factor' : 'are the only second factors'}.${power(data)}`;
      },
      also: (data) => {
        const names = methods(data.methods);
        const verb = names.length === 1 ? 'is' : 'are';
        return `${capital(joined(names))} ${verb} registered beside ${joined(methods(data.others))}.${power(data)}`;
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
    messages: {
      allowed: (data) => {
        const names = parts(data.methods).map(methodName);
        const text = `${joined(names)} ${names[0] === 'SMS' && names.length === 1 ? 'is' : 'are'} allowed for`;
        const older = data.legacyPolicies === 'in-force' ? ' The older policies are still in force, too.' : '';
        return `${capital(text)} ${joined(parts(data.scopes).map(scope))}.${older}`;
      },
    },
  },
  'stale-account': {
    title: 'Account not used',
    topic: 'Use of accounts',
    why: 'Nobody notices when an account that nobody uses is taken over.',
    action: (count) => `Disable ${counted(count, 'account')} that nobody uses`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Ask the manager whether the account is still needed. For a long leave, record an exception with its end date.',
          'Entra admin center › Entra ID › Users › the account › Edit properties › Settings: clear “Account enabled”.',
          'On the page of the account: Revoke sessions.',
        ],
        command: 'Update-MgUser -UserId LOGIN -AccountEnabled:$false\nRevoke-MgUserSignInSession -UserId LOGIN',
      },
      'google-workspace': {
        steps: [
          'Ask the manager whether the account is still needed. For a long leave, record an exception with its end date.',
          'Google Admin console › Directory › Users › the account › More options › Suspend user.',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    messages: { stale, never },
  },
  'stale-guest': {
    title: 'Guest not used',
    topic: 'Use of guests',
    why: 'A guest that nobody needs any more stays a door for somebody outside.',
    action: (count) => `Remove ${counted(count, 'guest')} that nobody uses`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Ask whoever invited the guest whether it is still needed.',
          'Entra admin center › Entra ID › Users › the guest › Delete. A deleted guest can be restored for 30 days.',
        ],
        command: 'Remove-MgUser -UserId ACCOUNT_ID',
      },
      'google-workspace': {
        steps: [
          'Ask whoever invited the guest whether it is still needed.',
          'Google Admin console › Directory › Users › the guest › More options › Suspend user, later Delete user.',
        ],
        command: 'gam update user LOGIN suspended on',
      },
    },
    messages: { unaccepted, stale, never },
  },
  'top-admin-count': {
    title: 'Too many or too few top administrators',
    topic: 'Number of top administrators',
    about: 'directory',
    why: 'Each top administrator can do everything; with a single one, nobody can help when that account is locked.',
    action: () => 'Bring the number of top administrators within its limits',
    effort: { minutesEach: 60, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra admin center › Entra ID › Roles & admins › Global Administrator › Assignments: see active and eligible ones, groups too.',
          'Give those who do not need everything a smaller role, such as User Administrator, and remove Global Administrator.',
          'Where there are too few, give the role to a second trusted person on a separate account for administration.',
        ],
        command:
          'Get-MgRoleManagementDirectoryRoleAssignment -Filter "roleDefinitionId eq \'62e90394-69f5-4237-9190-012177145e10\'" -ExpandProperty Principal',
      },
      'google-workspace': {
        steps: [
          'Google Admin console › Account › Admin roles › Super Admin › Admins.',
          'Give those who do not need everything a smaller role, such as User Management Admin, and remove Super Admin.',
          'Where there are too few, give the role to a second trusted person on a separate account for administration.',
        ],
        command: 'gam print admins role _SEED_ADMIN_ROLE',
      },
    },
    messages: {
      many: (data) => topAdmins(data, `at most ${number(data.max)} should`),
      few: (data) => topAdmins(data, `at least ${number(data.min)} should`),
    },
  },
  'unused-admin': {
    title: 'Administrator right not used',
    topic: 'Use of administrator rights',
    why: 'Administrator rights that nobody uses help only somebody who takes the account over.',
    action: (count) => `Take unused administrator roles from ${counted(count, 'account')}`,
    effort: { minutesEach: 10, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [...removeRoleInEntra, 'If nobody needs the account at all, disable it.'],
        command: removeRoleInEntraByCommand,
      },
      'google-workspace': {
        steps: [...removeRoleInGoogle, 'If nobody needs the account at all, suspend it.'],
        command: removeRoleInGoogleByCommand,
      },
    },
    messages: { unused: stale, never },
  },
};
