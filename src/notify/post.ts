import { unescape as unescaped } from 'node:querystring';
import { retryAfterMs } from '../http/door.ts';
import { connectionError, DeliveryError } from './failure.ts';
import { type Answer, refusalIn } from './refusal.ts';

export interface Posting {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Whether what is answered can say no under a status that says yes. */
  saysMore?: boolean;
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

const mostAnswered = 4_096;

async function answerIn({ headers, body }: Response): Promise<Answer> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const part of body ?? []) {
      text += decoder.decode(part, { stream: true });
      if (text.length >= mostAnswered) break;
    }
  } catch {
    // It broke off, or took too long: the status said already that the message was taken.
  }
  return { type: headers.get('content-type') ?? '', text: text.slice(0, mostAnswered) };
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
 * Posts once. Follows no redirect, and looks at nothing but the status of what is answered, unless that says more.
 * @throws DeliveryError when the answer is no success, or none came in time
 */
export async function post({ url: address, headers, body, saysMore }: Posting, wire: Wire): Promise<void> {
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
    if (limit.aborted) throw new DeliveryError({ kind: 'timeout', detail: '' }, { isPassing: true });
    throw connectionError(error);
  }
  const { status, ok } = response;
  if (ok && saysMore === true) {
    const refusal = refusalIn(await answerIn(response), passing);
    wire.signal.throwIfAborted();
    if (refusal !== null) throw refusal;
    return;
  }
  // Nobody reads it; without an end the connection would stay open.
  await response.body?.cancel().catch(() => undefined);
  if (ok) return;
  if (status >= 300 && status < 400) {
    throw new DeliveryError({ kind: 'redirect', detail: String(status) }, { isPassing: false });
  }
  const waitMs = retryAfterMs(response.headers, wire.now().getTime());
  throw new DeliveryError({ kind: 'status', detail: String(status) }, { isPassing: passing.has(status), waitMs });
}
