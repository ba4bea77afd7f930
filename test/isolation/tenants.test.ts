import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { isPassing } from './front.ts';
import { foreignIn } from './marks.ts';
import { type Crowd, crowds, forgetModules, openWorld, type Place, scan, type World, type Written } from './world.ts';

const runs = 4;
const size = { crowds: 0, tenants: 0, directories: 0, requests: 0, scans: 0, files: 0 };

/** How often had to be asked, as the files tell it. */
const requests = /"requests": ?\{[^}]*\}|\d+ \(\d+ retried\)/g;

/** Files of one tenant, without what no two scans share: its id, and how often had to be asked. */
function ownFiles({ job, plan }: Place, { files }: Written): Map<string, string> {
  const own = [...files].filter(([path]) => path.startsWith(`${job.id}/`));
  const { id } = JSON.parse(files.get(`${job.id}/report.json`) ?? '{"scan":{}}').scan as { id?: string };
  const plain = (text: string) => {
    const unnamed = id === undefined ? text : text.replaceAll(id, '(scan)');
    return plan.weather === 'calm' ? unnamed : unnamed.replaceAll(requests, '(requests)');
  };
  return new Map(own.map(([path, text]) => [path, plain(text)]));
}

/** Where two scans of one tenant part; null: nowhere. */
function firstDifference(here: ReadonlyMap<string, string>, there: ReadonlyMap<string, string>) {
  for (const path of new Set([...here.keys(), ...there.keys()])) {
    const [lines, others] = [here, there].map((files) => files.get(path)?.split('\n') ?? []);
    const line = lines?.findIndex((text, index) => text !== others?.[index]) ?? -1;
    if (line >= 0) return { path, line, together: lines?.[line]?.slice(0, 400), alone: others?.[line]?.slice(0, 400) };
    if (lines?.length !== others?.length) return { path, lines: lines?.length, others: others?.length };
  }
  return null;
}

function markOf(path: string, { places }: World) {
  return places.find(({ job }) => path.startsWith(`${job.id}/`))?.mark ?? null;
}

/** Nobody else's words in what is one tenant's, and no people in what is everybody's. */
function expectApart(world: World, { files, out, err }: Written): void {
  const all = world.places.map(({ mark }) => mark);
  for (const [path, text] of files) {
    const own = markOf(path, world);
    if (own !== null) expect(foreignIn(text, own, all), path).toEqual([]);
    else expect({ path, people: all.filter(({ person }) => text.includes(person)) }).toEqual({ path, people: [] });
  }
  for (const line of err) {
    const { tenant } = JSON.parse(line) as { tenant?: string };
    const own = all.find(({ word }) => tenant === `tenant-${word}`);
    if (own === undefined) throw new Error(`a line of the log of no tenant: ${line}`);
    expect(foreignIn(line, own, all), line).toEqual([]);
  }
  // One text for each tenant, and the ending, which names folders.
  for (const text of out.slice(0, -1)) {
    const named = all.filter(({ word, network }) => text.includes(word) || text.includes(network));
    expect(named).toHaveLength(1);
  }
  const everything = [...files.values(), ...out, ...err].join('\n');
  for (const { ways } of world.places) {
    for (const { tokens } of ways) for (const token of tokens) expect(everything.includes(token)).toBe(false);
  }
}

/** Every request came with a token of the directory whose data it asked for. */
function expectOwnTokens({ places }: World): void {
  for (const { job, ways } of places) {
    for (const { front, tokens, job: directory } of ways) {
      const own = new Set(tokens.map((token) => `Bearer ${token}`));
      // A usage report is fetched from an address that is its own key: https://learn.microsoft.com/graph/api/reportroot-getoffice365activeuserdetail
      const strange = front.carried.filter(({ path, authorization }) => {
        return path.startsWith('/data/download/') ? authorization !== '' : !own.has(authorization);
      });
      expect({ tenant: job.id, provider: directory.provider, strange }).toEqual({
        tenant: job.id,
        provider: directory.provider,
        strange: [],
      });
      expect(front.carried.length).toBeGreaterThan(5);
    }
  }
}

function expectPresent({ mark, job, plan }: Place, { files }: Written): void {
  const names = ['access.csv', 'applications.csv', 'findings.csv', 'report.html', 'report.json', 'report.md'];
  const own = [...files.keys()].filter((path) => path.startsWith(`${job.id}/`));
  const expected = [...names, 'snapshot.ndjson.gz'].map((name) => `${job.id}/${name}`);
  expect(own).toEqual(expect.arrayContaining(expected));
  for (const path of expected) {
    if (!path.endsWith('applications.csv')) expect(files.get(path), path).toContain(mark.person);
  }
  if (!isPassing(plan.weather)) return;
  const report = files.get(`${job.id}/report.json`) ?? '';
  const { directories } = JSON.parse(report) as { directories: { status: string }[] };
  expect({ weather: plan.weather, directories: directories.map(({ status }) => status) }).toEqual({
    weather: plan.weather,
    directories: directories.map(() => 'complete'),
  });
}

async function expectIsolated({ tenants, concurrency }: Crowd): Promise<void> {
  const world = await openWorld(tenants);
  try {
    forgetModules();
    const together = await scan(world.places, concurrency);
    expectApart(world, together);
    for (const place of world.places) {
      expectPresent(place, together);
      // As a process of its own would scan it: what a module kept of the others is gone.
      forgetModules();
      for (const { front } of place.ways) front.begin(isPassing(place.plan.weather) ? 'calm' : 'again');
      const alone = await scan([place], 1);
      expect(firstDifference(ownFiles(place, together), ownFiles(place, alone)), place.job.id).toBeNull();
      size.scans += 2;
    }
    expectOwnTokens(world);
    size.crowds += 1;
    size.tenants += world.places.length;
    size.files += together.files.size;
    for (const { ways } of world.places) {
      size.directories += ways.length;
      for (const { front } of ways) size.requests += front.carried.length;
    }
  } finally {
    await world.close();
  }
}

afterAll(() => {
  const { crowds: groups, tenants, directories, scans, requests, files } = size;
  process.stdout.write(
    `isolation: ${tenants} tenants with ${directories} directories in ${groups} crowds, ${scans} scans compared, ` +
      `${requests} requests, ${files} files read\n`,
  );
});

test('tenants with the same ids, scanned at once, are each as if they were alone', { timeout: 600_000 }, async () => {
  await fc.assert(fc.asyncProperty(crowds, expectIsolated), { numRuns: runs, endOnFailure: true });
});
