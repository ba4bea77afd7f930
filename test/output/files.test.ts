import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { makeFolder, makePrivateFolder, OutputError, writeWhole } from '../../src/output/files.ts';
import { emptyFolders } from './empty-folders.ts';

const { root, emptyFolder } = emptyFolders('output');

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

/** A stream that gives some of its content and then breaks. */
function breaking(error: Error): Readable {
  return Readable.from(
    (async function* () {
      yield 'half of ';
      yield 'the new ';
      throw error;
    })(),
  );
}

describe('a file', () => {
  it.each([
    ['text', () => '姿勢\n'],
    ['bytes', () => Buffer.from('姿勢\n')],
    ['pieces', () => ['姿', '', '勢\n']],
    ['a stream', () => Readable.from(['姿', '勢\n'])],
    ['a stream of bytes', () => Readable.from([Buffer.from('姿勢\n')])],
  ])('made of %s holds just that, for its owner only', async (_name, content) => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.json');
    await writeWhole(path, content());
    expect(await readFile(path, 'utf8')).toBe('姿勢\n');
    expect(await modeOf(path)).toBe(0o600);
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('replaces an older one, and its mode', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.json');
    await writeFile(path, 'a much longer old content', { mode: 0o644 });
    await writeWhole(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await modeOf(path)).toBe(0o600);
  });

  it('may be empty', async () => {
    const path = join(await emptyFolder(), 'findings.csv');
    await writeWhole(path, '');
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('larger than a buffer is written whole', async () => {
    const path = join(await emptyFolder(), 'snapshot');
    const part = 'x'.repeat(100_000);
    await writeWhole(path, Readable.from(Array.from({ length: 30 }, () => part)));
    expect((await stat(path)).size).toBe(3_000_000);
  });

  it('in place of a link replaces the link and leaves its target alone', async () => {
    const folder = await emptyFolder();
    const target = join(folder, 'target');
    await writeFile(target, 'precious');
    await symlink(target, join(folder, 'report.json'));
    await writeWhole(join(folder, 'report.json'), 'new');
    expect(await readFile(target, 'utf8')).toBe('precious');
    expect(await readFile(join(folder, 'report.json'), 'utf8')).toBe('new');
  });

  it('made of pieces that take long to make lets others have their turn between them', async () => {
    const path = join(await emptyFolder(), 'report.html');
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const pieces = (function* () {
      for (let piece = 0; piece < 5; piece += 1) {
        const until = performance.now() + 60;
        while (performance.now() < until);
        yield `${turns} `;
      }
    })();
    await writeWhole(path, pieces);
    clearInterval(timer);
    const seen = (await readFile(path, 'utf8')).trim().split(' ').map(Number);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBeGreaterThanOrEqual(4);
  });

  it('made of very many small pieces takes no time for each', async () => {
    const path = join(await emptyFolder(), 'report.json');
    const pieces = Array.from({ length: 200_000 }, (_, index) => `${index}\n`);
    await writeWhole(path, pieces);
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(200_001);
  }, 8_000);

  it('that is written by many at once is one of theirs, whole', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.json');
    const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(contents.map((content) => writeWhole(path, content)));
    expect(contents).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['report.json']);
  });
});

