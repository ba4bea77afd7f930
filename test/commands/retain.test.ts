import { existsSync, mkdtempSync } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOptions } from '../../src/commands/options.ts';
import { retain } from '../../src/commands/retain.ts';
import { scan } from '../../src/commands/scan.ts';
import type { Io } from '../../src/io.ts';

const root = mkdtempSync(join(tmpdir(), 'shisei-retain-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const dayMs = 86_400_000;
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * dayMs);

let said: { out: string; err: string };
let out: string;
let folders = 0;
beforeEach(() => {
  folders += 1;
  said = { out: '', err: '' };
  out = join(root, `out-${folders}`);
});

function world(terminal: boolean, signal = new AbortController().signal): Io {
  return {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    ...{ terminal: { out: terminal, err: terminal }, colour: false, columns: 80, env: {}, now: () => now, signal },
  };
}

function optionsOf(change: Partial<OutputOptions> = {}): OutputOptions {
  return {
    ...{ config: join(root, 'shisei.yaml'), configGiven: true, out, format: ['json'], saveSnapshot: false },
    ...{ pseudonymise: false, quiet: false, concurrency: 1, frameworks: [] },
    ...change,
  };
}

async function put(path: string, modified: Date): Promise<string> {
  const file = join(out, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '{}');
  await utimes(file, modified, modified);
  return file;
}

const lines = () =>
  said.err
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));

describe('what was deleted', () => {
  it('is logged file by file, and counted in one line', async () => {
    await put('acme/report.json', now);
    const gone = [await put('gone/report.json', ago(100)), await put('gone/snapshot.ndjson.gz', ago(100))];
    await retain(90, now, { options: optionsOf(), locale: 'ja', io: world(false) });
    expect(lines()).toMatchObject([
      ...gone.map((file) => ({ level: 'info', file, days: 90 })),
      { level: 'info', deleted: 2, msg: 'Deleted 2 files older than 90 days (retentionDays).' },
    ]);
    expect(said.out).toBe('');
  });

  it.each([
    ['en', 'Deleted 1 file older than 90 days (retentionDays).'],
    ['ja', '90日より古いファイルを 1件削除しました（retentionDays）。'],
  ] as const)('is told to a person, in %s', async (locale, words) => {
    await put('acme/report.json', now);
    await put('fleet.html', ago(100));
    await retain(90, now, { options: optionsOf(), locale, io: world(true) });
    expect(said).toEqual({ out: `\n  ${words}\n`, err: '' });
    await put('fleet.html', ago(100));
    await retain(90, now, { options: optionsOf({ quiet: true }), locale, io: world(true) });
    expect(said).toEqual({ out: `\n  ${words}\n`, err: '' });
  });

  it('is nothing to speak of where there was nothing', async () => {
    await put('acme/report.json', ago(0.5));
    await retain(90, now, { options: optionsOf(), locale: 'en', io: world(false) });
    expect(said).toEqual({ out: '', err: '' });
  });
});

describe('a clock in doubt', () => {
  it('is a warning, even under --quiet, and nothing is deleted', async () => {
    const ahead = await put('acme/report.json', ago(-40));
    const old = await put('gone/report.json', ago(100));
    await retain(90, now, { options: optionsOf({ quiet: true }), locale: 'en', io: world(false) });
    expect(lines()).toMatchObject([{ level: 'warn', file: ahead, now: now.toISOString() }]);
    expect(existsSync(old)).toBe(true);
    said.err = '';
    await retain(90, now, { options: optionsOf({ quiet: true }), locale: 'ja', io: world(true) });
    expect(said.err).toContain('時計を合わせる');
    expect(stringWidth(said.err)).toBeGreaterThan(0);
  });
});

describe('a scan', () => {
  const configuration = (more: string) => `version: 1
${more}
tenants:
  - id: acme
    name: Acme
    microsoft365:
      tenantId: 3f1c2d4e-0000-4000-8000-000000000001
      clientId: 3f1c2d4e-0000-4000-8000-000000000002
      certificatePath: ./no-certificate.pem
`;
  const scanned = async (more: string, signal?: AbortSignal) => {
    await writeFile(join(root, 'no-certificate.pem'), 'nothing that could sign in');
    await writeFile(join(root, 'shisei.yaml'), configuration(more));
    return scan(
      { ...optionsOf({ quiet: true }), tenant: [], resume: false, store: false },
      world(false, signal),
      undefined,
    );
  };

  it('deletes what is too old when it has ended, whatever it could read', async () => {
    const old = await put('gone/report.json', ago(100));
    expect(await scanned('retentionDays: 90')).toBe(3);
    expect(existsSync(old)).toBe(false);
    expect(existsSync(join(out, 'acme/report.json'))).toBe(true);
  });

  it('deletes nothing where nobody asked for it', async () => {
    const old = await put('gone/report.json', ago(100));
    await scanned('');
    expect(existsSync(old)).toBe(true);
  });

  it('deletes nothing when it is interrupted', async () => {
    const old = await put('gone/report.json', ago(100));
    await expect(scanned('retentionDays: 90', AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    expect(existsSync(old)).toBe(true);
  });
});
