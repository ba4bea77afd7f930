import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runJobs } from '../../src/commands/run.ts';
import { demoTenantJobs } from '../../src/demo/jobs.ts';
import { largeMicrosoftDirectory } from '../../src/demo/large.ts';
import type { Serving } from '../../src/demo/paging.ts';
import { startService } from '../../src/demo/service.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';
import { quietIo } from '../surroundings.ts';

const now = new Date('2026-11-21T09:00:00.000Z');
const extra = 110;

const io = quietIo(now);

/** The first example tenant, grown to two hundred accounts and more, served in the order of `serving`. */
function directoriesOf(serving: Serving | undefined) {
  const { microsoft365, google } = demoDirectories(now);
  const [first] = microsoft365;
  if (first === undefined) throw new Error('the demo has a Microsoft 365 directory');
  const served = serving === undefined ? {} : { serving };
  const accounts = [...first.accounts, ...largeMicrosoftDirectory(extra, now).accounts];
  return {
    microsoft365: [{ ...first, accounts, ...served }],
    google: google.map((directory) => ({ ...directory, ...served })),
  };
}

/** What a scan writes, but for its id and the number of requests, which pages decide. */
async function reportsOf(serving: Serving | undefined): Promise<string[]> {
  const directories = directoriesOf(serving);
  const service = await startService({ ...directories, limits: 'lifted', now });
  const out = await mkdtemp(join(tmpdir(), 'shisei-order-'));
  try {
    const jobs = demoTenantJobs(directories, service.origin, now, 'en').filter(({ id }) => id === 'sample-trading');
    const format = ['json', 'csv', 'md'] as const;
    const options = {
      config: '',
      configGiven: false,
      out,
      format,
      saveSnapshot: false,
      pseudonymise: false,
      quiet: true,
      concurrency: 1,
    };
    await runJobs(
      jobs,
      {
        options: { ...options, frameworks: [] },
        locale: 'en',
        timeZone: 'UTC',
        disguise: undisguised,
        memory: null,
        io,
      },
      undefined,
    );
    const names = ['report.json', 'findings.csv', 'access.csv', 'applications.csv', 'report.md'];
    const texts = await Promise.all(names.map((name) => readFile(join(out, 'sample-trading', name), 'utf8')));
    const { id } = JSON.parse(texts[0] ?? '').scan;
    return texts.map((text) =>
      text
        .replaceAll(id, '')
        .replaceAll(/"requests": ?\{[^}]*\}/g, '"requests":{}')
        .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1'),
    );
  } finally {
    await service.close();
    await rm(out, { recursive: true, force: true });
  }
}

test('two hundred accounts in any order and any pages give the same bytes', async () => {
  const plain = await reportsOf(undefined);
  expect(JSON.parse(plain[0] ?? '').summary.accounts).toBeGreaterThan(200);
  for (const serving of [
    { seed: 1, longestPage: 999 },
    { seed: 2, longestPage: 1 },
    { seed: 3, longestPage: 7 },
    { seed: 4, longestPage: 50 },
  ]) {
    const shuffled = await reportsOf(serving);
    for (const [index, text] of plain.entries()) {
      const [lines, others] = [text.split('\n'), (shuffled[index] ?? '').split('\n')];
      const first = lines.findIndex((line, place) => line !== others[place]);
      expect(others[first], JSON.stringify(serving)).toBe(lines[first]);
      expect(others.length).toBe(lines.length);
    }
  }
});
