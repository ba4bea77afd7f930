/** Writes the documents that come from the code; with --check, only says whether they are fresh. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { checks } from '../checks/index.ts';
import { configurationSchema } from '../src/config/schema.ts';
import { gapKinds } from '../src/core/gap.ts';
import { catalogue } from '../src/messages/index.ts';
import { alertSchema } from '../src/notify/alert.ts';
import { checkPage } from './docs/check-page.ts';
import { frameworksPage } from './docs/frameworks-page.ts';
import { permissionsPage } from './docs/permissions-page.ts';
import { notice } from './docs/sources.ts';

const root = join(import.meta.dirname, '..');
const { ui, checks: texts } = catalogue('en');

function checksIndex(): string {
  const rows = checks.map(({ id, severity }) => `| [${id}](${id}.md) | ${texts[id]?.title ?? ''} | ${severity} |`);
  return [notice, '# Checks', '', '| id | fails for | severity |', '|---|---|---|', ...rows, ''].join('\n');
}

function gapsPage(): string {
  const rows = gapKinds.map((kind) => {
    const { name, why, remedy } = ui.gap[kind];
    return `| \`${kind}\` | ${name} | ${why} | ${remedy('provider/dataset')} |`;
  });
  return [
    notice,
    '# Gaps',
    '',
    'Why something could not be seen. A gap is never a pass and never an accusation.',
    '',
    '| kind | name | why | what to do |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function configurationJsonSchema(): string {
  const schema = z.toJSONSchema(configurationSchema(checks), { io: 'input' });
  return `${JSON.stringify({ title: 'shisei.yaml', ...schema }, null, 2)}\n`;
}

/** The body of a webhook. */
function alertJsonSchema(): string {
  return `${JSON.stringify({ title: 'shisei alert', ...z.toJSONSchema(alertSchema, { io: 'input' }) }, null, 2)}\n`;
}

const wanted = new Map<string, string>([
  ...checks.map((check): [string, string] => [`docs/checks/${check.id}.md`, checkPage(check)]),
  ['docs/checks/README.md', checksIndex()],
  ['docs/frameworks.md', frameworksPage()],
  ['docs/permissions.md', permissionsPage()],
  ['docs/gaps.md', gapsPage()],
  ['docs/shisei.schema.json', configurationJsonSchema()],
  ['docs/alert.schema.json', alertJsonSchema()],
]);

async function current(file: string): Promise<string | null> {
  return readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

await mkdir(join(root, 'docs/checks'), { recursive: true });
const leftOver = (await readdir(join(root, 'docs/checks')))
  .map((name) => `docs/checks/${name}`)
  .filter((file) => !wanted.has(file));
const stale: string[] = [...leftOver];
for (const [file, content] of wanted) if ((await current(file)) !== content) stale.push(file);

if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`Not fresh: ${stale.join(', ')}. Run npm run docs.`);
    process.exitCode = 1;
  }
} else {
  for (const file of leftOver) await rm(join(root, file));
  for (const [file, content] of wanted) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content);
  }
  console.log(stale.length === 0 ? 'All documents were fresh.' : `Wrote ${stale.join(', ')}.`);
}
