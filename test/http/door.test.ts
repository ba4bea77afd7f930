import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBudget } from '../../src/http/budget.ts';
import { type Call, type Door, type DoorOptions, openDoor, placeOf, retryAfterMs } from '../../src/http/door.ts';
import { ForeignAddressError, TransportError } from '../../src/http/errors.ts';

type Handler = (response: ServerResponse, request: IncomingMessage) => void;
interface Service {
  origin: string;
  seen: IncomingMessage[];
}

const servers: Server[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A service on loopback that answers the first request by the first handler, and so on; the last one stays. */
async function serve(...handlers: Handler[]): Promise<Service> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const handler = handlers[Math.min(seen.length, handlers.length - 1)];
    seen.push(request);
    handler?.(response, request);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function doorTo(origin: string, options: Partial<DoorOptions> = {}): Door {
  return openDoor({
    trusted: new Set([origin]),
    signal: new AbortController().signal,
    mayPost: () => true,
    budgetFor: () => undefined,
    isTransient: () => false,
    ...options,
    timing: { delayMs: 1, ...options.timing },
  });
}

function callTo(origin: string, path = '/users'): Call {
  return { method: 'GET', url: new URL(path, origin), headers: new Headers({ authorization: 'Bearer s3cret' }) };
}

function json(value: unknown, status = 200, headers: Record<string, string> = {}): Handler {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(value));
  };
}

function raw(text: string, status: number, headers: Record<string, string>): Handler {
  return (response) => {
    response.writeHead(status, headers);
    response.end(text);
  };
}

const tooMany = (retryAfter: string) =>
  json({ error: { code: 'TooManyRequests' } }, 429, { 'retry-after': retryAfter });
const fine = json({ value: [1] });
const resetBefore: Handler = (response) => void response.socket?.destroy();
const resetInBody: Handler = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"value":[', () => setTimeout(() => response.socket?.destroy(), 20));
};
const stalled: Handler = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"value":[');
};

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
}

describe('an answer', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'application/problem+json'])(
    'of %s is parsed',
    async (type) => {
      const { origin } = await serve(raw('{"a":1}', 200, { 'content-type': type }));
      expect((await doorTo(origin).send(callTo(origin))).body).toEqual({ a: 1 });
    },
  );

  it('of any other type is its text', async () => {
    const { origin } = await serve(raw('Report Refresh Date\n2026-11-21\n', 200, { 'content-type': 'text/csv' }));
    expect((await doorTo(origin).send(callTo(origin))).body).toBe('Report Refresh Date\n2026-11-21\n');
  });

  it.each([400, 401, 403, 404, 410, 501])('of status %i is handed out at once', async (status) => {
    const { origin, seen } = await serve(json({ error: { code: 'x' } }, status));
    const answer = await doorTo(origin).send(callTo(origin));
    expect(answer).toMatchObject({ status, body: { error: { code: 'x' } } });
    expect(seen).toHaveLength(1);
  });

  it('that redirects is handed out and not followed', async () => {
    const elsewhere = await serve(fine);
    const { origin } = await serve((response) =>
      response.writeHead(302, { location: `${elsewhere.origin}/steal` }).end(),
    );
    expect((await doorTo(origin).send(callTo(origin))).status).toBe(302);
    expect(elsewhere.seen).toHaveLength(0);
  });

  it('carries body and method of the question', async () => {
    let received = '';
    const { origin } = await serve((response, request) => {
      request.on('data', (chunk: Buffer) => {
        received += chunk.toString();
      });
      request.on('end', () => fine(response, request));
    });
    await doorTo(origin).send({ ...callTo(origin, '/$batch'), method: 'POST', body: '{"requests":[]}' });
    expect(received).toBe('{"requests":[]}');
  });
});

