import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { checks } from '../../checks/index.ts';
import { type ExceptAddOptions, exceptAdd, exceptRemove } from '../../src/commands/except.ts';
import { exceptList } from '../../src/commands/except-list.ts';
import type { ListedException } from '../../src/commands/except-table.ts';
import { buildReport } from '../../src/core/build-report.ts';
import type { Snapshot } from '../../src/core/datasets.ts';
import { entrySteps } from '../../src/core/history/build-entry.ts';
import type { DeclaredException } from '../../src/core/report.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Role } from '../../src/core/rows/role.ts';
import { finish } from '../../src/core/steps.ts';
import { tenantOf } from '../../src/core/tenant.ts';
import type { Io } from '../../src/io.ts';
import { phrasing } from '../../src/messages/index.ts';
import { type Disguise, undisguised } from '../../src/pseudonyms/disguise.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { createDisguise, disguised } from '../../src/pseudonyms/keyed.ts';
import { declareExceptions, exceptionsOf } from '../../src/store/exceptions.ts';
import { openStore } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { account, mfa, role } from '../check-tester.ts';
import { directory } from '../core/directory.ts';

const start = new Date('2026-11-21T09:00:00.000Z');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-except-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await configure();
});

async function configure(...exceptions: readonly string[]): Promise<void> {
  const source = [
    ...['version: 1', 'tenants:', '  - id: acme', '    name: Acme'],
    '    googleWorkspace: { customerId: C01, admin: taro@acme.example, keyFile: key.json }',
    ...(exceptions.length === 0 ? [] : ['    exceptions:', ...exceptions.map((one) => `      - ${one}`)]),
    ...['  - id: beta', '    name: Beta'],
    '    googleWorkspace: { customerId: C02, admin: taro@beta.example, keyFile: key.json }',
    '',
  ];
  await writeFile(join(folder, 'shisei.yaml'), source.join('\n'));
}

function world(terminal = false, now = start) {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    ...{ out: (text) => out.push(text), err: (text) => err.push(text), env: {}, now: () => now },
    ...{ terminal: { out: terminal, err: false }, colour: false, columns: 80, signal: new AbortController().signal },
  };
  return { io, said: () => out.join(''), warned: () => err.join('') };
}

const options = () => ({ config: join(folder, 'shisei.yaml'), locale: 'en' as const });

async function add(more: Partial<ExceptAddOptions> = {}, now = start, asked?: Io) {
  const { io, said, warned } = world(false, now);
  const given = {
    ...{ tenant: 'acme', check: 'missing-mfa', subject: 'ann', reason: 'on leave', approvedBy: 'boss' },
    until: '2027-03-31',
  };
  const status = await exceptAdd({ ...options(), ...given, ...more }, asked ?? io);
  return { status, said: said(), warned: warned() };
}

async function list(now = start): Promise<ListedException[]> {
  const { io, said } = world(false, now);
  expect(await exceptList({ ...options(), format: 'json' }, io)).toBe(0);
  return JSON.parse(said());
}

async function onlyOne(now = start): Promise<ListedException> {
  const [one, ...others] = await list(now);
  if (one === undefined || others.length > 0) throw new Error('not one exception');
  return one;
}

async function remove(word: string) {
  const { io, said } = world();
  const status = await exceptRemove(word, options(), io);
  return { status, said: said() };
}

/** Nobody has a second factor. */
function unregistered(accounts: readonly Account[], roles: readonly Role[] = []): Snapshot {
  return directory('microsoft365', accounts, {
    mfa: {
      state: 'complete',
      rows: accounts.map(({ id }) => mfa({ accountId: id, registered: false, usable: false })),
    },
    roles: { state: 'complete', rows: [...roles] },
  });
}

interface Night {
  configured?: readonly DeclaredException[];
  disguise?: Disguise;
}

