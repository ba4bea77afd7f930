import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { draftsIn, openPlace, reportOf, until } from './interruptible.ts';
import { expectWhole } from './left-behind.ts';
import { type Ended, following, root, run, start, workFolder } from './run.ts';

const place = openPlace();
const { scan, askedSince, inOutput } = place;

/** Runs the program under a shell, for limits and redirections that only a shell can set. */
function runIn(shell: string, args: readonly string[], options: { cwd: string; env?: object }): Promise<Ended> {
  return following(['bash', '-c', shell, process.execPath, join(root, 'bin/shisei.js'), ...args], options).ended;
}

describe('two runs at once', () => {
  test('into one folder: the second ends with 2 before anybody is contacted, until the first is gone', async () => {
    const sample = join(place.world.cwd, `${place.out}-sample`);
    expect((await run(['demo', '--quiet', '--save-snapshot', '--out', sample], place.world)).status).toBe(0);
    place.faults = () => ({ stall: true });
    const idle = place.world.service.log.length;
    const first = scan();
    await until(() => place.world.service.log.length > idle, 'somebody was asked');
    // Nobody is answered, so that the first asks nothing more.
    await sleep(500);
    const before = place.world.service.log.length;
    const commands = [
      ['scan', '--out', place.out],
      ['scan', '--resume', '--out', `${place.world.cwd}/${place.out}/`],
      ['demo', '--locale', 'ja', '--out', place.out],
      ['judge', join(sample, 'kita-clinic/snapshot.ndjson.gz'), '--out', place.out],
    ];
    const refused = await Promise.all(commands.map((args) => run(args, place.world)));
    expect(refused.map(({ status }) => status)).toEqual([2, 2, 2, 2]);
    expect(refused[0]?.err).toBe(
      `Another run of shisei is writing to ${place.out}. Wait until it has ended, or name another folder with --out.\n`,
    );
    expect(refused[2]?.err).toContain(`別の実行が ${place.out} に書き込んでいます`);
    expect(askedSince(before)).toEqual([]);

    first.child.kill('SIGKILL');
    await first.ended;
    place.faults = () => undefined;
    const next = await scan('--quiet').ended;
    expect(next.status, next.err).toBe(0);
  });

  test('into two folders both work', async () => {
    const cwd = await workFolder();
    const both = await Promise.all(['one', 'two'].map((out) => run(['demo', '--quiet', '--out', out], { cwd })));
    expect(both).toEqual([
      { status: 0, out: '', err: '' },
      { status: 0, out: '', err: '' },
    ]);
  });

  test('where the folder cannot be locked, it is said, and the run goes on', async () => {
    const cwd = await workFolder();
    await mkdir(join(cwd, 'shisei-out/.lock'), { recursive: true });
    const { status, err } = await run(['demo', '--quiet'], { cwd });
    expect(status).toBe(0);
    expect(err).toMatch(
      /^\.\/shisei-out cannot be locked against other runs \(.*\)\. Make sure that no other run writes/,
    );
  });
});

const canMount =
  process.platform === 'linux' && spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;

