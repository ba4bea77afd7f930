import { test } from 'vitest';
import { expectLaws } from './expect.ts';

test('every fault on every endpoint of Google Workspace', () => expectLaws('google'), 600_000);