/** One more night: declares, judges and stores as a scan does. */
async function night(id: string, snapshot: Snapshot, { configured = [], disguise = undisguised }: Night = {}) {
  const store = await openStore(join(folder, 'shisei.db'));
  try {
    const at = start.toISOString();
    const declared = await declareExceptions(store, 'acme', configured, start);
    const { settings, snapshots, ...saved } = disguised(
      {
        ...{ tenant: { id: 'acme', name: 'Acme' }, roster: null, snapshots: [snapshot] },
        scan: { id, startedAt: at, finishedAt: at, asOf: at },
        settings: {
          ...{ emergency: [], exceptions: declared, expectedGaps: [], checks: {}, profile: null, timeZone: 'UTC' },
          ...{ approvedCountries: null, links: [], unusedKeys: [] },
        },
      },
      disguise,
    );
    const facts = tenantOf({ id: 'acme', now: start, settings, roster: null, snapshots });
    const report = buildReport({
      ...{
        version: '0.1.0',
        tenant: saved.tenant,
        scan: { ...saved.scan, asOf: start },
        snapshots,
        facts,
        checks,
        settings,
      },
      phrasing: phrasing('en', 'UTC'),
    });
    const input = {
      report,
      snapshots,
      facts,
      checks,
      settings,
      limited: false,
      asOfGiven: false,
      disguisedBy: disguise.fingerprint,
    };
    await recordScan(store, finish(entrySteps(input)), () => []);
    return report;
  } finally {
    await store.close();
  }
}

/** How many findings are accepted. */
async function scanned(id: string, snapshot: Snapshot, how: Night = {}): Promise<number> {
  return (await night(id, snapshot, how)).summary.excepted;
}

const admin = role({ roleId: 'r-1', roleName: 'User Administrator', tier: 'high' });

