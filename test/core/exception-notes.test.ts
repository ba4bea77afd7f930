import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/core/datasets.ts';
import type { Binding, Bound } from '../../src/core/history/bound-facts.ts';
import type { DeclaredException } from '../../src/core/report.ts';
import type { Roster, RosterPerson } from '../../src/core/roster.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { account, application, listed, mfa, role, secret } from '../check-tester.ts';
import { directory } from './directory.ts';
import { reportOf } from './whole-report.ts';

/** Nobody has a second factor. */
function unregistered(accounts: readonly Account[], roles: readonly Role[] = []): Snapshot {
  return directory('microsoft365', accounts, {
    mfa: {
      state: 'complete',
      rows: accounts.map(({ id }) => mfa({ accountId: id, registered: false, usable: false })),
    },
    roles: { state: 'complete', rows: [...roles] },
  });
}

function exception(more: Partial<DeclaredException> = {}): DeclaredException {
  return { check: 'missing-mfa', subject: 'ann', reason: 'leave', approvedBy: 'boss', until: '2027-03-31', ...more };
}

function judged(exceptions: readonly DeclaredException[], snapshot = unregistered([account()])) {
  const report = reportOf([snapshot], { approvedCountries: [], exceptions });
  const notes = report.notes.filter(({ id }) => id.startsWith('exception-'));
  const result = report.results.find(({ check }) => check === 'missing-mfa');
  return { notes: notes.map(({ id, data }) => [id, data]), texts: notes.map(({ text }) => text), result };
}

const same = { check: 'missing-mfa', subject: 'ann' };

/** What an exception for Ann is bound to when she is first covered. */
function firstBound(snapshot?: Snapshot): Bound {
  const bound = judged([exception()], snapshot).result?.findings[0]?.acceptance?.bound;
  if (bound === undefined) throw new Error('nothing is covered');
  return bound;
}

const finding = 'missing-mfa/microsoft365/ann';
const boundFrom = (facts: Bound): Binding[] => [{ finding, facts, void: null }];

describe('an end is announced', () => {
  it.each([
    ['2026-11-21', 0],
    ['2026-11-22', 1],
    ['2026-12-21', 30],
  ])('that is on %s, in %i days', (until, days) => {
    expect(judged([exception({ until })]).notes).toEqual([['exception-ending', { ...same, until, days }]]);
  });

  it.each(['2026-12-22', '2027-11-21'])('not when it is on %s', (until) => {
    expect(judged([exception({ until })]).notes).toEqual([]);
  });

  it('by the day where the tenant is', () => {
    const { notes } = reportOf([unregistered([account()])], {
      ...{ approvedCountries: [], timeZone: 'Pacific/Pago_Pago' },
      exceptions: [exception({ until: '2026-12-20' })],
    });
    expect(notes.find(({ id }) => id === 'exception-ending')?.data.days).toBe(30);
  });

  it('once for an exception, however many it covers', () => {
    const twice = [account(), account({ id: 'bob', login: 'ann@example.com' })];
    const mine = exception({ subject: 'ann@example.com', until: '2026-11-30' });
    const { notes, result } = judged([mine], unregistered(twice));
    expect(result?.counts).toMatchObject({ failed: 0, excepted: 2 });
    expect(notes).toEqual([
      ['exception-ending', { ...same, subject: 'ann@example.com', until: '2026-11-30', days: 9 }],
    ]);
  });

  it('also while nobody can see whether it covers anything', () => {
    const dark = directory('microsoft365', [account()]);
    expect(judged([exception({ until: '2026-11-30' })], dark).notes.map(([id]) => id)).toEqual(['exception-ending']);
  });
});

