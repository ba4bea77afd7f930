import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../connectors/microsoft365/session.ts';
import { signIns } from '../../../connectors/microsoft365/sign-ins.ts';
import { useStrictNock } from '../../nock.ts';
import {
  account,
  collect,
  complete,
  forbidden,
  graph,
  type Known,
  open,
  origin,
  tenantId,
  unlicensed,
} from './tenant.ts';

useStrictNock();

const activityQuery = { $select: 'id,signInActivity', $top: '500' };
const reportPath = "/reports/getOffice365ActiveUserDetail(period='D180')";
const header = [
  '\uFEFFReport Refresh Date',
  'User Principal Name',
  'Display Name',
  'Is Deleted',
  'Deleted Date',
  'Has Exchange License',
  'Exchange Last Activity Date',
  'Exchange License Assign Date',
  'Teams Last Activity Date',
  'Assigned Products',
].join(',');
const line = (upn: string, exchange: string, teams: string, deleted = 'False') =>
  `2026-11-18,${upn},"Name, the",${deleted},,True,${exchange},2020-01-01,${teams},"E3+""x"""`;

function plan(value: 'free' | 'p1' | 'p2' | null): Known {
  return { organization: complete({ id: tenantId, name: null, domains: [], plan: value }) };
}

/** A tenant without the licence, whose report answers so. */
async function fallback(...known: Known[]): Promise<{ session: Session; known: Known }> {
  const session = await open();
  graph().get('/users').query(activityQuery).reply(403, unlicensed);
  return { session, known: Object.assign({}, plan('free'), ...known) };
}

function report(...lines: string[]): string {
  return [header, ...lines, ''].join('\r\n');
}

const octets = { 'content-type': 'application/octet-stream' };

const somebody = { id: 'z', signInActivity: { lastSuccessfulSignInDateTime: '2026-01-01T00:00:00Z' } };

describe('sign-in activity', () => {
  it.each([
    ['a success', { lastSuccessfulSignInDateTime: '2026-01-02T03:04:05Z' }, '2026-01-02T03:04:05Z', null],
    [
      'attempts only',
      { lastSuccessfulSignInDateTime: null, lastSignInDateTime: '2026-01-02T03:04:05Z' },
      null,
      '2023-12-01T00:00:00Z',
    ],
    [
      'attempts of programs',
      { lastSuccessfulSignInDateTime: null, lastNonInteractiveSignInDateTime: '2022-01-02T03:04:05Z' },
      null,
      '2023-12-01T00:00:00Z',
    ],
    ['nothing at all', null, null, null],
    ['nothing in it', {}, null, null],
    ['the first day of the calendar', { lastSuccessfulSignInDateTime: '0001-01-01T00:00:00Z' }, null, null],
  ])('reads %s', async (_, signInActivity, lastSuccess, recordedSince) => {
    const session = await open();
    graph()
      .get('/users')
      .query(activityQuery)
      .reply(200, { value: [{ id: 'a', signInActivity }, somebody] });
    const { rows, source, gap } = await collect('signIns', signIns, session);
    expect(rows[0]).toEqual({ accountId: 'a', lastSuccess, recordedSince, source: 'activity' });
    expect({ source, gap }).toEqual({ source: 'activity', gap: undefined });
  });

  it('is malformed where it is told of nobody: then it was left out, and accuses nobody', async () => {
    const session = await open();
    graph()
      .get('/users')
      .query(activityQuery)
      .reply(200, { value: [{ id: 'a' }, { id: 'b', signInActivity: null }] });
    expect(await collect('signIns', signIns, session)).toMatchObject({ rows: [], gap: { kind: 'malformed' } });
  });

  it.each([
    ['a success on a day to come', { lastSuccessfulSignInDateTime: '2027-01-01T00:00:00Z' }],
    ['attempts without a word of success', { lastSignInDateTime: '2026-01-02T03:04:05Z' }],
  ])('knows nothing of an account with %s', async (_, signInActivity) => {
    const session = await open();
    graph()
      .get('/users')
      .query(activityQuery)
      .reply(200, { value: [{ id: 'a', signInActivity }, somebody] });
    const { rows, gap } = await collect('signIns', signIns, session);
    expect([rows.map(({ accountId }) => accountId), gap]).toEqual([['z'], undefined]);
  });

  it('reads an account without the property', async () => {
    const session = await open();
    graph()
      .get('/users')
      .query(activityQuery)
      .reply(200, { value: [{ id: 'a' }, somebody] });
    const { rows } = await collect('signIns', signIns, session);
    expect(rows[0]).toMatchObject({ accountId: 'a', lastSuccess: null });
  });

  it('does not believe at once that a tenant with a plan has none', async () => {
    const session = await open();
    graph().get('/users').query(activityQuery).times(3).reply(403, unlicensed);
    graph()
      .get('/users')
      .query(activityQuery)
      .reply(200, { value: [{ id: 'a' }, somebody] });
    expect(await collect('signIns', signIns, session, plan('p1'))).toMatchObject({ source: 'activity' });
  });

  it('never believes it, and takes no lesser source, where the tenant has the licence', async () => {
    const session = await open();
    graph().get('/users').query(activityQuery).times(4).reply(403, unlicensed);
    const { rows, gap } = await collect('signIns', signIns, session, plan('p2'));
    expect(rows).toEqual([]);
    expect(gap).toMatchObject({ kind: 'network', detail: expect.stringContaining('the tenant has the licence') });
  });

  it('believes it at once where the plan is not known', async () => {
    const session = await open();
    graph().get('/users').query(activityQuery).reply(403, unlicensed);
    graph().get(reportPath).reply(200, report(), octets);
    const result = await collect('signIns', signIns, session, { ...plan(null), accounts: complete() });
    expect(result).toEqual({ rows: [], source: 'usage-report' });
  });

  it('does not mix two sources', async () => {
    const session = await open();
    const next = `${origin}/v1.0/users?$select=id,signInActivity&$skiptoken=1`;
    graph()
      .get('/users')
      .query(activityQuery)
      .reply(200, { value: [{ id: 'a' }, somebody], '@odata.nextLink': next });
    graph().get('/users').query({ $select: 'id,signInActivity', $skiptoken: '1' }).reply(403, unlicensed);
    const result = await collect('signIns', signIns, session, plan('free'));
    expect(result).toMatchObject({ rows: [{ accountId: 'a' }, { accountId: 'z' }], gap: { kind: 'licence' } });
  });

  it('takes a missing permission for no licence', async () => {
    const session = await open();
    graph().get('/users').query(activityQuery).reply(403, forbidden);
    const { gap } = await collect('signIns', signIns, session, plan('free'));
    expect(gap).toMatchObject({ kind: 'permission', detail: expect.stringContaining('AuditLog.Read.All') });
  });
});

