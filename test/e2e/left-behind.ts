import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { expect } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { isDraft } from '../../src/output/files.ts';
import { readSnapshotFile } from '../../src/snapshot-file.ts';
import { readKept } from '../../src/unfinished/kept-file.ts';

/** Paths of all files below a folder, from there, sorted. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

/** By name, what shows that a file is whole. */
const proofs: Record<string, (path: string) => Promise<unknown>> = {
  '.lock': async (path) => expect((await stat(path)).size).toBe(0),
  'report.json': async (path) => expect(JSON.parse(await readFile(path, 'utf8'))).toHaveProperty('results'),
  'fleet.json': async (path) => expect(JSON.parse(await readFile(path, 'utf8'))).toHaveProperty('tenants'),
  'report.html': async (path) => expect(await readFile(path, 'utf8')).toMatch(/<\/html>\n$/),
  'fleet.html': async (path) => expect(await readFile(path, 'utf8')).toMatch(/<\/html>\n$/),
  'report.md': async (path) => expect(await readFile(path, 'utf8')).toMatch(/\n$/),
  'findings.csv': async (path) => expect(await readFile(path, 'utf8')).toMatch(/\r\n$/),
  'access.csv': async (path) => expect(await readFile(path, 'utf8')).toMatch(/\r\n$/),
  'applications.csv': async (path) => expect(await readFile(path, 'utf8')).toMatch(/\r\n$/),
  'changes.csv': async (path) => expect(await readFile(path, 'utf8')).toMatch(/\r\n$/),
  'snapshot.ndjson.gz': readSnapshotFile,
  'microsoft365.ndjson.gz': readKept,
  'google-workspace.ndjson.gz': readKept,
};

/** Every file below a folder is whole and for its owner only; drafts have no name of their own. */
export async function expectWhole(folder: string): Promise<void> {
  for (const name of await filesIn(folder)) {
    const path = join(folder, name);
    expect((await stat(path)).mode & 0o777, name).toBe(0o600);
    if (isDraft(basename(name))) continue;
    const proof = proofs[basename(name)];
    if (proof === undefined) throw new Error(`nobody knows how to tell whether ${path} is whole`);
    await proof(path);
  }
}

/** Instants and spans that tell when something was read, in every format. */
const timesOfReading = [
  /<time datetime="">[^<]*<\/time>/g,
  /<dt>Duration<\/dt><dd>[^<]*<\/dd>/g,
  /"(auditSince|since)":"[^"]*"/g,
  /auditSince=[^;]*/g,
  /<title>[^<]*<\/title>/g,
  /\d+ \w+ \d{4}, \d\d:\d\d UTC/g,
];

/** What tenants' reports say, but for the id and the times of the scan; by path. */
export async function reportsIn(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of await filesIn(folder)) {
    const [tenant = '', file = ''] = name.split('/');
    if (!/\.(json|html|md|csv)$/.test(file)) continue;
    const { scan }: Report = JSON.parse(await readFile(join(folder, tenant, 'report.json'), 'utf8'));
    const text = await readFile(join(folder, name), 'utf8');
    const named = [scan.id, scan.startedAt, scan.finishedAt].reduce((rest, value) => rest.replaceAll(value, ''), text);
    found[name] = timesOfReading.reduce((rest, times) => rest.replace(times, ''), named);
  }
  return found;
}

/** In which lines reports differ, the first of each file; reports are long, and nobody reads all of them. */
export function differencesOf(expected: Record<string, string>, found: Record<string, string>): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return names.flatMap((name) => {
    const [should = [], is = []] = [expected, found].map((reports) => (reports[name] ?? 'not there').split('\n'));
    const line = should.findIndex((text, index) => text !== is[index]);
    if (line < 0 && should.length === is.length) return [];
    const at = [...(should[line] ?? '')].findIndex((sign, index) => sign !== is[line]?.[index]);
    const around = (text = '') => text.slice(Math.max(0, at - 60), at + 60);
    return [`${name}:${line + 1}: expected …${around(should[line])}…, found …${around(is[line])}…`];
  });
}
