import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { type DiffOptions, diff } from '../../src/commands/diff.ts';
import { describeError } from '../../src/commands/errors.ts';
import { UsageError } from '../../src/commands/options.ts';
import { expectCsv, expectPiped, expectTerminal } from '../hostile/formats.ts';
import { admins, listening, place, store } from './past-world.ts';

type Given = Partial<Omit<DiffOptions, 'config'>>;

async function told(config: string, given: Given = {}, terminal = false) {
  const io = listening({ terminal });
  const status = await diff({ config, scans: [], format: 'text', ...given }, io);
  return { status, ...io.said };
}

/** Two administrators, then three, then six, one of whom is gone the next night. */
async function fourNights() {
  const here = await place('acme');
  for (const [days, count] of [
    [3, 2],
    [2, 3],
    [1, 6],
    [0, 5],
  ] as const) {
    await store(here.store, 'acme', days, admins(count));
  }
  return here;
}

test('by default the newest scan is compared with the one before', async () => {
  const { config } = await fourNights();
  const { status, out } = await told(config);
  expect(status).toBe(0);
  expectPiped(out, ['acme']);
  expect(out).toContain('acme: changes since=2026-11-20T09:00:00.000Z until=2026-11-21T09:00:00.000Z ');
  expect(out).toContain('acme: change=account-gone provider=microsoft365 subject=adm5@example.com');
  expect(out).not.toContain('change=account-new');
});

test('scans are named by id, its beginning, a day, or a word', async () => {
  const { config } = await fourNights();
  const since = async (...scans: string[]) => {
    const { out } = await told(config, { scans });
    return /since=(\S{10})\S* until=(\S{10})/.exec(out)?.slice(1);
  };
  expect(await since('acme-scan-3', 'acme-scan-1')).toEqual(['2026-11-18', '2026-11-20']);
  expect(await since('acme-scan-2')).toEqual(['2026-11-19', '2026-11-21']);
  expect(await since('2026-11-19', 'previous')).toEqual(['2026-11-19', '2026-11-20']);
  const { out } = await told(config, { scans: ['acme-scan-3', 'acme-scan-2'] });
  expect(out).toContain('change=account-new provider=microsoft365 subject=adm2@example.com');
  expect(out).toContain('change=admin-new provider=microsoft365 subject=adm2@example.com after="');
});

test('a person reads it in a terminal, in either language', async () => {
  const { config } = await fourNights();
  for (const locale of ['en', 'ja'] as const) {
    const { status, out } = await told(config, { locale, scans: ['2026-11-18', 'latest'] }, true);
    expect(status).toBe(0);
    expectTerminal(out, 80, false);
    for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(out).toContain('acme Ltd.   acme');
    expect(out).toContain('adm4');
    if (locale === 'en') expect(out).toMatch(/^[\n -~]*$/);
  }
  const backwards = await told(config, { scans: ['latest', '2026-11-18'] }, true);
  expect(backwards.out).toContain('changes are told backwards');
});

test('a day whose scan is the newest is told as such, and not as a time in which nothing happened', async () => {
  const { config } = await fourNights();
  const { out } = await told(config, { scans: ['2026-12-24'] }, true);
  expect(out).toContain('Both are the same scan');
  for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  expect((await told(config, { scans: ['2026-11-20'] }, true)).out).not.toContain('Both are the same scan');
});

test('a scan that is not there is answered with those that are, and the whole of the answer is shown', async () => {
  const { config } = await fourNights();
  const error = await told(config, { scans: ['2025-01-01'] }).catch((thrown: unknown) => thrown);
  const { text, status } = describeError(error);
  expect(status).toBe(2);
  expect(text).toContain('The newest are acme-scan-0 (2026-11-21), ');
  expect(text).toContain('shisei history lists more.');
});

