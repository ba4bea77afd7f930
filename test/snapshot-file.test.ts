import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { datasetNames, type Snapshot } from '../src/core/datasets.ts';
import type { Gap } from '../src/core/gap.ts';
import type { Roster, RosterPerson } from '../src/core/roster.ts';
import { writeWhole } from '../src/output/files.ts';
import { readSnapshotFile, type SavedScan, SnapshotFileError, snapshotStream } from '../src/snapshot-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'shisei-snapshot-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const gap: Gap = { kind: 'throttled', detail: 'GET /users answered 429' };
const unavailable = Object.fromEntries(
  datasetNames.map((name) => [name, { state: 'unavailable', gap }]),
) as Snapshot['datasets'];

function account(id: string, name: string | null = null) {
  const plain = { enabled: true, kind: 'member', createdAt: '2020-01-01T00:00:00Z', invitation: null } as const;
  return { ...plain, id, login: `${id}@acme.example`, name };
}

function snapshotOf(datasets: Partial<Snapshot['datasets']> = {}): Snapshot {
  return {
    provider: 'microsoft365',
    directoryId: 'directory-1',
    takenAt: '2026-11-21T08:59:00.000Z',
    requests: { sent: 12, retried: 1 },
    datasets: { ...unavailable, ...datasets },
  };
}

function savedScan(...snapshots: Snapshot[]): SavedScan {
  return {
    tenant: { id: 'acme', name: '株式会社アクメ' },
    scan: {
      id: 'scan-1',
      startedAt: '2026-11-21T08:59:00.000Z',
      finishedAt: '2026-11-21T09:01:00.000Z',
      asOf: '2026-11-21T09:00:00.000Z',
    },
    settings: {
      emergency: ['bg1@acme.example'],
      exceptions: [
        { check: 'stale-account', subject: 'taro', reason: '育児休業', approvedBy: 'hanako', until: '2027-03-31' },
      ],
      expectedGaps: ['google-workspace/policies'],
      checks: { 'stale-account': { limitDays: 45 } },
      profile: null,
      timeZone: 'Asia/Tokyo',
      approvedCountries: null,
      links: [],
      unusedKeys: ['store'],
    },
    roster: null,
    snapshots,
  };
}

function listed(line: number, facts: Partial<RosterPerson> = {}): RosterPerson {
  const email = `person-${line}@acme.example`;
  const nothing = { employeeId: null, name: null, leaveDate: null, department: null, managerEmail: null };
  return { ...nothing, line, email, status: 'active', ...facts };
}

const roster: Roster = {
  state: 'read',
  tellsLeavers: true,
  file: '名簿.csv',
  people: [
    listed(2, { name: '山田 花子', department: '営業部', managerEmail: 'boss@acme.example', employeeId: '007' }),
    listed(3, { email: null, employeeId: 'E-3', status: 'left', leaveDate: '2026-03-31' }),
    listed(5, { status: null }),
  ],
};
const faulty: Roster = {
  state: 'faulty',
  file: 'hr.csv',
  faults: [
    { line: 7, problem: 'date', value: '令和8年2月30日' },
    { line: null, problem: 'encoding', value: null },
  ],
};

const whole = savedScan(
  snapshotOf({
    organization: {
      state: 'complete',
      rows: [{ id: 'directory-1', name: 'Acme', domains: ['acme.example'], plan: 'p1' }],
    },
    accounts: { state: 'complete', rows: [account('ann', '花子'), account('bob')] },
    signIns: {
      state: 'complete',
      rows: [{ accountId: 'ann', lastSuccess: null, recordedSince: '2023-12-01T00:00:00Z', source: 'usage-report' }],
      source: 'usage-report',
    },
    mfa: {
      state: 'partial',
      rows: [{ accountId: 'ann', registered: true, usable: null, methods: [{ name: 'fido2', strength: 'resistant' }] }],
      gap,
    },
  }),
  { ...snapshotOf(), provider: 'google-workspace', directoryId: 'C01abc23d' },
);
const withList: SavedScan = { ...whole, roster, settings: { ...whole.settings, links: [['ann', 'bob@acme.example']] } };

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `snapshot-${files}.ndjson.gz`);
}

