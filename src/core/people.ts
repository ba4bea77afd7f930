import type { Account, Provider, Snapshot } from './datasets.ts';
import { rowsOf } from './datasets.ts';
import { addressesOf, normalEmployeeId, type RosterMatch, type RosterPerson } from './roster.ts';

/** What joins two accounts, the strongest first. */
export const joins = ['link', 'login', 'roster', 'employee-id', 'alias'] as const;
export type Join = (typeof joins)[number];

/** An account with the directory that it is in. */
export interface Holding {
  provider: Provider;
  account: Account;
}

/** The accounts of one human, or one account that nothing joins to another. */
export interface Person {
  /** Id of the first account, so that it stays the same from scan to scan. */
  id: string;
  /** By provider, then by id. */
  holdings: readonly Holding[];
  /** What joined them, the strongest first; empty for a single account. */
  joinedBy: readonly Join[];
  /** Who it is in the HR list; null: nobody, or there is no list. */
  listed: RosterPerson | null;
}

/** Accounts that something speaks for joining, and something against: they are left apart. */
export interface Unjoined {
  /** `several`: more accounts than one person would have fit; `contradiction`: number or HR list tell them apart. */
  reason: 'several' | 'contradiction';
  /** The address or number that they share. */
  shared: string;
  holdings: readonly Holding[];
}

export interface People {
  persons: readonly Person[];
  unjoined: readonly Unjoined[];
  /** The person that an account belongs to; undefined for an agent. */
  of(provider: Provider, accountId: string): Person | undefined;
  /** Names in declared links that no account has. */
  unknownLinks: readonly string[];
}

export interface Joining {
  snapshots: readonly Snapshot[];
  /** Accounts of one human, by login or id; a name may begin with the provider and a slash. */
  links: readonly (readonly string[])[];
  match: (account: Account) => RosterMatch;
}

/** A number that more accounts of one directory carry is no number of a person, but a placeholder. */
const accountsOfOne = 3;

interface Node extends Holding {
  listed: RosterPerson | null;
  /** Declared links that name it. */
  links: ReadonlySet<number>;
}

function compareNodes(a: Holding, b: Holding): number {
  // Microsoft 365 comes before Google Workspace.
  if (a.provider !== b.provider) return a.provider > b.provider ? -1 : 1;
  return a.account.id < b.account.id ? -1 : a.account.id > b.account.id ? 1 : 0;
}

/** Sets of accounts that grow together. */
class Clusters {
  private readonly parents = new Map<Node, Node>();
  private readonly members = new Map<Node, Node[]>();
  private readonly reasons = new Map<Node, Set<Join>>();

  root(node: Node): Node {
    let root = node;
    for (let next = this.parents.get(root); next !== undefined; next = this.parents.get(root)) root = next;
    return root;
  }

  of(node: Node): readonly Node[] {
    return this.members.get(this.root(node)) ?? [node];
  }

  joinedBy(node: Node): readonly Join[] {
    const reasons = this.reasons.get(this.root(node)) ?? new Set();
    return joins.filter((join) => reasons.has(join));
  }

  join(a: Node, b: Node, why: Join): void {
    const [left, right] = [this.root(a), this.root(b)];
    if (left === right) return;
    const reasons = new Set([...(this.reasons.get(left) ?? []), ...(this.reasons.get(right) ?? []), why]);
    const all = [...this.of(left), ...this.of(right)];
    this.parents.set(right, left);
    this.members.set(left, all);
    this.reasons.set(left, reasons);
  }
}

function grouped(nodes: readonly Node[], keysOf: (node: Node) => readonly string[]): ReadonlyMap<string, Node[]> {
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const key of new Set(keysOf(node))) {
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [node]);
      else known.push(node);
    }
  }
  return groups;
}

function isNamed({ provider, account }: Holding, name: string): boolean {
  const prefix = `${provider}/`;
  const bare = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return bare === account.id || bare.toLowerCase() === account.login.toLowerCase();
}

/** A declared link speaks for itself: what it joins in a directory is joined to nobody else there. */
function isForbidden(a: Node, b: Node, linked: readonly (readonly Node[])[]): boolean {
  const binds = (one: Node, other: Node) => {
    return [...one.links].some((index) => {
      const partners = linked[index] ?? [];
      return !partners.includes(other) && partners.some((node) => node !== one && node.provider === other.provider);
    });
  };
  return binds(a, b) || binds(b, a);
}

function contradict(a: readonly Node[], b: readonly Node[]): boolean {
  const numbers = (nodes: readonly Node[]) =>
    nodes.flatMap(({ account }) => normalEmployeeId(account.employeeId) ?? []);
  const listed = (nodes: readonly Node[]) => nodes.flatMap((node) => node.listed ?? []);
  const differ = <T>(left: readonly T[], right: readonly T[]) => {
    return left.length > 0 && right.length > 0 && !left.some((one) => right.includes(one));
  };
  return differ(numbers(a), numbers(b)) || differ(listed(a), listed(b));
}

