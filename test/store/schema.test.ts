import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { recordScan } from '../../src/store/record.ts';
import { versionTables } from '../../src/store/schema.ts';
import { entryOf, type Night, steadyNight } from './small-world.ts';
import { describeStores, emptyStore } from './stores.ts';

const page = readFileSync(new URL('../../docs/store.md', import.meta.url), 'utf8');
const queries = [...page.matchAll(/^(.+\?)\n\n```sql\n([\s\S]*?)```/gm)].map(([, question = '', text = '']) => {
  return { question, text: text.trim().replace(/;$/, '') };
});

/** What the page says of a table. */
function chapterOf(table: string): string {
  const [, rest = ''] = page.split(`### \`${table}\`\n`);
  return rest.split(/^#/m)[0] ?? '';
}

function codesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/`(\w+)`/g)].map(([, code = '']) => code));
}

const world: Night = {
  accounts: [{ enabled: true, roles: 'top', phone: true, country: 'JP', stale: 'high', missing: 'pass' }],
  ...{ sight: 'whole', dark: false, limited: false },
};

describeStores('docs/store.md', (database) => {
  it('names every table and every column', async () => {
    const store = await emptyStore(database);
    const tables = (await store.db.introspection.getTables()).filter(({ name }) => !name.startsWith('shisei_'));
    const isOurs = ({ schema }: { schema?: string }) =>
      schema === undefined || schema === 'public' || schema === 'main';
    const ours = tables.filter((table) => isOurs(table) && !table.isView);
    expect(ours.length).toBe(10);
    const [, versions = ''] = page.split('### Versions\n');
    const ofVersions = codesIn(versions.split('###')[0] ?? '');
    for (const { name, columns } of ours) {
      const isVersions = versionTables.some((table) => table === name);
      const said = codesIn(chapterOf(name));
      const missing = columns.filter(
        (column) => !said.has(column.name) && !(isVersions && ofVersions.has(column.name)),
      );
      expect([name, missing.map((column) => column.name)]).toEqual([name, []]);
    }
    for (const { name } of tables.filter(({ isView }) => isView)) expect(page).toContain(`- \`${name}\`:`);
  });

  it.each(queries)('answers: $question', async ({ text }) => {
    const store = await emptyStore(database);
    for (let index = 0; index < 3; index += 1) {
      await recordScan(store, entryOf(steadyNight(index, 5), index, 'acme'), () => []);
    }
    const { rows } = await sql.raw<Record<string, unknown>>(text).execute(store.db);
    expect(rows.every((row) => !Object.hasOwn(row, 'undefined'))).toBe(true);
  });

  it('asks some questions', () => {
    expect(queries.length).toBe(12);
  });
});

describeStores('finding_overview', (database) => {
  const night = (index: number, rest: Partial<Night>) => entryOf({ ...world, ...rest }, index, 'acme');
  const instant = (index: number) => night(index, {}).scan.asOf;

  it('tells when something was seen first and last, and when it was gone', async () => {
    const store = await emptyStore(database);
    const overview = async () => {
      const { rows } = await sql<Record<string, unknown>>`select state, first_seen, last_seen, resolved_at, reopened
        from finding_overview where check_id = 'stale-account' order by first_seen`.execute(store.db);
      return rows.map((row) => Object.values(row));
    };
    const scan = (index: number, rest: Partial<Night>) => recordScan(store, night(index, rest), () => []);
    const repaired: Partial<Night> = {
      accounts: world.accounts.map((account) => account && { ...account, stale: 'pass' as const }),
    };
    await scan(0, {});
    expect(await overview()).toEqual([['open', instant(0), instant(0), null, 0]]);
    await scan(1, {});
    expect(await overview()).toEqual([['open', instant(0), instant(1), null, 0]]);
    await scan(2, { dark: true });
    await scan(3, { dark: true });
    expect(await overview()).toEqual([['unseen', instant(0), instant(1), null, 0]]);
    await scan(4, {});
    expect(await overview()).toEqual([['open', instant(0), instant(4), null, 0]]);
    await scan(5, { ...repaired });
    await scan(6, { ...repaired });
    expect(await overview()).toEqual([['resolved', instant(0), instant(4), instant(5), 0]]);
    await scan(7, {});
    expect(await overview()).toEqual([
      ['resolved', instant(0), instant(4), instant(5), 0],
      ['open', instant(7), instant(7), null, 1],
    ]);
  });
});
