import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { isTenantCheck } from '../../src/core/check.ts';
import type { Provider } from '../../src/core/provider.ts';
import type { CheckResult, Report } from '../../src/core/report.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { notAskedOf } from '../../src/render/not-asked.ts';
import { quiet, sample } from './sample.ts';
import { options } from './words.ts';

function idle(check: string, provider: CheckResult['provider']): CheckResult {
  const counts = { judged: 0, failed: 0, unknown: 0, excepted: 0 };
  return { check, provider, verdict: 'not-applicable', severity: 'low', counts, gaps: [], controls: [], findings: [] };
}

const { report: whole } = sample();
const members = (count: number, provider: Provider = 'microsoft365') => [{ provider, members: count }];
const without: Report = { ...whole, leavers: null, notes: [] };
const only = (provider: Provider): Report => ({
  ...whole,
  directories: whole.directories.filter((one) => one.provider === provider),
});

describe('why a check was not asked', () => {
  test('is want of an HR list, only where there is none', () => {
    for (const check of ['leaver-account', 'unlisted-account']) {
      const result = idle(check, 'microsoft365');
      expect(notAskedOf(result, { report: without, mfa: [] })).toBe('noList');
      expect(notAskedOf(result, { report: whole, mfa: [] })).toBeNull();
    }
  });

  test('is want of approved countries, only where there are members whom it would have judged', () => {
    const result = idle('foreign-sign-in', 'microsoft365');
    expect(notAskedOf(result, { report: whole, mfa: members(1) })).toBe('noCountries');
    expect(notAskedOf(result, { report: whole, mfa: members(0) })).toBeNull();
    expect(notAskedOf(result, { report: whole, mfa: members(1, 'google-workspace') })).toBeNull();
  });

  test('is that one cloud alone was scanned', () => {
    const result = idle('half-offboarded', null);
    expect(notAskedOf(result, { report: only('microsoft365'), mfa: [] })).toBe('oneCloud');
    expect(notAskedOf(result, { report: whole, mfa: [] })).toBeNull();
  });

  test('is told of no check that judged somebody, or looked and found nobody', () => {
    const result: CheckResult = { ...idle('leaver-account', 'microsoft365'), verdict: 'pass' };
    expect(notAskedOf(result, { report: without, mfa: [] })).toBeNull();
    expect(notAskedOf(idle('stale-guest', 'microsoft365'), { report: without, mfa: members(1) })).toBeNull();
  });

  test.each(checks.filter((check) => check.applies !== undefined))('is known for $id in Google alone', (check) => {
    const report = only('google-workspace');
    const context = { provider: 'google-workspace', roster: {}, approvedCountries: [] };
    const applies = isTenantCheck(check)
      ? check.applies(['google-workspace'], context as never)
      : check.applies?.(context as never);
    const result = idle(check.id, isTenantCheck(check) ? null : 'google-workspace');
    expect(notAskedOf(result, { report, mfa: [] })).toEqual(applies === false ? expect.any(String) : null);
  });
});

test.each(['en', 'ja'] as const)('the row of the check says it, in %s', (locale) => {
  const { ui } = options(locale).catalogue;
  const findings = quiet(locale);
  expect(findings.report.leavers).toBeNull();
  const html = renderHtml(findings, options(locale));
  const row = html.split('<li class="check').find((one) => one.includes('>unlisted-account<'));
  expect(row).toContain(`<span class="where">${ui.page.notAsked.noList}</span>`);
  expect(renderMarkdown(findings, options(locale))).toContain(ui.page.notAsked.noList);
});
