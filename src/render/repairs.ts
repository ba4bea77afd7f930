import { type Provider, providers } from '../core/provider.ts';
import type { CheckResult } from '../core/report.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import type { Person } from './people.ts';
import { visible } from './plain.ts';
import { type Target, targetsOf } from './targets.ts';
import { type Entry, isOpen } from './urgency.ts';

/** How the open findings of one check in one directory are repaired. */
export interface Repair {
  check: string;
  provider: Provider;
  /** How many findings it closes. */
  count: number;
  title: string;
  steps: readonly string[];
  /** Lines of the command, filled in for each account that is meant, where they are those of one person. */
  command: readonly string[];
  minutes: number;
  cost: string;
  /** Only when the account is not removed by a repair before it. */
  ifStillNeeded: boolean;
}

/** Repairs that close an account or take its roles come before those that give it something. */
const removals: readonly string[] = [
  ...['leaver-account', 'half-offboarded', 'unlisted-account', 'stale-account', 'stale-guest'],
  ...['unused-admin', 'guest-admin', 'disabled-admin'],
];
/** After these nobody signs in any more. */
const closings: readonly string[] = [
  ...['leaver-account', 'half-offboarded', 'unlisted-account'],
  ...['stale-account', 'stale-guest'],
];

/** What no shell reads as anything but a word. */
const harmless = /^\w[\w.+@#-]*$/;

/** Names in a command what it is about, but only where no shell could misread the name. */
function filled(command: string, provider: Provider, { words }: Target): string {
  return command.replace(/\b(?:LOGIN|ACCOUNT_ID|APPLICATION_ID|CLIENT_ID)\b/g, (placeholder) => {
    const word = words[placeholder];
    if (word === undefined || !harmless.test(word)) return placeholder;
    return placeholder === 'LOGIN' && provider === 'microsoft365' ? `'${word}'` : word;
  });
}

/** The command for each target, each once. */
function commandLines(command: string, provider: Provider, targets: readonly Target[]): string[] {
  if (command === '') return [];
  const commands = new Set(targets.map((target) => filled(command, provider, target)));
  return [...commands].flatMap((one) => one.split('\n')).map((line) => visible(line, 1000));
}

/** The clouds in which something is to be done. What is about the whole tenant may name one. */
function isIn(provider: Provider, { result, finding: { data } }: Entry): boolean {
  if (result.provider !== null) return result.provider === provider;
  return typeof data.enabledIn === 'string' ? data.enabledIn === provider : true;
}

/**
 * How open findings of one check are repaired in one cloud; null where nothing is to be done there.
 * @param isNamed the command names each account; else none, since their list stands beside
 */
function repairIn(
  provider: Provider,
  entries: readonly Entry[],
  isNamed: boolean,
  { checks, ui }: Catalogue,
): Repair | null {
  const [first] = entries;
  const text = checks[first?.result.check ?? ''];
  const fix = text?.fix[provider];
  if (first === undefined || text === undefined || fix === undefined) return null;
  const targets = entries.flatMap(({ finding }) => targetsOf(finding));
  return {
    check: first.result.check,
    provider,
    count: entries.length,
    title: text.action(entries.length, targets.length),
    steps: fix.steps,
    command: commandLines(fix.command ?? '', provider, isNamed ? targets : [{ name: '', words: {} }]),
    minutes: text.effort.minutesEach * targets.length,
    cost: text.costNote ?? ui.cost[text.effort.cost],
    ifStillNeeded: false,
  };
}

/** The repairs of what is open in one result, a cloud each. */
export function repairsOfResult(result: CheckResult, catalogue: Catalogue): Repair[] {
  const open = result.findings.filter(isOpen).map((finding) => ({ result, finding }));
  return providers.flatMap((provider) => {
    const entries = open.filter((entry) => isIn(provider, entry));
    const subjects = new Set(entries.map(({ finding }) => finding.subject.id));
    return repairIn(provider, entries, subjects.size === 1, catalogue) ?? [];
  });
}

function rankOfRemoval(check: string): number {
  const rank = removals.indexOf(check);
  return rank === -1 ? removals.length : rank;
}

/** What is to be repaired in one cloud. */
interface Work {
  provider: Provider;
  entry: Entry;
  /** Ids of the accounts concerned. */
  accounts: readonly string[];
}

/** An account is closed once: what would close closed ones again is left out. */
function closedOnce(works: readonly Work[]): { told: Work[]; closed: ReadonlySet<string> } {
  const closed = new Set<string>();
  const again = new Set<Work>();
  for (const check of closings) {
    for (const work of works.filter(({ entry }) => entry.result.check === check)) {
      if (work.accounts.every((account) => closed.has(account))) again.add(work);
      for (const account of work.accounts) closed.add(account);
    }
  }
  return { told: works.filter((work) => !again.has(work)), closed };
}

/** One repair for each check and cloud: an account that is to go is closed before anything is registered for it. */
export function repairsOf({ open, human }: Person, catalogue: Catalogue): Repair[] {
  const idOf = (provider: Provider, name: string) => {
    const own = human?.holdings.find((holding) => holding.provider === provider && holding.account.login === name);
    return `${provider}/${own?.account.id ?? name}`;
  };
  const works = open.flatMap((entry) =>
    providers
      .filter((provider) => isIn(provider, entry))
      .map((provider): Work => {
        const accounts = targetsOf(entry.finding).map(({ name }) => idOf(provider, name));
        return { provider, entry, accounts };
      }),
  );
  const { told, closed } = closedOnce(works);
  const order = open.map(({ result }) => result.check);
  const groups = Map.groupBy(told, ({ entry, provider }) => `${entry.result.check}/${provider}`);
  return [...groups.values()]
    .flatMap((all) => {
      const [first] = all;
      const entries = all.map(({ entry }) => entry);
      const repair = first === undefined ? null : repairIn(first.provider, entries, true, catalogue);
      if (repair === null) return [];
      const isClosed = all.every(({ accounts }) => accounts.every((account) => closed.has(account)));
      return [{ ...repair, ifStillNeeded: isClosed && !removals.includes(repair.check) }];
    })
    .sort(
      (a, b) =>
        rankOfRemoval(a.check) - rankOfRemoval(b.check) ||
        order.indexOf(a.check) - order.indexOf(b.check) ||
        providers.indexOf(a.provider) - providers.indexOf(b.provider),
    );
}
