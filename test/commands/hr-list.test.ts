import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { judge } from '../../src/commands/judge.ts';
import type { OutputOptions } from '../../src/commands/options.ts';
import { runJobs } from '../../src/commands/run.ts';
import type { Report } from '../../src/core/report.ts';
import type { Roster } from '../../src/core/roster.ts';
import type { Io } from '../../src/io.ts';
import { writeWhole } from '../../src/output/files.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import type { TenantJob } from '../../src/scan.ts';
import { readSnapshotFile, snapshotStream } from '../../src/snapshot-file.ts';
import { noSettings } from '../no-settings.ts';
import { quietIo } from '../surroundings.ts';

const folder = mkdtempSync(join(tmpdir(), 'shisei-hr-list-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const fixture = join(import.meta.dirname, '../fixtures/snapshot-0.1.ndjson.gz');
const list = join(folder, 'list.csv');
const config = join(folder, 'shisei.yaml');
const out = join(folder, 'out');
const options: OutputOptions = {
  ...{
    config,
    configGiven: true,
    out,
    format: ['json'],
    saveSnapshot: true,
    pseudonymise: false,
    quiet: false,
    concurrency: 1,
  },
  frameworks: [],
};
const configuration = (more: string) => `version: 1
tenants:
  - id: kita-clinic
    name: Kita Sample Clinic
    microsoft365: { tenantId: 3f1c2d4e-0000-4000-8000-000000000001, azureCli: true }
    ${more}
`;
const fine: Roster = { state: 'read', tellsLeavers: true, file: 'saved.csv', people: [] };
const faulty: Roster = {
  state: 'faulty',
  file: 'saved.csv',
  faults: [
    { line: 7, problem: 'status', value: '出向' },
    { line: null, problem: 'more', value: '3' },
  ],
};

let said: string[];
beforeEach(() => {
  said = [];
});
function world(terminal = false): Io {
  const now = new Date('2026-11-21T09:00:00.000Z');
  return quietIo(now, { err: (text) => said.push(text), terminal: { out: false, err: terminal } });
}

async function savedWith(roster: Roster | null): Promise<string> {
  const file = join(folder, 'saved.ndjson.gz');
  await writeWhole(file, snapshotStream({ ...(await readSnapshotFile(fixture)), roster }));
  return file;
}

async function rosterAfter(): Promise<Roster | null> {
  return (await readSnapshotFile(join(out, 'kita-clinic/snapshot.ndjson.gz'))).roster;
}

async function notesAfter(): Promise<Report['notes']> {
  const report: Report = JSON.parse(await readFile(join(out, 'kita-clinic/report.json'), 'utf8'));
  return report.notes.filter(({ id }) => id === 'roster-faulty');
}

describe('judging a snapshot again', () => {
  it('uses the HR list that was saved, with a configuration that names none', async () => {
    await writeFile(config, configuration(''));
    expect(await judge([await savedWith(fine)], options, world())).toBe(0);
    expect(await rosterAfter()).toEqual(fine);
    expect(await judge([await savedWith(faulty)], options, world())).toBe(3);
    expect(await rosterAfter()).toEqual(faulty);
  });

  it('uses it without a configuration too, and has none where none was saved', async () => {
    const without = { ...options, config: join(folder, 'gone.yaml'), configGiven: false };
    expect(await judge([await savedWith(faulty)], without, world())).toBe(3);
    expect(await judge([await savedWith(null)], without, world())).toBe(0);
    expect(await rosterAfter()).toBeNull();
  });

  it('reads the list anew where the configuration names one', async () => {
    await writeFile(config, configuration('roster: ./list.csv'));
    await writeFile(list, 'email\nann@example.com\n');
    expect(await judge([await savedWith(faulty)], options, world())).toBe(0);
    expect(await rosterAfter()).toMatchObject({ state: 'read', file: 'list.csv', people: [{ line: 2 }] });
    expect(said.join('')).toBe('');
  });

  it('tells each fault by tenant, file and line, and ends with status 3', async () => {
    await writeFile(config, configuration('roster: ./list.csv'));
    await writeFile(list, 'email,退職日\na@example.com,2026/2/29\nb@example.com,soon\u001b[2J\n');
    expect(await judge([await savedWith(fine)], options, world())).toBe(3);
    expect(said.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', tenant: 'kita-clinic', file: 'list.csv', line: 2, problem: 'date', value: '2026/2/29' },
      { tenant: 'kita-clinic', file: 'list.csv', line: 3, problem: 'date', value: 'soon\\x1b[2J' },
    ]);
    expect((await notesAfter()).map(({ data }) => data.line)).toEqual([2, 3]);
  });
});

describe('scanning', () => {
  const job = (roster: TenantJob['roster']): TenantJob => ({
    id: 'kita-clinic',
    name: 'Kita Sample Clinic',
    directories: [],
    settings: noSettings,
    roster,
  });
  const scanned = (roster: TenantJob['roster'], io: Io, quiet = false) => {
    const delivery = {
      options: { ...options, quiet },
      locale: 'en' as const,
      timeZone: 'UTC',
      disguise: undisguised,
      memory: null,
      io,
    };
    return runJobs([job(roster)], { ...delivery, options: { ...options, quiet, saveSnapshot: false } }, undefined);
  };

  it('reads the HR list, and ends with status 3 where it is faulty', async () => {
    expect(await scanned(async () => fine, world())).toBe(0);
    expect(await scanned(null, world())).toBe(0);
    expect(said.join('')).toBe('');
    expect(await scanned(async () => faulty, world())).toBe(3);
    expect(await notesAfter()).toHaveLength(2);
  });

  it('tells each fault on a terminal, even under --quiet', async () => {
    expect(await scanned(async () => faulty, world(true), true)).toBe(3);
    expect(said.slice(0, 2)).toEqual([
      '  kita-clinic: HR list not used, saved.csv:7: the status “出向” is not known; write active, left or leave\n',
      '  kita-clinic: HR list not used, saved.csv: and 3 more faults\n',
    ]);
    expect(said.at(-1)).toContain('kita-clinic/roster');
  });
});
