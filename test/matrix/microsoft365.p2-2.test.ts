import { test } from 'vitest';
import { expectLaws } from './expect.ts';

test('every fault on every other endpoint of a tenant with Entra ID P2, 2 of 2', () => {
  return expectLaws('p2', { part: 2, of: 2 });
}, 600_000);
