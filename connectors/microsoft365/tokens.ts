import { z } from 'zod';
import { IdentityError, MalformedError } from '../../src/core/errors.ts';
import type { Access } from './access.ts';

const claimsShape = z.object({
  tid: z.string().optional().catch(undefined),
  roles: z.array(z.string()).optional().catch(undefined),
  scp: z.string().optional().catch(undefined),
});

/** What a token says of itself; its signature is Graph's to check. Null when it is not readable. */
export function claimsOf(token: string): z.infer<typeof claimsShape> | null {
  const payload = token.split('.')[1];
  if (payload === undefined || token.split('.').length !== 3) return null;
  const json = z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(claimsShape)
    .safeParse(Buffer.from(payload, 'base64url').toString('utf8'));
  return json.success ? json.data : null;
}

/** The claims that a 401 asks for, as continuous access evaluation sends them; undefined when it asks for none. */
export function challengeOf(headers: Headers): string | undefined {
  const challenge = headers.get('www-authenticate') ?? '';
  if (!/error="?insufficient_claims"?/i.test(challenge)) return undefined;
  const encoded = /claims="?([\w+/=-]+)"?/i.exec(challenge)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

/** The token of a session: asked for once, shared by all requests, renewed in time. */
export interface Tokens {
  current(): Promise<string>;
  /** A new token in place of one that was refused; requests that were refused together share it. */
  renewed(refused: string, claims: string | undefined): Promise<string>;
}

const renewBeforeMs = 300_000;

interface Held {
  token: string;
  renewAt: number;
}

/** What can be sent as a token: a header holds no line breaks. https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const sendable = /^[\x21-\x7e]+$/;

/** @throws from either call: IdentityError for the token of another tenant, MalformedError for what is no token */
export function holdTokens(access: Access, tenantId: string, signal: AbortSignal): Tokens {
  let asking: Promise<Held> | null = null;
  let held: Held | null = null;

  async function ask(refresh: boolean, claims: string | undefined): Promise<Held> {
    const { token, expiresAt } = await access.token({ refresh, signal, ...(claims === undefined ? {} : { claims }) });
    if (!sendable.test(token)) throw new MalformedError('the sign-in', 'answered with something that is no token');
    const tid = claimsOf(token)?.tid;
    if (tid !== undefined && tid.toLowerCase() !== tenantId.toLowerCase()) {
      throw new IdentityError(`the token is of tenant ${tid}, and the configured one is ${tenantId}`);
    }
    const now = Date.now();
    held = { token, renewAt: Math.max(expiresAt - renewBeforeMs, now + (expiresAt - now) / 2) };
    return held;
  }

  function shared(refresh: boolean, claims?: string): Promise<Held> {
    asking ??= ask(refresh, claims).finally(() => {
      asking = null;
    });
    return asking;
  }

  async function current(): Promise<string> {
    const usable = held !== null && Date.now() < held.renewAt ? held : await shared(held !== null);
    return usable.token;
  }

  return {
    current,
    async renewed(refused, claims) {
      if (held !== null && held.token !== refused) return current();
      return (await shared(true, claims)).token;
    },
  };
}
