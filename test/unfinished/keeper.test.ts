import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Provider } from '../../src/core/provider.ts';
import type { TenantJob } from '../../src/scan.ts';
import { type KeeperEvent, type KeeperOptions, openKeeper } from '../../src/unfinished/keeper.ts';
import { arbitrarySnapshot } from '../arbitrary-snapshots.ts';
import { emptyFolder, now, scan, snapshotOf, unavailable } from './kept.ts';

let out: string;
let events: KeeperEvent[];

beforeEach(async () => {
  out = await emptyFolder();
  events = [];
});

function keeperOf(change: Partial<KeeperOptions> = {}) {
  const onEvent = (event: KeeperEvent) => events.push(event);
  return openKeeper({
    ...{ out, version: '1.2.3', disguise: null, asOf: undefined, now: () => now, resume: true, onEvent },
    ...change,
  });
}

function jobOf(id = 'acme', providers: readonly Provider[] = ['microsoft365', 'google-workspace']) {
  const load = () => Promise.reject(new Error('nobody is contacted'));
  const directories = providers.map((provider) => ({ provider, directoryId: `${provider}-1`, load }));
  return { id, directories, settings: { expectedGaps: [] } as unknown as TenantJob['settings'] };
}

const file = (tenant = 'acme', provider: Provider = 'microsoft365') =>
  join(out, '.unfinished', tenant, `${provider}.ndjson.gz`);

async function keep(tenant = 'acme', provider: Provider = 'microsoft365', from = keeperOf()): Promise<void> {
  const { keep: save } = await from.of(jobOf(tenant));
  events = [];
  await save(scan, snapshotOf(provider));
}

describe('what is kept', () => {
  it('is there again, with the scan that it belongs to', async () => {
    await keep();
    const { earlier } = await keeperOf().of(jobOf());
    expect(earlier).toEqual({ scan, snapshots: [snapshotOf('microsoft365')] });
    expect(events).toEqual([
      { type: 'used', tenant: 'acme', provider: 'microsoft365', readAt: '2026-11-21T09:00:00.000Z' },
    ]);
  });

  it('is for its owner only, in folders of their own, and whole', async () => {
    await keep();
    const modes = await Promise.all(
      ['.unfinished', '.unfinished/acme', '.unfinished/acme/microsoft365.ndjson.gz'].map(
        async (path) => (await stat(join(out, path))).mode & 0o777,
      ),
    );
    expect(modes).toEqual([0o700, 0o700, 0o600]);
    expect(await readdir(join(out, '.unfinished/acme'))).toEqual(['microsoft365.ndjson.gz']);
  });

  it('says that it is there, and whose', async () => {
    expect(await keeperOf().has(['acme'])).toBe(false);
    await keep();
    expect(await keeperOf().has(['kita', 'acme'])).toBe(true);
    expect(await keeperOf().has(['kita'])).toBe(false);
  });

  it('holds whatever a directory may hold', async () => {
    const holding = fc.asyncProperty(arbitrarySnapshot, async (snapshot) => {
      const expectedGaps: string[] = [];
      const job = {
        ...jobOf('acme', [snapshot.provider]),
        settings: { expectedGaps } as unknown as TenantJob['settings'],
      };
      const directories = job.directories.map((directory) => ({ ...directory, directoryId: snapshot.directoryId }));
      const { keep: save } = await keeperOf({ resume: false }).of(job);
      await save(scan, snapshot);
      const { earlier } = await keeperOf().of({ ...job, directories });
      const isFaulty = await keeperOf()
        .has(['acme'])
        .then((has) => !has);
      expect(earlier?.snapshots ?? []).toEqual(isFaulty ? [] : [JSON.parse(JSON.stringify(snapshot))]);
      await keeperOf().forget(['acme']);
    });
    await fc.assert(holding, { numRuns: 50 });
  });

  it('is not looked at where nobody asked to resume', async () => {
    await keep();
    expect(await keeperOf({ resume: false }).of(jobOf())).toMatchObject({ earlier: null });
  });

  it('is not a directory of which something failed', async () => {
    const { keep: save } = await keeperOf().of(jobOf());
    await save(scan, snapshotOf('microsoft365', { accounts: unavailable('network') }));
    expect(await readdir(out)).toEqual([]);
  });

  it('of two scans is used of one', async () => {
    await keep();
    const { keep: save } = await keeperOf().of(jobOf());
    await save({ ...scan, id: 'scan-2' }, snapshotOf('google-workspace'));
    events = [];
    const { earlier } = await keeperOf().of(jobOf());
    expect(earlier).toEqual({ scan, snapshots: [snapshotOf('microsoft365')] });
    expect(events).toContainEqual({
      type: 'unused',
      tenant: 'acme',
      provider: 'google-workspace',
      misfit: 'other-scan',
    });
  });

  it('and does not fit is named', async () => {
    await keep();
    const { earlier } = await keeperOf({ version: '9.9.9' }).of(jobOf());
    expect(earlier).toBeNull();
    expect(events).toEqual([{ type: 'unused', tenant: 'acme', provider: 'microsoft365', misfit: 'version' }]);
  });
});