describe('429', () => {
  it('waits as many seconds as Retry-After says', async () => {
    const { origin, seen } = await serve(tooMany('1'), fine);
    const waits: number[] = [];
    const started = performance.now();
    const answer = await doorTo(origin, { onWait: (milliseconds) => waits.push(milliseconds) }).send(callTo(origin));
    expect(answer.status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
    expect(seen).toHaveLength(2);
    expect(waits).toHaveLength(1);
  });

  it('waits until the date that Retry-After says, by the clock of the provider', async () => {
    const date = 'Sat, 21 Nov 2026 09:00:00 GMT';
    const until = 'Sat, 21 Nov 2026 09:00:01 GMT';
    const { origin } = await serve(json({}, 429, { date, 'retry-after': until }), fine);
    const started = performance.now();
    await doorTo(origin).send(callTo(origin));
    const elapsed = performance.now() - started;
    expect(elapsed).toBeGreaterThanOrEqual(990);
    expect(elapsed).toBeLessThan(3_000);
  });

  it.each([
    ['a date in the past', 'Wed, 21 Oct 2015 07:28:00 GMT'],
    ['0 seconds', '0'],
    ['something unreadable', 'soon'],
  ])('backs off by itself when Retry-After is %s', async (_name, value) => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { origin, seen } = await serve(tooMany(value), tooMany(value), tooMany(value), fine);
    const started = performance.now();
    await doorTo(origin, { timing: { delayMs: 40 } }).send(callTo(origin));
    expect(seen).toHaveLength(4);
    expect(performance.now() - started).toBeGreaterThanOrEqual(40 + 80 + 160 - 10);
  });

  it('is handed out at once when Retry-After asks for more than anybody waits', async () => {
    const { origin, seen } = await serve(tooMany('86400'));
    const answer = await doorTo(origin).send(callTo(origin));
    expect(answer.status).toBe(429);
    expect(seen).toHaveLength(1);
  });

  it('is waited for again and again only as long as one call may wait at all', async () => {
    const { origin, seen } = await serve(tooMany('1'));
    const answer = await doorTo(origin, { timing: { patienceMs: 2_500, retries: 5 } }).send(callTo(origin));
    expect(answer.status).toBe(429);
    expect(seen).toHaveLength(3);
  });

  it('does not hold up other calls of the budget for hours', async () => {
    const { origin } = await serve(tooMany('86400'), fine);
    const budget = createBudget({ requests: 100, windowMs: 1_000, probe: true });
    const door = doorTo(origin, { budgetFor: () => budget });
    await door.send(callTo(origin));
    expect((await door.send(callTo(origin))).status).toBe(200);
  });

  it('is counted by its status even when its body is broken', async () => {
    const { origin, seen } = await serve(raw('', 429, { 'content-type': 'application/json', 'retry-after': '86400' }));
    expect(await doorTo(origin).send(callTo(origin))).toMatchObject({ status: 429, body: '' });
    expect(seen).toHaveLength(1);
  });

  it('without end is handed out after the last retry', async () => {
    const { origin, seen } = await serve(json({}, 429));
    const door = doorTo(origin, { timing: { retries: 3 } });
    expect((await door.send(callTo(origin))).status).toBe(429);
    expect(seen).toHaveLength(4);
    expect(door.requests()).toEqual({ sent: 4, retried: 3 });
  });

  it('under another status is seen where the provider says so', async () => {
    const { origin, seen } = await serve(json({ error: { errors: [{ reason: 'rateLimitExceeded' }] } }, 403), fine);
    const door = doorTo(origin, { isTransient: ({ status }) => status === 403 });
    expect((await door.send(callTo(origin))).status).toBe(200);
    expect(seen).toHaveLength(2);
  });
});

describe('a provider in trouble', () => {
  it.each([500, 502, 503, 504])('that answers %i with a page for people is asked again', async (status) => {
    const page = raw('<html><body>Bad Gateway</body></html>', status, { 'content-type': 'text/html' });
    const { origin, seen } = await serve(page, page, fine);
    const door = doorTo(origin);
    expect((await door.send(callTo(origin))).body).toEqual({ value: [1] });
    expect(seen).toHaveLength(3);
    expect(door.requests()).toEqual({ sent: 3, retried: 2 });
  });

  it('hands out its last page when it stays so', async () => {
    const { origin, seen } = await serve(raw('<html>down</html>', 503, { 'content-type': 'text/html' }));
    const answer = await doorTo(origin).send(callTo(origin));
    expect(answer).toMatchObject({ status: 503, body: '<html>down</html>' });
    expect(seen).toHaveLength(6);
  });

  it.each([
    ['before it answers', resetBefore],
    ['in the middle of its body', resetInBody],
    ['with half a JSON', raw('{"value":[', 200, { 'content-type': 'application/json' })],
    ['with an empty JSON', raw('', 200, { 'content-type': 'application/json' })],
  ])('that breaks off %s is asked again', async (_name, broken) => {
    const { origin, seen } = await serve(broken, fine);
    expect((await doorTo(origin).send(callTo(origin))).body).toEqual({ value: [1] });
    expect(seen).toHaveLength(2);
  });

  it.each([
    ['before it answers', resetBefore],
    ['in the middle of its body', resetInBody],
    ['with half a JSON', raw('{"value":[', 200, { 'content-type': 'application/json' })],
  ])('that always breaks off %s ends in a TransportError', async (_name, broken) => {
    const { origin, seen } = await serve(broken);
    const error = await failure(doorTo(origin, { timing: { retries: 2 } }).send(callTo(origin)));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ timedOut: false });
    expect(seen).toHaveLength(3);
  });

  it('that stalls in its body is asked once more, then given up', async () => {
    const { origin, seen } = await serve(stalled);
    const error = await failure(doorTo(origin, { timing: { limitMs: 150 } }).send(callTo(origin)));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ timedOut: true });
    expect(seen).toHaveLength(2);
  });

  it('that cannot be reached ends in a TransportError that says why', async () => {
    const { origin } = await serve(fine);
    for (const server of servers.splice(0)) server.close();
    const error = await failure(doorTo(origin, { timing: { retries: 1 } }).send(callTo(origin)));
    expect(error).toBeInstanceOf(TransportError);
    expect(String(error)).toContain('ECONNREFUSED');
  });

  it('earns no faster pace by its failures', async () => {
    const { origin } = await serve(json({}, 503), resetBefore, fine);
    const outcomes: string[] = [];
    const ticket = {
      answered: () => outcomes.push('answered'),
      lost: () => outcomes.push('lost'),
      refused: () => outcomes.push('refused'),
    };
    const door = doorTo(origin, { budgetFor: () => ({ take: async () => ticket as never }) });
    await door.send(callTo(origin));
    expect(outcomes).toEqual(['lost', 'lost', 'answered']);
  });
});

