import { describe, expect, it } from 'vitest';
import { type Check, type Context, type Options, readingOf, type Severity } from '../src/core/check.ts';
import {
  type Account,
  type AdminActivity,
  type Dataset,
  type DatasetName,
  datasetNames,
  type Enforcement,
  type Gap,
  type GapKind,
  type Method,
  type MethodsPolicy,
  type Mfa,
  type Provider,
  type Role,
  type Rows,
  rowSchemas,
  rowsOf,
  type SignIn,
  type SignInEvent,
  type Snapshot,
} from '../src/core/datasets.ts';
import { type ExceptionFinder, evaluate, type RawResult, type Verdict } from '../src/core/evaluate.ts';
import type { Roster, RosterPerson } from '../src/core/roster.ts';
import { tablesOf } from '../src/core/tables.ts';
import { facts } from './facts.ts';

export const now = new Date('2026-11-21T09:00:00.000Z');
export const directoryId = 'directory-1';

/** The instant so many days before `now`; fractions count. */
export function daysAgo(days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}

export function account(facts: Partial<Account> = {}): Account {
  const id = facts.id ?? 'ann';
  const plain = { name: null, enabled: true, kind: 'member', createdAt: daysAgo(1000), invitation: null } as const;
  return { ...plain, id, login: `${id}@example.com`, ...facts };
}

export function guest(facts: Partial<Account> = {}): Account {
  return account({ kind: 'guest', invitation: 'accepted', ...facts });
}

export function signIn(facts: Partial<SignIn> = {}): SignIn {
  return { accountId: 'ann', lastSuccess: null, recordedSince: null, source: 'activity', ...facts };
}

export function mfa(facts: Partial<Mfa> = {}): Mfa {
  return { accountId: 'ann', registered: true, usable: true, methods: [], ...facts };
}

export function role(facts: Partial<Role> = {}): Role {
  return {
    holderId: 'ann',
    holder: 'account',
    roleId: facts.roleName ?? 'global-administrator',
    roleName: 'Global Administrator',
    tier: 'top',
    throughGroup: null,
    state: 'active',
    scope: '/',
    endsAt: null,
    ...facts,
  };
}

export const phone: Method = { name: 'mobilePhone', strength: 'phone' };
export const app: Method = { name: 'microsoftAuthenticatorPush', strength: 'phishable' };
export const key: Method = { name: 'fido2SecurityKey', strength: 'resistant' };
export const strange: Method = { name: 'retinaScan', strength: 'unknown' };
export const email: Method = { name: 'email', strength: 'none' };

type Setting = MethodsPolicy['methods'][number];
export function policy(
  methods: readonly Setting[],
  legacyPolicies: MethodsPolicy['legacyPolicies'] = 'retired',
): MethodsPolicy {
  return { id: 'authentication-methods', legacyPolicies, methods: [...methods] };
}

/** Enforced by a policy, everywhere, unless it is said otherwise. */
export function enforcement(facts: Partial<Enforcement> = {}): Enforcement {
  const nothing = { startsAt: null, allowedFactors: null, trustsDevices: null, gap: null };
  const plain = { state: 'enforced', reason: 'policy', policies: [], legacyClients: 'blocked' } as const;
  return { ...nothing, ...plain, accountId: 'ann', ...facts, policies: facts.policies ?? [] };
}

/** What the log holds of one account; one sign-in yesterday, of which it tells nothing more. */
export function events(facts: Partial<SignInEvent> = {}): SignInEvent {
  const last = { at: daysAgo(1), address: null, country: null, app: null, client: null, factors: null };
  return { accountId: 'ann', last, countries: [], factors: [], clients: [], ...facts };
}

export function act(facts: Partial<AdminActivity> = {}): AdminActivity {
  return { accountId: 'ann', lastAt: daysAgo(1), activity: 'Reset password (by admin)', ...facts };
}

/** A log that was read whole, back to so many days before `now`. */
export function logOf<Row>(rows: readonly Row[], days: number): Dataset<Row> {
  return { state: 'complete', rows, since: daysAgo(days) };
}

/** A line of the HR list: somebody who works here. */
export function listed(given: Partial<RosterPerson> = {}): RosterPerson {
  const nothing = { employeeId: null, name: null, leaveDate: null, department: null, managerEmail: null };
  return { ...nothing, line: 2, email: 'ann@example.com', status: 'active', ...given };
}

