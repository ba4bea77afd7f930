import { type Calendar, newestFirst } from './calendar.ts';
import type { MicrosoftAccount } from './directory.ts';
import { guidOf } from './ids.ts';
import type { AuditRecord, SignInRecord } from './microsoft-logs.ts';
import { type SignInSketch, signInOf } from './microsoft-sign-ins.ts';
import { address } from './sample-trading-staff.ts';

const day = 86_400_000;
const shownDays = 30;
const apps = ['Office 365 Exchange Online', 'Microsoft Teams', 'Office 365 SharePoint Online', 'Office 365'];
const clients = ['Browser', 'Mobile Apps and Desktop clients'];
const home = (index: number) => `198.51.100.${10 + (index % 200)}`;

/** Nobody asks these for a second factor. */
const singleFactor: ReadonlySet<string> = new Set(['kuroda', 'tanaka', 'backup-job'].map(address));
/** Asked outside the office only, where they never were. */
const inTheOffice: ReadonlySet<string> = new Set(
  ['kim', 'chen', 'patel', 'clark', 'abe', 'hashimoto', 'takahashi'].map(address),
);

/** Sign-ins that tell a story, in place of those that everybody has. */
const stories: Readonly<Record<string, readonly SignInSketch[]>> = {
  // An old program that cannot do MFA, and the reason why it may still come in.
  [address('backup-job')]: [1, 2, 3, 4, 5].map((days) => ({
    days,
    client: 'IMAP4',
    address: '203.0.113.25',
    multiFactor: false,
  })),
  // On a journey: a country in which the log never saw this account before.
  [address('rossi')]: [
    { days: 3, app: 'Microsoft Teams', address: '192.0.2.44', place: { country: 'IT', city: 'Milano' } },
    { days: 9, address: '203.0.113.10' },
    { days: 17, address: '203.0.113.10' },
  ],
  // The network of a mobile phone, of which the log does not know where it is.
  [address('inoue')]: [
    { days: 7, client: 'Mobile Apps and Desktop clients', address: '2001:db8:40::7', place: null },
    { days: 12 },
  ],
};

const failures: Readonly<Record<string, readonly SignInSketch[]>> = {
  // Somebody guesses passwords from abroad: no success, so nobody was there.
  [address('suzuki')]: [6, 6.01, 6.02].map((days) => ({
    days,
    address: '192.0.2.66',
    place: { country: 'NL', city: 'Amsterdam' },
    failure: { errorCode: 50126, reason: 'Error validating credentials due to invalid username or password.' },
  })),
  [address('patel')]: [
    {
      days: 14,
      client: 'Exchange ActiveSync',
      failure: { errorCode: 53003, reason: 'Access has been blocked by Conditional Access policies.' },
    },
  ],
};

function daysAgo(at: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(at)) / day);
}

/** From the last sign-in backwards, every fourth day, now from the office and now from home. */
function routineOf(account: MicrosoftAccount, index: number, now: Date): SignInSketch[] {
  const { userPrincipalName: login, signInActivity, createdDateTime } = account.user;
  const success = signInActivity?.lastSuccessfulSignInDateTime ?? null;
  // An agent has nobody at a keyboard, so the log of interactive sign-ins does not know it.
  if (success === null || account.user['@odata.type'] !== undefined) return [];
  const last = daysAgo(success, now);
  const office = inTheOffice.has(login);
  const asked = !office && !singleFactor.has(login);
  const admin = account.registration?.isAdmin === true;
  const oldest = Math.min(shownDays, createdDateTime === null ? shownDays : daysAgo(createdDateTime, now));
  const count = last > oldest ? 0 : Math.floor((oldest - last) / 4) + 1;
  return Array.from({ length: count }, (_, nth) => ({
    days: last + nth * 4,
    app: admin && nth % 2 === 0 ? 'Azure Portal' : (apps[(index + nth) % apps.length] ?? ''),
    client: clients[(index + nth) % clients.length] ?? '',
    address: office || nth % 2 === 0 ? '203.0.113.10' : home(index),
    place: { country: 'JP', city: index % 3 === 0 ? 'Osaka' : 'Tokyo' },
    multiFactor: asked,
  }));
}

