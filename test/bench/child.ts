/** Scans the large directory by the program's own code, reports written to a folder, and measures itself. */

import { runJobs } from '../../src/commands/run.ts';
import { demoMicrosoftJob } from '../../src/demo/jobs.ts';
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import type { Io } from '../../src/io.ts';

const [origin = '', users = '1000', out = ''] = process.argv.slice(2);
const { tenantId, application } = largeMicrosoftDirectory(Number(users), new Date());
const started = performance.now();
const io: Io = {
  out: () => undefined,
  err: () => undefined,
  terminal: { out: false, err: false },
  colour: false,
  columns: 80,
  env: {},
  now: () => new Date(),
  signal: new AbortController().signal,
};
const settings = { emergency: [], exceptions: [], expectedGaps: [], checks: {}, timeZone: 'UTC', unusedKeys: [] };
const directories = [demoMicrosoftJob({ tenantId, application } as Parameters<typeof demoMicrosoftJob>[0], origin)];
const options = {
  config: '',
  configGiven: false,
  out,
  format: ['json', 'html'],
  saveSnapshot: false,
  quiet: true,
  concurrency: 1,
} as const;
const status = await runJobs(
  [{ id: 'large', name: 'Large', directories, settings }],
  { options, locale: 'en', timeZone: 'UTC', io },
  undefined,
);
process.send?.({
  seconds: (performance.now() - started) / 1_000,
  memory: process.resourceUsage().maxRSS / 1024,
  status,
});
