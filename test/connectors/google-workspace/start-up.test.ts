import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = `
  import { createRequire } from 'node:module';
  await import(process.argv[1]);
  const { cache } = createRequire(import.meta.url);
  process.stdout.write(Object.keys(cache).filter((path) => /node_modules.(googleapis|google-auth|gaxios)/.test(path)).join());
`;

test('the official clients are not loaded before a directory is opened', async () => {
  const entry = createRequire(import.meta.url).resolve('../../../connectors/google-workspace/index.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, entry]);
  expect(stdout).toBe('');
});
