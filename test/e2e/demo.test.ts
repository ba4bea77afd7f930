import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { run, start, workFolder } from './run.ts';

async function reportOf(folder: string, tenant: string): Promise<Report> {
  return JSON.parse(await readFile(join(folder, 'shisei-out', tenant, 'report.json'), 'utf8'));
}

describe('shisei demo', () => {
  test('writes reports in which every check fails for somebody and passes for somebody', async () => {
    const cwd = await workFolder();
    const { status, out, err } = await run(['demo', '--format', 'json,html,csv,md'], { cwd });
    expect({ status, err: err.split('\n').filter((line) => line.includes('"error"')) }).toEqual({ status: 0, err: [] });
    expect(out).not.toContain('\x1b');
    const reports = await Promise.all(['sample-trading', 'kita-clinic'].map((id) => reportOf(cwd, id)));
    for (const check of checks) {
      const results = reports.flatMap((report) => report.results.filter((result) => result.check === check.id));
      const shown = new Set(results.flatMap(({ findings }) => findings.map(({ message }) => message)));
      expect([...shown], check.id).toEqual(expect.arrayContaining([...check.messages]));
      const somebodyPasses = results.some(
        ({ counts }) => counts.judged > counts.failed + counts.unknown + counts.excepted,
      );
      expect(somebodyPasses, `${check.id} passes for somebody`).toBe(true);
    }
  });

  test('keeps its files private', async () => {
    const cwd = await workFolder();
    await run(['demo', '--quiet'], { cwd });
    const modes = [
      'shisei-out/kita-clinic',
      'shisei-out/kita-clinic/report.json',
      'shisei-out/kita-clinic/report.html',
    ];
    const found = await Promise.all(
      modes.map(async (path) => ((await stat(join(cwd, path))).mode & 0o777).toString(8)),
    );
    expect(found).toEqual(['700', '600', '600']);
  });

  test('judges a saved snapshot to the same results, offline', async () => {
    const cwd = await workFolder();
    await run(['demo', '--save-snapshot', '--quiet'], { cwd });
    const before = await reportOf(cwd, 'sample-trading');
    const { status } = await run(
      ['judge', 'shisei-out/sample-trading/snapshot.ndjson.gz', '--out', 'again', '--quiet'],
      { cwd },
    );
    const after: Report = JSON.parse(await readFile(join(cwd, 'again/sample-trading/report.json'), 'utf8'));
    expect(status).toBe(0);
    expect(after).toEqual(before);
  });

  test('exits with 1 when something is at or above --fail-on', async () => {
    const cwd = await workFolder();
    expect((await run(['demo', '--fail-on', 'critical', '--quiet'], { cwd })).status).toBe(1);
  });

  test('ends within 5 s of SIGTERM, with 143', async () => {
    const cwd = await workFolder();
    const { child, ended } = start(['demo'], { cwd });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const asked = performance.now();
    child.kill('SIGTERM');
    const { status } = await ended;
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect([143, 0]).toContain(status);
  });
});

describe('the command line', () => {
  test.each([
    ['--help'],
    ['scan', '--help'],
    ['demo', '--help'],
    ['judge', '--help'],
    ['doctor', '--help'],
    ['checks', '--help'],
    ['--version'],
  ])('%s %s works', async (...args) => {
    const cwd = await workFolder();
    const { status, out } = await run(
      args.filter((arg) => arg !== undefined),
      { cwd },
    );
    expect(status).toBe(0);
    expect(out).not.toBe('');
  });

  test.each([
    ['an unknown option', ['scan', '--nope']],
    ['an unknown command', ['frobnicate']],
    ['a format that does not exist yet', ['demo', '--format', 'json,xlsx']],
    ['a wrong instant', ['demo', '--as-of', 'yesterday']],
    ['a wrong severity', ['demo', '--fail-on', 'huge']],
    ['a missing configuration', ['scan']],
    ['an unknown check', ['checks', 'nope']],
    ['a missing snapshot', ['judge', 'nothing.gz']],
  ])('%s ends with 2', async (_name, args) => {
    const cwd = await workFolder();
    const { status, out, err } = await run(args, { cwd });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).not.toBe('');
    expect(err).not.toMatch(/\n {4}at /);
  });

  test('a Node that is too old is told so in one line', async () => {
    const cwd = await workFolder();
    const disguise = join(cwd, 'old.cjs');
    const versions = { ...process.versions, node: '20.20.2' };
    await writeFile(disguise, `Object.defineProperty(process, 'versions', { value: ${JSON.stringify(versions)} });`);
    const { status, err } = await run(['--help'], { cwd, env: { NODE_OPTIONS: `--require=${disguise}` } });
    expect({ status, err }).toEqual({ status: 2, err: 'shisei needs Node.js 22.20 or newer; this is 20.20.2.\n' });
  });
});
