import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EnforcementFacts, enforcementRows } from '../../../connectors/microsoft365/enforcement-rows.ts';
import type { EnforcementState } from '../../../src/core/rows/enforcement.ts';
import { ca, directory, globalAdministrator, type PolicyWords, people, unreadable } from './policy.ts';

const accounts = Object.values(people);
const ids = [...accounts.map(({ id }) => id), 'gone'];
const groups = ['sales', 'both', 'empty', 'dark', 'half', 'gone'];

function some(values: readonly string[]) {
  return fc.subarray([...values]);
}

function one(values: readonly string[]) {
  return fc.constantFrom(...values);
}

const words: fc.Arbitrary<PolicyWords> = fc.record(
  {
    state: fc.constantFrom('enabled', 'enabled', 'enabled', 'enabledForReportingButNotEnforced', 'disabled'),
    in: some([...ids, 'All', 'GuestsOrExternalUsers', 'None']),
    out: some([...ids, 'GuestsOrExternalUsers']),
    groups: some(groups),
    notGroups: some(groups),
    roles: some([globalAdministrator, 'gone']),
    notRoles: some([globalAdministrator, 'gone']),
    guests: one(['b2bCollaborationGuest', 'internalGuest,b2bCollaborationMember', 'visitors']),
    notGuests: one(['b2bCollaborationGuest', 'internalGuest,b2bCollaborationMember', 'visitors']),
    apps: some(['All', 'Office365', 'None']),
    notApps: some(['Office365']),
    clients: some(['all', 'browser', 'mobileAppsAndDesktopClients', 'other', 'exchangeActiveSync', 'telepathy']),
    platforms: some(['all', 'iOS']),
    userRisk: some(['high']),
    controls: some(['mfa', 'compliantDevice', 'block', 'retina']),
    operator: one(['AND', 'OR', 'XOR']),
    strength: some(['fido2', 'password', 'password,sms', 'telepathy']),
  },
  { requiredKeys: ['state'] },
);

const facts: fc.Arbitrary<EnforcementFacts> = fc
  .record({
    words: fc.array(words, { maxLength: 5 }),
    securityDefaults: fc.constantFrom(false, false, false, true, unreadable),
    policiesGap: fc.constantFrom(null, null, null, unreadable),
    rolesGap: fc.constantFrom(null, null, unreadable),
    doubtfulRoles: fc.constantFrom(null, new Set<string>(), new Set([globalAdministrator]), new Set(['gone'])),
  })
  .map(({ words: all, rolesGap, doubtfulRoles, ...rest }) => {
    return { ...rest, accounts, policies: all.map(ca), directory: { ...directory, rolesGap, doubtfulRoles } };
  });

function statesOf(given: EnforcementFacts): EnforcementState[] {
  return enforcementRows(given).map(({ state }) => state);
}

/** What may stand after a change that takes protection away. */
const noMore: Record<EnforcementState, readonly EnforcementState[]> = {
  enforced: ['enforced', 'partly', 'none', 'unknown'],
  partly: ['partly', 'none', 'unknown'],
  none: ['none'],
  unknown: ['unknown', 'partly', 'none'],
};

function expectNoMore(before: EnforcementFacts, after: EnforcementFacts): void {
  const then = statesOf(after);
  for (const [index, state] of statesOf(before).entries()) {
    expect(noMore[state], accounts[index]?.id).toContain(then[index]);
  }
}

const exclusion = fc.oneof(
  fc.constantFrom(...ids, 'All', 'GuestsOrExternalUsers').map((id) => ({ excludeUsers: [id] })),
  fc.constantFrom(...groups).map((id) => ({ excludeGroups: [id] })),
  fc.constantFrom(globalAdministrator, 'gone').map((id) => ({ excludeRoles: [id] })),
  fc.constant({ excludeApplications: ['Office365'] }),
);

