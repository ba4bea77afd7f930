import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeWhole } from '../output/files.ts';
import type { Unended } from '../schedule/due.ts';

const fileName = '.scheduled.json';

const schema = z.object({
  shisei: z.literal('scheduled'),
  schema: z.literal(1),
  since: z.record(z.string(), z.iso.datetime()),
});

/**
 * Since when tenants are due whose scheduled run was begun and did not end, as the last program left it.
 * @param folder the folder of reports
 * @throws errors of the file system, and of what cannot be read
 */
export async function readUnended(folder: string): Promise<Unended> {
  let text: string;
  try {
    text = await readFile(join(folder, fileName), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  const { since } = schema.parse(JSON.parse(text));
  return new Map(Object.entries(since).map(([tenant, instant]) => [tenant, new Date(instant)]));
}

/**
 * Keeps whose run is begun, or that none is. Holds ids of tenants, and no personal data.
 * @param folder the folder of reports
 * @throws OutputError and errors of the file system
 */
export async function keepUnended(folder: string, unended: Unended): Promise<void> {
  const path = join(folder, fileName);
  if (unended.size === 0) {
    await rm(path, { force: true });
    return;
  }
  await makeFolder(folder);
  const since = Object.fromEntries([...unended].map(([tenant, instant]) => [tenant, instant.toISOString()]));
  await writeWhole(path, `${JSON.stringify({ shisei: 'scheduled', schema: 1, since })}\n`);
}
