import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tenantIdPattern } from '../core/tenant-id.ts';
import { isDraft } from './files.ts';

/** What is left behind and cannot be removed. */
export interface Leftover {
  path: string;
  reason: string;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Removes the drafts that a run which was killed left in the folder of reports and in those of tenants; what cannot be
 * removed is returned. Only for whoever holds the folder alone: drafts of a run that goes on look the same.
 */
export async function removeDrafts(folder: string): Promise<Leftover[]> {
  const left: Leftover[] = [];
  const attempt = async <T>(path: string, work: () => Promise<T[]>): Promise<T[]> => {
    try {
      return await work();
    } catch (error) {
      left.push({ path, reason: reasonOf(error) });
      return [];
    }
  };
  const entries = await attempt(folder, () => readdir(folder, { withFileTypes: true }));
  const tenants = entries.filter((entry) => entry.isDirectory() && tenantIdPattern.test(entry.name));
  for (const place of [folder, ...tenants.map(({ name }) => join(folder, name))]) {
    const names = await attempt(place, () => readdir(place));
    for (const path of names.filter(isDraft).map((name) => join(place, name))) {
      await attempt(path, async () => {
        await rm(path);
        return [];
      });
    }
  }
  return left;
}
