import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/core/datasets.ts';
import type { AccountFacts } from '../../../src/core/history/account-facts.ts';
import { betterWhen, type Figure, type FigureId, figureIds } from '../../../src/core/history/figures.ts';
import { figuresOf, timeToFixOf } from '../../../src/core/history/measure.ts';
import type { Report } from '../../../src/core/report.ts';
import type { Account } from '../../../src/core/rows/account.ts';
import { arbitraryCircumstances, arbitraryTenant } from '../../arbitrary-snapshots.ts';
import {
  account,
  app,
  daysAgo,
  enforcement,
  guest,
  key,
  mfa,
  phone,
  role,
  signIn,
  strange,
  unavailable,
} from '../../check-tester.ts';
import { directory } from '../directory.ts';
import { type Judging, scan, whole } from './scans.ts';

type Data = Partial<Snapshot['datasets']>;

function complete<Row>(rows: readonly Row[]) {
  return { state: 'complete', rows } as const;
}

function figureOf(figures: readonly Figure[], id: FigureId): Figure {
  const found = figures.find((figure) => figure.id === id);
  if (found === undefined) throw new Error(`no figure ${id}`);
  return found;
}

/** The figure of a Microsoft 365 directory of which these accounts and datasets were read. */
function told(id: FigureId, accounts: readonly Account[], data: Data = {}, how: Judging = {}) {
  const { value, numerator, denominator, unknown } = figureOf(
    scan([directory('microsoft365', accounts, data)], how).entry.figures,
    id,
  );
  return { value, numerator, denominator, unknown };
}

const [ann, bob, cyd] = [account(), account({ id: 'bob' }), account({ id: 'cyd' })];

describe('shares of members', () => {
  it('are exact, and leave out who is no member', () => {
    const data = {
      enforcement: complete([
        enforcement(),
        enforcement({ accountId: 'bob', state: 'partly', reason: 'narrowed' }),
        enforcement({ accountId: 'cyd', state: 'none', reason: 'no-policy' }),
        enforcement({ accountId: 'gus' }),
      ]),
    };
    const people = [ann, bob, cyd, guest({ id: 'gus' }), account({ id: 'eve', enabled: false })];
    const third = { value: 1 / 3, numerator: 1, denominator: 3, unknown: 0 };
    expect(told('mfa-enforced', people, data)).toEqual(third);
    expect(told('mfa-enforced', people, data, { emergency: ['cyd'] })).toEqual({
      ...{ value: 0.5, numerator: 1, denominator: 2, unknown: 0 },
    });
  });

  it('count who may be a member, and who gives no answer, as unknown', () => {
    const doubtful = account({ id: 'dan', enabled: null });
    const data = { enforcement: complete([enforcement(), enforcement({ accountId: 'dan' })]) };
    expect(told('mfa-enforced', [ann, bob, doubtful], data)).toEqual({
      ...{ value: 1, numerator: 1, denominator: 1, unknown: 2 },
    });
  });

  it('are nothing where there is nobody, and not known where nobody could tell', () => {
    expect(told('mfa-enforced', [guest({ id: 'gus' })])).toMatchObject({ value: null, denominator: 0, unknown: 0 });
    expect(told('mfa-enforced', [ann])).toMatchObject({ value: null, denominator: 0, unknown: 1 });
  });

  it('do not know how many are missing where not all accounts were read', () => {
    const lost = { accounts: { state: 'partial', rows: [ann], gap: { kind: 'network', detail: 'lost' } } } as const;
    const data = { enforcement: complete([enforcement()]), ...lost };
    expect(told('mfa-enforced', [], data)).toEqual({ value: 1, numerator: 1, denominator: 1, unknown: null });
    expect(told('stale-accounts', [], { accounts: unavailable() })).toMatchObject({ value: null, unknown: null });
  });
});

