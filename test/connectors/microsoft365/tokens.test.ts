import { describe, expect, it } from 'vitest';
import { explain } from '../../../connectors/microsoft365/gaps.ts';
import { holdTokens } from '../../../connectors/microsoft365/tokens.ts';
import { origin, tenantId } from './tenant.ts';

const { signal } = new AbortController();

/** The tokens of a sign-in that answers with these, one after the other. */
function tokensOf(...answered: string[]) {
  const token = async () => ({ token: answered.shift() ?? '', expiresAt: Date.now() + 3_600_000 });
  return holdTokens({ origin, token }, tenantId, signal);
}

describe('a token', () => {
  it.each([
    ['a line break', 'hush-hush\n-token'],
    ['a line break of two characters at its end', 'hush-hush-token\r\n'],
    ['a space', 'hush-hush token'],
    ['no character at all', ''],
    ['a zero', 'hush-hush\0'],
    ['a letter that no header holds', 'hush-hush-東京'],
    ['a letter that is no letter of tokens', 'hush-hush-é'],
  ])('with %s is none, and is not shown', async (_, odd) => {
    const error = await tokensOf(odd)
      .current()
      .catch((thrown: unknown) => thrown);
    const gap = explain(error);
    expect(gap).toEqual({
      kind: 'malformed',
      detail: 'the sign-in: answered with something that is no token',
    });
    expect(String(error)).not.toContain('hush');
  });

  it('is refused too where it comes in place of another, which stays', async () => {
    const tokens = tokensOf('opaque.token-1~+/=', 'hush\nhush');
    expect(await tokens.current()).toBe('opaque.token-1~+/=');
    await expect(tokens.renewed('opaque.token-1~+/=', undefined)).rejects.toThrow('no token');
    expect(await tokens.current()).toBe('opaque.token-1~+/=');
  });
});
