import { z } from 'zod';
import type { Gap } from './gap.ts';
import type { Account } from './rows/account.ts';

/** A line of the HR list. */
export const rosterPersonSchema = z.object({
  /** Where it begins in the file; the first line is 1. */
  line: z.number().int().min(1),
  /** In lower case. */
  email: z.string().nullable(),
  employeeId: z.string().nullable(),
  name: z.string().nullable(),
  /** Null: the list does not say. */
  status: z.enum(['active', 'left', 'leave']).nullable(),
  /** Last day of work, `2026-03-31`; null: none is given. */
  leaveDate: z.iso.date().nullable(),
  department: z.string().nullable(),
  /** In lower case. */
  managerEmail: z.string().nullable(),
});
export type RosterPerson = z.infer<typeof rosterPersonSchema>;

/** `unreadable`: the file itself. `more`: further faults, as many as the value says. */
const rosterProblems = [
  'unreadable',
  'encoding',
  'no-header',
  'no-key-column',
  'column-twice',
  'columns',
  'no-key',
  'email',
  'status',
  'date',
  'duplicate',
  'syntax',
  'empty',
  'more',
] as const;
/** What can be wrong with the HR list. */
export type RosterProblem = (typeof rosterProblems)[number];

/** What is wrong with a line of the HR list. */
export const rosterFaultSchema = z.object({
  /** Null: the file as a whole. */
  line: z.number().int().min(1).nullable(),
  problem: z.enum(rosterProblems),
  /** What stands there, cut short; null where nothing does. */
  value: z.string().nullable(),
});
export type RosterFault = z.infer<typeof rosterFaultSchema>;

/** The HR list as it was read: whole, or not at all. */
export const rosterSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('read'),
    file: z.string(),
    /** It has a column that tells who has left: a status, or the day of leaving. */
    tellsLeavers: z.boolean(),
    people: z.array(rosterPersonSchema),
  }),
  z.object({ state: z.literal('faulty'), file: z.string(), faults: z.array(rosterFaultSchema).min(1) }),
]);
export type Roster = z.infer<typeof rosterSchema>;

/** Why nobody can be compared with the list; null when everybody can. */
export function rosterGap(roster: Roster): Gap | null {
  if (roster.state === 'read') return null;
  const [first, ...others] = roster.faults;
  const place = first?.line == null ? roster.file : `${roster.file}:${first.line}`;
  const further = others.reduce((sum, { problem, value }) => sum + (problem === 'more' ? Number(value) : 1), 0);
  const more = further > 0 ? `, and ${further} more ${further === 1 ? 'fault' : 'faults'}` : '';
  return { kind: 'malformed', detail: `the HR list cannot be used: ${place}: ${first?.problem ?? 'faulty'}${more}` };
}

/** Why nobody can be seen to have left; null when everybody can. */
export function leaversGap(roster: Roster): Gap | null {
  if (roster.state === 'faulty' || roster.tellsLeavers) return rosterGap(roster);
  return { kind: 'absent', detail: 'the HR list has no column that tells who has left' };
}

/**
 * Whether somebody has left, on a calendar day of the tenant. The day of leaving is the last one of work; a date wins
 * over the status, but for people on leave.
 */
export function hasLeft({ status, leaveDate }: RosterPerson, today: string): boolean {
  if (status === 'leave') return false;
  return leaveDate === null ? status === 'left' : today > leaveDate;
}

/** Who of the HR list an account belongs to; null: nobody. A gap: it cannot be told. */
export type RosterMatch = RosterPerson | null | { gap: Gap };

/**
 * Numbers of employees are compared as they are read aloud: without case, width and spaces around. What holds no letter
 * and no digit but zero, such as `000` or `-`, only fills a field that must not be empty: null.
 */
export function normalEmployeeId(id: string | null | undefined): string | null {
  const normal = id?.normalize('NFKC').trim().toLowerCase() ?? '';
  return /[1-9a-z]/.test(normal) || /\p{L}/u.test(normal) ? normal : null;
}

/** Every address of an account, the login first, in lower case. */
export function addressesOf({ login, addresses }: Pick<Account, 'login' | 'addresses'>): readonly string[] {
  return [login.toLowerCase(), ...(addresses ?? []).map((address) => address.toLowerCase())];
}

/**
 * Finds people by login, then by other addresses, then by employee number; never by name. The login comes first, since
 * the address of somebody who left is often handed on to a colleague as an alias.
 */
export function rosterMatcher(people: readonly RosterPerson[]): (account: Account) => RosterMatch {
  if (people.length === 0) return () => null;
  const byEmail = new Map(people.flatMap((person) => (person.email === null ? [] : [[person.email, person] as const])));
  const byNumber = new Map(
    people.flatMap((person) => {
      const number = normalEmployeeId(person.employeeId);
      return number === null ? [] : [[number, person] as const];
    }),
  );
  return (account) => {
    const [login = '', ...others] = addressesOf(account);
    const own = byEmail.get(login);
    if (own !== undefined) return own;
    const found = new Set(others.flatMap((address) => byEmail.get(address) ?? []));
    const number = byNumber.get(normalEmployeeId(account.employeeId) ?? '');
    if (found.size > 1) {
      if (number !== undefined && found.has(number)) return number;
      return { gap: { kind: 'absent', detail: 'addresses of the account belong to several people of the HR list' } };
    }
    const [byAlias] = found;
    return byAlias ?? number ?? null;
  };
}
