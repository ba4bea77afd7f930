import { z } from 'zod';

/** Whether the store is a PostgreSQL database and no file. */
export function isPostgresAddress(store: string): boolean {
  return /^postgres(ql)?:\/\//.test(store);
}

/** What stands behind the host holds no `@`: it would be a piece of a name or a password that was not encoded. */
function isWhole(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && !`${url.pathname}${url.search}${url.hash}`.includes('@');
}

function isStore(value: string): boolean {
  if (isPostgresAddress(value)) return isWhole(value);
  return !/^[a-z][a-z0-9+.-]*:\/\//i.test(value);
}

/** Where history is kept. */
export const storeSchema = z
  .string()
  .min(1)
  .refine(isStore)
  .default('./shisei.db')
  .describe('Where history is kept: a file of its own (SQLite), or postgres://user@host/database');
