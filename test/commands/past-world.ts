import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { datasetNames, type Snapshot } from '../../src/core/datasets.ts';
import type { Gap } from '../../src/core/gap.ts';
import type { Account } from '../../src/core/rows/account.ts';
import type { Role } from '../../src/core/rows/role.ts';
import type { Io } from '../../src/io.ts';
import { openStore } from '../../src/store/open.ts';
import { recordScan } from '../../src/store/record.ts';
import { account, daysAgo, directoryId, role, withDataset } from '../check-tester.ts';
import { entryOf } from '../core/history/scans.ts';

/** What a command wrote. */
export interface Heard extends Io {
  said: { out: string; err: string };
}

export function listening(change: Partial<Pick<Io, 'columns' | 'colour'>> & { terminal?: boolean } = {}): Heard {
  const said = { out: '', err: '' };
  const { terminal = false, columns = 80, colour = false } = change;
  return {
    said,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    ...{ terminal: { out: terminal, err: terminal }, colour, columns, env: {}, now: () => new Date() },
    signal: new AbortController().signal,
  };
}

const guid = '3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f';

/** A configuration of these tenants, and where its store is; nothing is stored yet. */
export async function place(...tenants: readonly string[]): Promise<{ config: string; store: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-past-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = join(folder, 'shisei.yaml');
  const lines = tenants.map(
    (id) => `  - { id: ${id}, name: ${id}, microsoft365: { tenantId: ${guid}, azureCli: true } }\n`,
  );
  await writeFile(config, `version: 1\nstore: ./past.db\ntenants:\n${lines.join('')}`);
  return { config, store: join(folder, 'past.db'), folder };
}

/** What is read one night: accounts and roles, or why nothing could be. */
export interface Read {
  accounts?: readonly Account[];
  roles?: readonly Role[] | Gap;
}

function snapshotOf({ accounts = [], roles = [] }: Read): Snapshot {
  const bare: Snapshot = {
    ...{ provider: 'microsoft365', directoryId, takenAt: daysAgo(0), requests: { sent: 1, retried: 0 } },
    datasets: Object.fromEntries(
      datasetNames.map((name) => [name, { state: 'complete', rows: [] }]),
    ) as unknown as Snapshot['datasets'],
  };
  const ofRoles =
    'kind' in roles ? ({ state: 'unavailable', gap: roles } as const) : { state: 'complete', rows: roles };
  const withAccounts = withDataset(bare, 'accounts', { state: 'complete', rows: accounts });
  return withDataset(withAccounts, 'roles', ofRoles as never);
}

/** Stores a scan of a tenant so many days before the newest, as a run does. */
export async function store(where: string, tenant: string, days: number, read: Read): Promise<string> {
  const opened = await openStore(where);
  const id = `${tenant}-scan-${days}`;
  try {
    const entry = entryOf([snapshotOf(read)], { at: new Date(daysAgo(days)), id });
    await recordScan(opened, { ...entry, tenant: { id: tenant, name: `${tenant} Ltd.` } }, () => []);
    return id;
  } finally {
    await opened.close();
  }
}

export function admin(id: string): { account: Account; role: Role } {
  return { account: account({ id, name: `Admin ${id}` }), role: role({ holderId: id }) };
}

/** So many top administrators. */
export function admins(count: number): Read {
  const all = Array.from({ length: count }, (_, index) => admin(`adm${index}`));
  return { accounts: all.map((one) => one.account), roles: all.map((one) => one.role) };
}
