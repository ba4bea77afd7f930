import { describe, expect, it, test } from 'vitest';
import type { FailingSubject } from '../../src/core/acceptance.ts';
import type { Named } from '../../src/core/check.ts';
import { daysLeft, exceptionsOn, isFor } from '../../src/core/exceptions.ts';
import type { Binding, ExceptionVoid } from '../../src/core/history/bound-facts.ts';
import { boundTo } from '../../src/core/history/bound-facts.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { DeclaredException } from '../../src/core/report.ts';

const today = '2026-11-21';

function declared(subject: string, more: Partial<DeclaredException> = {}): DeclaredException {
  return { check: 'half-offboarded', subject, reason: 'moves', approvedBy: 'hanako', until: today, ...more };
}

const person = {
  type: 'person',
  id: 'm-1',
  login: 'Taro@example.com',
  also: ['m-1', 'g-7', 'taro.y@example.com'],
} as const;

const failing = {
  key: 'half-offboarded/tenant/m-1',
  check: 'half-offboarded',
  provider: null,
  subject: person,
  message: 'half',
  severity: 'high',
  data: {},
} as const;

const now = boundTo(failing, undefined);
const milder = { ...now, severity: 'medium' } as const;
const ended: ExceptionVoid = { change: 'worse', before: milder, after: now };

function binding(more: Partial<Binding> = {}): Binding {
  return { finding: failing.key, facts: now, void: null, ...more };
}

function on(exceptions: readonly DeclaredException[], day = today) {
  return exceptionsOn(day, exceptions, () => undefined);
}

test.each(['m-1', 'taro@EXAMPLE.com', 'g-7', 'Taro.Y@example.com'])('an exception may name the subject %s', (name) => {
  const exception = declared(name);
  const { find, used } = on([exception]);
  expect(used.size).toBe(0);
  expect(find(failing)).toEqual({
    ...{ id: null, declared: name, bound: now, void: null },
    exception: { reason: 'moves', approvedBy: 'hanako', until: today },
  });
  expect(find({ ...failing, check: 'stale-account' })).toBeUndefined();
  expect([...used]).toEqual([exception]);
});

test('an exception of somebody else, or of yesterday, covers nothing', () => {
  const { find, used } = on([declared('m-2'), declared('m-1', { until: '2026-11-20' })]);
  expect(find(failing)).toBeUndefined();
  expect(used.size).toBe(0);
});

test('ids are told apart by case, logins are not', () => {
  expect(isFor({ subject: 'M-1' }, { id: 'm-1' })).toBe(false);
  expect(isFor({ subject: 'M-1' }, { id: 'x', login: 'm-1' })).toBe(true);
});

test.each([
  ['2026-11-20', -1],
  ['2026-11-21', 0],
  ['2026-12-21', 30],
  ['2027-11-21', 365],
])('until %s are %i days left', (until, days) => {
  expect(daysLeft({ until }, today)).toBe(days);
});

describe('of several exceptions for one subject', () => {
  const isVoid = declared('m-1', { id: 'a', bound: [binding({ void: ended })] });
  const fresh = declared('taro@example.com', { id: 'b' });
  const later = declared('g-7', { id: 'c' });

  it('the first that holds wins', () => {
    const { find, used, holding } = on([isVoid, fresh, later]);
    expect(find(failing)).toMatchObject({ id: 'b', void: null });
    expect(used).toEqual(new Set([isVoid, fresh, later]));
    expect(holding).toEqual(new Set([fresh, later]));
  });

  it('the first that is void is told where none holds', () => {
    const { find, holding } = on([isVoid, declared('m-1', { id: 'd', bound: [binding({ facts: milder })] })]);
    expect(find(failing)).toMatchObject({ id: 'a', void: ended });
    expect(holding.size).toBe(0);
  });
});

describe('what an exception is bound to', () => {
  it('is what it met first', () => {
    expect(on([declared('m-1', { bound: [binding({ facts: milder })] })]).find(failing)).toMatchObject({
      bound: milder,
      void: ended,
    });
  });

  it('stays void, though the facts are again as they were', () => {
    const exception = declared('m-1', { bound: [binding({ facts: milder, void: ended })] });
    expect(on([exception]).find({ ...failing, severity: 'medium' })?.void).toEqual(ended);
  });

  it('is of this finding alone', () => {
    const exception = declared('m-1', { bound: [binding({ finding: 'half-offboarded/tenant/m-2', void: ended })] });
    expect(on([exception]).find(failing)).toMatchObject({ bound: now, void: null });
  });

  it('is asked of accounts, and of nothing else', () => {
    const asked: string[] = [];
    const { find } = exceptionsOn(today, [declared('m-1', { check: 'x' })], (provider, id) => {
      asked.push(`${provider}/${id}`);
      return undefined;
    });
    const one = { ...failing, check: 'x', provider: 'microsoft365' } as const;
    for (const type of ['application', 'directory', 'tenant', 'person', 'account'] as const) {
      find({ ...one, subject: { type, id: 'm-1' } });
    }
    find({ ...one, provider: null, subject: { type: 'account', id: 'm-1' } });
    expect(asked).toEqual(['microsoft365/m-1']);
  });
});

describe('a login that another account has now', () => {
  const ann = { type: 'account', id: 'm-1', login: 'Taro@example.com' } as const;
  const of = (subject: Named, provider: Provider | null = 'microsoft365'): FailingSubject => {
    return {
      ...failing,
      check: 'missing-mfa',
      provider,
      key: `missing-mfa/${provider ?? 'tenant'}/${subject.id}`,
      subject,
    };
  };
  const bound = [binding({ finding: of(ann).key })];
  const given = (subject: string) => declared(subject, { check: 'missing-mfa', bound });
  const other = { ...ann, id: 'm-2' };

  it('is covered no more, and the exception says whose it was', () => {
    const exception = given('taro@example.com');
    const { find, used, holding } = on([exception]);
    expect(find(of(other))).toMatchObject({
      void: { change: 'subject', accounts: { before: 'm-1', after: 'm-2' } },
    });
    expect([used.has(exception), holding.size]).toEqual([true, 0]);
    expect(find(of(ann))?.void).toBeNull();
  });

  it('is covered by an exception that was given since', () => {
    const anew = declared('taro@example.com', { check: 'missing-mfa', id: 'b' });
    expect(on([given('taro@example.com'), anew]).find(of(other))).toMatchObject({ id: 'b', void: null });
  });

  it('matters to no exception for an id, to no other cloud, and to nobody who is no account', () => {
    expect(on([given('m-2')]).find(of(other))?.void).toBeNull();
    const { find } = on([given('taro@example.com')]);
    expect(find(of(other, 'google-workspace'))?.void).toBeNull();
    for (const type of ['application', 'person'] as const) {
      expect(find(of({ ...other, type, also: ['taro@example.com'] }))?.void).toBeNull();
    }
    const ofTenant = declared('taro@example.com', {
      check: 'missing-mfa',
      bound: [binding({ finding: of(ann, null).key })],
    });
    expect(on([ofTenant]).find(of(other, null))?.void).toBeNull();
  });
});
