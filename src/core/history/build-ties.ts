import type { Tenant } from '../check.ts';
import type { Snapshot } from '../datasets.ts';
import type { CheckResult } from '../report.ts';
import type { AccountFacts } from './account-facts.ts';
import type { Ties } from './entry.ts';
import type { HeldAccount } from './tracked-finding.ts';

/** Ids of people whom nobody could judge. */
function doubtfulPeople(results: readonly CheckResult[]): ReadonlySet<string> {
  return new Set(
    results.flatMap(({ findings }) =>
      findings.flatMap(({ subject, verdict }) => {
        return subject.type === 'person' && verdict === 'unknown' ? subject.id : [];
      }),
    ),
  );
}

/**
 * What ties the accounts of a directory to humans.
 * @param accounts those of the directory, in the order of the entry
 */
export function tiesOf(
  snapshot: Snapshot,
  accounts: readonly AccountFacts[],
  tenant: Tenant,
  results: readonly CheckResult[],
): Ties {
  const { provider } = snapshot;
  const table = tenant.tables(snapshot).accounts;
  const people = tenant.people();
  const doubtful = doubtfulPeople(results);
  const listedAs: Array<readonly [string, string]> = [];
  const signs = accounts.map(({ id }) => {
    const account = table.one(id);
    const human = people.of(provider, id);
    const others = human?.holdings.some((holding) => holding.provider !== provider) === true;
    const isJoined = others && human !== undefined && !doubtful.has(human.id);
    const listing = account === undefined ? null : tenant.listed(provider, account);
    if (account === undefined || listing === null || 'gap' in listing) return { isListed: false, isJoined };
    const { name, email, employeeId } = listing.person;
    const isListed = listing.joinedBy === null && email === account.login.toLowerCase();
    const called = name ?? email ?? employeeId;
    if (!isListed && called !== null) listedAs.push([id, called]);
    return { isListed, isJoined };
  });
  const said = (holds: readonly boolean[]) => holds.map((one) => (one ? '1' : '0')).join('');
  return {
    provider,
    listed: said(signs.map(({ isListed }) => isListed)),
    listedAs,
    joined: said(signs.map(({ isJoined }) => isJoined)),
  };
}

/** The accounts of people, by the id of the person. */
export function holdingsIn(tenant: Tenant): (personId: string) => readonly HeldAccount[] {
  let known: ReadonlyMap<string, readonly HeldAccount[]> | undefined;
  return (personId) => {
    known ??= new Map(
      tenant.people().persons.map(({ id, holdings }) => {
        const held = holdings.map(({ provider, account }) => ({ provider, id: account.id, enabled: account.enabled }));
        return [id, held];
      }),
    );
    return known.get(personId) ?? [];
  };
}