export function refused(kind: GapKind = 'permission'): Gap {
  return { kind, detail: `could not be read: ${kind}` };
}

export function unavailable(kind?: GapKind): Dataset<never> {
  return { state: 'unavailable', gap: refused(kind) };
}

export function partial<Row>(rows: readonly Row[], kind?: GapKind): Dataset<Row> {
  return { state: 'partial', rows, gap: refused(kind) };
}

/** A directory as one case sees it. A dataset that is not given is complete and empty. */
export interface Scene {
  name: string;
  /** Default: microsoft365. */
  provider?: Provider;
  options?: Options;
  /** Logins in lower case, or ids. */
  emergency?: readonly string[];
  approvedCountries?: readonly string[];
  /** People of the HR list, or what is wrong with it; not given: there is none. */
  roster?: readonly RosterPerson[] | Roster;
  data: { readonly [K in DatasetName]?: readonly Rows[K][] | Dataset<Rows[K]> };
}

export interface ExpectedFailure {
  subject: string;
  message: string;
  severity: Severity;
  /** Facts that the finding must carry, among others. */
  data?: Record<string, unknown>;
}

export interface ExpectedDoubt {
  subject: string;
  kind: GapKind;
  detail?: RegExp;
}

export interface ValidCase extends Scene {
  /** Default: pass. */
  verdict?: 'pass' | 'not-applicable';
}

export interface InvalidCase extends Scene {
  fails: readonly ExpectedFailure[];
  /** Those that could not be judged beside. */
  doubts?: readonly ExpectedDoubt[];
}

export interface UnknownCase extends Scene {
  doubts?: readonly ExpectedDoubt[];
  /** Kinds of gaps of the result as a whole. */
  gaps?: readonly GapKind[];
}

export interface Cases {
  valid: readonly ValidCase[];
  invalid: readonly InvalidCase[];
  unknown: readonly UnknownCase[];
}

function isDataset(data: unknown): data is Dataset<unknown> {
  return !Array.isArray(data);
}

export function snapshotOf(check: Check, scene: Scene): Snapshot {
  const provider = scene.provider ?? 'microsoft365';
  const { needs, uses } = readingOf(check, provider);
  const datasets = datasetNames.map((name): [DatasetName, Dataset<unknown>] => {
    if (!needs.includes(name) && !uses.includes(name)) return [name, unavailable('unsupported')];
    const given: unknown = scene.data[name] ?? [];
    const dataset: Dataset<unknown> = isDataset(given) ? given : { state: 'complete', rows: given as unknown[] };
    for (const row of rowsOf(dataset)) rowSchemas[name].parse(row);
    return [name, dataset];
  });
  return {
    provider,
    directoryId,
    takenAt: now.toISOString(),
    requests: { sent: 0, retried: 0 },
    datasets: Object.fromEntries(datasets) as Snapshot['datasets'],
  };
}

export interface Outcome {
  result: RawResult;
  applies: boolean;
  /** Keys of the subjects that were judged and neither failed nor are unknown. */
  passed: ReadonlySet<string>;
  failed: ReadonlySet<string>;
}

export interface JudgingOptions {
  options?: Options;
  emergency?: readonly string[];
  approvedCountries?: readonly string[];
  roster?: readonly RosterPerson[] | Roster;
  findException?: ExceptionFinder;
}

function rosterOf(given: readonly RosterPerson[] | Roster | undefined): Roster | null {
  if (given === undefined) return null;
  return 'state' in given ? given : { state: 'read', file: 'hr.csv', people: [...given] };
}

/** Judges as the engine does, and tells who passed, which a result leaves out. */
export function judge(check: Check, snapshot: Snapshot, how: JudgingOptions = {}): Outcome {
  const tables = tablesOf(snapshot);
  const { emergency = [], approvedCountries = null, roster } = how;
  const context: Context<Options> = {
    ...facts({ now, snapshots: [snapshot], roster: rosterOf(roster), settings: { emergency, approvedCountries } }),
    options: { ...check.options, ...how.options },
    provider: snapshot.provider,
    directoryId: snapshot.directoryId,
  };
  const result = evaluate(check, snapshot, tables, context, how.findException ?? (() => undefined));
  const { needs } = readingOf(check, snapshot.provider);
  const dark = needs.some((name) => snapshot.datasets[name].state === 'unavailable');
  const applies = check.applies?.(context) ?? true;
  const subjects = dark || !applies ? [] : [...check.subjects(tables, context)];
  const keys = subjects.map((subject) => `${check.id}/${context.provider}/${check.name(subject).id}`);
  const found = new Set(result.findings.map((finding) => finding.key));
  const failing = result.findings.filter((finding) => finding.verdict === 'fail');
  return {
    result,
    applies,
    passed: new Set(keys.filter((name) => !found.has(name))),
    failed: new Set(failing.map((finding) => finding.key)),
  };
}

