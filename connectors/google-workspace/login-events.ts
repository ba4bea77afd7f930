import type { PassedFactor } from '../../src/core/sign-in-tally.ts';
import { type Activity, type ActivityEvent, activitiesPlace, eventsOf, parameterOf } from './activity-log.ts';
import { readEventTime } from './instants.ts';
import { strengthOf } from './login-factors.ts';

/** What one entry of the login log says that matters here. */
export interface Login {
  at: string;
  address: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** The factors of each successful sign-in; null where no challenge is told. */
  successes: (PassedFactor[] | null)[];
  /** Second factors passed on the way to one. */
  verified: PassedFactor[];
}

function challengesOf(event: ActivityEvent): string[] {
  const said = parameterOf(event, 'login_challenge_method');
  if (said?.multiValue != null) return said.multiValue;
  return said?.value ? [said.value] : [];
}

function isSecondFactor(event: ActivityEvent): boolean | null {
  return parameterOf(event, 'is_second_factor')?.boolValue ?? null;
}

function passed(name: string, second: boolean | null): PassedFactor {
  return { name, strength: strengthOf(name), second };
}

/**
 * The log lists every challenge in order, failed ones too. Who was let in passed the last, and the password where
 * another challenge followed it.
 */
function passedIn(event: ActivityEvent): PassedFactor[] | null {
  const challenges = challengesOf(event);
  const last = challenges.at(-1);
  if (last === undefined) return null;
  if (last === 'password') return [passed(last, false)];
  const password = challenges.includes('password') ? [passed('password', false)] : [];
  return [...password, passed(last, isSecondFactor(event))];
}

function verifiedIn(event: ActivityEvent): PassedFactor[] {
  const name = challengesOf(event).at(-1);
  const status = parameterOf(event, 'login_challenge_status')?.value ?? '';
  if (name === undefined || isSecondFactor(event) !== true || !/\bpassed\b/i.test(status)) return [];
  return [passed(name, true)];
}

function countryOf({ networkInfo }: Activity): string | null {
  const code = networkInfo?.regionCode?.toUpperCase() ?? '';
  // ZZ is nowhere in particular.
  return /^[A-Z]{2}$/.test(code) && code !== 'ZZ' ? code : null;
}

/** @throws MalformedError for an entry without an instant */
export function loginOf(activity: Activity): Login {
  const events = eventsOf(activity);
  return {
    at: readEventTime(activitiesPlace, 'items.id.time', activity.id.time),
    address: activity.ipAddress || null,
    country: countryOf(activity),
    successes: events.filter(({ name }) => name === 'login_success').map(passedIn),
    verified: events.filter(({ name }) => name === 'login_verification').flatMap(verifiedIn),
  };
}
