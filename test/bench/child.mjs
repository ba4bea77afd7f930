// Scans the large directory with the built program's own code, reports written to a folder, and measures itself.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runJobs } from '../../dist/src/commands/run.js';
import { demoMicrosoftJob } from '../../dist/src/demo/jobs.js';
import { largeMicrosoftDirectory } from '../../dist/src/demo/large.js';
import { undisguised } from '../../dist/src/pseudonyms/disguise.js';

const [origin = '', users = '1000', out = ''] = process.argv.slice(2);
const directory = largeMicrosoftDirectory(Number(users), new Date());
const started = performance.now();
const io = {
  out: () => undefined,
  err: () => undefined,
  terminal: { out: false, err: false },
  colour: false,
  columns: 80,
  env: {},
  now: () => new Date(),
  signal: new AbortController().signal,
};
const settings = {
  emergency: [],
  exceptions: [],
  expectedGaps: [],
  checks: {},
  timeZone: 'UTC',
  approvedCountries: ['JP'],
  links: [],
  profile: null,
  unusedKeys: [],
};
const directories = [demoMicrosoftJob(directory, origin)];
const options = { out, format: ['json', 'html'], saveSnapshot: false, quiet: true, concurrency: 1, frameworks: [] };
const status = await runJobs(
  [{ id: 'large', name: 'Large', directories, settings, roster: null }],
  { options, locale: 'en', timeZone: 'UTC', disguise: undisguised, io },
  undefined,
  false,
);
const memory = process.resourceUsage().maxRSS / 1024;
const seconds = (performance.now() - started) / 1_000;
const { scan } = JSON.parse(await readFile(join(out, 'large', 'report.json'), 'utf8'));
process.send?.({
  seconds,
  reading: (Date.parse(scan.finishedAt) - Date.parse(scan.startedAt)) / 1_000,
  memory,
  status,
});
