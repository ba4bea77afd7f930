import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goldenReports } from './make.ts';

test('the demo gives the reports that were agreed on (npm run golden writes them anew)', async () => {
  for (const [name, content] of await goldenReports()) {
    expect(content, name).toBe(await readFile(join(import.meta.dirname, name), 'utf8'));
  }
});
