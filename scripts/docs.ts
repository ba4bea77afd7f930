/** Writes the documents that come from the code; with --check, only says whether they are fresh. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { checks } from '../checks/index.ts';
import { createGoogleWorkspace } from '../connectors/google-workspace/index.ts';
import { createMicrosoft365 } from '../connectors/microsoft365/index.ts';
import { controlWords } from '../src/commands/control-words.ts';
import { configurationSchema } from '../src/config/schema.ts';
import { type Check, readingOf } from '../src/core/check.ts';
import { datasetNames, gapKinds, providers } from '../src/core/datasets.ts';
import { catalogue, commands } from '../src/messages/index.ts';

const root = join(import.meta.dirname, '..');
const { ui, checks: texts } = catalogue('en');
const connectors = [createMicrosoft365(), createGoogleWorkspace()];
const notice = '<!-- Written by `npm run docs` from the code. Do not edit. -->';

function permissionsOf(provider: string, dataset: (typeof datasetNames)[number]): readonly string[] {
  const collector = connectors.find((connector) => connector.provider === provider)?.datasets[dataset];
  return collector === undefined || 'unsupported' in collector ? [] : collector.permissions;
}

function code(words: readonly string[]): string {
  return words.length === 0 ? '–' : words.map((word) => `\`${word}\``).join(', ');
}

function checkPage(check: Check): string {
  const text = texts[check.id];
  if (text === undefined) throw new Error(`${check.id} has no texts`);
  const options = Object.entries(check.options).map(([name, value]) => `- \`${name}\`: ${value} by default`);
  const controls = check.controls.map((control) => {
    const { framework, version } = control;
    return `- ${framework} ${version}: ${controlWords(control, check.messages, commands('en').checks)}`;
  });
  const fixes = providers.flatMap((provider) => {
    const fix = text.fix[provider];
    if (fix === undefined) return [];
    const steps = fix.steps.map((step, index) => `${index + 1}. ${step}`);
    const command = fix.command === undefined ? [] : ['', '```', fix.command, '```'];
    return [`### ${ui.provider[provider]}`, '', ...steps, ...command, ''];
  });
  const reads = datasetNames.flatMap((dataset) => {
    const rights = providers.flatMap((provider) => {
      const { needs, uses } = readingOf(check, provider);
      if (!needs.includes(dataset) && !uses.includes(dataset)) return [];
      const right = `${ui.provider[provider]} ${code(permissionsOf(provider, dataset))}`;
      return [needs.includes(dataset) ? right : `${right} (may be missing)`];
    });
    return rights.length === 0 ? [] : [`- \`${dataset}\`: ${rights.join('; ')}`];
  });
  return [
    notice,
    `# ${check.id}`,
    '',
    `**${text.title}** (${check.severity} unless a finding says more)`,
    '',
    text.why,
    '',
    ...(text.note === undefined ? [] : [text.note, '']),
    '## Messages',
    '',
    ...check.messages.map((message) => `- \`${message}\`: ${text.meanings[message] ?? ''}`),
    '',
    ...(options.length === 0 ? [] : ['## Options', '', ...options, '']),
    '## What it reads',
    '',
    ...reads,
    '',
    'Nothing passes because something could not be read. Without a dataset that is not marked “may be missing”, all is `unknown`, with the reason.',
    '',
    '## How to fix',
    '',
    ...fixes,
    ...(controls.length === 0 ? [] : ['## Controls', '', ...controls, '']),
  ].join('\n');
}

function checksIndex(): string {
  const rows = checks.map(({ id, severity }) => `| [${id}](${id}.md) | ${texts[id]?.title ?? ''} | ${severity} |`);
  return [notice, '# Checks', '', '| id | fails for | severity |', '|---|---|---|', ...rows, ''].join('\n');
}

function permissionsPage(): string {
  const sections = connectors.flatMap((connector) => {
    const rows = datasetNames.map((name) => {
      const collector = connector.datasets[name];
      if ('unsupported' in collector) return `| \`${name}\` | – | – | ${collector.unsupported} |`;
      const { permissions, optional = [], licence = 'any licence' } = collector;
      return `| \`${name}\` | ${code(permissions)} | ${optional.length === 0 ? '–' : code(optional)} | ${licence} |`;
    });
    return [
      `## ${connector.product}`,
      '',
      '| dataset | least permission | shows more of what is hidden | licence |',
      '|---|---|---|---|',
      ...rows,
      '',
    ];
  });
  return [notice, '# Permissions', '', 'All of them only read.', '', ...sections].join('\n');
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

const wanted = new Map<string, string>([
  ...checks.map((check): [string, string] => [`docs/checks/${check.id}.md`, checkPage(check)]),
  ['docs/checks/README.md', checksIndex()],
  ['docs/permissions.md', permissionsPage()],
  ['docs/gaps.md', gapsPage()],
  ['docs/shisei.schema.json', configurationJsonSchema()],
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