async function linesOf(saved: SavedScan): Promise<string[]> {
  return (await text(snapshotStream(saved).pipe(createGunzip()))).split('\n').slice(0, -1);
}

async function fileOf(content: Uint8Array | readonly string[]): Promise<string> {
  const file = newFile();
  await writeFile(file, content instanceof Uint8Array ? content : gzipSync(`${content.join('\n')}\n`));
  return file;
}

async function failure(file: string): Promise<SnapshotFileError> {
  const error = await readSnapshotFile(file).then(
    () => expect.fail('it was accepted'),
    (caught: unknown) => caught,
  );
  if (error instanceof SnapshotFileError) return error;
  throw error;
}

async function roundTrip(saved: SavedScan): Promise<SavedScan> {
  const file = newFile();
  await writeWhole(file, snapshotStream(saved));
  return readSnapshotFile(file);
}

describe('a scan that is saved and read again', () => {
  it('is the same: complete, partial and unavailable datasets, sources, gaps and settings', async () => {
    expect(await roundTrip(whole)).toEqual(whole);
  });

  it.each([
    ['an HR list and declared links', withList],
    [
      'an HR list of nobody, which would not tell who has left',
      { ...whole, roster: { state: 'read' as const, file: 'hr.csv', tellsLeavers: false, people: [] } },
    ],
    ['an HR list that could not be read', { ...whole, roster: faulty }],
  ])('is the same: %s', async (_name, saved) => {
    expect(await roundTrip(saved)).toEqual(saved);
  });

  it('keeps any people of an HR list', async () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 30 }));
    const person = fc.record({
      line: fc.integer({ min: 1, max: 1_000_000 }),
      email: text,
      employeeId: text,
      name: text,
      status: fc.constantFrom('active', 'left', 'leave', null),
      leaveDate: fc.constantFrom('2024-02-29', '1900-01-01', '9999-12-31', null),
      department: text,
      managerEmail: text,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(person), fc.string({ unit: 'binary' }), async (people, file) => {
        const list: Roster = { state: 'read', file, tellsLeavers: true, people };
        const saved: SavedScan = { ...savedScan(snapshotOf()), roster: list };
        expect(await roundTrip(saved)).toEqual(saved);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a carriage return', 'a\rb'],
    ['line ends', 'a\r\nb\n'],
    ['an emoji', '👩‍💻'],
    ['a null character', 'a\u0000b'],
    ['half a surrogate', 'a\ud800b'],
  ])('keeps a name with %s', async (_name, name) => {
    const saved = savedScan(snapshotOf({ accounts: { state: 'complete', rows: [account('ann', name)] } }));
    expect(await roundTrip(saved)).toEqual(saved);
  });

  it('keeps any names, in a file of any length', async () => {
    const names = fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(names, async (all) => {
        const rows = all.map((name, index) => account(`user-${index}`, name));
        const saved = savedScan(snapshotOf({ accounts: { state: 'complete', rows } }));
        expect(await roundTrip(saved)).toEqual(saved);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a line of many megabytes, in time that grows with its length', async () => {
    const rows = [account('ann', '長い'.repeat(8_000_000)), account('bob')];
    const file = await fileOf(await linesOf(savedScan(snapshotOf({ accounts: { state: 'complete', rows } }))));
    const started = performance.now();
    expect((await readSnapshotFile(file)).snapshots[0]?.datasets.accounts).toEqual({ state: 'complete', rows });
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('keeps many thousand rows', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => account(`user-${index}`, '日本語の名前'));
    const saved = savedScan(snapshotOf({ accounts: { state: 'complete', rows } }));
    expect((await roundTrip(saved)).snapshots[0]?.datasets.accounts).toEqual({ state: 'complete', rows });
  });
});

describe('a snapshot file that is broken', () => {
  it.each([0.1, 0.5, 0.9, 0.99])('off at %f of its bytes is refused, with file and line', async (share) => {
    const file = await fileOf(await linesOf(whole));
    const bytes = await readFile(file);
    const cut = await fileOf(bytes.subarray(0, Math.floor(bytes.length * share)));
    expect((await failure(cut)).message).toMatch(/snapshot-\d+\.ndjson\.gz:\d+: /);
  });

  it('off after any line is refused, with the line that is missing', async () => {
    const all = await linesOf(savedScan(whole.snapshots[0] ?? snapshotOf()));
    for (let count = 1; count < all.length; count += 1) {
      const { message } = await failure(await fileOf(all.slice(0, count)));
      expect(message).toContain(`.ndjson.gz:${count + 1}: `);
    }
  });

  it('off inside the HR list is refused, with the line that is missing', async () => {
    const all = await linesOf(withList);
    for (const count of [2, 3, 4, 5]) {
      const { message } = await failure(await fileOf(all.slice(0, count)));
      expect(message).toContain(`.ndjson.gz:${count + 1}: `);
    }
  });

  it('in one byte is refused', async () => {
    const file = await fileOf(await linesOf(whole));
    const bytes = await readFile(file);
    const last = bytes.length - 5;
    bytes[last] = (bytes[last] ?? 0) ^ 0xff;
    await failure(await fileOf(bytes));
  });

  it.each([
    ['an empty file', new Uint8Array()],
    ['garbage', Buffer.from('this is no gzip')],
    ['JSON that is not compressed', Buffer.from('{"shisei":"snapshot","schema":1}\n')],
    ['nothing, compressed', gzipSync('')],
    ['text, compressed', gzipSync('hello\n')],
    ['bytes, compressed', gzipSync(Buffer.from([0xff, 0xfe, 0x00]))],
  ])('as %s is refused, with file and line', async (_name, content) => {
    expect((await failure(await fileOf(content))).message).toMatch(/snapshot-\d+\.ndjson\.gz:1: /);
  });

  it('because it is not there names the file', async () => {
    expect((await failure(join(folder, 'gone.ndjson.gz'))).message).toContain('gone.ndjson.gz');
  });

  it('because it is a folder is refused', async () => {
    await failure(folder);
  });

  it('without a directory in it is refused, since nobody looked', async () => {
    expect((await failure(await fileOf(await linesOf(savedScan())))).message).toContain('directories');
  });
});

describe('a line that is wrong is named:', () => {
  const replaced = async (find: (line: string) => boolean, change: (line: string) => string) => {
    const all = await linesOf(withList);
    const index = all.findIndex(find);
    expect(index).toBeGreaterThanOrEqual(0);
    const file = await fileOf(all.with(index, change(all[index] ?? '')));
    return { message: (await failure(file)).message, line: index + 1 };
  };
  const cases: Record<string, [(line: string) => boolean, (line: string) => string]> = {
    'not JSON': [(line) => line.includes('"bob"'), (line) => line.slice(0, -3)],
    empty: [(line) => line.includes('"bob"'), () => ''],
    'a row without its login': [(line) => line.includes('"bob"'), (line) => line.replace('"login"', '"logout"')],
    'a row of another type': [
      (line) => line.includes('"bob"'),
      (line) => line.replace('"enabled":true', '"enabled":"yes"'),
    ],
    'a date that is none': [
      (line) => line.includes('"bob"'),
      (line) => line.replace('2020-01-01T00:00:00Z', 'yesterday'),
    ],
    'an unknown dataset': [(line) => line.includes('"dataset":"roles"'), (line) => line.replace('roles', 'rules')],
    'a dataset with a negative count': [
      (line) => line.includes('"dataset":"roles"'),
      (line) => line.replace('"rows":0', '"rows":-1'),
    ],
    'a gap of an unknown kind': [
      (line) => line.includes('"dataset":"roles"'),
      (line) => line.replace('throttled', 'bored'),
    ],
    'a dataset that is dark without a reason': [
      (line) => line.includes('"dataset":"roles"'),
      () => '{"dataset":"roles","state":"unavailable","rows":0}',
    ],
    'an unknown provider': [(line) => line.includes('"C01abc23d"'), (line) => line.replace('google-workspace', 'okta')],
    'another schema': [(line) => line.includes('"schema":1'), (line) => line.replace('"schema":1', '"schema":2')],
    'another program': [(line) => line.includes('"shisei"'), (line) => line.replace('"snapshot"', '"report"')],
    'a tenant id that would leave the folder': [
      (line) => line.includes('"shisei"'),
      (line) => line.replace('"acme"', '"../acme"'),
    ],
    'somebody of the HR list without an address': [
      (line) => line.includes('"person-2'),
      (line) => line.replace('"email"', '"mail"'),
    ],
    'a status that is none': [(line) => line.includes('"status":"left"'), (line) => line.replace('"left"', '"gone"')],
    'a day that does not exist': [
      (line) => line.includes('"leaveDate":"2026-03-31"'),
      (line) => line.replace('03-31', '02-30'),
    ],
    'an HR list in a state that is none': [
      (line) => line.includes('"roster"'),
      (line) => line.replace('"read"', '"half"'),
    ],
    'an HR list that is faulty without a fault': [
      (line) => line.includes('"roster"'),
      () => '{"roster":{"state":"faulty","file":"hr.csv","faults":[]}}',
    ],
    'a link that is no list': [
      (line) => line.includes('"shisei"'),
      (line) => line.replace('"links":[[', '"links":["ann",['),
    ],
    'a time zone that does not exist': [
      (line) => line.includes('"shisei"'),
      (line) => line.replace('Asia/Tokyo', 'Mars/Base'),
    ],
  };

  it.each(Object.entries(cases))('%s', async (_name, [find, change]) => {
    const { message, line } = await replaced(find, change);
    expect(message).toMatch(new RegExp(`snapshot-\\d+\\.ndjson\\.gz:${line}: \\S`));
  });

  it('fewer rows than were promised', async () => {
    const all = await linesOf(whole);
    const index = all.findIndex((line) => line.includes('"bob"'));
    expect((await failure(await fileOf(all.toSpliced(index, 1)))).message).toContain(`.gz:${index + 1}: `);
  });

  it('more rows than were promised', async () => {
    const all = await linesOf(whole);
    const index = all.findIndex((line) => line.includes('"bob"'));
    const more = all.toSpliced(index, 0, JSON.stringify(account('eve')));
    expect((await failure(await fileOf(more))).message).toContain(`.gz:${index + 2}: `);
  });

  it.each([-1, 1])('an HR list of other people than were promised: %d', async (difference) => {
    const all = await linesOf(withList);
    const wrong = all.map((line) => line.replace('"people":3', `"people":${3 + difference}`));
    expect((await failure(await fileOf(wrong))).message).toContain(`.gz:${difference === 1 ? 6 : 5}: `);
  });

  it('an HR list that comes twice', async () => {
    const all = await linesOf({ ...withList, roster: faulty });
    expect((await failure(await fileOf(all.toSpliced(1, 0, all[1] ?? '')))).message).toContain('.gz:3: ');
  });

  it('rows of a dataset that no version reads', async () => {
    const all = await linesOf(whole);
    const index = all.findIndex((line) => line.includes('"dataset":"applications"'));
    const more = all
      .with(index, '{"dataset":"applications","state":"complete","rows":1}')
      .toSpliced(index + 1, 0, '{}');
    expect((await failure(await fileOf(more))).message).toContain(`.gz:${index + 2}: `);
  });

  it('a dataset that comes twice', async () => {
    const all = (await linesOf(whole)).map((line) => line.replace('"dataset":"roles"', '"dataset":"policies"'));
    expect((await failure(await fileOf(all))).message).toContain('policies comes twice');
  });
});

describe('a snapshot file of an older version', () => {
  it('can be read for ever: 0.1', async () => {
    const { tenant, snapshots, roster, settings } = await readSnapshotFile(
      join(import.meta.dirname, 'fixtures/snapshot-0.1.ndjson.gz'),
    );
    expect(tenant.id).toBe('kita-clinic');
    expect([roster, settings.links]).toEqual([null, []]);
    expect(snapshots.map(({ datasets }) => datasets.accounts.state)).toEqual(['complete']);
  });

  it('may lack datasets that came later, which are then not read', async () => {
    const all = await linesOf(savedScan(snapshotOf()));
    const fewer = all
      .filter((line) => !line.includes('"dataset":"applications"'))
      .map((line) => line.replace('"datasets":10', '"datasets":9'));
    const { snapshots } = await readSnapshotFile(await fileOf(fewer));
    expect(snapshots[0]?.datasets.applications).toMatchObject({ state: 'unavailable', gap: { kind: 'unsupported' } });
  });
});
