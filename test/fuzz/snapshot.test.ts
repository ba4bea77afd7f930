import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Roster } from '../../src/core/roster.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import { readSnapshotFile, type SavedScan, SnapshotFileError, snapshotStream } from '../../src/snapshot-file.ts';
import { arbitrarySnapshot } from '../arbitrary-snapshots.ts';
import { noSettings } from '../no-settings.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-fuzz-'));
});
afterAll(() => rm(folder, { recursive: true }));

const [sample] = fc.sample(arbitrarySnapshot, { numRuns: 1, seed: 12 });
if (sample === undefined) throw new Error('no sample');

const list = Buffer.from(
  'email,社員番号,氏名,在籍状況,退職日\nann@acme.example,1,"安, 名",退職,令和8年3月31日\nbob@acme.example,２,,在籍,\n',
);

function saved(roster: Roster | null): SavedScan {
  const at = '2026-11-21T09:00:00.000Z';
  return {
    tenant: { id: 'acme', name: '株式会社アクメ' },
    scan: { id: '1', startedAt: at, finishedAt: at, asOf: at },
    settings: { ...noSettings, checks: { 'stale-account': { limitDays: 45 } }, timeZone: 'Asia/Tokyo' },
    roster,
    snapshots: sample === undefined ? [] : [sample],
  };
}

async function linesOf(scan: SavedScan): Promise<string[]> {
  return (await text(snapshotStream(scan).pipe(createGunzip()))).split('\n').slice(0, -1);
}

/** The same text for the same value, in whatever order its keys stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

let serial = 0;
async function read(bytes: Uint8Array): Promise<SavedScan | SnapshotFileError> {
  serial += 1;
  const file = join(folder, `${serial}.ndjson.gz`);
  await writeFile(file, bytes);
  const [settled] = await Promise.allSettled([readSnapshotFile(file)]);
  if (settled.status === 'fulfilled') return settled.value;
  expect(settled.reason).toBeInstanceOf(SnapshotFileError);
  expect(settled.reason.message).toMatch(/\.ndjson\.gz:\d+: ./);
  return settled.reason;
}
const readLines = (lines: readonly string[]) => read(gzipSync(`${lines.join('\n')}\n`));

describe('a snapshot file', () => {
  it('keeps an HR list as it was read', async () => {
    const roster = parseRoster(list, 'hr.csv');
    expect(roster.state).toBe('read');
    const scan = saved(roster);
    expect(await readLines(await linesOf(scan))).toEqual(JSON.parse(JSON.stringify(scan)));
  });

  it('with any line changed, moved, doubled or left out is refused, or says nothing but what its lines say', async () => {
    const lines = await linesOf(saved(parseRoster(list, 'hr.csv')));
    const place = fc.nat(lines.length - 1);
    const line = fc.oneof(
      fc.string({ unit: 'binary' }).map((raw) => raw.replaceAll('\n', '')),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.constantFrom(
        '{"__proto__":{"state":"complete"}}',
        '{"dataset":"accounts","state":"complete","rows":9007199254740991}',
        '{"dataset":"accounts","state":"complete","rows":1e308}',
        '{"dataset":"__proto__","state":"complete","rows":0}',
        '[]',
        'null',
      ),
    );
    const changes = fc.oneof(
      fc.tuple(place, line).map(([at, other]) => lines.with(at, other)),
      fc.tuple(place, line).map(([at, other]) => lines.toSpliced(at, 0, other)),
      place.map((at) => lines.toSpliced(at, 1)),
      place.map((at) => lines.toSpliced(at, 0, lines[at] ?? '')),
      fc.tuple(place, place).map(([a, b]) => lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '')),
    );
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const outcome = await readLines(changed);
        if (outcome instanceof SnapshotFileError) return;
        const said = new Set(changed.map((one) => canonical(JSON.parse(one))));
        const rows = outcome.snapshots.flatMap(({ datasets }) =>
          Object.values(datasets).flatMap((dataset) => ('rows' in dataset ? [...dataset.rows] : [])),
        );
        for (const row of rows) expect(said).toContain(canonical(row));
      }),
      { numRuns: 300 },
    );
  });

  it('with any byte changed is refused, or is the same', async () => {
    const scan = saved(null);
    const bytes = gzipSync((await linesOf(scan)).map((one) => `${one}\n`).join(''));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const outcome = await read(changed);
        if (!(outcome instanceof SnapshotFileError)) expect(outcome).toEqual(JSON.parse(JSON.stringify(scan)));
      }),
      { numRuns: 200 },
    );
  });

  it('never gives settings the names of objects', async () => {
    const [head = '', ...rest] = await linesOf(saved(null));
    const changed = head.replace('"checks":{', '"checks":{"__proto__":{"limitDays":0},');
    expect(changed).not.toBe(head);
    const outcome = await readLines([changed, ...rest]);
    if (outcome instanceof SnapshotFileError) return;
    expect(Object.getPrototypeOf(outcome.settings.checks)).toBe(Object.prototype);
  });

  it('that holds a thousand times its size is refused before it fills the memory', async () => {
    const [head = ''] = await linesOf(saved(null));
    const padding = Buffer.alloc(120_000_000, ' ');
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${head}\n`), padding]));
    expect(bomb.length).toBeLessThan(200_000);
    const outcome = await read(bomb);
    expect(outcome).toBeInstanceOf(SnapshotFileError);
    expect(String(outcome)).toContain('times its size');
  });
});
