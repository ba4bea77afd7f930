import { describe, expect, test } from 'vitest';
import { type Answer, errorOf, now, rows, type World, world } from './ask.ts';

const day = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day).toISOString();

async function everything({ ask, large }: Pick<World, 'ask' | 'large'>, path: string): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let url: unknown = path; typeof url === 'string'; url = pages.at(-1)?.body['@odata.nextLink']) {
    pages.push(await ask(large, url));
  }
  return pages;
}

describe.each(['v1.0', 'beta'])('the sign-in log in %s', (version) => {
  const path = `/${version}/auditLogs/signIns`;

  test('lists the newest first, a thousand a page', async () => {
    const { ask, large } = await world({ size: 1600 });
    const pages = await everything({ ask, large }, `${path}?$top=5000`);
    expect(pages.map((page) => rows(page).length)).toEqual([1000, 1000, 1000, 200]);
    const instants = pages.flatMap((page) => rows(page).map(({ createdDateTime }) => String(createdDateTime)));
    expect(instants).toEqual(instants.toSorted().reverse());
    expect(new Set(pages.flatMap((page) => rows(page).map(({ id }) => id))).size).toBe(3200);
  });

  test('a link keeps the filter, and a token that is none of its own is refused', async () => {
    const { ask, large } = await world();
    const first = await ask(large, `${path}?$filter=status/errorCode eq 0&$top=10`);
    expect(first.body['@odata.nextLink']).toMatch(
      /\$filter=status\/errorCode(%20|\+| )eq(%20|\+| )0&\$top=10&\$skiptoken=/,
    );
    expect(errorOf(await ask(large, `${path}?$skiptoken=stale`)).code).toBe('Directory_ExpiredPageToken');
  });

  test.each([
    ['', () => true],
    [`?$filter=createdDateTime ge ${ago(10)}`, (at: string) => at >= ago(10)],
    [`?$filter=createdDateTime le ${ago(10)}`, (at: string) => at <= ago(10)],
    [
      `?$filter=createdDateTime ge ${ago(20)} and createdDateTime le ${ago(10)}`,
      (at: string) => at >= ago(20) && at <= ago(10),
    ],
    ['?$filter=status/errorCode eq 0', (_at: string, code: number) => code === 0],
    ['?$filter=status/errorCode eq 50126', (_at: string, code: number) => code === 50126],
    [
      `?$filter=createdDateTime ge ${ago(10)} and status/errorCode eq 0`,
      (at: string, code: number) => at >= ago(10) && code === 0,
    ],
  ])('%s', async (query, wanted) => {
    const { ask, trading } = await world();
    const found = rows(await ask(trading, `${path}${query}`)).map(({ id }) => id);
    const expected = trading.signIns
      .filter(
        ({ at, errorCode }) => new Date(at).toISOString() >= ago(30) && wanted(new Date(at).toISOString(), errorCode),
      )
      .map(({ id }) => id);
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(0);
  });

  test('the ends of a range belong to it', async () => {
    const { ask, trading } = await world();
    const at = trading.signIns[40]?.at ?? '';
    const found = rows(await ask(trading, `${path}?$filter=createdDateTime ge ${at} and createdDateTime le ${at}`));
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ createdDateTime }) => createdDateTime))).toEqual(new Set([at]));
  });

  test.each([
    '?$filter=createdDateTime gt 2026-11-01T00:00:00Z',
    '?$filter=createdDateTime ge 2026-11-01',
    "?$filter=userPrincipalName eq 'a'",
    '?$filter=status/errorCode eq 0 or status/errorCode eq 1',
    '?$select=id',
    '?$orderby=createdDateTime',
  ])('refuses %s', async (query) => {
    const { ask, trading } = await world();
    expect((await ask(trading, `${path}${query}`)).status).toBe(400);
  });

  test('tells who, when, from where and with what', async () => {
    const { ask, trading } = await world();
    const all = rows(await ask(trading, path));
    const of = (local: string) => all.find((row) => String(row.userPrincipalName).startsWith(`${local}@`));
    expect(of('rossi')).toMatchObject({
      userId: expect.any(String),
      appDisplayName: 'Microsoft Teams',
      clientAppUsed: 'Browser',
      ipAddress: '192.0.2.44',
      isInteractive: true,
      status: { errorCode: 0 },
      location: { countryOrRegion: 'IT', city: 'Milano' },
    });
    expect(of('backup-job')).toMatchObject({ clientAppUsed: 'IMAP4' });
    expect(of('inoue')).toMatchObject({ location: { countryOrRegion: '' } });
    expect(of('suzuki')).toMatchObject({ status: { errorCode: 50126 } });
    expect(of('order-agent')).toBeUndefined();
    expect('authenticationDetails' in (of('rossi') ?? {})).toBe(version === 'beta');
  });
});

