import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { demoTenantJobs } from '../../src/demo/jobs.ts';
import { random } from '../../src/demo/large-scale.ts';
import { demoDirectories } from '../../src/demo/tenants.ts';
import { type Readable, serveDirectory } from './directories.ts';
import { documented } from './documented.ts';
import { faultsIn, type Judging, lawsBrokenBy, reportOn } from './laws.ts';
import { type Mutation, mutationsOf } from './mutations.ts';
import { onceBroken } from './once-broken.ts';
import { hasPlace, type Path, patternOf, placesIn, replacedAt } from './places.ts';

const now = new Date('2026-11-21T09:00:00Z');

/** One value of one answer, and what stands in its place. */
interface Case {
  method: string;
  url: string;
  /** Batches go to one address: which of them. */
  nth: number;
  path: Path;
  mutation: Mutation;
}

/** An address without what differs between objects and days. */
function kindOf(url: string): string {
  return decodeURIComponent(url.replace(/\?.*/s, ''))
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
    .replace(/\/groups\/[^/{]+/, '/groups/{id}')
    .replace(/\/dates\/[\d-]+/, '/dates/{day}');
}

/** Every mutation of every kind of value, with all the places where it could be made. */
async function casesOf(served: Readable): Promise<Map<string, Case[]>> {
  const cases = new Map<string, Case[]>();
  await served.read(({ method, url, nth }, { status, body }) => {
    if (status !== 200 || typeof body !== 'object') return undefined;
    for (const place of placesIn(body)) {
      for (const mutation of mutationsOf(place)) {
        const kind = `${kindOf(url)} ${patternOf(place.path)} := ${mutation.name}`;
        const one = { method, url, nth, path: place.path, mutation };
        const known = cases.get(kind);
        if (known === undefined) cases.set(kind, [one]);
        else known.push(one);
      }
    }
    return undefined;
  });
  return cases;
}

const seed = inject('seed');
const isWhole = process.env.MUTATIONS === 'whole';
const ofEachKind = Number(process.env.MUTATIONS_OF_EACH_KIND ?? 3);

/** A few out of a list, from its beginning to its end. */
function evenly<T>(all: readonly T[]): T[] {
  const step = Math.ceil(all.length / 4);
  return all.filter((_, index) => index % step === 0);
}

/** So many of all kinds, and those that went wrong before; or several of each, where the whole is asked for: `MUTATIONS=whole`. */
function chosen(cases: ReadonlyMap<string, readonly Case[]>, share: number): [string, Case][] {
  const next = random(seed);
  const shuffled = <T>(all: readonly T[]): T[] =>
    all
      .map((one) => ({ one, rank: next() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one);
  const each = [...cases].flatMap(([kind, all]) => {
    return shuffled(all)
      .slice(0, isWhole ? ofEachKind : 1)
      .map((one): [string, Case] => [kind, one]);
  });
  const again = [...cases].flatMap(([kind, all]) => {
    const isKnown = onceBroken.some((known) => known.test(kind));
    return isKnown ? evenly(all).map((one): [string, Case] => [kind, one]) : [];
  });
  return isWhole ? each : [...again, ...shuffled(each).slice(0, share)];
}

function isDocumented(kind: string): boolean {
  const [place = '', mutation = ''] = kind.split(' := ');
  return documented.some((one) => one.place.test(place) && one.mutation.test(mutation));
}

const directories = demoDirectories(now);
const [trading, clinic] = directories.microsoft365;
const [workspace] = directories.google;
const jobs = demoTenantJobs(directories, 'http://127.0.0.1:1', now, 'en');

describe('a value of an answer that is gone, or of another type, or of no known word', () => {
  it.each([
    ['Microsoft 365 with P2', trading, jobs[0], 60],
    ['Microsoft 365 without P1', clinic, jobs[1], 120],
    ['Google Workspace', workspace, jobs[0], 150],
  ] as const)(
    'acquits nobody and accuses nobody: %s',
    async (name, directory, job, share) => {
      if (directory === undefined || job === undefined) throw new Error('no example tenant');
      const served = await serveDirectory(directory, now);
      onTestFinished(() => served.close());
      const judging: Judging = { now, settings: job.settings, roster: (await job.roster?.()) ?? null };
      const before = reportOn(await served.read(), judging);
      const cases = await casesOf(served);
      const total = [...cases.values()].reduce((sum, all) => sum + all.length, 0);
      const tried = chosen(cases, share);
      const broken: string[] = [];
      for (const [kind, { method, url, nth, path, mutation }] of tried) {
        const snapshot = await served.read((asked, answer) => {
          const isIt = asked.method === method && asked.url === url && (method === 'GET' || asked.nth === nth);
          return isIt && hasPlace(answer.body, path) ? replacedAt(answer.body, path, mutation.value) : undefined;
        });
        const laws = isDocumented(kind) ? [] : lawsBrokenBy(reportOn(snapshot, judging), before);
        for (const what of [...faultsIn(snapshot), ...laws]) broken.push(`${kind} at ${path.join('.')}: ${what}`);
      }
      console.info(`${name}: ${tried.length} of ${total} mutations of ${cases.size} kinds, seed ${seed}`);
      expect(broken).toEqual([]);
    },
    isWhole ? 3_600_000 : 300_000,
  );
});
