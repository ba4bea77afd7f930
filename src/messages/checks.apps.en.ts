import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { namesOf } from './enforcement.en.ts';
import { counted, dated, day, type Fact, joined, number, parts, roles } from './words.en.ts';

/** What else a reader wants to know of an application that may do too much. */
function circumstances({ own, enabled, credentials }: Data): string {
  return [
    own === false ? ' It belongs to another organisation.' : '',
    enabled === false ? ' It is disabled.' : '',
    typeof credentials === 'number' && credentials > 0
      ? ` It signs in with ${counted(credentials, 'secret or certificate', 'secrets and certificates')}.`
      : '',
  ].join('');
}

function permissions({ permissions: names }: Data): string {
  return joined(parts(names));
}

function byRole(data: Data): string {
  const names = permissions(data);
  const also = names === '' ? '' : ` It also has ${names}, which can become administrator rights.`;
  return `The application holds ${roles(data)}.${also}${circumstances(data)}`;
}

function credential({ kind, credential: name }: Data): string {
  return `${kind === 'certificate' ? 'Certificate' : 'Secret'} “${name}”`;
}

function amount(fact: Fact): number {
  return typeof fact === 'number' ? fact : 0;
}

function long(data: Data, timeZone: string): string {
  const { startsAt, endsAt, days, limit, longSecrets, longCertificates, expired } = data;
  const more = amount(longSecrets) + amount(longCertificates) - 1;
  return [
    `${credential(data)} lives ${counted(amount(days), 'day')}, from ${day(startsAt, timeZone)} to ${day(endsAt, timeZone)}; the limit is ${number(limit)}.`,
    more > 0 ? ` ${counted(more, 'more lives', 'more live')} too long.` : '',
    amount(expired) > 0 ? ` Expired and still there: ${number(expired)}.` : '',
  ].join('');
}

function expired(data: Data, timeZone: string): string {
  const more = amount(data.expired) - 1;
  const others = more > 0 ? ` ${counted(more, 'more is', 'more are')} left behind too.` : '';
  return `${credential(data)} expired on ${dated(data.endsAt, data.endedDays, timeZone)}, and is still there.${others}`;
}

const consentByCommand = [
  "$kept = (Get-MgPolicyAuthorizationPolicy).DefaultUserRolePermissions.PermissionGrantPoliciesAssigned -notlike 'ManagePermissionGrantsForSelf.*'",
  "Update-MgPolicyAuthorizationPolicy -DefaultUserRolePermissions @{ PermissionGrantPoliciesAssigned = @($kept) + 'ManagePermissionGrantsForSelf.microsoft-user-default-recommended' }",
].join('\n');

