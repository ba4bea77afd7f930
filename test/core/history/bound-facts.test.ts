import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { AccountFacts, HeldRole } from '../../../src/core/history/account-facts.ts';
import {
  type Binding,
  type Bound,
  bindingOf,
  bindingsAfter,
  boundMore,
  boundTo,
  type ExceptionVoid,
  type Failing,
  toldOf,
  type VoidChange,
  voidedBy,
} from '../../../src/core/history/bound-facts.ts';
import { bindingSchema } from '../../../src/core/history/bound-schema.ts';
import type { Method } from '../../../src/core/rows/mfa.ts';
import { account, app, key, phone } from '../../check-tester.ts';

const user: HeldRole = { id: 'r-1', name: 'User Administrator', tier: 'high', eligible: false };
const reader: HeldRole = { id: 'r-2', name: 'Reports Reader', tier: 'limited', eligible: false };

function factsOf(more: Partial<AccountFacts> = {}): AccountFacts {
  const { id, login, name, kind, enabled, createdAt } = account();
  const known = { provider: 'microsoft365', directoryId: 'd-1', department: null, member: true } as const;
  const nothing = { roles: [], registered: false, methods: [], enforcement: 'none', signIn: 'active' } as const;
  return {
    ...known,
    id,
    login,
    name,
    kind,
    enabled,
    createdAt,
    ...nothing,
    privilege: 'none',
    ...more,
  } as AccountFacts;
}

function failing(more: Partial<Failing> = {}): Failing {
  return { check: 'missing-mfa', message: 'unregistered', severity: 'high', data: {}, ...more };
}

const mine = failing();
function bound(more: Partial<AccountFacts> = {}, how: Partial<Failing> = {}): Bound {
  return boundTo(failing(how), factsOf(more));
}

const registered = (...methods: Method[]) => ({ registered: true, methods });

describe('an exception is void when', () => {
  const cases: Array<[string, VoidChange, Bound, Bound]> = [
    ['a role is added', 'roles', bound(), bound({ roles: [reader] })],
    ['a role is taken away', 'roles', bound({ roles: [user, reader] }), bound({ roles: [user] })],
    ['one role takes the place of another', 'roles', bound({ roles: [reader] }), bound({ roles: [user] })],
    ['a role gains rights', 'roles', bound({ roles: [reader] }), bound({ roles: [reader], privilege: 'high' })],
    ['only the privilege is known', 'roles', bound({ roles: null }), bound({ roles: null, privilege: 'top' })],
    ['a factor is registered', 'mfa', bound(), bound(registered(phone))],
    ['a factor is gone', 'mfa', bound(registered(phone)), bound()],
    ['a factor of another strength is there', 'mfa', bound(registered(phone)), bound(registered(phone, key))],
    ['MFA is forced', 'mfa', bound(), bound({ enforcement: 'enforced' })],
    ['MFA is forced no more', 'mfa', bound({ enforcement: 'enforced' }), bound({ enforcement: 'partly' })],
    ['the account signs in again', 'signIn', bound({ signIn: 'stale' }), bound({ signIn: 'active' })],
    ['the account falls asleep', 'signIn', bound(), bound({ signIn: 'unused' })],
    ['the finding is graver', 'worse', bound({}, { severity: 'medium' }), bound({}, { severity: 'critical' })],
    ['the message is worse', 'worse', bound({}, { message: 'unusable' }), bound({}, { message: 'unregistered' })],
    ['there are more', 'worse', bound({}, { data: { count: 5 } }), bound({}, { data: { count: 6 } })],
  ];
  it.each(cases)('%s', (_name, change, before, after) => {
    expect(voidedBy('missing-mfa', before, after)).toEqual({ change, before, after });
  });
});

