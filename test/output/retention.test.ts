import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { clearOutdated } from '../../src/output/retention.ts';

/** Refuses to delete in folders named `held`, as a file system does; modes would not stop root. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const unlink: typeof real.unlink = async (path) => {
    if (!String(path).includes('/held/')) return real.unlink(path);
    throw Object.assign(new Error(`EACCES: permission denied, unlink '${path}'`), { code: 'EACCES' });
  };
  return { ...real, unlink };
});

const root = mkdtempSync(join(tmpdir(), 'shisei-retention-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const now = new Date('2026-11-21T09:00:00.000Z');
const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);

let folders = 0;
function newFolder(): string {
  folders += 1;
  return join(root, `out-${folders}`);
}

/** Writes a file with what is above it, as it was at that time. */
async function put(path: string, modified: Date): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, 'x');
  await utimes(path, modified, modified);
  return path;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
}

const overall = new Set(['fleet.json', 'fleet.html']);
const perTenant = new Set(['report.json', 'report.html', 'snapshot.ndjson.gz', 'findings.csv']);
const clock = { began: now, now };
const clear = (folder: string, change: Partial<Parameters<typeof clearOutdated>[0]> = {}) =>
  clearOutdated({ folder, days: 30, clock, overall, perTenant, ...change });

describe('old files', () => {
  it.each([
    ['exactly as many days old as are allowed', 30, true],
    ['a moment less than a day older', 31 - 1 / dayMs, true],
    ['a whole day older', 31, false],
    ['much older', 400, false],
    ['of today', 0, true],
  ])('%s: %s days', async (_name, days, stays) => {
    const folder = newFolder();
    await put(join(folder, 'acme/report.json'), now);
    await put(join(folder, 'gone/report.json'), daysAgo(days));
    const { deleted, failed, doubt } = await clear(folder);
    expect({ failed, doubt }).toEqual({ failed: [], doubt: null });
    expect(deleted).toEqual(stays ? [] : [join(folder, 'gone/report.json')]);
    expect(await filesIn(folder)).toEqual(
      stays ? ['acme', 'acme/report.json', 'gone', 'gone/report.json'] : ['acme', 'acme/report.json'],
    );
  });

  it('go one by one: a format that is not written any more, pages over all tenants, snapshots', async () => {
    const folder = newFolder();
    await put(join(folder, 'acme/report.json'), now);
    await put(join(folder, 'acme/findings.csv'), daysAgo(90));
    await put(join(folder, 'gone/snapshot.ndjson.gz'), daysAgo(90));
    await put(join(folder, 'gone/report.html'), daysAgo(2));
    await put(join(folder, 'fleet.json'), daysAgo(90));
    await clear(folder);
    expect(await filesIn(folder)).toEqual(['acme', 'acme/report.json', 'gone', 'gone/report.html']);
  });

  it('that the program does not write stay, and so do their folders', async () => {
    const folder = newFolder();
    const old = daysAgo(900);
    const kept = [
      'acme/notes.txt',
      'acme/report.json.bak',
      'acme/Report.json',
      'acme/deeper/report.json',
      'report.json',
      'snapshot.ndjson.gz',
      'acme/fleet.json',
      'Not-A-Tenant/report.json',
      '.hidden/report.json',
      'under_score/report.json',
      `${'a'.repeat(64)}/report.json`,
      '-dash/report.json',
    ];
    for (const path of kept) await put(join(folder, path), old);
    await put(join(folder, 'acme/report.json'), old);
    await put(join(folder, 'fleet.html'), now);
    const { deleted } = await clear(folder);
    expect(deleted).toEqual([join(folder, 'acme/report.json')]);
    expect(await filesIn(folder)).toEqual(expect.arrayContaining(['fleet.html', ...kept]));
  });

  it('behind links are not touched, and neither are the links', async () => {
    const folder = newFolder();
    const elsewhere = newFolder();
    const precious = await put(join(elsewhere, 'report.json'), daysAgo(900));
    await put(join(folder, 'acme/report.json'), now);
    await symlink(elsewhere, join(folder, 'linked'));
    await symlink(precious, join(folder, 'acme/report.html'));
    await symlink(precious, join(folder, 'fleet.json'));
    await mkdir(join(folder, 'acme/findings.csv'));
    await utimes(join(folder, 'acme/findings.csv'), daysAgo(900), daysAgo(900));
    const { deleted, failed } = await clear(folder);
    expect({ deleted, failed }).toEqual({ deleted: [], failed: [] });
    expect(await filesIn(elsewhere)).toEqual(['report.json']);
    expect(await filesIn(folder)).toEqual([
      'acme',
      'acme/findings.csv',
      'acme/report.html',
      'acme/report.json',
      'fleet.json',
      'linked',
    ]);
  });

  it('never more than those that are known, of a tenant and too old, whatever is there', async () => {
    const names = fc.constantFrom('report.json', 'findings.csv', 'fleet.json', 'notes.txt', 'report.pdf');
    const places = fc.constantFrom('', 'acme/', 'gone/', 'Not A Tenant/', 'acme/inner/');
    const file = fc.record({ name: names, place: places, age: fc.integer({ min: 0, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 12 }), async (files) => {
        const folder = newFolder();
        await put(join(folder, 'fleet.html'), now);
        const placed = new Map(files.map(({ name, place, age }) => [place + name, age]));
        for (const [path, age] of placed) await put(join(folder, path), daysAgo(age));
        const mayGo = [...placed].filter(
          ([path, age]) =>
            age > 30 && (/^(acme|gone)\/(report\.json|findings\.csv)$/.test(path) || path === 'fleet.json'),
        );
        const { deleted } = await clear(folder);
        expect(deleted).toEqual(mayGo.map(([path]) => join(folder, path)).sort());
        expect(await filesIn(folder)).toEqual(
          expect.arrayContaining([...placed.keys()].filter((path) => !mayGo.some(([gone]) => gone === path))),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('a clock that is wrong', () => {
  it('deletes nothing where a file is of the future', async () => {
    const folder = newFolder();
    const ahead = await put(join(folder, 'acme/report.json'), new Date(now.getTime() + dayMs + 1));
    await put(join(folder, 'gone/report.json'), daysAgo(900));
    const { deleted, doubt } = await clear(folder);
    expect({ deleted, doubt: doubt?.path }).toEqual({ deleted: [], doubt: ahead });
    await put(ahead, new Date(now.getTime() + dayMs));
    expect(await clear(folder)).toMatchObject({ doubt: null, deleted: [join(folder, 'gone/report.json')] });
  });

  it('deletes nothing where what was just written looks old', async () => {
    const folder = newFolder();
    const written = await put(join(folder, 'acme/report.json'), new Date(now.getTime() - dayMs - 1));
    await put(join(folder, 'gone/report.json'), daysAgo(900));
    expect(await clear(folder)).toMatchObject({ deleted: [], doubt: { path: written } });
    await put(written, new Date(now.getTime() - dayMs));
    expect(await clear(folder)).toMatchObject({ doubt: null, deleted: [join(folder, 'gone/report.json')] });
  });

  it.each([
    ['ahead, while the scan ran', { began: now, now: daysAgo(-4_000) }],
    ['back, while the scan ran', { began: daysAgo(-4_000), now }],
  ])('that is set %s makes nothing old that was written before or since', async (_name, jumped) => {
    const folder = newFolder();
    for (const [path, date] of [
      ['acme/report.json', jumped.began],
      ['beta/report.json', jumped.now],
      ['gone/report.json', daysAgo(5)],
    ] as const) {
      await put(join(folder, path), date);
    }
    expect(await clear(folder, { clock: jumped })).toMatchObject({ deleted: [] });
  });
});

describe('what cannot be done', () => {
  it('is no crash: a folder that is not there, or that is empty', async () => {
    expect(await clear(join(root, 'nowhere'))).toEqual({ deleted: [], failed: [], doubt: null });
    const folder = newFolder();
    await mkdir(join(folder, 'acme'), { recursive: true });
    expect(await clear(folder)).toEqual({ deleted: [], failed: [], doubt: null });
    expect(await filesIn(folder)).toEqual(['acme']);
  });

  it('is named, and the rest is done', async () => {
    const folder = newFolder();
    await put(join(folder, 'acme/report.json'), now);
    const kept = await put(join(folder, 'held/report.json'), daysAgo(90));
    const gone = await put(join(folder, 'zone/report.json'), daysAgo(90));
    const { deleted, failed } = await clear(folder);
    expect(deleted).toEqual([gone]);
    expect(failed).toEqual([{ path: kept, reason: expect.stringMatching(/^EACCES/) }]);
    expect(await filesIn(folder)).toEqual(['acme', 'acme/report.json', 'held', 'held/report.json']);
  });
});
