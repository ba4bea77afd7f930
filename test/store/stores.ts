import { describe, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from './databases.ts';

/** The same tests against each database; those of one that no address is given for are shown as skipped. */
export function describeStores(name: string, tests: (database: TestDatabase) => void): void {
  for (const database of databases) {
    const missing = database.isThere ? '' : ': SHISEI_TEST_POSTGRES names none';
    describe.skipIf(!database.isThere)(`${name} on ${database.name}${missing}`, () => tests(database));
  }
}

/** A place for a store that goes with the test. */
export async function emptyPlace({ fresh }: TestDatabase): Promise<string> {
  const { where, drop } = await fresh();
  onTestFinished(drop);
  return where;
}

/** A store with nothing in it, which goes with the test. */
export async function emptyStore(database: TestDatabase): Promise<Store> {
  const store = await openStore(await emptyPlace(database));
  onTestFinished(() => store.close());
  return store;
}
