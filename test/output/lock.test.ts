import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FolderLock, lockFolder } from '../../src/output/lock.ts';
import { emptyFolders } from './empty-folders.ts';

const { root, emptyFolder } = emptyFolders('lock');

async function held(folder: string): Promise<Extract<FolderLock, { state: 'held' }>> {
  const lock = await lockFolder(folder);
  if (lock.state !== 'held') throw new Error(`expected to hold ${folder}, and it is ${lock.state}`);
  return lock;
}

/** Another process that holds the folder until it is killed. */
async function holder(folder: string): Promise<ChildProcess> {
  const module = join(import.meta.dirname, '../../src/output/lock.ts');
  const script = `
    const { lockFolder } = await import(${JSON.stringify(module)});
    globalThis.lock = await lockFolder(${JSON.stringify(folder)});
    process.stdout.write(globalThis.lock.state);
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('held');
  return child;
}

describe('a folder', () => {
  it('is held by one at a time, and free as soon as it is released', async () => {
    const folder = await emptyFolder();
    const lock = await held(folder);
    expect(await lockFolder(folder)).toEqual({ state: 'busy' });
    expect(await lockFolder(folder)).toEqual({ state: 'busy' });
    lock.release();
    (await held(folder)).release();
  });

  it('beside another that is held can be held too', async () => {
    const locks = [await held(await emptyFolder()), await held(await emptyFolder())];
    for (const lock of locks) lock.release();
  });

  it('under another name is the same folder', async () => {
    const folder = await emptyFolder();
    const alias = `${folder}-alias`;
    await symlink(folder, alias);
    const lock = await held(folder);
    expect(await lockFolder(alias)).toEqual({ state: 'busy' });
    lock.release();
  });

  it('is held against other processes, and freed by the system when the holder is killed', async () => {
    const folder = await emptyFolder();
    const child = await holder(folder);
    expect(await lockFolder(folder)).toEqual({ state: 'busy' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await held(folder)).release();
  });

  it('stays held though others of this process ask in vain', async () => {
    const folder = await emptyFolder();
    const lock = await held(folder);
    expect(await lockFolder(folder)).toEqual({ state: 'busy' });
    const module = join(import.meta.dirname, '../../src/output/lock.ts');
    const script = `process.stdout.write((await (await import(${JSON.stringify(module)})).lockFolder(${JSON.stringify(folder)})).state)`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe('busy');
    lock.release();
  });
});

describe('the file of a lock', () => {
  it('is empty, for its owner only, and alone', async () => {
    const folder = await emptyFolder();
    const lock = await held(folder);
    expect(await readdir(folder)).toEqual(['.lock']);
    expect((await stat(join(folder, '.lock'))).mode & 0o777).toBe(0o600);
    lock.release();
    expect(await readdir(folder)).toEqual(['.lock']);
    expect(await readFile(join(folder, '.lock'), 'utf8')).toBe('');
  });

  it('that others may read is closed to them', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, '.lock'), '', { mode: 0o644 });
    await chmod(join(folder, '.lock'), 0o644);
    (await held(folder)).release();
    expect((await stat(join(folder, '.lock'))).mode & 0o777).toBe(0o600);
  });
});

describe('a folder that cannot be locked is no obstacle, but said to be so:', () => {
  it('something else has the name of the lock', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, '.lock'), 'my own notes, and not a word of SQLite\n'.repeat(50));
    expect(await lockFolder(folder)).toEqual({
      state: 'unavailable',
      reason: expect.stringContaining('not a database'),
    });
    expect(await readFile(join(folder, '.lock'), 'utf8')).toContain('my own notes');
  });

  it('a folder has the name of the lock', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, '.lock'));
    expect(await lockFolder(folder)).toEqual({
      state: 'unavailable',
      reason: expect.stringContaining('no ordinary file'),
    });
  });

  it('a link has the name of the lock, and its target is left alone', async () => {
    const folder = await emptyFolder();
    const target = join(folder, 'precious');
    await writeFile(target, '', { mode: 0o644 });
    await chmod(target, 0o644);
    await symlink(target, join(folder, '.lock'));
    expect(await lockFolder(folder)).toMatchObject({ state: 'unavailable' });
    expect((await stat(target)).mode & 0o777).toBe(0o644);
  });

  it('the folder is not there', async () => {
    expect(await lockFolder(join(root, 'nowhere'))).toMatchObject({ state: 'unavailable' });
  });
});
