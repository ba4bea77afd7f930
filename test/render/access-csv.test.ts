import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { renderAccessCsv } from '../../src/render/access-csv.ts';
import type { Findings } from '../../src/render/format.ts';
import { hostileNames, unseenCharacters } from './hostile.ts';
import { big, failed, hostile, sample, small } from './sample.ts';

const header = [
  'tenant,provider,login,name,enabled,kind,last_success,source,address,country,new_countries,app,client',
  'factors_used_last,mfa_enforced,mfa_reason,mfa_policies,mfa_conditions,mfa_left_out_of,enrolled,allowed_factors,used_factors,log_gap',
  'person,joined_by,employee_id,department,roles,leave_date,disabled_at',
].join(',');

function rowsOf(findings: Findings): Record<string, string>[] {
  return parse(renderAccessCsv(findings), { bom: true, columns: true, record_delimiter: '\r\n' });
}

function rowOf(findings: Findings, provider: string, login: string): Record<string, string> {
  const found = rowsOf(findings).find((row) => row.provider === provider && row.login?.startsWith(`${login}@`));
  if (found === undefined) throw new Error(`no row of ${login}`);
  return found;
}

test('has a BOM, CRLF and an English header, in either language and even when it is empty', () => {
  expect(renderAccessCsv(failed())).toBe(`\ufeff${header}\r\n`);
  for (const locale of ['en', 'ja'] as const) {
    const csv = renderAccessCsv(sample(locale));
    expect(csv.startsWith(`\ufeff${header}\r\n`)).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  }
});

test('holds every account once: a new country first, then not enforced, disabled ones last', () => {
  const findings = sample();
  const rows = rowsOf(findings);
  expect(rows).toHaveLength(findings.access.reduce((sum, directory) => sum + directory.rows.length, 0));
  const microsoft = rows.filter(({ provider }) => provider === 'microsoft365');
  expect(microsoft[0]).toMatchObject({ login: 'inoue@sample-trading.example', new_countries: 'VN' });
  expect(microsoft[1]).toMatchObject({ new_countries: 'US' });
  const rest = microsoft.filter(({ new_countries, enabled }) => new_countries === '' && enabled === 'yes');
  const places = rest.map(({ mfa_enforced = '' }) => ['none', 'partly', 'unknown', 'enforced'].indexOf(mfa_enforced));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(microsoft.at(-1)).toMatchObject({ login: 'former@sample-trading.example', enabled: 'no' });
});

test('tells a sign-in of the log with all that is known of it', () => {
  expect(rowOf(sample(), 'microsoft365', 'yamada')).toEqual({
    ...{ tenant: 'sample-trading', provider: 'microsoft365', login: 'yamada@sample-trading.example' },
    ...{ name: 'Taro Yamada', enabled: 'yes', kind: 'member' },
    ...{ last_success: '2026-11-20T21:00:00.000Z', source: 'log', address: '203.0.113.24', country: 'JP' },
    ...{ new_countries: '', app: 'Office 365 Exchange Online', client: 'Browser' },
    ...{ factors_used_last: 'password; mobilePhone', mfa_enforced: 'none', mfa_reason: 'excluded' },
    ...{ mfa_policies: 'Require MFA for all users', mfa_conditions: '', mfa_left_out_of: '', enrolled: 'yes' },
    ...{ allowed_factors: '', used_factors: 'mobilePhone', log_gap: '' },
    ...{ person: 'm-0002', joined_by: 'login', employee_id: '', department: 'Sales' },
    ...{ roles: 'Global Administrator', leave_date: '', disabled_at: '' },
  });
  expect(rowOf(sample(), 'microsoft365', 'sasaki')).toMatchObject({
    ...{ mfa_enforced: 'partly', mfa_reason: 'narrowed', mfa_conditions: 'locations; platforms:android, iOS' },
  });
});

