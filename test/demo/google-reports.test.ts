import { describe, expect, test } from 'vitest';
import { largeGoogleDirectory } from '../../src/demo/large-google.ts';
import { googleScope } from '../../src/demo/scanner.ts';
import { demoGoogleToken } from '../../src/demo/tokens.ts';
import { errorOf, now, rows, type World, world } from './ask.ts';

const root = '/admin/reports/v1';
const logins = `${root}/activity/users/all/applications/login`;
const acts = `${root}/activity/users/all/applications/admin`;
const usage = `${root}/usage/users/all/dates`;
const day = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day).toISOString();

interface Item {
  id: { time: string; applicationName: string; uniqueQualifier: string };
  actor: { email: string; profileId: string };
  ipAddress?: string;
  networkInfo?: { regionCode: string };
  events: { name: string; parameters: { name: string; [value: string]: unknown }[] }[];
}

async function items({ ask, workspace }: Pick<World, 'ask' | 'workspace'>, path: string): Promise<Item[]> {
  return rows(await ask(workspace, path), 'items') as unknown as Item[];
}

describe('consents to programs of third parties', () => {
  const consents = `${root}/activity/users/all/applications/token`;
  const parameter = ({ events }: Item, name: string) =>
    events[0]?.parameters.find((candidate) => candidate.name === name);

  test('name the client, the program, its kind and the scopes', async () => {
    const { ask, workspace } = await world();
    const all = await items({ ask, workspace }, `${consents}?eventName=authorize&startTime=${ago(30)}`);
    const merge = all.find((item) => parameter(item, 'app_name')?.value === 'Mail merge');
    expect(merge).toMatchObject({
      id: { applicationName: 'token' },
      actor: { callerType: 'USER', email: expect.stringContaining('@') },
      events: [{ type: 'auth', name: 'authorize' }],
    });
    if (merge === undefined) throw new Error('nobody let it in');
    expect(parameter(merge, 'client_id')?.value).toMatch(/^\d{12}-[\da-f]{32}\.apps\.googleusercontent\.com$/);
    expect(parameter(merge, 'client_type')).toEqual({ name: 'client_type', value: 'NATIVE_CHROME_EXTENSION' });
    expect(parameter(merge, 'scope')?.multiValue).toContain('https://mail.google.com/');
    expect(all.filter((item) => parameter(item, 'app_name') === undefined)).toHaveLength(1);
  });

  test('come with those taken back, unless they are not asked for', async () => {
    const { ask, workspace } = await world();
    const names = async (query: string) =>
      new Set((await items({ ask, workspace }, consents + query)).map(({ events }) => events[0]?.name));
    expect(await names('')).toEqual(new Set(['authorize', 'revoke']));
    expect(await names('?eventName=authorize')).toEqual(new Set(['authorize']));
  });

  test('are told apart by their qualifiers', async () => {
    const { ask, workspace, largeWorkspace } = await world();
    for (const directory of [workspace, largeWorkspace]) {
      const all = rows(await ask(directory, consents), 'items') as unknown as Item[];
      expect(new Set(all.map(({ id }) => `${id.time} ${id.uniqueQualifier}`)).size).toBe(all.length);
    }
  });

  test('of a large customer are at most five pages', async () => {
    const directory = largeGoogleDirectory(60_000, now);
    expect(directory.activities.filter(({ application }) => application === 'token')).toHaveLength(5_000);
  });
});

describe('who may read reports', () => {
  test.each([
    [logins, 'admin.reports.usage'],
    [`${usage}/2026-11-18`, 'admin.reports.audit'],
  ])('%s is refused with the scope of the other', async (path, scope) => {
    const { ask, workspace } = await world();
    const answer = await ask(demoGoogleToken(workspace, [`${googleScope}${scope}.readonly`]), path);
    expect(errorOf(answer)).toMatchObject({ code: 403, reason: 'insufficientPermissions' });
  });

  test.each([logins, `${usage}/2026-11-18`])('%s needs the privilege, which is told with a 401', async (path) => {
    const { ask, workspace } = await world();
    const answer = await ask(demoGoogleToken(workspace, undefined, 'miller@sample-trading.example'), path);
    expect(answer.status).toBe(401);
    expect(errorOf(answer).message).toBe('Access denied. You are not authorized to read activity records.');
  });

  test('another customer is refused', async () => {
    const { ask, workspace, largeWorkspace } = await world();
    const path = `${logins}?customerId=${largeWorkspace.customer.id}`;
    expect(errorOf(await ask(workspace, path))).toMatchObject({ reason: 'forbidden' });
    expect((await ask(workspace, `${logins}?customerId=${workspace.customer.id}`)).status).toBe(200);
  });
});

