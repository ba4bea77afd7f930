import { compareText } from '../compare-text.ts';
import { daysBetween } from '../days.ts';
import { directoryName, type Provider } from '../provider.ts';
import { type AccountFacts, staleDays } from './account-facts.ts';
import type { DirectoryEntry } from './entry.ts';
import { haveMethodsChanged } from './method-change.ts';
import { namelessFacts } from './other-names.ts';
import type { TrackedFinding } from './tracked-finding.ts';

/** What can change about an account, in the order in which it is listed. */
export const factChangeKinds = [
  'account-new',
  'account-gone',
  'account-enabled',
  'account-disabled',
  'admin-new',
  'role-added',
  'role-removed',
  'methods-changed',
  'country-new',
  'department-changed',
] as const;
export type FactChangeKind = (typeof factChangeKinds)[number];

/** A fact of one account that changed. Lists are joined by commas; null: nothing to name. */
export interface FactChange {
  kind: FactChangeKind;
  provider: Provider;
  account: { id: string; login: string; name: string | null };
  before: string | null;
  after: string | null;
}

/** Facts that are not known now stay as they were known last, when an account was disabled too; countries add up. */
export function carried(before: AccountFacts | undefined, now: AccountFacts): AccountFacts {
  if (before === undefined) return now;
  const countries =
    before.countries === null || now.countries === null
      ? (now.countries ?? before.countries)
      : [...new Set([...before.countries, ...now.countries])].sort();
  return {
    ...now,
    enabled: now.enabled ?? before.enabled,
    kind: now.kind ?? before.kind,
    createdAt: now.createdAt ?? before.createdAt,
    // The trail that told it reaches back some days only.
    disabled: now.enabled === true ? null : (now.disabled ?? before.disabled),
    member: now.member ?? before.member,
    department: now.department ?? before.department,
    privilege: now.privilege ?? before.privilege,
    // Who is seen to hold more than before holds other roles than were known.
    roles: now.roles ?? (isRaised(before.privilege, now.privilege) ? null : before.roles),
    registered: now.registered ?? before.registered,
    methods: now.methods ?? before.methods,
    enforcement: now.enforcement ?? before.enforcement,
    signIn: now.signIn ?? before.signIn,
    countries,
  };
}

type Place = Pick<AccountFacts, 'provider' | 'directoryId'>;
type DirectoryRead = Place & Pick<DirectoryEntry, 'datasets'>;

/** Tells of accounts that a scan does not hold whether they are gone: only where the whole list of accounts was read. */
export function goneBy(directories: readonly DirectoryRead[]): (place: Place) => boolean {
  const whole = new Set(
    directories.filter(({ datasets }) => datasets.accounts.state === 'complete').map(directoryName),
  );
  return (place) => whole.has(directoryName(place));
}

/** The facts of an account at two scans; undefined: the directory did not hold it. */
export interface FactPair {
  before: AccountFacts | undefined;
  after: AccountFacts | undefined;
}

/** The earlier of two scans that are compared. */
export interface EarlierScan {
  directories: readonly DirectoryRead[];
  /** ISO 8601. */
  asOf: string;
  /** Names are disguised as in the later one, or in neither. */
  isSameDisguise: boolean;
}

/**
 * Pairs of which changes can be told. An account that only the later scan knows is new where the earlier had the whole
 * list of its directory, or where it was created since; else it had only not been read.
 */
export function comparable(pairs: readonly FactPair[], { directories, asOf, isSameDisguise }: EarlierScan): FactPair[] {
  const states = new Map(directories.map((one) => [directoryName(one), one.datasets.accounts.state]));
  const isNew = (facts: AccountFacts) => {
    const state = states.get(directoryName(facts));
    if (state === undefined || state === 'complete') return state === 'complete';
    return facts.createdAt !== null && Date.parse(facts.createdAt) > Date.parse(asOf);
  };
  return pairs.flatMap(({ before, after }): FactPair[] => {
    if (before === undefined) return after !== undefined && isNew(after) ? [{ before, after }] : [];
    return [{ before: isSameDisguise ? before : namelessFacts(before), after }];
  });
}

function namesOf(roles: NonNullable<AccountFacts['roles']>): string | null {
  return roles.length === 0 ? null : roles.map(({ name }) => name).join(', ');
}

function methodsOf({ methods }: AccountFacts): string | null {
  return methods === null || methods.length === 0 ? null : methods.map(({ name }) => name).join(', ');
}

const powers = ['none', 'high', 'top'] as const;

function isRaised(before: AccountFacts['privilege'], after: AccountFacts['privilege']): boolean {
  return before !== null && after !== null && powers.indexOf(after) > powers.indexOf(before);
}

