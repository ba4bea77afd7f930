import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from '../core/datasets.ts';
import { type Provider, providers } from '../core/provider.ts';
import { tenantIdPattern } from '../core/tenant-id.ts';
import { isDraft, makePrivateFolder, writeWhole } from '../output/files.ts';
import type { Beginning, Keeping, TenantJob } from '../scan.ts';
import { type KeptDirectory, keptStream, readKept } from './kept-file.ts';
import { isFaultless, type Misfit, misfitOf, usableMs } from './usable.ts';

/** What becomes of directories that are kept, for whoever wants to know. */
export type KeeperEvent =
  | { type: 'used'; tenant: string; provider: Provider; readAt: string }
  | { type: 'unused'; tenant: string; provider: Provider; misfit: Misfit }
  | { type: 'broken'; tenant: string; provider: Provider; reason: string }
  | { type: 'unkept'; tenant: string; provider: Provider; reason: string }
  | { type: 'left'; path: string; reason: string };

export interface KeeperOptions {
  /** The folder of reports. */
  out: string;
  version: string;
  /** Of the disguise; null: names are written as they are. */
  disguise: string | null;
  /** The instant that was asked for. */
  asOf: Date | undefined;
  now: () => Date;
  /** Whether a scan that broke off is gone on with. */
  resume: boolean;
  onEvent: (event: KeeperEvent) => void;
}

/** Keeps directories that are read until the scan ends, so that another run can go on where this one breaks off. */
export interface Keeper {
  /** Whether anything of these tenants is kept. */
  has(tenants: readonly string[]): Promise<boolean>;
  /** What is kept of a tenant, and where the rest will be. Never throws. */
  of(job: Pick<TenantJob, 'id' | 'directories' | 'settings'>): Promise<Keeping>;
  /** Removes what is kept of these tenants. Never throws. */
  forget(tenants: readonly string[]): Promise<void>;
  /** Removes what is too old to be used, whosever it is. Never throws. */
  forgetOld(): Promise<void>;
}

const folderName = '.unfinished';
const harmless: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST']);

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fileOf(provider: Provider): string {
  return `${provider}.ndjson.gz`;
}

const fileNames: ReadonlySet<string> = new Set(providers.map(fileOf));

function isOurs(name: string): boolean {
  return fileNames.has(name) || isDraft(name);
}

/** The names in a folder; none where there is no folder, or something else in its place. */
async function namesIn(folder: string): Promise<string[]> {
  const stats = await lstat(folder).catch(() => null);
  return stats?.isDirectory() ? readdir(folder) : [];
}

export function openKeeper(options: KeeperOptions): Keeper {
  const { version, disguise, asOf, now, resume, onEvent } = options;
  const root = join(options.out, folderName);

  async function keptOf(tenant: string, provider: Provider): Promise<KeptDirectory | null> {
    const file = join(root, tenant, fileOf(provider));
    try {
      await lstat(file);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      onEvent({ type: 'broken', tenant, provider, reason: reasonOf(error) });
      return null;
    }
    try {
      return await readKept(file);
    } catch (error) {
      onEvent({ type: 'broken', tenant, provider, reason: reasonOf(error) });
      return null;
    }
  }

  async function earlierOf({ id, directories, settings }: Parameters<Keeper['of']>[0]): Promise<Keeping['earlier']> {
    let scan: Beginning | null = null;
    const snapshots: Snapshot[] = [];
    for (const { provider, directoryId } of directories) {
      const kept = await keptOf(id, provider);
      if (kept === null) continue;
      const { expectedGaps } = settings;
      const wanted = { tenant: id, provider, directoryId, expectedGaps, version, disguise, asOf, now: now() };
      const other = scan !== null && scan.id !== kept.head.scan.id;
      const misfit = misfitOf(kept, wanted) ?? (other ? 'other-scan' : null);
      if (misfit !== null) {
        onEvent({ type: 'unused', tenant: id, provider, misfit });
        continue;
      }
      scan = kept.head.scan;
      snapshots.push(kept.snapshot);
      onEvent({ type: 'used', tenant: id, provider, readAt: kept.head.readAt });
    }
    return scan === null ? null : { scan, snapshots };
  }

  async function remove(path: string, how: (path: string) => Promise<void>): Promise<void> {
    await how(path).catch((error: unknown) => {
      if (!harmless.has(codeOf(error))) onEvent({ type: 'left', path, reason: reasonOf(error) });
    });
  }

  async function forgetIn(folder: string, which: (path: string) => Promise<boolean>): Promise<void> {
    for (const name of (await namesIn(folder)).filter(isOurs)) {
      const path = join(folder, name);
      if (await which(path)) await remove(path, unlink);
    }
    await remove(folder, rmdir);
  }

  return {
    async has(tenants) {
      const found = await Promise.all(tenants.map((tenant) => namesIn(join(root, tenant))));
      return found.some((names) => names.some((name) => fileNames.has(name)));
    },
    async of(job) {
      const { id, settings } = job;
      return {
        earlier: resume ? await earlierOf(job) : null,
        async keep(scan, snapshot) {
          if (!isFaultless(snapshot, settings.expectedGaps)) return;
          const { provider } = snapshot;
          const head = { version, tenant: id, scan, readAt: now().toISOString(), disguise };
          try {
            await makePrivateFolder(join(root, id));
            await writeWhole(join(root, id, fileOf(provider)), keptStream({ head, snapshot }));
          } catch (error) {
            onEvent({ type: 'unkept', tenant: id, provider, reason: reasonOf(error) });
          }
        },
      };
    },
    async forget(tenants) {
      for (const tenant of tenants) await forgetIn(join(root, tenant), async () => true);
      await remove(root, rmdir);
    },
    async forgetOld() {
      const isOld = async (path: string) => {
        const stats = await lstat(path).catch(() => null);
        return stats !== null && now().getTime() - stats.mtimeMs > usableMs;
      };
      for (const name of await namesIn(root)) if (tenantIdPattern.test(name)) await forgetIn(join(root, name), isOld);
      await remove(root, rmdir);
    },
  };
}
