import type { Gap } from '../../src/core/gap.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Enforcement, EnforcementReason, EnforcementState } from '../../src/core/rows/enforcement.ts';
import type { ConditionalAccessPolicy } from './conditional-access.ts';
import { type Demand, demandOf, legacyClients } from './conditional-access-demand.ts';
import { censusOf, type Directory, type Standing, scopeOf } from './conditional-access-scope.ts';

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
export function isRelevant(policy: ConditionalAccessPolicy): boolean {
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
function outcomeOf({ perUserMfa }: Account, standings: Standings, facts: EnforcementFacts): Outcome {
  const { securityDefaults, policiesGap } = facts;
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

type Fate = Omit<Enforcement, 'accountId'>;

function fateOf(account: Account, standings: Standings, facts: EnforcementFacts): Fate {
  return {
    ...outcomeOf(account, standings, facts),
    startsAt: null,
    legacyClients: legacyClientsOf(standings, facts),
    allowedFactors: null,
    trustsDevices: null,
  };
}

/** What accounts have in common that share a fate; null where one is in doubt, which happens for reasons of its own. */
function likenessOf({ perUserMfa }: Account, standings: readonly Standing[]): string | null {
  return standings.every((standing) => typeof standing === 'string') ? [perUserMfa, ...standings].join(' ') : null;
}

/**
 * Whether something forces MFA on each account. Pure, and linear in accounts: each policy is looked at once to learn
 * what it demands and of whom. Tens of thousands of accounts have one of few fates, and each is worked out once.
 */
export function enforcementRows(facts: EnforcementFacts): Enforcement[] {
  const rules = rulesOf(facts);
  const fates = new Map<string, Fate>();
  return facts.accounts.map((account, position) => {
    const likeness = likenessOf(
      account,
      rules.map(({ standingOf }) => standingOf(account, position)),
    );
    const known = likeness === null ? undefined : fates.get(likeness);
    if (known !== undefined) return { accountId: account.id, ...known };
    const standings = rules.map((rule) => ({ rule, standing: rule.standingOf(account, position) }));
    const fate = fateOf(account, standings, facts);
    if (likeness !== null) fates.set(likeness, fate);
    return { accountId: account.id, ...fate };
  });
}
