import type { Join, People, Person } from './people.ts';
import { addressesOf, normalEmployeeId } from './roster.ts';

/** What an HR list cannot tell apart again. */
const firm: ReadonlySet<Join> = new Set(['link', 'login']);

/**
 * Tells, of people who were joined without an HR list, who has the same accounts whatever such a list may say: it parts
 * nobody whom a link or a login joins, and one of its lines ties accounts only by an address that they share, or by the
 * employee number that one of them carries.
 */
export function settledIn({ persons }: People): (person: Person) => boolean {
  const owners = new Map<string, Set<Person>>();
  for (const person of persons) {
    for (const { account } of person.holdings) {
      if (normalEmployeeId(account.employeeId) !== null) return () => false;
      for (const address of addressesOf(account)) {
        const known = owners.get(address);
        if (known === undefined) owners.set(address, new Set([person]));
        else known.add(person);
      }
    }
  }
  return ({ joinedBy, holdings }) =>
    joinedBy.every((join) => firm.has(join)) &&
    holdings.every(({ account }) => addressesOf(account).every((address) => owners.get(address)?.size === 1));
}
