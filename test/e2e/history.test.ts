import { createHmac } from 'node:crypto';
import { appendFile, readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import type { Faults } from '../../src/demo/faults.ts';
import { run, start } from './run.ts';
import { world } from './scan-world.ts';

const hookSecret = 'a-secret-of-the-webhook';

interface Alert {
  headers: Record<string, unknown>;
  body: string;
}

/** Somebody who hears of changes, or refuses to. */
async function listener() {
  const alerts: Alert[] = [];
  let status = 204;
  let heard: () => void = () => undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      if (status === 204) alerts.push({ headers: request.headers, body });
      if (status === 0) heard();
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const answer = (next: number) => {
    status = next;
  };
  /** From now on nobody answers; fulfilled when somebody has asked. */
  const hang = () => {
    status = 0;
    return new Promise<void>((resolve) => {
      heard = resolve;
    });
  };
  return { url: `http://127.0.0.1:${port}/hook`, alerts, answer, hang };
}

async function reportOf(cwd: string, tenant: string): Promise<Report> {
  return JSON.parse(await readFile(join(cwd, 'shisei-out', tenant, 'report.json'), 'utf8'));
}

/** The example tenants, night after night, with somebody who hears of changes. */
async function nights() {
  let faults: Faults = () => undefined;
  const { cwd, env: surroundings, ...rest } = await world({ faults: (request) => faults(request) });
  const hook = await listener();
  await appendFile(
    join(cwd, 'shisei.yaml'),
    `notify:\n  - webhook: { url: "${hook.url}", secret: "\${HOOK_SECRET}" }\n`,
  );
  const env = { ...surroundings, NO_PROXY: '127.0.0.1', HOOK_SECRET: hookSecret };
  const scan = (...args: string[]) => run(['scan', '--quiet', '--tenant', 'kita-clinic', ...args], { cwd, env });
  const fail = (change: Faults) => {
    faults = change;
  };
  return { cwd, env, hook, scan, fail, ...rest };
}

const noMethods: Faults = ({ url }) =>
  /authentication\/methods|userRegistrationDetails|\$batch/.test(url) ? { status: 403, body: {} } : undefined;

async function historyOf(cwd: string) {
  const { history } = await reportOf(cwd, 'kita-clinic');
  if (history.state !== 'kept') throw new Error(`the history is ${history.state}`);
  return history;
}

describe('shisei scan, night after night', () => {
  test('stores scans, loses findings from sight and finds them again, and tells each change once', async () => {
    const { cwd, hook, scan, fail } = await nights();
    expect((await scan()).status).toBe(0);
    expect(await historyOf(cwd)).toMatchObject({ changes: null });
    expect(hook.alerts).toEqual([]);
    const store = join(cwd, 'shisei.db');
    expect((await stat(store)).mode & 0o777).toBe(0o600);

    expect((await scan()).status).toBe(0);
    const unchanged = (await historyOf(cwd)).changes?.findings ?? [];
    expect(unchanged.length).toBeGreaterThan(3);
    expect(new Set(unchanged.map(({ kind }) => kind))).toEqual(new Set(['standing']));
    expect(hook.alerts).toEqual([]);

    fail(noMethods);
    expect((await scan()).status).toBe(3);
    const dark = (await historyOf(cwd)).changes;
    const lost = dark?.findings.filter(({ kind }) => kind === 'lost') ?? [];
    expect(lost.length).toBeGreaterThan(0);
    expect(dark?.findings.filter(({ kind }) => kind === 'resolved')).toEqual([]);
    expect(dark?.sight.map(({ dataset, kind }) => `${dataset} ${kind}`)).toContain('mfa darker');
    expect(hook.alerts).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = hook.alerts;
    const signed = `${String(headers['shisei-timestamp'])}.${body}`;
    const signature = createHmac('sha256', hookSecret).update(signed).digest('hex');
    expect(headers['shisei-signature']).toBe(`v1=${signature}`);

    expect((await scan()).status).toBe(3);
    expect(hook.alerts).toHaveLength(1);

    fail(() => undefined);
    expect((await scan()).status).toBe(0);
    const again = (await historyOf(cwd)).changes?.findings ?? [];
    expect(new Set(again.map(({ kind }) => kind))).toEqual(new Set(['standing']));
    expect(again.filter(({ reason }) => reason === 'seen-again').length).toBe(lost.length);
    expect(hook.alerts).toHaveLength(1);
  });

  test('keeps what cannot be told or stored, and makes up for it in the next run', async () => {
    const { cwd, env, hook, scan, fail } = await nights();
    expect((await scan()).status).toBe(0);
    hook.answer(503);
    fail(noMethods);
    const untold = await scan();
    expect(untold.status).toBe(3);
    expect(untold.err).toMatch(/webhook/);
    expect(hook.alerts).toEqual([]);

    const lock = new Database(join(cwd, 'shisei.db'));
    lock.exec('begin exclusive');
    fail(() => undefined);
    const unstored = await scan();
    lock.exec('rollback');
    lock.close();
    expect(unstored.status).toBe(3);
    expect(unstored.err).toMatch(/shisei\.db/);
    expect(unstored.err).toMatch(/exit 3: .*not in the history: kita-clinic/);
    expect((await reportOf(cwd, 'kita-clinic')).history.state).toBe('unavailable');
    const waiting = join(cwd, 'shisei-out', '.unstored', 'kita-clinic');
    expect(await readdir(waiting)).toHaveLength(1);

    hook.answer(204);
    expect((await scan()).status).toBe(0);
    await expect(readdir(waiting)).rejects.toThrow('ENOENT');
    expect(hook.alerts).toHaveLength(1);
    const told = await run(['history', '--format', 'json'], { cwd, env });
    expect(told.status).toBe(0);
    const [tenant] = JSON.parse(told.out).tenants as Array<{ scans: unknown[] }>;
    expect(tenant).toMatchObject({ tenant: 'kita-clinic' });
    expect(tenant?.scans).toHaveLength(4);
  });

  test('a signal while alerts go out ends it with its status, with the reports written', async () => {
    const { cwd, env, hook, scan, fail } = await nights();
    await scan();
    fail(noMethods);
    const asked = hook.hang();
    const { child, ended } = start(['scan', '--quiet', '--tenant', 'kita-clinic'], { cwd, env });
    await asked;
    child.kill('SIGTERM');
    expect((await ended).status).toBe(143);
    expect((await reportOf(cwd, 'kita-clinic')).history.state).toBe('kept');
    expect(hook.alerts).toEqual([]);
  });

  test('without a store keeps nothing, and tells nobody', async () => {
    const { cwd, hook, scan, fail } = await nights();
    expect((await scan('--no-store')).status).toBe(0);
    fail(noMethods);
    expect((await scan('--no-store')).status).toBe(3);
    expect((await reportOf(cwd, 'kita-clinic')).history).toEqual({ state: 'off' });
    expect(await readdir(cwd)).not.toContain('shisei.db');
    expect(hook.alerts).toEqual([]);
  });

  test('an accepted risk holds until what it was given for changes', async () => {
    const { cwd, env, scan } = await nights();
    expect((await scan()).status).toBe(0);
    const open = (report: Report) =>
      report.results.flatMap(({ check, findings }) =>
        findings.flatMap((finding) => (finding.verdict === 'fail' ? [{ check, ...finding }] : [])),
      );
    const before = open(await reportOf(cwd, 'kita-clinic'));
    const accepted = before.find(({ subject }) => subject.type === 'account' && subject.login !== undefined);
    const subject = String(accepted?.subject.login);
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const add = ['except', 'add', '--tenant', 'kita-clinic', '--check', String(accepted?.check), '--subject', subject];
    const added = await run([...add, '--reason', 'known', '--approved-by', 'boss', '--until', until], { cwd, env });
    expect(added).toMatchObject({ status: 0 });
    expect((await scan()).status).toBe(0);
    const report = await reportOf(cwd, 'kita-clinic');
    expect(open(report).find(({ key }) => key === accepted?.key)?.exception).toMatchObject({ reason: 'known', until });
    expect(report.summary.excepted).toBe(1);
    expect(report.notes.map(({ id }) => id)).toContain('exception-ending');
    const later = new Date(Date.now() + 22 * 86_400_000).toISOString();
    expect((await scan('--as-of', later)).status).toBe(0);
    const expired = await reportOf(cwd, 'kita-clinic');
    expect(open(expired).find(({ key }) => key === accepted?.key)?.exception).toBeUndefined();
    expect(expired.notes.map(({ id }) => id)).toContain('exception-expired');
  });

  test('a scan as of a day long before the newest is reported, and leaves the history as it was', async () => {
    const { cwd, hook, scan } = await nights();
    expect((await scan()).status).toBe(0);
    const newest = (await reportOf(cwd, 'kita-clinic')).scan;
    const asOf = new Date(Date.now() - 60 * 86_400_000).toISOString();
    const back = await scan('--as-of', asOf, '--format', 'json,html');
    expect(back.status).toBe(0);
    expect(back.err.match(/not kept in the history/g)).toHaveLength(1);
    const looked = await reportOf(cwd, 'kita-clinic');
    expect(looked.history).toEqual({ state: 'look-back', asOf, newest: newest.asOf });
    const page = await readFile(join(cwd, 'shisei-out', 'kita-clinic', 'report.html'), 'utf8');
    expect(page).toContain('not kept in the history');
    expect((await scan()).status).toBe(0);
    const { changes } = await historyOf(cwd);
    expect(changes?.from.id).toBe(newest.id);
    expect(new Set(changes?.findings.map(({ kind }) => kind))).toEqual(new Set(['standing']));
    expect(hook.alerts).toEqual([]);
  });

  test('a disguised scan tells no name of an earlier one that was not', async () => {
    const { cwd, scan, fail, hook } = await nights();
    const files = ['report.json', 'report.html', 'report.md', 'changes.csv', 'findings.csv'];
    const written = async () => {
      const folder = join(cwd, 'shisei-out', 'kita-clinic');
      return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
    };
    const formats = ['--format', 'json,html,csv,md'];
    await scan(...formats);
    const { results } = await reportOf(cwd, 'kita-clinic');
    const names = results.flatMap(({ findings }) => findings.flatMap(({ subject: { login, name } }) => [login, name]));
    const known = [...new Set(names)].flatMap((name) => (name === undefined || name.length < 5 ? [] : name));
    expect(known.length).toBeGreaterThan(10);
    const told = (text: string) => known.filter((name) => text.includes(name));
    expect(told(await written())).not.toEqual([]);
    fail(noMethods);
    await scan('--pseudonymise', ...formats);
    expect(told(await written())).toEqual([]);
    expect((await historyOf(cwd)).changes?.findings.some(({ kind }) => kind === 'lost')).toBe(true);
    fail(({ url }) => (/\/users\?/.test(url) ? { status: 403, body: {} } : undefined));
    await scan('--pseudonymise', ...formats);
    fail(() => undefined);
    await scan('--pseudonymise', ...formats);
    expect(told(await written())).toEqual([]);
    expect((await historyOf(cwd)).changes?.findings.filter(({ kind }) => kind === 'new')).toEqual([]);
    expect(told(hook.alerts.map(({ body }) => body).join('\n'))).toEqual([]);
    await scan(...formats);
    expect((await historyOf(cwd)).changes?.findings.every(({ kind }) => kind === 'standing')).toBe(true);
  });

  test('killed at any moment, the next run finds a whole store', async () => {
    const { cwd, env, scan } = await nights();
    expect((await scan()).status).toBe(0);
    for (const milliseconds of [900, 1_300, 1_700, 2_100]) {
      const { child, ended } = start(['scan', '--quiet', '--tenant', 'kita-clinic'], { cwd, env });
      setTimeout(() => child.kill('SIGKILL'), milliseconds);
      await ended;
    }
    expect((await scan()).status).toBe(0);
    const store = new Database(join(cwd, 'shisei.db'), { readonly: true });
    expect(store.pragma('integrity_check', { simple: true })).toBe('ok');
    store.close();
    expect((await historyOf(cwd)).changes?.findings.every(({ kind }) => kind === 'standing')).toBe(true);
  });
});
