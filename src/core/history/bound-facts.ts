import { type Data, type Severity, severities } from '../check.ts';
import { compareText } from '../compare-text.ts';
import type { EnforcementState } from '../rows/enforcement.ts';
import type { Method } from '../rows/mfa.ts';
import type { AccountFacts, SignInClass } from './account-facts.ts';
import { countOf, isWorseMessage } from './tracked-finding.ts';

/** A role as it is bound: the id decides, the name is for people. */
export interface BoundRole {
  id: string;
  name: string;
}

/** The facts that an exception was given for. Null: they were not known, or the subject is no account. */
export interface Bound {
  privilege: 'top' | 'high' | 'none' | null;
  /** By id, however they are held: one that is activated for some hours was eligible before. */
  roles: readonly BoundRole[] | null;
  /** A second factor is registered. */
  registered: boolean | null;
  /** How good the registered second factors are, sorted, each once. */
  factors: readonly Method['strength'][] | null;
  enforcement: Exclude<EnforcementState, 'unknown'> | null;
  signIn: SignInClass | null;
  message: string;
  severity: Severity;
  /** How many there were, where the finding counts something, such as top administrators. */
  count: number | null;
}

const factChanges = ['roles', 'mfa', 'signIn', 'worse'] as const;
type FactChange = (typeof factChanges)[number];

/** What ends an exception before its time; of several the first is told. `subject`: another account has the login now. */
export const voidChanges = ['subject', ...factChanges] as const;
export type VoidChange = (typeof voidChanges)[number];

/** Why an exception covers a finding no more before its end: what it was bound to, and what it met. */
export interface ExceptionVoid {
  change: VoidChange;
  before: Bound;
  after: Bound;
  /** Of `subject`: ids of the account that the exception was given for, and of the one that has its login now. */
  accounts?: { before: string; after: string };
}

/** What an exception is bound to for one of the findings that it covers. */
export interface Binding {
  /** Key of the finding. */
  finding: string;
  facts: Bound;
  /** Null: it holds. Once void it stays so, until the exception is given anew. */
  void: ExceptionVoid | null;
}

/** What is wrong with a subject. */
export interface Failing {
  check: string;
  message: string;
  severity: Severity;
  data: Data;
}

function factorsOf({ methods }: AccountFacts): Bound['factors'] {
  return methods === null ? null : [...new Set(methods.map(({ strength }) => strength))].sort();
}

const noFacts = { privilege: null, roles: null, registered: null, factors: null, enforcement: null, signIn: null };

function accountBound(facts: AccountFacts): Omit<Bound, 'message' | 'severity' | 'count'> {
  const { privilege, roles, registered, enforcement, signIn } = facts;
  const held = roles === null ? null : roles.map(({ id, name }) => ({ id, name }));
  return { privilege, roles: held, registered, factors: factorsOf(facts), enforcement, signIn };
}

/** @param facts undefined where the subject is no account that was read */
export function boundTo({ message, severity, data }: Failing, facts: AccountFacts | undefined): Bound {
  return { ...(facts === undefined ? noFacts : accountBound(facts)), message, severity, count: countOf(data) };
}

/** Facts that were not known when an exception was given are bound when they first are. */
export function boundMore(before: Bound, now: Bound): Bound {
  return {
    ...before,
    privilege: before.privilege ?? now.privilege,
    roles: before.roles ?? now.roles,
    registered: before.registered ?? now.registered,
    factors: before.factors ?? now.factors,
    enforcement: before.enforcement ?? now.enforcement,
    signIn: before.signIn ?? now.signIn,
  };
}

/** What is not known on one side has not changed. */
function differs<T>(was: T | null, is: T | null, identity: (one: T) => string = String): boolean {
  return was !== null && is !== null && identity(was) !== identity(is);
}

function ids(roles: readonly BoundRole[]): string {
  return JSON.stringify(roles.map(({ id }) => id).sort());
}

function isWorse(check: string, before: Bound, now: Bound): boolean {
  const [was, is] = [severities.indexOf(before.severity), severities.indexOf(now.severity)];
  if (is !== was) return is > was;
  if (isWorseMessage(check, now.message, before.message)) return true;
  return before.count !== null && now.count !== null && now.message === before.message && now.count > before.count;
}

const hasChanged: Readonly<Record<FactChange, (before: Bound, now: Bound, check: string) => boolean>> = {
  roles: (before, now) => differs(before.roles, now.roles, ids) || differs(before.privilege, now.privilege),
  mfa: (before, now) =>
    differs(before.registered, now.registered) ||
    differs(before.factors, now.factors, JSON.stringify) ||
    differs(before.enforcement, now.enforcement),
  signIn: (before, now) => differs(before.signIn, now.signIn),
  worse: (before, now, check) => isWorse(check, before, now),
};

