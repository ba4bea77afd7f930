import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Store } from '../../src/store/open.ts';

/** A folder whose disk can be full. */
export interface SmallDisk {
  /** `disk`: a file system of its own. `pages`: SQLite itself is told to stop, since none could be mounted here. */
  way: 'disk' | 'pages';
  folder: string;
  /** Leaves room for so many bytes in all. */
  limit(store: Store, bytes: number): Promise<void>;
  remove(): void;
}

function mount(folder: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A small disk where this user may mount one, else a folder that behaves like one for a store. */
export function smallDisk(bytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'shisei-disk-'));
  if (mount(folder, `size=${bytes},mode=0700`)) {
    return {
      ...{ way: 'disk', folder },
      limit: async (_store, size) => void mount(folder, `remount,size=${size}`),
      remove() {
        execFileSync('umount', [folder]);
        rmSync(folder, { recursive: true });
      },
    };
  }
  return {
    ...{ way: 'pages', folder },
    async limit({ db }, size) {
      await sql`pragma max_page_count = ${sql.lit(Math.floor(size / 4_096))}`.execute(db);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
