import nock from 'nock';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Answer, openDoor, type Timing } from '../../src/http/door.ts';
import { useStrictNock } from '../nock.ts';

useStrictNock();
afterEach(() => vi.restoreAllMocks());

const origin = 'https://graph.example';

/** A door, and how it asks for the members of the n-th group. */
function doorWith(timing: Partial<Timing>) {
  const door = openDoor({
    trusted: new Set([origin]),
    signal: new AbortController().signal,
    mayPost: () => false,
    budgetFor: () => undefined,
    isTransient: () => false,
    timing: { delayMs: 0, ...timing },
  });
  const ask = (path: string): Promise<Answer> =>
    door.send({ method: 'GET', url: new URL(path, origin), headers: new Headers() });
  return { ask, membersOf: (group: number) => ask(`/groups/g${group}/members`), sent: () => door.requests().sent };
}

const members = /^\/groups\/g\d+\/members$/;

describe('where call after call was given up', () => {
  it('a further one is tried once, so that 500 dead groups cost little more than 500 requests', async () => {
    nock(origin).get(members).times(515).reply(503, 'down');
    const { membersOf, sent } = doorWith({ retries: 5 });
    for (let group = 0; group < 500; group += 1) expect((await membersOf(group)).status).toBe(503);
    expect(sent()).toBe(3 * 6 + 497);
  });

  it('broken connections count as refusals do', async () => {
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    nock(origin).get(members).times(7).replyWithError(reset);
    const { membersOf, sent } = doorWith({ retries: 1 });
    for (let group = 0; group < 4; group += 1) await expect(membersOf(group)).rejects.toThrow('reset');
    expect(sent()).toBe(3 * 2 + 1);
  });

  it.each([
    [3, 1],
    [4, 2],
    [6, 4],
    [50, 4],
  ])('after %i calls that were given up, %i answers bring all tries back', async (given, answers) => {
    const { membersOf, sent } = doorWith({ retries: 1 });
    nock(origin)
      .get(members)
      .times(3 * 2 + given - 3)
      .reply(503, 'down');
    for (let group = 0; group < given; group += 1) await membersOf(group);
    nock(origin).get(members).times(answers).reply(404, {});
    for (let group = 0; group < answers; group += 1) expect((await membersOf(group)).status).toBe(404);
    nock(origin).get(members).reply(503, 'down');
    nock(origin).get(members).reply(200, { value: [] });
    expect((await membersOf(6)).status).toBe(200);
    expect(sent()).toBe(3 + given + answers + 2);
  });

  it('where most calls are given up, the few that are answered bring no more tries', async () => {
    const { membersOf, sent } = doorWith({ retries: 1 });
    nock(origin)
      .get(members)
      .times(2 * 3)
      .reply(503, 'down');
    for (let group = 0; group < 3; group += 1) await membersOf(group);
    for (let round = 0; round < 5; round += 1) {
      nock(origin).get(members).times(3).reply(503, 'down');
      for (let group = 0; group < 3; group += 1) await membersOf(group);
      nock(origin).get(members).reply(200, { value: [] });
      await membersOf(4);
    }
    expect(sent()).toBe(6 + 5 * 4);
  });

  it('other questions keep all their tries', async () => {
    const { ask, membersOf } = doorWith({ retries: 1 });
    nock(origin).get(members).times(6).reply(503, 'down');
    for (let group = 0; group < 3; group += 1) await membersOf(group);
    nock(origin).get('/groups').reply(503, 'down');
    nock(origin).get('/groups').reply(200, { value: [] });
    expect((await ask('/groups')).status).toBe(200);
  });

  it('nobody waits for the whole time limit', async () => {
    const limits: number[] = [];
    const real = AbortSignal.timeout.bind(AbortSignal);
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      limits.push(milliseconds);
      return real(60_000);
    });
    nock(origin).get(members).times(4).reply(503, 'down');
    const { membersOf } = doorWith({ retries: 0, limitMs: 45_000 });
    for (let group = 0; group < 4; group += 1) await membersOf(group);
    expect(limits).toEqual([45_000, 45_000, 45_000, 4_500]);
  });

  it('a provider that asked to be left alone is left alone, and its refusal stands for the rest', async () => {
    nock(origin).get(members).times(3).reply(429, {}, { 'retry-after': '3600' });
    const { membersOf, sent } = doorWith({ retries: 5 });
    for (let group = 0; group < 500; group += 1) expect((await membersOf(group)).status).toBe(429);
    expect(sent()).toBe(3);
  });

  it('two calls are not enough', async () => {
    nock(origin).get(members).times(4).reply(503, 'down');
    nock(origin).get(members).reply(503, 'down');
    nock(origin).get(members).reply(200, { value: [] });
    const { membersOf } = doorWith({ retries: 1 });
    for (let group = 0; group < 2; group += 1) await membersOf(group);
    expect((await membersOf(2)).status).toBe(200);
  });
});

describe('a refusal whose reason breaks off', () => {
  it.each([400, 403, 404])('is asked for again: %i', async (status) => {
    const json = { 'content-type': 'application/json' };
    nock(origin).get('/groups').reply(status, '{"error":{"co', json);
    nock(origin).get('/groups').reply(status, '{"error":{"code":"Denied"}}', json);
    const { ask } = doorWith({ retries: 5 });
    expect(await ask('/groups')).toMatchObject({ status, body: { error: { code: 'Denied' } } });
  });

  it('is no refusal where it never comes whole', async () => {
    nock(origin).get('/groups').times(3).reply(403, '{', { 'content-type': 'application/json' });
    const { ask } = doorWith({ retries: 2 });
    await expect(ask('/groups')).rejects.toThrow('answered 403, and the answer is not whole');
  });

  it('needs none where there is no reason at all', async () => {
    nock(origin).get('/groups').reply(403, '', { 'content-type': 'application/json' });
    const { ask } = doorWith({ retries: 2 });
    expect(await ask('/groups')).toMatchObject({ status: 403, body: '' });
  });
});
