import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Roster } from '../../src/core/roster.ts';
import { beginViews } from '../../src/store/migrations/001-views.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { scansOf } from '../../src/store/scans.ts';
import { accountsAt, standingAt } from '../../src/store/standing.ts';
import { account, listed } from '../check-tester.ts';
import { directory } from '../core/directory.ts';
import { entryOf } from '../core/history/scans.ts';
import { describeStores, emptyPlace } from './stores.ts';

/** Takes away what came after the first tables. */
async function asAtFirst({ db }: Store): Promise<void> {
  const statements = [
    ...['drop view finding_overview', 'drop view account_overview', 'drop view figure_overview'],
    ...['disabled_at', 'disabled_source'].map((column) => `alter table accounts drop column ${column}`),
    ...['holdings', 'lost_by'].map((column) => `alter table findings drop column ${column}`),
    ...beginViews,
    "delete from shisei_migrations where name <> '001-begin'",
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const rosterOf = (...people: readonly ReturnType<typeof listed>[]): Roster => {
  return { state: 'read', file: 'hr.csv', tellsLeavers: true, people: [...people] };
};
const colleague = listed({ email: 'bob@example.com', line: 3 });
const here = [directory('microsoft365', [account({ addresses: [] })])];

describeStores('a store of the first version', (database) => {
  it('is read on: what it did not keep is not known', async () => {
    const where = await emptyPlace(database);
    const first = await openStore(where);
    const left = entryOf(here, { roster: rosterOf(colleague, listed({ status: 'left' })), id: 'scan-1' });
    await recordScan(first, left, () => []);
    await asAtFirst(first);
    await first.close();
    const store = await openStore(where);
    try {
      const [scan] = await scansOf(store, 'acme');
      if (scan === undefined) throw new Error('the scan is gone');
      const of = (check: string, all: Awaited<ReturnType<typeof standingAt>>) =>
        all.filter((one) => one.check === check);
      const [finding] = of('leaver-account', await standingAt(store, 'acme', scan));
      expect(finding).toMatchObject({ state: 'open' });
      expect(finding).not.toHaveProperty('lostBy');
      expect((await accountsAt(store, 'acme', scan))[0]?.disabled).toBeNull();
      const { changes } = await recordScan(
        store,
        entryOf(here, { roster: rosterOf(colleague), id: 'scan-2' }),
        () => [],
      );
      expect(changes?.findings.filter((one) => one.finding.check === 'leaver-account')).toMatchObject([
        { kind: 'lost', reason: 'not-listed', finding: { state: 'unseen', lostBy: 'not-listed' } },
      ]);
      const again = await sql<{ lost_by: string }>`select lost_by from finding_overview where state = 'unseen'`.execute(
        store.db,
      );
      expect(again.rows).toEqual([{ lost_by: 'not-listed' }]);
    } finally {
      await store.close();
    }
  });
});