describe('second factors', () => {
  const registered = (methods: Parameters<typeof mfa>[0]) => ({ mfa: complete([mfa(methods)]) });

  it.each([
    ['a key', { methods: [key, phone] }, 1, 0],
    ['a phone', { methods: [phone] }, 0, 1],
    ['a phone, though not usable', { registered: false, methods: [phone] }, 0, 1],
    ['a phone and an app', { methods: [phone, app] }, 0, 0],
    ['nothing', { registered: false, methods: [] }, 0, 0],
    ['nothing that is named', { registered: false, methods: null }, 0, 0],
  ])('%s', (_, row, resistant, phoneOnly) => {
    expect(told('mfa-resistant', [ann], registered(row))).toMatchObject({ numerator: resistant, unknown: 0 });
    expect(told('phone-only', [ann], registered(row))).toMatchObject({ value: phoneOnly, unknown: 0 });
  });

  it('are not known where a method is strange, or none is named', () => {
    expect(told('mfa-resistant', [ann], registered({ methods: [strange] }))).toMatchObject({ value: null, unknown: 1 });
    expect(told('phone-only', [ann], registered({ methods: null }))).toMatchObject({ value: null, unknown: 1 });
  });

  it('of Google are keys and passkeys alone, so that nobody enrolled is known to have nothing but a phone', () => {
    const data = (row: Parameters<typeof mfa>[0]) => [directory('google-workspace', [ann], registered(row))];
    const phoneOnly = (row: Parameters<typeof mfa>[0]) => figureOf(scan(data(row)).entry.figures, 'phone-only');
    expect(phoneOnly({ registered: true, methods: [] })).toMatchObject({ value: null, unknown: 1 });
    expect(phoneOnly({ registered: true, methods: [key] })).toMatchObject({ value: 0, unknown: 0 });
    expect(phoneOnly({ registered: false, methods: [] })).toMatchObject({ value: 0, unknown: 0 });
  });

  it('of Google are not known where they cannot be read, also of whoever is not enrolled', () => {
    const { entry } = scan([directory('google-workspace', [ann], registered({ registered: false, methods: null }))]);
    expect(figureOf(entry.figures, 'mfa-resistant')).toMatchObject({ numerator: 0, denominator: 0, unknown: 1 });
    expect(entry.accounts).toMatchObject([{ registered: false, methods: null }]);
  });
});

describe('disuse, measured alike for every tenant', () => {
  const used = (days: number) => ({ signIns: complete([signIn({ lastSuccess: daysAgo(days) })]) });
  const never = { signIns: complete([signIn()]) };
  const admin = { roles: complete([role()]) };

  it('begins after 90 days, whatever the options are', () => {
    const options = { 'stale-account': { limitDays: 10 } };
    expect(told('stale-accounts', [ann], used(90), { options })).toMatchObject({ value: 0 });
    expect(told('stale-accounts', [ann], used(91), { options })).toMatchObject({ value: 1 });
  });

  it('of an administrator begins after 45', () => {
    expect(told('unused-admins', [ann], { ...used(45), ...admin })).toMatchObject({ value: 0, denominator: 1 });
    expect(told('unused-admins', [ann], { ...used(46), ...admin })).toMatchObject({ value: 1 });
    expect(told('unused-admins', [ann], { ...used(46), roles: complete([]) })).toMatchObject({
      value: 0,
      denominator: 0,
    });
  });

  it('is not that of an account which is younger', () => {
    const young = (days: number) => [account({ createdAt: daysAgo(days) })];
    expect(told('stale-accounts', young(90), never)).toMatchObject({ value: 0, unknown: 0 });
    expect(told('stale-accounts', young(91), never)).toMatchObject({ value: 1 });
    expect(told('unused-admins', young(45), { ...never, ...admin })).toMatchObject({ value: 0, denominator: 1 });
    expect(told('unused-admins', young(46), { ...never, ...admin })).toMatchObject({ value: 1 });
    const ageless = [account({ createdAt: null })];
    expect(told('stale-accounts', ageless, never)).toMatchObject({ value: null, unknown: 1 });
  });

  it('of guests is theirs alone', () => {
    const people = [guest({ id: 'ann' }), bob];
    expect(told('stale-guests', people, used(91))).toMatchObject({ value: 1, denominator: 1 });
  });
});