describe('usage report', () => {
  const known = { accounts: complete(account('a'), account('b'), account('c'), account('d')) };

  it('is fetched from where Graph points to, without the token', async () => {
    const { session, known: all } = await fallback(known);
    const target = 'https://reports.office.com';
    const recordedUntil = '2026-11-18T00:00:00Z';
    graph()
      .get(reportPath)
      .matchHeader('authorization', /./)
      .reply(302, '', { Location: `${target}/data?sig=1` });
    nock(target, { badheaders: ['authorization'] })
      .get('/data')
      .query({ sig: '1' })
      .reply(
        200,
        report(
          line('A@ACME.example', '2026-10-01', '2026-11-02'),
          line('a@acme.example', '', ''),
          line('b@acme.example', '', ''),
          line('c@acme.example', '2026-10-01', '', 'True'),
          line('elsewhere@acme.example', '2026-10-01', ''),
        ),
        octets,
      );
    expect(await collect('signIns', signIns, session, all)).toEqual({
      rows: [
        {
          accountId: 'a',
          lastSuccess: '2026-11-02T00:00:00Z',
          recordedSince: null,
          recordedUntil,
          source: 'usage-report',
        },
        {
          accountId: 'b',
          lastSuccess: null,
          recordedSince: '2026-05-22T00:00:00.000Z',
          recordedUntil,
          source: 'usage-report',
        },
      ],
      source: 'usage-report',
    });
  });

  it.each([
    'https://reports.office.com.evil.example/x',
    'https://evil.example/x?h=.office.com',
    'http://reports.office.com/x',
    'https://reports.office.com@evil.example/x',
    'https://me@reports.office.com/x',
    'file:///etc/passwd',
    'https://eviloffice.com/x',
  ])('is not fetched from %s', async (location) => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(302, '', { Location: location });
    expect(await collect('signIns', signIns, session, all)).toMatchObject({ rows: [], gap: { kind: 'malformed' } });
  });

  it('does not follow redirects for ever', async () => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(302, '', { Location: 'https://a.office.com/x' });
    nock('https://a.office.com').get('/x').times(3).reply(302, '', { Location: '/x' });
    expect((await collect('signIns', signIns, session, all)).gap).toMatchObject({ kind: 'malformed' });
  });

  it('needs a place to go', async () => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(302, '');
    expect((await collect('signIns', signIns, session, all)).gap).toMatchObject({ kind: 'malformed' });
  });

  const hidden = 'D41D8CD98F00B204E9800998ECF8427E';

  it('says when names are concealed', async () => {
    const { session, known: all } = await fallback(known);
    const lines = [line(hidden, '', ''), line('F41D8CD98F00B204E9800998ECF8427F', '2026-11-01', '')];
    graph()
      .get(reportPath)
      .reply(200, report(...lines), octets);
    expect(await collect('signIns', signIns, session, all)).toMatchObject({ rows: [], gap: { kind: 'concealed' } });
  });

  it.each([
    ['no header', `${line('a@acme.example', '', '')}\r\n`],
    ['a header without logins', 'Report Refresh Date,Is Deleted,Exchange Last Activity Date\r\n'],
    ['a header without days', 'Report Refresh Date,User Principal Name,Is Deleted\r\n'],
    ['an odd day', report(line('a@acme.example', '11/02/2026', ''))],
    ['a day that there is not', report(line('a@acme.example', '2026-02-30', ''))],
    ['an open quote', report('2026-11-18,"a@acme.example')],
    ['a short line', report('2026-11-18,a@acme.example')],
    ['a hidden name among others', report(line('a@acme.example', '', ''), line(hidden, '', ''))],
    ['a page of HTML', '<html>\n</html>\n'],
  ])('calls %s malformed', async (_, body) => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(200, body, octets);
    const { rows, gap } = await collect('signIns', signIns, session, all);
    expect(rows).toEqual([]);
    expect(gap?.kind).toBe('malformed');
    expect(gap?.detail).not.toContain('a@acme');
  });

  const endless = report(line('a@acme.example', '2026-11-01', ''), line('b@acme.example', '', '')).trimEnd();
  const cut = endless.slice(0, -1);

  it('is fetched again from a new address where it was cut', async () => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(200, cut, octets);
    graph().get(reportPath).reply(200, `${endless}\r\n`, octets);
    const { rows, gap } = await collect('signIns', signIns, session, all);
    expect(rows.map(({ accountId }) => accountId)).toEqual(['a', 'b']);
    expect(gap).toBeUndefined();
  });

  it.each([
    ['all its cells', endless],
    ['all its cells, and a name in two lines', endless.replaceAll('"Name, the"', '"Name,\nthe"')],
    ['all its cells, and fewer products', endless.replace(/"E3\+""x"""$/, 'E3')],
  ])('is whole where its last line does not end, but has %s', async (_, text) => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(200, text, octets);
    const { rows, gap } = await collect('signIns', signIns, session, all);
    expect(rows.map(({ accountId }) => accountId)).toEqual(['a', 'b']);
    expect(gap).toBeUndefined();
  });

  it('is cut where its last line does not end, and the last cell is a day', async () => {
    const { session, known: all } = await fallback(known);
    const lines = ['a', 'b'].map((name) => `2026-11-18,${name}@acme.example,False,`);
    const text = ['Report Refresh Date,User Principal Name,Is Deleted,Teams Last Activity Date', ...lines].join('\n');
    graph().get(reportPath).times(3).reply(200, text, octets);
    const { rows, gap } = await collect('signIns', signIns, session, all);
    expect({ ids: rows.map(({ accountId }) => accountId), kind: gap?.kind }).toEqual({ ids: ['a'], kind: 'network' });
  });

  it('is whole where its last line does not end, but holds the period, which ends every line', async () => {
    const { session, known: all } = await fallback(known);
    const lines = [
      `${header},Report Period`,
      `${line('a@acme.example', '', '')},180`,
      `${line('b@acme.example', '', '')},180`,
    ];
    graph().get(reportPath).reply(200, lines.join('\r\n'), octets);
    const { rows, gap } = await collect('signIns', signIns, session, all);
    expect(rows.map(({ accountId }) => accountId)).toEqual(['a', 'b']);
    expect(gap).toBeUndefined();
  });

  it.each(['18', '1', ''])('is cut where its last line ends with %j in place of the period', async (end) => {
    const { session, known: all } = await fallback(known);
    const lines = [
      `${header},Report Period`,
      `${line('a@acme.example', '', '')},180`,
      `${line('b@acme.example', '', '')},${end}`,
    ];
    graph().get(reportPath).times(3).reply(200, lines.join('\n'), octets);
    const { rows, gap } = await collect('signIns', signIns, session, all);
    expect(rows.map(({ accountId }) => accountId)).toEqual(['a']);
    expect(gap?.kind).toBe('network');
  });

  it.each([
    ['in the middle of a line', cut.slice(0, -30), ['a']],
    ['before the last cell', endless.replace(/,"E3\+""x"""$/, ''), ['a']],
    ['in the last cell', cut, ['a']],
    ['before anything of the last cell', endless.replace(/"E3\+""x"""$/, ''), ['a']],
    ['in a product', endless.replace(/"E3\+""x"""$/, 'E'), ['a']],
    ['after a product', endless.replace(/"E3\+""x"""$/, 'E3+'), ['a']],
    ['in the header', header.slice(0, 40), []],
    ['after the header', header, []],
    ['before it began', '', []],
  ])('is partial where it is always cut %s, and judges nobody by the line that does not end', async (_, text, ids) => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).times(3).reply(200, text, octets);
    const { rows, gap } = await collect('signIns', signIns, session, all);
    expect(rows.map(({ accountId }) => accountId)).toEqual(ids);
    expect(gap).toMatchObject({ kind: 'network', detail: expect.stringContaining('cut') });
  });

  it.each([401, 403, 404, 410])('gets a new address from Graph where the old one answers %i', async (status) => {
    const { session, known: all } = await fallback(known);
    const location = 'https://reports.office.com/data';
    graph().get(reportPath).times(2).reply(302, '', { Location: location });
    nock('https://reports.office.com').get('/data').reply(status, 'over');
    nock('https://reports.office.com')
      .get('/data')
      .reply(200, report(line('a@acme.example', '2026-11-01', '')), octets);
    expect(await collect('signIns', signIns, session, all)).toMatchObject({ rows: [{ accountId: 'a' }] });
  });

  it('is not looked for at an address of the API, which asks for a token', async () => {
    const { session, known: all } = await fallback(known);
    graph()
      .get(reportPath)
      .reply(302, '', { Location: `${origin}/v1.0/users` });
    expect((await collect('signIns', signIns, session, all)).gap).toMatchObject({ kind: 'malformed' });
  });

  it('calls JSON in its place malformed', async () => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(200, { value: [] });
    expect((await collect('signIns', signIns, session, all)).gap).toMatchObject({ kind: 'malformed' });
  });

  it('names its permission', async () => {
    const { session, known: all } = await fallback(known);
    graph().get(reportPath).reply(403, forbidden);
    const { gap } = await collect('signIns', signIns, session, all);
    expect(gap).toMatchObject({ kind: 'permission', detail: expect.stringContaining('Reports.Read.All') });
  });

  it('is as partial as the accounts are', async () => {
    const gap = { kind: 'network', detail: 'lost' } as const;
    const { session, known: all } = await fallback({ accounts: { state: 'partial', rows: [account('a')], gap } });
    graph()
      .get(reportPath)
      .reply(200, report(line('a@acme.example', '2026-11-01', '')), octets);
    expect(await collect('signIns', signIns, session, all)).toMatchObject({ rows: [{ accountId: 'a' }], gap });
  });

  it('is of no use without accounts', async () => {
    const gap = { kind: 'permission', detail: 'no' } as const;
    const { session, known: all } = await fallback({ accounts: { state: 'unavailable', gap } });
    graph().get(reportPath).reply(200, report(), octets);
    expect(await collect('signIns', signIns, session, all)).toEqual({ rows: [], gap });
  });
});

describe('probe', () => {
  it('reads one account', async () => {
    const session = await open();
    graph().get('/users').query({ $select: 'id,signInActivity', $top: '1' }).reply(200, { value: [] });
    await signIns.probe(session);
  });

  it('looks at the report where the licence is missing', async () => {
    const session = await open();
    graph().get('/users').query(true).reply(403, unlicensed);
    graph()
      .get("/reports/getOffice365ActiveUserDetail(period='D7')")
      .reply(200, report(line('hash', '', '')), octets);
    await expect(signIns.probe(session)).rejects.toThrow('conceals');
  });
});
