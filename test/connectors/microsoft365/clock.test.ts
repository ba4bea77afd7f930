import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdTokens } from '../../../connectors/microsoft365/tokens.ts';

const hour = 3_600_000;
const start = new Date('2026-11-21T09:00:00.000Z');
const { signal } = new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Tokens that last an hour by the clock of whoever asks, as the sign-in library counts them. */
function counted() {
  let asked = 0;
  const token = async () => {
    asked += 1;
    return { token: `token-${asked}`, expiresAt: Date.now() + hour };
  };
  const tokens = holdTokens({ origin: 'https://graph.microsoft.com', token }, 'tenant', signal);
  return { tokens, asked: () => asked };
}

it('a clock that jumps ahead costs one token more, and not one a request', async () => {
  const { tokens, asked } = counted();
  await tokens.current();
  vi.setSystemTime(start.getTime() + 365 * 24 * hour);
  for (let request = 0; request < 5; request += 1) expect(await tokens.current()).toBe('token-2');
  expect(asked()).toBe(2);
});

it('a clock that jumps back leaves the token, until the provider refuses it', async () => {
  const { tokens, asked } = counted();
  await tokens.current();
  vi.setSystemTime(start.getTime() - 365 * 24 * hour);
  for (let request = 0; request < 5; request += 1) expect(await tokens.current()).toBe('token-1');
  expect(await tokens.renewed('token-1', undefined)).toBe('token-2');
  expect(await tokens.current()).toBe('token-2');
  expect(asked()).toBe(2);
});
