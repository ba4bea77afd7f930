import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import type { Faults } from '../../src/demo/faults.ts';
import { writeWhole } from '../../src/output/files.ts';
import { readSnapshotFile, snapshotStream } from '../../src/snapshot-file.ts';
import { type KeptDirectory, readKept } from '../../src/unfinished/kept-file.ts';
import { differencesOf, expectWhole, filesIn, reportsIn } from './left-behind.ts';
import { type Ended, root, run, start, workFolder } from './run.ts';
import { now, openWorld, type World } from './scan-world.ts';

const tenants = ['sample-trading', 'kita-clinic'];
const asOf = ['--as-of', now.toISOString()];
const everything = ['--format', 'json,html,csv,md', '--save-snapshot'];

/** One world for all tests, which run one after another, each with an output of its own. */
let world: World;
let faults: Faults;
let outputs = 0;
let out: string;

beforeAll(async () => {
  world = await openWorld(await mkdtemp(join(tmpdir(), 'shisei-interruption-')), {
    faults: (request) => faults(request),
  });
});
afterAll(async () => {
  await world.close();
  await rm(world.cwd, { recursive: true, force: true });
});
beforeEach(() => {
  faults = () => undefined;
  outputs += 1;
  out = `out-${outputs}`;
});

/** A scan of the world's tenants into the output of the test. */
function scan(...args: string[]) {
  return start(['scan', '--out', out, ...args], world);
}

/** The parts of the service that were asked since. */
function askedSince(before: number): string[] {
  return [...new Set(world.service.log.slice(before).map(({ part }) => part))].sort();
}

const stallGoogle: Faults = ({ host }) => (host.endsWith('googleapis.com') ? { stall: true } : undefined);

/** The clinic is written; of the other tenant, Google is missing. */
function allButGoogle(): boolean {
  return [keptFile('sample-trading', 'microsoft365'), inOutput('kita-clinic/report.html')].every((file) =>
    existsSync(file),
  );
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const patience = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > patience) throw new Error(`in vain waited until ${what}`);
    await sleep(2);
  }
}

function inOutput(...path: string[]): string {
  return join(world.cwd, out, ...path);
}

function keptFile(tenant: string, provider: string): string {
  return inOutput('.unfinished', tenant, `${provider}.ndjson.gz`);
}

async function reportOf(folder: string, tenant: string): Promise<Report> {
  return JSON.parse(await readFile(join(folder, tenant, 'report.json'), 'utf8'));
}

async function draftsIn(folder: string): Promise<string[]> {
  return (await filesIn(folder)).filter((name) => name.endsWith('.part'));
}

/** Runs the program under a shell, for limits and redirections that only a shell can set. */
async function runIn(shell: string, args: readonly string[], options: { cwd: string; env?: object }): Promise<Ended> {
  const program = [process.execPath, join(root, 'bin/shisei.js'), ...args];
  const child = spawn('bash', ['-c', shell, ...program], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH ?? '', HOME: options.cwd, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.err += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, ...text };
}

