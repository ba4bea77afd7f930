import { type Calendar, newestFirst } from './calendar.ts';
import type { GoogleUser } from './directory.ts';
import { never } from './google-account.ts';
import type { ActivityParameter, ActivityRecord, KeyCounts } from './google-logs.ts';
import { address, domain } from './sample-trading-staff.ts';

const day = 86_400_000;
/** How far back people's routine goes: a little farther than a scan looks. */
const shownDays = 40;
const second = 1_000;

/** Where a sign-in came from. */
export interface Origin {
  address: string;
  /** Null: the log does not say. */
  country: string | null;
}

const office: Origin = { address: '203.0.113.10', country: 'JP' };

/** Second factors of those who use another than a prompt on their phone. */
const factors: Readonly<Record<string, string>> = {
  miller: 'idv_preregistered_phone',
  inoue: 'idv_preregistered_phone',
  kuroda: 'passkey',
  ito: 'passkey',
  davis: 'passkey',
  saito: 'security_key',
  auditor: 'security_key',
  'bg-google': 'security_key',
  okada: 'security_key',
  walker: 'google_authenticator',
  chen: 'cross_device',
};

/** Where the last sign-in came from, when it was not the office. */
const elsewhere: Readonly<Record<string, Origin>> = {
  // A country in which the log never saw this account before.
  kim: { address: '192.0.2.77', country: 'KR' },
  ogawa: { address: '2001:db8:51::9', country: null },
};

function home(index: number): Origin {
  return { address: `198.51.100.${10 + (index % 200)}`, country: 'JP' };
}

function activity(
  user: GoogleUser,
  at: number,
  origin: Origin,
  name: string,
  parameters: readonly ActivityParameter[],
): ActivityRecord {
  return {
    application: 'login',
    at: new Date(at).toISOString(),
    actor: { id: user.id, email: user.primaryEmail },
    address: origin.address,
    country: origin.country,
    event: { type: 'login', name, parameters },
  };
}

/** A sign-in, with the methods that were used. */
export function success(user: GoogleUser, at: number, origin: Origin, methods: readonly string[]): ActivityRecord {
  return activity(user, at, origin, 'login_success', [
    { name: 'login_type', value: 'google_password' },
    { name: 'login_challenge_method', multiValue: methods },
    { name: 'is_suspicious', boolValue: false },
  ]);
}

/** The challenge that was passed just before a sign-in. */
export function passed(
  user: GoogleUser,
  at: number,
  origin: Origin,
  method: string,
  isSecond: boolean,
): ActivityRecord {
  return activity(user, at - 2 * second, origin, isSecond ? 'login_verification' : 'login_challenge', [
    { name: 'login_type', value: 'google_password' },
    { name: 'login_challenge_method', multiValue: [method] },
    { name: 'login_challenge_status', value: 'Challenge Passed.' },
    { name: 'is_second_factor', boolValue: isSecond },
  ]);
}

/** One sign-in, with the verification before it. On a trusted device the password is enough every third time. */
function signIn(user: GoogleUser, local: string, at: number, nth: number, origin: Origin): ActivityRecord[] {
  if (!user.isEnrolledIn2Sv) {
    // Google wants to be sure that it is her, by the phone for recovery; this is no second step.
    if (local === 'clark' && nth === 0) {
      const method = 'idv_preregistered_phone';
      return [success(user, at, origin, ['password', method]), passed(user, at, origin, method, false)];
    }
    return [success(user, at, origin, ['password'])];
  }
  const factor = factors[local] ?? 'google_prompt';
  if (factor === 'passkey') return [success(user, at, origin, ['passkey'])];
  if (nth % 3 === 1) return [success(user, at, origin, ['password'])];
  return [success(user, at, origin, ['password', factor]), passed(user, at, origin, factor, true)];
}

