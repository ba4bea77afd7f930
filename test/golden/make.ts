import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJobs } from '../../src/commands/run.ts';
import { demoJobs } from '../../src/demo/jobs.ts';
import type { Io } from '../../src/io.ts';
import { type Locale, locales } from '../../src/messages/catalogue.ts';
import { undisguised } from '../../src/pseudonyms/disguise.ts';

const instant = new Date('2026-11-21T00:00:00.000Z');

function silentIo(): Io & { text: string } {
  return {
    text: '',
    out(text) {
      this.text += text;
    },
    err: () => undefined,
    terminal: { out: true, err: false },
    colour: false,
    columns: 80,
    env: {},
    now: () => instant,
    signal: new AbortController().signal,
  };
}

/** The ids of scans are random, and so is the port that the example service listens on. */
function stable(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, '<scan id>')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>');
}

async function reportsIn(locale: Locale): Promise<Array<[string, string]>> {
  const out = await mkdtemp(join(tmpdir(), 'shisei-golden-'));
  const world = await demoJobs(instant, locale);
  const io = silentIo();
  try {
    const format = ['json', 'csv', 'md', 'html'] as const;
    const plain = {
      config: '',
      configGiven: false,
      saveSnapshot: false,
      pseudonymise: false,
      quiet: false,
      concurrency: 4,
      frameworks: [],
    };
    const options = { ...plain, out, format };
    await runJobs(
      world.jobs,
      { options, locale, timeZone: world.jobs[0]?.settings.timeZone ?? 'UTC', disguise: undisguised, memory: null, io },
      undefined,
    );
    const files = world.jobs.flatMap(({ id }) =>
      ['report.json', 'findings.csv', 'access.csv', 'applications.csv', 'report.md', 'report.html'].map(
        (file) => `${id}/${file}`,
      ),
    );
    const read = await Promise.all(
      [...files, 'fleet.json', 'fleet.html'].map(async (file): Promise<[string, string]> => {
        return [`${locale}/${file}`, stable(await readFile(join(out, file), 'utf8'))];
      }),
    );
    return read;
  } finally {
    await world.close();
    await rm(out, { recursive: true, force: true });
  }
}

/** Every report of the demo at a fixed instant, by name. */
export async function goldenReports(): Promise<Map<string, string>> {
  const found = await Promise.all(locales.map(reportsIn));
  return new Map(found.flat());
}