describe('activities', () => {
  test('come newest first, in pages to the end', async () => {
    const { ask, largeWorkspace } = await world();
    const seen: string[] = [];
    for (let token: unknown = ''; typeof token === 'string'; ) {
      const answer = await ask(largeWorkspace, `${logins}?pageToken=${token}`);
      seen.push(...(rows(answer, 'items') as unknown as Item[]).map(({ id }) => id.time));
      token = answer.body.nextPageToken;
    }
    expect(seen).toHaveLength(2400);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  test('a thousand a page at most', async () => {
    const { ask, largeWorkspace } = await world();
    expect(rows(await ask(largeWorkspace, logins), 'items')).toHaveLength(1000);
    expect((await ask(largeWorkspace, `${logins}?maxResults=1001`)).status).toBe(400);
    expect((await ask(largeWorkspace, `${logins}?maxResults=0`)).status).toBe(400);
  });

  test('lie between startTime and endTime', async () => {
    const { ask, workspace } = await world();
    const found = await items({ ask, workspace }, `${logins}?startTime=${ago(20)}&endTime=${ago(10)}`);
    const times = found.map(({ id }) => id.time);
    const expected = workspace.activities
      .filter(({ application, at }) => application === 'login' && at >= ago(20) && at <= ago(10))
      .map(({ at }) => at);
    expect(times).toEqual(expected);
    expect(times.length).toBeGreaterThan(0);
  });

  test('go back half a year, whatever is asked', async () => {
    const { ask, workspace } = await world();
    const found = await items({ ask, workspace }, `${logins}?startTime=2020-01-01T00:00:00Z`);
    expect(found.filter(({ id }) => id.time < ago(180))).toEqual([]);
    expect(workspace.activities.filter(({ at }) => at < ago(180)).length).toBeGreaterThan(0);
  });

  test.each([
    '?startTime=yesterday',
    '?startTime=2026-11-01',
    '?startTime=2026-11-22T00:00:00Z',
    '?startTime=2026-11-10T00:00:00Z&endTime=2026-11-09T00:00:00Z',
    '?filters=login_type==saml',
    '?orgUnitID=x',
    '?pageToken=stale',
  ])('refuse %s', async (query) => {
    const { ask, workspace } = await world();
    expect((await ask(workspace, `${logins}${query}`)).status).toBe(400);
  });

  test('an application that is not known is not found, and one without a log is empty', async () => {
    const { ask, workspace } = await world();
    expect((await ask(workspace, `${root}/activity/users/all/applications/nothing`)).status).toBe(404);
    const empty = await ask(workspace, `${root}/activity/users/all/applications/saml`);
    expect([empty.status, 'items' in empty.body]).toEqual([200, false]);
  });

  test('of one user, or of one event', async () => {
    const { ask, workspace } = await world();
    const one = await items({ ask, workspace }, logins.replace('/all/', '/inoue@sample-trading.example/'));
    expect(new Set(one.map(({ actor }) => actor.email))).toEqual(new Set(['inoue@sample-trading.example']));
    const failed = await items({ ask, workspace }, `${logins}?eventName=login_failure`);
    expect(failed.map(({ networkInfo }) => networkInfo?.regionCode)).toEqual(['BR', 'BR']);
    expect((await ask(workspace, logins.replace('/all/', '/nobody@sample-trading.example/'))).status).toBe(404);
  });

  test('a mask leaves what it names', async () => {
    const { ask, workspace } = await world();
    const answer = await ask(workspace, `${logins}?maxResults=1&fields=nextPageToken,items(id/time,actor/email)`);
    expect(answer.body).toEqual({
      nextPageToken: expect.any(String),
      items: [{ id: { time: expect.any(String) }, actor: { email: expect.any(String) } }],
    });
  });

  test('250 that filter in a minute, and unfiltered ones beyond that', async () => {
    const { ask, workspace } = await world({ limits: 'documented' });
    const path = `${logins}?eventName=logout`;
    const answers = await Promise.all(Array.from({ length: 251 }, () => ask(workspace, path)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await ask(workspace, logins)).status).toBe(200);
  });
});

describe('the login log of the example', () => {
  const parameterOf = (item: Item | undefined, name: string) =>
    item?.events[0]?.parameters.find((parameter) => parameter.name === name);

  test('holds the last login of everybody, as the directory has it', async () => {
    const { workspace } = await world();
    for (const { id, lastLoginTime } of workspace.users) {
      const newest = workspace.activities.find(({ actor, event }) => actor.id === id && event.name === 'login_success');
      expect(newest?.at ?? '1970-01-01T00:00:00.000Z').toBe(lastLoginTime);
    }
  });

  test('tells a second step by phone from a mere challenge by phone', async () => {
    const { ask, workspace } = await world();
    const found = await items({ ask, workspace }, `${logins}?startTime=${ago(30)}`);
    const phone = found.filter(
      (item) =>
        item.events[0]?.name !== 'login_success' &&
        JSON.stringify(parameterOf(item, 'login_challenge_method')).includes('idv_preregistered_phone'),
    );
    const seen = phone.map(
      (item) => `${item.actor.email.split('@')[0]} ${parameterOf(item, 'is_second_factor')?.boolValue}`,
    );
    expect(new Set(seen)).toEqual(new Set(['inoue true', 'clark false']));
    expect(workspace.users.find(({ primaryEmail }) => primaryEmail.startsWith('clark@'))?.isEnrolledIn2Sv).toBe(false);
  });

  test('shows one sign-in from another country, after others from Japan, and one from nowhere known', async () => {
    const { ask, workspace } = await world();
    const found = await items({ ask, workspace }, `${logins}?startTime=${ago(30)}&eventName=login_success`);
    const seen = found.map(({ actor, networkInfo }) => `${actor.email.split('@')[0]} ${networkInfo?.regionCode}`);
    expect(seen.filter((line) => !line.endsWith(' JP')).sort()).toEqual(['kim KR', 'ogawa undefined']);
    expect(seen).toContain('kim JP');
  });

  test('an administrator who signs in has done nothing for longer than ninety days', async () => {
    const { ask, workspace } = await world();
    const found = await items({ ask, workspace }, acts);
    const last = new Map(found.toReversed().map(({ actor, id }) => [actor.email.split('@')[0], id.time]));
    expect(last.get('sasaki')?.localeCompare(ago(90))).toBe(-1);
    expect(last.get('saito')?.localeCompare(ago(90))).toBe(1);
    expect(found[0]).toMatchObject({ id: { applicationName: 'admin' }, events: [{ type: 'USER_SETTINGS' }] });
  });

  test('every address is one of documentation', async () => {
    const { trading, workspace } = await world();
    const addresses = [...trading.signIns, ...workspace.activities].map(({ address }) => address ?? '');
    expect(
      addresses.filter((address) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/.test(address)),
    ).toEqual([]);
  });
});

describe('usage by user', () => {
  test('is three days late, by the day of the Pacific coast', async () => {
    const { ask, workspace } = await world();
    const answer = await ask(workspace, `${usage}/2026-11-19`);
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toBe(
      'Data for dates later than 2026-11-18 is not yet available. Please check back later',
    );
    expect((await ask(workspace, `${usage}/2026-11-18`)).status).toBe(200);
  });

  test('of the early morning, the day before is still the newest of the coast', async () => {
    const { ask, workspace } = await world({ now: new Date('2026-11-21T07:59:00Z') });
    expect((await ask(workspace, `${usage}/2026-11-18`)).status).toBe(400);
    expect((await ask(workspace, `${usage}/2026-11-17`)).status).toBe(200);
  });

  test.each(['2026-13-01', 'today', '2020-01-01'])('refuses %s', async (date) => {
    const { ask, workspace } = await world();
    expect((await ask(workspace, `${usage}/${date}`)).status).toBe(400);
  });

  test('counts keys and passkeys, in the fields that Google has for them', async () => {
    const { ask, workspace } = await world();
    const wanted =
      'accounts:num_security_keys,accounts:num_passkeys_enrolled,accounts:is_2sv_enrolled,accounts:shoe_size';
    const all = rows(await ask(workspace, `${usage}/2026-11-18?parameters=${wanted}`), 'usageReports');
    const of = (local: string) =>
      all.find(({ entity }) => (entity as { userEmail: string }).userEmail === `${local}@sample-trading.example`);
    expect(of('saito')).toMatchObject({
      date: '2026-11-18',
      entity: { type: 'USER', profileId: expect.any(String) },
      parameters: [
        { name: 'accounts:num_security_keys', intValue: '2' },
        { name: 'accounts:num_passkeys_enrolled', intValue: '0' },
        { name: 'accounts:is_2sv_enrolled', boolValue: true },
      ],
    });
    expect(of('walker')).toMatchObject({ parameters: [{ intValue: '0' }, { intValue: '0' }, { boolValue: true }] });
    expect(all).toHaveLength(workspace.users.length);
  });

  test('has no line about somebody who was not there yet', async () => {
    const { ask, workspace } = await world();
    const all = rows(await ask(workspace, `${usage}/2026-10-20`), 'usageReports');
    expect(all).toHaveLength(workspace.users.filter(({ creationTime }) => creationTime < '2026-10-21T08').length);
    expect(all.length).toBeLessThan(workspace.users.length);
  });

  test('pages', async () => {
    const { ask, largeWorkspace } = await world();
    const first = await ask(largeWorkspace, `${usage}/2026-11-18`);
    expect(rows(first, 'usageReports')).toHaveLength(1000);
    const rest = await ask(largeWorkspace, `${usage}/2026-11-18?pageToken=${first.body.nextPageToken}`);
    expect(rows(rest, 'usageReports')).toHaveLength(200);
  });
});
