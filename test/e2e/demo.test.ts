import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { catalogue } from '../../src/messages/index.ts';
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
      // Of a tenant as a whole only the worst message is shown, and there are but two tenants.
      const isOfTenant = results.some(({ findings }) => findings.some(({ subject }) => subject.type === 'tenant'));
      if (!isOfTenant) expect([...shown], check.id).toEqual(expect.arrayContaining([...check.messages]));
      expect(shown.size, check.id).toBeGreaterThan(0);
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

  test('judges without the credentials that the configuration names', async () => {
    const cwd = await workFolder();
    await run(['demo', '--save-snapshot', '--quiet', '--format', 'json'], { cwd });
    const source = [
      'version: 1',
      'tenants:',
      '  - id: kita-clinic',
      '    name: Kita',
      '    checks: { stale-account: { limitDays: 3000 } }',
      '    microsoft365:',
      '      tenantId: 3f1c2d4e-0000-4000-8000-000000000001',
      '      clientId: 3f1c2d4e-0000-4000-8000-000000000001',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the configuration
      '      clientSecret: ${NOT_SET_ANYWHERE}',
      '    googleWorkspace: { customerId: C01, admin: a@b.example, keyFile: ./gone.json }',
      '',
    ];
    await writeFile(join(cwd, 'shisei.yaml'), source.join('\n'));
    const { status, err } = await run(['judge', 'shisei-out/kita-clinic/snapshot.ndjson.gz'], { cwd });
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('says in a line how many findings are at or above --fail-on, and exits with 1', async () => {
    const cwd = await workFolder();
    const { status, out } = await run(['demo', '--fail-on', 'high'], { cwd });
    const reports = await Promise.all(['sample-trading', 'kita-clinic'].map((id) => reportOf(cwd, id)));
    const count = reports.reduce((sum, { summary }) => sum + summary.failed.high + summary.failed.critical, 0);
    expect(status).toBe(1);
    expect(out.trimEnd().split('\n').at(-1)).toBe(`exit 1: ${count} findings at or above --fail-on high`);
    expect(out).toMatch(/^wrote .*fleet\.json$/m);
    expect(out).toMatch(/^wrote .*fleet\.html$/m);
  });

  test('under --quiet writes that line to stderr, and nothing else', async () => {
    const cwd = await workFolder();
    const quiet = await run(['demo', '--fail-on', 'critical', '--quiet'], { cwd });
    expect(quiet).toEqual({
      status: 1,
      out: '',
      err: expect.stringMatching(/^exit 1: \d+ findings? at or above --fail-on critical\n$/),
    });
    expect(await run(['demo', '--quiet'], { cwd })).toEqual({ status: 0, out: '', err: '' });
  });

  test('ends within 5 s of SIGTERM, with 143', async () => {
    const cwd = await workFolder();
    const { child, ended } = start(['demo'], { cwd });
    // Once it says something it listens to signals.
    await once(child.stderr ?? child, 'data');
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
    ['an unknown framework', ['demo', '--framework', 'cis', '--framework', 'cis-m356']],
    ['an unknown profile', ['demo', '--profile', 'nist']],
    ['an unknown check', ['checks', 'nope']],
    ['a missing snapshot', ['judge', 'nothing.gz']],
  ])('%s ends with 2', async (_name, args) => {
    const cwd = await workFolder();
    const { status, out, err } = await run(args, { cwd });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).not.toBe('');
    expect(err).not.toMatch(/\n {4}at /);
  });

  test.each([
    ['scan', '--help'],
    ['demo', '--help'],
    ['doctor', '--help'],
  ])('%s %s shows no empty defaults', async (...args) => {
    const { out } = await run(args, { cwd: await workFolder() });
    expect(out).not.toMatch(/default: (\[\]|false)/);
  });

  test.each([
    ['--fail-on', 'hgih', 'いずれか'],
    ['--format', 'pdf', 'このバージョンにありません'],
    ['--as-of', 'yesterday', '日時ではありません'],
    ['--concurrency', '0', '整数'],
    ['--framework', 'cis-m356', 'cis-m365'],
    ['--profile', 'nist', '指定できるのは cisa, cis です'],
  ])('a wrong %s is explained in Japanese when asked for', async (option, value, words) => {
    const { status, err } = await run(['demo', option, value, '--locale', 'ja'], { cwd: await workFolder() });
    expect(status).toBe(2);
    expect(err).toContain(option);
    expect(err).toContain(value);
    expect(err).toContain(words);
  });

  test.each([
    ['a folder', '.'],
    ['another file', 'report.json'],
  ])('judge says of %s that it is not a snapshot', async (_name, argument) => {
    const cwd = await workFolder();
    await writeFile(join(cwd, 'report.json'), '{}');
    const { status, err } = await run(['judge', argument], { cwd });
    expect(status).toBe(2);
    expect(err).toBe(`${argument} is not a snapshot; expected a snapshot.ndjson.gz written with --save-snapshot.\n`);
  });

  test.each(['en', 'ja'])('checks fits into 80 columns, in %s', async (locale) => {
    const cwd = await workFolder();
    const pages = [[], ...checks.map(({ id }) => [id])].map((id) => ['checks', ...id, '--locale', locale]);
    const commands = checks.flatMap(({ id }) =>
      Object.values(catalogue(locale === 'ja' ? 'ja' : 'en').checks[id]?.fix ?? {}).flatMap(
        (fix) => fix.command?.split('\n') ?? [],
      ),
    );
    for (const page of pages) {
      const { out } = await run(page, { cwd });
      const prose = out.split('\n').filter((line) => !commands.includes(line.slice(4)));
      expect(prose.filter((line) => stringWidth(line) > 80)).toEqual([]);
    }
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
