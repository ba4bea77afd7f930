import { type Cluster, clusterOf, compareHoldings, type Holding, type Join, joins, type Node } from './clusters.ts';
import { type Account, type Provider, rowsOf, type Snapshot } from './datasets.ts';
import {
  dropCrowdedNumbers,
  joinByAddress,
  joinByLogin,
  joinByNumber,
  joinByRoster,
  joiningNumber,
  Refusals,
  type Unjoined,
} from './joining.ts';
import { indexLinks, joinLinked, type Links } from './links.ts';
import { addressesOf, type RosterMatch, type RosterPerson } from './roster.ts';

export { type Holding, type Join, joins } from './clusters.ts';
export type { Unjoined } from './joining.ts';

/** The accounts of one human, or one account that nothing joins to another. */
export interface Person {
  /** Id of the first account, so that it stays the same from scan to scan. */
  id: string;
  /** By provider, then by id. */
  holdings: readonly Holding[];
  /** What joined them, the strongest first; empty for a single account. */
  joinedBy: readonly Join[];
  /** Who it is in the HR list; null: nobody, more than one, or there is no list. */
  listed: RosterPerson | null;
}

export interface People {
  persons: readonly Person[];
  /** By what is shared. */
  unjoined: readonly Unjoined[];
  /** The person that an account belongs to; undefined for an agent. */
  of(provider: Provider, accountId: string): Person | undefined;
  /** Names in declared links that no account has. */
  unknownLinks: readonly string[];
}

export interface Joining {
  snapshots: readonly Snapshot[];
  links: Links;
  match: (account: Account) => RosterMatch;
}

function personOf(cluster: Cluster): Person {
  const holdings = cluster.nodes
    .toSorted(compareHoldings)
    .map(({ provider, account }): Holding => ({ provider, account }));
  const [first] = holdings;
  const [listed = null, second] = cluster.listed;
  return {
    id: first?.account.id ?? '',
    holdings,
    joinedBy: joins.filter((join) => cluster.joinedBy.includes(join)),
    listed: second === undefined ? listed : null,
  };
}

/** Joins accounts by what their directories and the HR list say of them: never by name, and never by a guess. */
export function peopleOf({ snapshots, links, match }: Joining): People {
  const index = indexLinks(links);
  const nodes = snapshots
    .flatMap(({ provider, datasets }) =>
      rowsOf(datasets.accounts).flatMap((account): Node[] => {
        const naming = index.naming({ provider, account });
        if (account.kind === 'agent') return [];
        const found = match(account);
        const listed = found === null || 'gap' in found ? null : found;
        const addresses = [...new Set(addressesOf(account))];
        const number = joiningNumber(account.employeeId);
        return [{ provider, account, listed, addresses, number, links: naming, cluster: null }];
      }),
    )
    .sort(compareHoldings);
  const unknownLinks = index.unknown();
  const refusals = new Refusals();
  dropCrowdedNumbers(nodes, refusals);
  joinLinked(nodes, links, new Set(unknownLinks));
  joinByLogin(nodes);
  joinByRoster(nodes, refusals);
  joinByNumber(nodes, refusals);
  joinByAddress(nodes, refusals);
  const persons = new Map<Cluster, Person>();
  const byAccount = new Map(snapshots.map(({ provider }) => [provider, new Map<string, Person>()]));
  for (const node of nodes) {
    const cluster = clusterOf(node);
    const person = persons.get(cluster) ?? personOf(cluster);
    persons.set(cluster, person);
    byAccount.get(node.provider)?.set(node.account.id, person);
  }
  const personAt = (provider: Provider, accountId: string) => byAccount.get(provider)?.get(accountId);
  return {
    persons: [...persons.values()],
    unjoined: refusals.apart(({ provider, account }) => personAt(provider, account.id)),
    of: personAt,
    unknownLinks,
  };
}
