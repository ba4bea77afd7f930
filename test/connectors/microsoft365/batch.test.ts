import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type BatchAnswer, type BatchRequest, readBatches } from '../../../connectors/microsoft365/batch.ts';
import { explain } from '../../../connectors/microsoft365/gaps.ts';

interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const ok = (value: string): Reply => ({ status: 200, body: { value } });
const outcomeOf = (answer: BatchAnswer<{ value: string }>) =>
  'value' in answer ? answer.value.value : explain(answer.error).kind;

/** Reads ids by batches that are answered so; each round has a number, which counts from 1. */
async function read(
  ids: readonly string[],
  reply: (round: number, items: readonly BatchRequest[]) => object[],
  patienceMs = 1_000,
) {
  let posts = 0;
  let renewals = 0;
  const renew = async () => {
    renewals += 1;
  };
  const answers = new Map<string, string>();
  const reading = readBatches({
    requests: ids.map((id) => ({ id, path: `/users/${id}/authentication/methods` })),
    shape: z.object({ value: z.string() }),
    post: async (items) => {
      posts += 1;
      const body = { responses: reply(posts, items) };
      return { place: 'POST graph/$batch', body, renew };
    },
    again: async () => false,
    place: (path) => `GET graph${path}`,
    timing: { delayMs: 0, retries: 5, patienceMs },
    signal: new AbortController().signal,
  });
  for await (const answer of reading) answers.set(answer.id, outcomeOf(answer));
  return { answers, posts, renewals };
}

const each = (items: readonly BatchRequest[], reply: (id: string) => Reply) =>
  items.map(({ id }) => ({ id, ...reply(id) }));

describe('a batch', () => {
  it('is joined by id, whatever its order, case and company', async () => {
    const { answers } = await read(['a', 'b'], (_, items) => [
      { id: 'stranger', ...ok('x') },
      ...each(items, ok)
        .map((item) => ({ ...item, id: item.id.toUpperCase() }))
        .reverse(),
    ]);
    expect([...answers]).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });

  it('asks again for what is not answered, and says so in the end', async () => {
    const some = await read(['a', 'b'], (round, items) => each(items, ok).slice(round === 1 ? 1 : 0));
    expect({ posts: some.posts, b: some.answers.get('b'), a: some.answers.get('a') }).toEqual({
      posts: 2,
      b: 'b',
      a: 'a',
    });
    const none = await read(['a'], () => []);
    expect({ posts: none.posts, a: none.answers.get('a') }).toEqual({ posts: 6, a: 'malformed' });
  });

  it('takes a part that comes twice for one, and one that comes in two ways for none', async () => {
    const twice = await read(['a'], (_, items) => [...each(items, ok), ...each(items, ok)]);
    expect(twice).toMatchObject({ posts: 1, answers: new Map([['a', 'a']]) });
    const disputed = await read(['a'], (_, items) => [...each(items, ok), ...each(items, () => ok('else'))]);
    expect(disputed).toMatchObject({ posts: 6, answers: new Map([['a', 'malformed']]) });
  });

  it.each([
    [403, { error: { code: 'Authorization_RequestDenied', message: 'no' } }, 1, 'permission'],
    [404, { error: { code: 'Request_ResourceNotFound', message: 'no' } }, 1, 'absent'],
    [400, {}, 1, 'malformed'],
    [302, {}, 1, 'malformed'],
    [424, {}, 1, 'malformed'],
    [503, {}, 6, 'network'],
    [429, {}, 6, 'throttled'],
  ])('hinders no other by a part that always fails with %i', async (status, body, posts, kind) => {
    const { answers, ...told } = await read(['a', 'b', 'c'], (_, items) =>
      each(items, (id) => (id === 'b' ? { status, body } : ok(id))),
    );
    expect([...answers.values()].sort()).toEqual(['a', 'c', kind].sort());
    expect(answers.get('b')).toBe(kind);
    // Others were answered in the first round, which is no fruitless one.
    expect(told.posts).toBe(posts === 1 ? 1 : posts + 1);
  });

  it('waits for no part that is throttled for longer than anybody waits', async () => {
    const day = { status: 429, headers: { 'RETRY-AFTER': '86400' } };
    expect(await read(['a'], (_, items) => each(items, () => day))).toMatchObject({
      posts: 1,
      answers: new Map([['a', 'throttled']]),
    });
  });

  it('does not wait for ever while one part after the other is answered', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `u${index}`);
    const slow = { status: 429, headers: { 'Retry-After': '0.01' } };
    const { posts, answers } = await read(
      ids,
      (_, items) => each(items, (id) => (id === items[0]?.id ? ok(id) : slow)),
      10,
    );
    // Ten milliseconds a round, until more than twelve times the patience of one call is used up.
    expect(posts).toBe(14);
    expect([...answers.values()].filter((value) => value === 'throttled')).toHaveLength(6);
  });

  it('gets one new token for a part that refuses the old one, and no second', async () => {
    const expired = { status: 401, body: {} };
    const once = await read(['a', 'b'], (round, items) =>
      each(items, (id) => (round === 1 && id === 'a' ? expired : ok(id))),
    );
    expect(once).toMatchObject({
      posts: 2,
      renewals: 1,
      answers: new Map([
        ['b', 'b'],
        ['a', 'a'],
      ]),
    });
    const always = await read(['a'], (_, items) => each(items, () => expired));
    expect(always).toMatchObject({ posts: 2, renewals: 1, answers: new Map([['a', 'permission']]) });
  });

  it('does not ask 5,000 dead accounts six times each', async () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `u${index}`);
    const { posts, answers } = await read(ids, (_, items) => each(items, () => ({ status: 503 })));
    expect(new Set(answers.values())).toEqual(new Set(['network']));
    expect(answers.size).toBe(5_000);
    // The first goes alone, then a few together, before it is plain that nothing comes back.
    expect(posts).toBeLessThan(250 + 6 * 5 + 10);
  });

  it('gives all tries back as soon as something is answered', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `u${index}`);
    const dead = new Set(ids.slice(0, 20));
    const { answers } = await read(ids, (_, items) => each(items, (id) => (dead.has(id) ? { status: 503 } : ok(id))));
    expect([...answers.values()].filter((value) => value === 'network')).toHaveLength(20);
  });
});
