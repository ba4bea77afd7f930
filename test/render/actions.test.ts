import { describe, expect, test } from 'vitest';
import type { CheckResult, Finding } from '../../src/core/report.ts';
import { actionsOf } from '../../src/render/actions.ts';
import { digestOf } from '../../src/render/digest.ts';
import { sample } from './sample.ts';
import { options } from './words.ts';

const { catalogue: en } = options('en');
const { catalogue: ja } = options('ja');

function result(check: string, severities: readonly Finding['severity'][], some: Partial<Finding> = {}): CheckResult {
  const findings = severities.map((severity, index): Finding => {
    const subject = { type: 'account' as const, id: `${check}-${index}`, login: `${index}@x.example` };
    const own = { key: subject.id, subject, verdict: 'fail' as const, message: 'x', text: 'X.', data: {}, severity };
    return { ...own, ...some };
  });
  const failed = findings.filter(({ exception }) => exception === undefined).length;
  const counts = { judged: findings.length, failed, unknown: 0, excepted: findings.length - failed };
  const [severity = 'low'] = severities;
  return { check, provider: 'microsoft365', verdict: 'fail', severity, counts, gaps: [], controls: [], findings };
}

function orderOf(...results: CheckResult[]): string[] {
  return actionsOf({ ...sample().report, results }, en, 9).map(({ check }) => check);
}

const many = (count: number) => Array.from({ length: count }, () => 'critical' as const);
const exception = { reason: 'r', approvedBy: 'a', until: '2027-01-01' };

describe('what to do first', () => {
  test('begins with leavers, then guests, whatever else there is', () => {
    const order = orderOf(
      result('unenforced-mfa', many(20)),
      result('guest-admin', ['high']),
      result('missing-mfa', ['high']),
      result('leaver-account', ['high']),
    );
    expect(order).toEqual(['leaver-account', 'guest-admin', 'missing-mfa', 'unenforced-mfa']);
  });

  test('never enforces MFA before a second factor is registered, however much it closes', () => {
    expect(orderOf(result('missing-mfa', ['low']), result('unenforced-mfa', many(30)))).toEqual([
      'missing-mfa',
      'unenforced-mfa',
    ]);
    const between = result('stale-account', many(3));
    expect(orderOf(result('unenforced-mfa', many(30)), between, result('missing-mfa', ['low']))).toEqual([
      'missing-mfa',
      'unenforced-mfa',
      'stale-account',
    ]);
  });

  test('moves nothing where everybody has a second factor, or the lack of it is accepted', () => {
    const enforce = result('unenforced-mfa', ['critical']);
    const stale = result('stale-account', ['low']);
    expect(orderOf(stale, enforce)).toEqual(['unenforced-mfa', 'stale-account']);
    expect(orderOf(result('missing-mfa', ['high'], { exception }), stale, enforce)).not.toContain('missing-mfa');
  });

  test('counts the accounts of a person, not the person', () => {
    const subject = { type: 'person' as const, id: 'p' };
    const data = { enabledIn: 'microsoft365', enabledLogins: 'a@x.example, b@x.example' };
    const half = { ...result('half-offboarded', ['high'], { subject, data }), provider: null };
    const [action] = actionsOf({ ...sample().report, results: [half] }, en);
    expect(action).toMatchObject({ closes: 1, minutes: 10 });
    expect(action?.title).toContain('2 accounts of 1 person');
  });
});

describe('the sentence below the lead', () => {
  const subLeadOf = (results: readonly CheckResult[], catalogue = en) => {
    const { report, ...rest } = sample();
    const failed = { low: 0, medium: 0, high: 0, critical: 0 };
    for (const { findings } of results) for (const { severity } of findings) failed[severity] += 1;
    const summary = { ...report.summary, failed, unknown: 0 };
    return digestOf({ ...rest, report: { ...report, results: [...results], summary } }, catalogue, 'UTC').subLead;
  };
  const four = [
    result('missing-mfa', many(3)),
    result('guest-admin', many(1)),
    result('leaver-account', many(1)),
    result('sms-mfa', many(1)),
  ];

  test('names four groups, so that the numbers add up', () => {
    expect(subLeadOf(four)).toBe(
      'Three people without a usable second factor, one outside guest with administrator rights, one leaver whose account was used since and one person protected by phone only.',
    );
  });

  test('counts those of further groups', () => {
    const results = [...four, result('unenforced-mfa', many(2))];
    expect(subLeadOf(results)).toMatch(/^Three people .*, two people .*, one outside guest .* and two more\.$/);
    expect(subLeadOf(results, ja)).toMatch(/^[^。]*が3名、[^。]*が2名、[^。]*が1名、ほか2名です。$/);
  });

  test('does not count people and settings together', () => {
    const subject = { type: 'application' as const, id: 'app-1', name: 'Backup' };
    const results = [result('missing-mfa', many(1)), result('privileged-app', many(1), { subject })];
    expect(subLeadOf(results)).toBe(
      'One person without a usable second factor. Also one application with administrator rights.',
    );
    expect(subLeadOf(results, ja)).toMatch(/1名です。そのほか、.*1件です。$/);
  });

  test('speaks of what the lead counts: nothing less than the worst', () => {
    const subject = { type: 'directory' as const, id: 'd' };
    const results = [result('missing-mfa', ['high']), result('privileged-app', many(1), { subject })];
    expect(subLeadOf(results)).not.toContain('second factor');
  });

  test('tells a leaver by what is critical, or by the account that is open', () => {
    expect(subLeadOf([result('leaver-account', many(2))])).toBe('Two leavers whose accounts were used since.');
    expect(subLeadOf([result('leaver-account', ['high'])])).toBe('One leaver whose account is still open.');
    expect(subLeadOf([result('leaver-account', many(2))], ja)).toContain('退職後にサインインのあった退職者が2名');
    expect(subLeadOf([result('leaver-account', ['high'])], ja)).toContain('アカウントが有効な退職者が1名');
  });
});
