import type { Calendar } from './calendar.ts';
import type { GoogleUser } from './directory.ts';
import type { ActivityParameter, ActivityRecord } from './google-logs.ts';
import { digitsOf, hexOf } from './ids.ts';
import { address } from './sample-trading-staff.ts';
import { googleScope } from './scanner.ts';

/** A program of a third party, and who let it in: days before now, by local part of the address. */
interface App {
  /** Null: the log does not name it. */
  name: string | null;
  key: string;
  type: string;
  scopes: readonly string[];
  authorized: readonly (readonly [local: string, days: number])[];
  revoked?: readonly (readonly [local: string, days: number])[];
}

const signIn = ['openid', `${googleScope}userinfo.email`, `${googleScope}userinfo.profile`];

const apps: readonly App[] = [
  {
    name: 'Project board',
    key: 'project-board',
    type: 'WEB',
    scopes: signIn,
    // Twice by the same person, and once before the window of a scan.
    authorized: [
      ['kato', 2],
      ['chen', 5],
      ['kato', 19],
      ['abe', 44],
    ],
    revoked: [['chen', 4]],
  },
  {
    name: 'Drive cleaner',
    key: 'drive-cleaner',
    type: 'WEB',
    scopes: [`${googleScope}drive`, `${googleScope}userinfo.email`],
    authorized: [['miller', 7]],
  },
  {
    name: 'Mail merge',
    key: 'mail-merge',
    type: 'NATIVE_CHROME_EXTENSION',
    scopes: ['https://mail.google.com/', `${googleScope}spreadsheets.readonly`],
    authorized: [
      ['inoue', 11],
      ['kimura', 12],
    ],
  },
  {
    name: 'カレンダー連携',
    key: 'calendar',
    type: 'NATIVE_IOS',
    scopes: [`${googleScope}calendar.readonly`],
    authorized: [['saito', 22]],
  },
  {
    name: null,
    key: 'nameless',
    type: 'NATIVE_DESKTOP',
    scopes: [`${googleScope}contacts`],
    authorized: [['ogawa', 15]],
  },
];

/** Id of a client as Google gives it. */
function clientIdOf(key: string): string {
  return `${digitsOf(`client/${key}`, 12)}-${hexOf(`client/${key}`, 32).toLowerCase()}.apps.googleusercontent.com`;
}

function parametersOf({ key, name, type, scopes }: App): ActivityParameter[] {
  return [
    { name: 'client_id', value: clientIdOf(key) },
    ...(name === null ? [] : [{ name: 'app_name', value: name }]),
    { name: 'client_type', value: type },
    { name: 'scope', multiValue: scopes },
  ];
}

/** Consents of people to programs of third parties, in no order. */
export function tokenActivitiesOf(users: readonly GoogleUser[], calendar: Calendar): ActivityRecord[] {
  const byAddress = new Map(users.map((user) => [user.primaryEmail, user]));
  const records = (app: App, name: string, happened: App['authorized']) =>
    happened.flatMap(([local, days]): ActivityRecord[] => {
      const user = byAddress.get(address(local));
      if (user === undefined) return [];
      return [
        {
          application: 'token',
          at: calendar.agoInMilliseconds(days),
          actor: { id: user.id, email: user.primaryEmail },
          address: '203.0.113.10',
          country: 'JP',
          event: { type: 'auth', name, parameters: parametersOf(app) },
        },
      ];
    });
  return apps.flatMap((app) => [
    ...records(app, 'authorize', app.authorized),
    ...records(app, 'revoke', app.revoked ?? []),
  ]);
}