test('adding an exclusion never makes anybody more protected', () => {
  fc.assert(
    fc.property(facts, fc.nat(), exclusion, (before, at, added) => {
      fc.pre(before.policies.length > 0);
      const chosen = before.policies[at % before.policies.length];
      const policies = before.policies.map((policy) => {
        if (policy !== chosen) return policy;
        const { users, applications } = policy.conditions;
        const merged = (old: object | null | undefined) =>
          Object.fromEntries(
            Object.entries({ ...old }).map(([key, value]) => {
              const more = (added as Record<string, string[]>)[key] ?? [];
              return [key, more.length === 0 ? value : [...((value as string[] | null) ?? []), ...more]];
            }),
          );
        const conditions = { ...policy.conditions, users: merged(users), applications: merged(applications) };
        return { ...policy, conditions } as typeof policy;
      });
      expectNoMore(before, { ...before, policies });
    }),
    { numRuns: 2_000 },
  );
});

test('removing a policy never makes anybody more protected', () => {
  fc.assert(
    fc.property(facts, fc.nat(), (before, at) => {
      fc.pre(before.policies.length > 0);
      const chosen = before.policies[at % before.policies.length];
      expectNoMore(before, { ...before, policies: before.policies.filter((policy) => policy !== chosen) });
    }),
    { numRuns: 2_000 },
  );
});

const darkening: fc.Arbitrary<(lit: EnforcementFacts) => EnforcementFacts> = fc.constantFrom(
  (lit) => ({ ...lit, policiesGap: unreadable }),
  (lit) => ({ ...lit, securityDefaults: unreadable }),
  (lit) => ({ ...lit, directory: { ...lit.directory, rolesGap: unreadable, doubtfulRoles: null } }),
  (lit) => ({ ...lit, directory: { ...lit.directory, rolesGap: unreadable, doubtfulRoles: null, holders: new Map() } }),
  (lit) => ({
    ...lit,
    directory: {
      ...lit.directory,
      groups: new Map(groups.map((id) => [id, { ids: new Set<string>(), gap: unreadable }])),
    },
  }),
  (lit) => ({ ...lit, accounts: lit.accounts.map((account) => ({ ...account, perUserMfa: null })) }),
  (lit) => ({ ...lit, accounts: lit.accounts.map((account) => ({ ...account, external: null, kind: null })) }),
);

test('what cannot be read protects nobody and accuses nobody: it makes unknown', () => {
  fc.assert(
    fc.property(facts, darkening, (lit, darken) => {
      const [before, after] = [enforcementRows(lit), enforcementRows(darken(lit))];
      for (const [index, row] of before.entries()) {
        const seen = after[index];
        const who = accounts[index]?.id;
        expect([row.state, 'unknown'], who).toContain(seen?.state);
        expect([row.legacyClients, null], who).toContain(seen?.legacyClients);
        if (seen?.state === 'unknown') expect(seen.gap, who).not.toBeNull();
      }
    }),
    { numRuns: 2_000 },
  );
});

test('the order of policies does not matter', () => {
  fc.assert(
    fc.property(facts, (given) => {
      expect(statesOf({ ...given, policies: given.policies.toReversed() })).toEqual(statesOf(given));
    }),
  );
});

test('values that are not known never make anybody more protected', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom('mfa', 'browser', 'All', 'all', 'fido2'), (before, word) => {
      const policies = JSON.parse(JSON.stringify(before.policies).replaceAll(`"${word}"`, '"unheard-of"'));
      const after = statesOf({ ...before, policies });
      for (const [index, state] of statesOf(before).entries()) {
        if (after[index] === 'enforced') expect(state, accounts[index]?.id).toBe('enforced');
      }
    }),
    { numRuns: 2_000 },
  );
});

test('no row depends on who else is there', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const alone = given.accounts.flatMap((account) => enforcementRows({ ...given, accounts: [account] }));
      expect(enforcementRows(given)).toEqual(alone);
    }),
  );
});
