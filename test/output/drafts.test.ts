import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeDrafts } from '../../src/output/drafts.ts';
import { isDraft, writeWhole } from '../../src/output/files.ts';

async function emptyFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'shisei-drafts-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

it('knows what writeWhole begins with, and nothing else', async () => {
  const folder = await emptyFolder();
  let seen: string[] = [];
  const content = (function* () {
    yield 'x'.repeat(100_000);
    yield 'x';
  })();
  const watching = setInterval(async () => {
    seen = [...seen, ...(await readdir(folder))];
  }, 0);
  await writeWhole(join(folder, 'report.json'), content);
  clearInterval(watching);
  expect(seen.filter((name) => name !== 'report.json').every(isDraft)).toBe(true);
  const others = ['report.json', '.lock', '.part', `${randomUUID()}.part`, `.${randomUUID()}.part.txt`, '.abc.part'];
  expect(others.filter(isDraft)).toEqual([]);
  expect(isDraft(`.${randomUUID()}.part`)).toBe(true);
});

it('removes drafts from the folder of reports and from those of tenants, and leaves all else', async () => {
  const folder = await emptyFolder();
  for (const place of ['acme', 'acme/deeper', 'Not a tenant', '.hidden']) await mkdir(join(folder, place));
  const draft = `.${randomUUID()}.part`;
  const kept = ['report.json', '.lock', 'acme/report.json', `acme/deeper/${draft}`, `Not a tenant/${draft}`];
  for (const file of [draft, `acme/${draft}`, `acme/.${randomUUID()}.part`, `.hidden/${draft}`, ...kept]) {
    await writeFile(join(folder, file), '');
  }
  expect(await removeDrafts(folder)).toEqual([]);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = left.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  expect(files.sort()).toEqual([...kept, `.hidden/${draft}`].map((file) => join(folder, file)).sort());
});

it('names what it cannot remove, and goes on with the others', async () => {
  const folder = await emptyFolder();
  const draft = `.${randomUUID()}.part`;
  await mkdir(join(folder, 'acme', draft), { recursive: true });
  await mkdir(join(folder, 'kita'));
  await writeFile(join(folder, 'kita', draft), '');
  const left = await removeDrafts(folder);
  expect(left).toEqual([{ path: join(folder, 'acme', draft), reason: expect.stringMatching(/\S/) }]);
  expect(await readdir(join(folder, 'kita'))).toEqual([]);
});

it('names a folder that cannot be looked at', async () => {
  const folder = join(await emptyFolder(), 'nowhere');
  expect(await removeDrafts(folder)).toContainEqual({ path: folder, reason: expect.stringContaining('ENOENT') });
});
