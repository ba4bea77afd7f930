import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { type HealthServer, serveHealth } from '../../src/schedule/health.ts';
import type { Health } from '../../src/schedule/standing.ts';

const well: Health = { status: 'ok', next: '2026-11-22T03:15:00.000Z', running: [], last: {} };
let server: HealthServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Asked {
  path?: string;
  method?: string;
  host?: string;
  address?: string;
}

async function ask(port: number, { path = '/healthz', method = 'GET', host, address = '127.0.0.1' }: Asked = {}) {
  return new Promise<{ status: number; body: string; allow: string | undefined }>((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    const asked = request({ host: address, port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, allow: response.headers.allow }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('health on loopback', () => {
  // Half of what those who never end would have without a limit.
  it('is told soon although others keep all connections and never end their requests', {
    timeout: 15_000,
  }, async () => {
    server = await serveHealth(0, () => well);
    const { port } = server;
    const begun = Array.from({ length: 16 }, () => connect(port, '127.0.0.1'));
    await Promise.all(begun.map((socket) => once(socket, 'connect')));
    for (const socket of begun) socket.on('error', () => undefined).write('GET /healthz HTTP/1.1\r\n');
    const ended = Promise.all(begun.map((socket) => once(socket.resume(), 'close')));
    await expect(ask(port)).rejects.toThrow();
    await ended;
    expect((await ask(port)).status).toBe(200);
  });

  it('is 200 with all that is known while all is well', async () => {
    server = await serveHealth(0, () => well);
    const { status, body } = await ask(server.port);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual(well);
  });

  it.each(['stuck', 'configuration', 'failed'] as const)('is 503 when it is %s', async (status) => {
    server = await serveHealth(0, () => ({ ...well, status }));
    const answer = await ask(server.port);
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.body).status).toBe(status);
  });

  it('answers HEAD without a body, other methods with 405 and other paths with 404', async () => {
    server = await serveHealth(0, () => well);
    const { port } = server;
    expect(await ask(port, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect(await ask(port, { method: 'POST' })).toMatchObject({ status: 405, body: '', allow: 'GET, HEAD' });
    for (const path of ['/', '/healthz/', '/healthz?verbose', '/Healthz', '/metrics']) {
      expect(await ask(port, { path })).toMatchObject({ status: 404, body: '' });
    }
  });

  it('does not answer a page that calls this machine by another name', async () => {
    server = await serveHealth(0, () => well);
    const { port } = server;
    expect((await ask(port, { host: `localhost:${port}` })).status).toBe(200);
    expect((await ask(port, { host: `evil.example:${port}` })).status).toBe(404);
  });

  it('listens nowhere else', async () => {
    server = await serveHealth(0, () => well);
    const { port } = server;
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    await expect(ask(port, { address: '::1' })).rejects.toThrow();
    for (const { address } of others) await expect(ask(port, { address })).rejects.toThrow('ECONNREFUSED');
  });

  it('cannot listen where another does, and is gone when it is closed', async () => {
    server = await serveHealth(0, () => well);
    const { port } = server;
    await expect(serveHealth(port, () => well)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await server.close();
    await expect(ask(port)).rejects.toThrow('ECONNREFUSED');
    server = null;
  });
});
