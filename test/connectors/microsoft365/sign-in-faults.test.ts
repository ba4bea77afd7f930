import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { createMicrosoft365 } from '../../../connectors/microsoft365/index.ts';
import { gapOf } from '../../../src/core/datasets.ts';
import type { Gap } from '../../../src/core/gap.ts';
import { gather } from '../../../src/core/gather.ts';
import { useStrictNock } from '../../nock.ts';
import { calm } from '../../surroundings.ts';
import { jwt, settings, tenantId, timing } from './tenant.ts';

useStrictNock();

const login = 'https://login.microsoftonline.com';
const another = '3f1c0000-0000-4000-8000-0000000000ff';

function signIn(): nock.Interceptor {
  return nock(login).post(`/${tenantId}/oauth2/v2.0/token`).query(true);
}

/** Scans through the official sign-in, and gives the one gap that stands for everything. */
async function scan(): Promise<Gap> {
  const connector = createMicrosoft365(undefined, timing);
  const { signal, now } = calm;
  const { datasets } = await gather(connector, settings, { directoryId: tenantId, signal, now });
  const gaps = Object.values(datasets).map((dataset) => gapOf(dataset));
  expect(Object.values(datasets).every(({ state }) => state === 'unavailable')).toBe(true);
  const [gap] = gaps;
  if (gap === undefined || gap === null) throw new Error('something was read without a token');
  expect(gaps.every((other) => other?.kind === gap.kind && other.detail === gap.detail)).toBe(true);
  expect(gap.detail).not.toContain('hush');
  return gap;
}

const json = { 'content-type': 'application/json' };
const refused = (code: string) => ({
  error: 'invalid_client',
  error_description: `${code}: refused. Trace ID: 1 Correlation ID: 2`,
  error_codes: [Number(code.replace('AADSTS', ''))],
});

describe('a sign-in that fails leaves nothing read, and says why', () => {
  it.each([
    ['too many', 429, {}, 4, 'throttled'],
    ['trouble', 500, {}, 4, 'network'],
    ['a page for trouble', 502, '<html></html>', 4, 'network'],
    ['no service', 503, '', 4, 'network'],
    ['no answer in time', 504, '', 4, 'network'],
    ['half of an answer', 200, '{"access_to', 4, 'network'],
    ['a secret that is wrong', 401, refused('AADSTS7000215'), 1, 'permission'],
    ['a secret that has expired', 401, refused('AADSTS7000222'), 1, 'expired'],
    ['an application that is not known', 400, refused('AADSTS700016'), 1, 'permission'],
  ])('%s', async (_, status, body, times, kind) => {
    signIn().times(times).reply(status, body, json);
    expect(await scan()).toMatchObject({ kind });
  });

  it('a broken connection', async () => {
    signIn()
      .times(4)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    expect(await scan()).toMatchObject({ kind: 'network' });
  });

  it('a token of another tenant', async () => {
    const token = jwt({ tid: another });
    signIn().reply(200, { token_type: 'Bearer', expires_in: 3600, access_token: token });
    expect(await scan()).toMatchObject({ kind: 'identity', detail: expect.stringContaining(another) });
  });

  it.each([
    ['an answer without a token', 200, { token_type: 'Bearer', expires_in: 3600 }, json, 'malformed'],
    ['an object without anything', 200, {}, json, 'malformed'],
    ['a list', 200, [], json, 'malformed'],
    ['an error as a success', 200, refused('AADSTS90002'), json, 'permission'],
    ['the page of a guest network', 200, '<html></html>', { 'content-type': 'text/html' }, 'malformed'],
    ['a redirect to another host', 302, '', { location: 'https://login.example/token' }, 'malformed'],
  ])('%s', async (_, status, body, headers, kind) => {
    signIn().reply(status, body, headers);
    expect(await scan()).toMatchObject({ kind });
  });
});