describe('a file that cannot be finished', () => {
  const broken = Object.assign(new Error('ENOSPC: the disk is full, write'), { code: 'ENOSPC', syscall: 'write' });

  it('leaves the old one as it was, and nothing beside it', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'snapshot.ndjson.gz');
    await writeFile(path, 'the old one');
    const error = await writeWhole(path, breaking(broken)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(OutputError);
    expect(await readFile(path, 'utf8')).toBe('the old one');
    expect(await readdir(folder)).toEqual(['snapshot.ndjson.gz']);
  });

  it('is not there when there was none before', async () => {
    const folder = await emptyFolder();
    await expect(writeWhole(join(folder, 'snapshot.ndjson.gz'), breaking(broken))).rejects.toBeInstanceOf(OutputError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not seen under its name before it is whole', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.json');
    let seen: string[] | undefined;
    const content = Readable.from(
      (async function* () {
        yield 'first';
        seen = await readdir(folder);
        yield 'second';
      })(),
    );
    await writeWhole(path, content);
    expect(seen).not.toContain('report.json');
    expect(await readFile(path, 'utf8')).toBe('firstsecond');
  });

  it('because its pieces break off leaves the old one as it was', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.json');
    await writeFile(path, 'the old one');
    const pieces = (function* () {
      yield 'half';
      throw broken;
    })();
    await expect(writeWhole(path, pieces)).rejects.toBeInstanceOf(OutputError);
    expect(await readFile(path, 'utf8')).toBe('the old one');
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('says which, why, and what to do', async () => {
    const path = join(await emptyFolder(), 'report.json');
    const error = await writeWhole(path, breaking(broken)).catch((caught: unknown) => caught);
    expect(String(error)).toContain(path);
    expect(String(error)).toContain('the disk is full');
    expect(String(error)).toContain('--out');
    expect(error).toMatchObject({ cause: broken });
  });

  it('because making its content failed hands on that fault, and blames no disk', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.json');
    await writeFile(path, 'the old one');
    const fault = new TypeError('x is undefined');
    const pieces = (function* () {
      yield 'half';
      throw fault;
    })();
    await expect(writeWhole(path, pieces)).rejects.toBe(fault);
    await expect(writeWhole(path, breaking(fault))).rejects.toBe(fault);
    expect(await readFile(path, 'utf8')).toBe('the old one');
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('because a signal ends it leaves the old one as it was, and throws the reason', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'report.json');
    await writeFile(path, 'the old one');
    const controller = new AbortController();
    const reason = new Error('interrupted');
    const endless = (function* () {
      for (let count = 0; ; count += 1) {
        if (count === 1_000) controller.abort(reason);
        yield 'x'.repeat(1_000);
      }
    })();
    await expect(writeWhole(path, endless, controller.signal)).rejects.toBe(reason);
    await expect(writeWhole(path, 'new', controller.signal)).rejects.toBe(reason);
    expect(await readFile(path, 'utf8')).toBe('the old one');
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('because a folder has its name leaves nothing beside it', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'report.json', 'inner'), { recursive: true });
    await expect(writeWhole(join(folder, 'report.json'), 'new')).rejects.toBeInstanceOf(OutputError);
    expect(await readdir(folder)).toEqual(['report.json']);
  });

  it('because its folder is not there is an OutputError', async () => {
    await expect(writeWhole(join(root, 'nowhere', 'report.json'), 'new')).rejects.toBeInstanceOf(OutputError);
  });
});

describe('a folder', () => {
  it('is made with those above it, for its owner only', async () => {
    const path = join(await emptyFolder(), 'out', 'acme');
    await makeFolder(path);
    expect(await modeOf(path)).toBe(0o700);
    expect(await modeOf(join(path, '..'))).toBe(0o700);
  });

  it('that is there already keeps its mode and its files', async () => {
    const path = await emptyFolder();
    await writeFile(join(path, 'mine'), '');
    await chmod(path, 0o755);
    await makeFolder(path);
    expect(await modeOf(path)).toBe(0o755);
    expect(await readdir(path)).toEqual(['mine']);
  });

  it('of a tenant is closed to others, even when it was open', async () => {
    const path = await emptyFolder();
    await chmod(path, 0o755);
    await makePrivateFolder(path);
    expect(await modeOf(path)).toBe(0o700);
  });

  it('in place of which a file stands is an OutputError', async () => {
    const path = join(await emptyFolder(), 'out');
    await writeFile(path, '');
    await expect(makeFolder(join(path, 'acme'))).rejects.toBeInstanceOf(OutputError);
    await expect(makePrivateFolder(path)).rejects.toBeInstanceOf(OutputError);
  });
});
