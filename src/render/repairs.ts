import { type Provider, providers } from '../core/datasets.ts';
import type { Finding } from '../core/report.ts';
import type { Catalogue } from '../messages/phrasing.ts';
import { type Entry, isOpen, type Person } from './people.ts';
import { visible } from './plain.ts';

/** How the open findings of one check in one directory are repaired. */
export interface Repair {
  check: string;
  provider: Provider;
  /** How many findings it closes. */
  count: number;
  title: string;
  steps: readonly string[];
  /** Lines of the command, filled in where a single account is meant. */
  command: readonly string[];
  minutes: number;
  cost: string;
  /** Only when the account is not removed by a repair before it. */
  ifStillNeeded: boolean;
}

/** Repairs that close an account or take its roles come before those that give it something. */
const removals: readonly string[] = ['stale-account', 'stale-guest', 'unused-admin', 'guest-admin', 'disabled-admin'];
/** After these nobody signs in any more. */
const closings: readonly string[] = ['stale-account', 'stale-guest'];

/** What no shell reads as anything but a word. */
const harmless = /^\w[\w.+@#-]*$/;

/** Names in a command what it is about, but only where no shell could misread the name. */
function filled(command: string, provider: Provider, findings: readonly Finding[]): string {
  const [first, ...others] = findings;
  if (first === undefined || others.some(({ subject }) => subject.id !== first.subject.id)) return command;
  const { id, login, type } = first.subject;
  if (type !== 'account') return command;
  const word = provider === 'microsoft365' ? `'${login}'` : `${login}`;
  const named = login !== undefined && harmless.test(login) ? command.replace(/\bLOGIN\b/g, () => word) : command;
  return harmless.test(id) ? named.replace(/\bACCOUNT_ID\b/g, () => id) : named;
}

function repairOf(entries: readonly Entry[], { checks, ui }: Catalogue): Repair[] {
  const [first] = entries;
  const provider = first?.result.provider;
  if (first === undefined || !provider) return [];
  const { check } = first.result;
  const text = checks[check];
  const fix = text?.fix[provider];
  if (text === undefined || fix === undefined) return [];
  const count = entries.length;
  const command = filled(
    fix.command ?? '',
    provider,
    entries.map(({ finding }) => finding),
  );
  return [
    {
      check,
      provider,
      count,
      title: text.action(count),
      steps: fix.steps,
      command: command === '' ? [] : command.split('\n').map((line) => visible(line, 1000)),
      minutes: text.effort.minutesEach * count,
      cost: text.costNote ?? ui.cost[text.effort.cost],
      ifStillNeeded: false,
    },
  ];
}

/** The repair of what is open in one result. */
export function repairOfResult(entries: readonly Entry[], catalogue: Catalogue): Repair | null {
  const open = entries.filter(({ finding }) => isOpen(finding));
  return repairOf(open, catalogue)[0] ?? null;
}

function rankOfRemoval({ check }: Repair): number {
  const rank = removals.indexOf(check);
  return rank === -1 ? removals.length : rank;
}

/** One repair for each check and directory: an account that is to go is closed before anything is registered for it. */
export function repairsOf({ open }: Person, catalogue: Catalogue): Repair[] {
  const order = open.map(({ result }) => result.check);
  const groups = Map.groupBy(open, ({ result }) => `${result.check}/${result.provider}`);
  const all = [...groups.values()]
    .flatMap((entries) => repairOf(entries, catalogue))
    .sort(
      (a, b) =>
        rankOfRemoval(a) - rankOfRemoval(b) ||
        order.indexOf(a.check) - order.indexOf(b.check) ||
        providers.indexOf(a.provider) - providers.indexOf(b.provider),
    );
  const closed = new Set(all.filter(({ check }) => closings.includes(check)).map(({ provider }) => provider));
  return all.map((repair) => ({
    ...repair,
    ifStillNeeded: closed.has(repair.provider) && !removals.includes(repair.check),
  }));
}
