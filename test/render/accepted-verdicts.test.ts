import { describe, expect, it } from 'vitest';
import type { Gap } from '../../src/core/gap.ts';
import type { Policy } from '../../src/core/rows/policy.ts';
import { fleetOf, renderFleetHtml } from '../../src/render/fleet.ts';
import type { Findings } from '../../src/render/format.ts';
import { frameworkRowsOf, tallyOf } from '../../src/render/framework-rows.ts';
import { renderHtml } from '../../src/render/html.ts';
import { jsonFormat } from '../../src/render/json.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderPlain } from '../../src/render/pipe.ts';
import { shownResult } from '../../src/render/results.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { findingsOf, snapshotOf, timeZone } from './sample.ts';
import { options } from './words.ts';

const check = 'sms-mfa-allowed';
const sms: Policy = {
  id: 'authentication-methods',
  legacyPolicies: 'retired',
  methods: [{ name: 'sms', enabled: true, scopes: ['all_users'] }],
};
const exception = { check, subject: 'directory-1', reason: 'Kiosks', approvedBy: 'ono', until: '2027-03-31' };

/** A tenant whose policy allows SMS, which is accepted, and where nobody works, and of which nothing else was read. */
function scene(locale: 'en' | 'ja', gap?: Gap): Findings {
  const policies = gap === undefined ? [sms] : { rows: [sms], gap };
  const directory = snapshotOf('microsoft365', 'directory-1', { accounts: [], policies });
  return findingsOf([directory], locale, { id: 'acme', name: 'Acme' }, { exceptions: [exception] });
}

function resultIn({ report }: Findings) {
  const found = report.results.find((one) => one.check === check);
  if (found === undefined) throw new Error('not judged');
  return found;
}

function controlIn({ report }: Findings, framework: string, id: string) {
  const found = report.frameworks.find((one) => one.framework === framework)?.controls.find((one) => one.id === id);
  if (found === undefined) throw new Error('no such control');
  return found;
}