describe('a scan that is killed', () => {
  test('again and again, at any of 18 moments, leaves no half file, and ends as it would have ended', async () => {
    const options = [...everything, ...asOf];
    const began = performance.now();
    const whole = await scan(...options, '--out', 'whole').ended;
    const took = performance.now() - began;
    expect(whole.status).toBe(0);
    const expected = await reportsIn(join(world.cwd, 'whole'));
    let killed = 0;
    const differences: string[] = [];
    const chain = async (number: number) => {
      const folder = `${out}-${number}`;
      for (let turn = 0; turn < 6; turn += 1) {
        const { child, ended } = scan('--resume', ...options, '--out', folder);
        await Promise.race([sleep(((3 * turn + number + 1) / 20) * took), ended]);
        child.kill('SIGKILL');
        if ((await ended).status === null) killed += 1;
        if (existsSync(join(world.cwd, folder))) await expectWhole(join(world.cwd, folder));
      }
      const last = await scan('--resume', ...options, '--out', folder).ended;
      expect(last.status, last.err).toBe(0);
      await expectWhole(join(world.cwd, folder));
      expect((await filesIn(join(world.cwd, folder))).filter((name) => /part$|unfinished/.test(name))).toEqual([]);
      differences.push(...differencesOf(expected, await reportsIn(join(world.cwd, folder))));
    };
    // Whatever failed, all are waited for, since the folder goes away afterwards.
    const outcomes = await Promise.allSettled([0, 1, 2].map(chain));
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []))).toEqual([]);
    expect(differences).toEqual([]);
    expect(killed).toBeGreaterThanOrEqual(15);
  });

  test('is gone on with, and reads only the directories that were not finished', async () => {
    faults = stallGoogle;
    const { child, ended } = scan();
    await until(allButGoogle, 'all but Google was read');
    child.kill('SIGKILL');
    await ended;
    const kept: KeptDirectory[] = [];
    for (const tenant of tenants) kept.push(await readKept(keptFile(tenant, 'microsoft365')));
    await writeFile(inOutput('kita-clinic/.0b7e1f4c-8d2a-4e55-9f3b-2c6a7d8e9f01.part'), 'half');

    faults = () => undefined;
    const before = world.service.log.length;
    const again = await scan('--resume').ended;
    expect({ status: again.status, asked: askedSince(before) }).toEqual({
      status: 0,
      asked: ['google', 'google-login'],
    });
    expect(again.err).toContain('2 directories had been read before and were not read again.');
    for (const [index, tenant] of tenants.entries()) {
      const { scan: told } = await reportOf(inOutput(), tenant);
      expect(told).toMatchObject(kept[index]?.head.scan ?? {});
      expect(Date.parse(told.finishedAt)).toBeGreaterThan(Date.parse(kept[index]?.head.readAt ?? ''));
    }
    expect(await readdir(inOutput())).toEqual(expect.not.arrayContaining(['.unfinished']));
    expect(await readdir(inOutput('kita-clinic'))).toEqual(['report.html', 'report.json']);
  });

  test('between reading and writing loses nothing that was read', async () => {
    const { child, ended } = scan('--tenant', 'kita-clinic');
    await until(() => existsSync(keptFile('kita-clinic', 'microsoft365')), 'the directory was read');
    child.kill('SIGKILL');
    await ended;
    const before = world.service.log.length;
    const { status } = await scan('--tenant', 'kita-clinic', '--resume', '--quiet').ended;
    expect({ status, asked: askedSince(before) }).toEqual({ status: 0, asked: [] });
    expect((await reportOf(inOutput(), 'kita-clinic')).scan.status).toBe('complete');
  });

  test('is not gone on with unless asked, and says once that it could have been', async () => {
    const first = scan('--tenant', 'kita-clinic');
    await until(() => existsSync(keptFile('kita-clinic', 'microsoft365')), 'the directory was read');
    first.child.kill('SIGKILL');
    await first.ended;
    const { head } = await readKept(keptFile('kita-clinic', 'microsoft365'));
    const before = world.service.log.length;
    const { status, err } = await scan('--tenant', 'kita-clinic').ended;
    expect(status).toBe(0);
    expect(err.split('\n').filter((line) => line.includes('--resume'))).toEqual([
      `An earlier scan into ${out} broke off. --resume would have gone on with it; this one begins again.`,
    ]);
    expect(askedSince(before)).toContain('graph');
    expect((await reportOf(inOutput(), 'kita-clinic')).scan.id).not.toBe(head.scan.id);
    expect(existsSync(inOutput('.unfinished'))).toBe(false);

    const nothing = await scan('--tenant', 'kita-clinic', '--resume', '--locale', 'ja').ended;
    expect(nothing.status).toBe(0);
    expect(nothing.err).toContain('再開できるスキャンはありません。すべて読み取ります。');
  });

  test('goes on past a file that is broken, with a warning', async () => {
    await mkdir(inOutput('.unfinished/kita-clinic'), { recursive: true });
    await writeFile(keptFile('kita-clinic', 'microsoft365'), 'broken');
    const { status, err } = await scan('--tenant', 'kita-clinic', '--resume', '--quiet').ended;
    expect(status).toBe(0);
    expect(err).toMatch(/^kita-clinic\/microsoft365: .* is read again: the file is broken/);
    expect(existsSync(inOutput('.unfinished'))).toBe(false);
  });
});

