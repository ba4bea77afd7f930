import type { Collector, Upstream } from '../../src/core/connector.ts';
import {
  type Account,
  type Dataset,
  type Enforcement,
  type EnforcementReason,
  type EnforcementState,
  type Gap,
  gapOf,
  type Role,
  rowsOf,
} from '../../src/core/datasets.ts';
import { GapError } from '../../src/core/errors.ts';
import { securityDefaultsOf } from '../../src/core/policies.ts';
import { type ConditionalAccessPolicy, probePolicies, readPolicies, readStrengths } from './conditional-access.ts';
import { type Demand, demandOf, legacyClients } from './conditional-access-demand.ts';
import {
  censusOf,
  type Directory,
  groupsOf,
  holdersOf,
  namesRoles,
  type Standing,
  scopeOf,
} from './conditional-access-scope.ts';
import { explain, isUnlicensed } from './gaps.ts';
import { doubtLicence, premium } from './licence.ts';
import { hiddenMembers, membersBefore } from './members.ts';
import type { Session } from './session.ts';

/** All that decides whether MFA is forced on the accounts of a tenant. */
export interface EnforcementFacts {
  accounts: readonly Account[];
  /** Whether security defaults are on. A gap: not read. */
  securityDefaults: boolean | Gap;
  /** Every policy of Conditional Access. */
  policies: readonly ConditionalAccessPolicy[];
  /** Why policies may be missing; null when all were read. */
  policiesGap: Gap | null;
  directory: Directory;
}

interface Rule {
  policy: Enforcement['policies'][number];
  demand: Demand;
  isReportOnly: boolean;
  standingOf: (account: Account, position: number) => Standing;
}

/** Policies that may decide something: those that are on, and those whose effect is only reported. */
function isRelevant(policy: ConditionalAccessPolicy): boolean {
  const state = policy.state.toLowerCase();
  if (state !== 'enabled' && state !== 'enabledforreportingbutnotenforced') return false;
  const { effect, blocks } = demandOf(policy);
  return effect !== 'nothing' || blocks.length > 0;
}