/** Joins what shares an address, where on both sides it is the only one and nothing tells the two apart. */
function joinByAlias(nodes: readonly Node[], clusters: Clusters, linked: readonly (readonly Node[])[]): Unjoined[] {
  const pairs = new Map<string, { a: Node; b: Node; shared: string }>();
  const partners = new Map<Node, Set<Node>>();
  const unjoined = new Map<string, Unjoined>();
  const refuse = (reason: Unjoined['reason'], shared: string, holdings: readonly Node[]) => {
    const sorted = holdings.toSorted(compareNodes).map(({ provider, account }) => ({ provider, account }));
    unjoined.set(`${reason}\n${shared}`, { reason, shared, holdings: sorted });
  };
  const groups = grouped(nodes, ({ account }) => addressesOf(account));
  for (const [shared, sharing] of groups) {
    for (const a of sharing) {
      for (const b of sharing) {
        const [left, right] = [clusters.root(a), clusters.root(b)];
        if (a.provider === b.provider || compareNodes(a, b) >= 0) continue;
        if (left === right || isForbidden(a, b, linked)) continue;
        const inBoth = clusters.of(a).some((one) => clusters.of(b).some((other) => one.provider === other.provider));
        if (inBoth) refuse('several', shared, sharing);
        else if (contradict(clusters.of(a), clusters.of(b))) refuse('contradiction', shared, [a, b]);
        else {
          pairs.set(`${a.provider}/${a.account.id}\n${b.provider}/${b.account.id}`, { a, b, shared });
          partners.set(left, (partners.get(left) ?? new Set()).add(right));
          partners.set(right, (partners.get(right) ?? new Set()).add(left));
        }
      }
    }
  }
  const only = [...pairs.values()].filter(({ a, b, shared }) => {
    const isOnly = partners.get(clusters.root(a))?.size === 1 && partners.get(clusters.root(b))?.size === 1;
    if (!isOnly) refuse('several', shared, groups.get(shared) ?? [a, b]);
    return isOnly;
  });
  for (const { a, b } of only) clusters.join(a, b, 'alias');
  return [...unjoined.values()];
}

/** Joins accounts by what their directories and the HR list say of them: never by name, and never by a guess. */
export function peopleOf({ snapshots, links, match }: Joining): People {
  const named = new Set<string>();
  const nodes = snapshots
    .flatMap(({ provider, datasets }) =>
      rowsOf(datasets.accounts).flatMap((account): Node[] => {
        if (account.kind === 'agent') return [];
        const found = match(account);
        const listed = found === null || 'gap' in found ? null : found;
        const naming = links.flatMap((names, index) => {
          const mine = names.filter((name) => isNamed({ provider, account }, name));
          for (const name of mine) named.add(name);
          return mine.length > 0 ? [index] : [];
        });
        return [{ provider, account, listed, links: new Set(naming) }];
      }),
    )
    .sort(compareNodes);
  const linked = links.map((_, index) => nodes.filter((node) => node.links.has(index)));
  const clusters = new Clusters();
  const unjoined: Unjoined[] = [];
  const joinAll = (all: readonly Node[], why: Join) => {
    for (const a of all) {
      for (const b of all) if (a !== b && !isForbidden(a, b, linked)) clusters.join(a, b, why);
    }
  };
  for (const all of linked)
    for (const node of all.slice(1)) if (all[0] !== undefined) clusters.join(all[0], node, 'link');
  for (const all of grouped(nodes, ({ account }) => [account.login.toLowerCase()]).values()) joinAll(all, 'login');
  for (const all of Map.groupBy(nodes, ({ listed }) => listed)) if (all[0] !== null) joinAll(all[1], 'roster');
  const byNumber = grouped(nodes, ({ account }) => [normalEmployeeId(account.employeeId) ?? []].flat());
  for (const [shared, all] of byNumber) {
    const most = Math.max(
      ...Map.groupBy(all, ({ provider }) => provider)
        .values()
        .map(({ length }) => length),
    );
    if (most <= accountsOfOne) joinAll(all, 'employee-id');
    else
      unjoined.push({
        reason: 'several',
        shared,
        holdings: all.map(({ provider, account }) => ({ provider, account })),
      });
  }
  unjoined.push(...joinByAlias(nodes, clusters, linked));
  const persons = new Map<Node, Person>();
  for (const node of nodes) {
    const root = clusters.root(node);
    if (persons.has(root)) continue;
    const all = clusters.of(node).toSorted(compareNodes);
    persons.set(root, {
      id: all[0]?.account.id ?? node.account.id,
      holdings: all.map(({ provider, account }) => ({ provider, account })),
      joinedBy: clusters.joinedBy(node),
      listed: all.find(({ listed }) => listed !== null)?.listed ?? null,
    });
  }
  const roots = new Map(nodes.map((node) => [`${node.provider}/${node.account.id}`, clusters.root(node)]));
  return {
    persons: [...persons.values()],
    unjoined: unjoined.sort((a, b) =>
      a.shared < b.shared ? -1 : a.shared > b.shared ? 1 : a.reason < b.reason ? -1 : 1,
    ),
    of: (provider, accountId) => {
      const root = roots.get(`${provider}/${accountId}`);
      return root === undefined ? undefined : persons.get(root);
    },
    unknownLinks: [...new Set(links.flat())].filter((name) => !named.has(name)).sort(),
  };
}
