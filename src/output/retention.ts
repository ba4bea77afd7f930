import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { daysBetween } from '../core/days.ts';
import { tenantIdPattern } from '../core/tenant-id.ts';

/** What may be deleted, and by which clock. */
export interface Retention {
  /** The folder of reports. */
  folder: string;
  /** Whole days; a file that is older goes, one that is just as old stays. */
  days: number;
  /** What the clock said when the scan began, and what it says now. */
  clock: { began: Date; now: Date };
  /** Names of files that lie in the folder itself. */
  overall: ReadonlySet<string>;
  /** Names of files that lie in the folder of a tenant. */
  perTenant: ReadonlySet<string>;
}

/** What came of it. */
export interface Cleared {
  deleted: readonly string[];
  /** What could not be looked at or deleted, and why. */
  failed: readonly { path: string; reason: string }[];
  /** A file whose time and the clock cannot both be right: nothing was deleted. */
  doubt: { path: string; modified: Date } | null;
}

interface Candidate {
  path: string;
  /** Milliseconds since the epoch. */
  modified: number;
}

const dayMs = 86_400_000;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * A file whose time and the clock cannot both be right. The scan has just written, so the newest file is of today: one
 * of tomorrow or of the day before yesterday means that a clock is wrong, or was.
 */
function doubtOf(candidates: readonly Candidate[], earlier: number, later: number): Cleared['doubt'] {
  const newest = candidates.reduce<Candidate | null>(
    (last, one) => (last === null || one.modified > last.modified ? one : last),
    null,
  );
  if (newest === null) return null;
  const { path, modified } = newest;
  return modified > later + dayMs || modified < earlier - dayMs ? { path, modified: new Date(modified) } : null;
}

/**
 * Deletes what the program wrote and what is older than the configuration allows, and folders of tenants that are empty
 * then. It knows files by their names and deletes nothing else; links are left alone. Never throws.
 */
export async function clearOutdated(retention: Retention): Promise<Cleared> {
  const { folder, days, clock, overall, perTenant } = retention;
  const failed: Array<{ path: string; reason: string }> = [];

  /** What is gone by itself is no failure. */
  async function attempt<T>(path: string, work: () => Promise<T>, harmless: readonly string[] = []): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'ENOENT' && !harmless.includes(code)) {
        failed.push({ path, reason: error instanceof Error ? error.message : String(error) });
      }
      return null;
    }
  }

  const entriesOf = async (path: string) => (await attempt(path, () => readdir(path, { withFileTypes: true }))) ?? [];

  async function candidatesIn(path: string, names: ReadonlySet<string>): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (const { name } of await entriesOf(path)) {
      if (!names.has(name)) continue;
      const file = join(path, name);
      const stats = await attempt(file, () => lstat(file));
      if (stats?.isFile()) found.push({ path: file, modified: stats.mtimeMs });
    }
    return found;
  }

  const tenants = (await entriesOf(folder))
    .filter((entry) => entry.isDirectory() && tenantIdPattern.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
  const places = [{ path: folder, names: overall }, ...tenants.map((path) => ({ path, names: perTenant }))];
  const found: Array<{ place: string; files: Candidate[] }> = [];
  for (const { path, names } of places) found.push({ place: path, files: await candidatesIn(path, names) });

  // A clock that was set while the scan ran must not make old what the scan has written: the earlier time counts.
  const [earlier, later] = [clock.began.getTime(), clock.now.getTime()].sort((a, b) => a - b) as [number, number];
  const doubt = doubtOf(
    found.flatMap(({ files }) => files),
    earlier,
    later,
  );
  if (doubt !== null) return { deleted: [], failed, doubt };

  const deleted: string[] = [];
  for (const { place, files } of found) {
    const outdated = files.filter(
      ({ modified }) => daysBetween(new Date(modified).toISOString(), new Date(earlier)) > days,
    );
    for (const { path } of outdated) {
      const gone = await attempt(path, async () => {
        await unlink(path);
        return true;
      });
      if (gone === true) deleted.push(path);
    }
    if (place !== folder && outdated.length > 0) {
      await attempt(place, () => rmdir(place), ['ENOTEMPTY', 'EEXIST']);
    }
  }
  return { deleted: deleted.sort(), failed, doubt: null };
}