/** What checks of applications, and of what outsiders may do, say in English. */
export const appChecksEn = {
  'licensed-disabled': {
    title: 'Disabled account with a paid licence',
    topic: 'Licences of disabled accounts',
    why: 'A licence on an account that nobody can use costs money every month, and shows that the account was not cleared away to the end.',
    action: (count) => `Take paid licences from ${counted(count, 'disabled account')}`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'First save what is needed: mail and files are deleted some 30 days after the licence is taken. A mailbox that stays in use can become a shared one; up to 50 GB it needs no licence.',
          'Microsoft 365 admin center › Users › Active users › the account › Licenses and apps: clear the licences and save. Where a group gives the licence, remove the account from that group.',
          'Lower the number of licences under Billing › Your products, so that they are no longer paid for.',
        ],
        command:
          "Get-MgUserLicenseDetail -UserId LOGIN\nSet-MgUserLicense -UserId LOGIN -AddLicenses @() -RemoveLicenses @('SKU_ID')",
      },
    },
    meanings: { licensed: 'a disabled account has a licence that costs something' },
    messages: {
      licensed: (data, timeZone) => {
        const { disabledAt } = data;
        const state =
          typeof disabledAt === 'string' ? `has been disabled since ${day(disabledAt, timeZone)}` : 'is disabled';
        return `The account ${state} and still has ${joined(parts(data.licences))}.`;
      },
    },
  },
  'open-consent': {
    title: 'Anyone may let any application in',
    topic: 'Consent to applications',
    about: 'directory',
    why: 'One click on a page that asks for consent lets a stranger’s application read mail and files, without a password or a second factor, until somebody takes the consent back.',
    action: () => 'Let people consent to chosen applications only',
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra admin center › Entra ID › Enterprise apps › Consent and permissions › User consent settings: choose “Let Microsoft manage your consent settings”, or “Do not allow user consent”.',
          'Under Admin consent settings, let users request consent, and name who decides.',
          'Enterprise apps › All applications: look through what has been let in already, and delete what nobody knows.',
        ],
        command: consentByCommand,
      },
      'google-workspace': {
        steps: [
          'Google Admin console › Security › Access and data control › API controls › Manage App Access: trust or limit the applications that the business needs.',
          'Then API controls › Settings › Unconfigured third-party apps: choose “Allow users to access third-party apps that only request basic info needed for Sign in with Google”, or “Don’t allow users to access any third-party apps”, for the organisation and for each unit that has a setting of its own.',
        ],
        command: 'gam all users print tokens',
      },
    },
    note: 'A policy of consent of your own, and a setting that is not documented, stay `unknown`: what they allow is not read.',
    meanings: { open: 'people may let in any third-party application themselves' },
    messages: {
      open: (data) => {
        if (typeof data.accounts === 'number') {
          return `Any third-party application may be used by ${counted(data.accounts, 'account')}, by ${namesOf(parts(data.scopes))}.`;
        }
        if (data.accounts === null) {
          return `Any third-party application may be used, by ${namesOf(parts(data.scopes))}, and perhaps by other settings; by how many accounts is not known.`;
        }
        return `Every user may consent to any application that wants access to the data of that user (${joined(parts(data.policies))}).`;
      },
    },
  },
  'open-invites': {
    title: 'Guests may invite guests',
    topic: 'Who may invite guests',
    about: 'directory',
    why: 'Where guests may invite others, people get in whom nobody of the organisation has chosen.',
    action: () => 'Keep guests from inviting guests',
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra admin center › Entra ID › External Identities › External collaboration settings › Guest invite settings: choose “Only users assigned to specific admin roles can invite guest users”, or at least “Member users and users assigned to specific admin roles”.',
          'Give the role Guest Inviter to those who invite guests in their daily work.',
        ],
        command: 'Update-MgPolicyAuthorizationPolicy -AllowInvitesFrom adminsAndGuestInviters',
      },
    },
    meanings: { open: 'everyone may invite guests, guests too' },
    messages: { open: () => 'Everyone may invite guests, and guests may do so too.' },
  },
  'privileged-app': {
    title: 'Application that can take over the directory',
    topic: 'Rights of applications',
    why: 'An application signs in without a second factor: whoever gets hold of its secret can do all that it may, up to becoming a top administrator.',
    action: (count) => `Reduce the rights of ${counted(count, 'application')}`,
    effort: { minutesEach: 60, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra admin center › Entra ID › Enterprise apps › the application: ask the owner what it is for, and which rights that takes.',
          'Permissions: revoke the permissions that the finding names. Application.ReadWrite.OwnedBy, for instance, often does in place of Application.ReadWrite.All.',
          'Entra ID › Roles & admins › the role › Assignments: remove the application, or give it a smaller role.',
          'If nobody needs it: Properties › Enabled for users to sign in: No. Delete it when nobody has missed it for a month.',
        ],
        command: [
          'Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId APPLICATION_ID',
          'Remove-MgServicePrincipalAppRoleAssignment -ServicePrincipalId APPLICATION_ID -AppRoleAssignmentId ASSIGNMENT_ID',
        ].join('\n'),
      },
      'google-workspace': {
        steps: [
          'Google Admin console › Account › Admin roles › the role › Admins: find the service account, and ask who runs it and what it is for.',
          'Give it a smaller role, for a single organisational unit where that does, and unassign this one.',
          'Google Cloud console › IAM & Admin › Service Accounts › the account › Keys: delete keys that nobody uses.',
        ],
        command: 'gam print admins\ngam delete admin ASSIGNMENT_ID',
      },
    },
    meanings: {
      role: 'the application holds a privileged role',
      permission: 'it has a permission of Microsoft Graph that can become a privileged role',
    },
    messages: {
      role: byRole,
      permission: (data) =>
        `The application has ${permissions(data)}, which can become administrator rights.${circumstances(data)}`,
    },
  },
  'stale-credential': {
    title: 'Old secret of an application',
    topic: 'Secrets of applications',
    why: 'The longer a secret lives, the more copies of it lie in scripts and mails, and each of them opens the door; expired ones hide those that count.',
    action: (count) => `Renew or delete old secrets of ${counted(count, 'application')}`,
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          'Entra admin center › Entra ID › App registrations › All applications › the application › Certificates & secrets: delete what has expired.',
          'Add a new one – a secret of at most 180 days, or a certificate of at most a year – put it in place where the program runs, then delete the old one.',
          'Where the program runs in Azure or in a build service, use a managed identity or a federated credential: then there is no secret.',
        ],
        command: [
          'Get-MgApplication -Filter "appId eq \'CLIENT_ID\'" -Property Id,DisplayName,PasswordCredentials,KeyCredentials',
          'Remove-MgApplicationPassword -ApplicationId OBJECT_ID -KeyId KEY_ID',
        ].join('\n'),
      },
    },
    note: 'Certificates of managed identities are renewed by Azure and are not judged. One that lived too long counts as long after it has expired, too.',
    meanings: {
      long: 'a secret lives more than `limitDays`, or a certificate more than `certificateDays`, from start to end',
      expired: 'one that has expired was left behind',
    },
    messages: { long, expired },
  },
} satisfies CheckTexts;
