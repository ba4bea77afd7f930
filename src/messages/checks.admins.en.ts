import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { counted, dated, day, joined, never, number, parts, power, roles, stale } from './words.en.ts';

function topAdmins(data: Data, wish: string): string {
  const logins = parts(data.logins).join(', ');
  if (typeof data.count !== 'number') {
    return `More than ${counted(Number(data.max), 'account holds', 'accounts hold')} the top role; ${wish}. Seen so far: ${logins}; there may be more.`;
  }
  const { count } = data;
  const more = typeof data.doubtful === 'number' ? data.doubtful : 0;
  return [
    count === 0 ? 'No account holds the top role' : `${counted(count, 'account holds', 'accounts hold')} the top role`,
    `; ${wish}`,
    logins === '' ? '.' : `: ${logins}.`,
    more === 0 ? '' : ` ${counted(more, 'more account', 'more accounts')} could not be decided.`,
  ].join('');
}

function named(names: Data[string] | undefined): string {
  return roles({ roles: names ?? null });
}

function standing(data: Data): string {
  const groups = parts(data.groups);
  const through =
    groups.length === 0
      ? ''
      : ` It comes through ${groups.length === 1 ? 'the group' : 'the groups'} ${joined(groups)}.`;
  const others =
    typeof data.others === 'string' ? ` Held on request, for a while, or not known how: ${named(data.others)}.` : '';
  return `The account holds ${named(data.roles)} at all times, without an end.${through}${others}`;
}

function mailbox(data: Data): string {
  const products = parts(data.products);
  const gives = products.length === 1 ? 'licence gives' : 'licences give';
  return `The ${gives} the account a mailbox: ${joined(products)}.${power(data)}`;
}

function idle(data: Data, timeZone: string): string {
  const what = typeof data.activity === 'string' && data.activity !== '' ? ` (${data.activity})` : '';
  const last =
    typeof data.lastAct === 'string'
      ? `the last administrative act was on ${dated(data.lastAct, data.actDays, timeZone)}${what}`
      : `the audit trail holds no administrative act since ${day(data.auditSince, timeZone)}`;
  return `Signs in, but ${last}; the limit is ${number(data.idleDays)}.${power(data)}`;
}

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
const chooseRole =
  'Decide what the person needs: where the smaller roles do, remove the top role; else remove the smaller ones.';
const ownAccount =
  'Entra admin center › Entra ID › Users › New user: create a second account for the person, for administration only, under your onmicrosoft.com domain and without a licence that gives a mailbox. Register a passkey for it, and give it the role.';
const keepSigningIn =
  'Who signs in but administers nothing keeps the account, and is given the role again when it is needed.';

