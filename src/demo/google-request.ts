import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { GoogleDirectory } from './directory.ts';
import { applyFields, parseFields } from './fields.ts';
import { decodeOffset, encodeOffset, type PageCache, queryParts, served } from './paging.ts';
import { googleScope } from './scanner.ts';
import type { Throttle } from './throttle.ts';
import type { GoogleTokenClaims } from './tokens.ts';

export interface GoogleState {
  directories: readonly GoogleDirectory[];
  throttle: Throttle;
  pages: PageCache;
  now: Date;
}

export interface GoogleEnv {
  Variables: { directory: GoogleDirectory; claims: GoogleTokenClaims };
}

export type GoogleContext = Context<GoogleEnv>;
export type GoogleRoutes = Hono<GoogleEnv>;

/** Thrown by handlers; one place turns it into the error envelope. */
export class GoogleFault extends Error {
  readonly status: ContentfulStatusCode;
  readonly reason: string;
  readonly domain: string;
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: ContentfulStatusCode,
    reason: string,
    message: string,
    more: { domain?: string; extra?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.domain = more.domain ?? 'global';
    this.extra = more.extra ?? {};
    this.headers = more.headers ?? {};
  }
}

/** Newer APIs of Google name the kind of error once, and have no list of errors. */
const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
};

function isCloudIdentity(context: GoogleContext): boolean {
  return context.req.path.startsWith('/v1/');
}

export function faultAnswer(context: GoogleContext, fault: GoogleFault): Response {
  const { status, reason, message, domain, extra, headers } = fault;
  if (isCloudIdentity(context)) {
    const error = { code: status, message, status: statuses[status] ?? 'UNKNOWN', ...extra };
    return context.json({ error }, status, headers);
  }
  const error = { code: status, message, errors: [{ message, domain, reason }], ...extra };
  return context.json({ error }, status, headers);
}

export function invalid(message: string): GoogleFault {
  return new GoogleFault(400, 'invalid', message);
}

export function notAuthorized(): GoogleFault {
  return new GoogleFault(403, 'forbidden', 'Not Authorized to access this resource/api');
}

export function notFound(what: string): GoogleFault {
  return new GoogleFault(404, 'notFound', `Resource Not Found: ${what}`);
}

/** Any of the scopes, each with or without `.readonly`. */
export function requireScope(context: GoogleContext, ...anyOf: readonly string[]): void {
  const { scopes } = context.var.claims;
  const accepted = anyOf.flatMap((scope) => [`${googleScope}${scope}.readonly`, `${googleScope}${scope}`]);
  if (accepted.some((scope) => scopes.includes(scope))) return;
  throw new GoogleFault(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.', {
    extra: {
      status: 'PERMISSION_DENIED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          domain: 'googleapis.com',
          metadata: { service: isCloudIdentity(context) ? 'cloudidentity.googleapis.com' : 'admin.googleapis.com' },
        },
      ],
    },
    headers: {
      'WWW-Authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${accepted.join(' ')}"`,
    },
  });
}

/** A limit of its own for some requests of one project. */
export function spendQuota(context: GoogleContext, state: GoogleState, name: string, perMinute: number): void {
  if (state.throttle.spend(`google/${name}/${context.var.claims.iss}`, perMinute, 60) === null) return;
  const service = isCloudIdentity(context) ? 'cloudidentity.googleapis.com' : 'admin.googleapis.com';
  throw new GoogleFault(
    429,
    'rateLimitExceeded',
    `Quota exceeded for quota metric '${name}' and limit '${name} per minute' of service '${service}'.`,
    { domain: 'usageLimits' },
  );
}

/** Another customer is refused, existing or not. */
export function requireCustomer(context: GoogleContext, customer: string | undefined): void {
  if (customer === 'my_customer' || customer === context.var.directory.customer.id) return;
  throw notAuthorized();
}

export function optionsOf(context: GoogleContext): Map<string, string> {
  return new Map(queryParts(context.req.url).map(({ name, value }) => [name, value]));
}

export interface Cut<Row> {
  rows: readonly Row[];
  token: { nextPageToken?: string };
}

export function cutPage<Row>(
  context: GoogleContext,
  all: readonly Row[],
  options: ReadonlyMap<string, string>,
  size: { usual: number; most: number; strict?: boolean; ordered?: boolean },
): Cut<Row> {
  const { serving } = context.var.directory;
  const rows = size.ordered ? all : served(all, serving);
  const asked = options.get('maxResults');
  const length = asked === undefined ? size.usual : Number(asked);
  const within = Number.isInteger(length) && length >= 1 && (size.strict !== true || length <= size.most);
  if (!within) {
    throw new GoogleFault(
      400,
      'invalidParameter',
      `Invalid value '${asked}'. Values must be within the range: [1, ${size.most}]`,
      { extra: { status: 'INVALID_ARGUMENT' } },
    );
  }
  const token = options.get('pageToken');
  const from = token === undefined || token === '' ? 0 : decodeOffset(token);
  if (from === null) throw invalid('Invalid Input: pageToken');
  const to = from + Math.min(length, size.most, serving?.longestPage ?? size.most);
  return { rows: rows.slice(from, to), token: to < all.length ? { nextPageToken: encodeOffset(to) } : {} };
}

/** A partial response holds what `fields` names: a page token that it does not name is gone. */
export function shape(body: unknown, options: ReadonlyMap<string, string>): unknown {
  const fields = options.get('fields');
  if (fields === undefined) return body;
  const mask = parseFields(fields);
  if (mask === null) {
    throw new GoogleFault(400, 'invalidParameter', `Invalid field selection ${fields}`);
  }
  return applyFields(body, mask);
}

export function answer(context: GoogleContext, state: GoogleState, make: () => object): Response {
  const options = optionsOf(context);
  const key = `${context.var.directory.customer.id} ${context.req.url}`;
  const bytes = state.pages.get(key, () => shape(make(), options));
  return context.body(bytes, 200, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': String(bytes.byteLength),
  });
}
