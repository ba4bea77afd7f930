import type { Secrets } from './secrets.ts';

const secretHeaders = ['authorization', 'proxy-authorization', 'x-identity-header', 'secret'] as const;
const secretField = /(?:secret|assertion|token|password)$/i;
const grantField = /^(?:access_?token|refresh_?token|id_?token|signedJwt)$/i;

/** Learns what a request proves its sender by: its headers, and the form of a sign-in. */
export function learnFromCall(secrets: Secrets, call: { headers: Headers; body?: string }): void {
  for (const name of secretHeaders) secrets.learn(call.headers.get(name)?.replace(/^\w+ +/, ''));
  const isForm = /^application\/x-www-form-urlencoded/i.test(call.headers.get('content-type') ?? '');
  if (!isForm || call.body === undefined) return;
  for (const [name, value] of new URLSearchParams(call.body)) if (secretField.test(name)) secrets.learn(value);
}

/** What opens a download is longer than any word or id of ours. */
const shortestKey = 20;

/**
 * Learns the address that a redirect leads to elsewhere: whoever knows it gets what is there, without a token. What was
 * asked for is no secret, and short words are none.
 */
export function learnFromRedirect(secrets: Secrets, headers: Headers, from: URL): void {
  const location = headers.get('location');
  const target = location === null ? null : URL.parse(location, from.href);
  if (target === null) return;
  const asked = new Set([...from.searchParams.values(), ...from.pathname.split('/')]);
  const path = target.origin === from.origin ? [] : target.pathname.split('/');
  for (const value of [...target.searchParams.values(), ...path]) {
    if (value.length >= shortestKey && !asked.has(value)) secrets.learnForWords(value);
  }
}

/** The tokens that an answer grants; empty when it is no answer of a sign-in. */
export function grantOf(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const granted = Object.entries(body).filter(
    (entry): entry is [string, string] => grantField.test(entry[0]) && typeof entry[1] === 'string',
  );
  return Object.fromEntries(granted);
}

/** The answer of a sign-in, out of which the tokens were taken with all other secrets, with those that it grants. */
export function withGrant(body: unknown, granted: Record<string, string>): unknown {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, ...granted } : body;
}
