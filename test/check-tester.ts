import { describe, expect, it } from 'vitest';
import type { ExceptionFinder } from '../src/core/acceptance.ts';
import {
  type AnyCheck,
  type Check,
  type Context,
  isTenantCheck,
  type Options,
  readingOf,
  type Severity,
  type Subject,
  type TenantCheck,
  type TenantContext,
} from '../src/core/check.ts';
import {
  type Dataset,
  type DatasetName,
  datasetNames,
  type Rows,
  rowSchemas,
  rowsOf,
  type Snapshot,
} from '../src/core/datasets.ts';
import { evaluate, evaluateTenant } from '../src/core/evaluate.ts';
import type { Gap, GapKind } from '../src/core/gap.ts';
import { type Provider, providers } from '../src/core/provider.ts';
import type { RawResult, Verdict } from '../src/core/result.ts';
import type { Roster, RosterPerson } from '../src/core/roster.ts';
import type { Account } from '../src/core/rows/account.ts';
import type { AdminActivity } from '../src/core/rows/admin-activity.ts';
import type { Application, Credential } from '../src/core/rows/application.ts';
import type { Enforcement } from '../src/core/rows/enforcement.ts';
import type { Method, Mfa } from '../src/core/rows/mfa.ts';
import type { Organization } from '../src/core/rows/organization.ts';
import type { Authorization, MethodsPolicy } from '../src/core/rows/policy.ts';
import type { Role } from '../src/core/rows/role.ts';
import type { SignIn } from '../src/core/rows/sign-in.ts';
import type { SignInEvent } from '../src/core/rows/sign-in-event.ts';
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

type Product = NonNullable<Organization['products']>[number];

/** A product that costs something and has a mailbox. */
export function product(facts: Partial<Product> = {}): Product {
  return { id: 'sku-1', name: 'SPB', paid: true, mailboxPlans: ['exchange'], ...facts };
}

export function organization(facts: Partial<Organization> = {}): Organization {
  return { id: directoryId, name: null, domains: [], plan: null, products: [product()], ...facts };
}

/** What everybody may do in Microsoft 365: nothing, unless it is said otherwise. */
export function authorization(facts: Partial<Authorization> = {}): Authorization {
  return { id: 'authorization', invitations: 'inviters', consentPolicies: [], ...facts };
}

/** An application of this organisation that may do nothing and has no secret. */
export function application(facts: Partial<Application> = {}): Application {
  const plain = { kind: 'application', clientId: null, name: null, enabled: true, own: true } as const;
  const nothing = { permissions: [], delegated: [], credentials: [], consents: null };
  return { ...plain, ...nothing, id: 'app', ...facts };
}

