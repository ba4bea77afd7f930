import { test } from 'vitest';
import { expectLaws } from './expect.ts';

test('every fault on every endpoint of a tenant without a licence', () => expectLaws('free'), 600_000);