describe('except add', () => {
  it('binds the exception at once to the facts of the newest scan, and says to what', async () => {
    await scanned('1', unregistered([account(), account({ id: 'bob' })], [admin]));
    const { status, said } = await add({ subject: 'ANN@example.com' });
    expect(status).toBe(0);
    expect(said).toMatch(
      /^Accepted: missing-mfa for ANN@example\.com until 2027-03-31 \(in 130 days\)\. Id: [0-9a-f]{16}\n/,
    );
    expect(said).toContain('It covers one finding of the newest scan (2026-11-21T09:00:00.000Z)');
    expect(said).toContain('ann@example.com (Microsoft\u00a0365): finding: critical,');
    expect(said).toContain('roles: User Administrator (privileged) · MFA: not registered');
    expect(await onlyOne()).toMatchObject({
      state: 'holds',
      origin: 'command',
      covers: ['missing-mfa/microsoft365/ann'],
    });
    expect(await scanned('2', unregistered([account(), account({ id: 'bob' })], [admin]))).toBe(1);
    expect(await scanned('3', unregistered([account(), account({ id: 'bob' })]))).toBe(0);
    const { state, void: ended } = await onlyOne();
    expect([state, ended]).toEqual(['void', { change: 'roles', before: 'high\nUser Administrator', after: 'none' }]);
    expect(await scanned('4', unregistered([account()], [admin]))).toBe(0);
  });

  it('says that it covers several accounts, each with facts of its own', async () => {
    const twice = [account(), account({ id: 'bob', login: 'ann@example.com' })];
    await scanned('1', unregistered(twice, [admin]));
    const { said } = await add({ subject: 'ann@example.com' });
    expect(said).toContain('It covers 2 findings of the newest scan');
    expect(said.match(/roles: /g)).toHaveLength(2);
    expect(await scanned('2', unregistered(twice))).toBe(1);
    expect(await onlyOne()).toMatchObject({ state: 'holds', covers: ['missing-mfa/microsoft365/bob'] });
  });

  it('says that it covers nothing yet, and is bound when it first does', async () => {
    expect((await add()).said).toContain('No scan of this tenant is stored yet.');
    expect(await onlyOne()).toMatchObject({ state: 'unseen', covers: [] });
    await scanned('1', unregistered([account({ id: 'bob' })]));
    expect((await add({ subject: 'cyd' })).said).toContain('has no such finding');
    expect(await list()).toMatchObject([{ state: 'idle' }, { state: 'idle' }]);
    expect(await scanned('2', unregistered([account(), account({ id: 'bob' })]))).toBe(1);
    expect(await list()).toMatchObject([
      { subject: 'ann', state: 'holds' },
      { subject: 'cyd', state: 'idle' },
    ]);
    expect(await scanned('3', unregistered([account()], [admin]))).toBe(0);
  });

  it('warns of more than a year, and of nothing shorter', async () => {
    expect((await add({ until: '2027-11-21' })).warned).toBe('');
    expect((await add({ subject: 'bob', until: '2027-11-22' })).warned).toContain('more than a year');
  });

  it('accepts the last day, by the calendar of the tenant', async () => {
    expect((await add({ until: '2026-11-21' })).said).toContain('(today)');
    await expect(add({ subject: 'bob', until: '2026-11-20' })).rejects.toThrow(/is over; today is 2026-11-21/);
  });

  it.each([
    [{ check: 'no-such' }, /no check "no-such"/],
    [{ check: 'overdue-review' }, /comes with a later version/],
    [{ until: '2027-02-29' }, /no day of the calendar/],
    [{ until: '31.3.2027' }, /no day of the calendar/],
    [{ reason: '  ' }, /--reason/],
    [{ approvedBy: '' }, /--approved-by/],
    [{ subject: '' }, /--subject/],
  ])('refuses %j', async (wrong, why) => {
    await expect(add(wrong)).rejects.toThrow(why);
    expect(await list()).toEqual([]);
  });

  it('refuses a tenant that the configuration does not have', async () => {
    await expect(add({ tenant: 'gamma' })).rejects.toMatchObject({ problems: [{ kind: 'unknown-tenant' }] });
  });

  it('refuses the same exception twice, as long as it holds', async () => {
    const [id = ''] = (await add()).said.match(/[0-9a-f]{16}/) ?? [];
    await expect(add({ reason: 'another', until: '2027-05-01' })).rejects.toThrow(`shisei except remove ${id}`);
    await expect(add({ subject: 'ANN' })).rejects.toThrow(/accepted already/);
    expect((await add({ tenant: 'beta' })).status).toBe(0);
    expect((await add({ until: '2027-06-30' }, new Date('2027-04-01T00:00:00.000Z'))).status).toBe(0);
  });

  it('refuses what another gave after it had looked', async () => {
    const [id = ''] = (await add()).said.match(/[0-9a-f]{16}/) ?? [];
    await remove(id);
    const { io } = world();
    let looks = 0;
    const late: Io = {
      ...io,
      now() {
        looks += 1;
        const raw = new Sqlite(join(folder, 'shisei.db'));
        // Its first look at the clock is for the newest scan, its last for the exception that it is about to give.
        if (looks === 2) raw.exec('update exceptions set removed_at = null');
        raw.close();
        return start;
      },
    };
    await expect(add({}, start, late)).rejects.toThrow(`shisei except remove ${id}`);
    expect(looks).toBe(2);
    expect(await list()).toHaveLength(1);
  });

  it('refuses what the configuration accepts already', async () => {
    await configure('{ check: missing-mfa, subject: ANN, reason: r, approvedBy: b, until: 2027-01-01 }');
    await expect(add()).rejects.toThrow(/The configuration accepts this already, until 2027-01-01/);
  });

  it('gives anew what is void', async () => {
    await scanned('1', unregistered([account()]));
    await add();
    await scanned('2', unregistered([account()], [admin]));
    expect((await add({ reason: 'still on leave' })).status).toBe(0);
    expect((await list()).map(({ state }) => state).sort()).toEqual(['holds', 'void']);
    expect(await scanned('3', unregistered([account()], [admin]))).toBe(1);
  });
});