describe('top administrators', () => {
  const holders = (...ids: string[]) => ({ roles: complete(ids.map((holderId) => role({ holderId }))) });

  it('are humans who may sign in, guests too, however they hold the role; emergency accounts are not', () => {
    const people = [
      ann,
      guest({ id: 'gus' }),
      account({ id: 'bot', kind: 'agent' }),
      account({ id: 'off', enabled: false }),
    ];
    const roles = { roles: complete([...holders('ann', 'gus', 'bot', 'off').roles.rows, role({ state: 'eligible' })]) };
    expect(told('top-admins', people, roles)).toMatchObject({ value: 2, denominator: 2, unknown: 0 });
    expect(told('top-admins', people, roles, { emergency: ['gus@example.com'] })).toMatchObject({ value: 1 });
    expect(told('top-admins', people, roles, { emergency: ['ann'] })).toMatchObject({ value: 1 });
  });

  it('may be more where a role that was not read could be the top one', () => {
    const high = role({ roleId: 'user-administrator', roleName: 'User Administrator', tier: 'high' });
    const cut = { roles: { state: 'partial', rows: [high], gap: { kind: 'network', detail: 'lost' } } } as const;
    expect(told('top-admins', [ann, bob], cut)).toMatchObject({ value: null, unknown: 2 });
    const dark = { roles: complete([high, role({ roleId: 'custom', roleName: 'Custom', tier: null })]) };
    expect(told('top-admins', [ann, bob], dark)).toMatchObject({ value: 0, denominator: 1, unknown: 1 });
  });
});

describe('the scan itself', () => {
  it('covers what was read whole, of what is offered', () => {
    const unread = { mfa: unavailable('licence'), roles: unavailable('permission') };
    expect(told('coverage', [ann], unread)).toEqual({ value: 1 / 3, numerator: 1, denominator: 3, unknown: 0 });
  });

  it('counts accepted findings of those that fail', () => {
    const exceptions = [
      { check: 'missing-mfa', subject: 'ann', reason: 'leave', approvedBy: 'bob', until: '2026-12-31' },
    ];
    const data = { mfa: complete([mfa({ registered: false }), mfa({ accountId: 'bob', registered: false })]) };
    expect(told('exceptions', [ann, bob], data, { exceptions })).toMatchObject({ value: 1 });
  });

  it('knows not how many are accepted, or left, where accounts or the HR list could not be read', () => {
    const fault = { line: 2, problem: 'status', value: 'x' } as const;
    const roster = { state: 'faulty', file: 'hr.csv', faults: [fault] } as const;
    const dark = { value: null, numerator: 0, denominator: 0, unknown: null };
    expect(told('leaver-lag', [ann])).toEqual({ ...dark, unknown: 0 });
    expect(told('leaver-lag', [ann], {}, { roster: structuredClone(roster) as never })).toEqual(dark);
    const unread = { accounts: unavailable('permission') };
    for (const id of ['leaver-lag', 'exceptions'] as const) expect(told(id, [ann], unread)).toEqual(dark);
  });

  it('knows of each figure which way is better', () => {
    expect(Object.keys(betterWhen).sort()).toEqual([...figureIds].sort());
  });
});

describe('time to fix', () => {
  const repair = (hours: number | null, unseen = false) => ({ severity: 'high', hours, unseen }) as const;
  const high = (repairs: Parameters<typeof timeToFixOf>[0]) => figureOf(timeToFixOf(repairs), 'time-to-fix-high');

  it('is the median of what was repaired, beside what stands', () => {
    expect(high([repair(10), repair(30), repair(null)])).toMatchObject({ value: 20, numerator: 2, denominator: 3 });
    expect(high([repair(10), repair(30), repair(50)])).toMatchObject({ value: 30, numerator: 3, unknown: 0 });
  });

  it('is not known while nothing was repaired, and what nobody sees is neither', () => {
    expect(high([repair(null), repair(null, true)])).toMatchObject({ value: null, denominator: 1, unknown: 1 });
    expect(high([])).toMatchObject({ value: null, numerator: 0, denominator: 0, unknown: 0 });
    expect(timeToFixOf([]).map(({ id }) => id)).toEqual([
      ...['time-to-fix-critical', 'time-to-fix-high', 'time-to-fix-medium', 'time-to-fix-low'],
    ]);
  });
});

