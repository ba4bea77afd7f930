// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how variables look in the configuration
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AlertsOptions, listAlerts, sendAlerts, testAlerts } from '../../src/commands/alerts.ts';
import type { Io } from '../../src/io.ts';
import { outboxOf } from '../../src/notify/outbox.ts';
import { putDeliveries } from '../../src/store/deliveries.ts';
import { openStore } from '../../src/store/open.ts';
import { acme, change, channelTo, noticesFor, scan, slack, tracked, webhook } from '../notify/noticed.ts';
import { morning, quick } from '../notify/office.ts';
import { openReceiver, type Receiver } from '../notify/receiver.ts';

let folder: string;
let receiver: Receiver;
beforeEach(async () => {
  [folder, receiver] = await Promise.all([mkdtemp(join(tmpdir(), 'shisei-alerts-')), openReceiver()]);
  const notify = [
    'notify:',
    '  - webhook: { url: "${HOOK}", secret: "${KEY}" }',
    '  - { id: chat, slack: { url: "${HOOK}" } }',
  ];
  const tenant =
    '  - { id: acme, name: Acme, googleWorkspace: { customerId: C01, admin: a@x.example, serviceAccount: s@x.example } }';
  await writeFile(join(folder, 'shisei.yaml'), ['version: 1', ...notify, 'tenants:', tenant, ''].join('\n'));
});
afterEach(async () => {
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

type Command = (options: AlertsOptions, io: Io) => Promise<number>;

async function run(command: Command, more: Partial<AlertsOptions> = {}) {
  const said = { out: '', err: '' };
  const io: Io = {
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
    },
    ...{ env: { HOOK: `${receiver.url}?hunter2`, KEY: 'hunter2-hunter2-hunter2' }, now: () => morning },
    ...{ terminal: { out: false, err: false }, colour: false, columns: 80, signal: new AbortController().signal },
  };
  const status = await command({ config: join(folder, 'shisei.yaml'), timing: quick, ...more }, io);
  return { status, ...said };
}

it.each([['list', listAlerts] as const, ['send', sendAlerts] as const])(
  'shisei alerts %s makes no store where there is none, and says when one cannot be used',
  async (_name, command) => {
    const where = join(folder, 'shisei.db');
    await expect(run(command)).rejects.toThrow(/There is no history at .*shisei\.db yet/);
    expect(existsSync(where)).toBe(false);
    await writeFile(where, 'this is no database, however long one looks at it'.repeat(40));
    const { status, out, err } = await run(command);
    expect([status, out]).toEqual([3, '']);
    expect(err).toContain(where);
    expect(err.trim().split('\n')).toHaveLength(1);
  },
);

/** What a scan leaves, for the channels of the configuration and one that is gone. */
async function scanned(scanId: string): Promise<void> {
  const store = await openStore(join(folder, 'shisei.db'));
  const ids = [channelTo(webhook('')), channelTo(slack(''), { id: 'chat' }), channelTo(slack(''), { id: 'gone' })];
  const notices = noticesFor([change('new', tracked('tanaka@acme.example'))]);
  const noticed = { tenant: acme, scan: { ...scan, id: scanId }, notices, disguised: false };
  await putDeliveries(store.db, outboxOf(ids, noticed, morning));
  await store.close();
}

describe('shisei alerts test', () => {
  it('sends a message that says what it is, to every channel', async () => {
    expect(await run(testAlerts)).toEqual({
      status: 0,
      out: 'webhook: the test message was accepted.\nchat: the test message was accepted.\n',
      err: '',
    });
    const [first, second] = receiver.received.map(({ body }) => JSON.parse(body) as object);
    expect(first).toMatchObject({ event: 'test', reports: [], id: expect.stringMatching(/^webhook\/test\//) });
    expect(second).toMatchObject({ text: 'shisei: this is a test' });
  });

  it('or to one, in the language that is asked for', async () => {
    const { status, out } = await run(testAlerts, { channel: 'chat', locale: 'ja' });
    expect([status, out]).toEqual([0, 'chat：テスト通知は受け付けられました。\n']);
    expect(receiver.received).toHaveLength(1);
  });

  it('says which did not get it and why, without its address or what it answered', async () => {
    receiver.answer(503);
    const { status, out, err } = await run(testAlerts);
    expect(status).toBe(3);
    expect(err).toBe('webhook: the test message was not delivered: the address answered with status 503.\n');
    expect(out).toBe('chat: the test message was accepted.\n');
  });

  it('refuses a channel that is not there', async () => {
    await expect(run(testAlerts, { channel: 'pager' })).rejects.toThrow(
      'No channel is called "pager". Known: webhook, chat.',
    );
  });
});

describe('shisei alerts send', () => {
  it('sends what waits, and says so', async () => {
    await scanned('one');
    await scanned('two');
    const { status, out, err } = await run(sendAlerts);
    expect([status, err]).toEqual([0, '']);
    expect(out.split('\n').sort()).toEqual(['', 'chat: 2 messages sent.', 'webhook: 2 messages sent.']);
    expect((await run(sendAlerts)).out).toBe('Nothing is waiting to be sent.\n');
    expect(receiver.received).toHaveLength(4);
  });

  it('says plainly that nobody was told, and ends with 3', async () => {
    await scanned('one');
    receiver.answer(403, 403);
    const { status, err, out } = await run(sendAlerts);
    expect([status, out]).toEqual([3, '']);
    expect(err).toContain(
      'Alerts: 1 message to webhook could not be delivered: the address answered with status 403. The next run tries again; nobody has been told yet.',
    );
    expect(err).not.toContain('hunter2');
  });
});

describe('shisei alerts list', () => {
  it('tells what became of each, and nothing of what it says', async () => {
    await (await openStore(join(folder, 'shisei.db'))).close();
    expect((await run(listAlerts)).out).toBe('No alerts are kept.\n');
    await scanned('one');
    receiver.answer(503, 503, 503, 503, 503, 503, 503, 503);
    await run(sendAlerts);
    await scanned('two');
    const { status, out } = await run(listAlerts);
    expect(status).toBe(0);
    expect(out).toMatchSnapshot();
    expect(out).not.toMatch(/hunter2|127\.0\.0\.1|tanaka/);
    const json = (await run(listAlerts, { json: true })).out;
    expect(json).not.toMatch(/hunter2|127\.0\.0\.1|tanaka/);
    expect(JSON.parse(json)).toHaveLength(6);
  });
});