describe('a disk that is full', () => {
  /** Larger than all but the page of the larger tenant, by the system's own limit. */
  const limited = 'ulimit -f 400; exec "$0" "$@"';

  test('for one tenant is named, the other is written, and what was read is not lost', async () => {
    const first = await runIn(limited, ['scan', '--out', place.out], place.world);
    const page = `${place.out}/sample-trading/report.html`;
    expect(first.status).toBe(3);
    expect(first.err).toContain(
      `sample-trading: ${page} could not be written (EFBIG: file too large, write). Free space,`,
    );
    expect(first.err).toContain('--resume');
    expect(first.out).toMatch(/^exit 3: not finished: sample-trading$/m);
    expect((await reportOf(inOutput(), 'kita-clinic')).scan.status).toBe('complete');
    await expectWhole(inOutput());
    expect(await draftsIn(inOutput())).toEqual([]);

    const before = place.world.service.log.length;
    const again = await scan('--resume', '--quiet').ended;
    expect({ status: again.status, asked: askedSince(before) }).toEqual({ status: 0, asked: [] });
    expect(existsSync(join(place.world.cwd, page))).toBe(true);
    expect(existsSync(inOutput('.unfinished'))).toBe(false);
  });

  test('for what would be kept for --resume is said, and no reason to stop', async () => {
    await mkdir(inOutput());
    await writeFile(inOutput('.unfinished'), '');
    const { status, err } = await scan('--tenant', 'kita-clinic', '--quiet').ended;
    expect(status).toBe(0);
    expect(err).toMatch(
      /^kita-clinic\/microsoft365: could not be kept for --resume \(.*\)\. The scan goes on[^\n]*\n$/,
    );
  });

  test.skipIf(!canMount)('that is really full, of a file system of its own, is told apart in Japanese', async () => {
    const cwd = await workFolder();
    const shell =
      'mkdir out left; mount -t tmpfs -o size=600k tmpfs out && "$0" "$@"; status=$?; cp -a out/. left; exit $status';
    const wrapped = `exec unshare -rm bash -c '${shell}' "$0" "$@"`;
    const args = ['demo', '--out', 'out', '--locale', 'ja'];
    const { status, err } = await runIn(wrapped, args, { cwd });
    expect(status).toBe(3);
    expect(err).toMatch(/を書き込めませんでした（ENOSPC: .*）。空き容量を増やすか、--out で/);
    await expectWhole(join(cwd, 'left'));
    expect(await draftsIn(join(cwd, 'left'))).toEqual([]);
  });

  test('for standard output is said, in the language that was asked for, and ends with 3', async () => {
    const cwd = await workFolder();
    const full = 'exec "$0" "$@" > /dev/full';
    const english = await runIn(full, ['demo'], { cwd });
    expect(english.status).toBe(3);
    expect(english.err).toMatch(/^The results could not be written to standard output \(ENOSPC.*\)\. Files that were/m);
    await expectWhole(join(cwd, 'shisei-out'));
    const japanese = await runIn(full, ['checks', '--locale', 'ja'], { cwd });
    expect(japanese.status).toBe(3);
    expect(japanese.err).toMatch(/^結果を標準出力に書き込めませんでした/);
    const silent = await runIn('exec "$0" "$@" 2> /dev/full', ['demo', '--fail-on', 'low'], { cwd });
    expect(silent.status).toBe(1);
  });

  test('is not what a reader is who has seen enough', async () => {
    const cwd = await workFolder();
    const { child, ended } = start(['demo'], { cwd });
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect((await ended).status).toBe(0);
    await expectWhole(join(cwd, 'shisei-out'));
    expect((await reportOf(join(cwd, 'shisei-out'), 'kita-clinic')).scan.status).toBe('complete');
  });
});

describe('an output that cannot be written to', () => {
  test.each([
    ['en', 'could not be written'],
    ['ja', 'を書き込めませんでした'],
  ])('from the beginning ends with 2 before anybody is contacted, in %s', async (locale, words) => {
    await writeFile(inOutput(), '');
    const before = place.world.service.log.length;
    const { status, err } = await scan('--out', `${place.out}/folder`, '--locale', locale).ended;
    expect({ status, asked: askedSince(before) }).toEqual({ status: 2, asked: [] });
    expect(err).toContain(words);
    expect(err).toContain('--out');
  });

  test.skipIf(!canMount)('since its file system is read-only ends with 2', async () => {
    const cwd = await workFolder();
    const shell = 'mkdir out; mount -t tmpfs -o ro tmpfs out && exec "$0" "$@"';
    const { status, err } = await runIn(`exec unshare -rm bash -c '${shell}' "$0" "$@"`, ['demo', '--out', 'out'], {
      cwd,
    });
    expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(/^out could not be written \(EROFS/) });
  });

  test('for one tenant is named, and the other is written', async () => {
    const cwd = await workFolder();
    await mkdir(join(cwd, 'shisei-out'));
    await writeFile(join(cwd, 'shisei-out/sample-trading'), 'in the way');
    const { status, err } = await run(['demo'], { cwd });
    expect(status).toBe(3);
    expect(err).toMatch(/^sample-trading: shisei-out\/sample-trading could not be written \(EEXIST/m);
    expect((await reportOf(join(cwd, 'shisei-out'), 'kita-clinic')).scan.status).toBe('complete');
    expect(await readFile(join(cwd, 'shisei-out/sample-trading'), 'utf8')).toBe('in the way');
  });

  test('for the pages over all tenants is named, and results are shown', async () => {
    const cwd = await workFolder();
    await mkdir(join(cwd, 'shisei-out/fleet.json'), { recursive: true });
    const { status, out, err } = await run(['demo'], { cwd });
    expect(status).toBe(3);
    expect(err).toMatch(/^fleet\.json: shisei-out\/fleet\.json could not be written/m);
    expect(out).toMatch(/^wrote shisei-out\/fleet\.html$/m);
    expect(out).toMatch(/^kita-clinic: wrote /m);
    expect(out).toMatch(/^exit 3: not finished: shisei-out\/fleet\.json$/m);
  });
});
