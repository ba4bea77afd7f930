import type { Call } from '../../src/http/door.ts';

/** What signs in: for tokens, and for signatures in the name of a service account. */
const posts: readonly RegExp[] = [
  /^https:\/\/oauth2\.googleapis\.com\/token$/,
  /^https:\/\/sts(?:\.[\w.-]+)?\.googleapis\.com\/v1\/token$/,
  /^https:\/\/iamcredentials\.googleapis\.com\/v1\/projects\/-\/serviceAccounts\/[^/]+:(?:signJwt|generateAccessToken)$/,
];

/** Whether a POST signs in; no API that is read asks for one. */
export function mayPost({ url }: Call): boolean {
  return posts.some((allowed) => allowed.test(`${url.origin}${url.pathname}`));
}
