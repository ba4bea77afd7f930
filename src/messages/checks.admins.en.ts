import type { Data } from '../core/check.ts';
import type { CheckTexts } from './catalogue.ts';
import { counted, dated, day, never, number, parts, power, roles, stale } from './words.en.ts';

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
const keepSigningIn =
  'Who signs in but administers nothing keeps the account, and is given the role again when it is needed.';

/** What checks of administrators say in English. */
export const adminChecksEn = {
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
