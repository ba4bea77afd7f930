import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { Application } from '../../src/core/rows/application.ts';
import { programListingOf, programsOf } from '../../src/render/applications.ts';
import { renderApplicationsCsv } from '../../src/render/applications-csv.ts';
import type { Findings } from '../../src/render/format.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { hostileNames, unseenCharacters } from './hostile.ts';
import { failed, hostile, quiet, sample } from './sample.ts';
import { program } from './sample-programs.ts';
import { options } from './words.ts';

const locales = ['en', 'ja'] as const;

/** The sample with other programs in Microsoft 365 alone. */
function withPrograms(dataset: Dataset<Application>): Findings {
  return { ...sample(), applications: [{ provider: 'microsoft365', dataset }] };
}

function complete(rows: readonly Application[]): Dataset<Application> {
  return { state: 'complete', rows };
}

function sectionOf(findings: Findings, locale: 'en' | 'ja' = 'en'): string {
  const page = renderHtml(findings, options(locale));
  return /<section id="applications"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
}

function markdownOf(findings: Findings, locale: 'en' | 'ja' = 'en'): string {
  const { title } = options(locale).catalogue.ui.applications;
  return renderMarkdown(findings, options(locale)).split(`## ${title}`)[1]?.split('\n## ')[0] ?? '';
}

function namesIn(findings: Findings): string[] {
  const [first] = programsOf(findings);
  return first === undefined ? [] : programListingOf(first).shown.map(({ name }) => name);
}

describe('the order', () => {
  test('is administrator rights, other findings, the scanner, then who may do most', () => {
    expect(namesIn(sample())).toEqual([
      ...['client-sp-crm', 'Mail backup', 'Payroll', 'Old survey', 'Reporting', 'Identity scanner'],
    ]);
    const [, google] = programsOf(sample());
    expect(google?.rows.map(({ name }) => name)).toEqual([
      ...['1180', 'Meeting notes', '78.apps.example', 'Document converter'],
    ]);
  });

  test('does not depend on that of the rows', () => {
    const turned = sample().applications.map(({ provider, dataset }) => ({
      provider,
      dataset: dataset.state === 'unavailable' ? dataset : { ...dataset, rows: dataset.rows.toReversed() },
    }));
    expect(renderApplicationsCsv({ ...sample(), applications: turned })).toBe(renderApplicationsCsv(sample()));
    expect(sectionOf({ ...sample(), applications: turned })).toBe(sectionOf(sample()));
  });

  test('puts names of equal weight by the alphabet', () => {
    const rows = ['b', 'C', 'a'].map((name) => program(name, name, { permissions: [{ resource: 'G', name: 'x' }] }));
    expect(namesIn(withPrograms(complete(rows)))).toEqual(['client-sp-crm', ...namesOfFindings(), 'a', 'b', 'C']);
  });
});

/** Programs that findings of the sample speak of come first, whether or not they are in the list. */
function namesOfFindings(): string[] {
  return namesIn(withPrograms(complete([]))).filter((name) => name !== 'client-sp-crm');
}

test('what holds a role and is in no list is shown as that', () => {
  const section = sectionOf(withPrograms(complete([])));
  expect(section).toContain(options('en').catalogue.ui.applications.unlisted);
  expect(section).toContain('<bdi>Mail backup</bdi>');
});

test('those with nothing to tell are counted, and long lists are cut with their number', () => {
  const { moreInCsv } = options('en').catalogue.ui.applications;
  const telling = Array.from({ length: 60 }, (_, index) =>
    program(`t${index}`, `t${index}`, {
      credentials: [{ kind: 'secret', id: 's', name: null, startsAt: null, endsAt: null }],
    }),
  );
  const others = namesIn(withPrograms(complete([]))).length;
  const findings = withPrograms(complete([...telling, program('q1', 'q1'), program('q2', 'q2')]));
  const words = moreInCsv(60 + others - 50, 2, false).replaceAll('`', '');
  const section = sectionOf(findings).replace(/<[^>]*>/g, '');
  expect(section).toContain(words);
  expect(markdownOf(findings).replaceAll('`', '')).toContain(words);
  const csv = parse(renderApplicationsCsv(findings), { bom: true, columns: true });
  expect(csv).toHaveLength(62 + others);
});

