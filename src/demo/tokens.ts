import { constants, createPublicKey, verify } from 'node:crypto';
import type { GoogleDirectory, MicrosoftDirectory } from './directory.ts';

export interface GraphTokenClaims {
  tid: string;
  appid: string;
  roles: readonly string[];
  /** Seconds since the epoch. */
  exp: number;
}

export interface GoogleTokenClaims {
  sub: string | null;
  iss: string;
  scopes: readonly string[];
  /** Seconds since the epoch. */
  exp: number;
}

/** Why a token was refused. */
export interface Refused {
  refused: string;
}

const hour = 3600;
const graphAudiences = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'];

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** An app-only token of Microsoft Graph. Nobody signed it: this service is its only reader. */
export function graphToken(claims: { tid: string; appid: string; roles: readonly string[] }, lifetime = hour): string {
  const header = encode({ typ: 'JWT', alg: 'none' });
  const payload = encode({
    aud: graphAudiences[0],
    iss: `https://sts.windows.net/${claims.tid}/`,
    idtyp: 'app',
    ...claims,
    exp: inSeconds(lifetime),
  });
  return `${header}.${payload}.unsigned`;
}

export function readGraphToken(authorization: string | undefined): GraphTokenClaims | Refused {
  const token = /^bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return { refused: 'Access token is empty.' };
  const parts = token.split('.');
  const claims = parts.length === 3 ? decode(parts[1]) : null;
  if (claims === null) {
    return { refused: 'IDX14100: JWT is not well formed, there are no dots (.).' };
  }
  if (typeof claims.aud !== 'string' || !graphAudiences.includes(claims.aud)) {
    return { refused: 'Access token validation failure. Invalid audience.' };
  }
  const { tid, appid, exp } = claims;
  if (typeof tid !== 'string' || typeof appid !== 'string' || typeof exp !== 'number') {
    return { refused: 'Access token validation failure.' };
  }
  if (exp * 1000 <= Date.now()) return { refused: 'Lifetime validation failed, the token is expired.' };
  return { tid, appid, roles: strings(claims.roles), exp };
}

/** An access token of Google: opaque to clients, as the real ones are. */
export function googleToken(
  claims: { sub: string | null; iss: string; scopes: readonly string[] },
  lifetime = hour,
): string {
  return `ya29.${encode({ ...claims, exp: inSeconds(lifetime) })}`;
}

export function readGoogleToken(authorization: string | undefined): GoogleTokenClaims | null {
  const token = /^bearer ya29\.(.+)$/i.exec(authorization ?? '')?.[1];
  const claims = token === undefined ? null : decode(token);
  if (claims === null || typeof claims.exp !== 'number' || claims.exp * 1000 <= Date.now()) return null;
  const { sub, iss, exp } = claims;
  if (typeof iss !== 'string') return null;
  return { sub: typeof sub === 'string' ? sub : null, iss, scopes: strings(claims.scopes), exp };
}

/** The token with which the demo scans a Microsoft 365 directory. */
export function demoGraphToken(
  directory: MicrosoftDirectory,
  permissions: readonly string[] = directory.application.permissions,
  lifetime = hour,
): string {
  return graphToken({ tid: directory.tenantId, appid: directory.application.clientId, roles: permissions }, lifetime);
}

/** The token with which the demo scans a Google Workspace directory. */
export function demoGoogleToken(
  directory: GoogleDirectory,
  scopes: readonly string[] = directory.serviceAccount.delegatedScopes,
  subject: string = directory.admin,
  lifetime = hour,
): string {
  return googleToken({ sub: subject, iss: directory.serviceAccount.email, scopes }, lifetime);
}

export function demoToken(directory: MicrosoftDirectory | GoogleDirectory): string {
  return directory.provider === 'microsoft365' ? demoGraphToken(directory) : demoGoogleToken(directory);
}

export interface Assertion {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** True when the key is not known: there is nothing to check against. */
  genuine: boolean;
}

/** Reads a signed JWT; PS256 is what MSAL signs with by default, RS256 what Google asks for. */
export function readAssertion(assertion: string, publicKey: string | undefined): Assertion | null {
  const [head, body, signature] = assertion.split('.');
  const header = decode(head);
  const claims = decode(body);
  if (header === null || claims === null || signature === undefined) return null;
  if (publicKey === undefined) return { header, claims, genuine: true };
  const key = createPublicKey(publicKey);
  const padding = header.alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  const known = header.alg === 'PS256' || header.alg === 'RS256';
  const signed = Buffer.from(`${head}.${body}`);
  const genuine = known && verify('sha256', signed, { key, ...padding }, Buffer.from(signature, 'base64url'));
  return { header, claims, genuine };
}
