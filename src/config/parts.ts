import type { Document } from 'yaml';
import type { Path } from './places.ts';

/**
 * The parts of the file that a command may need or not. Of a part that is not needed, variables are not looked up and
 * files need not be there; what is written in it must be right all the same.
 */
export const allParts = ['directories', 'roster', 'notify', 'store', 'pseudonymKey'] as const;
export type Part = (typeof allParts)[number];

/** Where a variable that nobody needs stands in place of something that has a shape. */
const standIns: Readonly<Record<string, string>> = {
  tenantId: '00000000-0000-0000-0000-000000000000',
  clientId: '00000000-0000-0000-0000-000000000000',
  cloud: 'global',
  customerId: 'C0',
  admin: 'nobody@invalid.example',
  serviceAccount: 'nobody@invalid.example',
};

/** The same, of the ways of telling, which have keys of the same names. */
const notifyStandIns: Readonly<Record<string, string>> = {
  url: 'https://invalid.example',
  secret: 'x'.repeat(16),
  server: 'smtp://invalid.example',
  from: 'nobody@invalid.example',
  to: 'nobody@invalid.example',
  minSeverity: 'low',
  digest: 'daily',
  locale: 'en',
};

/** The names of channels differ, and tenants are there: what is told of them elsewhere must stay right. */
function notifyStandIn(key: string, path: Path, document: Document): string | undefined {
  if (key === 'id') return `variable-${String(path[1])}`;
  return key === 'tenants' ? String(document.getIn(['tenants', 0, 'id'])) : notifyStandIns[key];
}

/** The part that a value belongs to; null: to what everybody needs, or to the key of pseudonyms, which has a rule of its own. */
function partAt([first, , key]: Path): Part | null {
  if (first === 'store' || first === 'notify') return first;
  if (first !== 'tenants') return null;
  if (key === 'roster') return key;
  return key === 'microsoft365' || key === 'googleWorkspace' ? 'directories' : null;
}

/** Whether somebody will use a value, so that its variables must be set. */
export function isNeeded(path: Path, needs: readonly Part[]): boolean {
  const part = partAt(path);
  return part === null || needs.includes(part);
}

/** What takes the place of an unneeded value; undefined: it has no shape, and stays. */
export function standInAt(path: Path, document: Document): string | undefined {
  const key = String(path.findLast((part) => typeof part === 'string'));
  if (path[0] === 'store') return './unused';
  return path[0] === 'notify' ? notifyStandIn(key, path, document) : standIns[key];
}