describe('an exception holds when', () => {
  const many = (count: number, message = 'many') => bound({}, { message, data: { count } });
  const cases: Array<[string, Bound, Bound]> = [
    ['nothing changed', bound({ roles: [user] }), bound({ roles: [user] })],
    ['a role is called otherwise', bound({ roles: [user] }), bound({ roles: [{ ...user, name: 'x' }] })],
    ['a role is activated', bound({ roles: [{ ...user, eligible: true }] }), bound({ roles: [user] })],
    [
      'another method of the same strength is there',
      bound(registered(phone)),
      bound(registered(phone, { ...phone, name: 'sms' })),
    ],
    ['the finding is milder', bound({}, { severity: 'critical' }), bound({}, { severity: 'high' })],
    ['the message is milder', bound(), bound({}, { message: 'unusable' })],
    ['a milder finding has another message', bound({}, { severity: 'critical', message: 'unusable' }), bound()],
    ['there are as many', many(5), many(5)],
    ['there are fewer', many(5), many(4)],
    ['another message counts something else', many(1, 'few'), many(6)],
    ['a message tells no count', bound({}, { data: { count: 5 } }), bound()],
    ['the login and the department are other ones', bound(), bound({ login: 'x@y.example', department: 'Sales' })],
  ];
  it.each(cases)('%s', (_name, before, after) => {
    expect(voidedBy('missing-mfa', before, after)).toBeNull();
  });
});

const unknown = { privilege: null, roles: null, registered: null, methods: null, enforcement: null, signIn: null };

test('what is not known has not changed, and is bound when it first is', () => {
  const dark = bound(unknown);
  const admin = bound({ privilege: 'high', roles: [user], ...registered(app), signIn: 'stale' });
  expect(voidedBy('missing-mfa', dark, admin)).toBeNull();
  expect(voidedBy('missing-mfa', admin, dark)).toBeNull();
  expect(boundMore(dark, admin)).toEqual(admin);
  expect(boundMore(admin, dark)).toEqual(admin);
  expect(voidedBy('missing-mfa', boundMore(dark, admin), bound({ ...registered(app), signIn: 'stale' }))?.change).toBe(
    'roles',
  );
});

test('who is no account is bound to message, severity and count alone', () => {
  expect(boundTo(failing({ message: 'many', data: { count: 6 } }), undefined)).toEqual({
    ...{ privilege: null, roles: null, registered: null, factors: null, enforcement: null, signIn: null },
    ...{ message: 'many', severity: 'high', count: 6 },
  });
});

describe('a change is told', () => {
  const cases: Array<[string, Bound, Bound, string, string]> = [
    [
      'with names of roles',
      bound(),
      bound({ roles: [user, reader], privilege: 'high' }),
      'none',
      'high\nUser Administrator\nReports Reader',
    ],
    [
      'without names that one side does not know',
      bound({ roles: null }),
      bound({ roles: [user], privilege: 'high' }),
      'none',
      'high',
    ],
    ['as factors that came', bound(), bound(registered(phone)), 'unregistered', 'registered\nfactor-phone'],
    [
      'as factors that went',
      bound({ registered: null, methods: [phone] }),
      bound({ registered: null }),
      'factor-phone',
      'factor-none',
    ],
    [
      'as enforcement alone where all else is the same',
      bound(registered(phone)),
      bound({ ...registered(phone), enforcement: 'partly' }),
      'enforcement-none',
      'enforcement-partly',
    ],
    ['as classes of sign-ins', bound(), bound({ signIn: 'never' }), 'active', 'never'],
    [
      'as severity, message and count',
      bound({}, { message: 'many', data: { count: 5 } }),
      bound({}, { message: 'many', data: { count: 7 } }),
      'high\nmany\n5',
      'high\nmany\n7',
    ],
  ];
  it.each(cases)('%s', (_name, was, is, before, after) => {
    const ended = voidedBy('missing-mfa', was, is);
    if (ended === null) throw new Error('it holds');
    expect(toldOf(ended)).toEqual({ change: ended.change, before, after });
  });
});

const arbitraryBound: fc.Arbitrary<Bound> = fc
  .record({
    privilege: fc.constantFrom('top' as const, 'high' as const, 'none' as const, null),
    roles: fc.constantFrom([user], [user, reader], [], null),
    registered: fc.constantFrom(true, false, null),
    methods: fc.constantFrom([phone], [key, phone], [], null),
    enforcement: fc.constantFrom('enforced' as const, 'partly' as const, 'none' as const, null),
    signIn: fc.constantFrom('active' as const, 'unused' as const, 'never' as const, null),
    message: fc.constantFrom('unusable', 'unregistered'),
    severity: fc.constantFrom('high' as const, 'critical' as const),
    count: fc.constantFrom(1, 2, null),
  })
  .map(({ message, severity, count, ...facts }) => bound(facts, { message, severity, data: { count } }));

