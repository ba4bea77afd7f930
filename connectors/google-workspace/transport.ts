import type { OAuth2ClientOptions } from 'google-auth-library';
import { type Call, type Door, placeOf } from '../../src/http/door.ts';
import { StatusError } from '../../src/http/errors.ts';

/** How the official clients send their requests, those for tokens too. */
export type Transport = NonNullable<OAuth2ClientOptions['transporterOptions']>;

type Prepared = Parameters<NonNullable<Transport['adapter']>>[0];

function methodOf(method = 'GET'): Call['method'] {
  const name = method.toUpperCase();
  if (name !== 'GET' && name !== 'POST') throw new Error(`a request that would write: ${name}`);
  return name;
}

function callOf({ method, url, headers, body }: Prepared): Call {
  const sent = new Headers(headers);
  if (body instanceof URLSearchParams && !sent.has('content-type')) {
    sent.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8');
  }
  return {
    method: methodOf(method),
    url: new URL(url),
    headers: sent,
    ...(typeof body === 'string' || body instanceof URLSearchParams ? { body: String(body) } : {}),
  };
}

/**
 * Leads the official clients through the door. Their own retries are off: they do not know Google's 403 for "too
 * many", wait without jitter, and do not read Retry-After.
 */
export function throughDoor(door: Door): Transport {
  return {
    retry: false,
    retryConfig: { retry: 0, noResponseRetries: 0, shouldRetry: () => false },
    adapter: async <T>(prepared: Prepared) => {
      const call = callOf(prepared);
      const answer = await door.send(call);
      if (answer.status < 200 || answer.status > 299) throw new StatusError(placeOf(call), answer);
      const response = new Response(null, { status: answer.status, headers: answer.headers });
      return Object.assign(response, { config: prepared, data: answer.body as T });
    },
  };
}