/** What tells a country that is new to an account from the first place of work of somebody new. */
export interface Newcomers {
  /** Instant of the earlier scan, ISO 8601. */
  asOf: string;
  /** Accounts, as `provider/id`, that are known to have signed in from outside the approved countries. */
  foreign: ReadonlySet<string>;
}

/**
 * What tells it of an earlier scan.
 * @param standing what stands after the later one
 */
export function newcomersSince(asOf: string, standing: readonly TrackedFinding[]): Newcomers {
  const abroad = standing.filter(({ check }) => check === 'foreign-sign-in');
  return { asOf, foreign: new Set(abroad.map(({ provider, subject }) => `${provider}/${subject.id}`)) };
}

/**
 * Whether an account that is not old was never used before, so that there is no habit which a country could be strange to.
 * One that nobody used for longer is news when it is used at last.
 */
function isNewcomer(
  { provider, id, signIn, countries, createdAt }: AccountFacts,
  { asOf, foreign }: Newcomers,
): boolean {
  if (signIn !== 'never' || countries?.length !== 0 || createdAt === null) return false;
  return daysBetween(createdAt, new Date(asOf)) <= staleDays && !foreign.has(`${provider}/${id}`);
}

/** What is not known on one side has not changed. */
function between(
  before: AccountFacts,
  after: AccountFacts,
  newcomers: Newcomers | null,
): Array<Pick<FactChange, 'kind' | 'before' | 'after'>> {
  const found: Array<Pick<FactChange, 'kind' | 'before' | 'after'>> = [];
  const add = (kind: FactChangeKind, was: string | null, is: string | null) =>
    found.push({ kind, before: was, after: is });
  if (before.enabled === false && after.enabled === true) add('account-enabled', null, null);
  if (before.enabled === true && after.enabled === false) add('account-disabled', null, null);
  const [had, has] = [before.roles, after.roles];
  const isNewAdmin = isRaised(before.privilege, after.privilege);
  if (isNewAdmin) add('admin-new', had && namesOf(had), has && namesOf(has));
  if (had !== null && has !== null) {
    const added = has.filter(({ id }) => !had.some((role) => role.id === id));
    const removed = had.filter(({ id }) => !has.some((role) => role.id === id));
    if (added.length > 0 && !isNewAdmin) add('role-added', null, namesOf(added));
    if (removed.length > 0) add('role-removed', namesOf(removed), null);
  }
  if (before.methods !== null && after.methods !== null && haveMethodsChanged(before.methods, after.methods)) {
    add('methods-changed', methodsOf(before), methodsOf(after));
  }
  if (before.countries !== null && after.countries !== null) {
    const known = before.countries;
    const fresh = after.countries.filter((country) => !known.includes(country));
    const isFirst = fresh.length === 1 && newcomers !== null && isNewcomer(before, newcomers);
    if (fresh.length > 0 && !isFirst) add('country-new', known.join(', ') || null, fresh.join(', '));
  }
  if (before.department !== null && after.department !== null && before.department !== after.department) {
    add('department-changed', before.department, after.department);
  }
  return found;
}

function factChangesOf({ before, after }: FactPair, newcomers: Newcomers | null): FactChange[] {
  const known = after ?? before;
  if (known === undefined) return [];
  const { provider, id, login, name } = known;
  const told = { provider, account: { id, login, name } };
  if (after === undefined) return [{ kind: 'account-gone', ...told, before: null, after: null }];
  if (before !== undefined) return between(before, after, newcomers).map((change) => ({ ...change, ...told }));
  const isAdmin = after.privilege === 'top' || after.privilege === 'high';
  return [
    { kind: 'account-new', ...told, before: null, after: null },
    ...(isAdmin
      ? [{ kind: 'admin-new', ...told, before: null, after: after.roles && namesOf(after.roles) } satisfies FactChange]
      : []),
  ];
}

/**
 * What changed about accounts, by what is known on both sides; in the same order, whatever that of the pairs is.
 * @param newcomers null: nobody is taken for new, so that every country is news
 */
export function factChanges(pairs: readonly FactPair[], newcomers: Newcomers | null = null): FactChange[] {
  const order = (kind: FactChangeKind) => factChangeKinds.indexOf(kind);
  return pairs
    .flatMap((pair) => {
      // Two directories of one provider may hold the same id.
      const directory = (pair.after ?? pair.before)?.directoryId ?? '';
      return factChangesOf(pair, newcomers).map((change) => {
        const { provider, account } = change;
        return { change, key: `${provider}/${account.login}/${account.id}/${directory}` };
      });
    })
    .sort((a, b) => order(a.change.kind) - order(b.change.kind) || compareText(a.key, b.key))
    .map(({ change }) => change);
}
