import { unescape as unescaped } from 'node:querystring';
import { retryAfterMs } from '../http/door.ts';
import { codeOf, DeliveryError } from './failure.ts';

export interface Posting {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Wire {
  fetch: typeof fetch;
  signal: AbortSignal;
  now: () => Date;
  /** Time limit of one try, in milliseconds. */
  limitMs: number;
}

const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether a host, as an address names it, is this machine. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

function openAddress(address: string): URL {
  const url = URL.parse(address);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === null || !isSafe) throw new DeliveryError({ kind: 'insecure', detail: '' }, { isPassing: false });
  return url;
}

/** An address with a user and password in it, which `fetch` refuses, as an address and a header. */
function withoutUser(url: URL): { url: URL; headers: Record<string, string> } {
  if (url.username === '' && url.password === '') return { url, headers: {} };
  const user = `${unescaped(url.username)}:${unescaped(url.password)}`;
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return { url: bare, headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}` } };
}

/**
 * Posts once. Follows no redirect, and looks at nothing but the status of what is answered.
 * @throws DeliveryError when the answer is no success, or none came in time
 */
export async function post({ url: address, headers, body }: Posting, wire: Wire): Promise<void> {
  const { url, headers: own } = withoutUser(openAddress(address));
  const limit = AbortSignal.timeout(wire.limitMs);
  let response: Response;
  try {
    response = await wire.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'shisei', ...own, ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([wire.signal, limit]),
    });
  } catch (error) {
    wire.signal.throwIfAborted();
    const failure = limit.aborted
      ? ({ kind: 'timeout', detail: '' } as const)
      : ({ kind: 'connection', detail: codeOf(error) } as const);
    throw new DeliveryError(failure, { isPassing: true });
  }
  // Nobody reads it; without an end the connection would stay open.
  await response.body?.cancel().catch(() => undefined);
  const { status, ok } = response;
  if (ok) return;
  if (status >= 300 && status < 400) {
    throw new DeliveryError({ kind: 'redirect', detail: String(status) }, { isPassing: false });
  }
  const waitMs = retryAfterMs(response.headers, wire.now().getTime());
  throw new DeliveryError({ kind: 'status', detail: String(status) }, { isPassing: passing.has(status), waitMs });
}
