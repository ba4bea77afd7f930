import { describe, expect, it } from 'vitest';
import { foreignSignIn } from '../../checks/foreign-sign-in.ts';
import { unusedAdmin } from '../../checks/unused-admin.ts';
import { idlenessOf } from '../../src/core/audit-trail.ts';
import { windowGap } from '../../src/core/sign-in-log.ts';
import { tablesOf } from '../../src/core/tables.ts';
import { account, daysAgo, logOf, now, snapshotOf } from '../check-tester.ts';

const dayMs = 86_400_000;
const accounts = [account()];

/** Judged so many days after the snapshot was taken. */
function judgedAfter(days: number): Date {
  return new Date(now.getTime() + days * dayMs);
}

describe('a log that was read some time ago', () => {
  const data = { accounts, signInEvents: logOf([], 60), adminActivity: logOf([], 180) };
  const signIns = snapshotOf(foreignSignIn, { name: '', data });
  const trail = snapshotOf(unusedAdmin, { name: '', data });
  const [ann = account()] = accounts;

  it.each([
    [0, null, 'idle'],
    [0.99, null, 'idle'],
    [1, { kind: 'absent', detail: `the log of sign-ins ends on ${daysAgo(0).slice(0, 10)}` }, 'uncovered'],
  ])('after %d days', (days, gap, state) => {
    expect(windowGap(tablesOf({ ...signIns, takenAt: daysAgo(0) }).signInEvents, judgedAfter(days))).toEqual(gap);
    const { adminActivity } = tablesOf({ ...trail, takenAt: daysAgo(0) });
    expect(idlenessOf(adminActivity, ann, 90, judgedAfter(days)).state).toBe(state);
  });
});
