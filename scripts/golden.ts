/** Writes the golden reports anew. Read the difference before you commit it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { goldenReports } from '../test/golden/make.ts';
import { goldenMonthAnew } from '../test/month/make.ts';

const tests = join(import.meta.dirname, '..', 'test');

async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, content] of files) {
    const file = join(tests, folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

await write('golden', await goldenReports());
await write('month/golden', await goldenMonthAnew());
