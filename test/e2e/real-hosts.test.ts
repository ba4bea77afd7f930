import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import type { MicrosoftDirectory } from '../../src/demo/directory.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { run, start } from './run.ts';
import { now, world } from './scan-world.ts';
import { hosts } from './world.ts';

async function reportOf(cwd: string, tenant: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, 'shisei-out', tenant, 'report.json'), 'utf8'));
}

describe('shisei scan against the real host names', () => {
  test('reads everything that the demo reads, and asks nobody else', async () => {
    const { cwd, env, wanted, service } = await world();
    const { status, err } = await run(['scan'], { cwd, env });
    const warnings = err.split('\n').flatMap((line) => (line.includes('"level":"warn"') ? [JSON.parse(line)] : []));
    expect({ status, gaps: warnings.map(({ tenant, dataset, gap }) => `${tenant} ${dataset} ${gap}`) }).toEqual({
      status: 0,
      gaps: ['kita-clinic signInEvents licence', 'sample-trading enforcement permission'],
    });
    expect([...new Set(wanted)].sort()).toEqual(hosts.map((host) => `${host}:443`).sort());
    expect(
      service.log.filter(({ method, part }) => method !== 'GET' && !part.endsWith('login') && part !== 'graph'),
    ).toEqual([]);
    const scanned = await reportOf(cwd, 'sample-trading');
    await run(['demo', '--out', 'demo', '--quiet'], { cwd });
    const shown: Report = JSON.parse(await readFile(join(cwd, 'demo/sample-trading/report.json'), 'utf8'));
    const read = ({ directories }: Report) =>
      directories.map(({ datasets }) => Object.entries(datasets).map(([name, { since, ...rest }]) => [name, rest]));
    expect(read(scanned)).toEqual(read(shown));
    const kinds = ({ results }: Report) =>
      results.map(({ check, provider, verdict }) => `${check} ${provider} ${verdict}`);
    expect(kinds(scanned)).toEqual(kinds(shown));
  });

  test('says which directory refused its secret, goes on with the others, and exits with 3', async () => {
    const { cwd, env } = await world();
    const [name] = Object.keys(env).filter((key) => key.startsWith('SECRET_'));
    const { status, out, err } = await run(['scan'], {
      cwd,
      env: { ...env, [String(name)]: 'recognisable-wrong-secret' },
    });
    expect(status).toBe(3);
    expect(out + err).not.toContain('recognisable-wrong-secret');
    expect(out).toMatch(/^exit 3: could not be read in full: \S+\/microsoft365\/accounts/m);
    const tenants = await Promise.all(['sample-trading', 'kita-clinic'].map((id) => reportOf(cwd, id)));
    const directories = tenants.flatMap((report) => report.directories);
    expect(directories.filter((directory) => directory.status === 'failed')).toHaveLength(1);
    expect(directories.filter((directory) => directory.status === 'complete')).toHaveLength(directories.length - 1);
  });

  test('under --quiet still says on stderr what could not be read, and why it exits with 3', async () => {
    const { cwd, env } = await world();
    const secrets = Object.keys(env).filter((key) => key.startsWith('SECRET_'));
    const wrong = Object.fromEntries(secrets.map((key) => [key, 'recognisable-wrong-secret']));
    const args = ['scan', '--quiet', '--tenant', 'kita-clinic'];
    const { status, out, err } = await run(args, { cwd, env: { ...env, ...wrong } });
    expect({ status, out }).toEqual({ status: 3, out: '' });
    const lines = err.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(/^exit 3: could not be read in full: kita-clinic\/microsoft365\/accounts/);
    const warnings = lines.slice(0, -1).map((line): Record<string, unknown> => JSON.parse(line));
    expect(warnings).toContainEqual(
      expect.objectContaining({ level: 'warn', tenant: 'kita-clinic', dataset: 'accounts', state: 'unavailable' }),
    );
    expect(warnings.filter(({ gap }) => gap === 'unsupported')).toEqual([]);
  });

  test('refuses the answer of another tenant', async () => {
    const directories = demoDirectories(now);
    const microsoft365 = directories.microsoft365.map((directory): MicrosoftDirectory => {
      return { ...directory, organization: { ...directory.organization, id: '00000000-0000-4000-8000-000000000000' } };
    });
    const { cwd, env } = await world({ microsoft365 });
    const { status } = await run(['scan', '--tenant', 'kita-clinic'], { cwd, env });
    expect(status).toBe(3);
    const { directories: found, results, summary } = await reportOf(cwd, 'kita-clinic');
    expect(found.map(({ datasets }) => datasets.accounts.gap?.kind)).toEqual(['identity']);
    expect(summary.accounts).toBe(0);
    // There is no HR list, no second cloud and no list of countries.
    const unasked = ['foreign-sign-in', 'half-offboarded', 'leaver-account', 'unlisted-account'];
    const verdicts = results.filter(({ check }) => !unasked.includes(check)).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['unknown']));
  });

  test('doctor reads one object of every dataset, and names what is granted and not needed', async () => {
    const { microsoft365 } = demoDirectories(now);
    const generous = microsoft365.map((directory): MicrosoftDirectory => {
      const { application } = directory;
      return {
        ...directory,
        application: {
          ...application,
          permissions: [...application.permissions, 'Mail.ReadWrite', 'Member.Read.Hidden'],
        },
      };
    });
    const { cwd, env } = await world({ microsoft365: generous });
    const { status, out, err } = await run(['doctor'], { cwd, env });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^ {2}sample-trading: Microsoft 365$/m);
    expect(out).toMatch(/^ {2}sample-trading: Google Workspace$/m);
    for (const dataset of ['accounts', 'signIns', 'mfa', 'roles', 'organization']) {
      expect(out).toMatch(new RegExp(`^  - ${dataset}: readable$`, 'm'));
    }
    expect(out).toMatch(/^ {2}known to only read: Mail\.ReadWrite$/m);
    expect(out).toMatch(/^ {2}- sample-trading\.csv: readable, \d+ people$/m);
    expect(out).toMatch(/^ {2}Google does not tell which scopes are delegated/m);
    expect(out).not.toContain('undefined');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('doctor says why nobody was let in and what to do, and nothing about permissions then', async () => {
    const { cwd, env } = await world();
    await writeFile(join(cwd, 'key.json'), '{}');
    const { status, out } = await run(['doctor', '--tenant', 'sample-trading'], { cwd, env });
    expect(status).toBe(3);
    const google = out.slice(out.indexOf('sample-trading: Google Workspace'));
    expect(google).toMatch(/^ {2}\? every dataset: not readable: Permission$/m);
    expect(google).not.toContain('scopes are delegated');
  });

  test('ends within 5 s of SIGINT when the provider stalls, with 130 and nothing half-written', async () => {
    const { cwd, env, service } = await world({
      faults: ({ url }) => (url.includes('/users?') ? { stall: true } : undefined),
    });
    const { child, ended } = start(['scan', '--tenant', 'kita-clinic'], { cwd, env });
    while (!service.log.some(({ path }) => path.endsWith('/users')))
      await new Promise((resolve) => setTimeout(resolve, 50));
    const asked = performance.now();
    child.kill('SIGINT');
    const { status } = await ended;
    expect(status).toBe(130);
    expect(performance.now() - asked).toBeLessThan(5_000);
  });
});