describe('an exception that is over', () => {
  it('is told, and the finding counts again', () => {
    const { notes, result } = judged([exception({ until: '2026-11-20' })]);
    expect(notes).toEqual([['exception-expired', { ...same, until: '2026-11-20' }]]);
    expect(result?.counts).toMatchObject({ failed: 1, excepted: 0 });
  });

  it('is told of nobody whose finding was repaired', () => {
    const repaired = directory('microsoft365', [account()], { mfa: { state: 'complete', rows: [mfa()] } });
    expect(judged([exception({ until: '2026-11-20' })], repaired).notes).toEqual([]);
    expect(judged([exception({ subject: 'bob', until: '2026-11-20' })]).notes).toEqual([]);
  });

  it('is told, and no more, where nobody can see whether the finding stands', () => {
    const dark = directory('microsoft365', [account()]);
    const { notes, texts } = judged([exception({ until: '2026-11-20' })], dark);
    expect(notes).toEqual([['exception-expired', { ...same, until: '2026-11-20', unseen: true }]]);
    expect(texts[0]).toContain('Nobody can see now whether the finding still stands.');
  });

  it('and one that holds are the same to nobody whom the HR list names no more', () => {
    const ann = account({ addresses: [] });
    const told = (people: readonly RosterPerson[], until: string, hers = ann) => {
      const here = directory('microsoft365', [hers]);
      const roster: Roster = { state: 'read', file: 'hr.csv', tellsLeavers: true, people: [...people] };
      const exceptions = [exception({ check: 'leaver-account', until })];
      const { notes } = reportOf([here], { approvedCountries: [], exceptions, roster });
      return notes.flatMap(({ id, data }) => (id.startsWith('exception-') ? [[id, data.unseen]] : []));
    };
    const others = [listed({ email: 'bob@example.com' })];
    expect(told([...others, listed({ status: 'left' })], '2026-11-20')).toEqual([['exception-expired', undefined]]);
    expect(told(others, '2026-11-20')).toEqual([['exception-expired', true]]);
    expect(told([...others, listed()], '2026-11-20')).toEqual([]);
    expect(told(others, '2026-11-20', { ...ann, enabled: false })).toEqual([]);
    // It is misspelt for nobody.
    expect(told(others, '2027-03-31')).toEqual([]);
    expect(told([...others, listed()], '2027-03-31')).toEqual([['exception-unmatched', undefined]]);
  });

  it('is told where it may be for a program that nobody can judge, by a name that only judging knows', () => {
    const program = application({ id: 'app-1', clientId: 'client-1', credentials: [secret(10, 20, { endsAt: null })] });
    const here = directory('microsoft365', [account()], { applications: { state: 'complete', rows: [program] } });
    const exceptions = [exception({ check: 'stale-credential', subject: 'client-1', until: '2026-11-20' })];
    const { notes } = reportOf([here], { approvedCountries: [], exceptions });
    expect(notes.flatMap(({ id, data }) => (id === 'exception-expired' ? data.unseen : []))).toEqual([true]);
  });

  it('is not told once it was given anew', () => {
    const anew = exception({ subject: 'ANN@example.com', until: '2027-01-31' });
    expect(judged([exception({ subject: 'ann@example.com', until: '2026-11-20' }), anew]).notes).toEqual([]);
  });
});

describe('an exception that covers nothing', () => {
  it('is told where somebody looked', () => {
    expect(judged([exception({ subject: 'bob' })]).notes).toEqual([
      ['exception-unmatched', { ...same, subject: 'bob' }],
    ]);
  });

  it('is not told where nobody could look', () => {
    expect(judged([exception({ subject: 'bob' })], directory('microsoft365', [account()])).notes).toEqual([]);
  });
});

describe('an exception that is void', () => {
  const admin = unregistered([account()], [role({ roleId: 'r-1', roleName: 'User Administrator', tier: 'high' })]);

  it('says what changed, in words, and covers nobody', () => {
    const { notes, texts, result } = judged([exception({ bound: boundFrom(firstBound()) })], admin);
    const change = { change: 'roles', before: 'none', after: 'high\nUser Administrator' };
    expect(notes).toEqual([['exception-void', { ...same, ...change }]]);
    expect(texts[0]).toContain('the roles of the account changed from “no administrator role” to “User Administrator”');
    expect(result).toMatchObject({ verdict: 'fail', counts: { failed: 1, excepted: 0 } });
    expect(result?.findings[0]).not.toHaveProperty('exception');
  });

  it('is told no more once another holds, and its end is not announced', () => {
    const over = exception({ until: '2026-11-30', bound: boundFrom(firstBound()) });
    expect(judged([over], admin).notes.map(([id]) => id)).toEqual(['exception-void']);
    expect(judged([over, exception()], admin).notes).toEqual([]);
  });

  it('is so for an account that took over the login, and says whose it was', () => {
    const mine = exception({ subject: 'ann@example.com', bound: boundFrom(firstBound()) });
    const bob = account({ id: 'bob', login: 'ann@example.com' });
    const { notes, texts, result } = judged([mine], unregistered([bob], [role({ holderId: 'bob' })]));
    expect(notes).toEqual([
      [
        'exception-void',
        { check: 'missing-mfa', subject: 'ann@example.com', change: 'subject', before: 'ann', after: 'bob' },
      ],
    ]);
    expect(texts[0]).toContain('the login now belongs to another account, “bob” instead of “ann”.');
    expect(result).toMatchObject({ verdict: 'fail', counts: { failed: 1, excepted: 0 } });
    expect(result?.findings[0]).not.toHaveProperty('exception');
  });

  it('is so for the account that changed alone', () => {
    const both = [account(), account({ id: 'bob', login: 'ann@example.com' })];
    const mine = exception({ subject: 'ann@example.com' });
    const before = judged([mine], unregistered(both)).result?.findings ?? [];
    const bound = before.flatMap(({ key, acceptance }) =>
      acceptance === undefined ? [] : [{ finding: key, facts: acceptance.bound, void: null }],
    );
    const now = unregistered(both, [role({ holderId: 'bob' })]);
    expect(judged([{ ...mine, bound }], now).result?.counts).toMatchObject({ failed: 1, excepted: 1 });
  });

  it('is not for facts that cannot be read any more', () => {
    const bound = boundFrom(firstBound(admin));
    const dark = directory('microsoft365', [account()], { mfa: admin.datasets.mfa });
    expect(judged([exception({ bound })], dark).result?.counts).toMatchObject({ failed: 0, excepted: 1 });
  });
});
