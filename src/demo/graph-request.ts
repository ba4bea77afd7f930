import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { MicrosoftDirectory } from './directory.ts';
import { decodeOffset, nextLink, type PageCache, queryParts, served } from './paging.ts';
import type { Throttle } from './throttle.ts';
import type { GraphTokenClaims } from './tokens.ts';

export interface GraphState {
  directories: ReadonlyMap<string, MicrosoftDirectory>;
  throttle: Throttle;
  pages: PageCache;
  now: Date;
  /** Where usage reports are fetched from; null: this very service. */
  reportsOrigin: (requestUrl: string) => string;
  /** Usage reports by the secret in their address. */
  downloads: Map<string, string>;
}

export interface GraphEnv {
  Variables: { directory: MicrosoftDirectory; claims: GraphTokenClaims };
}

export type GraphContext = Context<GraphEnv>;
export type GraphRoutes = Hono<GraphEnv>;

/** Thrown by handlers; one place turns it into the error envelope. */
export class GraphFault extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: ContentfulStatusCode, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function faultAnswer(context: GraphContext, fault: GraphFault): Response {
  const requestId = crypto.randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  const throttled = fault.status === 429;
  const innerError = {
    ...(throttled ? { code: '429', message: 'Please retry after', status: '429' } : {}),
    date,
    'request-id': requestId,
    'client-request-id': context.req.header('client-request-id') ?? requestId,
  };
  return context.json({ error: { code: fault.code, message: fault.message, innerError } }, fault.status, {
    'request-id': requestId,
    ...fault.headers,
  });
}

/** The address as the client sees it. */
export function addressOf(context: GraphContext): string {
  return context.req.url;
}

export function versionOf(context: GraphContext): 'v1.0' | 'beta' {
  return context.req.path.startsWith('/beta') ? 'beta' : 'v1.0';
}

/** The `@odata.context` of an answer. */
export function contextOf(context: GraphContext, what: string): string {
  return `${new URL(context.req.url).origin}/${versionOf(context)}/$metadata#${what}`;
}

export function badRequest(message: string, code = 'BadRequest'): GraphFault {
  return new GraphFault(400, code, message);
}