/** What has changed since an exception was given, so that it holds no more; what is not known has not changed. */
export function voidedBy(check: string, before: Bound, now: Bound): ExceptionVoid | null {
  const change = factChanges.find((one) => hasChanged[one](before, now, check));
  return change === undefined ? null : { change, before, after: now };
}

/** A finding that an exception is for. */
interface Met {
  check: string;
  findingKey: string;
  /** The exception names an account by its login, which may pass to another account. */
  byLogin: boolean;
}

/** Check and provider of a finding, and the id of its subject. */
function partsOf(key: string): { place: string; id: string } {
  const [check = '', provider = '', ...id] = key.split('/');
  return { place: `${check}/${provider}`, id: id.join('/') };
}

/** How an exception is bound to a finding that it has not met before: by login to one account of each directory. */
function firstBinding({ findingKey, byLogin }: Met, known: readonly Binding[], now: Bound): Binding {
  const { place, id } = partsOf(findingKey);
  const given = known.find((one) => partsOf(one.finding).place === place && one.void?.change !== 'subject');
  if (!byLogin || given === undefined) return { finding: findingKey, facts: now, void: null };
  const accounts = { before: partsOf(given.finding).id, after: id };
  return {
    finding: findingKey,
    facts: given.facts,
    void: { change: 'subject', before: given.facts, after: now, accounts },
  };
}

/** What one finding tells an exception that is for it. */
export function bindingOf(met: Met, known: readonly Binding[], now: Bound): Binding {
  const before = known.find(({ finding }) => finding === met.findingKey);
  if (before === undefined) return firstBinding(met, known, now);
  if (before.void !== null) return before;
  const facts = boundMore(before.facts, now);
  return { finding: before.finding, facts, void: voidedBy(met.check, facts, now) };
}

/** What a scan tells of one finding that an exception is for. */
interface Told extends Met {
  bound: Bound;
  void: ExceptionVoid | null;
}

/** What an exception is bound to after a scan, by key of the finding; void once is void for good. */
export function bindingsAfter(before: readonly Binding[], told: readonly Told[]): Binding[] {
  const all = new Map(before.map((binding) => [binding.finding, binding]));
  for (const { bound, void: ended, ...met } of told) {
    const earlier = all.get(met.findingKey);
    if (earlier !== undefined && earlier.void !== null) continue;
    // The scan may not have known what the exception was bound to: it was judged while the store was away.
    const binding = bindingOf(met, before, bound);
    all.set(met.findingKey, { ...binding, void: ended ?? binding.void });
  }
  return [...all.values()].sort((a, b) => compareText(a.finding, b.finding));
}

/** Both sides of a change as flat data, which each language can say. */
export interface ToldChange {
  change: VoidChange;
  before: string;
  after: string;
}

function rolesTold({ privilege, roles }: Bound, other: Bound): string[] {
  const names = roles === null || other.roles === null ? [] : roles.map(({ name }) => name.replaceAll('\n', ' '));
  return [other.privilege === null ? '' : (privilege ?? ''), ...names];
}

function mfaTold(one: Bound, other: Bound): string[] {
  const { registered, factors, enforcement } = one;
  const isEnrolled = differs(registered, other.registered);
  const isOther = factors !== null && differs(factors, other.factors, JSON.stringify);
  const strengths = isOther ? factors.map((strength) => `factor-${strength}`) : [];
  return [
    ...(isEnrolled ? [registered === true ? 'registered' : 'unregistered'] : []),
    ...(isOther && strengths.length === 0 && !isEnrolled ? ['factor-none'] : strengths),
    ...(differs(enforcement, other.enforcement) ? [`enforcement-${enforcement}`] : []),
  ];
}

const sides: Readonly<Record<FactChange, (one: Bound, other: Bound) => readonly (string | number | null)[]>> = {
  roles: rolesTold,
  mfa: mfaTold,
  signIn: ({ signIn }) => [signIn],
  worse: ({ severity, message, count }) => [severity, message, count],
};

/**
 * What ended an exception: of each side what is known on both, a word a line. Of a login that another account has now the
 * id of each; of roles the privilege, then names; of MFA `registered` or `unregistered`, strengths of factors and
 * enforcement, as far as they differ; of what is worse the severity, the message and the count.
 */
export function toldOf({ change, before, after, accounts }: ExceptionVoid): ToldChange {
  if (change === 'subject') return { change, before: accounts?.before ?? '', after: accounts?.after ?? '' };
  const said = (one: Bound, other: Bound) =>
    sides[change](one, other)
      .filter((word) => word !== null)
      .join('\n');
  return { change, before: said(before, after), after: said(after, before) };
}