describe.each(['en', 'ja'] as const)('what passes only because it was accepted, in %s,', (locale) => {
  const { ui, checks } = options(locale).catalogue;
  const topic = checks[check]?.topic ?? '';
  const findings = scene(locale);
  const html = renderHtml(findings, options(locale));
  const markdown = renderMarkdown(findings, options(locale));
  const row = (id: string) =>
    html.split('<tr>').find((one) => one.startsWith(`<th scope="row" lang="en">${id}</th>`)) ?? '';

  it('is a pass in the file for programs, which says how much was accepted', () => {
    const { results, frameworks } = JSON.parse([...jsonFormat.render(findings, options(locale))].join(''));
    expect(results.find((one: { check: string }) => one.check === check)).toMatchObject({
      verdict: 'pass',
      counts: { failed: 0, excepted: 1 },
    });
    expect(frameworks).toEqual(findings.report.frameworks);
    const { verdict, accepted, results: answers } = controlIn(findings, 'CIS M365', '5.2.3.5');
    expect({ verdict, accepted }).toEqual({ verdict: 'pass', accepted: 1 });
    expect(answers.find((one) => one.check === check)?.accepted).toBe(1);
  });

  it('is accepted among the checks of the page, and no filter for passes shows it', () => {
    const section = /<section id="checks"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
    const item = section.split('<li class="check').find((one) => one.includes(`>${check}</code>`)) ?? '';
    expect(item).toContain(`<span class="badge accepted">`);
    expect(item).toContain(`</svg>${ui.verdict.accepted}</span>`);
    expect(item).not.toContain('is-pass');
    expect(item).not.toContain(`</svg>${ui.verdict.pass}<`);
    expect(section).not.toContain('id="c-pass"');
    const counts = { fail: 0, unknown: 0, accepted: 0, pass: 0, 'not-applicable': 0 };
    for (const result of findings.report.results) counts[shownResult(result)] += 1;
    expect(counts).toMatchObject({ accepted: 1, pass: 0 });
    expect(section).toContain(ui.page.checksIntro(counts));
    expect(ui.page.checksIntro(counts)).not.toBe(ui.page.checksIntro({ ...counts, accepted: 0 }));
  });

  it('is accepted among the controls of the page, and counted apart', () => {
    expect(row('5.2.3.5')).toContain(`</svg>${ui.verdict.accepted}</span>`);
    expect(row('5.2.3.5')).toContain(`<b class="accepted">${ui.verdict.accepted}</b>`);
    expect(row('5.2.3.5')).not.toContain('badge pass');
    const rows = frameworkRowsOf(findings.report).find(({ framework }) => framework === 'CIS M365');
    const tally = rows === undefined ? [] : tallyOf(rows);
    expect(tally.map(({ standing, count }) => [standing, count])).toContainEqual(['accepted', 1]);
    expect(rows?.counts.pass).toBe(0);
    expect(tally.reduce((sum, { count }) => sum + count, 0)).toBe(
      findings.report.frameworks.find(({ framework }) => framework === 'CIS M365')?.controls.length,
    );
  });

  it('is accepted in the checks and controls of Markdown', () => {
    expect(markdown).toContain(`- ${ui.label(ui.verdict.accepted)}${topic}`);
    expect(markdown).not.toContain(`- ${ui.label(ui.verdict.pass)}${topic}`);
    const line = markdown.split('\n').find((one) => /^\| *5\\?\.2\\?\.3\\?\.5 *\|/.test(one)) ?? '';
    expect(line).toContain(`**${ui.verdict.accepted}**`);
    expect(line).not.toContain(ui.verdict.pass);
  });

  it('is counted as accepted in a terminal and a pipe', () => {
    const terminal = renderTerminal(findings, { ...options(locale), timeZone, colour: false, columns: 80 });
    expect(terminal).toMatch(new RegExp(`${ui.verdict.accepted.toLowerCase()} +1\\n`));
    expect(terminal).not.toContain(ui.verdict.pass);
    expect(renderPlain(findings)).toContain(' accepted=1\n');
    expect(renderPlain(findings)).not.toContain('pass');
  });

  it('is accepted in the overview of tenants', () => {
    const fleet = fleetOf([findings.report]);
    expect(fleet.tenants[0]?.checks[check]).toMatchObject({ verdict: 'pass', accepted: 1 });
    const page = renderFleetHtml(fleet, options(locale));
    expect(page).toContain(`<span class="visually-hidden">${ui.verdict.accepted}</span>`);
    expect(page).not.toContain(`<span class="visually-hidden">${ui.verdict.pass}</span>`);
  });

  it('stays a pass of a control that tolerates it anyway', () => {
    const found = controlIn(findings, 'SCS ★3', '4-1-3-3').results.find((one) => one.check === check);
    expect(found).toEqual({ check, provider: 'microsoft365', verdict: 'pass', strength: 'partial' });
  });

  it('stays unknown where something besides is unknown', () => {
    const doubtful = scene(locale, { kind: 'network', detail: 'cut' });
    expect(resultIn(doubtful).counts.excepted).toBe(1);
    expect(shownResult(resultIn(doubtful))).toBe('unknown');
    expect(controlIn(doubtful, 'CIS M365', '5.2.3.5')).toMatchObject({ verdict: 'unknown' });
    expect(controlIn(doubtful, 'CIS M365', '5.2.3.5')).not.toHaveProperty('accepted');
    const page = renderHtml(doubtful, options(locale));
    const item = page.split('<details class="row check').find((one) => one.includes(`>${check}</code>`)) ?? '';
    expect(item).toContain(`</svg>${ui.verdict.unknown}</span>`);
    expect(renderMarkdown(doubtful, options(locale))).toContain(`### ${ui.label(ui.verdict.unknown)}${topic}`);
  });
});
