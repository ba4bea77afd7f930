import { parse } from 'csv-parse/sync';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { type HistoryOptions, history } from '../../src/commands/history.ts';
import { openStore } from '../../src/store/open.ts';
import { expectCsv, expectPiped, expectTerminal } from '../hostile/formats.ts';
import { admins, listening, place, store } from './past-world.ts';

async function told(config: string, given: Partial<Omit<HistoryOptions, 'config'>> = {}, terminal = false) {
  const io = listening({ terminal });
  const status = await history({ config, format: 'text', ...given }, io);
  return { status, ...io.said };
}

const dark = { kind: 'permission', detail: '403' } as const;

/** Two administrators, a night on which roles could not be read, then four. */
async function threeNights() {
  const here = await place('acme');
  await store(here.store, 'acme', 2, admins(2));
  await store(here.store, 'acme', 1, { ...admins(2), roles: dark });
  await store(here.store, 'acme', 0, admins(4));
  return here;
}

function rowsOf(csv: string): Record<string, string>[] {
  return parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' });
}

test('CSV has one scan and figure a line, and what nobody could tell is not 0', async () => {
  const { config } = await threeNights();
  const { status, out } = await told(config, { format: 'csv' });
  expect(status).toBe(0);
  expectCsv(out);
  expect(out.startsWith('\ufefftenant,scan,as_of,figure,version,unit,value,numerator,denominator,unknown\r\n')).toBe(
    true,
  );
  const admins = rowsOf(out).filter(({ figure }) => figure === 'top-admins');
  expect(admins.map(({ scan, value, unknown }) => [scan, value, unknown])).toEqual([
    ['acme-scan-2', '2', '0'],
    ['acme-scan-1', 'unknown', '2'],
    ['acme-scan-0', '4', '0'],
  ]);
  const lag = rowsOf(out).find(({ figure }) => figure === 'leaver-lag');
  expect(lag).toMatchObject({ unit: 'hours', value: '', unknown: '0' });
});

test('--last takes the newest only', async () => {
  const { config } = await threeNights();
  const { out } = await told(config, { format: 'csv', last: 1 });
  expect([...new Set(rowsOf(out).map(({ scan }) => scan))]).toEqual(['acme-scan-0']);
  const { tenants } = JSON.parse((await told(config, { format: 'json', last: 2 })).out);
  expect(tenants[0].scans.map(({ id }: { id: string }) => id)).toEqual(['acme-scan-1', 'acme-scan-0']);
  expect(tenants[0].trend).toHaveLength(2);
});

test.each(['en', 'ja'] as const)('a person sees values, changes and the scans before, in %s', async (locale) => {
  const { config } = await threeNights();
  const { status, out } = await told(config, { locale }, true);
  expect(status).toBe(0);
  expectTerminal(out, 80, false);
  const name = locale === 'en' ? 'Top administrators' : '最上位管理者';
  const row = out.split('\n').find((line) => line.includes(name)) ?? '';
  // Between both known scans is one that could not tell, so that there is nothing to compare with.
  expect(row).toMatch(/ 4 +- +2 +\?$/);
  expect(out).toContain('acme-scan-1');
  for (const line of out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
});

test('a narrow terminal is not overrun', async () => {
  const { config } = await threeNights();
  const io = listening({ terminal: true, columns: 40 });
  await history({ config, format: 'text', locale: 'ja' }, io);
  for (const line of io.said.out.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40);
});

test('a hold is told with its reason, whatever that holds', async () => {
  const { config, store: where } = await threeNights();
  const opened = await openStore(where);
  await opened.db
    .updateTable('scans')
    .set({ hold_reason: 'audit \u001b[31m2026', hold_at: '2026-11-21T10:00:00.000Z' })
    .where('id', '=', 'acme-scan-1')
    .execute();
  await opened.close();
  const { out } = await told(config, {}, true);
  expect(out).toContain('Hold: audit \\x1b[31m2026');
  const piped = await told(config);
  expectPiped(piped.out, ['acme']);
  expect(piped.out).toContain(
    'acme: scan acme-scan-1 as-of=2026-11-20T09:00:00.000Z status=partial limited=false hold="audit ',
  );
});

test('a pipe gets one fact a line', async () => {
  const { config } = await threeNights();
  const { out } = await told(config);
  expectPiped(out, ['acme']);
  expect(out).toContain('acme: scan acme-scan-0 figure id=top-admins version=1 unit=count value=4 numerator=4 ');
  expect(out).toContain('acme: scan acme-scan-1 figure id=top-admins version=1 unit=count value=unknown ');
});

test('with nothing stored it is a mistake', async () => {
  const { config } = await place('acme');
  await expect(told(config)).rejects.toThrow(/There is no history at .*past\.db yet/);
});
