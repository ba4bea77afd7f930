// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how variables look in the configuration
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listAlerts, sendAlerts, testAlerts } from '../../src/commands/alerts.ts';
import { diff } from '../../src/commands/diff.ts';
import { doctor } from '../../src/commands/doctor.ts';
import { exceptAdd, exceptRemove } from '../../src/commands/except.ts';
import { exceptList } from '../../src/commands/except-list.ts';
import { history } from '../../src/commands/history.ts';
import { hold } from '../../src/commands/hold.ts';
import { judge } from '../../src/commands/judge.ts';
import type { OutputOptions } from '../../src/commands/options.ts';
import { prune } from '../../src/commands/prune.ts';
import { scan } from '../../src/commands/scan.ts';
import { schedule } from '../../src/commands/schedule.ts';
import { ConfigurationError } from '../../src/config/problems.ts';
import type { Io } from '../../src/io.ts';
import { listening } from './past-world.ts';

const guid = '3f1c2d4e-5b6a-4c7d-8e9f-0a1b2c3d4e5f';

/** A configuration of which every part stands behind a variable, and none is set. */
async function place(): Promise<{ config: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-needs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = join(folder, 'shisei.yaml');
  const directory = `microsoft365: { tenantId: ${guid}, clientId: ${guid}, clientSecret: "\${DIRECTORY}" }`;
  const lines = [
    'version: 1',
    'store: ${STORE}',
    'pseudonymKey: ${KEY}',
    'notify: [{ slack: { url: "${NOTIFY}" } }]',
    'schedule: [{ cron: "0 2 * * *" }]',
    'tenants:',
    `  - { id: acme, name: Acme, roster: "\${ROSTER}", ${directory} }`,
  ];
  await writeFile(config, `${lines.join('\n')}\n`);
  return { config, folder };
}

type Command = (asked: OutputOptions, io: Io) => Promise<number>;

const scanning = { tenant: [], resume: false };
const scheduling = { now: false, once: true };
const accepted = {
  tenant: 'acme',
  check: 'missing-mfa',
  subject: 'a',
  reason: 'r',
  approvedBy: 'b',
  until: '2099-01-01',
};
const never = () => expect.fail('something was scanned');

const everything = ['DIRECTORY', 'KEY', 'NOTIFY', 'ROSTER', 'STORE'];
const table: ReadonlyArray<readonly [name: string, needs: readonly string[], command: Command]> = [
  ['scan', everything, (asked, io) => scan({ ...asked, ...scanning, store: true }, io, undefined)],
  [
    'scan --no-store',
    ['DIRECTORY', 'KEY', 'ROSTER'],
    (asked, io) => scan({ ...asked, ...scanning, store: false }, io, undefined),
  ],
  ['schedule', everything, (asked, io) => schedule({ ...asked, ...scheduling, store: true }, io, undefined, never)],
  [
    'schedule --no-store',
    ['DIRECTORY', 'KEY', 'ROSTER'],
    (asked, io) => schedule({ ...asked, ...scheduling, store: false }, io, undefined, never),
  ],
  ['judge', ['ROSTER'], (asked, io) => judge([], asked, io)],
  ['judge --pseudonymise', ['KEY', 'ROSTER'], (asked, io) => judge([], { ...asked, pseudonymise: true }, io)],
  ['doctor', ['DIRECTORY', 'ROSTER'], ({ config }, io) => doctor({ config, tenant: [] }, io)],
  ['alerts list', ['NOTIFY', 'STORE'], ({ config }, io) => listAlerts({ config }, io)],
  ['alerts send', ['NOTIFY', 'STORE'], ({ config }, io) => sendAlerts({ config }, io)],
  ['alerts test', ['NOTIFY'], ({ config }, io) => testAlerts({ config }, io)],
  ['diff', ['STORE'], ({ config }, io) => diff({ config, scans: [], format: 'text' }, io)],
  ['history', ['STORE'], ({ config }, io) => history({ config, format: 'text' }, io)],
  ['except add', ['STORE'], ({ config }, io) => exceptAdd({ config, ...accepted }, io)],
  ['except list', ['STORE'], ({ config }, io) => exceptList({ config }, io)],
  ['except remove', ['STORE'], ({ config }, io) => exceptRemove('x', { config }, io)],
  ['prune', ['STORE'], ({ config }, io) => prune({ config, dryRun: true }, io)],
  ['hold', ['STORE'], ({ config }, io) => hold('latest', { config, release: true }, io)],
];

test.each(table)('shisei %s asks for the variables of what it uses: %j', async (_name, needs, command) => {
  const { config, folder } = await place();
  const asked: OutputOptions = {
    ...{ config, configGiven: true, out: join(folder, 'out'), format: ['json'], saveSnapshot: false },
    ...{ pseudonymise: false, quiet: true, concurrency: 1, frameworks: [] },
  };
  const error = await command(asked, listening()).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigurationError)) throw error;
  expect(error.problems.map(({ kind, about }) => `${kind} ${about}`).sort()).toEqual(
    needs.map((name) => `unset-variable ${name}`),
  );
});
