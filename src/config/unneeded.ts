import type { Document } from 'yaml';

type Path = readonly PropertyKey[];

/** What of the file nobody will use. */
export interface Unneeded {
  /**
   * Nobody will sign in, and no alert will be sent. Variables under the directories and `notify` are not looked up, files
   * of credentials need not be there, and `notify` is left out of what is returned.
   */
  credentials?: 'ignored';
  /** Nobody will open the store. Variables in its address are not looked up. */
  store?: 'ignored';
}

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

/** Whether nobody will use a value, so that its variables need not be set. */
export function isUnneeded([part, , directory]: Path, { credentials, store }: Unneeded): boolean {
  if (part === 'store') return store === 'ignored';
  if (credentials !== 'ignored') return false;
  return part === 'notify' || (part === 'tenants' && (directory === 'microsoft365' || directory === 'googleWorkspace'));
}

/** What takes the place of an unneeded value; undefined: it has no shape, and stays. */
export function standInAt(path: Path, document: Document): string | undefined {
  const key = String(path.findLast((part) => typeof part === 'string'));
  if (path[0] === 'store') return './unused';
  return path[0] === 'notify' ? notifyStandIn(key, path, document) : standIns[key];
}