const compared = { accounts: 0, counted: 0, tops: 0 };

afterAll(() => {
  const { accounts, counted, tops } = compared;
  process.stdout.write(`figures: ${accounts} accounts as checks judge them, ${counted} counted; ${tops} top admins\n`);
});

describe('figures are what checks count', () => {
  const circumstances: fc.Arbitrary<Judging> = arbitraryCircumstances;
  const counts: readonly [FigureId, string, readonly string[]][] = [
    ['stale-accounts', 'stale-account', ['stale', 'never']],
    ['stale-guests', 'stale-guest', ['stale', 'never']],
    ['unused-admins', 'unused-admin', ['unused', 'never']],
    ['phone-only', 'sms-mfa', ['only']],
    ['mfa-enforced', 'unenforced-mfa', ['none', 'partly']],
    ['mfa-resistant', 'phishable-admin', ['phishable']],
  ];
  /** Figures that count who keeps the rule. */
  const good: ReadonlySet<FigureId> = new Set(['mfa-enforced', 'mfa-resistant']);

  /** What a figure says of one account; undefined: the account does not belong, or nobody can tell. */
  function answerOf(report: Report, facts: AccountFacts, id: FigureId): boolean | undefined {
    const { numerator, denominator } = figureOf(figuresOf(report, [facts], null), id);
    return denominator === 0 ? undefined : (numerator === 1) !== good.has(id);
  }

  it.each(counts)('%s as %s, account by account', (id, check, messages) => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, fc.boolean(), (read, how, isWhole) => {
        const { report, entry } = scan(isWhole ? whole(read) : read, how);
        // What Google registered as second factor, apart from keys, nobody says.
        const isSaid = ({ provider }: AccountFacts) => id !== 'phone-only' || provider === 'microsoft365';
        for (const facts of entry.accounts.filter(isSaid)) {
          const found = entry.findings.find(({ key: name }) => name === `${check}/${facts.provider}/${facts.id}`);
          const isDark = entry.verdicts.some(
            (one) => one.check === check && one.provider === facts.provider && one.sight === 'none',
          );
          // Of an invitation that was never accepted the check says no more.
          if (isDark || found?.message === 'unaccepted') continue;
          const isFailing = found?.verdict === 'fail' && messages.includes(found.message);
          const answer = answerOf(report, facts, id);
          if (answer === undefined) continue;
          // The figure of phishing resistance is of all members, the check of administrators alone.
          if (id === 'mfa-resistant' && found?.verdict !== 'fail') continue;
          compared.accounts += 1;
          if (answer) compared.counted += 1;
          expect([facts.id, answer]).toEqual([facts.id, isFailing]);
        }
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('top-admins as top-admin-count', () => {
    fc.assert(
      fc.property(arbitraryTenant, circumstances, (read, how) => {
        const [first] = whole(read);
        if (first === undefined) return;
        // With these limits the check always tells how many there are.
        const { report, entry } = scan([first], { ...how, options: { 'top-admin-count': { max: 0, min: 100 } } });
        const findings = report.results.filter((one) => one.check === 'top-admin-count').flatMap((one) => one.findings);
        const [{ count, doubtful } = { count: null, doubtful: null }] = findings.map(({ data }) => data);
        const { numerator, unknown } = figureOf(entry.figures, 'top-admins');
        if (count === null) return;
        compared.tops += numerator;
        expect(numerator).toBe(count);
        if (doubtful === 0) expect(unknown).toBe(0);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