describe('an exception of the configuration', () => {
  const given = { check: 'missing-mfa', subject: 'ann', reason: 'r', approvedBy: 'b', until: '2027-01-01' };
  const plain = unregistered([account()]);

  it.each([{ until: '2027-01-02' }, { reason: 'another' }, { approvedBy: 'somebody else' }])(
    'that is void is given anew by %j, and stays void as it was',
    async (other) => {
      expect(await scanned('1', plain, { configured: [given] })).toBe(1);
      expect(await scanned('2', unregistered([account()], [admin]), { configured: [given] })).toBe(0);
      expect(await scanned('3', plain, { configured: [given] })).toBe(0);
      expect(await scanned('4', plain, { configured: [{ ...given, ...other }] })).toBe(1);
      expect(await scanned('5', plain)).toBe(0);
      expect(await scanned('6', plain, { configured: [given] })).toBe(0);
    },
  );
});

describe('a login that another account has now', () => {
  const login = 'ann@example.com';
  const bob = account({ id: 'bob', login });
  const renamed = account({ login: 'ann.b@example.com', addresses: [] });
  const void_ = { change: 'subject', before: 'ann', after: 'bob' };

  it('is not covered, until the first account has it back', async () => {
    await scanned('1', unregistered([account()]));
    await add({ subject: login });
    expect(await scanned('2', unregistered([account()]))).toBe(1);
    const passed = await night('3', unregistered([renamed, bob]));
    expect(passed.summary.excepted).toBe(0);
    expect(passed.notes.filter(({ id }) => id.startsWith('exception-')).map(({ data }) => data)).toEqual([
      { check: 'missing-mfa', subject: login, ...void_ },
    ]);
    expect(await onlyOne()).toMatchObject({ state: 'void', void: void_, covers: [] });
    expect(await scanned('4', unregistered([bob]))).toBe(0);
    expect(await scanned('5', unregistered([account()]))).toBe(1);
    expect(await onlyOne()).toMatchObject({ state: 'holds', void: null, covers: ['missing-mfa/microsoft365/ann'] });
    expect(await scanned('6', unregistered([bob]))).toBe(0);
  });

  it('is accepted by an exception that is given since, though the one before was not taken back', async () => {
    await scanned('1', unregistered([account()]));
    await add({ subject: login });
    await expect(add({ subject: login })).rejects.toThrow(/accepted already/);
    await scanned('2', unregistered([bob]));
    expect((await add({ subject: login, reason: 'new here' })).said).toContain('It covers one finding');
    expect(await scanned('3', unregistered([bob]))).toBe(1);
    expect((await list()).map(({ state }) => state).sort()).toEqual(['holds', 'void']);
    await expect(add({ subject: login })).rejects.toThrow(/accepted already/);
  });

  it('is covered by an exception for the id of the account, whatever its login', async () => {
    await scanned('1', unregistered([account()]));
    await add({ subject: 'ann' });
    await add({ subject: 'bob' });
    expect(await scanned('2', unregistered([renamed, bob]))).toBe(2);
  });

  it('is another account to an exception of the configuration', async () => {
    const given = { check: 'missing-mfa', subject: login, reason: 'r', approvedBy: 'b', until: '2027-01-01' };
    expect(await scanned('1', unregistered([account()]), { configured: [given] })).toBe(1);
    expect(await scanned('2', unregistered([bob]), { configured: [given] })).toBe(0);
    expect(await scanned('3', unregistered([bob]), { configured: [{ ...given, reason: 'new' }] })).toBe(1);
  });

  it('is told under pseudonyms by ids alone, and no other key makes one of it', async () => {
    const [one, other] = await Promise.all(
      ['correct horse battery staple', 'another key that nobody knows'].map(pseudonymKeyOf),
    );
    if (one === undefined || other === undefined) throw new Error('two keys');
    await scanned('1', unregistered([account()]));
    await add({ subject: login });
    expect(await scanned('2', unregistered([account()]), { disguise: createDisguise(one) })).toBe(1);
    expect(await scanned('3', unregistered([account()]), { disguise: createDisguise(other) })).toBe(1);
    expect(await scanned('4', unregistered([account()]))).toBe(1);
    const ended = await night('5', unregistered([bob]), { disguise: createDisguise(other) });
    expect(ended.summary.excepted).toBe(0);
    expect(ended.notes.find(({ id }) => id === 'exception-void')?.data).toMatchObject(void_);
    expect(JSON.stringify(ended)).not.toContain(login);
    expect(await scanned('6', unregistered([bob]))).toBe(0);
  });
});

