import type { Migration } from 'kysely/migration';
import type { Dialect } from '../dialect.ts';
import { begin } from './001-begin.ts';
import { remember } from './002-remember.ts';

/** All migrations of the store by name, in the order of their names; one that was published never changes. */
export function migrationsFor(dialect: Dialect): Record<string, Migration> {
  return { '001-begin': begin(dialect), '002-remember': remember };
}
