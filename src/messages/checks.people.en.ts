import type { Data } from '../core/check.ts';
import type { Join } from '../core/people.ts';
import type { Provider } from '../core/provider.ts';
import type { CheckTexts } from './catalogue.ts';
import { peopleEn } from './people.en.ts';
import { counted, dated, type Fact, joined, lastUse, number, parts, power } from './words.en.ts';

const clouds: Readonly<Record<Provider, string>> = {
  microsoft365: 'Microsoft\u00a0365',
  'google-workspace': 'Google Workspace',
};

function cloud(fact: Fact): string {
  return clouds[fact as Provider] ?? '';
}

function left({ leaveDate, leftDays, line }: Data): string {
  const when = typeof leaveDate === 'string' ? ` on ${leaveDate}, ${counted(Number(leftDays), 'day')} ago` : '';
  return `${when === '' ? 'Has left' : 'Left'}${when} (line ${number(line)} of the HR list)`;
}

/** What joins the account to the person, where the account itself is not in the list. */
function tie({ joinedBy }: Data): string {
  const joins = parts(joinedBy).map((join) => peopleEn.join[join as Join]);
  return joins.length === 0 ? '' : ` Joined to this person by ${joined(joins)}.`;
}

function enabled(data: Data, timeZone: string): string {
  const { used, leaveDate, lastSuccess } = data;
  const seen = typeof lastSuccess === 'string' ? ` ${lastUse(data, timeZone)}.` : '';
  const since = used === null && leaveDate !== null ? ' Whether it has been used since is not known.' : '';
  return `${left(data)}; the account is still enabled.${seen}${since}${tie(data)}${power(data)}`;
}

function used(data: Data, timeZone: string): string {
  return `${left(data)}, and the account has been used since. ${lastUse(data, timeZone)}.${tie(data)}${power(data)}`;
}

function unlisted(data: Data, timeZone: string): string {
  const { employeeId, lastSuccess, since, source, createdAt, ageDays } = data;
  const orNumber = typeof employeeId === 'string' ? `, or its employee number ${employeeId}` : '';
  const created = typeof createdAt === 'string' ? ` Created ${dated(createdAt, ageDays, timeZone)}.` : '';
  const hasRecord = lastSuccess !== null || since !== null;
  const use = hasRecord ? ` ${lastUse(data, timeZone)}.` : source === null ? '' : ' Nobody has ever signed in.';
  return `Nobody in the HR list has an address of the account${orNumber}.${created}${use}${power(data)}`;
}

function half(data: Data, timeZone: string): string {
  const { disabledAt, disabledDays, lastSuccess } = data;
  const since = typeof disabledAt === 'string' ? `, since ${dated(disabledAt, disabledDays, timeZone)}` : '';
  const joins = parts(data.joinedBy).map((join) => peopleEn.join[join as Join]);
  const use = typeof lastSuccess === 'string' ? ` ${lastUse(data, timeZone)}.` : '';
  return [
    `Disabled in ${cloud(data.disabledIn)} (${joined(parts(data.disabledLogins))})${since}; `,
    `still enabled in ${cloud(data.enabledIn)} (${joined(parts(data.enabledLogins))}).${use}`,
    ` Joined by ${joined(joins)}.`,
  ].join('');
}

/** What is wrong with single emergency accounts, the worst first. */
function troubles(data: Data): string {
  const [locked, synced, used] = [parts(data.lockedLogins), parts(data.syncedLogins), parts(data.usedLogins)];
  const has = (logins: readonly string[]) => (logins.length === 1 ? 'has' : 'have');
  const comes = (logins: readonly string[]) => (logins.length === 1 ? 'comes' : 'come');
  return [
    ...(locked.length === 0 ? [] : [`${joined(locked)} must use MFA and ${has(locked)} no phishing-resistant key.`]),
    ...(synced.length === 0 ? [] : [`${joined(synced)} ${comes(synced)} from the on-premises directory.`]),
    ...(used.length === 0 ? [] : [`Used within ${counted(Number(data.limitDays), 'day')}: ${joined(used)}.`]),
  ].join(' ');
}

function few(data: Data): string {
  const logins = parts(data.logins);
  const more = Number(data.doubtful);
  const count = counted(Number(data.count), 'declared emergency account holds', 'declared emergency accounts hold');
  return [
    `${data.count === 0 ? 'No declared emergency account holds' : count} the top role of Microsoft\u00a0365; `,
    `at least ${number(data.min)} should${logins.length === 0 ? '' : `: ${joined(logins)}`}.`,
    more === 0 ? '' : ` ${counted(more, 'more account', 'more accounts')} could not be decided.`,
    troubles(data) === '' ? '' : ` ${troubles(data)}`,
  ].join('');
}

const disableInEntra = [
  'Entra admin center › Entra ID › Users › the account › Edit properties › Settings: clear “Account enabled”.',
  'On the page of the account: Revoke sessions. Then take its roles away.',
];
const disableInEntraByCommand =
  'Update-MgUser -UserId LOGIN -AccountEnabled:$false\nRevoke-MgUserSignInSession -UserId LOGIN';
const disableInGoogle =
  'Google Admin console › Directory › Users › the account › More options › Suspend user. That signs it out everywhere.';