export function withDataset(snapshot: Snapshot, name: DatasetName, dataset: Dataset<unknown>): Snapshot {
  return { ...snapshot, datasets: { ...snapshot.datasets, [name]: dataset } };
}

/** Ways to lose rows: every subset of a small table; of a large one none, each half, and all but one. */
function subsetsOf<Row>(rows: readonly Row[]): (readonly Row[])[] {
  if (rows.length <= 5) {
    return Array.from({ length: 2 ** rows.length }, (_, bits) => rows.filter((_row, index) => bits & (1 << index)));
  }
  const half = Math.ceil(rows.length / 2);
  const allButOne = rows.map((_, index) => rows.toSpliced(index, 1));
  return [[], rows.slice(0, half), rows.slice(half), rows, ...allButOne];
}

function darkenings(snapshot: Snapshot, name: DatasetName): { how: string; snapshot: Snapshot }[] {
  const rows: readonly unknown[] = rowsOf<unknown>(snapshot.datasets[name]);
  const cuts = subsetsOf(rows).map((kept) => ({
    how: `${name} cut to ${kept.length} of ${rows.length} rows`,
    snapshot: withDataset(snapshot, name, partial(kept, 'network')),
  }));
  return [{ how: `${name} unavailable`, snapshot: withDataset(snapshot, name, unavailable()) }, ...cuts];
}

const honest: ReadonlySet<Verdict> = new Set(['fail', 'unknown']);

function reversed(snapshot: Snapshot): Snapshot {
  return datasetNames.reduce((turned, name) => {
    const dataset: Dataset<unknown> = turned.datasets[name];
    if (dataset.state === 'unavailable') return turned;
    return withDataset(turned, name, { ...dataset, rows: dataset.rows.toReversed() });
  }, snapshot);
}

function newIn(seen: ReadonlySet<string>, before: ReadonlySet<string>): string[] {
  return [...seen].filter((name) => !before.has(name));
}

/** The laws that hold for every check and every directory; an empty list when this check keeps them here. */
export function brokenLaws(check: Check, snapshot: Snapshot, how: JudgingOptions = {}): string[] {
  const whole = judge(check, snapshot, how);
  const broken: string[] = [];
  const { needs, uses } = readingOf(check, snapshot.provider);
  for (const name of [...needs, ...uses]) {
    for (const dark of darkenings(snapshot, name)) {
      const seen = judge(check, dark.snapshot, how);
      if (whole.applies && needs.includes(name) && !honest.has(seen.result.verdict)) {
        broken.push(`${dark.how}: the verdict is ${seen.result.verdict}`);
      }
      for (const subject of newIn(seen.failed, whole.failed)) broken.push(`${dark.how}: ${subject} now fails`);
      for (const subject of newIn(seen.passed, whole.passed)) broken.push(`${dark.how}: ${subject} now passes`);
    }
  }
  const turned = judge(check, reversed(snapshot), how);
  if (JSON.stringify(turned.result) !== JSON.stringify(whole.result)) broken.push('the order of rows matters');
  return broken;
}

