import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, test } from 'vitest';
import { UsageError } from '../../src/commands/options.ts';
import { findPseudonymKey, type KeyPlace, openDisguise, openPseudonymKey } from '../../src/commands/pseudonym-key.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import { pseudonymKeyOf } from '../../src/pseudonyms/key.ts';
import { KeyFileError, keyFileName, openKeyFile, readKeyFile } from '../../src/pseudonyms/key-file.ts';
import { quietIo } from '../surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shisei-key-'));
  onTestFinished(async () => {
    await chmod(folder, 0o700);
    await rm(folder, { recursive: true, force: true });
  });
});

function askingWith(err: string[], pseudonymise = true) {
  const io = quietIo(new Date(0), { err: (text) => err.push(text) });
  return { options: { out: join(folder, 'out'), pseudonymise }, locale: 'en', io } as const;
}

function placeIn(where: string): KeyPlace {
  return { configured: undefined, folder: where };
}

describe('the file of the key', () => {
  it('is made once, for its owner alone, and read from then on', async () => {
    const path = join(folder, keyFileName);
    expect(await readKeyFile(path)).toBeNull();
    const made = await openKeyFile(path);
    const again = await openKeyFile(path);
    expect(made).toEqual({ secret: made.secret, exposed: false, made: true });
    expect(again).toEqual({ secret: made.secret, exposed: false, made: false });
    expect(Buffer.from(made.secret, 'base64url')).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual([keyFileName]);
  });

  it('is one, however many make it at once', async () => {
    const path = join(folder, keyFileName);
    const all = await Promise.all(Array.from({ length: 20 }, () => openKeyFile(path)));
    expect(new Set(all.map(({ secret }) => secret)).size).toBe(1);
    expect(`${all[0]?.secret}\n`).toBe(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual([keyFileName]);
  });

  it('may hold what somebody wrote, from 16 characters on', async () => {
    const path = join(folder, keyFileName);
    await writeFile(path, '  0123456789abcdef\r\n', { mode: 0o600 });
    expect(await openKeyFile(path)).toEqual({ secret: '0123456789abcdef', exposed: false, made: false });
    for (const short of ['', '\n', ' 0123456789abcde ']) {
      await writeFile(path, short);
      await expect(openKeyFile(path)).rejects.toMatchObject({ name: 'KeyFileError', problem: 'short' });
    }
  });

  it('that is none cannot be read', async () => {
    await mkdir(join(folder, keyFileName));
    const error = await openKeyFile(join(folder, keyFileName)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KeyFileError);
    expect(error).toMatchObject({ problem: 'unreadable', code: 'EISDIR' });
  });

  it('in a folder that is not there cannot be made', async () => {
    const error = await openKeyFile(join(folder, 'none', keyFileName)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: 'unwritable', code: 'ENOENT' });
  });
});

describe('the key', () => {
  it('of the configuration is used, and no file made', async () => {
    const err: string[] = [];
    const secret = 'correct horse battery staple';
    const key = await openPseudonymKey({ configured: secret, folder }, askingWith(err));
    expect(key.fingerprint).toBe((await pseudonymKeyOf(secret)).fingerprint);
    expect({ err, files: await readdir(folder) }).toEqual({ err: [], files: [] });
  });

  it('is told of once, when it is made, and never itself', async () => {
    const err: string[] = [];
    const first = await openPseudonymKey(placeIn(folder), askingWith(err));
    const second = await openPseudonymKey(placeIn(folder), askingWith(err));
    const found = await findPseudonymKey(placeIn(folder), askingWith(err));
    expect([second.fingerprint, found?.fingerprint]).toEqual([first.fingerprint, first.fingerprint]);
    expect(err).toEqual([expect.stringContaining(join(folder, keyFileName))]);
    expect(err.join('')).not.toContain((await readFile(join(folder, keyFileName), 'utf8')).trim());
  });

  it('is not made by looking for it', async () => {
    expect(await findPseudonymKey(placeIn(folder), askingWith([]))).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('that others may read is used, with a warning', async () => {
    await writeFile(join(folder, keyFileName), '0123456789abcdef');
    await chmod(join(folder, keyFileName), 0o640);
    const err: string[] = [];
    await openPseudonymKey(placeIn(folder), askingWith(err));
    expect(err).toEqual([expect.stringContaining('chmod 600')]);
  });

  test.each(['.', 'out', 'out/keys'])('does not lie among the reports, as in %s of them', async (where) => {
    const inside = join(folder, where);
    await mkdir(inside, { recursive: true });
    const options = { out: where === '.' ? folder : join(folder, 'out'), pseudonymise: true };
    const opening = openPseudonymKey(placeIn(inside), { ...askingWith([]), options });
    await expect(opening).rejects.toBeInstanceOf(UsageError);
    expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.key'))).toEqual([]);
  });

  it('does not lie among the reports by another way there', async () => {
    await mkdir(join(folder, 'out'));
    await symlink(join(folder, 'out'), join(folder, 'link'));
    const options = { out: join(folder, 'link', 'new'), pseudonymise: true };
    await mkdir(join(folder, 'out', 'new'));
    const opening = openPseudonymKey(placeIn(join(folder, 'out', 'new')), { ...askingWith([]), options });
    await expect(opening).rejects.toThrow('--out');
  });

  it('may lie beside a folder that is called alike', async () => {
    await mkdir(join(folder, 'out..'));
    await openPseudonymKey(placeIn(join(folder, 'out..')), askingWith([]));
    expect(await readdir(join(folder, 'out..'))).toEqual([keyFileName]);
  });

  it.each(['', '0123456789abcde'])('that is too short is refused with a next step (%#)', async (short) => {
    await writeFile(join(folder, keyFileName), short);
    const error = await openPseudonymKey(placeIn(folder), askingWith([])).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain('16 characters');
    expect(short === '' || !String(error).includes(short)).toBe(true);
  });

  it('is not asked for where nothing is to be disguised', async () => {
    expect(await openDisguise(placeIn(folder), askingWith([], false))).toBe(undisguised);
    expect(await readdir(folder)).toEqual([]);
  });
});
