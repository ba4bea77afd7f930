// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how variables look in the configuration
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadConfiguration } from '../../src/config/load.ts';
import { ConfigurationError } from '../../src/config/problems.ts';
import { commands } from '../../src/messages/index.ts';
import type { Channel } from '../../src/notify/channel.ts';
import { channelsOf } from '../../src/notify/channels.ts';

const env = {
  HOOK: 'https://hooks.example/T0/hunter2',
  PLAIN: 'http://hooks.example/T0/hunter2',
  NEAR: 'http://127.0.0.1:8080/hook',
  KEY: 'k'.repeat(16),
  SHORT: 'hunter2',
  MAIL: 'smtps://user:p%40ss@mail.example',
};

async function channelsIn(notify: string, top = ''): Promise<Channel[]> {
  const folder = await mkdtemp(join(tmpdir(), 'shisei-notify-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'shisei.yaml');
  const tenant =
    'tenants:\n  - { id: acme, name: Acme, googleWorkspace: { customerId: C01, admin: a@x.example, serviceAccount: s@x.example } }';
  await writeFile(file, `version: 1\n${top}\nnotify:\n${notify}\n${tenant}\n`);
  return channelsOf(await loadConfiguration(file, { env, checks: [], locale: undefined }));
}

/** Keys of the mistakes with their kinds, and what people read of them. */
async function mistakesIn(notify: string): Promise<{ found: string[]; said: string }> {
  const error = await channelsIn(notify).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigurationError)) throw new Error(`this was accepted: ${notify}`);
  const said = error.problems.map((one) => `${commands('en').problem(one)} ${commands('ja').problem(one)}`).join('\n');
  expect(said).not.toMatch(/hunter2|undefined/);
  return { found: error.problems.map(({ key, kind, expected }) => `${key} ${expected ?? kind}`), said };
}

describe('channels of the configuration', () => {
  it('have their kind as their id, and hear of everything at once, in the language of the file', async () => {
    expect(await channelsIn('  - slack: { url: "${HOOK}" }', 'locale: ja')).toEqual([
      {
        ...{
          id: 'slack',
          target: { kind: 'slack', url: env.HOOK },
          tenants: ['acme'],
          minSeverity: 'low',
          digest: null,
        },
        ...{ locale: 'ja', timeZone: 'Asia/Tokyo' },
      },
    ]);
  });

  it('may each be of a kind, and say what they want', async () => {
    const channels = await channelsIn(
      [
        '  - { id: siem, webhook: { url: "${NEAR}", secret: "${KEY}" }, minSeverity: high }',
        '  - { id: team, teams: { url: "${HOOK}" }, digest: weekly, tenants: [acme] }',
        '  - { email: { server: "${MAIL}", from: a@x.example, to: [b@x.example] }, locale: ja }',
      ].join('\n'),
      'timeZone: Europe/Berlin',
    );
    expect(channels).toMatchObject([
      { id: 'siem', target: { kind: 'webhook', url: env.NEAR, secret: env.KEY }, minSeverity: 'high', locale: 'en' },
      { id: 'team', target: { kind: 'teams' }, digest: 'weekly', tenants: ['acme'], timeZone: 'Europe/Berlin' },
      { id: 'email', target: { kind: 'email', server: env.MAIL, to: ['b@x.example'] }, locale: 'ja' },
    ]);
  });

  it.each<[string, string, string[]]>([
    ['an address that is not encrypted', '  - slack: { url: "${PLAIN}" }', ['notify[0].slack.url post-address']],
    [
      'a key that is too short',
      '  - webhook: { url: "${HOOK}", secret: "${SHORT}" }',
      ['notify[0].webhook.secret signing-key'],
    ],
    [
      'a mail server of another kind',
      '  - email: { server: "${HOOK}", from: a@x.example, to: [b@x.example] }',
      ['notify[0].email.server mail-server'],
    ],
    [
      'an address that is none',
      '  - email: { server: "${MAIL}", from: hunter2, to: [b] }',
      ['notify[0].email.from mail-address', 'notify[0].email.to[0] mail-address'],
    ],
    ['nobody to write to', '  - email: { server: "${MAIL}", from: a@x.example, to: [] }', ['notify[0].email.to list']],
    [
      'two of one kind without a name',
      '  - slack: { url: "${HOOK}" }\n  - slack: { url: "${HOOK}" }',
      ['notify[1].id twice-channel'],
    ],
    [
      'two of one name',
      '  - { id: teams, slack: { url: "${HOOK}" } }\n  - teams: { url: "${HOOK}" }',
      ['notify[1].id twice-channel'],
    ],
    ['a name that is none', '  - { id: "Hunter 2", slack: { url: "${HOOK}" } }', ['notify[0].id tenant']],
    [
      'a tenant that is not there',
      '  - { slack: { url: "${HOOK}" }, tenants: [other] }',
      ['notify[0].tenants[0] unknown-tenant'],
    ],
    ['no tenants', '  - { slack: { url: "${HOOK}" }, tenants: [] }', ['notify[0].tenants list']],
    ['no list', '  slack', ['notify list']],
    ['no kind', '  - { id: a }', ['notify[0] one-credential']],
  ])('%s is a mistake that is told', async (_what, notify, found) => {
    expect((await mistakesIn(notify)).found).toEqual(found);
  });
});
