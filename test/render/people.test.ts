import { describe, expect, test } from 'vitest';
import type { CheckResult, Finding, Report } from '../../src/core/report.ts';
import { digestOf } from '../../src/render/digest.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { peopleOf } from '../../src/render/people.ts';
import { renderPlain } from '../../src/render/pipe.ts';
import { repairsOf, repairsOfResult } from '../../src/render/repairs.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { hostile, sample } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;
const { catalogue: en } = options('en');

function sectionOf(findings: Findings, id: string, locale: 'en' | 'ja' = 'en'): string {
  return new RegExp(`<section id="${id}"[\\s\\S]*?</section>`).exec(renderHtml(findings, options(locale)))?.[0] ?? '';
}

/** The sample without findings, but for these. */
function withResults(results: readonly CheckResult[]): Findings {
  const { report, ...rest } = sample();
  return { ...rest, report: { ...report, results: [...results] } };
}

function resultOf(
  provider: CheckResult['provider'],
  finding: Partial<Finding>,
  check = 'half-offboarded',
): CheckResult {
  const own: Finding = {
    ...{ key: 'k', subject: { type: 'person', id: 'm-0003' }, verdict: 'fail', message: 'half', text: 'Half.' },
    ...{ data: {}, severity: 'high' },
    ...finding,
  };
  const counts = { judged: 1, failed: 1, unknown: 0, excepted: 0 };
  return { check, provider, verdict: 'fail', severity: own.severity, counts, gaps: [], controls: [], findings: [own] };
}

/** The sample with a report in which something else is said. */
function changed(change: (report: Report) => Partial<Report>): Findings {
  const { report, ...rest } = sample();
  return { ...rest, report: { ...report, ...change(report) } };
}

describe('a person', () => {
  test('is who the accounts belong to, whatever their addresses', () => {
    const found = peopleOf(sample()).filter(({ name }) => name === 'Ken Abe');
    expect(found).toHaveLength(1);
    expect(found[0]?.human?.holdings.map(({ account }) => account.login.split('@')[0])).toEqual(['abe', 'ken.abe']);
    const providers = found[0]?.open.map(({ result }) => result.provider);
    expect(new Set(providers)).toEqual(new Set(['microsoft365', 'google-workspace']));
  });

  test('has what is found of the whole tenant, with the clouds of the accounts', () => {
    const [person, ...others] = peopleOf(withResults([resultOf(null, {})]));
    expect(others).toEqual([]);
    expect(person).toMatchObject({ name: 'Ken Abe', login: 'ken.abe@sample-trading.example', severity: 'high' });
    const section = sectionOf(withResults([resultOf(null, {})]), 'people');
    expect(section).toContain('Microsoft\u00a0365 · Google Workspace</span>');
    expect(section).toContain('Disabled in one cloud, enabled in the other.');
    expect(section).not.toContain(`${en.ui.elsewhere}: Disabled`);
  });

  test('and an account that nobody is behind is told by itself', () => {
    const agent = { type: 'account' as const, id: 'agent-1', login: 'agent@sample-trading.example' };
    const [person] = peopleOf(withResults([resultOf('microsoft365', { subject: agent })]));
    expect(person).toMatchObject({ human: null, joined: null, login: 'agent@sample-trading.example' });
  });

  test.each(locales)('shows the accounts, what joined them, and the weakest, in %s', (locale) => {
    const { ui } = options(locale).catalogue;
    const [identity = ''] =
      /<dl class="identity">(?:(?!<\/dl>)[\s\S])*ken\.abe[\s\S]*?<\/dl>/.exec(
        sectionOf(sample(locale), 'people', locale),
      ) ?? [];
    expect(identity).toContain(ui.people.join.alias);
    const places = ['Microsoft\u00a0365', 'Google Workspace'];
    const weakest = ui.people.weakestOf({ state: 'enforced', of: places }, { state: 'none', of: ['Google Workspace'] });
    expect(identity).toContain(weakest);
    expect(identity).toContain('<bdi>abe@sample-trading.example</bdi>');
  });

  test('who has left, and who is on leave, is told under the name', () => {
    const section = sectionOf(sample(), 'people');
    const row = (name: string) => section.split('<details').find((one) => one.includes(`<bdi>${name}</bdi>`));
    expect(row('Shinichi Kuroda')).toContain('left 2026-10-31');
    expect(row('Misaki Kato')).toContain('on leave');
    expect(row('Taro Yamada')).not.toMatch(/left \d|on leave/);
  });
});

