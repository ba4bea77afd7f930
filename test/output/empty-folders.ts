import { mkdtempSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Makes empty folders, one after another, that nobody else may read and that are gone after the tests of a file. */
export function emptyFolders(name: string): { root: string; emptyFolder(): Promise<string> } {
  const root = mkdtempSync(join(tmpdir(), `shisei-${name}-`));
  afterAll(() => rm(root, { recursive: true, force: true }));
  let folders = 0;
  return {
    root,
    async emptyFolder() {
      folders += 1;
      const path = join(root, `folder-${folders}`);
      await mkdir(path, { mode: 0o700 });
      return path;
    },
  };
}
