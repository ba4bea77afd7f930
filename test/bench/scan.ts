/**
 * Measures a scan beside the floor of its work, in one run on one machine: `npm run bench [users] [paced users]`.
 * Prints ratios; nothing here is a test.
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const built = join(here, '..', '..', 'bin', 'shisei.js');
/** The flags with which the first line of the program starts Node. */
const nodeFlags = (await readFile(built, 'utf8')).split('\n')[0]?.match(/--\S+/g) ?? [];
const [users = '50000', paced = '5000'] = process.argv.slice(2);

interface Counted {
  requests: { graph: number };
  /** Answered requests that count against the limit of 5 in 10 s. */
  reports: number;
  refused: number;
}

interface Measured {
  seconds: number;
  /** Seconds of it until everything was read, before judging and writing. */
  reading?: number;
  memory: number;
}

function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (value) => resolve(value as T));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

async function measure<T = Measured>(script: string, args: readonly string[]): Promise<T> {
  return message<T>(fork(join(here, script), args, { execArgv: nodeFlags }));
}

async function withService<T>(
  count: string,
  limits: string,
  work: (origin: string, log: () => Promise<Counted>) => Promise<T>,
): Promise<T> {
  const child = fork(join(here, 'service.ts'), [count, limits]);
  const { origin } = await message<{ origin: string }>(child);
  try {
    return await work(origin, () => {
      const answer = message<Counted>(child);
      child.send('log');
      return answer;
    });
  } finally {
    child.send('stop');
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

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
await rm(out, { recursive: true, force: true });