describe('credentials', () => {
  it.each([
    ['another host', 'http://localhost'],
    ['another port', 'http://127.0.0.1:1'],
    ['another scheme', 'https://127.0.0.1'],
  ])('never go to %s: nothing is sent', async (_name, foreign) => {
    const home = await serve(fine);
    const { port } = new URL(home.origin);
    const target = new URL(foreign);
    if (target.port === '') target.port = port;
    const door = doorTo(home.origin);
    const error = await failure(door.send(callTo(target.href)));
    expect(error).toBeInstanceOf(ForeignAddressError);
    expect(home.seen).toHaveLength(0);
    expect(door.requests()).toEqual({ sent: 0, retried: 0 });
  });

  it('that are not there may go anywhere, such as to a signed download link', async () => {
    const elsewhere = await serve(fine);
    const door = doorTo('https://graph.example');
    expect((await door.send({ ...callTo(elsewhere.origin), headers: new Headers() })).status).toBe(200);
  });

  it('and page tokens stand in no message', async () => {
    const { origin } = await serve(resetBefore);
    const error = await failure(
      doorTo(origin, { timing: { retries: 0 } }).send(callTo(origin, '/users?$skiptoken=t0ken')),
    );
    expect(String(error)).toContain('/users');
    expect(String(error)).not.toMatch(/t0ken|s3cret/);
  });
});

describe('cancellation', () => {
  const sleepers: ReadonlyArray<readonly [string, Handler, Partial<DoorOptions>]> = [
    ['while it sleeps after a refusal', tooMany('60'), {}],
    ['while it backs off', json({}, 503), { timing: { delayMs: 60_000 } }],
    ['while a body stalls', stalled, {}],
    ['while nothing is answered', () => undefined, {}],
  ];
  it.each(sleepers)('ends it within a moment %s', async (_name, handler, options) => {
    const { origin, seen } = await serve(handler);
    const controller = new AbortController();
    const reason = new Error('interrupted');
    const work = failure(doorTo(origin, { signal: controller.signal, ...options }).send(callTo(origin)));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    controller.abort(reason);
    expect(await work).toBe(reason);
    expect(performance.now() - started).toBeLessThan(500);
    expect(seen).toHaveLength(1);
  });

  it('ends it while it waits for its budget', async () => {
    const { origin, seen } = await serve(fine);
    const controller = new AbortController();
    const budget = createBudget({ requests: 1, windowMs: 60_000, probe: false });
    const door = doorTo(origin, { signal: controller.signal, budgetFor: () => budget });
    await door.send(callTo(origin));
    const work = failure(door.send(callTo(origin)));
    controller.abort(new Error('interrupted'));
    expect(String(await work)).toContain('interrupted');
    expect(seen).toHaveLength(1);
  });
});

describe('counts', () => {
  it('start at nothing and tell what was sent and what was sent again', async () => {
    const { origin } = await serve(fine, json({}, 500), fine);
    const door = doorTo(origin);
    expect(door.requests()).toEqual({ sent: 0, retried: 0 });
    await door.send(callTo(origin));
    await door.send(callTo(origin));
    expect(door.requests()).toEqual({ sent: 3, retried: 1 });
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-21T09:00:00Z');
  it.each([
    ['120', 120_000],
    ['1.5', 1_500],
    [' 3 ', 3_000],
    ['Sat, 21 Nov 2026 09:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 08:59:30 GMT', 0],
    ['', null],
    ['soon', null],
  ])('"%s" means %s ms', (value, expected) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }), now)).toBe(expected);
  });

  it('as a date is read by the clock of the provider, whatever ours says', () => {
    const headers = new Headers({
      'retry-after': 'Sat, 21 Nov 2026 09:00:30 GMT',
      date: 'Sat, 21 Nov 2026 09:00:20 GMT',
    });
    expect(retryAfterMs(headers, now + 3_600_000)).toBe(10_000);
  });

  it('that is missing means nothing', () => {
    expect(retryAfterMs(new Headers(), now)).toBeNull();
  });
});

it('a place for messages has no query', () => {
  expect(placeOf({ method: 'GET', url: new URL('https://graph.example/v1.0/users?$skiptoken=x') })).toBe(
    'GET graph.example/v1.0/users',
  );
});
