import { z } from 'zod';
import { liesAhead } from '../../src/core/days.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { instantOf } from './instants.ts';
import type { Times } from './session.ts';
import type { User } from './users.ts';

/** What a directory says of a person beside the account itself. */
export type UserDetails = Required<Pick<Account, 'addresses' | 'employeeId' | 'department' | 'disabledAt'>>;

// Google documents no shape for the next two: https://developers.google.com/workspace/admin/directory/reference/rest/v1/users
const externalIdsSchema = z.array(
  z.object({ type: z.string().nullish(), value: z.union([z.string(), z.number()]).nullish() }),
);
const organizationsSchema = z.array(z.object({ primary: z.boolean().nullish(), department: z.string().nullish() }));
const addressesSchema = z.array(z.string());
const guestSchema = z.object({ primaryGuestEmail: z.string().nullish() });

/** An empty list is left out of the answer. Null: not what is documented. */
function listed(raw: unknown): readonly string[] | null {
  return raw == null ? [] : (addressesSchema.safeParse(raw).data ?? null);
}

function guestAddresses(raw: unknown): readonly string[] | null {
  if (raw == null) return [];
  const guest = guestSchema.safeParse(raw).data;
  return guest === undefined ? null : [guest.primaryGuestEmail ?? ''];
}

function addressesOf({ primaryEmail, aliases, nonEditableAliases, guestAccountInfo }: User): string[] | null {
  const further = new Set<string>();
  for (const list of [listed(aliases), listed(nonEditableAliases), guestAddresses(guestAccountInfo)]) {
    if (list === null) return null;
    for (const address of list) further.add(address.trim().toLowerCase());
  }
  further.delete('');
  further.delete(primaryEmail.toLowerCase());
  return [...further].sort();
}

/** What the Admin console calls the employee ID; null where several are told. */
function employeeIdOf({ externalIds }: User): string | null {
  const known = externalIdsSchema.safeParse(externalIds ?? []).data ?? [];
  const values = known.filter(({ type }) => type === 'organization').map(({ value }) => String(value ?? '').trim());
  const [only, ...others] = new Set(values.filter((value) => value !== ''));
  return only === undefined || others.length > 0 ? null : only;
}

function departmentOf({ organizations }: User): string | null {
  const known = organizationsSchema.safeParse(organizations ?? []).data ?? [];
  const main = known.find(({ primary }) => primary === true) ?? (known.length === 1 ? known[0] : undefined);
  return main?.department?.trim() || null;
}

/** Either state shuts the account, so that it is shut since the earlier; an untold time could be that one. */
function disabledAtOf({ suspended, suspensionTime, archived, archivalTime }: User, times: Times): string | null {
  const told = [...(suspended === true ? [suspensionTime] : []), ...(archived === true ? [archivalTime] : [])];
  const instants = told.flatMap((time) => (typeof time === 'string' ? (instantOf(time) ?? []) : []));
  const isTold = instants.length === told.length && !instants.some((instant) => liesAhead(instant, times));
  return isTold ? (instants.sort()[0] ?? null) : null;
}

/** Reads leniently: what is not as expected here is not known, and does not make the user unreadable. */
export function detailsOf(user: User, times: Times): UserDetails {
  return {
    addresses: addressesOf(user),
    employeeId: employeeIdOf(user),
    department: departmentOf(user),
    disabledAt: disabledAtOf(user, times),
  };
}
