import { type Cluster, compareHoldings, type Holding, type Join, joins, type Node } from './clusters.ts';
import { rowsOf, type Snapshot } from './datasets.ts';
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
import type { Provider } from './provider.ts';
import type { RosterMatch, RosterPerson } from './roster.ts';
import type { Account } from './rows/account.ts';

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

/** The humans behind the accounts of all directories. */
export interface People {
  persons: readonly Person[];
  /** By what is shared. */
  unjoined: readonly Unjoined[];
  /** The person that an account belongs to; undefined for an agent. */
  of(provider: Provider, accountId: string): Person | undefined;
  /** Names in declared links that no account has. */
  unknownLinks: readonly string[];
}

/** By what accounts are joined to humans. */
export interface Joining {
  snapshots: readonly Snapshot[];
  links: Links;
  match: (account: Account) => RosterMatch;
}

const none: readonly never[] = [];

/** Most people have one account. */
function singleOf({ provider, account, listed }: Node): Person {
  return { id: account.id, holdings: [{ provider, account }], joinedBy: none, listed };
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

/** The number by which an account may be joined; the HR list knows better whose it is. */
function numberOf({ employeeId }: Account, listed: RosterPerson | null): string | null {
  const [own, known] = [joiningNumber(employeeId), joiningNumber(listed?.employeeId)];
  return own !== null && known !== null && own !== known ? null : own;
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
        const number = numberOf(account, listed);
        return [{ provider, account, listed, number, links: naming, cluster: null }];
      }),
    )
    .sort(compareHoldings);
  const unknownLinks = index.unknown();
  const refusals = new Refusals();
  dropCrowdedNumbers(nodes, refusals);
  joinLinked(nodes, links);
  joinByLogin(nodes);
  joinByRoster(nodes, refusals);
  joinByNumber(nodes, refusals);
  joinByAddress(nodes, refusals);
  const persons: Person[] = [];
  const joined = new Map<Cluster, Person>();
  const byAccount = new Map(snapshots.map(({ provider }) => [provider, new Map<string, Person>()]));
  for (const node of nodes) {
    const { provider, account, cluster } = node;
    const known = cluster === null ? undefined : joined.get(cluster);
    const person = known ?? (cluster === null ? singleOf(node) : personOf(cluster));
    if (known === undefined) persons.push(person);
    if (cluster !== null) joined.set(cluster, person);
    byAccount.get(provider)?.set(account.id, person);
  }
  const personAt = (provider: Provider, accountId: string) => byAccount.get(provider)?.get(accountId);
  return {
    persons,
    unjoined: refusals.apart(({ provider, account }) => personAt(provider, account.id)),
    of: personAt,
    unknownLinks,
  };
}
