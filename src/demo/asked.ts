import type { Provider } from '../core/provider.ts';
import { readAssertion, readGoogleToken, readGraphToken } from './tokens.ts';

/** Whose token came with a request; `unknown`: nobody's that this service knows; null: none came. */
export type Bearer = Provider | 'unknown' | null;

export function bearerOf(authorization: string | null): Bearer {
  if (authorization === null) return null;
  if (!('refused' in readGraphToken(authorization))) return 'microsoft365';
  return readGoogleToken(authorization) === null ? 'unknown' : 'google-workspace';
}

/** The scopes that the form of a sign-in asks for, by itself or in its assertion. */
export function scopesAsked(body: string): string[] {
  const form = new URLSearchParams(body);
  const claimed = readAssertion(form.get('assertion') ?? '', undefined)?.claims.scope;
  return [form.get('scope'), claimed]
    .flatMap((scopes) => (typeof scopes === 'string' ? scopes.split(' ') : []))
    .filter((scope) => scope !== '');
}