describe('under pseudonyms', () => {
  const own = role({ roleId: 'r-9', roleName: 'Hanako Suzuki deputy', tier: 'high' });
  const names = ['ann@example.com', 'Hanako', 'Suzuki', 'on leave', 'boss'];

  it('an exception that was given for a login covers whoever has its pseudonym, and says no name', async () => {
    const disguise = createDisguise(await pseudonymKeyOf('correct horse battery staple'));
    await scanned('1', unregistered([account()], [own]));
    await add({ subject: 'Ann@example.com' });
    const held = await night('2', unregistered([account()], [own]), { disguise });
    expect(held.summary.excepted).toBe(1);
    expect(await onlyOne()).toMatchObject({ subject: 'Ann@example.com', state: 'holds' });
    const ended = await night('3', unregistered([account()]), { disguise });
    expect(ended.summary.excepted).toBe(0);
    expect(ended.notes.map(({ id }) => id)).toContain('exception-void');
    const all = JSON.stringify([held, ended]).toLowerCase();
    expect(names.filter((name) => all.includes(name.toLowerCase()))).toEqual([]);
  });

  it('is said to be unknown in a scan that holds them', async () => {
    const disguise = createDisguise(await pseudonymKeyOf('correct horse battery staple'));
    await scanned('1', unregistered([account()]), { disguise });
    expect((await add({ subject: 'ann@example.com' })).said).toContain('The newest scan holds pseudonyms');
    expect((await add({ subject: 'ann' })).said).toContain('It covers one finding');
    expect(await scanned('2', unregistered([account()]), { disguise })).toBe(1);
  });
});

describe('except list', () => {
  const configured: DeclaredException = {
    ...{ check: 'missing-mfa', subject: 'bob', reason: 'kiosk', approvedBy: 'boss', until: '2026-12-01' },
  };
  const line = '{ check: missing-mfa, subject: bob, reason: kiosk, approvedBy: boss, until: 2026-12-01 }';

  it('shows those of the configuration too, before and after a scan told of them', async () => {
    await configure(line);
    await add();
    expect(await list()).toMatchObject([
      { id: null, origin: 'configuration', daysLeft: 10, state: 'unseen' },
      { origin: 'command', daysLeft: 130, state: 'unseen' },
    ]);
    await scanned('1', unregistered([account({ id: 'bob' })]), { configured: [configured] });
    expect(await list()).toMatchObject([
      { id: expect.any(String), subject: 'bob', state: 'ending', covers: ['missing-mfa/microsoft365/bob'] },
      { subject: 'ann', state: 'idle' },
    ]);
  });

  it.each([
    ['2026-12-31', 'holds', 90],
    ['2027-03-01', 'ending', 30],
    ['2027-02-28', 'holds', 31],
    ['2027-03-31', 'ending', 0],
    ['2027-04-01', 'expired', -1],
  ])('on %s says: %s', async (today, state, daysLeft) => {
    await scanned('1', unregistered([account()]));
    await add();
    const now = new Date(`${today}T12:00:00.000Z`);
    expect(await onlyOne(now)).toMatchObject({ state, daysLeft });
  });

  it('is a table on a terminal, a fact a line in a pipe, and CSV', async () => {
    await scanned('1', unregistered([account()], [admin]));
    await add({ reason: '=cmd()' });
    await scanned('2', unregistered([account()]));
    const shown = async (terminal: boolean, format?: string) => {
      const { io, said } = world(terminal);
      expect(await exceptList({ ...options(), ...(format === undefined ? {} : { format }) }, io)).toBe(0);
      return said();
    };
    const table = await shown(true);
    expect(table).toMatch(
      /^Id {8}Until {21}From {5}State\n\n[0-9a-f]{8} {2}2027-03-31 \(in 130 days\) {2}command {2}void\n/,
    );
    expect(table).toContain('missing-mfa · ann · acme');
    expect(table).toContain('=cmd() (Approved by: boss)');
    expect(table.replaceAll(/\s+/g, ' ')).toContain(
      'the roles of the account changed from “User Administrator” to “no administrator role”.',
    );
    for (const one of table.split('\n')) expect(one.length).toBeLessThanOrEqual(80);
    expect(await shown(true, 'text')).toBe(table);
    expect(await shown(false)).toMatch(
      /^exception id=[0-9a-f]{16} tenant=acme check=missing-mfa subject=ann reason==cmd\(\) approved-by=boss until=2027-03-31 days-left=130 origin=command state=void covers=0 change=roles before="high\\u\{a\}User Administrator" after=none\n$/,
    );
    const csv = await shown(false, 'csv');
    expect(csv).toContain("'=cmd()");
    expect(csv).toContain(',130,command,void,');
    await expect(exceptList({ ...options(), format: 'xlsx' }, world().io)).rejects.toThrow(/text, json, csv/);
  });

  it('says that there is none', async () => {
    await scanned('1', unregistered([account()]));
    const { io, said } = world(true);
    expect(await exceptList({ ...options(), tenant: ['acme'] }, io)).toBe(0);
    expect(said()).toBe('No exception: acme.\n');
    expect(await list()).toEqual([]);
  });

  it('makes no store where there is none', async () => {
    await expect(exceptList(options(), world().io)).rejects.toThrow(/no history/);
    expect(await readdir(folder)).toEqual(['shisei.yaml']);
  });
});

