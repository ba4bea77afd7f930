/** Measures the pure function that says on whom MFA is forced, and how its time grows with the accounts. */
import type { ConditionalAccessPolicy } from '../../connectors/microsoft365/conditional-access.ts';
import { type EnforcementFacts, enforcementRows } from '../../connectors/microsoft365/enforcement-rows.ts';
import type { Account } from '../../src/core/rows/account.ts';
import { type PolicySketch, policyOf } from '../../src/demo/conditional-access.ts';

const [most = '50000', policyCount = '60', groupCount = '500'] = process.argv.slice(2);
const groupIds = Array.from({ length: Number(groupCount) }, (_, index) => `group-${index}`);
const roleIds = Array.from({ length: 20 }, (_, index) => `role-${index}`);
const groupsOfAnAccount = 10;

function some<Item>(items: readonly Item[], from: number, count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[(from + index * 7) % items.length]).filter(
    (item) => item !== undefined,
  );
}

/** One policy is for everybody but many, some are for roles, and most are for groups and hold under a condition. */
function sketchOf(index: number): PolicySketch {
  const grant = { builtInControls: ['mfa'] };
  const named = some(groupIds, index * 8, 8);
  const others = some(groupIds, index * 8 + 3, 8);
  if (index === 0) {
    const readable = groupIds.filter((_, nth) => nth % 100 !== 99);
    return { users: { includeUsers: ['All'], excludeGroups: some(readable, 0, 60), excludeRoles: roleIds }, grant };
  }
  if (index % 4 === 1) return { users: { includeRoles: some(roleIds, index, 5), excludeGroups: others }, grant };
  return {
    users: { includeGroups: named, excludeGroups: others, excludeUsers: ['account-7'] },
    conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
    grant,
  };
}

function policies(): ConditionalAccessPolicy[] {
  return Array.from({ length: Number(policyCount) }, (_, index) => {
    const { id, displayName, state, ...rest } = policyOf(`policy-${index}`, `Policy ${index}`, '', sketchOf(index));
    // The lists of an example cannot be written to, those of an answer can; nothing else differs.
    return { id, displayName, state, ...structuredClone(rest) } as unknown as ConditionalAccessPolicy;
  });
}

/** Every account is in ten groups; of one group in a hundred the members could not be read. */
function factsOf(count: number): EnforcementFacts {
  const accounts = Array.from({ length: count }, (_, index): Account => {
    const login = `user${index}@large.example`;
    return {
      id: `account-${index}`,
      login,
      name: login,
      enabled: true,
      kind: index % 20 === 0 ? 'guest' : 'member',
      createdAt: null,
      invitation: null,
      external: index % 20 === 0,
      perUserMfa: 'disabled',
    };
  });
  const members = new Map(groupIds.map((id): [string, Set<string>] => [id, new Set()]));
  for (const [index, { id }] of accounts.entries()) {
    for (const group of some(groupIds, index, groupsOfAnAccount)) members.get(group)?.add(id);
  }
  const unread = { kind: 'permission', detail: 'hidden' } as const;
  const groups = new Map(
    groupIds.map((id, index) => [
      id,
      { ids: members.get(id) ?? new Set<string>(), gap: index % 100 === 99 ? unread : null },
    ]),
  );
  const holders = new Map(roleIds.map((id, index) => [id, new Set(some(accounts, index, 30).map((one) => one.id))]));
  const directory = { groups, holders, rolesGap: null, doubtfulRoles: null };
  return { accounts, securityDefaults: false, policies: policies(), policiesGap: null, directory };
}

/** The best of three, so that the ratio tells of the function and not of a collection of garbage. */
function secondsFor(count: number): number {
  const facts = factsOf(count);
  const runs = Array.from({ length: 3 }, () => {
    const started = performance.now();
    const rows = enforcementRows(facts);
    if (rows.length !== count) throw new Error(`${rows.length} rows for ${count} accounts`);
    return (performance.now() - started) / 1_000;
  });
  return Math.min(...runs);
}

const accounts = Number(most);
secondsFor(1_000);
const fewer = secondsFor(accounts / 10);
const seconds = secondsFor(accounts);
const size = { accounts, policies: Number(policyCount), groups: Number(groupCount) };
const states: Record<string, number> = {};
for (const { state } of enforcementRows(factsOf(1_000))) states[state] = (states[state] ?? 0) + 1;
process.send?.({ ...size, seconds, memory: process.resourceUsage().maxRSS / 1024, growth: seconds / fewer, states });
