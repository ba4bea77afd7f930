import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CredentialError } from '../../connectors/google-workspace/errors.ts';
import { readKeyFile } from '../../connectors/google-workspace/key-file.ts';
import { challengeOf, claimsOf, holdTokens } from '../../connectors/microsoft365/tokens.ts';

const awkward = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, '', 0, [], {}, 'x'.repeat(5_000)));

describe('the claims of a token', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');

  it('are read of any text, or not at all', () => {
    const token = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.base64String(), { maxLength: 5 }).map((parts) => parts.join('.')),
      awkward.map((claims) => `h.${part(claims)}.s`),
      fc.record({ tid: awkward, roles: awkward, scp: awkward }).map((claims) => `h.${part(claims)}.s`),
    );
    fc.assert(
      fc.property(token, (text) => {
        const claims = claimsOf(text);
        if (claims === null) return;
        const { tid, roles, scp } = claims;
        expect([typeof tid, typeof scp].every((type) => type === 'string' || type === 'undefined')).toBe(true);
        expect(roles === undefined || roles.every((role) => typeof role === 'string')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never let a token pass that names another tenant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (tid) => {
        const access = {
          origin: '',
          token: async () => ({ token: `h.${part({ tid })}.s`, expiresAt: Date.now() + 3_600_000 }),
        };
        const held = holdTokens(access, 'ours', new AbortController().signal);
        const [settled] = await Promise.allSettled([held.current()]);
        expect(settled.status).toBe(tid.toLowerCase() === 'ours' ? 'fulfilled' : 'rejected');
      }),
    );
  });

  it('that a refusal asks for are read of any header', () => {
    const header = fc.oneof(
      fc.string({ unit: 'grapheme-ascii' }),
      fc.base64String().map((claims) => `Bearer realm="", error="insufficient_claims", claims="${claims}"`),
    );
    fc.assert(
      fc.property(header, (value) => {
        expect(['string', 'undefined']).toContain(typeof challengeOf(new Headers({ 'www-authenticate': value })));
      }),
    );
  });
});

describe('a key file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shisei-key-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is a key, or an error that holds nothing of what stands in it', async () => {
    const planted = 'kq7vzx0wPLANTEDt9';
    const content = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => `${text}${planted}`),
      fc.jsonValue().map((value) => JSON.stringify([value, planted])),
      fc
        .record({
          type: fc.constantFrom<unknown>('service_account', 'external_account', planted, null),
          client_email: fc.oneof(awkward, fc.constant(planted)),
          private_key: fc.constantFrom<unknown>(
            planted,
            `-----BEGIN PRIVATE KEY-----\n${planted}\n-----END PRIVATE KEY-----\n`,
            [planted],
          ),
          private_key_id: awkward,
        })
        .map((key) => JSON.stringify(key)),
      fc.constantFrom(
        `{"type":"service_account","__proto__":{"private_key":"${planted}"}}`,
        '\uFEFF{}',
        `{"${planted}`,
      ),
    );
    const file = join(folder, 'key.json');
    await fc.assert(
      fc.asyncProperty(content, async (text) => {
        await writeFile(file, text);
        const error = await readKeyFile(file).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(CredentialError);
        expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain(planted);
      }),
      { numRuns: 200 },
    );
  });
});
