// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how variables look in the configuration
import { existsSync, mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hold } from '../../src/commands/hold.ts';
import { prune, pruneAfterScan } from '../../src/commands/prune.ts';
import type { Io } from '../../src/io.ts';
import { locales } from '../../src/messages/catalogue.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { entryOf, scanId, steadyNight } from '../store/small-world.ts';

const root = mkdtempSync(join(tmpdir(), 'shisei-prune-'));
afterAll(() => rm(root, { recursive: true, force: true }));

let folder: string;
let folders = 0;
let said: { out: string; err: string };
beforeEach(async () => {
  folders += 1;
  folder = join(root, String(folders));
  await mkdir(folder);
  said = { out: '', err: '' };
});

/** Noon after the night of that number. */
const noonOf = (night: number) => new Date(Date.UTC(2026, 0, 1 + night, 12));

function world(now: Date): Io {
  return {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    ...{ terminal: { out: true, err: true }, colour: false, columns: 80, env: {}, now: () => now },
    signal: new AbortController().signal,
  };
}

/** A configuration whose secrets nobody has. */
async function configured(top = ''): Promise<string> {
  const file = join(folder, 'shisei.yaml');
  const tenant = 'microsoft365: { tenantId: "${NOT_SET}", clientId: "${NOT_SET}", clientSecret: "${NOT_SET}" }';
  const notify = 'notify: [{ slack: { url: "${NOT_SET}" } }]\npseudonymKey: ${NOT_SET}\n';
  await writeFile(file, `version: 1\n${notify}${top}tenants:\n  - { id: acme, name: Acme, ${tenant} }\n`);
  return file;
}

async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(join(folder, 'shisei.db'));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function stored(nights: number, tenants: readonly string[] = ['acme']): Promise<void> {
  await inStore(async (store) => {
    for (const tenant of tenants) {
      for (let night = 0; night < nights; night += 1) {
        await recordScan(store, entryOf(steadyNight(night, 40), night, tenant), () => []);
      }
    }
  });
}

const left = (tenant = 'acme') => inStore(async (store) => (await scansOf(store, tenant)).map(({ id }) => id));
const ids = (from: number, to: number, tenant = 'acme') =>
  Array.from({ length: to - from }, (_, index) => scanId(from + index, tenant));

describe('shisei prune', () => {
  it('removes what is older than the configuration allows, says so, and gives the space back', async () => {
    await stored(30, ['acme', 'globex']);
    const config = await configured('retention: { scans: 5d }\n');
    expect(await prune({ config, dryRun: false }, world(noonOf(29)))).toBe(0);
    expect(said.err).toBe('');
    const [acme, globex, size] = said.out.trimEnd().split('\n');
    expect(acme).toBe('acme: 24 scans removed, 6 stay');
    expect(globex).toBe('globex: 24 scans removed, 6 stay');
    const [, before, after] = /^Size of the history: ([\d.]+) MB before, ([\d.]+) MB after$/.exec(size ?? '') ?? [];
    expect(Number(after)).toBeLessThan(Number(before));
    expect(await left('globex')).toEqual(ids(24, 30, 'globex'));
  });

  it('goes by the age of the command line before that of the configuration', async () => {
    await stored(10);
    const config = await configured('retention: { scans: 5d }\n');
    await prune({ config, olderThan: '8d', dryRun: false }, world(noonOf(9)));
    expect(await left()).toEqual(ids(1, 10));
  });

  it('only says what would go, if that is asked', async () => {
    await stored(10);
    const config = await configured();
    expect(await prune({ config, olderThan: '1d', dryRun: true }, world(noonOf(9)))).toBe(0);
    expect(said.out).toMatch(/^acme: 8 scans would be removed, 2 stay\nSize of the history: [\d.]+ MB\n$/);
    expect(await left()).toHaveLength(10);
  });

  it('tells one from several, and what is held', async () => {
    await stored(3);
    const config = await configured();
    await hold(scanId(0, 'acme'), { config, reason: 'audit', release: false }, world(noonOf(3)));
    said.out = '';
    await prune({ config, olderThan: '1d', dryRun: true }, world(noonOf(9)));
    expect(said.out).toContain('acme: 0 scans would be removed, 3 stay, of which 1 old one is held\n');
    said.out = '';
    await prune({ config, olderThan: '1d', dryRun: true, locale: 'ja' }, world(noonOf(9)));
    expect(said.out).toContain('acme：削除対象のスキャンは 0件です。残り 3件（うち期限を過ぎて保全中 1件）\n');
  });

  it.each(locales)('wants an age, in days (%s)', async (locale) => {
    await stored(2);
    const config = await configured();
    await expect(prune({ config, dryRun: false, locale }, world(noonOf(2)))).rejects.toThrow(/400d/);
    for (const olderThan of ['400', '0d', '1y', '']) {
      const pruned = prune({ config, olderThan, dryRun: false, locale }, world(noonOf(2)));
      await expect(pruned).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('400d') });
    }
    expect(await left()).toHaveLength(2);
  });

  it('makes no store where there is none', async () => {
    const config = await configured('retention: { scans: 5d }\n');
    const pruned = prune({ config, dryRun: false }, world(noonOf(2)));
    await expect(pruned).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('shisei.db') });
    expect(existsSync(join(folder, 'shisei.db'))).toBe(false);
  });

  it('says of a store that it cannot use why, with exit status 3', async () => {
    await writeFile(
      join(folder, 'shisei.db'),
      'nothing of the kind, but long enough to be one, is in this file\n'.repeat(9),
    );
    const config = await configured('retention: { scans: 5d }\n');
    expect(await prune({ config, dryRun: false }, world(noonOf(2)))).toBe(3);
    expect(said).toEqual({ out: '', err: expect.stringContaining(join(folder, 'shisei.db')) });
  });

  it('says so where nothing was stored yet', async () => {
    await inStore(async () => undefined);
    const config = await configured('retention: { scans: 5d }\n');
    expect(await prune({ config, dryRun: true }, world(noonOf(2)))).toBe(0);
    expect(said.out).toContain('The history holds no scans.');
  });
});

