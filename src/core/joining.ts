import {
  areDisjoint,
  type Cluster,
  clusterOf,
  clustersOf,
  compareHoldings,
  contradict,
  type Holding,
  joinClusters,
  type Node,
  unbound,
} from './clusters.ts';
import { compareText } from './compare-text.ts';
import { addressesOf, normalEmployeeId } from './roster.ts';

/** Accounts that something speaks for joining, and something against: they are left apart. */
export interface Unjoined {
  /** `several`: more accounts than one person would have fit; `contradiction`: number or HR list tell them apart. */
  reason: 'several' | 'contradiction';
  /** The address or number that they share. */
  shared: string;
  /** By provider, then by id. */
  holdings: readonly Holding[];
}

/** What was left apart. Accounts that share several addresses are told once, by the first of these. */
export class Refusals {
  private readonly known = new Map<string, Unjoined>();

  add(reason: Unjoined['reason'], shared: string, nodes: readonly Node[]): void {
    const holdings = nodes.toSorted(compareHoldings).map(({ provider, account }): Holding => ({ provider, account }));
    const key = JSON.stringify([reason, ...holdings.map(({ provider, account }) => `${provider}/${account.id}`)]);
    const before = this.known.get(key);
    if (before === undefined || shared < before.shared) this.known.set(key, { reason, shared, holdings });
  }

  /** What is still apart when all is joined, by what is shared, then by reason. */
  apart(personOf: (holding: Holding) => unknown): Unjoined[] {
    const order = ({ shared, reason }: Unjoined) => `${shared}\n${reason}`;
    return [...this.known.values()]
      .filter(({ holdings }) => new Set(holdings.map(personOf)).size > 1)
      .sort((a, b) => compareText(order(a), order(b)));
  }
}

function numbersOf({ number }: Node): readonly string[] {
  return number === null ? [] : [number];
}

/** Accounts by what they share with others. */
function sharing(nodes: readonly Node[], keysOf: (node: Node) => readonly string[]): ReadonlyMap<string, Node[]> {
  const firsts = new Map<string, Node>();
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const key of keysOf(node)) {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, node);
      else if (first !== node) {
        const known = groups.get(key);
        if (known === undefined) groups.set(key, [first, node]);
        else if (known.at(-1) !== node) known.push(node);
      }
    }
  }
  groups.delete('');
  return groups;
}

/** A number that more accounts of one directory carry is no number of a person, but fills a field. */
const accountsOfOne = 3;

function isCrowd(all: readonly Node[]): boolean {
  if (all.length <= accountsOfOne) return false;
  return Map.groupBy(all, ({ provider }) => provider)
    .values()
    .some(({ length }) => length > accountsOfOne);
}

/** An employee number that can join accounts. Words such as `none` or `contractor` are none; null then. */
export function joiningNumber(employeeId: string | null | undefined): string | null {
  const number = normalEmployeeId(employeeId);
  return number !== null && /[1-9]/.test(number) ? number : null;
}

/** Takes numbers away that a crowd of accounts carries: they speak neither for nor against anything. */
export function dropCrowdedNumbers(nodes: readonly Node[], refusals: Refusals): void {
  for (const [number, all] of sharing(nodes, numbersOf)) {
    if (!isCrowd(all)) continue;
    refusals.add('several', number, all);
    for (const node of all) node.number = null;
  }
}

/** One address for signing in to both directories is one human's. */
export function joinByLogin(nodes: readonly Node[]): void {
  for (const all of sharing(nodes, ({ account }) => [account.login.toLowerCase()]).values()) {
    joinClusters(unbound(clustersOf(all)), 'login');
  }
}

/** Joins what belongs to one line of the HR list, unless it belongs to another one as well. */
export function joinByRoster(nodes: readonly Node[], refusals: Refusals): void {
  for (const [person, all] of Map.groupBy(nodes, ({ listed }) => listed)) {
    if (person === null || all.length < 2) continue;
    const sharers = clustersOf(all);
    if (sharers.length < 2) continue;
    const clear = sharers.filter(({ listed }) => listed.length === 1);
    if (clear.length < sharers.length) refusals.add('contradiction', person.email ?? person.employeeId ?? '', all);
    joinClusters(unbound(clear), 'roster');
  }
}

/** Joins what carries one employee number, unless another number or the HR list tells the humans apart. */
export function joinByNumber(nodes: readonly Node[], refusals: Refusals): void {
  for (const [number, all] of sharing(nodes, numbersOf)) {
    const sharers = clustersOf(all);
    if (sharers.length < 2) continue;
    const people = new Set(sharers.flatMap(({ listed }) => [...listed]));
    const clear = people.size > 1 ? [] : sharers.filter(({ numbers }) => numbers.length === 1);
    if (clear.length < sharers.length) refusals.add('contradiction', number, all);
    joinClusters(unbound(clear), 'employee-id');
  }
}

function spansDirectories(nodes: readonly Node[]): boolean {
  return new Set(nodes.map(({ provider }) => provider)).size > 1;
}

/**
 * Joins what shares an address across directories, where each is the only one for the other and nothing tells the two
 * apart: the address of somebody who left is often handed on to a colleague. A directory keeps its own accounts apart.
 */
export function joinByAddress(nodes: readonly Node[], refusals: Refusals): void {
  if (!spansDirectories(nodes)) return;
  const pairs: Array<{ shared: string; all: readonly Node[] }> = [];
  const partners = new Map<Cluster, Set<Cluster>>();
  const torn = new Set<Cluster>();
  const meet = (a: Cluster, b: Cluster) => partners.set(a, (partners.get(a) ?? new Set()).add(b));
  for (const [shared, everybody] of sharing(nodes, ({ account }) => addressesOf(account))) {
    const together = clustersOf(everybody);
    if (together.length < 2) continue;
    const sharers = new Set(unbound(together));
    const all = everybody.filter((node) => sharers.has(clusterOf(node)));
    const [a, b, third] = sharers;
    if (a === undefined || b === undefined || !spansDirectories(all)) continue;
    if (third !== undefined) {
      refusals.add('several', shared, all);
      for (const cluster of sharers) torn.add(cluster);
    } else if (contradict(a, b)) refusals.add('contradiction', shared, all);
    else if (!areDisjoint(a.providers, b.providers)) refusals.add('several', shared, all);
    else {
      pairs.push({ shared, all });
      meet(a, b);
      meet(b, a);
    }
  }
  const isOnly = (cluster: Cluster) => partners.get(cluster)?.size === 1 && !torn.has(cluster);
  const clear = pairs.filter(({ shared, all }) => {
    const both = clustersOf(all).every(isOnly);
    if (!both) refusals.add('several', shared, all);
    return both;
  });
  for (const { all } of clear) joinClusters(clustersOf(all), 'alias');
}
