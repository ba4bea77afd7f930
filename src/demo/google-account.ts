import type { Calendar } from './calendar.ts';
import type { GoogleUser } from './directory.ts';
import { digitsOf } from './ids.ts';

/** A user of an example customer in a few words; times are days before now. */
export interface UserSketch {
  email: string;
  name: string;
  created?: number;
  /** Days since the last sign-in; null: never. */
  login?: number | null;
  enrolled?: boolean;
  enforced?: boolean;
  superAdmin?: boolean;
  delegated?: boolean;
  /** Days before now, or an instant. */
  suspended?: number | string;
  archived?: number | string;
  guestOf?: string;
  aliases?: readonly string[];
  employeeId?: string;
  department?: string;
  orgUnitPath?: string;
}

/** What the Directory API says of somebody who never signed in. */
export const never = '1970-01-01T00:00:00.000Z';

function nameOf(fullName: string): GoogleUser['name'] {
  const [first = '', ...rest] = fullName.split(' ');
  const japanese = /^[\u3000-\u9fff]/.test(fullName);
  const [givenName, familyName] = japanese ? [rest.join(' '), first] : [first, rest.join(' ')];
  return { givenName, familyName, fullName };
}

export function userOf(customer: string, sketch: UserSketch, calendar: Calendar): GoogleUser {
  const {
    email,
    name,
    created = 900,
    login = 1,
    suspended,
    archived,
    guestOf,
    aliases,
    employeeId,
    department,
  } = sketch;
  const instant = (when: number | string) => (typeof when === 'string' ? when : calendar.agoInMilliseconds(when));
  return {
    id: digitsOf(`${customer}/${email}`, 21),
    primaryEmail: email,
    name: nameOf(name),
    isAdmin: sketch.superAdmin ?? false,
    isDelegatedAdmin: sketch.delegated ?? false,
    isEnrolledIn2Sv: sketch.enrolled ?? true,
    isEnforcedIn2Sv: sketch.enforced ?? false,
    lastLoginTime: login === null ? never : calendar.agoInMilliseconds(login),
    creationTime: calendar.agoInMilliseconds(created),
    suspended: suspended !== undefined,
    archived: archived !== undefined,
    orgUnitPath: sketch.orgUnitPath ?? '/',
    ...(suspended === undefined ? {} : { suspensionReason: 'ADMIN', suspensionTime: instant(suspended) }),
    ...(archived === undefined ? {} : { archivalTime: instant(archived) }),
    ...(aliases === undefined ? {} : { aliases }),
    // Google adds an address of its own to each in the domain, for the time of moving in.
    ...(guestOf === undefined ? { nonEditableAliases: [`${email}.test-google-a.com`] } : {}),
    ...(employeeId === undefined ? {} : { externalIds: [{ type: 'organization', value: employeeId }] }),
    ...(department === undefined ? {} : { organizations: [{ primary: true, customType: '', title: '', department }] }),
    ...(guestOf === undefined ? {} : { isGuestUser: true, guestAccountInfo: { primaryGuestEmail: guestOf } }),
  };
}
