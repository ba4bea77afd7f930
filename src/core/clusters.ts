import { compareText } from './compare-text.ts';
import { byProvider, type Provider } from './provider.ts';
import type { RosterPerson } from './roster.ts';
import type { Account } from './rows/account.ts';

/** What joins two accounts, the strongest first. */
export const joins = ['link', 'login', 'roster', 'employee-id', 'alias'] as const;
export type Join = (typeof joins)[number];

/** An account with the directory that it is in. */
export interface Holding {
  provider: Provider;
  account: Account;
}

/** By directory, then by id. */
export function compareHoldings(a: Holding, b: Holding): number {
  if (a.provider !== b.provider) return byProvider(a, b);
  return compareText(a.account.id, b.account.id);
}

/** An account, with what is known of its human. */
export interface Node extends Holding {
  /** Who it is in the HR list; null: nobody, or it cannot be told. */
  listed: RosterPerson | null;
  /** Employee number; null: there is none, or none that tells humans apart. */
  number: string | null;
  /** Declared links that name it. */
  links: readonly number[];
  /** Where it is now; null: by itself, and it shares nothing with another. */
  cluster: Cluster | null;
}

const none: readonly never[] = [];

function united<T>(left: readonly T[], right: readonly T[]): readonly T[] {
  if (right.length === 0) return left;
  const more = right.filter((one) => !left.includes(one));
  return more.length === 0 ? left : [...left, ...more];
}

/** Accounts of one human, as far as they have been joined. Most accounts share nothing with any other, and need none. */
export class Cluster {
  readonly nodes: Node[];
  providers: readonly Provider[];
  listed: readonly RosterPerson[];
  numbers: readonly string[];
  joinedBy: readonly Join[] = none;
  /** Directories of which a declared link names every account of the human. */
  closed: readonly Provider[] = none;

  constructor(node: Node) {
    this.nodes = [node];
    this.providers = [node.provider];
    this.listed = node.listed === null ? none : [node.listed];
    this.numbers = node.number === null ? none : [node.number];
  }

  /** Declares that no further account of these directories is the same human's. */
  close(providers: readonly Provider[]): void {
    this.closed = united(this.closed, providers);
  }

  /** Takes in all that another one holds. */
  absorb(other: Cluster, why: Join): void {
    for (const node of other.nodes) {
      node.cluster = this;
      this.nodes.push(node);
    }
    this.providers = united(this.providers, other.providers);
    this.listed = united(this.listed, other.listed);
    this.numbers = united(this.numbers, other.numbers);
    this.joinedBy = united(this.joinedBy, [...other.joinedBy, why]);
    this.close(other.closed);
  }
}

/** The cluster that an account is in. */
export function clusterOf(node: Node): Cluster {
  node.cluster ??= new Cluster(node);
  return node.cluster;
}

/** The clusters that some accounts are in, each once. */
export function clustersOf(nodes: readonly Node[]): readonly Cluster[] {
  const all = new Set(nodes.map(clusterOf));
  return [...all];
}

/** Joins clusters into one, whatever speaks against it. */
export function joinClusters(all: readonly Cluster[], why: Join): void {
  // The largest takes in the others, so that no account moves often.
  const [largest, ...others] = all.toSorted((a, b) => b.nodes.length - a.nodes.length);
  for (const other of others) largest?.absorb(other, why);
}

/** Whether two lists have nothing in common. */
export function areDisjoint<T>(left: readonly T[], right: readonly T[]): boolean {
  return !left.some((one) => right.includes(one));
}

function areApart<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length > 0 && right.length > 0 && areDisjoint(left, right);
}

/** Whether numbers, or the HR list, tell two humans apart. */
export function contradict(a: Cluster, b: Cluster): boolean {
  return areApart(a.numbers, b.numbers) || areApart(a.listed, b.listed);
}

/**
 * Those of some clusters that may be joined. A declared link is the whole truth of the directories that it names, so
 * what it names there is joined to no further account of them.
 */
export function unbound(all: readonly Cluster[]): readonly Cluster[] {
  if (all.every(({ closed }) => closed.length === 0)) return all;
  const counts = new Map<Provider, number>();
  for (const { providers } of all) for (const name of providers) counts.set(name, (counts.get(name) ?? 0) + 1);
  return all.filter(({ closed, providers }) =>
    closed.every((name) => (counts.get(name) ?? 0) === (providers.includes(name) ? 1 : 0)),
  );
}