describe.each(locales)('in %s', (locale) => {
  const words = options(locale).catalogue.ui.applications;
  const { ui } = options(locale).catalogue;
  const section = sectionOf(sample(locale), locale);
  const markdown = markdownOf(sample(locale), locale);
  const row = (name: string) => section.split('<tr>').find((one) => one.includes(`<bdi>${name}</bdi>`)) ?? '';
  const line = (name: string) =>
    markdown.split('\n').find((one) => one.includes(`| ${name}`) || one.includes(name)) ?? '';

  test('what is unknown is no none', () => {
    for (const text of [row('Reporting'), line('Reporting')]) {
      expect(text).toContain(words.unread.permissions);
      expect(text).toContain(words.unread.delegated);
    }
    expect(row('Document converter')).toContain(words.unread.scopes);
    expect(row('Old survey')).toContain(words.nameless);
    expect(row('Old survey')).toContain(words.disabled);
  });

  test('the permission that a finding names comes first', () => {
    const codes = [...row('Mail backup').matchAll(/<code[^>]*><bdi>([^<]*)/g)].map(([, name]) => name);
    expect(codes).toEqual(['RoleManagement.ReadWrite.Directory', 'Directory.Read.All', 'Mail.Read', 'User.Read.All']);
    expect(row('Mail backup')).toContain(ui.severity.high);
    expect(row('client-sp-crm')).toContain(words.moreNames(1));
    expect(line('client-sp-crm')).toContain(words.moreNames(1));
  });

  test('credentials are told by age and end, those first that end first', () => {
    const lines = [...row('Payroll').matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, one = '']) =>
      one.replace(/<[^>]*>/g, ''),
    );
    expect(lines.filter((one) => !one.includes('User.Read.All'))).toEqual([
      words.credential({ kind: 'secret', age: 1329, endsOn: '2025-03-31', expired: true }),
      words.credential({ kind: 'certificate', age: 323, endsOn: '2026-12-31', expired: false }),
      words.credential({ kind: 'secret', age: 629, endsOn: '2027-02-28', expired: false }),
    ]);
    expect(row('Payroll')).toContain(words.moreCredentials(1));
  });

  test('the scanner shows what it has and does not need', () => {
    expect(row('Identity scanner')).toContain(words.unneeded('Mail.Read'));
    expect(row('Identity scanner')).toContain(words.scanner);
    const fine = program('s', 'Scanner', { unneeded: [] });
    expect(sectionOf(withPrograms(complete([fine])), locale)).toContain(words.nothingUnneeded);
  });

  test('consents that were read of nobody are told once, and leave no empty column', () => {
    const rows = ['a', 'b'].map((name) => program(name, name, { delegated: null }));
    const asked = program('c', 'c', { delegated: null, permissions: [{ resource: 'G', name: 'x' }] });
    const findings = withPrograms(complete([...rows, asked]));
    const lines = [
      sectionOf(findings, locale).replace(/<[^>]*>/g, ''),
      markdownOf(findings, locale).replaceAll('`', ''),
    ];
    for (const text of lines) {
      expect(text).toContain(words.delegatedUnread.replaceAll('`', ''));
      expect(text).toContain(words.moreInCsv(0, 2, true).replaceAll('`', ''));
      expect(text).not.toContain(words.heads.delegated + words.heads.credentials);
      expect(text).not.toContain(`| ${words.heads.delegated} |`);
    }
  });

  test('third parties show who let them in, and since when that is known', () => {
    expect(row('Meeting notes')).toMatch(/<td data-head="[^"]*">12<\/td>[\s\S]*2026-11-18/);
    expect(section).toContain(words.since(ui.day('2026-10-21T21:00:00.000Z', 'Asia/Tokyo')));
  });

  test('on a phone are blocks, in which each fact says what it is, and none is blank', () => {
    expect(section).toContain('<table class="programs stacked">');
    expect(row('Meeting notes')).toContain(`<td data-head="${ui.label(words.heads.users)}">`);
    expect(section.replaceAll('<td class="blank">–</td>', '')).not.toContain('>–</td>');
  });

  test('a list that was not read, or not whole, says so', () => {
    const gap: Gap = { kind: 'permission', detail: 'GET /servicePrincipals 403' };
    const dark = { ...withPrograms({ state: 'unavailable', gap }) };
    const silent = { ...dark, report: { ...dark.report, results: [] } };
    expect(sectionOf(silent, locale)).toContain(words.notRead);
    expect(markdownOf(silent, locale)).toContain(words.notRead);
    const cut = withPrograms({ state: 'partial', rows: [], gap });
    expect(sectionOf(cut, locale)).toContain(words.partly);
    expect(sectionOf(withPrograms(complete([program('q', 'q')])), locale)).not.toContain(words.noneAtAll);
  });

  test('nothing is said of a directory whose programs nobody reads', () => {
    const none = { ...sample(locale), applications: [] };
    expect(renderHtml(none, options(locale))).not.toContain('id="applications"');
    expect(sectionOf(quiet(locale), locale)).toContain(words.noneAtAll);
    expect(markdownOf(quiet(locale), locale)).toContain(words.noneAtAll);
  });
});