describe('a file that is broken or foreign is not used, and said to be so:', () => {
  it.each<[string, (whole: Buffer) => Buffer | string]>([
    ['empty', () => ''],
    ['no gzip', () => '{"shisei":"unfinished"}'],
    ['a snapshot', () => gzipSync('{"shisei":"snapshot","schema":1}\n')],
    ['of a later schema', () => gzipSync('{"shisei":"unfinished","schema":2}\n')],
    ['JSON of another kind', () => gzipSync('null\n')],
    ['cut off', (whole) => whole.subarray(0, whole.length - 20)],
    ['followed by something', (whole) => Buffer.concat([whole, gzipSync('{"directory":{}}\n')])],
    ['with a byte turned', (whole) => Buffer.from(whole.map((byte, index) => (index === 40 ? byte ^ 0xff : byte)))],
  ])('%s', async (_name, change) => {
    await keep();
    await writeFile(file(), change(await readFile(file())));
    const { earlier } = await keeperOf().of(jobOf());
    expect(earlier).toBeNull();
    expect(events).toEqual([
      {
        type: 'broken',
        tenant: 'acme',
        provider: 'microsoft365',
        reason: expect.stringContaining('microsoft365.ndjson.gz:'),
      },
    ]);
  });

  it('a folder', async () => {
    await mkdir(file(), { recursive: true });
    expect(await keeperOf().of(jobOf())).toMatchObject({ earlier: null });
    expect(events).toMatchObject([{ type: 'broken' }]);
  });

  it('a file where the folder should be', async () => {
    await writeFile(join(out, '.unfinished'), '');
    expect(await keeperOf().has(['acme'])).toBe(false);
    const { earlier, keep: save } = await keeperOf().of(jobOf());
    expect(earlier).toBeNull();
    events = [];
    await save(scan, snapshotOf('microsoft365'));
    expect(events).toEqual([
      { type: 'unkept', tenant: 'acme', provider: 'microsoft365', reason: expect.stringContaining('.unfinished') },
    ]);
    await keeperOf().forget(['acme']);
    await keeperOf().forgetOld();
  });
});

describe('forgetting', () => {
  it('removes what is kept of these tenants, with drafts, and leaves no empty folder', async () => {
    await keep('acme');
    await writeFile(join(out, '.unfinished/acme/.0b7e1f4c-8d2a-4e55-9f3b-2c6a7d8e9f01.part'), 'half');
    await keep('acme', 'google-workspace');
    await keep('kita');
    await keeperOf().forget(['acme', 'nobody']);
    expect(await readdir(join(out, '.unfinished'))).toEqual(['kita']);
    await keeperOf().forget(['kita']);
    expect(await readdir(out)).toEqual([]);
    expect(events).toEqual([]);
  });

  it('leaves alone what is not its own', async () => {
    await keep();
    await writeFile(join(out, '.unfinished/acme/notes.txt'), '');
    await keeperOf().forget(['acme']);
    expect(await readdir(join(out, '.unfinished/acme'))).toEqual(['notes.txt']);
    expect(events).toEqual([]);
  });

  it('follows no link', async () => {
    const elsewhere = await emptyFolder();
    await writeFile(join(elsewhere, 'microsoft365.ndjson.gz'), 'precious');
    await mkdir(join(out, '.unfinished'));
    await symlink(elsewhere, join(out, '.unfinished/acme'));
    await keeperOf().forget(['acme']);
    expect(await readdir(elsewhere)).toEqual(['microsoft365.ndjson.gz']);
  });

  it('of what is old spares what can be used still', async () => {
    await keep('acme');
    await keep('kita');
    await utimes(file('kita'), now, new Date(now.getTime() - 24 * 3_600_000 - 1_000));
    await utimes(file('acme'), now, new Date(now.getTime() - 24 * 3_600_000 + 1_000));
    await keeperOf().forgetOld();
    expect(await readdir(join(out, '.unfinished'))).toEqual(['acme']);
  });
});
