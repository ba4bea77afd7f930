import type { Collector, Upstream } from '../../src/core/connector.ts';
import { type Dataset, gapOf, rowsOf } from '../../src/core/datasets.ts';
import { GapError } from '../../src/core/errors.ts';
import type { Gap } from '../../src/core/gap.ts';
import { securityDefaultsOf } from '../../src/core/policies.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { type ConditionalAccessPolicy, probePolicies, readPolicies, readStrengths } from './conditional-access.ts';
import { type Directory, groupsOf, holdersOf, namesRoles } from './conditional-access-scope.ts';
import { type EnforcementFacts, enforcementRows, isRelevant } from './enforcement-rows.ts';
import { explain, isUnlicensed } from './gaps.ts';
import { doubtLicence, premium } from './licence.ts';
import { hiddenMembers, membersBefore } from './members.ts';
import type { Session } from './session.ts';

const noDefaults: Gap = { kind: 'absent', detail: 'the directory does not say whether security defaults are on' };

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