/** What checks of administrators say in English. */
export const adminChecksEn = {
  'daily-use-admin': {
    title: 'Top administrator with a mailbox',
    topic: 'Top administrators and everyday work',
    why: 'One trap in a mail is enough where mail is read by an account that can do everything.',
    action: (count) => `Separate administration from everyday work for ${counted(count, 'top administrator')}`,
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          ownAccount,
          'Then take the top role from the everyday account, which keeps its mailbox:',
          ...removeRoleInEntra,
        ],
        command: removeRoleInEntraByCommand,
      },
    },
    meanings: { mailbox: 'a top administrator has a licence that gives a mailbox' },
    messages: { mailbox },
  },
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
    meanings: { disabled: 'a disabled account holds a privileged role' },
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
    meanings: { guest: 'a guest holds a privileged role' },
    messages: {
      guest: (data) => {
        const pending = data.invitation === 'pending' ? ' The invitation is not accepted yet.' : '';
        return `A guest holds ${roles(data)}.${pending}`;
      },
    },
  },
  'redundant-role': {
    title: 'Roles that add nothing to the top role',
    topic: 'Roles beside the top role',
    why: 'A top administrator may do everything already; further roles hide what the person really needs, and stay behind when the top role is taken away.',
    action: (count) => `Take roles that add nothing from ${counted(count, 'account')}`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: [chooseRole, ...removeRoleInEntra], command: removeRoleInEntraByCommand },
      'google-workspace': { steps: [chooseRole, ...removeRoleInGoogle], command: removeRoleInGoogleByCommand },
    },
    meanings: { redundant: 'an active top role contains further active roles of the account' },
    messages: {
      redundant: (data) => `${named(data.top)} already contains all that ${named(data.roles)} may do.`,
    },
  },
  'standing-admin': {
    title: 'Administrator right that is always active',
    topic: 'Standing administrator rights',
    why: 'A right that is always active is there for whoever takes the account over, at any hour; one that starts on request and ends by itself is not.',
    action: (count) => `Replace standing administrator roles of ${counted(count, 'account')}`,
    effort: { minutesEach: 20, cost: 'partly' },
    costNote: 'Roles on request need Entra\u00a0ID\u00a0P2; separate accounts and smaller roles cost nothing.',
    fix: {
      microsoft365: {
        steps: [
          'With Entra ID P2: Entra admin center › ID Governance › Privileged Identity Management › Microsoft Entra roles › Assignments: add an eligible assignment for the account, then remove the permanent one under Active assignments.',
          'Without it: create a second account for the person, for administration only and without a licence, register a passkey for it, and move the role there. The everyday account keeps none.',
          'In both cases give the smallest role that does the work, and remove the others: Entra admin center › Entra ID › Users › the account › Assigned roles. Where a group gives the role, remove the account from that group.',
          'Emergency accounts hold their role at all times on purpose: name them under `breakGlass` in `shisei.yaml`.',
        ],
        command: [
          'Get-MgRoleManagementDirectoryRoleAssignmentScheduleInstance -Filter "principalId eq \'ACCOUNT_ID\'" -ExpandProperty RoleDefinition',
          "New-MgRoleManagementDirectoryRoleEligibilityScheduleRequest -Action adminAssign -PrincipalId ACCOUNT_ID -RoleDefinitionId ROLE_ID -DirectoryScopeId / -Justification 'On request' -ScheduleInfo @{ StartDateTime = Get-Date; Expiration = @{ Type = 'noExpiration' } }",
          'Remove-MgRoleManagementDirectoryRoleAssignment -UnifiedRoleAssignmentId ASSIGNMENT_ID',
        ].join('\n'),
      },
    },
    note: 'Without Entra ID P2 there are no roles on request, so that every active one stands. It counts all the same: separate accounts and fewer roles are what can be done, and what remains can be accepted as an exception.',
    meanings: { standing: 'a privileged role is active at all times and has no end' },
    messages: { standing },
  },
  'synced-admin': {
    title: 'Administrator synchronised from on premises',
    topic: 'Administrators from on-premises directories',
    why: 'Whoever takes over the directory in the office takes over the administrators of the cloud with it.',
    action: (count) => `Replace ${counted(count, 'synchronised administrator')} with cloud-only accounts`,
    effort: { minutesEach: 30, cost: 'free' },
    fix: {
      microsoft365: {
        steps: [
          ownAccount,
          'Then take the roles from the synchronised account, which stays for everyday work:',
          ...removeRoleInEntra,
        ],
        command: removeRoleInEntraByCommand,
      },
    },
    meanings: { synced: 'a privileged account comes from an on-premises directory' },
    messages: { synced: (data) => `The account is synchronised from an on-premises directory.${power(data)}` },
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
    meanings: {
      many: 'more accounts than `max` hold the top role',
      few: 'fewer accounts than `min` hold the top role',
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
        steps: [...removeRoleInEntra, keepSigningIn, 'If nobody needs the account at all, disable it.'],
        command: removeRoleInEntraByCommand,
      },
      'google-workspace': {
        steps: [...removeRoleInGoogle, keepSigningIn, 'If nobody needs the account at all, suspend it.'],
        command: removeRoleInGoogleByCommand,
      },
    },
    note: 'Nobody is called idle where the audit trail does not cover `idleDays`; a note of the report says so.',
    meanings: {
      unused: 'the last successful sign-in is older than the limit',
      never: 'there is no successful sign-in, and the account is older than the limit',
      idle: 'signs in, but did nothing administrative for `idleDays`',
    },
    messages: { unused: stale, never, idle },
  },
} satisfies CheckTexts;