const finding = 'missing-mfa/microsoft365/ann';

/** What a scan after the other makes of one exception, as judging and recording do it in turns. */
function scanned(nights: readonly Bound[]): Binding[][] {
  let known: Binding[] = [];
  return nights.map((night) => {
    const met = { check: mine.check, findingKey: finding, byLogin: true };
    const { facts, void: ended } = bindingOf(met, known, night);
    known = bindingsAfter(known, [{ ...met, bound: facts, void: ended }]);
    return known;
  });
}

describe('from scan to scan', () => {
  it('what is bound stays bound, and what is void stays void, for the same reason', () => {
    fc.assert(
      fc.property(fc.array(arbitraryBound, { minLength: 1, maxLength: 8 }), (nights) => {
        const all = scanned(nights).map(([only]) => only);
        for (const [index, binding] of all.entries()) {
          const before = all[index - 1];
          if (before === undefined || binding === undefined) continue;
          if (before.void !== null) expect(binding).toEqual(before);
          else expect(boundMore(before.facts, binding.facts)).toEqual(binding.facts);
          for (const [name, fact] of Object.entries(before.facts)) {
            if (fact !== null) expect(binding.facts[name as keyof Bound]).toEqual(fact);
          }
        }
      }),
    );
  });

  it('nothing but a change ends it', () => {
    fc.assert(
      fc.property(arbitraryBound, fc.integer({ min: 1, max: 5 }), (night, times) => {
        const bindings = scanned(Array.from({ length: times }, () => night));
        expect(bindings.at(-1)).toEqual([{ finding, facts: night, void: null }]);
      }),
    );
  });

  it('a scan that did not know what it is bound to is measured by that when it is recorded', () => {
    const known: Binding[] = [{ finding, facts: bound({ roles: [reader] }), void: null }];
    const [first] = bindingsAfter(known, [
      { check: mine.check, findingKey: finding, byLogin: false, bound: bound({ roles: [user] }), void: null },
    ]);
    expect(first?.facts).toEqual(bound({ roles: [reader] }));
    expect(first?.void?.change).toBe('roles');
  });

  it('each finding has facts of its own', () => {
    const other = 'missing-mfa/google-workspace/1';
    const met = (findingKey: string) => ({ check: mine.check, findingKey, byLogin: true });
    const told = (findingKey: string, facts: Bound) => ({ ...met(findingKey), bound: facts, void: null });
    const first = bindingsAfter([], [told(finding, bound()), told(other, bound({ signIn: 'never' }))]);
    expect(first.map((one) => [one.finding, one.facts.signIn])).toEqual([
      [other, 'never'],
      [finding, 'active'],
    ]);
    expect(bindingOf(met(finding), first, bound()).void).toBeNull();
    expect(bindingOf(met(other), first, bound()).void?.change).toBe('signIn');
  });

  it('what is written down is read back the same', () => {
    fc.assert(
      fc.property(fc.array(arbitraryBound, { minLength: 1, maxLength: 4 }), (nights) => {
        for (const binding of scanned(nights).flat()) {
          expect(bindingSchema.parse(JSON.parse(JSON.stringify(binding)))).toEqual(binding);
        }
      }),
    );
  });
});

