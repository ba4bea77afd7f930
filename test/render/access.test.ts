import { describe, expect, test } from 'vitest';
import type { AccessRow, DirectoryAccess } from '../../src/core/access.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { Locale } from '../../src/messages/catalogue.ts';
import { accountsInPage, byInterest, listingOf } from '../../src/render/access.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { renderPlain } from '../../src/render/pipe.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { big, failed, sample, small } from './sample.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;

function sectionOf(findings: Findings, id: string, locale: Locale = 'en'): string {
  const page = renderHtml(findings, options(locale));
  return new RegExp(`<section id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? '';
}

/** The lines of the table that speak of one login. */
function lineOf(section: string, login: string): string {
  return section.split('<tr>').find((line) => line.includes(`<bdi>${login}@`)) ?? '';
}

/** The sample with another log in both directories. */
function withLog(facts: Partial<DirectoryAccess>, change: (row: AccessRow) => AccessRow = (row) => row): Findings {
  const { access, ...rest } = sample();
  return { ...rest, access: access.map((one) => ({ ...one, ...facts, rows: one.rows.map(change) })) };
}

function darkened(row: AccessRow): AccessRow {
  const last = row.last && { ...row.last, source: 'activity' as const, address: null, country: null, app: null };
  return { ...row, newCountries: null, last: last && { ...last, client: null, factors: null } };
}

describe('the order of a review', () => {
  const { rows } = sample().access[0] as DirectoryAccess;
  const row = (facts: Partial<AccessRow>): AccessRow => ({ ...(rows[0] as AccessRow), newCountries: [], ...facts });
  const disabled = row({});
  const states = (['none', 'partly', 'unknown', 'enforced'] as const).map((state) =>
    row({ protection: { ...(rows[0] as AccessRow).protection, state } as AccessRow['protection'] }),
  );

  test.each<[string, AccessRow, AccessRow]>([
    ['a new country before none', row({ newCountries: [{ country: 'US', firstAt: '2026-11-01T00:00:00Z' }] }), row({})],
    [
      'the newest country first',
      row({ newCountries: [{ country: 'US', firstAt: '2026-11-02T00:00:00Z' }] }),
      row({ newCountries: [{ country: 'VN', firstAt: '2026-11-01T00:00:00Z' }] }),
    ],
    ['not enforced before partly', states[0] as AccessRow, states[1] as AccessRow],
    ['partly before unknown', states[1] as AccessRow, states[2] as AccessRow],
    ['unknown before enforced', states[2] as AccessRow, states[3] as AccessRow],
    [
      'enabled before disabled, whatever else',
      states[3] as AccessRow,
      {
        ...disabled,
        account: { ...disabled.account, enabled: false },
        newCountries: [{ country: 'US', firstAt: 'z' }],
      },
    ],
  ])('%s', (_label, first, second) => {
    expect([second, first].sort(byInterest)).toEqual([first, second]);
    expect([first, second].sort(byInterest)).toEqual([first, second]);
  });
});

describe.each(locales)('the section in %s', (locale) => {
  const { ui } = options(locale).catalogue;
  const section = sectionOf(sample(locale), 'access', locale);

  test('says the window, and once that Microsoft logs people at the keyboard only', () => {
    expect(section).toContain(ui.access.since(ui.day('2026-10-21T21:00:00.000Z', 'Asia/Tokyo')));
    expect(section.split(ui.access.log.microsoft365)).toHaveLength(2);
  });

  test('marks a first-seen country with a sign and a word', () => {
    const line = lineOf(section, 'sasaki');
    expect(line).toContain(`#i-new`);
    expect(line).toContain(ui.access.firstSeen);
    expect(line).toContain(ui.country('US'));
    expect(lineOf(section, 'yamada')).not.toContain(ui.access.firstSeen);
  });

  test('keeps enrolled, allowed and used apart, each with its source and its own “not read”', () => {
    for (const source of Object.values(ui.access.sources))
      expect(section).toContain(`<span class="sub">${source}</span>`);
    const google = section.slice(section.indexOf('<h3>Google Workspace</h3>'));
    const okada = lineOf(google, 'okada');
    expect(okada).toContain(`</svg>${ui.access.notRead}</span>`);
    expect(okada).toContain(`<td>${ui.access.enrolledYes}</td>`);
    const ito = lineOf(google, 'ito');
    expect(ito).toContain(ui.method('idv_preregistered_phone'));
    expect(lineOf(google, 'goto')).toContain(ui.access.perhaps(ui.method('google_prompt')));
  });

  test('says how MFA is enforced, or why it is not', () => {
    expect(lineOf(section, 'kuroda')).toContain(ui.enforcement.state.none);
    expect(lineOf(section, 'kuroda')).toContain('Require MFA for all users');
    expect(lineOf(section, 'sasaki')).toContain(ui.enforcement.condition('platforms:android, iOS'));
    expect(lineOf(section, 'kimura')).toContain(`<span class="badge unknown">`);
  });

  test('shows MFA right after the account, and in which time zone the times are', () => {
    const heads = [...section.matchAll(/<th scope="col">([^<]*)/g)].map(([, head]) => head);
    expect(heads.slice(0, 3)).toEqual([
      ui.access.heads.account,
      ui.access.heads.protection,
      ui.access.heads.lastSignIn,
    ]);
    expect(section).toContain(`${ui.access.heads.lastSignIn}<span class="sub">${ui.zone('Asia/Tokyo')}</span>`);
    const markdown = renderMarkdown(sample(locale), options(locale));
    expect(markdown).toContain(`| ${ui.access.heads.lastSignIn}${ui.aside(ui.zone('Asia/Tokyo'))} |`);
  });

  test('leaves out the column of applications where none is named, and says so once', () => {
    const nameless = withLog({}, (row) => ({ ...row, last: row.last && { ...row.last, app: null, client: null } }));
    const found = { ...nameless, report: sample(locale).report };
    const google = (page: string) => page.slice(page.indexOf('<h3>Google Workspace</h3>'));
    const bare = google(sectionOf(found, 'access', locale));
    expect(bare).not.toContain(ui.access.heads.client);
    expect(bare.split(ui.access.noClient['google-workspace'])).toHaveLength(2);
    const markdown = renderMarkdown(found, options(locale));
    expect(markdown).not.toContain(`| ${ui.access.heads.client} |`);
    expect(markdown).toContain(ui.access.noClient['google-workspace']);
    expect(sectionOf(sample(locale), 'access', locale)).not.toContain(ui.access.noClient.microsoft365);
  });

  test('says which policy leaves out an account that another asks under conditions', () => {
    const because = (leftOutOf: readonly string[]) => {
      const found = withLog({}, (row) => ({ ...row, protection: { ...row.protection, leftOutOf } }));
      return lineOf(sectionOf({ ...found, report: sample(locale).report }, 'access', locale), 'sasaki');
    };
    const leftOut = { reason: 'excluded' as const, policies: ['MFA for all'], conditions: [], startsOn: null };
    expect(because(['MFA for all'])).toContain(ui.enforcement.because(leftOut));
    expect(because([])).not.toContain('MFA for all');
  });

  test('leaves disabled accounts to access.csv, and says so', () => {
    expect(section).not.toContain('former@');
    expect(section).toContain('access.csv');
  });

  test('is in Markdown too, with the same facts', () => {
    const markdown = renderMarkdown(sample(locale), options(locale));
    const line = markdown.split('\n').find((one) => one.includes('`sasaki@') && one.includes(ui.country('US'))) ?? '';
    expect(line).toContain(`**${ui.access.firstSeen}**`);
    expect(line).toContain(ui.enforcement.state.partly);
    expect(markdown).toContain(`## ${ui.access.title}`);
    expect(markdown).toContain(`## ${ui.mfa.title}`);
    expect(markdown).toContain(`## ${ui.frameworks.title}`);
  });

  test('where the log is dark, says why, what would show it, and keeps the time of the record', () => {
    const gap: Gap = { kind: 'licence', detail: 'GET /auditLogs/signIns 403' };
    const dark = withLog({ gap, since: null }, darkened);
    const found = sectionOf({ ...dark, report: sample(locale).report }, 'access', locale);
    for (const words of [ui.access.noLog, ui.gap.licence.why, ui.access.recordOnly]) expect(found).toContain(words);
    expect(found).toContain('AuditLog.Read.All');
    expect(found).toContain('admin.reports.audit.readonly');
    expect(lineOf(found, 'yamada')).toContain(ui.access.timeOnly);
    expect(found).not.toContain(ui.access.heads.from);
    const markdown = renderMarkdown({ ...dark, report: sample(locale).report }, options(locale));
    expect(markdown).toContain(ui.access.noLog);
    expect(markdown).toContain('`AuditLog.Read.All`');
  });

  test('where a part of the log was read, calls no country new', () => {
    const gap: Gap = { kind: 'throttled', detail: 'page 3: 429' };
    const found = sectionOf(
      { ...withLog({ gap, since: null }, (row) => ({ ...row, newCountries: null })), report: sample(locale).report },
      'access',
      locale,
    );
    expect(found).toContain(ui.access.partOfLog);
    expect(found).not.toContain('#i-new');
    expect(found).not.toContain('AuditLog.Read.All');
  });
});