test('unknown never looks like a no, and what there is not stays empty', () => {
  const silent = rowOf(sample(), 'microsoft365', 'kimura');
  expect(silent).toMatchObject({
    source: 'log',
    address: 'unknown',
    country: 'unknown',
    app: 'unknown',
    client: 'unknown',
  });
  expect(silent).toMatchObject({ factors_used_last: 'unknown', mfa_enforced: 'unknown', mfa_reason: 'unreadable' });
  const timeOnly = rowOf(sample(), 'microsoft365', 'kuroda');
  expect(timeOnly).toMatchObject({ source: 'activity', address: 'unknown', country: 'unknown', new_countries: '' });
  const never = rowOf(sample(), 'microsoft365', 'scanner');
  expect(never).toMatchObject({ last_success: '', source: '', address: '', country: '', factors_used_last: '' });
  expect(rowOf(sample(), 'microsoft365', 'nishida').enrolled).toBe('unknown');
  expect(rowOf(sample(), 'google-workspace', 'okada').allowed_factors).toBe('unknown');
  expect(rowOf(sample(), 'google-workspace', 'goto').allowed_factors).toBe('NO_TELEPHONY');
  expect(rowOf(sample(), 'google-workspace', 'takahashi')).toMatchObject({ enrolled: 'no', used_factors: '' });
});

test('a dark log is said in every line, and makes nothing a no', () => {
  const rows = rowsOf(small());
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row.log_gap).toBe('licence');
    expect(row).toMatchObject({ last_success: 'unknown', address: 'unknown', new_countries: 'unknown' });
    expect(row).toMatchObject({ used_factors: 'unknown', enrolled: 'unknown' });
  }
});

test('says whose account it is, what the person may do, and whether the person has left', () => {
  const findings = sample();
  const ids = ['microsoft365/abe', 'google-workspace/ken.abe'].map((name) => {
    const [provider = '', login = ''] = name.split('/');
    return rowOf(findings, provider, login);
  });
  expect(ids.map(({ person, joined_by, department }) => [person, joined_by, department])).toEqual([
    ['m-0003', 'alias', 'IT'],
    ['m-0003', 'alias', 'Sales'],
  ]);
  expect(rowOf(findings, 'microsoft365', 'mori').employee_id).toBe('1007');
  expect(rowOf(findings, 'microsoft365', 'ueda')).toMatchObject({
    ...{ enabled: 'no', leave_date: '2026-09-30', disabled_at: '2026-09-30T16:20:00.000Z' },
  });
  expect(rowOf(findings, 'microsoft365', 'shimizu')).toMatchObject({ leave_date: 'unknown', disabled_at: 'unknown' });
  expect(rowOf(findings, 'microsoft365', 'kuroda')).toMatchObject({ leave_date: '2026-10-31', disabled_at: '' });
  expect(rowOf(findings, 'microsoft365', 'kato')).toMatchObject({ leave_date: '', roles: '' });
});

test('roles that can be made active, and roles that were not read, are told as what they are', () => {
  const { access, ...rest } = sample();
  const [microsoft, ...others] = access;
  const [first] = microsoft?.rows ?? [];
  if (microsoft === undefined || first === undefined) throw new Error('no row');
  const held = [
    { name: 'Global Administrator', eligible: true },
    { name: 'User Administrator', eligible: false },
  ];
  const roles = { held, gap: { kind: 'permission' as const, detail: 'x' } };
  const findings = { ...rest, access: [{ ...microsoft, rows: [{ ...first, roles }] }, ...others] };
  expect(rowsOf(findings)[0]?.roles).toBe('Global Administrator (eligible); User Administrator; unknown');
});

test('an HR list that does not tell leaves open who has left; without one there is nothing to say', () => {
  const { report, ...rest } = sample();
  for (const id of ['roster-faulty', 'roster-silent'] as const) {
    const doubtful = { ...rest, report: { ...report, leavers: null, notes: [{ id, text: '', data: {} }] } };
    expect(new Set(rowsOf(doubtful).map(({ leave_date }) => leave_date))).toEqual(new Set(['unknown']));
  }
  expect(new Set(rowsOf(small()).map(({ leave_date }) => leave_date))).toEqual(new Set(['']));
});

test.each(hostileNames.map((name) => [name.slice(0, 30), name]))(
  '%j runs no formula and adds no line',
  (_label, name) => {
    const findings = hostile(name);
    const rows = rowsOf(findings);
    expect(rows).toHaveLength(findings.access.reduce((sum, directory) => sum + directory.rows.length, 0));
    for (const row of rows) {
      for (const text of Object.values(row)) {
        expect(text).not.toMatch(unseenCharacters);
        for (const part of text.split(/[;|]/))
          expect(part).not.toMatch(/^[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]/u);
      }
    }
  },
);

test('holds ten thousand accounts', () => {
  expect(rowsOf(big())).toHaveLength(10_000);
});
