import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openToRead } from '../../src/store/read-only.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { entryOf, steadyNight } from './small-world.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'shisei-read-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** Root may write wherever it likes, but for a file system that nobody may write to. */
function mounted(place: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'none', place], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', place]));
  return true;
}

/** Where nobody may write any more what was copied there; null: this user may not make such a place. */
async function sealed(copies: ReadonlyArray<readonly [from: string, name: string]>): Promise<string | null> {
  const place = join(await folder(), 'sealed');
  await mkdir(place);
  const isRoot = process.getuid?.() === 0;
  if (isRoot && !mounted(place)) return null;
  for (const [from, name] of copies) await copyFile(from, join(place, name));
  if (isRoot) execFileSync('mount', ['-o', 'remount,ro', place]);
  else {
    for (const name of await readdir(place)) await chmod(join(place, name), 0o400);
    await chmod(place, 0o500);
    onTestFinished(() => chmod(place, 0o700));
  }
  return place;
}

const sides = ['', '-wal', '-shm'] as const;

/** A store with one scan; `isOpen`: what was written last is not in the file itself yet. */
async function written({ isOpen }: { isOpen: boolean }): Promise<string> {
  const place = join(await folder(), 'shisei.db');
  const store = await openStore(place);
  await recordScan(store, entryOf(steadyNight(0, 4), 0, 'acme'), () => []);
  if (isOpen) onTestFinished(() => store.close());
  else await store.close();
  return place;
}

describe('a file that may only be read', () => {
  it.for([
    ['after it was closed', false, ['']],
    ['with what lies beside it', true, sides],
  ] as const)('can be read %s', async ([_name, isOpen, wanted], { skip }) => {
    const from = await written({ isOpen });
    const place = await sealed(wanted.map((side) => [`${from}${side}`, `shisei.db${side}`]));
    if (place === null) return skip();
    const store = await openStore(join(place, 'shisei.db'), { access: 'read' });
    onTestFinished(() => store.close());
    expect(await scansOf(store, 'acme')).toHaveLength(1);
    await expect(recordScan(store, entryOf(steadyNight(1, 4), 1, 'acme'), () => [])).rejects.toMatchObject({
      kind: 'denied',
    });
  });

  it('is refused by whoever means to write', async ({ skip }) => {
    const place = await sealed([[await written({ isOpen: false }), 'shisei.db']]);
    if (place === null) return skip();
    await expect(openStore(join(place, 'shisei.db'))).rejects.toMatchObject({ kind: 'denied' });
  });

  it('says what is missing where only a part of it was copied', async ({ skip }) => {
    const from = await written({ isOpen: true });
    const place = await sealed(['', '-wal'].map((side) => [`${from}${side}`, `shisei.db${side}`]));
    if (place === null) return skip();
    await expect(openStore(join(place, 'shisei.db'), { access: 'read' })).rejects.toMatchObject({
      kind: 'incomplete',
      reason: expect.stringContaining('shisei.db-wal'),
    });
  });

  it('cannot be brought up to date', async ({ skip }) => {
    const from = await written({ isOpen: false });
    const raw = new Sqlite(from);
    raw.exec('delete from shisei_migrations');
    raw.close();
    const place = await sealed([[from, 'shisei.db']]);
    if (place === null) return skip();
    await expect(openStore(join(place, 'shisei.db'), { access: 'read' })).rejects.toMatchObject({ kind: 'older' });
  });
});

describe('openToRead', () => {
  it('changes nothing in a file that could be written', async () => {
    const raw = await openToRead(await written({ isOpen: false }), 100);
    onTestFinished(() => void raw.close());
    expect(() => raw.exec('delete from scans')).toThrow('readonly');
  });
});
