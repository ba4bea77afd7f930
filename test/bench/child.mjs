// Scans the large directory with the built program's own code, reports written to a folder, and measures itself. With
// the path of a store the scan is left to history too.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withMemory } from '../../dist/src/commands/memory.js';
import { runJobs } from '../../dist/src/commands/run.js';
import { demoMicrosoftJob } from '../../dist/src/demo/jobs.js';
import { largeMicrosoftDirectory } from '../../dist/src/demo/large.js';
import { undisguised } from '../../dist/src/pseudonyms/disguise.js';

const [origin = '', users = '1000', out = '', where = ''] = process.argv.slice(2);
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
const scan = (memory) =>
  runJobs(
    [{ id: 'large', name: 'Large', directories, settings, roster: null }],
    { options, locale: 'en', timeZone: 'UTC', disguise: undisguised, memory, io },
    undefined,
    false,
  );
const place = { where, out, channels: [], locale: 'en', io };
const status = where === '' ? await scan(null) : await withMemory(place, scan);
const peak = process.resourceUsage().maxRSS / 1024;
const seconds = (performance.now() - started) / 1_000;
const report = JSON.parse(await readFile(join(out, 'large', 'report.json'), 'utf8'));
process.send?.({
  seconds,
  reading: (Date.parse(report.scan.finishedAt) - Date.parse(report.scan.startedAt)) / 1_000,
  memory: peak,
  history: report.history.state,
  status,
});
