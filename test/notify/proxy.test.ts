import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { followProxies } from '../../src/command-line/proxies.ts';
import type { Io } from '../../src/io.ts';
import { change, channelTo, noticesFor, slack, tracked } from './noticed.ts';
import { type Office, openOffice } from './office.ts';
import { openReceiver, type Receiver } from './receiver.ts';

// Proxies are followed by the whole process, so that these tests have a file of their own.
const wanted: string[] = [];
const status = { now: 407 };
const proxy = createServer((request, response) => {
  wanted.push(request.url ?? '');
  response.writeHead(204).end();
});
proxy.on('connect', ({ url = '' }, socket) => {
  wanted.push(url);
  socket.end(`HTTP/1.1 ${status.now} No\r\n\r\n`);
});

const notices = noticesFor([change('new', tracked('tanaka@acme.example'))]);
let receiver: Receiver;
let office: Office;
beforeAll(async () => {
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  followProxies({ env: { HTTPS_PROXY: url, http_proxy: url, NO_PROXY: 'intranet.example' } } as unknown as Io);
  [receiver, office] = await Promise.all([openReceiver(), openOffice()]);
});
beforeEach(() => void wanted.splice(0));
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await Promise.all([receiver.close(), office.close()]);
});

it('what is told to this machine is told to no proxy', async () => {
  const channel = channelTo(slack(receiver.url));
  await office.take([channel], notices);
  expect(await office.send([channel])).toMatchObject([{ type: 'sent' }]);
  expect(wanted).toEqual([]);
});

it.each([
  [407, 1],
  [502, 4],
])('a proxy that answers %i is named, and asked %i times', async (refusal, times) => {
  status.now = refusal;
  const channel = channelTo(slack('https://hooks.example/x'), { id: `hooks-${refusal}` });
  await office.take([channel], notices);
  const failure = { kind: 'proxy', detail: String(refusal) };
  expect(await office.send([channel])).toEqual([{ type: 'undelivered', channel: channel.id, messages: 1, failure }]);
  expect(wanted).toEqual(Array.from({ length: times }, () => 'hooks.example:443'));
});