describe('applications.csv', () => {
  const rowsOf = (findings: Findings): Record<string, string>[] =>
    parse(renderApplicationsCsv(findings), { bom: true, columns: true, record_delimiter: '\r\n' });
  const rowOf = (name: string) => rowsOf(sample()).find(({ application }) => application === name);
  const header = [
    'tenant,provider,application,kind,own,enabled,severity,findings,privileged_roles,permissions,delegated_for_all',
    'credentials,oldest_credential,next_end,expired_credentials,consenting_users,last_consent,unneeded,client_id,id,gap',
  ].join(',');

  test('has a BOM, CRLF and an English header, even when it is empty', () => {
    expect(renderApplicationsCsv(failed())).toBe(`\ufeff${header}\r\n`);
    expect(renderApplicationsCsv(sample('ja')).startsWith(`\ufeff${header}\r\n`)).toBe(true);
  });

  test('holds every program, with all that is known', () => {
    expect(rowsOf(sample())).toHaveLength(74);
    expect(rowOf('Payroll')).toMatchObject({
      ...{ provider: 'microsoft365', kind: 'application', own: 'yes', enabled: 'yes', severity: 'low' },
      ...{ permissions: 'Microsoft Graph/User.Read.All', delegated_for_all: '', privileged_roles: '' },
      ...{ oldest_credential: '2023-04-01T00:00:00.000Z', next_end: '2026-12-31T00:00:00.000Z' },
      ...{ expired_credentials: '1', consenting_users: '', id: 'sp-payroll', client_id: 'client-sp-payroll' },
      credentials:
        'secret 2023-04-01..2025-03-31; certificate 2026-01-01..2026-12-31; secret 2025-03-01..2027-02-28; certificate unknown..unknown',
    });
    expect(rowOf('client-sp-crm')).toMatchObject({ privileged_roles: 'Exchange Administrator', severity: 'high' });
    expect(rowOf('Meeting notes')).toMatchObject({ consenting_users: '12', last_consent: '2026-11-18T02:00:00.000Z' });
    expect(rowOf('Identity scanner')).toMatchObject({ unneeded: 'Mail.Read', findings: '' });
  });

  test('unknown never looks like a no', () => {
    expect(rowOf('Reporting')).toMatchObject({
      ...{ own: 'unknown', permissions: 'unknown', delegated_for_all: 'unknown', privileged_roles: 'unknown' },
    });
    expect(rowOf('Old survey')?.permissions).toBe('Microsoft Graph/unknown');
    const [unlisted] = rowsOf(withPrograms(complete([])));
    expect(unlisted).toMatchObject({
      kind: 'unknown',
      permissions: 'unknown',
      credentials: 'unknown',
      next_end: 'unknown',
    });
    const { report, ...rest } = sample();
    const unjudged = { ...rest, report: { ...report, results: [] } };
    expect(new Set(rowsOf(unjudged).map(({ privileged_roles }) => privileged_roles))).toEqual(new Set(['unknown']));
  });

  test.each(hostileNames.map((name) => [name.slice(0, 30), name]))(
    '%j runs no formula and adds no line',
    (_label, name) => {
      const rows = rowsOf(hostile(name));
      expect(rows).toHaveLength(74);
      for (const text of rows.flatMap((row) => Object.values(row))) {
        expect(text).not.toMatch(unseenCharacters);
        for (const part of text.split(/[;|]/))
          expect(part).not.toMatch(/^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/u);
      }
    },
  );
});
