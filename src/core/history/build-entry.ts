import { type AnyCheck, isTenantCheck, type Options, readingOf, type Tenant } from '../check.ts';
import type { DatasetName, Snapshot } from '../datasets.ts';
import { endOfWork } from '../leavers.ts';
import { type OptionSettings, optionsUnder } from '../profiles.ts';
import { byProvider, directoryName } from '../provider.ts';
import type { CheckResult, JudgingSettings, Report } from '../report.ts';
import { leaversGap } from '../roster.ts';
import { type AccountFacts, accountFactsSteps } from './account-facts.ts';
import { holdingsIn, tiesOf } from './build-ties.ts';
import type { DirectoryEntry, ExceptionEntry, FindingEntry, OwnRows, ScanEntry, Ties, VerdictEntry } from './entry.ts';
import type { LeaverEntry } from './leaver-lag.ts';
import { figuresOf } from './measure.ts';
import { type HeldAccount, hrList } from './tracked-finding.ts';

/** What an entry is worked out from. */
export interface EntryInput {
  report: Report;
  snapshots: readonly Snapshot[];
  facts: Tenant;
  checks: readonly AnyCheck[];
  /** By which options was judged, and where. */
  settings: OptionSettings & Pick<JudgingSettings, 'timeZone'>;
  /** Only what some frameworks ask for was judged. */
  limited: boolean;
  disguisedBy: string | null;
  asOfGiven: boolean;
}

/** Tables that hold a row an account, so that the row alone tells whether the account passes. */
const ownRows: readonly DatasetName[] = ['accounts', 'signIns', 'mfa', 'enforcement'];

/** The directories that a check judges: its own, or all that it reads. */
function judgedBy(check: AnyCheck, { provider }: CheckResult, snapshots: readonly Snapshot[]): readonly Snapshot[] {
  return snapshots.filter((snapshot) =>
    isTenantCheck(check) ? check.reads[snapshot.provider] !== undefined : snapshot.provider === provider,
  );
}

/** The directory or the tenant is what could not be judged, so that nobody in it was. */
function isDark({ counts, findings }: CheckResult): boolean {
  const [only] = findings;
  const isWhole = only?.subject.type === 'directory' || only?.subject.type === 'tenant';
  return counts.judged === 1 && counts.unknown === 1 && isWhole;
}

function dimmedOf(
  names: (snapshot: Snapshot) => readonly DatasetName[],
  snapshots: readonly Snapshot[],
): DatasetName[] {
  const dimmed = snapshots.flatMap((snapshot) =>
    names(snapshot).filter((name) => snapshot.datasets[name].state !== 'complete'),
  );
  return [...new Set(dimmed)];
}

interface Asked {
  /** The configuration asks for the check here. */
  applies: boolean;
  mute: readonly string[];
}

function askedOf(check: AnyCheck, options: Options, here: readonly Snapshot[], input: EntryInput): Asked {
  const { facts, snapshots } = input;
  if (isTenantCheck(check)) {
    const present = snapshots.map(({ provider }) => provider);
    return { applies: check.applies(present, { ...facts, options }), mute: [] };
  }
  const [snapshot] = here;
  if (snapshot === undefined) return { applies: false, mute: [] };
  const { provider, directoryId } = snapshot;
  const context = { ...facts, options, provider, directoryId };
  if (check.applies?.(context) === false) return { applies: false, mute: [] };
  return { applies: true, mute: check.mute?.(facts.tables(snapshot), context) ?? [] };
}

function settingsOf({ settings = [] }: AnyCheck, tenant: Tenant): VerdictEntry['options'] {
  return Object.fromEntries(settings.map((name) => [name, [...(tenant[name] ?? [])].sort().join(' ')]));
}

function verdictOf(result: CheckResult, input: EntryInput): VerdictEntry {
  const { report, snapshots, settings } = input;
  const { check: id, provider, verdict, severity, counts } = result;
  const check = input.checks.find((one) => one.id === id);
  const common = { check: id, provider, verdict, severity, counts };
  if (check === undefined) {
    return { ...common, sight: 'none', byRows: [], dimmed: [], mute: [], byList: false, options: {} };
  }
  const options = optionsUnder(settings, check);
  const here = judgedBy(check, result, snapshots);
  const { applies, mute } = askedOf(check, options, here, input);
  const needed = dimmedOf((snapshot) => readingOf(check, snapshot.provider).needs, here);
  const used = dimmedOf((snapshot) => readingOf(check, snapshot.provider).uses, here);
  const byList = check.byList === true;
  const judgedWith = { ...options, ...settingsOf(check, input.facts) };
  const told = { ...common, dimmed: [...new Set([...needed, ...used])], mute, byList, options: judgedWith };
  if (!applies || isDark(result)) return { ...told, sight: 'none', byRows: [] };
  // A list that cannot be used hides whose accounts belong together.
  const isListFaulty = provider === null && report.notes.some(({ id: note }) => note === 'roster-faulty');
  if (needed.length === 0 && !isListFaulty) return { ...told, sight: 'whole', byRows: [] };
  const isTold = provider !== null && needed.every((name) => ownRows.includes(name));
  return { ...told, sight: 'part', byRows: isTold ? needed : [] };
}

