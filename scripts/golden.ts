/** Writes the golden reports anew. Read the difference before you commit it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { goldenReports } from '../test/golden/make.ts';
import { goldenMonthAnew } from '../test/month/make.ts';

const folder = join(import.meta.dirname, '..', 'test', 'golden');
for (const [name, content] of [...(await goldenReports()), ...(await goldenMonthAnew())]) {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
