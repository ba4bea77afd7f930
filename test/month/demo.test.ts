import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMonth } from '../../src/commands/demo-month.ts';
import { history } from '../../src/commands/history.ts';
import { UsageError } from '../../src/commands/options.ts';
import type { Io } from '../../src/io.ts';
import { quietIo } from '../surroundings.ts';

const instant = new Date('2026-11-30T13:00:00.000Z');

function terminal(): { io: Io; said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  const io = quietIo(instant, {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    terminal: { out: true, err: true },
  });
  return { io, said };
}

const asked = { config: '', configGiven: false, saveSnapshot: false, pseudonymise: false, frameworks: [] };

describe('shisei demo --month', () => {
  let out: string;
  let status: number;
  const { io, said } = terminal();

  function play(folder: string, world: Io): Promise<number> {
    return demoMonth({ ...asked, out: folder, format: ['json'], quiet: false, concurrency: 1 }, world, undefined);
  }

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'shisei-demo-month-'));
    status = await play(out, io);
  });
  afterAll(() => rm(out, { recursive: true, force: true }));

  test('reports the last night, with what changed and the trend', async () => {
    expect(status).toBe(0);
    expect((await readdir(out)).filter((name) => !name.startsWith('.')).sort()).toEqual([
      'momiji',
      'month.yaml',
      'shisei.db',
    ]);
    const report = JSON.parse(await readFile(join(out, 'momiji', 'report.json'), 'utf8'));
    expect(report.scan.asOf).toBe(instant.toISOString());
    expect(report.history.state).toBe('kept');
    expect(report.history.changes.from.asOf).toBe('2026-11-29T13:00:00.000Z');
    expect(report.history.trend.length).toBeGreaterThan(1);
  });

  test('says nothing of the nights before, and then what to try', () => {
    expect(said.err.trim()).toBe('momiji microsoft365 signInEvents: dataset not read (licence)');
    expect(said.out.match(/Momiji Works/g)).toHaveLength(1);
    expect(said.out).toContain(`shisei history --config ${join(out, 'month.yaml')}\n`);
    expect(said.out).toContain(`shisei diff --config ${join(out, 'month.yaml')}\n`);
  });

  test('leaves a configuration by which the history of all nights can be read', async () => {
    const { io: pipe, said: told } = terminal();
    const options = { config: join(out, 'month.yaml'), format: 'json' as const };
    expect(await history(options, { ...pipe, terminal: { out: false, err: false } })).toBe(0);
    expect(told.err).toBe('');
    expect(told.out.match(/"asOf":"2026-11-\d\dT13:00:00\.000Z"/g)?.length).toBeGreaterThanOrEqual(30);
  });

  test('touches no store that is there already', async () => {
    const before = await readFile(join(out, 'shisei.db'));
    await expect(play(out, terminal().io)).rejects.toThrow(UsageError);
    expect(await readFile(join(out, 'shisei.db'))).toEqual(before);
  });

  test('plays no further when a signal has come', async () => {
    const other = await mkdtemp(join(tmpdir(), 'shisei-demo-month-'));
    const controller = new AbortController();
    const { io: impatient } = terminal();
    const out = () => controller.abort(new Error('enough'));
    try {
      await expect(play(other, { ...impatient, out, signal: controller.signal })).rejects.toThrow('enough');
      expect(await readdir(other)).not.toContain('momiji');
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });
});
