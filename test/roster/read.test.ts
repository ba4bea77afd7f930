import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRoster } from '../../src/roster/read.ts';

const folder = mkdtempSync(join(tmpdir(), 'shisei-roster-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the file of an HR list', () => {
  it('is read, and known by its name alone', async () => {
    const path = join(folder, '社員 名簿.csv');
    await writeFile(path, 'email\nann@acme.example\n');
    expect(await readRoster(path)).toMatchObject({
      state: 'read',
      file: '社員 名簿.csv',
      people: [{ line: 2, email: 'ann@acme.example' }],
    });
  });

  it.each([
    ['is gone', 'gone.csv', 'ENOENT'],
    ['is a folder', '.', 'EISDIR'],
  ])('that %s is a faulty list, and tells no path', async (_name, name, value) => {
    const roster = await readRoster(join(folder, name));
    expect(roster).toMatchObject({ state: 'faulty', faults: [{ line: null, problem: 'unreadable', value }] });
    expect(JSON.stringify(roster)).not.toContain(tmpdir());
  });

  it('may have a strange name, which is spelled out', async () => {
    expect((await readRoster(join(folder, 'hr\u001b[2J.csv'))).file).toBe('hr\\x1b[2J.csv');
  });
});
