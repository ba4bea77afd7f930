import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPage } from '../../connectors/google-workspace/answers.ts';
import { type BatchAnswer, readBatches } from '../../connectors/microsoft365/batch.ts';
import { explain } from '../../connectors/microsoft365/gaps.ts';
import { MalformedError } from '../../src/core/errors.ts';
import { ForeignAddressError } from '../../src/http/errors.ts';
import { sameOrigin } from '../../src/http/pages.ts';

const ids = ['a', 'b', 'c'];
const awkward = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, '', 0, 200, '200', [], {}, true));

const item = fc.record(
  {
    id: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ids, 'A', '__proto__', 'x') }, awkward),
    status: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(200, 403, 404, 429, 503, 99, 600, 200.5) }, awkward),
    headers: fc.oneof(
      fc.constantFrom<unknown>({ 'Retry-After': '0' }, { 'retry-after': 'soon' }, { 'Retry-After': '\u0000' }, null),
      awkward,
    ),
    body: fc.oneof(fc.constantFrom<unknown>({ name: 'x' }, { error: { code: 'x' } }, { name: 7 }), awkward),
  },
  { requiredKeys: [] },
);
const envelope = fc.oneof(
  { weight: 8, arbitrary: fc.record({ responses: fc.array(item, { maxLength: 6 }) }) },
  awkward,
);

describe('a batch', () => {
  it('answers for each item once, with what was said of it or an error that is understood; or is refused whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(envelope, { minLength: 1, maxLength: 4 }), async (envelopes) => {
        let asked = 0;
        const reading = readBatches({
          requests: ids.map((id) => ({ id, path: `/users/${id}` })),
          shape: z.object({ name: z.string() }),
          post: async () => {
            asked += 1;
            const body = envelopes[(asked - 1) % envelopes.length];
            return { place: 'POST graph/$batch', body, renew: async () => undefined };
          },
          again: async () => false,
          place: (path) => `GET graph${path}`,
          timing: { delayMs: 0, retries: 2, patienceMs: 5 },
          signal: new AbortController().signal,
        });
        const answers: BatchAnswer<{ name: string }>[] = [];
        try {
          for await (const answer of reading) answers.push(answer);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
          return;
        }
        expect(answers.map(({ id }) => id).sort()).toEqual(ids);
        for (const answer of answers) {
          if ('value' in answer) expect(answer.value).toEqual({ name: 'x' });
          else expect(explain(answer.error).kind).not.toBe('crash');
        }
        expect(asked).toBeLessThan(20);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a page of Google', () => {
  const row = z.object({ id: z.string().min(1) });

  it('is rows and a token, or malformed, without a word of what stands in it', () => {
    const planted = 'PLANTEDq7vz';
    const body = fc.oneof(
      fc.record(
        { items: fc.oneof(fc.array(fc.record({ id: awkward })), awkward), nextPageToken: awkward, error: awkward },
        { requiredKeys: [] },
      ),
      awkward,
      fc.constantFrom<unknown>(
        { items: [{ id: 7, secret: planted }] },
        { items: planted },
        { nextPageToken: [planted] },
      ),
    );
    fc.assert(
      fc.property(body, (answer) => {
        try {
          const { rows, next } = readPage('x.list', 'items', row, answer);
          expect(rows.every(({ id }) => typeof id === 'string' && id !== '')).toBe(true);
          expect(next === null || (typeof next === 'string' && next !== '')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
          expect(String(error)).not.toContain(planted);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a next link', () => {
  const origin = 'https://graph.microsoft.com';

  it('leads to the origin that gave it, or nowhere', () => {
    const tail = fc.string({ unit: 'grapheme' });
    const link = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      tail,
      fc
        .tuple(
          fc.constantFrom(
            ...[
              origin,
              'http://graph.microsoft.com',
              `${origin}:8443`,
              `${origin}:443`,
              'https://graph.microsoft.com.evil.example',
            ],
            ...[
              'https://graph.microsoft.com@evil.example',
              'https://a:b@graph.microsoft.com',
              '//graph.microsoft.com',
              'HTTPS://GRAPH.MICROSOFT.COM',
            ],
            ...[
              'https://graph.microsoft.com\\@evil.example',
              'https://evil.example#graph.microsoft.com',
              'javascript:',
              'file:///',
            ],
          ),
          tail,
        )
        .map((parts) => parts.join('/')),
    );
    fc.assert(
      fc.property(link, (text) => {
        try {
          const { origin: to, username, password, hostname } = sameOrigin('x', text, origin);
          expect([to, username, password, hostname]).toEqual([origin, '', '', 'graph.microsoft.com']);
        } catch (error) {
          expect(error).toBeInstanceOf(ForeignAddressError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
