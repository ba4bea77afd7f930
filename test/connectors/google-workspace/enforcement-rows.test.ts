import { expect, test } from 'vitest';
import type { AppAccess } from '../../../connectors/google-workspace/app-access-settings.ts';
import { enforcementOf } from '../../../connectors/google-workspace/enforcement-rows.ts';
import type { Resolved } from '../../../connectors/google-workspace/resolution.ts';
import type { TwoStep } from '../../../connectors/google-workspace/two-step-settings.ts';
import type { Gap } from '../../../src/core/gap.ts';
import type { Setting } from '../../../src/core/rows/policy.ts';
import { person } from './two-step.ts';

const asOf = new Date('2026-11-21T00:00:00.000Z');
const past = '2025-01-01T00:00:00.000Z';
const now = '2026-11-21T00:00:00.000Z';
const ahead = '2026-11-21T00:00:00.001Z';
const dark: Gap = { kind: 'permission', detail: 'no' };

function set<T>(value: T, id = 'policies/1'): Resolved<T> {
  const by: Setting = {
    id,
    setting: 'security.x',
    origin: 'admin',
    orgUnit: null,
    group: null,
    query: null,
    sortOrder: 1,
    value: {},
  };
  return { value, by };
}
function unset<T>(value: T): Resolved<T> {
  return { value, by: null };
}
const unread = { gap: dark };

function twoStep(enrolment: Resolved<boolean>, from: Resolved<string | null>): TwoStep {
  return {
    enrolment,
    from,
    factors: unset('ALL'),
    trust: unset(true),
    passwordClients: unset(false),
  };
}

function settings(resolved: TwoStep, appAccess: AppAccess = unset(null)) {
  return { twoStep: resolved, appAccess };
}

const on = unset(true);
const off = set(false, 'policies/off');

test.each([
  // The directory's word, the settings, whether others are enforced → state, reason, start, deciding settings.
  [true, on, set(past), false, 'enforced policy', past, ['policies/1']],
  [true, on, set(now), false, 'enforced policy', now, ['policies/1']],
  [true, on, set(ahead), false, 'enforced directory', null, []],
  [true, on, set(null), false, 'enforced directory', null, []],
  [true, on, unread, false, 'enforced directory', null, []],
  [true, off, set(past), false, 'enforced policy', past, ['policies/1']],
  [false, on, unset(null), false, 'none no-policy', null, []],
  [false, on, unset(null), true, 'none not-included', null, []],
  [false, on, set(null), true, 'none not-included', null, ['policies/1']],
  [false, on, set(ahead), false, 'none scheduled', ahead, ['policies/1']],
  [false, on, set(past), true, 'none not-included', null, ['policies/1']],
  [false, off, set(past), true, 'none enrolment-off', null, ['policies/off']],
  [false, off, set(ahead), true, 'none enrolment-off', null, ['policies/off']],
  [false, unread, set(ahead), true, 'none scheduled', ahead, ['policies/1']],
  [false, unread, unread, true, 'none directory', null, []],
  [null, on, set(past), false, 'enforced policy', past, ['policies/1']],
  [null, on, set(ahead), false, 'enforced policy', ahead, ['policies/1']],
  [null, on, set(null), false, 'none no-policy', null, ['policies/1']],
  [null, on, unset(null), true, 'none not-included', null, []],
  [null, off, set(past), false, 'none enrolment-off', null, ['policies/off']],
  [null, off, unread, false, 'none enrolment-off', null, ['policies/off']],
  [null, on, unread, false, 'unknown unreadable', null, []],
  [null, unread, set(past), false, 'unknown unreadable', null, []],
  [null, unread, set(null), false, 'none no-policy', null, ['policies/1']],
  [null, unread, unread, false, 'unknown unreadable', null, []],
] as const)(
  'directory %s, enrolment %o, from %o, elsewhere %s → %s',
  (fact, enrolment, from, elsewhere, said, startsAt, by) => {
    const row = enforcementOf(person('a', '/', { enforced: fact }), settings(twoStep(enrolment, from)), {
      asOf,
      elsewhere,
      scopeOf: () => '/Sales',
    });
    expect(`${row.state} ${row.reason}`).toBe(said);
    expect(row.startsAt).toBe(startsAt);
    expect(row.policies).toEqual(by.map((id) => ({ id, name: '/Sales', conditions: [] })));
    expect(row.gap).toEqual(row.state === 'unknown' ? dark : null);
  },
);

const context = { asOf, elsewhere: false, scopeOf: (by: Setting | null) => by?.id ?? '/' };

test.each([
  [true, 'enforced directory', null],
  [false, 'none directory', null],
  [null, 'unknown unreadable', dark],
])('without any settings, directory %s → %s', (enforced, said, gap) => {
  const row = enforcementOf(person('a', '/', { enforced }), dark, context);
  expect(`${row.state} ${row.reason}`).toBe(said);
  expect(row).toMatchObject({
    gap,
    legacyClients: null,
    allowedFactors: null,
    trustsDevices: null,
    unconfiguredApps: null,
  });
});

test.each([
  [unset('ALL'), unset(true), unset(false), { set: 'ALL', scope: '/' }, true, 'blocked'],
  [set('NO_TELEPHONY'), set(false), set(true), { set: 'NO_TELEPHONY', scope: 'policies/1' }, false, 'open'],
  [set('OF_TOMORROW'), unread, set(true), { set: 'OF_TOMORROW', scope: 'policies/1' }, null, 'open'],
  [unread, unset(true), unread, null, true, null],
] as const)('factors %o, trust %o, password clients %o', (factors, trust, passwordClients, allowed, trusts, legacy) => {
  const resolved: TwoStep = { ...twoStep(on, unset(null)), factors, trust, passwordClients };
  const row = enforcementOf(person('a', '/', { enforced: true }), settings(resolved), context);
  expect(row).toMatchObject({ allowedFactors: allowed, trustsDevices: trusts, legacyClients: legacy });
});

test.each([
  [set('BLOCK_ALL_SCOPES'), { access: 'BLOCK_ALL_SCOPES', scope: 'policies/1' }],
  [set('OF_TOMORROW'), { access: 'OF_TOMORROW', scope: 'policies/1' }],
  [unset(null), null],
  [unread, null],
] as const)('applications that nobody configured: %o', (appAccess, said) => {
  const row = enforcementOf(person('a', '/'), settings(twoStep(on, unset(null)), appAccess), context);
  expect(row.unconfiguredApps).toEqual(said);
  expect(row).toMatchObject({ state: 'none', gap: null });
});