function findingsOf(
  result: CheckResult,
  { checks, snapshots, facts }: EntryInput,
  holdingsOf: (personId: string) => readonly HeldAccount[],
): FindingEntry[] {
  const { check: id, provider, findings } = result;
  const check = checks.find((one) => one.id === id);
  const judged = check === undefined ? [] : judgedBy(check, result, snapshots).map(directoryName);
  return findings.map(({ key, subject, verdict, message, severity, data, exception }) => {
    const accepted = exception !== undefined;
    const told = { key, check: id, provider, subject, verdict, message, severity, data, accepted };
    if (subject.type !== 'person') return { ...told, directories: judged };
    const directories = facts.roster === null ? judged : [...judged, hrList];
    return { ...told, directories, holdings: holdingsOf(subject.id) };
  });
}

function exceptionsOf({ results }: Report): ExceptionEntry[] {
  return results.flatMap(({ check, findings }) =>
    findings.flatMap(({ key, acceptance }) =>
      acceptance === undefined ? [] : [{ check, findingKey: key, ...acceptance }],
    ),
  );
}

function leaversIn({ report: { leavers }, settings: { timeZone } }: EntryInput): LeaverEntry[] | null {
  if (leavers === null) return null;
  return leavers.persons.map(({ state, leaveDate, accounts }) => ({
    state,
    leftAt: leaveDate === null ? null : endOfWork(leaveDate, timeZone),
    accounts: accounts.map(({ provider, id }) => ({ provider, id })),
  }));
}

function rosterOf({ roster }: Tenant): ScanEntry['roster'] {
  if (roster === null) return 'none';
  if (roster.state === 'faulty') return 'faulty';
  return leaversGap(roster) === null ? 'read' : 'silent';
}

function ownRowsOf(snapshot: Snapshot, accounts: readonly AccountFacts[], { tables }: Tenant): OwnRows[] {
  const { provider, datasets } = snapshot;
  return ownRows
    .filter((name) => datasets[name].state === 'partial')
    .map((dataset) => {
      const table = tables(snapshot)[dataset];
      return {
        provider,
        dataset,
        accounts: accounts.map(({ id }) => (table.one(id) === undefined ? '0' : '1')).join(''),
      };
    });
}

/** What a scan leaves to history, worked out from its report; a step now and then. */
export function* entrySteps(input: EntryInput): Generator<undefined, ScanEntry> {
  const { report, facts, limited, disguisedBy, asOfGiven } = input;
  const snapshots = input.snapshots.toSorted(byProvider);
  const accounts: AccountFacts[] = [];
  const rows: OwnRows[] = [];
  const ties: Ties[] = [];
  for (const snapshot of snapshots) {
    const own = yield* accountFactsSteps(snapshot, facts);
    for (const one of own) accounts.push(one);
    rows.push(...ownRowsOf(snapshot, own, facts));
    ties.push(tiesOf(snapshot, own, facts, report.results));
    yield;
  }
  const verdicts: VerdictEntry[] = [];
  const findings: FindingEntry[] = [];
  const holdingsOf = holdingsIn(facts);
  const leavers = leaversIn(input);
  for (const result of report.results) {
    verdicts.push(verdictOf(result, input));
    for (const finding of findingsOf(result, { ...input, snapshots }, holdingsOf)) findings.push(finding);
    yield;
  }
  return {
    schema: 1,
    version: report.tool.version,
    tenant: report.tenant,
    scan: report.scan,
    asOfGiven,
    disguisedBy,
    limited,
    roster: rosterOf(facts),
    directories: report.directories
      .map(({ provider, directoryId, name, status, datasets }): DirectoryEntry => {
        return { provider, directoryId, name, status, datasets };
      })
      .sort(byProvider),
    verdicts,
    findings,
    accounts,
    ownRows: rows,
    ties,
    leavers,
    figures: figuresOf(report, accounts, leavers),
    exceptions: exceptionsOf(report),
  };
}