/** A secret that began so many days ago and lives so many days. */
export function secret(ageDays: number, lifeDays: number, facts: Partial<Credential> = {}): Credential {
  const dates = { startsAt: daysAgo(ageDays), endsAt: daysAgo(ageDays - lifeDays) };
  return { kind: 'secret', id: 'secret-1', name: null, ...dates, ...facts };
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

type SceneData = { readonly [K in DatasetName]?: readonly Rows[K][] | Dataset<Rows[K]> };

/** What a case says of the tenant. */
interface Circumstances {
  name: string;
  options?: Options;
  /** Logins in lower case, or ids. */
  emergency?: readonly string[];
  approvedCountries?: readonly string[];
  /** People of the HR list, or what is wrong with it; not given: there is none. */
  roster?: readonly RosterPerson[] | Roster;
  /** Accounts of one human, by login or id. */
  links?: readonly (readonly string[])[];
  /** Default: UTC. */
  timeZone?: string;
}

/** A directory as one case sees it. A dataset that is not given is complete and empty. */
export interface Scene extends Circumstances {
  /** Default: microsoft365. */
  provider?: Provider;
  data: SceneData;
}

/** The directories of a tenant as one case sees them. One that is not given is not there. */
export interface TenantScene extends Circumstances {
  directories: { readonly [P in Provider]?: SceneData };
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

interface Passing {
  /** Default: pass. */
  verdict?: 'pass' | 'not-applicable';
}

interface Failing {
  fails: readonly ExpectedFailure[];
  /** Those that could not be judged beside. */
  doubts?: readonly ExpectedDoubt[];
}

interface Doubting {
  doubts?: readonly ExpectedDoubt[];
  /** Kinds of gaps of the result as a whole. */
  gaps?: readonly GapKind[];
}

/** Examples for a check: of one directory, or of a whole tenant. */
export interface Cases<S extends Circumstances = Scene> {
  valid: readonly (S & Passing)[];
  invalid: readonly (S & Failing)[];
  unknown: readonly (S & Doubting)[];
}

function isDataset(data: unknown): data is Dataset<unknown> {
  return !Array.isArray(data);
}

function snapshotFor(check: AnyCheck, provider: Provider, data: SceneData): Snapshot {
  const { needs, uses } = readingOf(check, provider);
  const datasets = datasetNames.map((name): [DatasetName, Dataset<unknown>] => {
    if (!needs.includes(name) && !uses.includes(name)) return [name, unavailable('unsupported')];
    const given: unknown = data[name] ?? [];
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

export function snapshotOf(check: Check, { provider = 'microsoft365', data }: Scene): Snapshot {
  return snapshotFor(check, provider, data);
}

function directoriesOf({ directories }: TenantScene): [Provider, SceneData][] {
  return providers.flatMap((provider) => {
    const data = directories[provider];
    return data === undefined ? [] : [[provider, data]];
  });
}

export function snapshotsOf(check: TenantCheck, scene: TenantScene): Snapshot[] {
  return directoriesOf(scene).map(([provider, data]) => snapshotFor(check, provider, data));
}

export interface Outcome {
  result: RawResult;
  applies: boolean;
  /** Keys of the subjects that were judged and neither failed nor are unknown. */
  passed: ReadonlySet<string>;
  failed: ReadonlySet<string>;
}

export interface JudgingOptions extends Omit<Circumstances, 'name'> {
  findException?: ExceptionFinder;
}

function rosterOf(given: readonly RosterPerson[] | Roster | undefined): Roster | null {
  if (given === undefined) return null;
  return 'state' in given ? given : { state: 'read', tellsLeavers: true, file: 'hr.csv', people: [...given] };
}

function tenantSeen(check: AnyCheck, snapshots: readonly Snapshot[], how: JudgingOptions): TenantContext<Options> {
  const { emergency = [], approvedCountries = null, links = [], timeZone = 'UTC' } = how;
  const settings = { emergency, approvedCountries, links, timeZone };
  const tenant = facts({ now, snapshots, roster: rosterOf(how.roster), settings });
  return { ...tenant, options: { ...check.options, ...how.options } };
}

function isDark(check: AnyCheck, { provider, datasets }: Snapshot): boolean {
  return readingOf(check, provider).needs.some((name) => datasets[name].state === 'unavailable');
}

/** @param subjects everybody who was judged */
function outcomeOf(result: RawResult, applies: boolean, subjects: readonly Subject[]): Outcome {
  const keys = subjects.map(({ id }) => `${result.check}/${result.provider ?? 'tenant'}/${id}`);
  const found = new Set(result.findings.map((finding) => finding.key));
  const failing = result.findings.filter((finding) => finding.verdict === 'fail');
  return {
    result,
    applies,
    passed: new Set(keys.filter((name) => !found.has(name))),
    failed: new Set(failing.map((finding) => finding.key)),
  };
}

/** Judges as the engine does, and tells who passed, which a result leaves out. */
export function judge(check: Check, snapshot: Snapshot, how: JudgingOptions = {}): Outcome {
  const tables = tablesOf(snapshot);
  const { provider, directoryId: id } = snapshot;
  const context: Context<Options> = { ...tenantSeen(check, [snapshot], how), provider, directoryId: id };
  const result = evaluate(check, snapshot, tables, context, how.findException ?? (() => undefined));
  const applies = check.applies?.(context) ?? true;
  const isBlind = isDark(check, snapshot) || (check.lacks?.(context) ?? null) !== null;
  const subjects = isBlind || !applies ? [] : [...check.subjects(tables, context)];
  return outcomeOf(
    result,
    applies,
    subjects.map((subject) => check.name(subject)),
  );
}

/** The same for a check of the whole tenant. */
export function judgeTenant(check: TenantCheck, snapshots: readonly Snapshot[], how: JudgingOptions = {}): Outcome {
  const context = tenantSeen(check, snapshots, how);
  const result = evaluateTenant(check, snapshots, context, how.findException ?? (() => undefined));
  const present = snapshots.map(({ provider }) => provider);
  const applies = check.applies(present, context);
  const isBlind = snapshots.some((snapshot) => isDark(check, snapshot));
  const directories = Object.fromEntries(snapshots.map((snapshot) => [snapshot.provider, tablesOf(snapshot)]));
  const subjects = isBlind || !applies ? [] : [...check.subjects(directories, context)];
  return outcomeOf(
    result,
    applies,
    subjects.map((subject) => check.name(subject)),
  );
}

/** The same for either kind: a check of one directory judges the first. */
export function judgeAny(check: AnyCheck, snapshots: readonly Snapshot[], how: JudgingOptions = {}): Outcome {
  const [first] = snapshots;
  if (isTenantCheck(check)) return judgeTenant(check, snapshots, how);
  if (first === undefined) throw new Error('no directory');
  return judge(check, first, how);
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

/** What is dark already cannot be darkened: a part would tell more. */
function darkenings(snapshot: Snapshot, name: DatasetName): { how: string; snapshot: Snapshot }[] {
  if (snapshot.datasets[name].state === 'unavailable') return [];
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

/** @param look how the check judges these directories, as they are and as they are seen through darkness */
function lawsBroken(
  check: AnyCheck,
  snapshots: readonly Snapshot[],
  look: (snapshots: readonly Snapshot[]) => Outcome,
): string[] {
  const whole = look(snapshots);
  const broken: string[] = [];
  for (const [index, snapshot] of snapshots.entries()) {
    const { needs, uses } = readingOf(check, snapshot.provider);
    const place = snapshots.length === 1 ? '' : `${snapshot.provider} `;
    for (const name of [...needs, ...uses]) {
      for (const dark of darkenings(snapshot, name)) {
        const seen = look(snapshots.with(index, dark.snapshot));
        const how = `${place}${dark.how}`;
        if (whole.applies && needs.includes(name) && !honest.has(seen.result.verdict)) {
          broken.push(`${how}: the verdict is ${seen.result.verdict}`);
        }
        for (const subject of newIn(seen.failed, whole.failed)) broken.push(`${how}: ${subject} now fails`);
        for (const subject of newIn(seen.passed, whole.passed)) broken.push(`${how}: ${subject} now passes`);
      }
    }
  }
  const isSame = (seen: Outcome) => JSON.stringify(seen.result) === JSON.stringify(whole.result);
  if (!isSame(look(snapshots.map(reversed)))) broken.push('the order of rows matters');
  if (!isSame(look(snapshots.toReversed()))) broken.push('the order of directories matters');
  return broken;
}

/** The laws that hold for every check and every directory; an empty list when this check keeps them here. */
export function brokenLaws(check: Check, snapshot: Snapshot, how: JudgingOptions = {}): string[] {
  return lawsBroken(check, [snapshot], ([seen = snapshot]) => judge(check, seen, how));
}

/** The same for a check of the whole tenant. */
export function brokenTenantLaws(
  check: TenantCheck,
  snapshots: readonly Snapshot[],
  how: JudgingOptions = {},
): string[] {
  return lawsBroken(check, snapshots, (seen) => judgeTenant(check, seen, how));
}

/** How scenes of one kind are put before a check. */
interface Stage<S extends Circumstances> {
  check: AnyCheck;
  /** What a scene says of each directory. */
  dataOf(scene: S): readonly (readonly [Provider, SceneData])[];
  look(scene: S): Outcome;
  laws(scene: S): string[];
}

function repeated(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

/** What is wrong with the cases themselves; an empty list when they are fit to prove something. */
function sloppiness<S extends Circumstances>({ check, dataOf }: Stage<S>, cases: Cases<S>): string[] {
  const { valid, invalid, unknown } = cases;
  const scenes: readonly S[] = [...valid, ...invalid, ...unknown];
  const shown = invalid.flatMap((scene) => scene.fails.map(({ message }) => message));
  const settings = scenes.map((scene) => {
    const { options = {}, emergency = [], approvedCountries = null, roster = null, links = [], timeZone } = scene;
    return JSON.stringify([options, emergency, approvedCountries, roster, links, timeZone, dataOf(scene)]);
  });
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
    ...scenes.flatMap((scene) => [
      ...dataOf(scene).flatMap(([provider, data]) => {
        const { needs, uses } = readingOf(check, provider);
        const unread = Object.keys(data).filter((set) => ![...needs, ...uses].some((read) => read === set));
        return unread.map((set) => `"${scene.name}" gives ${set}, which is not read`);
      }),
      ...Object.keys(scene.options ?? {}).flatMap((id) => {
        return id in check.options ? [] : [`"${scene.name}" sets ${id}, no option`];
      }),
    ]),
  ];
}

function expectOutcome(
  { result }: Outcome,
  verdict: Verdict,
  fails: readonly ExpectedFailure[],
  doubts: readonly ExpectedDoubt[],
): void {
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
}

function testOn<S extends Circumstances>(stage: Stage<S>, cases: Cases<S>): void {
  const { check, look, laws } = stage;
  const faults = sloppiness(stage, cases);
  if (faults.length > 0) throw new Error(`sloppy cases for ${check.id}:\n${faults.join('\n')}`);
  describe(check.id, () => {
    describe('valid', () => {
      it.each(cases.valid)('$name', (scene) => {
        expectOutcome(look(scene), scene.verdict ?? 'pass', [], []);
        expect(laws(scene)).toEqual([]);
      });
    });
    describe('invalid', () => {
      it.each(cases.invalid)('$name', (scene) => {
        expectOutcome(look(scene), 'fail', scene.fails, scene.doubts ?? []);
        expect(laws(scene)).toEqual([]);
      });
    });
    describe('unknown', () => {
      it.each(cases.unknown)('$name', (scene) => {
        const seen = look(scene);
        expectOutcome(seen, 'unknown', [], scene.doubts ?? []);
        const kinds = seen.result.gaps.map(({ kind }) => kind).sort();
        if (scene.gaps !== undefined) expect(kinds).toEqual(scene.gaps.toSorted());
        expect(laws(scene)).toEqual([]);
      });
    });
  });
}

/**
 * Proves a check by example: who passes, who fails and how, who is unknown and why. Every case is also seen through
 * darkness: with each dataset gone or cut, nothing may pass or fail that did not before. Sloppy cases throw.
 */
export function testCheck(check: Check, cases: Cases): void {
  const stage: Stage<Scene> = {
    check,
    dataOf: ({ provider = 'microsoft365', data }) => [[provider, data]],
    look: (scene) => judge(check, snapshotOf(check, scene), scene),
    laws: (scene) => brokenLaws(check, snapshotOf(check, scene), scene),
  };
  testOn(stage, cases);
}

/** The same for a check of the whole tenant, whose directories are darkened one after another. */
export function testTenantCheck(check: TenantCheck, cases: Cases<TenantScene>): void {
  const stage: Stage<TenantScene> = {
    check,
    dataOf: directoriesOf,
    look: (scene) => judgeTenant(check, snapshotsOf(check, scene), scene),
    laws: (scene) => brokenTenantLaws(check, snapshotsOf(check, scene), scene),
  };
  testOn(stage, cases);
}