/** From the last sign-in backwards, every fifth day. */
function signInsOf(user: GoogleUser, index: number, now: Date): ActivityRecord[] {
  if (user.lastLoginTime === never) return [];
  const last = Date.parse(user.lastLoginTime);
  const oldest = Math.max(now.getTime() - shownDays * day, Date.parse(user.creationTime));
  const local = user.primaryEmail.replace(`@${domain}`, '');
  const count = Math.max(1, Math.floor((last - oldest) / (5 * day)) + 1);
  return Array.from({ length: count }, (_, nth) => {
    const usual = nth % 2 === 0 ? office : home(index);
    const origin = nth === 0 ? (elsewhere[local] ?? usual) : usual;
    return signIn(user, local, last - nth * 5 * day, nth, origin);
  }).flat();
}

/** Somebody guesses passwords from abroad, and fails. */
function guesses(user: GoogleUser, calendar: Calendar): ActivityRecord[] {
  const origin: Origin = { address: '192.0.2.200', country: 'BR' };
  return [4, 4.01].map((days) =>
    activity(user, Date.parse(calendar.agoInMilliseconds(days)), origin, 'login_failure', [
      { name: 'login_type', value: 'google_password' },
      { name: 'login_challenge_method', multiValue: ['password'] },
      { name: 'login_failure_type', value: 'login_failure_invalid_password' },
    ]),
  );
}

/** Administrative acts: days before now, who, what and on whom. */
const acts: readonly (readonly [days: number, by: string, name: string, on: string])[] = [
  [2, 'saito', 'CREATE_USER', 'kita'],
  [3, 'kuroda', 'GRANT_ADMIN_PRIVILEGE', 'auditor'],
  [5, 'auditor', 'DOWNLOAD_USERLIST_CSV', 'auditor'],
  [8, 'saito', 'SUSPEND_USER', 'kojima'],
  [15, 'tanaka', 'CHANGE_PASSWORD', 'yamamoto'],
  [20, 'saito', 'SUSPEND_USER', 'noguchi'],
  [33, 'ito', 'CHANGE_PASSWORD', 'brown'],
  [60, 'walker', 'SUSPEND_USER', 'endo'],
  [72, 'miller', 'ADD_GROUP_MEMBER', 'chen'],
  // Signs in every week, and did nothing as administrator since.
  [130, 'sasaki', 'CHANGE_PASSWORD', 'abe'],
];

function administrationOf(users: ReadonlyMap<string, GoogleUser>, calendar: Calendar): ActivityRecord[] {
  return acts.flatMap(([days, by, name, on]) => {
    const user = users.get(address(by));
    if (user === undefined) return [];
    const type = name.includes('GROUP') ? 'GROUP_SETTINGS' : 'USER_SETTINGS';
    const parameters = [{ name: 'USER_EMAIL', value: address(on) }];
    return [
      {
        application: 'admin' as const,
        at: calendar.agoInMilliseconds(days),
        actor: { id: user.id, email: user.primaryEmail },
        address: office.address,
        country: office.country,
        event: { type, name, parameters },
      },
    ];
  });
}

export function activitiesOf(users: readonly GoogleUser[], calendar: Calendar, now: Date): ActivityRecord[] {
  const byAddress = new Map(users.map((user) => [user.primaryEmail, user]));
  const target = byAddress.get(address('takahashi'));
  return newestFirst([
    ...users.flatMap((user, index) => signInsOf(user, index, now)),
    ...(target === undefined ? [] : guesses(target, calendar)),
    ...administrationOf(byAddress, calendar),
  ]);
}

/** Who registered what: keys and passkeys by local part of the address. */
const registered: Readonly<Record<string, readonly [securityKeys: number, passkeys: number]>> = {
  kuroda: [0, 1],
  saito: [2, 0],
  auditor: [1, 0],
  'bg-google': [2, 0],
  ito: [0, 1],
  okada: [1, 0],
  davis: [0, 1],
};

export function keysOf(users: readonly GoogleUser[]): ReadonlyMap<string, KeyCounts> {
  return new Map(
    users.flatMap(({ id, primaryEmail }): [string, KeyCounts][] => {
      const [securityKeys = 0, passkeys = 0] = registered[primaryEmail.replace(`@${domain}`, '')] ?? [];
      return securityKeys + passkeys === 0 ? [] : [[id, { securityKeys, passkeys }]];
    }),
  );
}
