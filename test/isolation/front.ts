import { createHash } from 'node:crypto';
import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a provider does to one tenant, and to no other. */
export const weathers = ['calm', 'busy', 'cut', 'expired', 'slow', 'stalling', 'refusing', 'broken'] as const;
export type Weather = (typeof weathers)[number];

/** Weather that a scan gets over, so that it changes nothing of the result. */
export function isPassing(weather: Weather): boolean {
  return weather !== 'refusing' && weather !== 'broken';
}

export interface Front {
  origin: string;
  /** The authorization of every request that came this way; empty where there was none. */
  carried: readonly { path: string; authorization: string }[];
  /** From now on: the weather that was asked for, as if nobody had asked yet, or none. */
  begin(weather: 'again' | 'calm'): void;
  close(): Promise<void>;
}

/** Picks some requests, always the same ones. */
function isPicked(url: string, oneIn: number): boolean {
  return (createHash('sha256').update(url).digest()[0] ?? 0) % oneIn === 0;
}

const json = { 'content-type': 'application/json' };

/** A way of its own into the one service, for one directory: it notes who asks, and makes the weather. */
export async function startFront(service: string, asked: Weather): Promise<Front> {
  const carried: { path: string; authorization: string }[] = [];
  const seen = new Map<string, number>();
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(service);
  let weather = asked;

  /** Whether the request was dealt with here. */
  async function weathered(path: string, body: string, outgoing: ServerResponse): Promise<boolean> {
    const nth = (seen.get(path + body) ?? 0) + 1;
    seen.set(path + body, nth);
    const first = nth === 1;
    if (weather === 'slow') await pause(isPicked(path, 2) ? 15 : 1);
    if (weather === 'stalling' && first && isPicked(path, 4)) await pause(120);
    if (weather === 'busy' && first && isPicked(path, 3)) {
      outgoing.writeHead(429, { ...json, 'retry-after': '0' }).end('{"error":{"code":429,"message":"too many"}}');
      return true;
    }
    if (weather === 'cut' && first && isPicked(path, 3)) {
      outgoing.destroy();
      return true;
    }
    if (weather === 'expired' && first && isPicked(path, 5)) {
      outgoing.writeHead(401, json).end('{"error":{"code":401,"message":"expired","errors":[{"reason":"authError"}]}}');
      return true;
    }
    const isHit = /roleManagement|roleassignments|\/logs?\b|signIns|activity/i.test(path);
    if ((weather === 'refusing' || weather === 'broken') && isHit) {
      const status = weather === 'refusing' ? 403 : 500;
      outgoing
        .writeHead(status, json)
        .end(`{"error":{"code":${status},"message":"no","errors":[{"reason":"forbidden"}]}}`);
      return true;
    }
    return false;
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const path = incoming.url ?? '/';
    carried.push({ path, authorization: incoming.headers.authorization ?? '' });
    if (await weathered(path, body.toString('utf8'), outgoing)) return;
    const { method = 'GET', headers } = incoming;
    const onward = ask({ hostname, port, path, method, headers, agent }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  }

  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    carried,
    begin(next) {
      weather = next === 'again' ? asked : 'calm';
      seen.clear();
    },
    close() {
      agent.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
