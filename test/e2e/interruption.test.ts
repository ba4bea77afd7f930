import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Faults } from '../../src/demo/faults.ts';
import { writeWhole } from '../../src/output/files.ts';
import { readSnapshotFile, snapshotStream } from '../../src/snapshot-file.ts';
import { type KeptDirectory, readKept } from '../../src/unfinished/kept-file.ts';
import { draftsIn, openPlace, reportOf, until } from './interruptible.ts';
import { differencesOf, expectWhole, filesIn, reportsIn } from './left-behind.ts';
import { run, start, workFolder } from './run.ts';
import { now } from './scan-world.ts';

const tenants = ['sample-trading', 'kita-clinic'];
const asOf = ['--as-of', now.toISOString()];
const everything = ['--format', 'json,html,csv,md', '--save-snapshot'];
const place = openPlace();
const { scan, askedSince, inOutput, keptFile } = place;

const stallGoogle: Faults = ({ host }) => (host.endsWith('googleapis.com') ? { stall: true } : undefined);

/** The clinic is written; of the other tenant, Google is missing. */
function allButGoogle(): boolean {
  return [keptFile('sample-trading', 'microsoft365'), inOutput('kita-clinic/report.html')].every((file) =>
    existsSync(file),
  );
}

describe('a scan that is killed', () => {
  test('again and again, at any of 18 moments, leaves no half file, and ends as it would have ended', async () => {
    // What a history holds depends on which of the runs came so far as to store.
    const options = [...everything, ...asOf, '--no-store'];
    const began = performance.now();
    const whole = await scan(...options, '--out', 'whole').ended;
    const took = performance.now() - began;
    expect(whole.status).toBe(0);
    const expected = await reportsIn(join(place.world.cwd, 'whole'));
    let killed = 0;
    const differences: string[] = [];
    const chain = async (number: number) => {
      const folder = `${place.out}-${number}`;
      for (let turn = 0; turn < 6; turn += 1) {
        const { child, ended } = scan('--resume', ...options, '--out', folder);
        await Promise.race([sleep(((3 * turn + number + 1) / 20) * took), ended]);
        child.kill('SIGKILL');
        if ((await ended).status === null) killed += 1;
        if (existsSync(join(place.world.cwd, folder))) await expectWhole(join(place.world.cwd, folder));
      }
      const last = await scan('--resume', ...options, '--out', folder).ended;
      expect(last.status, last.err).toBe(0);
      await expectWhole(join(place.world.cwd, folder));
      expect((await filesIn(join(place.world.cwd, folder))).filter((name) => /part$|unfinished/.test(name))).toEqual(
        [],
      );
      differences.push(...differencesOf(expected, await reportsIn(join(place.world.cwd, folder))));
    };
    // Whatever failed, all are waited for, since the folder goes away afterwards.
    const outcomes = await Promise.allSettled([0, 1, 2].map(chain));
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []))).toEqual([]);
    expect(differences).toEqual([]);
    expect(killed).toBeGreaterThanOrEqual(15);
  });

  test('is gone on with, and reads only the directories that were not finished', async () => {
    place.faults = stallGoogle;
    const { child, ended } = scan();
    await until(allButGoogle, 'all but Google was read');
    child.kill('SIGKILL');
    await ended;
    const kept: KeptDirectory[] = [];
    for (const tenant of tenants) kept.push(await readKept(keptFile(tenant, 'microsoft365')));
    await writeFile(inOutput('kita-clinic/.0b7e1f4c-8d2a-4e55-9f3b-2c6a7d8e9f01.part'), 'half');

    place.faults = () => undefined;
    const before = place.world.service.log.length;
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
    const before = place.world.service.log.length;
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
    const before = place.world.service.log.length;
    const { status, err } = await scan('--tenant', 'kita-clinic').ended;
    expect(status).toBe(0);
    expect(err.split('\n').filter((line) => line.includes('--resume'))).toEqual([
      `An earlier scan into ${place.out} broke off. --resume would have gone on with it; this one begins again.`,
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
    place.faults = stallGoogle;
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

    place.faults = () => undefined;
    const before = place.world.service.log.length;
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