export function notFound(id: string): GraphFault {
  return new GraphFault(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** Without P1, on everything that needs it but for role schedules. */
export function requirePremium(context: GraphContext): void {
  if (context.var.directory.plan !== 'free') return;
  throw new GraphFault(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Tenant is not a B2C tenant and doesn't have premium license",
  );
}

export function holds(context: GraphContext, ...anyOf: readonly string[]): boolean {
  const { roles } = context.var.claims;
  return anyOf.some(
    (permission) => roles.includes(permission) || roles.includes(permission.replace('.Read.', '.ReadWrite.')),
  );
}

export function requirePermission(context: GraphContext, ...anyOf: readonly string[]): void {
  if (holds(context, ...anyOf)) return;
  throw new GraphFault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** PIM words a missing permission as text inside of text. */
export function requireScheduleScope(context: GraphContext, ...anyOf: readonly string[]): void {
  if (holds(context, ...anyOf)) return;
  const message = `Authorization failed due to missing permission scope ${anyOf.join(',')}.`;
  const inner = { errorCode: 'PermissionScopeNotGranted', message, instanceAnnotations: [] };
  throw new GraphFault(403, 'UnknownError', JSON.stringify(inner));
}

/** Without P2 the answer is 400, not 403. */
export function requireGovernance(context: GraphContext): void {
  if (context.var.directory.plan === 'p2') return;
  throw new GraphFault(
    400,
    'AadPremiumLicenseRequired',
    'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  );
}

/** The reporting APIs word a missing permission in their own way. */
export function requireReportPermission(context: GraphContext, permission: string): void {
  if (holds(context, permission)) return;
  throw new GraphFault(
    403,
    'Authentication_MSGraphPermissionMissing',
    `Calling principal does not have required MSGraph permissions ${permission}`,
  );
}

/** Query options by name, without the optional `$`. Those not in `allowed` are refused. */
export function optionsOf(context: GraphContext, allowed: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (const { name, value } of queryParts(addressOf(context))) {
    const option = name.replace(/^\$/, '').toLowerCase();
    if (!allowed.includes(option)) {
      const spelled = option.charAt(0).toUpperCase() + option.slice(1);
      throw badRequest(
        `Query option '${spelled}' is not allowed. To allow it, set the 'AllowedQueryOptions' property.`,
      );
    }
    options.set(option, value);
  }
  return options;
}

/** The properties of `$select`, or all; one that the type has not got is refused. */
export function selectFrom(
  row: Record<string, unknown>,
  select: string | undefined,
  type: string,
): Record<string, unknown> {
  if (select === undefined) return row;
  const properties = select.split(',').map((property) => property.trim());
  for (const property of properties) {
    if (property in row) continue;
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${property}' on type 'microsoft.graph.${type}'.`,
    );
  }
  return Object.fromEntries(properties.map((property) => [property, row[property]]));
}

export interface Cut<Row> {
  rows: readonly Row[];
  link: { '@odata.nextLink'?: string };
}

/** One page: `$top` above the highest size is quietly lowered, as most of Graph does. */
export function cutPage<Row>(
  context: GraphContext,
  all: readonly Row[],
  options: ReadonlyMap<string, string>,
  size: { usual: number; most: number; ordered?: boolean },
): Cut<Row> {
  const { serving } = context.var.directory;
  const rows = size.ordered ? all : served(all, serving);
  const asked = options.get('top');
  if (asked !== undefined && !/^[1-9]\d*$/.test(asked))
    throw badRequest(`Invalid value '${asked}' for $top query option.`);
  const longest = Math.min(size.most, serving?.longestPage ?? size.most);
  const length = Math.min(asked === undefined ? size.usual : Number(asked), longest);
  const token = options.get('skiptoken');
  const from = token === undefined ? 0 : decodeOffset(token);
  if (from === null) {
    throw badRequest(
      'The specified page token value has expired and can no longer be included in your request.',
      'Directory_ExpiredPageToken',
    );
  }
  const to = from + length;
  return {
    rows: rows.slice(from, to),
    link: to < all.length ? { '@odata.nextLink': nextLink(addressOf(context), to) } : {},
  };
}

export function bytesAnswer(context: GraphContext, bytes: Uint8Array<ArrayBuffer>): Response {
  return context.body(bytes, 200, {
    'content-type':
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    'content-length': String(bytes.byteLength),
  });
}

/** @throws GraphFault when the bucket is empty */
export function spend(
  context: GraphContext,
  state: GraphState,
  bucket: { name: string; limit: number; seconds: number; cost?: number; information?: string },
): void {
  const { directory, claims } = context.var;
  const key = `${bucket.name}/${directory.tenantId}/${claims.appid}`;
  const wait = state.throttle.spend(key, bucket.limit, bucket.seconds, bucket.cost);
  if (wait === null) return;
  throw new GraphFault(429, 'TooManyRequests', 'Please retry again later.', {
    'Retry-After': String(wait),
    'x-ms-throttle-scope': `Tenant_Application/Read/${claims.appid}/${directory.tenantId}`,
    'x-ms-throttle-information': bucket.information ?? 'ResourceUnitLimitExceeded',
  });
}

/** Five requests in ten seconds: audit logs, registration details, and users with `signInActivity`. */
export function spendReport(context: GraphContext, state: GraphState): void {
  spend(context, state, { name: 'identity-reports', limit: 5, seconds: 10, information: 'CPULimitExceeded' });
}

/** One request a second for all applications of a tenant together, refused without a hint when to come back. */
export function spendProtection(context: GraphContext, state: GraphState): void {
  if (state.throttle.spend(`protection/${context.var.directory.tenantId}`, 1, 1) === null) return;
  throw new GraphFault(429, 'TooManyRequests', 'Too many requests.');
}

/**
 * Resource units of the directory. `$select` takes one off, `$expand` adds one, `$top` below 20 takes one off, never
 * less than one: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function spendUnits(
  context: GraphContext,
  state: GraphState,
  base: number,
  options: ReadonlyMap<string, string> = new Map(),
): void {
  const people = context.var.directory.accounts.length;
  const limit = people < 50 ? 3500 : people <= 500 ? 5000 : 8000;
  const top = options.get('top');
  const discount = (options.has('select') ? 1 : 0) + (top !== undefined && Number(top) < 20 ? 1 : 0);
  const cost = Math.max(1, base + (options.has('expand') ? 1 : 0) - discount);
  context.header('x-ms-resource-unit', String(cost));
  spend(context, state, { name: 'resource-units', limit, seconds: 10, cost });
}