/** Graph promises no order. */
function byName(a: ConditionalAccessPolicy, b: ConditionalAccessPolicy): number {
  const [left, right] = [`${a.displayName ?? ''}\n${a.id}`, `${b.displayName ?? ''}\n${b.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function rulesOf({ accounts, policies, directory }: EnforcementFacts): Rule[] {
  const census = censusOf(accounts, directory);
  return policies
    .filter(isRelevant)
    .sort(byName)
    .map((policy) => {
      const demand = demandOf(policy);
      return {
        policy: { id: policy.id, name: policy.displayName || policy.id, conditions: [...demand.conditions] },
        demand,
        isReportOnly: policy.state.toLowerCase() !== 'enabled',
        standingOf: scopeOf(policy, census),
      };
    });
}

type Outcome = Pick<Enforcement, 'state' | 'reason' | 'policies' | 'leftOutOf' | 'gap'>;

function outcome(
  state: EnforcementState,
  reason: EnforcementReason,
  rules: readonly Rule[] = [],
  gap: Gap | null = null,
): Outcome {
  return { state, reason, policies: rules.map(({ policy }) => policy), gap };
}

/** How one account stands to each rule. */
type Standings = readonly { rule: Rule; standing: Standing }[];

function rulesWith(standings: Standings, effect: Demand['effect'], wanted: 'included' | 'excluded'): Rule[] {
  return standings.flatMap(({ rule, standing }) => {
    return !rule.isReportOnly && rule.demand.effect === effect && standing === wanted ? [rule] : [];
  });
}

function doubtAbout(standings: Standings, effect: Demand['effect']): Gap | null {
  for (const { rule, standing } of standings) {
    if (!rule.isReportOnly && rule.demand.effect === effect && typeof standing === 'object') return standing;
  }
  return null;
}

const noPerUserState: Gap = {
  kind: 'unsupported',
  detail: 'the directory does not say whether MFA is switched on for the account by itself',
};

const noDefaults: Gap = { kind: 'absent', detail: 'the directory does not say whether security defaults are on' };

/** Why nothing forces MFA on an account, in the order of what is most worth knowing. */
function unforced(standings: Standings): Outcome {
  const excluding = [...rulesWith(standings, 'forces', 'excluded'), ...rulesWith(standings, 'narrowed', 'excluded')];
  if (excluding.length > 0) return outcome('none', 'excluded', excluding);
  const reported = standings.flatMap(({ rule, standing }) => {
    return rule.isReportOnly && rule.demand.effect === 'forces' && standing === 'included' ? [rule] : [];
  });
  if (reported.length > 0) return outcome('none', 'report-only', reported);
  const isAny = standings.some(({ rule }) => !rule.isReportOnly && rule.demand.effect !== 'nothing');
  return outcome('none', isAny ? 'not-included' : 'no-policy');
}

/** What is certain comes first: a doubt decides only where it could change the answer. */
function outcomeOf(account: Account, standings: Standings, facts: EnforcementFacts): Outcome {
  const { securityDefaults, policiesGap } = facts;
  const { perUserMfa } = account;
  if (securityDefaults === true) return outcome('enforced', 'security-defaults');
  const forcing = rulesWith(standings, 'forces', 'included');
  if (forcing.length > 0) return outcome('enforced', 'policy', forcing);
  if (perUserMfa === 'enabled' || perUserMfa === 'enforced') return outcome('enforced', 'per-user');
  const doubt =
    doubtAbout(standings, 'forces') ??
    policiesGap ??
    (securityDefaults === false ? null : securityDefaults) ??
    (perUserMfa === 'disabled' ? null : noPerUserState);
  if (doubt !== null) return outcome('unknown', 'unreadable', [], doubt);
  const narrowed = rulesWith(standings, 'narrowed', 'included');
  if (narrowed.length > 0) {
    const leftOutOf = rulesWith(standings, 'forces', 'excluded').map(({ policy }) => policy.name);
    const partly = outcome('partly', 'narrowed', narrowed);
    return leftOutOf.length === 0 ? partly : { ...partly, leftOutOf };
  }
  const doubtful = doubtAbout(standings, 'narrowed');
  return doubtful === null ? unforced(standings) : outcome('unknown', 'unreadable', [], doubtful);
}

function legacyClientsOf(standings: Standings, facts: EnforcementFacts): Enforcement['legacyClients'] {
  const { securityDefaults, policiesGap } = facts;
  if (securityDefaults === true) return 'blocked';
  const blocking = standings.filter(({ rule }) => !rule.isReportOnly && rule.demand.blocks.length > 0);
  const isBlockedBy = (some: Standings) => {
    return legacyClients.every((client) => some.some(({ rule }) => rule.demand.blocks.includes(client)));
  };
  if (isBlockedBy(blocking.filter(({ standing }) => standing === 'included'))) return 'blocked';
  const possible = blocking.filter(({ standing }) => standing === 'included' || typeof standing === 'object');
  return isBlockedBy(possible) || policiesGap !== null || securityDefaults !== false ? null : 'open';
}

/**
 * Whether something forces MFA on each account. Pure, and linear in accounts: each policy is looked at once to learn
 * what it demands and of whom.
 */
export function enforcementRows(facts: EnforcementFacts): Enforcement[] {
  const rules = rulesOf(facts);
  return facts.accounts.map((account, position) => {
    const standings = rules.map((rule) => ({ rule, standing: rule.standingOf(account, position) }));
    return {
      accountId: account.id,
      ...outcomeOf(account, standings, facts),
      startsAt: null,
      legacyClients: legacyClientsOf(standings, facts),
      allowedFactors: null,
      trustsDevices: null,
    };
  });
}

/** Whether a policy asks for a strength without saying what it allows. */
function isBare({ grantControls }: ConditionalAccessPolicy): boolean {
  const strength = grantControls?.authenticationStrength;
  return strength !== null && strength !== undefined && !strength.allowedCombinations;
}

/** Graph gives the combinations of a strength along with the policy; where it did not, they are looked up. */
async function withStrengths(
  session: Session,
  policies: readonly ConditionalAccessPolicy[],
): Promise<readonly ConditionalAccessPolicy[]> {
  if (!policies.some(isBare)) return policies;
  const known = await readStrengths(session);
  return policies.map((policy) => {
    const { grantControls: grant } = policy;
    const strength = grant?.authenticationStrength;
    if (!grant || !strength || !isBare(policy)) return policy;
    const allowedCombinations = [...(known.get(strength.id?.toLowerCase() ?? '') ?? [])];
    return { ...policy, grantControls: { ...grant, authenticationStrength: { ...strength, allowedCombinations } } };
  });
}

type PoliciesRead = Pick<EnforcementFacts, 'policies' | 'policiesGap'>;

/** A tenant that is known to have no licence has no Conditional Access; to any other, a refusal hides what there is. */
async function readAll(
  session: Session,
  upstream: Upstream,
  onFailure: (error: unknown) => void,
): Promise<PoliciesRead> {
  let relevant: ConditionalAccessPolicy[];
  try {
    relevant = (await readPolicies(session, doubtLicence(session, upstream, premium))).filter(isRelevant);
  } catch (error) {
    const isFree = rowsOf(await upstream('organization'))[0]?.plan === 'free';
    if (isUnlicensed(error) && isFree) return { policies: [], policiesGap: null };
    onFailure(error);
    return { policies: [], policiesGap: explain(error) };
  }
  try {
    return { policies: await withStrengths(session, relevant), policiesGap: null };
  } catch (error) {
    onFailure(error);
    return { policies: relevant.filter((policy) => !isBare(policy)), policiesGap: explain(error) };
  }
}

/** Told of a part of the directory that could not be read, and of the gap that stands in its place. */
type OnDark = (gap: Gap, error: unknown) => void;

/** The accounts in each group that a policy names; each group is read once. */
async function readGroups(
  session: Session,
  policies: readonly ConditionalAccessPolicy[],
  onDark: OnDark,
): Promise<Directory['groups']> {
  const ids = [...new Set(policies.flatMap(groupsOf))];
  const readings = await Promise.allSettled(ids.map((id) => session.members(id)));
  return new Map(
    readings.map((reading, index) => {
      const members = reading.status === 'fulfilled' ? (reading.value ?? []) : membersBefore(reading.reason);
      const gap = reading.status === 'fulfilled' ? null : explain(reading.reason);
      if (gap !== null && reading.status === 'rejected') onDark(gap, reading.reason);
      return [ids[index] ?? '', { ids: new Set(members.map((member) => member.id.toLowerCase())), gap }] as const;
    }),
  );
}

async function readDirectory(
  session: Session,
  upstream: Upstream,
  policies: readonly ConditionalAccessPolicy[],
  onDark: OnDark,
): Promise<Directory> {
  const needed = policies.some(namesRoles);
  const roles: Dataset<Role> = needed ? await upstream('roles') : { state: 'complete', rows: [] };
  const rolesGap = gapOf(roles);
  if (rolesGap !== null) onDark(rolesGap, new GapError(rolesGap));
  const groups = await readGroups(session, policies, onDark);
  const lacking = roles.state === 'partial' ? roles.lacking : undefined;
  const doubtfulRoles = lacking === undefined ? null : new Set(lacking.map((id) => id.toLowerCase()));
  return { groups, holders: holdersOf(roles, session.asOf), rolesGap, doubtfulRoles };
}

/**
 * Whether MFA is forced on each account: by security defaults, for the account by itself, or by Conditional Access. What
 * could not be read makes those accounts unknown that it could concern, and the others stand.
 */
export const enforcement: Collector<Session, 'enforcement'> = {
  permissions: ['Policy.Read.All', 'GroupMember.Read.All', 'RoleManagement.Read.Directory', 'User.Read.All'],
  optional: [hiddenMembers],
  async *collect(session, upstream) {
    const failures: unknown[] = [];
    const onFailure = (error: unknown) => void failures.push(error);
    const [accounts, settings, { policies, policiesGap }] = await Promise.all([
      upstream('accounts'),
      upstream('policies'),
      readAll(session, upstream, onFailure),
    ]);
    if (accounts.state === 'unavailable') throw new GapError(accounts.gap);
    const securityDefaults = securityDefaultsOf(rowsOf(settings)) ?? gapOf(settings) ?? noDefaults;
    if (typeof securityDefaults === 'object') onFailure(new GapError(securityDefaults));
    if (accounts.state === 'partial') onFailure(new GapError(accounts.gap));
    const dark = new Map<Gap, unknown>();
    const directory = await readDirectory(session, upstream, policies, (gap, error) => void dark.set(gap, error));
    const rows = enforcementRows({ accounts: accounts.rows, securityDefaults, policies, policiesGap, directory });
    yield rows;
    if (failures.length > 0) throw failures[0];
    // A group or role on which nobody's row hangs hides nothing.
    const missing = new Set(rows.map(({ gap }) => gap));
    const isUntold = rows.some(({ legacyClients }) => legacyClients === null);
    for (const [gap, error] of dark) if (isUntold || missing.has(gap)) throw error;
    return undefined;
  },
  async probe(session) {
    try {
      await probePolicies(session);
    } catch (error) {
      // A tenant without the licence is read all the same, as one that has no policies.
      if (!isUnlicensed(error)) throw error;
    }
  },
};