describe('a login that passes to another account', () => {
  const keyOf = (id: string) => `missing-mfa/microsoft365/${id}`;
  const met = (id: string, byLogin = true) => ({ check: 'missing-mfa', findingKey: keyOf(id), byLogin });
  const given: Binding = { finding: keyOf('ann/1'), facts: bound({ signIn: 'stale' }), void: null };
  const passed: ExceptionVoid = {
    ...{ change: 'subject', before: given.facts, after: bound(registered(phone)) },
    accounts: { before: 'ann/1', after: 'bob' },
  };
  const ofBob: Binding = { finding: keyOf('bob'), facts: given.facts, void: passed };
  const now = bound(registered(phone));

  it('is not what the exception was given for, whatever else differs', () => {
    expect(bindingOf(met('bob'), [given], now)).toEqual(ofBob);
    expect(toldOf(passed)).toEqual({ change: 'subject', before: 'ann/1', after: 'bob' });
  });

  it('is none where the exception names the account by its id', () => {
    expect(bindingOf(met('bob', false), [given], now)).toEqual({ finding: keyOf('bob'), facts: now, void: null });
  });

  it('is none in the other cloud, nor by another check', () => {
    for (const finding of ['missing-mfa/google-workspace/ann/1', 'stale-account/microsoft365/ann/1']) {
      expect(bindingOf(met('bob'), [{ ...given, finding }], now).void).toBeNull();
    }
  });

  it('is one also where the exception was void before, for facts of the account that it was given for', () => {
    const ended = voidedBy('missing-mfa', given.facts, bound());
    expect(bindingOf(met('bob'), [{ ...given, void: ended }], now)).toEqual(ofBob);
  });

  it('leaves the first account what it had, when it gets its login back', () => {
    expect(bindingOf(met('ann/1'), [given, ofBob], given.facts)).toEqual(given);
    expect(bindingOf(met('bob'), [given, ofBob], now)).toEqual(ofBob);
  });

  it('is recorded as it was judged', () => {
    const { facts, void: ended } = bindingOf(met('bob'), [given], now);
    expect(bindingsAfter([given], [{ ...met('bob'), bound: facts, void: ended }])).toEqual([given, ofBob]);
  });

  it('passes on again from the account that it was given for', () => {
    for (const known of [
      [given, ofBob],
      [ofBob, given],
    ]) {
      expect(bindingOf(met('cyd'), known, now).void?.accounts).toEqual({ before: 'ann/1', after: 'cyd' });
    }
  });

  it('is seen when a scan is recorded that knew nothing of the account before', () => {
    const told = [{ ...met('bob'), bound: now, void: null }];
    expect(bindingsAfter([given], told)).toEqual([given, ofBob]);
    expect(bindingsAfter(bindingsAfter([given], told), told)).toEqual([given, ofBob]);
    const byId = [{ ...met('bob', false), bound: now, void: null }];
    expect(bindingsAfter([given], byId)[1]).toEqual({ finding: keyOf('bob'), facts: now, void: null });
  });

  it('is none where one scan finds two accounts with it', () => {
    const two = ['ann/1', 'bob'].map((id) => ({ ...met(id), bound: now, void: null }));
    expect(bindingsAfter([], two).map((one) => one.void)).toEqual([null, null]);
  });

  it('leaves one account at most covered in each cloud, and that is the first', () => {
    const clouds = fc.constantFrom('microsoft365', 'google-workspace');
    const one = fc.record({ cloud: clouds, id: fc.constantFrom('ann', 'bob', 'cyd'), facts: arbitraryBound });
    const isLive = fc.boolean();
    fc.assert(
      fc.property(fc.array(fc.tuple(one, isLive), { minLength: 1, maxLength: 8 }), (nights) => {
        const first = new Map<string, string>();
        let known: Binding[] = [];
        for (const [{ cloud, id, facts }, isKnown] of nights) {
          const findingKey = `missing-mfa/${cloud}/${id}`;
          const mineNow = { check: 'missing-mfa', findingKey, byLogin: true };
          // A scan that was judged while the store was away knows of no other.
          const { facts: told, void: ended } = bindingOf(mineNow, isKnown ? known : [], facts);
          known = bindingsAfter(known, [{ ...mineNow, bound: told, void: ended }]);
          if (!first.has(cloud)) first.set(cloud, id);
          const isFirst = first.get(cloud) === id;
          const change = known.find(({ finding }) => finding === findingKey)?.void?.change;
          if (isFirst) expect(change).not.toBe('subject');
          else expect(change).toBe('subject');
        }
        for (const binding of known) expect(bindingSchema.parse(JSON.parse(JSON.stringify(binding)))).toEqual(binding);
      }),
    );
  });
});