test('JSON has the changes of each tenant as they are', async () => {
  const { config } = await fourNights();
  const { out } = await told(config, { format: 'json' });
  const { schema, tenants } = JSON.parse(out);
  expect(schema).toBe(1);
  expect(tenants).toMatchObject([
    { tenant: 'acme', changes: { from: { id: 'acme-scan-1' }, to: { id: 'acme-scan-0' } } },
  ]);
  expect(Object.keys(tenants[0].changes)).toEqual(['from', 'to', 'findings', 'facts', 'sight']);
  expect(tenants[0].changes.facts.map(({ kind }: { kind: string }) => kind)).toContain('account-gone');
});

test('CSV has one header, and a line for each change of each tenant', async () => {
  const { config, store: where } = await place('acme', 'beta');
  for (const tenant of ['acme', 'beta']) {
    await store(where, tenant, 1, admins(2));
    await store(where, tenant, 0, admins(3));
  }
  const { out } = await told(config, { format: 'csv' });
  expectCsv(out);
  const rows: Record<string, string>[] = parse(out, { bom: true, columns: true, record_delimiter: '\r\n' });
  const fresh = rows.filter(({ change }) => change === 'account-new');
  expect(fresh.map(({ tenant, subject }) => `${tenant} ${subject}`)).toEqual(['acme adm2', 'beta adm2']);
});

test('without a name all tenants are told, each under its own; one that has no past is no mistake then', async () => {
  const { config, store: where } = await place('acme', 'beta', 'fresh');
  await store(where, 'acme', 1, admins(2));
  await store(where, 'acme', 0, admins(3));
  await store(where, 'beta', 0, admins(2));
  const all = await told(config);
  expect(all.out).toMatch(/^acme: changes /m);
  expect(all.out).toMatch(/^beta: changes none, first scan$/m);
  expect(all.out).not.toContain('fresh');
  const { out } = await told(config, { tenant: ['acme'] });
  expect(out).not.toContain('beta');
  await expect(told(config, { tenant: ['fresh'] })).rejects.toThrow(UsageError);
});

test('an id names its tenant', async () => {
  const { config, store: where } = await place('acme', 'beta');
  const id = await store(where, 'acme', 1, admins(2));
  await store(where, 'acme', 0, admins(3));
  for (const days of [1, 0]) await store(where, 'beta', days, admins(2));
  const { out } = await told(config, { scans: [id] });
  expect(out).toMatch(/^acme: changes /m);
  expect(out).not.toContain('beta');
});

test('a dataset that went dark is told, and what it hides is lost and not resolved', async () => {
  const { config, store: where } = await place('acme');
  await store(where, 'acme', 1, admins(6));
  const gap = { kind: 'permission', detail: '403' } as const;
  await store(where, 'acme', 0, { ...admins(6), roles: gap });
  const { out } = await told(config);
  expect(out).toContain('change=darker dataset=microsoft365/roles before=complete after=unavailable gap=permission');
  expect(out).toMatch(/change=lost severity=\S+ check=top-admin-count/);
  expect(out).not.toContain('change=resolved');
});

test('a word that names no scan says which there are', async () => {
  const { config } = await fourNights();
  const wrong = await told(config, { scans: ['2025-01-01'] }).catch((error: unknown) => error);
  expect(wrong).toBeInstanceOf(UsageError);
  expect(String(wrong)).toContain('acme-scan-0 (2026-11-21), acme-scan-1 (2026-11-20)');
  await expect(told(config, { scans: ['acme-scan'] })).rejects.toThrow(/No stored scan of acme/);
});

test('with nothing stored it is a mistake, and no store is made', async () => {
  const { config, store: where } = await place('acme');
  await expect(told(config)).rejects.toThrow(/There is no history at .*past\.db yet/);
  expect(existsSync(where)).toBe(false);
});

test('a store that cannot be used ends with 3 and says why', async () => {
  const { config, store: where } = await place('acme');
  await writeFile(where, 'this is no database, however long one looks at it'.repeat(40));
  const { status, out, err } = await told(config);
  expect(status).toBe(3);
  expect(out).toBe('');
  expect(err).toContain(where);
  await chmod(where, 0o600);
});
