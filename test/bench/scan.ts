/**
 * Measures a scan beside the floor of its work, in one run on one machine: `npm run bench [users] [paced users]`.
 * Prints ratios; nothing here is a test.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, type Measured, measure, median, withService } from './processes.ts';
import { measureStore } from './store.ts';

const [users = '50000', paced = '5000'] = process.argv.slice(2);

const out = await mkdtemp(join(tmpdir(), 'shisei-bench-'));
const n = Number(users);

await withService(users, 'lifted', async (origin, log) => {
  await measure('download.ts', [origin, users]);
  const floors: Measured[] = [];
  const scans: Measured[] = [];
  for (let round = 0; round < 3; round += 1) {
    floors.push(await measure('download.ts', [origin, users]));
    const before = (await log()).requests.graph;
    scans.push(await measure('child.mjs', [origin, users, out]));
    if (round > 0) continue;
    const requests = (await log()).requests.graph - before;
    const pages = Math.ceil(n / 999) + Math.ceil(n / 500) + Math.ceil(n / 1000);
    console.log(
      `requests: ${requests} for ${n} users and 300 applications (at most ${pages + 25 + 30}, and the pages of the logs and of the groups that roles and policies name)`,
    );
  }
  const floor = median(floors.map(({ seconds }) => seconds));
  const scan = median(scans.map(({ seconds }) => seconds));
  const reading = median(scans.map((one) => one.reading ?? Number.NaN));
  const memory = Math.max(...scans.map((one) => one.memory));
  console.log(
    `limits lifted: scan ${scan.toFixed(2)} s, floor ${floor.toFixed(2)} s, ratio ${(scan / floor).toFixed(2)} (at most 2)`,
  );
  console.log(`of it reading: ${reading.toFixed(2)} s, ratio ${(reading / floor).toFixed(2)}`);
  console.log(`peak memory: ${memory.toFixed(0)} MB (at most ${(150 + (n * 3) / 1000).toFixed(0)} MB)`);
});

await withService(paced, 'documented', async (origin, log) => {
  const { seconds } = await measure('child.mjs', [origin, paced, out]);
  const { refused, reports } = await log();
  const forced = Math.max(0, Math.ceil(reports / 5) - 1) * 10;
  const ratio = forced === 0 ? Number.NaN : seconds / forced;
  console.log(
    `documented limits: ${paced} users, ${seconds.toFixed(1)} s, forced pace ${forced} s, ratio ${ratio.toFixed(2)} (at most 1.2), ${refused} requests refused`,
  );
});

const rule = await measure<Measured & { accounts: number; policies: number; groups: number; growth: number }>(
  'enforcement.ts',
  [],
);
console.log(
  `enforcement: ${rule.accounts} accounts × ${rule.policies} policies × ${rule.groups} groups ${rule.seconds.toFixed(2)} s (under 5 s), ten times the accounts take ${rule.growth.toFixed(1)} times as long (about 10)`,
);

const helps = Array.from({ length: 7 }, () => {
  const started = performance.now();
  spawnSync(process.execPath, [built, '--help']);
  return performance.now() - started;
});
console.log(`shisei --help: ${median(helps).toFixed(0)} ms (under 200)`);
await measureStore(users, out);
await rm(out, { recursive: true, force: true });
