import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueOf } from '../../src/commands/tell-due.ts';
import { type Alert, alertSchema } from '../../src/notify/alert.ts';
import { giveUpDays } from '../../src/notify/send.ts';
import { claimDeliveries, putDeliveries } from '../../src/store/deliveries.ts';
import { selfMade } from './mail-server.ts';
import { change, channelTo, noticesFor, scan, slack, teams, tracked, webhook } from './noticed.ts';
import { morning, type Office, openOffice, quick } from './office.ts';
import { openReceiver, type Receiver, type Reply } from './receiver.ts';

let office: Office;
let receiver: Receiver;
beforeEach(async () => {
  [office, receiver] = await Promise.all([openOffice(), openReceiver()]);
});
afterEach(async () => {
  await Promise.all([office.close(), receiver.close()]);
});

const notices = noticesFor([change('new', tracked('a@x.example')), change('worse', tracked('b@x.example', 'low'))]);
const minute = 60_000;
const later = (milliseconds: number) => new Date(morning.getTime() + milliseconds);
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Alert);

describe('a webhook', () => {
  it('is told once, signed, in the documented form', async () => {
    const channel = channelTo(webhook(receiver.url));
    await office.take([channel], notices);
    expect(await office.send([channel])).toEqual([{ type: 'sent', channel: 'webhook', messages: 1 }]);
    const [request] = receiver.received;
    const { headers, body = '' } = request ?? {};
    expect(request).toMatchObject({ method: 'POST', path: '/hook' });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'shisei-event': 'changes',
      'shisei-delivery': `webhook/acme/${scan.id}`,
      'shisei-timestamp': String(morning.getTime() / 1_000),
    });
    const signed = `${headers?.['shisei-timestamp']}.${body}`;
    const expected = createHmac('sha256', 'signing-key-signing-key').update(signed).digest('hex');
    expect(headers?.['shisei-signature']).toBe(`v1=${expected}`);
    const alert = alertSchema.strict().parse(JSON.parse(body));
    expect(alert.id).toBe(headers?.['shisei-delivery']);
    expect(alert.reports[0]?.notices.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^No usable second factor: a@x\.example/),
      expect.stringContaining('b@x.example'),
    ]);
    expect(await office.send([channel], { at: later(minute) })).toEqual([]);
    await office.take([channel], notices, { at: later(minute) });
    expect(await office.send([channel], { at: later(2 * minute) })).toEqual([]);
    expect(receiver.received).toHaveLength(1);
  });

  it('is tried again within the run, under the same id, where that may help', async () => {
    const channel = channelTo(webhook(receiver.url));
    await office.take([channel], notices);
    receiver.answer(503, 'death', 'silence', 200);
    expect(await office.send([channel])).toEqual([{ type: 'sent', channel: 'webhook', messages: 1 }]);
    expect(new Set(receiver.received.map(({ headers }) => headers['shisei-delivery'])).size).toBe(1);
    expect(receiver.received).toHaveLength(4);
  });

  it('is waited for as Retry-After asks, but not for longer than a run has patience', async () => {
    const channel = channelTo(webhook(receiver.url));
    await office.take([channel], notices);
    receiver.answer({ status: 429, headers: { 'retry-after': '1' } });
    const began = performance.now();
    expect(await office.send([channel])).toEqual([{ type: 'sent', channel: 'webhook', messages: 1 }]);
    expect(performance.now() - began).toBeGreaterThan(990);
    await office.take([channel], notices, { scanId: 'two' });
    receiver.answer({ status: 429, headers: { 'retry-after': '3600' } });
    expect(await office.send([channel])).toEqual([
      { type: 'undelivered', channel: 'webhook', messages: 1, failure: { kind: 'status', detail: '429' } },
    ]);
    expect(receiver.received).toHaveLength(3);
  });

  it('is not tried again in the run when it refuses, follows no redirect, and hears of it in the next run', async () => {
    const channel = channelTo(webhook(receiver.url));
    await office.take([channel], notices);
    receiver.answer(400);
    expect(await office.send([channel])).toMatchObject([
      { type: 'undelivered', failure: { kind: 'status', detail: '400' } },
    ]);
    receiver.answer({ status: 307, headers: { location: `${receiver.url}/elsewhere` } });
    expect(await office.send([channel])).toMatchObject([{ failure: { kind: 'redirect', detail: '307' } }]);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook']);
    const [kept] = await office.kept();
    expect(kept).toMatchObject({ state: 'pending', lastError: 'redirect 307', attempts: 2, claimedUntil: null });
    expect(await office.send([channel], { at: later(24 * 60 * minute) })).toMatchObject([{ type: 'sent' }]);
    expect(receiver.received).toHaveLength(3);
  });

  it('that refuses one message hears the next; one that is not there is not asked for each', async () => {
    const channel = channelTo(webhook(receiver.url));
    for (const scanId of ['one', 'two', 'three']) await office.take([channel], notices, { scanId });
    receiver.answer(413);
    expect((await office.send([channel])).map(({ type }) => type)).toEqual(['undelivered', 'sent', 'sent']);
    for (const scanId of ['four', 'five', 'six']) await office.take([channel], notices, { scanId });
    const asked = receiver.received.length;
    receiver.answer(503, 503, 503, 503);
    expect(await office.send([channel], { at: later(minute) })).toEqual([
      { type: 'undelivered', channel: 'webhook', messages: 1, failure: { kind: 'status', detail: '503' } },
      { type: 'undelivered', channel: 'webhook', messages: 3, failure: { kind: 'untried', detail: '' } },
    ]);
    expect(receiver.received.length - asked).toBe(4);
    expect(await office.send([channel], { at: later(2 * minute) })).toHaveLength(4);
    expect(bodies().filter(({ reports }) => reports[0]?.scan.id === 'six')).toHaveLength(1);
  });

  it('that cannot be reached is told of by a code, without its address', async () => {
    const gone = await openReceiver();
    await gone.close();
    const channel = channelTo(webhook(`${gone.url}?key=hunter2`));
    await office.take([channel], notices);
    expect(await office.send([channel])).toEqual([
      { type: 'undelivered', channel: 'webhook', messages: 1, failure: { kind: 'connection', detail: 'ECONNREFUSED' } },
    ]);
    expect(JSON.stringify(await office.kept())).not.toMatch(/hunter2|127\.0\.0\.1/);
  });

  it('with a certificate that this machine does not trust is asked once, and that is told', async () => {
    const server = createServer(await selfMade()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    let asked = 0;
    const counted: typeof fetch = (url, init) => {
      asked += 1;
      return fetch(url, init);
    };
    try {
      const channel = channelTo(webhook(`https://localhost:${port}/hook`));
      await office.take([channel], notices);
      expect(await office.send([channel], { fetch: counted })).toMatchObject([
        { type: 'undelivered', failure: { kind: 'certificate', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
      ]);
      expect(asked).toBe(1);
    } finally {
      server.close();
    }
  });

  it.each(['http://shisei.invalid/hook', 'ftp://127.0.0.1/hook', 'no address'])('is not told at %s', async (url) => {
    const channel = channelTo(webhook(url));
    await office.take([channel], notices);
    const untouched: typeof fetch = () => expect.fail('something was sent');
    expect(await office.send([channel], { fetch: untouched })).toMatchObject([{ failure: { kind: 'insecure' } }]);
  });

  it('with a user and password in its address gets them as a header', async () => {
    const channel = channelTo(webhook(receiver.url.replace('//', '//user:p%40ss@')));
    await office.take([channel], notices);
    expect(await office.send([channel])).toMatchObject([{ type: 'sent' }]);
    const basic = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    expect(receiver.received[0]?.headers.authorization).toBe(basic);
  });

  it(`is given up ${giveUpDays} days after it was due, after a last try`, async () => {
    const channel = channelTo(webhook(receiver.url));
    await office.take([channel], notices);
    const days = (count: number) => later(count * 24 * 60 * minute);
    receiver.answer(400, 400);
    expect(await office.send([channel], { at: days(giveUpDays) })).toMatchObject([{ type: 'undelivered' }]);
    const late = new Date(days(giveUpDays).getTime() + 1);
    expect(await office.send([channel], { at: late })).toMatchObject([{ type: 'given-up', messages: 1 }]);
    expect(await office.kept()).toMatchObject([{ state: 'failed', lastError: 'status 400' }]);
    expect(await office.send([channel], { at: days(30) })).toEqual([]);
    expect(receiver.received).toHaveLength(2);
  });
});

const asHtml = { 'content-type': 'text/html; charset=utf-8' };
const asJson = { 'content-type': 'application/json' };

describe.each([
  ['slack', slack],
  ['teams', teams],
] as const)('%s', (name, target) => {
  async function told(...replies: Reply[]) {
    const channel = channelTo(target(receiver.url));
    await office.take([channel], notices);
    receiver.answer(...replies);
    return office.send([channel]);
  }
  const answered = { kind: 'answer', detail: '' };

  it.each([
    ['a page', { status: 200, headers: asHtml, body: '<!doctype html><title>Sign in</title>' }, answered],
    ['a no in JSON', { status: 200, headers: asJson, body: '{"ok":false,"error":"invalid_auth"}' }, answered],
    ['a no of another kind', { status: 200, headers: asJson, body: '{"success":false}' }, answered],
    [
      'what a server behind it refused',
      {
        status: 200,
        headers: {},
        body: '"Webhook message delivery failed with error: Teams returned HTTP error 413 …"',
      },
      { kind: 'status', detail: '413' },
    ],
  ] as const)('is not told where the status 200 comes with %s', async (_name, reply, failure) => {
    expect(await told(reply)).toEqual([{ type: 'undelivered', channel: name, messages: 1, failure }]);
    expect(receiver.received).toHaveLength(1);
    expect(JSON.stringify(await office.kept())).not.toMatch(/Sign in|invalid_auth|delivery failed/);
  });

  it('is tried again where a server behind it was busy', async () => {
    const body = 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with …';
    expect(await told({ status: 200, headers: {}, body })).toMatchObject([{ type: 'sent' }]);
    expect(receiver.received).toHaveLength(2);
  });

  it.each([
    ['ok', { status: 200, headers: {}, body: 'ok' }],
    ['1', { status: 200, headers: asJson, body: '1' }],
    ['nothing', { status: 202, headers: {}, body: '' }],
    ['JSON', { status: 200, headers: asJson, body: '{"ok":true,"warning":"false"}' }],
    ['without end', { status: 200, headers: {}, body: 'x'.repeat(5_000_000) }],
    ['without its end', { status: 200, headers: { 'content-length': '1000' }, body: 'ok' }],
  ] as const)('is told where the answer is %s', async (_name, reply) => {
    expect(await told(reply)).toEqual([{ type: 'sent', channel: name, messages: 1 }]);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('a channel', () => {
  it('that fails does not hold up another', async () => {
    const bad = channelTo(slack(receiver.url.replace('/hook', '/slack')), { id: 'bad' });
    const fine = channelTo(teams(receiver.url), { id: 'fine' });
    await office.take([bad, fine], notices);
    const only: typeof fetch = (url, init) =>
      String(url).endsWith('/slack') ? Promise.reject(new TypeError('fetch failed')) : fetch(url, init);
    const events = await office.send([bad, fine], { fetch: only });
    expect(events.map(({ type, channel }) => `${channel} ${type}`).sort()).toEqual(['bad undelivered', 'fine sent']);
  });

  it('that is not configured any more keeps what waits', async () => {
    await office.take([channelTo(slack(receiver.url), { id: 'old' })], notices);
    expect(await office.send([channelTo(slack(receiver.url), { id: 'new' })])).toEqual([]);
    expect(await office.kept()).toMatchObject([{ channel: 'old', state: 'pending' }]);
  });

  it('gets nothing of what cannot be read, which is told', async () => {
    const channel = channelTo(webhook(receiver.url));
    const delivery = {
      channel: 'webhook',
      key: 'k',
      scanId: 's',
      tenant: 'acme',
      payload: '{"schema":9}',
      dueAt: morning.toISOString(),
    };
    await putDeliveries(office.store.db, [delivery]);
    expect(await office.send([channel])).toMatchObject([{ type: 'undelivered', failure: { kind: 'unreadable' } }]);
    expect(receiver.received).toEqual([]);
  });
});

describe('a digest', () => {
  it('waits until it is due, and then is one message with all scans', async () => {
    const channel = channelTo(webhook(receiver.url), { digest: 'daily' });
    for (const scanId of ['one', 'two']) await office.take([channel], notices, { scanId });
    expect(await office.send([channel], { at: new Date('2026-11-21T22:59:59.999Z') })).toEqual([]);
    const due = new Date('2026-11-21T23:00:00.000Z');
    receiver.answer(503, 503, 503, 503);
    expect(await office.send([channel], { at: due })).toMatchObject([{ type: 'undelivered', messages: 2 }]);
    await office.take([channel], notices, { scanId: 'three', at: due });
    expect(await office.send([channel], { at: new Date(due.getTime() + minute) })).toMatchObject([{ type: 'sent' }]);
    const all = bodies();
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all.at(-1)).toMatchObject({ event: 'digest', reports: [{ scan: { id: 'one' } }, { scan: { id: 'two' } }] });
    expect(receiver.received[0]?.headers['shisei-delivery']).toMatch(/^[\x21-\x7e]+$/);
    expect(await office.send([channel], { at: new Date('2026-11-22T23:00:00.000Z') })).toMatchObject([
      { type: 'sent' },
    ]);
    expect(
      bodies()
        .at(-1)
        ?.reports.map(({ scan: { id } }) => id),
    ).toEqual(['three']);
  });
});

describe('nobody is told twice', () => {
  it('by many that send at once', async () => {
    const channels = ['a', 'b', 'c'].map((id) => channelTo(webhook(receiver.url), { id }));
    for (let scanId = 0; scanId < 5; scanId += 1) await office.take(channels, notices, { scanId: `scan-${scanId}` });
    await Promise.all(Array.from({ length: 6 }, () => office.send(channels)));
    const ids = receiver.received.map(({ headers }) => headers['shisei-delivery']);
    expect(ids).toHaveLength(15);
    expect(new Set(ids).size).toBe(15);
  });

  it('by several processes', async () => {
    const channel = channelTo(webhook(receiver.url));
    for (let scanId = 0; scanId < 20; scanId += 1) await office.take([channel], notices, { scanId: `scan-${scanId}` });
    const program = join(import.meta.dirname, 'sender-process.ts');
    const sending = () => promisify(execFile)(process.execPath, [program, office.store.place, receiver.url]);
    await Promise.all([sending(), sending(), sending()]);
    const ids = receiver.received.map(({ headers }) => headers['shisei-delivery']);
    expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
    expect((await office.kept()).every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true);
  });

  it('but where whoever sent died before saying so: then again, under the same id, when the claim is over', async () => {
    const channel = channelTo(webhook(receiver.url));
    await office.take([channel], notices);
    const dying = { ...queueOf(office.store), settle: () => Promise.reject(new Error('killed')) };
    await expect(office.send([channel], { queue: dying })).rejects.toThrow('killed');
    expect(await office.send([channel], { at: later(9 * minute) })).toEqual([]);
    expect(await office.send([channel], { at: later(11 * minute) })).toMatchObject([{ type: 'sent' }]);
    const [first, second, ...rest] = receiver.received;
    expect(rest).toEqual([]);
    expect(second?.headers['shisei-delivery']).toBe(first?.headers['shisei-delivery']);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['shisei-signature']).not.toBe(first?.headers['shisei-signature']);
  });

  it('and what somebody else has claimed is left to him', async () => {
    const channel = channelTo(webhook(receiver.url));
    await office.take([channel], notices);
    await claimDeliveries(office.store, { channels: ['webhook'], now: morning, leaseMs: minute });
    expect(await office.send([channel])).toEqual([]);
    expect(receiver.received).toEqual([]);
  });
});

describe('a signal', () => {
  it('ends a wait at once, and what was not sent waits for the next run', async () => {
    const channel = channelTo(webhook(receiver.url));
    for (const scanId of ['one', 'two']) await office.take([channel], notices, { scanId });
    receiver.answer('silence');
    const ending = new AbortController();
    const began = performance.now();
    setTimeout(() => ending.abort(new Error('SIGTERM')), 50);
    const events = await office.send([channel], { signal: ending.signal, timing: { ...quick, limitMs: 30_000 } });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(events).toMatchObject([{ failure: { kind: 'interrupted' } }, { failure: { kind: 'untried' } }]);
    expect(await office.kept()).toMatchObject([{ state: 'pending' }, { state: 'pending' }]);
  });
});
