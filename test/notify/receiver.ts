import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What is answered to one request. `silence`: nothing; `death`: the connection is cut. */
export type Reply = number | { status: number; headers: Record<string, string>; body?: string } | 'silence' | 'death';

export interface Receiver {
  url: string;
  received: readonly Received[];
  /** Answers to the next requests; after them 200. */
  answer(...replies: Reply[]): void;
  close(): Promise<void>;
}

function answerWith(reply: Reply, response: ServerResponse): void {
  if (reply === 'silence') return;
  if (reply === 'death') {
    response.socket?.destroy();
    return;
  }
  const {
    status,
    headers,
    body = 'what the server says, with hunter2 in it',
  } = typeof reply === 'number' ? { status: reply, headers: {} } : reply;
  response.writeHead(status, headers).end(body);
}

/** A server on loopback that keeps what is posted to it. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      received.push({ method, path, headers, body: Buffer.concat(parts).toString('utf8') });
      answerWith(replies.shift() ?? 200, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: (...more) => void replies.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