test('a record by day is shown as a day', () => {
  const byDay = withLog({}, (row) => {
    const dark = darkened(row);
    return {
      ...dark,
      last: dark.last && { ...dark.last, at: '2026-11-01T00:00:00.000Z', source: 'usage-report' as const },
    };
  });
  const line = lineOf(sectionOf(byDay, 'access'), 'yamada');
  expect(line).toContain('>2026-11-01</time>');
  expect(line).toContain('day only');
});

test('an emergency account says that it is one', () => {
  const [, first] = sample().access;
  const marked = withLog({}, (row) => ({ ...row, emergency: row.account.login === first?.rows[0]?.account.login }));
  const section = sectionOf(marked, 'access');
  expect(section.match(/>Emergency account</g)).toHaveLength(1);
  expect(renderMarkdown(marked, options('en')).match(/\(Emergency account\)/g)).toHaveLength(1);
});

test('none on record is neither “not read” nor “not known”', () => {
  const lost = withLog({}, (row) => ({ ...row, last: null, lastGap: { kind: 'absent', detail: 'no record' } }));
  expect(lineOf(sectionOf(lost, 'access'), 'yamada')).toContain('not known');
  expect(lineOf(sectionOf(sample(), 'access'), 'scanner')).toContain('none on record');
  expect(lineOf(sectionOf(small(), 'access'), 'ono')).toContain('not read');
});

