import { spawnSync } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { built, type Measured, measure, median, withService } from './processes.ts';
import { makeYear } from './store-year.ts';

const rounds = 3;
const nights = 400;
const fewAccounts = 200;

/** What a scan takes with a store beside the same scan without, and how little a second scan adds. */
async function measureScans(users: string, out: string): Promise<void> {
  await withService(users, 'lifted', async (origin) => {
    const without: number[] = [];
    const withStore: number[] = [];
    const growths: number[] = [];
    let memory = 0;
    let size = 0;
    for (let round = 0; round < rounds; round += 1) {
      const where = join(out, `bench-${round}.db`);
      const plain = await measure('child.mjs', [origin, users, out]);
      const first = await measure<Measured & { history: string }>('child.mjs', [origin, users, out, where]);
      if (first.history !== 'kept') throw new Error(`the scan was not stored: ${first.history}`);
      without.push(plain.seconds);
      withStore.push(first.seconds);
      memory = Math.max(memory, first.memory);
      size = (await stat(where)).size;
      await measure('child.mjs', [origin, users, out, where]);
      growths.push(((await stat(where)).size - size) / size);
    }
    const [plain, stored] = [median(without), median(withStore)];
    console.log(
      `storing ${users} accounts: ${stored.toFixed(2)} s beside ${plain.toFixed(2)} s without, ratio ${(stored / plain).toFixed(2)} (at most 1.3), peak memory ${memory.toFixed(0)} MB`,
    );
    console.log(
      `the store: ${(size / 1e6).toFixed(1)} MB, a second scan that found nothing else adds ${(100 * median(growths)).toFixed(1)} % (at most 2)`,
    );
  });
}

function timed(args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [built, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`shisei ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

/** What reading a year of nights takes, as whole processes. */
async function measureCommands(out: string): Promise<void> {
  const where = join(out, 'year.db');
  await makeYear(where, { nights, accounts: fewAccounts });
  const tenant = '5a3e0000-0000-4000-a000-000000000000';
  const config = join(out, 'year.yaml');
  await writeFile(
    config,
    `version: 1
store: ${where}
tenants:
  - { id: large, name: Large, microsoft365: { tenantId: ${tenant}, clientId: ${tenant}, azureCli: true } }
`,
  );
  const help = median(Array.from({ length: 5 }, () => timed(['--help'])));
  for (const args of [['history'], ['diff'], ['diff', '2026-01-01', 'latest']]) {
    const took = median(Array.from({ length: 5 }, () => timed([...args, '--config', config])));
    console.log(
      `shisei ${args.join(' ')} over ${nights} scans of ${fewAccounts} accounts: ${took.toFixed(0)} ms (under 1000), ${(took / help).toFixed(1)} times --help`,
    );
  }
}

/** Measures the store of history beside scans without it. */
export async function measureStore(users: string, out: string): Promise<void> {
  await measureScans(users, out);
  await measureCommands(out);
}
