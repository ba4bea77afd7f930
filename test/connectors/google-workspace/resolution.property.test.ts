import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appAccessRulesOf, resolveAppAccess } from '../../../connectors/google-workspace/app-access-settings.ts';
import { enforcementOf } from '../../../connectors/google-workspace/enforcement-rows.ts';
import { resolveTwoStep, twoStepRulesOf } from '../../../connectors/google-workspace/two-step-settings.ts';
import type { Enforcement } from '../../../src/core/rows/enforcement.ts';
import type { Setting } from '../../../src/core/rows/policy.ts';
import { type Input, people, ruleOf, survey } from './two-step.ts';

const asOf = new Date('2026-11-21T00:00:00Z');
const places = [
  '/',
  '/Sales',
  '/Sales/West',
  '/Ops',
  '/Gone',
  'vip',
  'all',
  'empty',
  'admins',
  'licensed',
  'riddle',
  '*',
];

const place = fc.oneof(
  fc.constantFrom(...places),
  fc
    .tuple(fc.constantFrom('', '!'), fc.constantFrom(...places), fc.constantFrom('&', '|'), fc.constantFrom(...places))
    .filter(([, left, , right]) => left !== '*' && right !== '*')
    .map(([not, left, operator, right]) => `${not}${left} ${operator} ${right}`),
);

function arbitraryRule(setting: string, field: string, values: readonly unknown[]): fc.Arbitrary<Setting> {
  return fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.boolean(), place, fc.constantFrom(...values))
    .map(([order, system, at, value], index = 0) => ({
      ...ruleOf(`${order} ${system ? 'system ' : ''}${at}: x`, setting, field, () => value),
      id: `policies/${JSON.stringify([setting, order, system, at, value])}${index}`,
    }));
}

const settings = fc.array(
  fc.oneof(
    arbitraryRule('security.two_step_verification_enrollment', 'allowEnrollment', [true, false]),
    arbitraryRule('security.two_step_verification_enforcement', 'enforcedFrom', [
      '1970-01-01T00:00:00Z',
      '2025-01-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
      'someday',
    ]),
    arbitraryRule('security.two_step_verification_enforcement_factor', 'allowedSignInFactorSet', [
      'ALL',
      'NO_TELEPHONY',
    ]),
    arbitraryRule('security.less_secure_apps', 'allowLessSecureApps', [true, false]),
    arbitraryRule('api_controls.unconfigured_third_party_apps', 'accessLevel', [
      'BLOCK_ALL_SCOPES',
      'UNSPECIFIED_UBER_BLOCK',
      7,
    ]),
  ),
  { maxLength: 8 },
);
const who = fc
  .constantFrom(...Object.values(people))
  .chain((person) => fc.constantFrom(true, false, null).map((enforced) => ({ ...person, enforced })));
const inputs = fc.subarray<Input>(['units', 'vip', 'roles']);

function rowOf(all: readonly Setting[], person: (typeof people)['ann'], dark: readonly Input[]): Enforcement {
  const standing = survey(dark)(person);
  const twoStep = resolveTwoStep(twoStepRulesOf(all), standing);
  const appAccess = resolveAppAccess(appAccessRulesOf(all), standing);
  return enforcementOf(person, { twoStep, appAccess }, { asOf, elsewhere: true, scopeOf: (by) => by?.id ?? '/' });
}

test('an input that cannot be read changes nothing that is known, but to unknown', () => {
  fc.assert(
    fc.property(settings, who, inputs, (all, person, dark) => {
      const seen = rowOf(all, person, []);
      const blind = rowOf(all, person, dark);
      if (blind.state !== 'unknown') expect(blind.state).toBe(seen.state);
      if (blind.allowedFactors !== null) expect(blind.allowedFactors.set).toBe(seen.allowedFactors?.set);
      if (blind.unconfiguredApps != null) expect(blind.unconfiguredApps.access).toBe(seen.unconfiguredApps?.access);
      if (blind.legacyClients !== null) expect(blind.legacyClients).toBe(seen.legacyClients);
    }),
    { numRuns: 3_000 },
  );
});

test('what the directory says is the state, whatever the settings say', () => {
  fc.assert(
    fc.property(settings, who, inputs, (all, person, dark) => {
      const { state, startsAt } = rowOf(all, person, dark);
      if (person.enforced === true) expect(state).toBe('enforced');
      if (person.enforced === false) expect(state).toBe('none');
      // A start that lies ahead would take back what the directory says.
      if (person.enforced === true && startsAt !== null)
        expect(Date.parse(startsAt)).toBeLessThanOrEqual(asOf.getTime());
    }),
    { numRuns: 1_000 },
  );
});

test('the order in which settings come does not matter', () => {
  const shuffled = settings.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, who, inputs, ([all, again], person, dark) => {
      const { policies, ...row } = rowOf(all, person, dark);
      const { policies: others, ...other } = rowOf(again, person, dark);
      expect({ ...other, gap: other.gap?.kind }).toEqual({ ...row, gap: row.gap?.kind });
      expect(others).toEqual(policies);
    }),
    { numRuns: 2_000 },
  );
});

test('unknown, and nothing else, comes with a gap', () => {
  fc.assert(
    fc.property(settings, who, inputs, (all, person, dark) => {
      const { state, gap, reason } = rowOf(all, person, dark);
      expect(gap !== null).toBe(state === 'unknown');
      expect(reason === 'unreadable').toBe(state === 'unknown');
    }),
  );
});