function repeated(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

/** What is wrong with the cases themselves; an empty list when they are fit to prove something. */
export function sloppiness(check: Check, cases: Cases): string[] {
  const { valid, invalid, unknown } = cases;
  const scenes: readonly Scene[] = [...valid, ...invalid, ...unknown];
  const shown = invalid.flatMap((scene) => scene.fails.map(({ message }) => message));
  const settings = scenes.map(({ provider, options, emergency, approvedCountries, data }) =>
    JSON.stringify([provider ?? 'microsoft365', options ?? {}, emergency ?? [], approvedCountries ?? null, data]),
  );
  return [
    ...Object.entries(cases).flatMap(([list, { length }]) => (length === 0 ? [`there is no ${list} case`] : [])),
    ...repeated(scenes.map(({ name }) => name)).map((name) => `two cases have the name "${name}"`),
    ...scenes.flatMap(({ name }, index) => {
      const twin = settings.indexOf(settings[index] ?? '');
      return twin === index ? [] : [`"${name}" is the same case as "${scenes[twin]?.name}"`];
    }),
    ...invalid.flatMap(({ name, fails }) => (fails.length === 0 ? [`"${name}" expects no failure`] : [])),
    ...unknown.flatMap(({ name, doubts = [], gaps = [] }) =>
      doubts.length + gaps.length === 0 ? [`"${name}" expects no doubt`] : [],
    ),
    ...shown.filter((id) => !check.messages.includes(id)).map((id) => `the check has no message "${id}"`),
    ...check.messages.filter((id) => !shown.includes(id)).map((id) => `no case shows the message "${id}"`),
    ...scenes.flatMap(({ name, provider = 'microsoft365', data, options = {} }) => [
      ...Object.keys(data).flatMap((set) => {
        const { needs, uses } = readingOf(check, provider);
        return [...needs, ...uses].some((read) => read === set) ? [] : [`"${name}" gives ${set}, which is not read`];
      }),
      ...Object.keys(options).flatMap((id) => (id in check.options ? [] : [`"${name}" sets ${id}, no option`])),
    ]),
  ];
}

function expectOutcome(
  check: Check,
  scene: Scene,
  verdict: Verdict,
  fails: readonly ExpectedFailure[],
  doubts: readonly ExpectedDoubt[],
): RawResult {
  const { result } = judge(check, snapshotOf(check, scene), scene);
  const failing = result.findings.filter((finding) => finding.verdict === 'fail');
  const doubtful = result.findings.filter((finding) => finding.verdict === 'unknown');
  const bySubject = (a: { subject: string }, b: { subject: string }) => (a.subject < b.subject ? -1 : 1);
  expect(
    failing.map(({ subject, message, severity }) => ({ subject: subject.id, message, severity })).sort(bySubject),
  ).toEqual(fails.map(({ subject, message, severity }) => ({ subject, message, severity })).sort(bySubject));
  expect(doubtful.map(({ subject, gap }) => ({ subject: subject.id, kind: gap?.kind })).sort(bySubject)).toEqual(
    doubts.map(({ subject, kind }) => ({ subject, kind })).sort(bySubject),
  );
  for (const { subject, data } of fails) {
    if (data !== undefined) expect(failing.find((finding) => finding.subject.id === subject)?.data).toMatchObject(data);
  }
  for (const { subject, detail } of doubts) {
    const gap = doubtful.find((finding) => finding.subject.id === subject)?.gap;
    if (detail !== undefined) expect(gap?.detail).toMatch(detail);
  }
  expect(result.verdict).toBe(verdict);
  return result;
}

/**
 * Proves a check by example: who passes, who fails and how, who is unknown and why. Every case is also seen through
 * darkness: with each dataset gone or cut, nothing may pass or fail that did not before. Sloppy cases throw.
 */
export function testCheck(check: Check, cases: Cases): void {
  const faults = sloppiness(check, cases);
  if (faults.length > 0) throw new Error(`sloppy cases for ${check.id}:\n${faults.join('\n')}`);
  const honestly = (scene: Scene) => expect(brokenLaws(check, snapshotOf(check, scene), scene)).toEqual([]);
  describe(check.id, () => {
    describe('valid', () => {
      it.each(cases.valid)('$name', (scene) => {
        expectOutcome(check, scene, scene.verdict ?? 'pass', [], []);
        honestly(scene);
      });
    });
    describe('invalid', () => {
      it.each(cases.invalid)('$name', (scene) => {
        expectOutcome(check, scene, 'fail', scene.fails, scene.doubts ?? []);
        honestly(scene);
      });
    });
    describe('unknown', () => {
      it.each(cases.unknown)('$name', (scene) => {
        const { gaps } = expectOutcome(check, scene, 'unknown', [], scene.doubts ?? []);
        if (scene.gaps !== undefined) expect(gaps.map(({ kind }) => kind).sort()).toEqual(scene.gaps.toSorted());
        honestly(scene);
      });
    });
  });
}
