import { type Provider, providers } from '../core/datasets.ts';
import type { CheckResult, Finding } from '../core/report.ts';
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

/** What placeholders of a command stand for. */
function wordsFor({ subject, data }: Finding): Record<string, string | undefined> {
  const { id, login, type } = subject;
  if (type === 'application') {
    return { APPLICATION_ID: id, CLIENT_ID: typeof data.clientId === 'string' ? data.clientId : undefined };
  }
  if (type !== 'account' && type !== 'person') return {};
  // A person goes by the login that is to be looked at, and by the id of the first account.
  return { LOGIN: login, ...(type === 'account' ? { ACCOUNT_ID: id } : {}) };
}

/** Names in a command what it is about, but only where no shell could misread the name. */
function filled(command: string, provider: Provider, findings: readonly Finding[]): string {
  const [first, ...others] = findings;
  if (first === undefined || others.some(({ subject }) => subject.id !== first.subject.id)) return command;
  const words = wordsFor(first);
  return command.replace(/\b(?:LOGIN|ACCOUNT_ID|APPLICATION_ID|CLIENT_ID)\b/g, (placeholder) => {
    const word = words[placeholder];
    if (word === undefined || !harmless.test(word)) return placeholder;
    return placeholder === 'LOGIN' && provider === 'microsoft365' ? `'${word}'` : word;
  });
}

/** The clouds in which something is to be done. What is about the whole tenant may name one. */
function isIn(provider: Provider, { result, finding: { data } }: Entry): boolean {
  if (result.provider !== null) return result.provider === provider;
  return typeof data.enabledIn === 'string' ? data.enabledIn === provider : true;
}

/** How open findings of one check are repaired, in each cloud that they are about. */
function repairsIn(open: readonly Entry[], { checks, ui }: Catalogue): Repair[] {
  const check = open[0]?.result.check ?? '';
  const text = checks[check];
  if (text === undefined) return [];
  return providers.flatMap((provider): Repair[] => {
    const entries = open.filter((entry) => isIn(provider, entry));
    const fix = text.fix[provider];
    if (entries.length === 0 || fix === undefined) return [];
    const findings = entries.map(({ finding }) => finding);
    const command = filled(fix.command ?? '', provider, findings);
    const count = entries.length;
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
  });
}

/** The repairs of what is open in one result, a cloud each. */
export function repairsOfResult(result: CheckResult, catalogue: Catalogue): Repair[] {
  return repairsIn(
    result.findings.filter(isOpen).map((finding) => ({ result, finding })),
    catalogue,
  );
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
    .flatMap((entries) => repairsIn(entries, catalogue))
    .sort(
      (a, b) =>
        rankOfRemoval(a) - rankOfRemoval(b) ||
        order.indexOf(a.check) - order.indexOf(b.check) ||
        providers.indexOf(a.provider) - providers.indexOf(b.provider),
    );
  const closing = providers.flatMap(
    (cloud) => all.find(({ check, provider }) => provider === cloud && closings.includes(check)) ?? [],
  );
  const closed = new Set(closing.map(({ provider }) => provider));
  // An account is closed once.
  const told = all.filter((repair) => !closings.includes(repair.check) || closing.includes(repair));
  return told.map((repair) => ({
    ...repair,
    ifStillNeeded: closed.has(repair.provider) && !removals.includes(repair.check),
  }));
}
