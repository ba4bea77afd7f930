import nock from 'nock';
import { expect, it } from 'vitest';
import { openDoor } from '../../src/http/door.ts';
import { useStrictNock } from '../nock.ts';

const origin = 'https://graph.example';
const ages = { date: 'Fri, 21 Nov 2036 09:00:00 GMT' };

useStrictNock();

it('the clock of the trusted service counts, and that of a stranger does not', async () => {
  const door = openDoor({
    trusted: new Set([origin]),
    signal: new AbortController().signal,
    mayPost: () => false,
    budgetFor: () => undefined,
    isTransient: () => false,
  });
  const ask = (from: string) => door.send({ method: 'GET', url: new URL('/a', from), headers: new Headers() });
  nock('https://files.example').get('/a').reply(200, '', ages);
  await ask('https://files.example');
  expect(door.clockAheadMs()).toBeNull();
  nock(origin).get('/a').reply(200, '', ages);
  await ask(origin);
  expect(door.clockAheadMs()).toBeLessThan(-365 * 86_400_000);
});