export function signInsOf(accounts: readonly MicrosoftAccount[], calendar: Calendar, now: Date): SignInRecord[] {
  const records = accounts.flatMap((account, index) => {
    const login = account.user.userPrincipalName;
    const sketches = [...(stories[login] ?? routineOf(account, index, now)), ...(failures[login] ?? [])];
    return sketches.map((sketch) => signInOf(account, sketch, calendar));
  });
  return newestFirst(records);
}

interface Act {
  days: number;
  /** Of the day in UTC, where it matters; else the hour before now. */
  time?: string;
  by: string | { application: string };
  activity: string;
  category?: string;
  operation?: AuditRecord['operation'];
  result?: AuditRecord['result'];
  on: string;
}

const switchedOff = [{ displayName: 'AccountEnabled', oldValue: '[true]', newValue: '[false]' }];

const acts: readonly Act[] = [
  { days: 1, by: 'adm-fujita', activity: 'Update conditional access policy', category: 'Policy', on: 'yoshida' },
  { days: 2, by: 'saito', activity: 'Reset user password', on: 'yamamoto' },
  {
    days: 4,
    by: 'kuroda',
    activity: 'Add member to role',
    category: 'RoleManagement',
    operation: 'Add',
    on: 'onodera',
  },
  {
    days: 6,
    by: { application: 'Backup connector' },
    activity: 'Update application',
    category: 'ApplicationManagement',
    on: 'backup-job',
  },
  { days: 9, by: 'tanaka', activity: 'Add user', operation: 'Add', on: 'shimizu' },
  { days: 12, by: 'brown', activity: 'Add member to role', category: 'RoleManagement', result: 'failure', on: 'brown' },
  { days: 15, by: 'hayashi', activity: 'Update user', on: 'endo' },
  {
    days: 22,
    by: 'mori',
    activity: 'Add member to role completed (PIM activation)',
    category: 'RoleManagement',
    operation: 'Add',
    on: 'mori',
  },
  // The morning after.
  { days: 28, time: '08:05', by: 'yamada', activity: 'Disable account', on: 'watanabe' },
  // On the last day of work.
  { days: 20, time: '08:10', by: 'saito', activity: 'Disable account', on: 'noguchi' },
  // Three days after it.
  { days: 8, time: '00:30', by: 'saito', activity: 'Disable account', on: 'kojima' },
  // Older than the log is kept.
  { days: 41, by: 'walker', activity: 'Update company settings', on: 'walker' },
];

export function auditsOf(accounts: readonly MicrosoftAccount[], calendar: Calendar): AuditRecord[] {
  const byLogin = new Map(accounts.map(({ user }) => [user.userPrincipalName, user]));
  const rows = acts.map((act): AuditRecord => {
    const { days, time, by, activity, category = 'UserManagement', operation = 'Update', result = 'success', on } = act;
    const at = time === undefined ? calendar.ago(days) : calendar.onDay(days, time);
    const user = typeof by === 'string' ? byLogin.get(address(by)) : undefined;
    const target = byLogin.get(address(on));
    return {
      id: `Directory_${guidOf(`audit/${at}/${activity}`)}`,
      at,
      activity,
      category,
      service: 'Core Directory',
      operation,
      result,
      user:
        user === undefined
          ? null
          : { id: user.id, login: user.userPrincipalName, name: user.displayName ?? '', address: '203.0.113.10' },
      application:
        typeof by === 'string' ? null : { appId: guidOf(`app/${by.application}`), displayName: by.application },
      target: {
        id: target?.id ?? '',
        type: 'User',
        displayName: target?.displayName ?? null,
        login: target?.userPrincipalName ?? null,
      },
      ...(activity === 'Disable account' ? { modified: switchedOff } : {}),
    };
  });
  return newestFirst(rows);
}