test('200 accounts stand in the page, and the rest is counted', () => {
  const found = big(1000);
  const listing = listingOf(found.access[0] as DirectoryAccess);
  expect(listing.shown).toHaveLength(accountsInPage);
  expect(listing.shown.length + listing.more + listing.disabled).toBe(1000);
  const section = sectionOf(found, 'access');
  expect(section.match(/<tr><th scope="row"/g)).toHaveLength(accountsInPage);
  expect(section).toContain(`${listing.more} more`);
});

test('where no account was read there is no section, and no link to one', () => {
  const page = renderHtml(failed(), options('en'));
  for (const id of ['mfa', 'access']) {
    expect(page).not.toContain(`id="${id}"`);
    expect(page).not.toContain(`href="#${id}"`);
  }
  expect(renderPlain(failed())).not.toMatch(/: (?:mfa|sign-ins) /);
});

test('the terminal says in a line or two who must use MFA, and what the log shows', () => {
  const text = renderTerminal(sample(), { ...options('en'), colour: false, columns: 80 });
  expect(text).toMatch(/Microsoft 365: enforced 9 \/ 17 \(52 %\), 1 unknown\n {4}registered 12 \/ 17 \(70 %\)/);
  expect(text).toContain('Google Workspace: 3 accounts with a country first seen since 2026-10-22');
  const plain = renderPlain(sample());
  expect(plain).toContain(
    'sample-trading: mfa microsoft365 members=17 enforced=9 partly=2 none=5 unknown=1 registered=12\n',
  );
  expect(plain).toContain('sample-trading: sign-ins google-workspace new-countries=3 since=2026-10-21T21:00:00.000Z\n');
  const dark = withLog({ gap: { kind: 'permission', detail: '403' }, since: null }, darkened);
  expect(renderPlain(dark)).toContain('sign-ins microsoft365 new-countries=unknown');
});