describe('the repair of what is about the whole tenant', () => {
  const half = (enabledIn: string) =>
    resultOf(null, {
      subject: { type: 'person', id: 'm-0003', login: 'ken.abe@sample-trading.example' },
      data: { enabledIn },
    });

  test('is that of the cloud that it names, with the login', () => {
    for (const provider of ['microsoft365', 'google-workspace'] as const) {
      const [repair, ...others] = repairsOfResult(half(provider), en);
      expect(others).toEqual([]);
      expect(repair).toMatchObject({ provider, count: 1 });
      expect(repair?.command.join('\n')).toContain('ken.abe@sample-trading.example');
    }
  });

  test('closes the account before anything else is repaired', () => {
    const other = resultOf('google-workspace', { subject: { type: 'account', id: 'g-0015' } }, 'missing-mfa');
    const [person] = peopleOf(withResults([other, half('google-workspace')]));
    const repairs = person === undefined ? [] : repairsOf(person, en);
    expect(repairs.map(({ check, ifStillNeeded }) => [check, ifStillNeeded])).toEqual([
      ['half-offboarded', false],
      ['missing-mfa', true],
    ]);
  });
});

describe('what could not be joined', () => {
  test.each(locales)('is listed with both accounts, what they share, and why, in %s', (locale) => {
    const { ui } = options(locale).catalogue;
    const findings = sample(locale);
    for (const text of [sectionOf(findings, 'people', locale), renderMarkdown(findings, options(locale))]) {
      const part = text.slice(text.indexOf(ui.people.unjoinedTitle));
      expect(part).toMatch(/info@sample-trading\.example[\s\S]*mori@[\s\S]*goto@/);
      expect(part).toContain(ui.people.why.contradiction);
    }
  });

  test('stands there even where nothing was found of anybody, and long lists are cut with their number', () => {
    const accounts = Array.from({ length: 9 }, (_, index) => {
      return { provider: 'microsoft365' as const, id: `${index}`, login: `${index}@x.example`, enabled: true };
    });
    const unjoined = Array.from({ length: 53 }, (_, index) => {
      return { reason: 'several' as const, shared: `s${index}@x.example`, accounts };
    });
    const findings = changed(() => ({ results: [], people: { joined: [], unjoined } }));
    const section = sectionOf(findings, 'people');
    expect(section).toContain(en.ui.people.moreUnjoined(3));
    expect(section.match(/<tr>/g)).toHaveLength(51);
    expect(section).toContain(en.ui.people.more(5));
    const markdown = renderMarkdown(findings, options('en'));
    expect(markdown).toContain(en.ui.people.moreUnjoined(3));
    expect(markdown).toContain(en.ui.people.more(5));
    expect(renderPlain(findings)).toContain('people joined=0 unjoined=53\n');
  });
});

test('an application and a setting are no people, and the tenant goes by no id', () => {
  const tenant = { type: 'tenant' as const, id: 'sample-trading' };
  const app = { type: 'application' as const, id: 'a-1', name: 'Backup' };
  const findings = withResults([
    resultOf(null, { subject: tenant, severity: 'critical' }, 'emergency-access'),
    resultOf('microsoft365', { subject: app, severity: 'critical' }, 'privileged-app'),
  ]);
  expect(peopleOf(findings)).toEqual([]);
  const report = { ...findings.report.summary.failed, critical: 2 };
  const counted = {
    ...findings,
    report: { ...findings.report, summary: { ...findings.report.summary, failed: report } },
  };
  const terminal = renderTerminal(counted, { ...options('en'), colour: false, columns: 80 });
  expect(terminal).toContain('1 application and 1 setting');
  const checks = sectionOf(findings, 'checks');
  expect(checks).toContain(`<b><bdi>${en.ui.elsewhere}</bdi></b>`);
  expect(checks).toContain('<b><bdi>Backup</bdi></b>');
  expect(renderMarkdown(findings, options('en'))).toMatch(new RegExp(`\\| ${en.ui.elsewhere} \\|`));
  expect(digestOf(findings, en, 'Asia/Tokyo').subLead).toContain('one application with administrator rights');
});

test('what a hostile name is given to is still one person', () => {
  expect(peopleOf(hostile('x')).length).toBe(peopleOf(sample()).length);
});
