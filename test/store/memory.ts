import type { AccountFacts } from '../../src/core/history/account-facts.ts';
import {
  type Changes,
  carried,
  comparable,
  factChanges,
  findingChanges,
  newcomersSince,
  sightChanges,
} from '../../src/core/history/changes.ts';
import type { ScanEntry } from '../../src/core/history/entry.ts';
import { type EarlierVerdict, follow, type Resolved } from '../../src/core/history/life.ts';
import { namelessFacts, namelessFinding } from '../../src/core/history/other-names.ts';
import type { TrackedFinding } from '../../src/core/history/tracked-finding.ts';

/** What is known after a scan, worked out without a store. */
export interface Remembered {
  entry: ScanEntry;
  standing: readonly TrackedFinding[];
  resolved: readonly Resolved[];
  verdicts: ReadonlyMap<string, EarlierVerdict>;
  judged: ReadonlySet<string>;
  directories: ReadonlySet<string>;
  accounts: ReadonlyMap<string, AccountFacts>;
}

function accountKey({ provider, directoryId, id }: AccountFacts): string {
  return `${provider}/${directoryId}/${id}`;
}

function areNamesOther(before: Remembered | undefined, { disguisedBy }: ScanEntry): boolean {
  return before !== undefined && before.entry.disguisedBy !== disguisedBy;
}

function accountsAfter(before: Remembered | undefined, entry: ScanEntry) {
  const { accounts, directories } = entry;
  const asKnown = (facts: AccountFacts) => (areNamesOther(before, entry) ? namelessFacts(facts) : facts);
  const known = new Map([...(before?.accounts ?? [])].map(([key, facts]) => [key, asKnown(facts)]));
  const present = new Set(accounts.map(accountKey));
  for (const [key, { provider, directoryId }] of known) {
    const directory = directories.find((one) => one.provider === provider && one.directoryId === directoryId);
    if (directory?.datasets.accounts.state === 'complete' && !present.has(key)) known.delete(key);
  }
  for (const facts of accounts) known.set(accountKey(facts), carried(known.get(accountKey(facts)), facts));
  return known;
}

function placesOf(scan: Pick<Remembered, 'entry'> | undefined): ReadonlySet<string> {
  return new Set(scan?.entry.directories.map(({ provider, directoryId }) => `${provider}/${directoryId}`));
}

/** What is known after each of some scans in a row. */
export function remember(entries: readonly ScanEntry[]): Remembered[] {
  const gone = new Set<string>();
  const all: Remembered[] = [];
  for (const entry of entries) {
    const before = all.at(-1);
    const verdictsBefore = [...(before?.verdicts.values() ?? [])];
    const scanned = { before: placesOf(before), ever: before?.directories ?? new Set<string>() };
    const judged = before?.judged ?? new Set<string>();
    const earlier = { findings: before?.standing ?? [], verdicts: verdictsBefore, judged, scanned };
    const isKnown = (key: string) => gone.has(key);
    const followed = follow({ ...earlier, isKnown, areNamesOther: areNamesOther(before, entry) }, entry);
    for (const { finding } of followed.resolved) gone.add(finding.key);
    const verdicts = new Map(entry.limited ? before?.verdicts : []);
    for (const verdict of entry.verdicts) verdicts.set(`${verdict.check}/${verdict.provider}`, verdict);
    const looked = entry.verdicts.filter(({ sight }) => sight !== 'none');
    const judgedBy = looked.map(({ check, provider }) => `${check}/${provider ?? 'tenant'}`);
    all.push({
      ...{ entry, ...followed, verdicts, accounts: accountsAfter(before, entry) },
      ...{ judged: new Set([...judged, ...judgedBy]), directories: new Set([...scanned.ever, ...placesOf({ entry })]) },
    });
  }
  return all;
}

/** What differs between two scans. */
export function changesOf(from: Remembered, to: Remembered): Changes {
  const refOf = ({ entry: { scan } }: Remembered) => ({ id: scan.id, asOf: scan.asOf, status: scan.status });
  const keys = new Set([...from.accounts.keys(), ...to.accounts.keys()]);
  const pairs = [...keys].sort().map((key) => ({ before: from.accounts.get(key), after: to.accounts.get(key) }));
  const { directories, scan, disguisedBy } = from.entry;
  const isSameDisguise = disguisedBy === to.entry.disguisedBy;
  return {
    from: refOf(from),
    to: refOf(to),
    findings: findingChanges(isSameDisguise ? from.standing : from.standing.map(namelessFinding), to.standing),
    facts: factChanges(
      comparable(pairs, { directories, asOf: scan.asOf, isSameDisguise }),
      newcomersSince(scan.asOf, to.standing),
    ),
    sight: sightChanges(directories, to.entry.directories),
  };
}

/** The same scan with pseudonyms under a key in place of names. */
export function disguisedAs(entry: ScanEntry, key: string): ScanEntry {
  const alias = (name: string) => `${key}:${name}`;
  return {
    ...entry,
    disguisedBy: key,
    accounts: entry.accounts.map((facts) => ({
      ...facts,
      login: alias(facts.login),
      name: facts.name && alias(facts.name),
      department: facts.department && alias(facts.department),
      roles: facts.roles?.map((role) => ({ ...role, name: alias(role.name) })) ?? null,
    })),
    findings: entry.findings.map((finding) => {
      const { type, id, login = id } = finding.subject;
      return { ...finding, subject: { type, id, login: alias(login) }, data: { ...finding.data, who: alias(login) } };
    }),
  };
}

/** The same scan of another directory of the same provider, whose accounts have the same ids. */
export function moved(entry: ScanEntry, directoryId: string): ScanEntry {
  return {
    ...entry,
    directories: entry.directories.map((directory) => ({ ...directory, directoryId })),
    accounts: entry.accounts.map((facts) => ({ ...facts, directoryId })),
    findings: entry.findings.map((finding) => ({ ...finding, directories: [`microsoft365/${directoryId}`] })),
  };
}
