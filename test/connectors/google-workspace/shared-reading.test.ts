import { expect, test } from 'vitest';
import { shareReading } from '../../../connectors/google-workspace/shared-reading.ts';

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  return Array.fromAsync(rows);
}

test('readers share a pass, whatever their pace; one more begins a new pass', async () => {
  let passes = 0;
  async function* open() {
    passes += 1;
    yield* [1, 2, 3];
  }
  const share = shareReading(open, 2);
  const slow = share();
  expect(await slow.next()).toEqual({ done: false, value: 1 });
  expect(await all(share())).toEqual([1, 2, 3]);
  expect(await all(slow)).toEqual([2, 3]);
  expect(passes).toBe(1);
  expect(await all(share())).toEqual([1, 2, 3]);
  expect(passes).toBe(2);
});

test('an error reaches every reader, after the rows before it', async () => {
  async function* open() {
    yield 1;
    throw new Error('page two');
  }
  const share = shareReading(open, 2);
  for (const reader of [share(), share()]) {
    expect((await reader.next()).value).toBe(1);
    await expect(reader.next()).rejects.toThrow('page two');
  }
});

test('a reader that leaves does not end the pass for others', async () => {
  async function* open() {
    yield* [1, 2];
  }
  const share = shareReading(open, 2);
  for await (const row of share()) {
    expect(row).toBe(1);
    break;
  }
  expect(await all(share())).toEqual([1, 2]);
});
