import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import {
  expectCsv,
  expectJson,
  expectLogs,
  expectLogsForPeople,
  expectMarkdown,
  expectPage,
  expectPiped,
  expectTerminal,
  outlineOf,
  type Skeleton,
  skeletonOf,
  textOf,
} from './formats.ts';
import { files, type Told, tenants, type Written } from './world.ts';

function linesOf(snapshot: Buffer | undefined): unknown[] {
  const lines = textOf(gunzipSync(snapshot ?? Buffer.of()))
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** What every format must be, whatever a directory says. */
export function expectSound({ scan, again }: Told, models: Readonly<Record<string, Skeleton>>): void {
  const text = (written: Written, path: string) => textOf(written.get(path));
  const expected = tenants.flatMap((id) => [id, `${id}/snapshot.ndjson.gz`, ...files.map((file) => `${id}/${file}`)]);
  expect(scan.paths).toEqual([...expected, 'fleet.html', 'fleet.json'].sort());
  for (const id of tenants) {
    expectJson(text(scan.written, `${id}/report.json`));
    expect(text(again.written, `${id}/report.json`) === text(scan.written, `${id}/report.json`)).toBe(true);
    const [read, saved] = [scan, again].map(({ written }) => linesOf(written.get(`${id}/snapshot.ndjson.gz`)));
    expect(isDeepStrictEqual(read, saved)).toBe(true);
    for (const name of ['findings', 'access', 'applications', 'changes']) {
      expectCsv(text(scan.written, `${id}/${name}.csv`));
    }
    expectMarkdown(text(scan.written, `${id}/report.md`));
    const page = text(scan.written, `${id}/report.html`);
    expectPage(page, models[id] ?? skeletonOf(''));
    expect(page.length).toBeLessThan(2_000_000);
  }
  expectJson(text(scan.written, 'fleet.json'));
  expectPage(text(scan.written, 'fleet.html'), models.fleet ?? skeletonOf(''));
  expectTerminal(scan.out, 80, false);
  if (again.out.startsWith(' ')) expectTerminal(again.out, 40, true);
  else expectPiped(again.out, tenants);
  expectLogs(scan.err);
  expectLogsForPeople(again.err, tenants);
}

export function modelsOf({ scan: { written } }: Told): Record<string, Skeleton> {
  const named = [...tenants.map((id) => [id, `${id}/report.html`] as const), ['fleet', 'fleet.html'] as const];
  return Object.fromEntries(named.map(([name, path]) => [name, skeletonOf(textOf(written.get(path)))]));
}

/** How everything was judged, and what was read, without a name. */
export function verdictsOf(reports: Readonly<Record<string, Report>>): string[] {
  return Object.entries(reports).flatMap(([id, { results, directories, leavers, people, summary }]) => [
    ...results.map(
      ({ check, provider, verdict, counts }) => `${id} ${provider}/${check} ${verdict} ${JSON.stringify(counts)}`,
    ),
    ...directories.flatMap(({ provider, datasets }) =>
      Object.entries(datasets).map(([name, { state, rows }]) => `${id} ${provider}/${name} ${state} ${rows}`),
    ),
    `${id} ${JSON.stringify(summary)} ${people.joined.length} joined, ${leavers?.persons.length} left`,
  ]);
}

/** The headings, tables and code of the Markdown, which no name may change. */
export function outlinesOf({ scan: { written } }: Told): Record<string, string[]> {
  return Object.fromEntries(tenants.map((id) => [id, outlineOf(textOf(written.get(`${id}/report.md`)))]));
}