const disableInGoogleByCommand = 'gam update user LOGIN suspended on';
const askFirst = 'Ask HR or the manager whether the person has really left. If not, correct the HR list.';
const lookBack =
  'Where the account was used after the last day of work, find out who it was and what was done before anything is deleted.';
const whoseIsIt =
  'Find out who uses it. A person: add the line to the HR list, or correct the address or number there.';
const nobodys =
  'A shared mailbox, a device or a program: name somebody who answers for it, and record an exception with an end date. Nobody’s: disable it as follows.';
const closeOrOpen =
  'Ask the manager whether the person still works here. If so, enable the other account; if not, close this one too.';

/** What checks that compare accounts with people say in English. */
export const peopleChecksEn = {
  'emergency-access': {
    title: 'Emergency accounts that may fail',
    topic: 'Emergency accounts',
    about: 'directory',
    why: 'When nobody else can sign in as administrator, only emergency accounts can repair it; whoever takes one over can do everything.',
    action: () => 'Put the emergency accounts in order',
    effort: { minutesEach: 90, cost: 'partly' },
    costNote: 'The accounts need no licence; two security keys for each cost a little.',
    fix: {
      microsoft365: {
        steps: [
          'Keep two accounts for emergencies: under your onmicrosoft.com domain, from no on-premises directory, and for nobody’s everyday use. Entra admin center › Entra ID › Roles & admins › Global Administrator: assign both permanently.',
          'Register two FIDO2 security keys for each, at https://mysignins.microsoft.com/security-info, and lock the keys away in two places.',
          'Entra admin center › Entra ID › Conditional Access › Policies: leave them out of the policies that could lock everybody out, and have every sign-in of theirs raise an alarm.',
          'Name both under `breakGlass` in `shisei.yaml`.',
          'After a rehearsal, record an exception until the days of the limit are over.',
        ],
        command:
          'Get-MgRoleManagementDirectoryRoleAssignment -Filter "roleDefinitionId eq \'62e90394-69f5-4237-9190-012177145e10\'" -ExpandProperty Principal',
      },
    },
    note: 'Only accounts named under `breakGlass` count. An account that MFA is not demanded of, or that has a phishing-resistant key, can sign in.',
    meanings: {
      few: 'fewer declared emergency accounts than `min` are enabled and hold the top role',
      locked: 'one must use MFA and has no phishing-resistant key',
      synced: 'one comes from an on-premises directory',
      used: 'one signed in within `limitDays`',
    },
    messages: { few, locked: troubles, synced: troubles, used: troubles },
  },
  'half-offboarded': {
    title: 'Disabled in one cloud, enabled in the other',
    topic: 'Offboarding across both clouds',
    why: 'Somebody closed one account and forgot the other, so the person still gets in.',
    action: (count, accounts = count) => {
      const whose = counted(count, 'person', 'people');
      if (accounts === count) return `Close the other account of ${whose}`;
      return `Close the ${number(accounts)} accounts of ${whose} that are still enabled`;
    },
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: [closeOrOpen, ...disableInEntra], command: disableInEntraByCommand },
      'google-workspace': { steps: [closeOrOpen, disableInGoogle], command: disableInGoogleByCommand },
    },
    note: 'It takes both clouds. Accounts are joined by links in the configuration, login, HR list, employee number or address, never by name.',
    meanings: { half: 'a person has an account in both clouds, and only in one of them an enabled one' },
    messages: { half },
  },
  'leaver-account': {
    title: 'Account of somebody who has left',
    topic: 'Accounts of people who have left',
    why: 'Whoever has left, or knows the password, still gets in, and nobody looks after the account.',
    action: (count) => `Disable ${counted(count, 'account')} of people who have left`,
    effort: { minutesEach: 5, cost: 'free' },
    fix: {
      microsoft365: { steps: [askFirst, ...disableInEntra, lookBack], command: disableInEntraByCommand },
      'google-workspace': { steps: [askFirst, disableInGoogle, lookBack], command: disableInGoogleByCommand },
    },
    note: 'Without `roster` in `shisei.yaml` it is not applicable. A list with neither a status nor a leave date leaves it unknown. The leave date is the last day of work; people on leave have not left. An account that is not in the list itself counts as that of the person whom it is joined to.',
    meanings: {
      enabled: 'the person has left, and the account is enabled',
      used: 'somebody signed in after the last day of work',
    },
    messages: { enabled, used },
  },
  'unlisted-account': {
    title: 'Account of nobody in the HR list',
    topic: 'Accounts and the HR list',
    why: 'Nobody answers for an account without a person, and nobody closes it when its user goes.',
    action: (count) => `Find out whose ${counted(count, 'account')} outside the HR list ${count === 1 ? 'is' : 'are'}`,
    effort: { minutesEach: 10, cost: 'free' },
    fix: {
      microsoft365: { steps: [whoseIsIt, nobodys, ...disableInEntra], command: disableInEntraByCommand },
      'google-workspace': { steps: [whoseIsIt, nobodys, disableInGoogle], command: disableInGoogleByCommand },
    },
    note: 'Without `roster` in `shisei.yaml` it is not applicable. Logins, aliases and employee numbers are compared, and never names; an account that is joined to one in the list is listed. While some directory’s accounts were not read whole, nobody is called unlisted.',
    meanings: {
      unlisted: 'neither an address nor the employee number is in the HR list, nor is the person it is joined to',
    },
    messages: { unlisted },
  },
} satisfies CheckTexts;