describe('except remove', () => {
  it('takes back by id or by its beginning, and the finding counts again', async () => {
    await scanned('1', unregistered([account()]));
    const [id = ''] = (await add()).said.match(/[0-9a-f]{16}/) ?? [];
    expect((await remove(id.slice(0, 8))).said).toContain(`Removed: ${id}, missing-mfa for ann of acme`);
    expect(await list()).toEqual([]);
    expect(await scanned('2', unregistered([account()]))).toBe(0);
    await expect(remove(id)).rejects.toThrow(/no exception/);
    expect((await add()).status).toBe(0);
  });

  it('refuses what begins several, and nothing at all', async () => {
    for (let index = 0; index < 17; index += 1) await add({ subject: `ann-${index}` });
    const first = (await list()).map(({ id }) => id?.charAt(0) ?? '');
    const twice = first.find((sign, index) => first.indexOf(sign) !== index) ?? '';
    await expect(remove(twice)).rejects.toThrow(/Several exceptions/);
    await expect(remove('')).rejects.toThrow(/no exception/);
    expect(await list()).toHaveLength(17);
  });

  it('leaves those of the configuration to the configuration', async () => {
    const configured = { check: 'missing-mfa', subject: 'ann', reason: 'r', approvedBy: 'b', until: '2027-01-01' };
    await scanned('1', unregistered([account()]), { configured: [configured] });
    const store = await openStore(join(folder, 'shisei.db'));
    const [one] = await exceptionsOf(store, 'acme').finally(() => store.close());
    await expect(remove(one?.id ?? '')).rejects.toThrow(`stands in ${join(folder, 'shisei.yaml')}`);
  });
});

it('a store that cannot be used is told, with status 3', async () => {
  await writeFile(join(folder, 'shisei.db'), 'no database, but long enough to be taken for one by somebody'.repeat(20));
  const { status, warned } = await add();
  expect(status).toBe(3);
  expect(warned).toContain('is no store of shisei');
});

it('waits for another command that is writing', async () => {
  await scanned('1', unregistered([account()]));
  const store = await openStore(join(folder, 'shisei.db'));
  let added: Promise<{ status: number }> | null = null;
  await store.db.transaction().execute(async (db) => {
    await db.updateTable('tenants').set({ name: 'Acme' }).execute();
    added = add();
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await store.close();
  expect(await added).toMatchObject({ status: 0 });
});