describe('a scan that is asked to end', () => {
  test.each([
    ['SIGINT', 130, 'en', 'The same command with --resume goes on'],
    ['SIGTERM', 143, 'ja', '--resume を付けると'],
  ] as const)('by %s does so within 5 s with %d, keeps what was finished, and says what to do', async (...given) => {
    const [signal, expected, locale, words] = given;
    faults = stallGoogle;
    const { child, ended } = scan('--locale', locale);
    await until(allButGoogle, 'all but Google was read');
    const asked = performance.now();
    child.kill(signal);
    const ending = await ended;
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(ending).toMatchObject({ status: expected, err: expect.stringContaining(words) });
    expect(ending.out).toContain('kita-clinic/report.json');
    await expectWhole(inOutput());
    expect(await draftsIn(inOutput())).toEqual([]);

    faults = () => undefined;
    const before = world.service.log.length;
    expect((await scan('--resume').ended).status).toBe(0);
    expect(askedSince(before)).toEqual(['google', 'google-login']);
  });

  test('while a large tenant is judged and written does so within 5 s, at any of 3 moments', async () => {
    const cwd = await workFolder();
    expect((await run(['demo', '--save-snapshot', '--quiet', '--format', 'json'], { cwd })).status).toBe(0);
    const small = await readSnapshotFile(join(cwd, 'shisei-out/kita-clinic/snapshot.ndjson.gz'));
    const snapshots = small.snapshots.map((snapshot) => {
      const { accounts } = snapshot.datasets;
      if (accounts.state !== 'complete') throw new Error('the clinic can be read');
      const copies = Array.from({ length: 900 }, (_, copy) =>
        accounts.rows.map((row) => ({ ...row, id: `${row.id}-${copy}`, login: `${copy}-${row.login}`, addresses: [] })),
      );
      return { ...snapshot, datasets: { ...snapshot.datasets, accounts: { ...accounts, rows: copies.flat() } } };
    });
    await writeWhole(join(cwd, 'large.ndjson.gz'), snapshotStream({ ...small, snapshots }));
    const args = ['judge', 'large.ndjson.gz', ...everything];
    const began = performance.now();
    expect((await run([...args, '--out', 'whole'], { cwd })).status).toBe(0);
    const took = performance.now() - began;
    const ends: Array<{ status: number | null; late: boolean }> = [];
    for (const part of [0.4, 0.6, 0.8]) {
      const folder = join(cwd, `out-${part}`);
      const { child, ended } = start([...args, '--out', folder], { cwd });
      // Until the snapshot is read there is no folder; before that, while it starts, nobody listens to signals.
      await Promise.race([until(() => existsSync(folder), 'the snapshot was read'), ended]);
      await Promise.race([sleep(took * (part - 0.4)), ended]);
      const asked = performance.now();
      child.kill('SIGTERM');
      const { status } = await ended;
      ends.push({ status, late: performance.now() - asked > 5_000 });
      await expectWhole(folder);
      expect(await draftsIn(folder)).toEqual([]);
    }
    expect(ends.filter(({ late }) => late)).toEqual([]);
    expect(ends[0]).toMatchObject({ status: 143 });
    expect(ends.filter(({ status }) => status !== 143 && status !== 0)).toEqual([]);
  });
});

describe('two runs at once', () => {
  test('into one folder: the second ends with 2 before anybody is contacted, until the first is gone', async () => {
    const sample = join(world.cwd, `${out}-sample`);
    expect((await run(['demo', '--quiet', '--save-snapshot', '--out', sample], world)).status).toBe(0);
    faults = () => ({ stall: true });
    const idle = world.service.log.length;
    const first = scan();
    await until(() => world.service.log.length > idle, 'somebody was asked');
    // Nobody is answered, so that the first asks nothing more.
    await sleep(500);
    const before = world.service.log.length;
    const commands = [
      ['scan', '--out', out],
      ['scan', '--resume', '--out', `${world.cwd}/${out}/`],
      ['demo', '--locale', 'ja', '--out', out],
      ['judge', join(sample, 'kita-clinic/snapshot.ndjson.gz'), '--out', out],
    ];
    const refused = await Promise.all(commands.map((args) => run(args, world)));
    expect(refused.map(({ status }) => status)).toEqual([2, 2, 2, 2]);
    expect(refused[0]?.err).toBe(
      `Another run of shisei is writing to ${out}. Wait until it has ended, or name another folder with --out.\n`,
    );
    expect(refused[2]?.err).toContain(`別の実行が ${out} に書き込んでいます`);
    expect(askedSince(before)).toEqual([]);

    first.child.kill('SIGKILL');
    await first.ended;
    faults = () => undefined;
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
    const first = await runIn(limited, ['scan', '--out', out], world);
    const page = `${out}/sample-trading/report.html`;
    expect(first.status).toBe(3);
    expect(first.err).toContain(
      `sample-trading: ${page} could not be written (EFBIG: file too large, write). Free space,`,
    );
    expect(first.err).toContain('--resume');
    expect(first.out).toMatch(/^exit 3: not finished: sample-trading$/m);
    expect((await reportOf(inOutput(), 'kita-clinic')).scan.status).toBe('complete');
    await expectWhole(inOutput());
    expect(await draftsIn(inOutput())).toEqual([]);

    const before = world.service.log.length;
    const again = await scan('--resume', '--quiet').ended;
    expect({ status: again.status, asked: askedSince(before) }).toEqual({ status: 0, asked: [] });
    expect(existsSync(join(world.cwd, page))).toBe(true);
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
    const before = world.service.log.length;
    const { status, err } = await scan('--out', `${out}/folder`, '--locale', locale).ended;
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
