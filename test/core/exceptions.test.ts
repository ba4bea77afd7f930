import { expect, test } from 'vitest';
import { exceptionsOn } from '../../src/core/exceptions.ts';
import type { DeclaredException } from '../../src/core/report.ts';

function declared(subject: string, until = '2026-11-21'): DeclaredException {
  return { check: 'half-offboarded', subject, reason: 'moves', approvedBy: 'hanako', until };
}

const person = {
  type: 'person',
  id: 'm-1',
  login: 'Taro@example.com',
  also: ['m-1', 'g-7', 'taro.y@example.com'],
} as const;

const failing = {
  check: 'half-offboarded',
  provider: null,
  subject: person,
  message: 'half',
  severity: 'high',
  data: {},
} as const;

test.each(['m-1', 'taro@EXAMPLE.com', 'g-7', 'Taro.Y@example.com'])('an exception may name the subject %s', (name) => {
  const exception = declared(name);
  const { find, used } = exceptionsOn('2026-11-21', [exception], () => undefined);
  expect(used.size).toBe(0);
  expect(find(failing)?.exception).toEqual({ reason: 'moves', approvedBy: 'hanako', until: '2026-11-21' });
  expect(find({ ...failing, check: 'stale-account' })).toBeUndefined();
  expect([...used]).toEqual([exception]);
});

test('an exception of somebody else, or of yesterday, covers nothing', () => {
  const { find, used } = exceptionsOn('2026-11-21', [declared('m-2'), declared('m-1', '2026-11-20')], () => undefined);
  expect(find(failing)).toBeUndefined();
  expect(used.size).toBe(0);
});
