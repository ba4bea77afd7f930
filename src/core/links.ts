import { clustersOf, type Holding, joinClusters, type Node } from './clusters.ts';

/** Accounts of one human by login or id; a name may begin with the provider and a slash. */
export type Links = readonly (readonly string[])[];

const none: readonly never[] = [];

/** Finds the declared links that name an account, and tells which names found none. */
export interface LinkIndex {
  naming(holding: Holding): readonly number[];
  /** Names that no account had so far, sorted. */
  unknown(): string[];
}

/** Finds declared links by the names in them, without case. */
export function indexLinks(links: Links): LinkIndex {
  const byName = Map.groupBy(
    links.flatMap((names, link) => names.map((name) => ({ name, link }))),
    ({ name }) => name.toLowerCase(),
  );
  const found = new Set<string>();
  return {
    naming({ provider, account }) {
      if (byName.size === 0) return none;
      const names = [account.id, account.login].map((name) => name.toLowerCase());
      const mine = names.flatMap((name) => [name, `${provider}/${name}`]).filter((name) => byName.has(name));
      for (const name of mine) found.add(name);
      return [...new Set(mine.flatMap((name) => (byName.get(name) ?? []).map(({ link }) => link)))];
    },
    unknown: () => [...new Set(links.flat())].filter((name) => !found.has(name.toLowerCase())).sort(),
  };
}

/** Joins what declared links name. A link of which one account is left says nothing. */
export function joinLinked(nodes: readonly Node[], links: Links): void {
  const linked = links.map((): Node[] => []);
  for (const node of nodes) for (const link of node.links) linked[link]?.push(node);
  for (const all of linked) {
    if (all.length < 2) continue;
    joinClusters(clustersOf(all), 'link');
    const named = all.map(({ provider }) => provider);
    for (const cluster of clustersOf(all)) cluster.close(named);
  }
}