test('beta tells the factors, in their order', async () => {
  const { ask, trading } = await world();
  const all = rows(await ask(trading, '/beta/auditLogs/signIns'));
  const of = (local: string) => all.find((row) => String(row.userPrincipalName).startsWith(`${local}@`));
  expect(of('yamada')).toMatchObject({
    authenticationRequirement: 'multiFactorAuthentication',
    authenticationDetails: [
      { authenticationMethod: 'Password', authenticationStepRequirement: 'Primary authentication', succeeded: true },
      { authenticationMethod: 'Text message', succeeded: true },
    ],
  });
  expect(of('kuroda')).toMatchObject({
    authenticationRequirement: 'singleFactorAuthentication',
    authenticationDetails: [{ authenticationMethod: 'Password' }],
  });
  expect(of('suzuki')).toMatchObject({
    authenticationDetails: [{ authenticationMethod: 'Password', succeeded: false }],
  });
});

test('the newest success of the example is the one that the directory has on record', async () => {
  const { trading } = await world();
  for (const { user } of trading.accounts) {
    const recorded = user.signInActivity?.lastSuccessfulSignInDateTime ?? null;
    const isHuman = user['@odata.type'] === undefined;
    const shown = isHuman && recorded !== null && new Date(recorded).toISOString() >= ago(30) ? recorded : undefined;
    const newest = trading.signIns.find(({ userId, errorCode }) => userId === user.id && errorCode === 0);
    expect({ login: user.userPrincipalName, at: newest?.at }).toEqual({ login: user.userPrincipalName, at: shown });
  }
});

describe('the audit log', () => {
  const path = '/v1.0/auditLogs/directoryAudits';

  test('goes back thirty days, newest first', async () => {
    const { ask, trading } = await world();
    const all = rows(await ask(trading, `${path}?$filter=activityDateTime ge ${ago(180)}&$top=1000`));
    const instants = all.map(({ activityDateTime }) => String(activityDateTime));
    expect(instants).toEqual(instants.toSorted().reverse());
    expect(instants.at(-1)?.localeCompare(ago(30))).toBe(1);
    expect(all).toHaveLength(trading.audits.length - 1);
  });

  test('goes back seven days without a licence, and needs none', async () => {
    const { ask, clinic } = await world();
    const all = rows(await ask(clinic, path));
    expect([all.length, clinic.audits.length]).toEqual([1, 2]);
  });

  test('names the user or the application that acted, and whether it worked', async () => {
    const { ask, trading } = await world();
    const all = rows(await ask(trading, `${path}?$filter=activityDateTime ge ${ago(13)}`));
    expect(all[0]).toMatchObject({
      activityDisplayName: 'Update conditional access policy',
      category: 'Policy',
      result: 'success',
      initiatedBy: { user: { userPrincipalName: 'adm-fujita@sample-trading.example' }, app: null },
      targetResources: [{ type: 'User' }],
    });
    expect(all.find(({ initiatedBy }) => (initiatedBy as { app: unknown }).app !== null)).toMatchObject({
      initiatedBy: { user: null, app: { displayName: 'Backup connector' } },
    });
    expect(all.at(-1)).toMatchObject({ result: 'failure' });
  });

  test.each(['?$filter=status/errorCode eq 0', '?$filter=createdDateTime ge 2026-11-01T00:00:00Z', '?$search=x'])(
    'refuses %s',
    async (query) => {
      const { ask, trading } = await world();
      expect((await ask(trading, `${path}${query}`)).status).toBe(400);
    },
  );
});

test('both logs share the limit of five reports in ten seconds', async () => {
  const { ask, trading } = await world({ limits: 'documented' });
  const paths = ['/v1.0/auditLogs/signIns', '/beta/auditLogs/signIns', '/v1.0/auditLogs/directoryAudits'];
  for (const path of [...paths, ...paths.slice(0, 2)]) expect((await ask(trading, path)).status).toBe(200);
  const refused = await ask(trading, '/v1.0/auditLogs/directoryAudits');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).not.toBeNull();
});
