import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health } from './standing.ts';

/** Nobody but this machine may ask. */
export const healthHost = '127.0.0.1';
const path = '/healthz';

export interface HealthServer {
  port: number;
  close(): Promise<void>;
}

/** A page in a browser of this machine that calls itself by another name is a stranger. */
function isAddressed({ headers: { host }, socket: { localPort } }: IncomingMessage): boolean {
  return host === `${healthHost}:${localPort}` || host === `localhost:${localPort}`;
}

function answer(request: IncomingMessage, response: ServerResponse, health: () => Health): void {
  const say = (status: number, headers: Record<string, string>, body?: unknown) => {
    response.writeHead(status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers });
    response.end(body === undefined ? undefined : `${JSON.stringify(body)}\n`);
  };
  if (!isAddressed(request) || request.url !== path) {
    say(404, {});
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    say(405, { allow: 'GET, HEAD' });
    return;
  }
  const now = health();
  say(now.status === 'ok' ? 200 : 503, { 'content-type': 'application/json' }, now);
}

/**
 * Answers `GET /healthz` on loopback: 200 when all is well, else 503.
 * @throws Error of Node.js when nobody can listen at the port
 */
export async function serveHealth(port: number, health: () => Health): Promise<HealthServer> {
  // What comes too slowly is looked for twice a minute by default, and until then has taken the place of others.
  const limits = { requestTimeout: 5_000, keepAliveTimeout: 1_000, connectionsCheckingInterval: 1_000 };
  const server = createServer(limits, (request, response) => {
    answer(request, response, health);
  });
  server.maxConnections = 16;
  server.listen(port, healthHost);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