describe('after a scan', () => {
  it('what is older than the configuration allows goes, and nothing where it says nothing', async () => {
    await stored(6);
    const [retention, tenants] = [{ scans: '3d' }, [{ id: 'acme' }]];
    await inStore(async (store) => {
      expect(await pruneAfterScan(store, { retention, tenants: [{ id: 'other' }] }, noonOf(5))).toEqual([]);
      expect(await pruneAfterScan(store, { tenants }, noonOf(5))).toEqual([]);
      expect(await pruneAfterScan(store, { retention, tenants }, noonOf(5))).toEqual([
        { tenant: 'acme', removed: 2, held: 0, kept: 4 },
      ]);
    });
    expect(await left()).toEqual(ids(2, 6));
  });
});

describe('shisei hold', () => {
  it('takes a day for a scan of that very day, and no other', async () => {
    await stored(2);
    const config = await configured();
    for (const word of ['2026-12-31', '9999-99-99']) {
      const asked = hold(word, { config, reason: 'audit', release: false }, world(noonOf(3)));
      await expect(asked).rejects.toThrow(word);
    }
  });

  const at = '2026-01-01T02:00:00.000Z';

  it('holds a scan by any word that names it, and lets it go', async () => {
    await stored(4);
    const config = await configured();
    expect(await hold('2026-01-01', { config, reason: ' 監査\u202e ', release: false }, world(noonOf(3)))).toBe(0);
    expect(said.out).toMatch(new RegExp(`^acme: the scan ${scanId(0, 'acme')} of ${at} is held: 監査`));
    expect(said.out).not.toContain('\u202e');
    const held = await inStore(async (store) => (await scansOf(store, 'acme'))[0]?.hold);
    expect(held).toMatchObject({ at: noonOf(3).toISOString() });
    await prune({ config, olderThan: '1d', dryRun: false }, world(noonOf(3)));
    expect(await left()).toEqual([scanId(0, 'acme'), ...ids(2, 4)]);
    said.out = '';
    expect(await hold(scanId(0, 'acme'), { config, release: true }, world(noonOf(3)))).toBe(0);
    expect(said.out).toBe(`acme: the scan ${scanId(0, 'acme')} of ${at} is no longer held.\n`);
    said.out = '';
    await hold(scanId(0, 'acme'), { config, release: true, locale: 'ja' }, world(noonOf(3)));
    expect(said.out).toBe(`acme：${at} のスキャン ${scanId(0, 'acme')} は保全されていません。\n`);
  });

  it.each([
    ['neither a reason nor a release', 'latest', { release: false }, '--reason'],
    ['a reason of spaces', 'latest', { release: false, reason: '  ' }, '--reason'],
    ['both', 'latest', { release: true, reason: 'x' }, '--release'],
    ['a scan that is not there', '1999-01-01', { release: true }, '1999-01-01'],
    ['a tenant that is not there', 'latest', { release: true, tenant: 'initech' }, 'initech'],
  ])('refuses %s', async (_name, word, options, told) => {
    await stored(1);
    const config = await configured();
    for (const locale of locales) {
      const held = hold(word, { config, locale, ...options }, world(noonOf(1)));
      await expect(held).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(told) });
    }
  });

  it('asks which tenant is meant where there are several', async () => {
    await stored(1, ['acme', 'globex']);
    const config = await configured();
    const held = (tenant?: string) =>
      hold(
        'latest',
        { config, release: false, reason: 'x', ...(tenant === undefined ? {} : { tenant }) },
        world(noonOf(1)),
      );
    await expect(held()).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('acme, globex'),
    });
    expect(await held('globex')).toBe(0);
    expect(said.out).toContain('globex: the scan');
  });
});
